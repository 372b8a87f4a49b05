//! What a page has besides conversations, told to the platform and shown on the phones; and hearts.

use axum::http::StatusCode;
use jiff::SignedDuration;
use transom::error::Error;
use transom::{page, people, reactions};
use transom_channels::profile::{IceBreaker, MenuItem, PageProfile};
use transom_domain::id::MessageId;
use transom_emulator::GraphFaultKind;
use transom_emulator::world::input::NewMessage;
use transom_testkit::live::{Live, PAGE};
use transom_testkit::{TestApp, templates};

use crate::pages::browser::{Browser, text};
use crate::sends::outcomes::{answer, customer, program, strike};

fn profile() -> PageProfile {
    PageProfile {
        get_started: Some("START".to_owned()),
        greeting: Some("Welcome".to_owned()),
        ice_breakers: vec![IceBreaker {
            question: "Opening hours?".to_owned(),
            payload: "HOURS".to_owned(),
        }],
        menu: vec![MenuItem::WebUrl {
            title: "Shop".to_owned(),
            url: "https://shop.example".to_owned(),
        }],
        commands: Vec::new(),
    }
}

#[tokio::test]
async fn a_profile_is_what_the_phone_shows_and_what_is_left_out_is_gone() {
    let live = Live::start().await;
    let place = (live.workspace_id, live.channel_id);
    page::set_profile(&live.app, place.0, place.1, &profile())
        .await
        .unwrap();
    let shown = live.world.outlets().remove(0);
    assert_eq!(shown.greeting.as_deref(), Some("Welcome"));
    assert_eq!(shown.ice_breakers[0].title, "Opening hours?");
    assert_eq!(shown.menu[0].url.as_deref(), Some("https://shop.example"));
    let read = page::profile(&live.app, place.0, place.1).await.unwrap();
    assert_eq!(read, profile());
    let nothing = PageProfile::default();
    page::set_profile(&live.app, place.0, place.1, &nothing)
        .await
        .unwrap();
    let read = page::profile(&live.app, place.0, place.1).await.unwrap();
    assert_eq!(read, nothing);
    let five = PageProfile {
        ice_breakers: vec![profile().ice_breakers[0].clone(); 5],
        ..profile()
    };
    let refused = page::set_profile(&live.app, place.0, place.1, &five).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
    live.close().await;
}

#[tokio::test]
async fn an_account_on_instagram_has_ice_breakers_and_a_menu_in_both_flavours_and_keeps_what_is_saved()
 {
    let live = Live::start().await;
    let alone = live.connect_instagram("17841400000000001").await;
    let linked = live.connect_instagram_of_page("17841400000000002").await;
    let asked = PageProfile {
        ice_breakers: profile().ice_breakers,
        menu: profile().menu,
        ..PageProfile::default()
    };
    for (channel_id, account) in [(alone, "17841400000000001"), (linked, "17841400000000002")] {
        let set = async |profile| {
            page::set_profile(&live.app, live.workspace_id, channel_id, profile).await
        };
        set(&asked).await.unwrap();
        let shown = live.world.outlet(account).unwrap();
        assert_eq!(shown.menu[0].url.as_deref(), Some("https://shop.example"));
        assert_eq!(shown.ice_breakers[0].title, "Opening hours?");
        // What the form shows is what it saves: whoever changes the one loses nothing of the other.
        let read = page::profile(&live.app, live.workspace_id, channel_id).await;
        assert_eq!(read.unwrap(), asked);
        let for_messenger = profile();
        let refused = set(&for_messenger).await;
        let Err(Error::Invalid { field, .. }) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(field, "get_started");
        let without_menu = PageProfile {
            menu: Vec::new(),
            ..asked.clone()
        };
        set(&without_menu).await.unwrap();
        let shown = live.world.outlet(account).unwrap();
        assert!(shown.menu.is_empty() && shown.ice_breakers.len() == 1);
    }
    assert!(live.world.outlet(PAGE).unwrap().menu.is_empty());
    live.close().await;
}

#[tokio::test]
async fn the_form_of_an_account_offers_what_instagram_has_and_saves_it() {
    let app = TestApp::start().await;
    let emulator = Live::start().await;
    emulator.connect_instagram("17841400000000001").await;
    let owner = Browser::owner(&app).await;
    let known = ("17841400000000001", "IGAA-token-of-the-tests");
    let workspace_id = app.shop.workspace_id;
    let graph_url = emulator.graph_url();
    let channel_id =
        crate::instagram::connect_as(&app.app, workspace_id, graph_url, known, None).await;
    let path = format!("/settings/channels/{channel_id}/profile");
    let html = text(&owner.get(&path).await);
    assert!(html.contains("name=\"ice_breakers\"") && html.contains("name=\"menu\""));
    assert!(!html.contains("name=\"commands\"") && !html.contains("name=\"greeting\""));
    let typed = [
        ("ice_breakers", "Opening hours? = HOURS"),
        ("menu", "Orders = ORDERS\nShop = https://shop.example"),
    ];
    let saved = owner.post(&path, &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", text(&saved));
    let shown = emulator.world.outlet("17841400000000001").unwrap();
    assert_eq!(shown.menu[0].payload.as_deref(), Some("ORDERS"));
    assert_eq!(shown.menu[1].url.as_deref(), Some("https://shop.example"));
    let html = text(&owner.get(&path).await);
    assert!(html.contains("Shop = https://shop.example"), "{html}");
    emulator.close().await;
}

#[tokio::test]
async fn an_agent_answers_as_their_persona_and_a_program_as_the_page() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let said = ("Olga of the shop", "https://cdn.example/o.png");
    let id = page::create_persona(
        &live.app,
        live.workspace_id,
        live.channel_id,
        said,
        Some(live.owner),
    )
    .await
    .unwrap();
    let faces = page::personas(&live.app, live.workspace_id, live.channel_id)
        .await
        .unwrap();
    assert_eq!(faces[0].persona.name, "Olga of the shop");
    assert_eq!(faces[0].agents, [live.owner]);
    answer(&live, &nora, "Hello, it is me").await;
    live.act(&nora, program("Beep")).await.unwrap();
    live.settled().await;
    page::delete_persona(&live.app, live.workspace_id, live.channel_id, &id)
        .await
        .unwrap();
    answer(&live, &nora, "Hello again").await;
    live.settled().await;
    let thread = live.world.thread(&nora).unwrap();
    let faces: Vec<_> = thread
        .iter()
        .filter(|message| message.from_business)
        .map(|message| message.persona.as_deref())
        .collect();
    assert_eq!(faces, [Some("Olga of the shop"), None, None]);
    live.close().await;
}

#[tokio::test]
async fn a_heart_reaches_the_phone_and_is_taken_away_again() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let thread = live.find(live.channel_id, &nora).await.unwrap();
    let mut read = live.app.db.read().await.unwrap();
    let rows = read.messages(live.workspace_id, thread.conversation.id, None, 9);
    let id: MessageId = rows.await.unwrap()[0].message.id;
    drop(read);
    let heart = || {
        let thread = live.world.thread(&nora).unwrap();
        thread[0].business_reaction.clone()
    };
    let react = async |reacts| reactions::react(&live.app, live.workspace_id, id, reacts).await;
    react(true).await.unwrap();
    assert_eq!(heart().as_deref(), Some("love"));
    assert_eq!(live.line(id).await.reactions[0].emoji, "❤");
    react(false).await.unwrap();
    assert_eq!(heart(), None);
    assert!(live.line(id).await.reactions.is_empty());
    let ours = answer(&live, &nora, "Hi").await;
    live.settled().await;
    let refused = reactions::react(&live.app, live.workspace_id, ours, true).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
    live.world.write(&nora, NewMessage::text("Bye")).unwrap();
    live.advance(SignedDuration::from_mins(1));
    live.close().await;
}

#[tokio::test]
async fn whom_the_platform_has_wait_is_told_in_place_how_long_and_in_their_language() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let template = templates::listed("greeting", "Welcome.");
    templates::keep(&live.app, live.workspace_id, live.channel_id, &template).await;
    people::change(&live.app, live.workspace_id, live.owner, |agent| {
        agent.preferences.language = Some("fr".to_owned());
    })
    .await
    .unwrap();
    let thread = live.find(live.channel_id, &nora).await.unwrap();
    let mut read = live.app.db.read().await.unwrap();
    let rows = read.messages(live.workspace_id, thread.conversation.id, None, 9);
    let id = rows.await.unwrap()[0].message.id;
    drop(read);
    let used_up = GraphFaultKind::Error {
        code: 80_006,
        subcode: None,
        minutes: 5,
    };
    strike(&live, &[used_up]);
    let owner = Browser::owner_of(&live).await;
    let base = format!("/settings/channels/{}/templates", live.channel_id);
    let sentence =
        "La plateforme n&#39;accepte plus cela de ce canal pour l&#39;instant. Réessayez dans ";
    for (path, fields, place) in [
        (
            format!("/messages/{id}/reaction"),
            vec![("reacts", "true")],
            "class=\"composer",
        ),
        (
            format!("{base}/id-of-greeting/delete"),
            Vec::new(),
            "class=\"crumb\"",
        ),
    ] {
        let page = text(&owner.post(&path, &fields).await);
        assert!(page.contains(sentence), "{path}: {page}");
        assert!(page.contains(place), "{path}: {page}");
    }
    assert!(live.line(id).await.reactions.is_empty());
    live.close().await;
}

#[tokio::test]
async fn the_settings_say_what_the_platform_answers_and_keep_what_was_typed() {
    let app = TestApp::start().await;
    let owner = Browser::owner(&app).await;
    let path = format!("/settings/channels/{}/profile", app.shop.channel_id);
    let page = owner.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        text(&page).contains("the platform refused"),
        "there is none"
    );
    let typed = [("greeting", "Hello"), ("menu", "Orders")];
    let refused = owner.post(&path, &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = text(&refused);
    assert!(
        html.contains("write an equals sign") && html.contains("Orders"),
        "{html}"
    );
}

#[tokio::test]
async fn who_asks_for_a_profile_too_often_is_told_when_the_platform_takes_the_next() {
    let live = Live::start().await;
    let place = (live.workspace_id, live.channel_id);
    for _ in 0..10 {
        page::profile(&live.app, place.0, place.1).await.unwrap();
    }
    let refused = page::profile(&live.app, place.0, place.1).await;
    let Err(error @ Error::NotYet { until, now }) = refused else {
        panic!("{refused:?}");
    };
    let wait = until.duration_since(now);
    assert!(wait > SignedDuration::from_mins(9) && wait <= SignedDuration::from_mins(10));
    assert_eq!(error.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(
        error.to_string().ends_with("try again in 10 minutes"),
        "{error}"
    );
    // Nothing is half done: to change what is there may take three calls.
    live.advance(SignedDuration::from_mins(10));
    for _ in 0..9 {
        page::profile(&live.app, place.0, place.1).await.unwrap();
    }
    let set = page::set_profile(&live.app, place.0, place.1, &profile()).await;
    assert!(matches!(set, Err(Error::NotYet { .. })), "{set:?}");
    assert_eq!(live.world.outlets().remove(0).greeting, None);
    live.close().await;
}

#[tokio::test]
async fn the_page_and_the_api_tell_who_asks_too_often_when_to_come_back() {
    let app = TestApp::start().await;
    let owner = Browser::owner(&app).await;
    let id = app.shop.channel_id;
    for _ in 0..10 {
        // There is no platform: that a call failed does not take back that it left.
        owner.get(&format!("/settings/channels/{id}/profile")).await;
    }
    let shown = text(&owner.get(&format!("/settings/channels/{id}/profile")).await);
    assert!(shown.contains("Try again in 10 min"), "{shown}");
    let form = "name=\"ice_breakers\"";
    assert!(!shown.contains(form), "an empty one would take all away");
    let path = format!("/api/v1/channels/{id}/profile");
    let answer = app.get(&path, &app.shop.token).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.json()["code"], "channel-not-yet");
    assert_eq!(answer.headers["retry-after"], "601");
}
