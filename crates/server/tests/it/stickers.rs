//! The platform's shelf of stickers: looked up at the desk and by programs, sent, and shown on the phone.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::Value;
use transom::error::Error;
use transom::sign_in;
use transom::stickers::{self, Wanted};
use transom_domain::agent::Scope;
use transom_testkit::live::Live;
use transom_testkit::{TestApp, client};

use crate::pages::browser::{Browser, next, text};
use crate::sends::outcomes::customer;

const PARCELS: &str = "840909100000002";
const ON_ITS_WAY: &str = "840909100000202";

async fn address(live: &Live, customer: &str) -> String {
    let thread = live.find(live.channel_id, customer).await.unwrap();
    format!("/conversations/{}/stickers", thread.conversation.id)
}

/// The platform has named the app.
async fn named(live: &Live) {
    let packs = stickers::packs(&live.app, live.workspace_id, live.channel_id, "en_US");
    packs.await.unwrap();
}

#[tokio::test]
async fn an_agent_looks_through_the_shelf_in_their_language_and_sends_a_sticker() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    named(&live).await;
    let mut owner = Browser::owner_of(&live).await;
    owner.language = "fr";
    let shelf = address(&live, &nora).await;
    let thread = shelf.replace("/conversations/", "/inbox/all/");
    let thread = thread.trim_end_matches("/stickers");
    assert!(text(&owner.get(thread).await).contains(&format!("href=\"{shelf}\"")));
    let packs = text(&owner.get(&shelf).await);
    assert!(packs.contains("Colis"), "{packs}");
    assert!(packs.contains(&format!("{shelf}?pack={PARCELS}")));
    let parcels = text(&owner.get(&format!("{shelf}?pack={PARCELS}")).await);
    assert!(parcels.contains("alt=\"En route\""), "{parcels}");
    let picture = format!(
        "/stickers/{}?picture={ON_ITS_WAY}&pack={PARCELS}",
        live.channel_id
    );
    let written = picture.replace('&', "&#38;");
    assert!(parcels.contains(&written), "{parcels}");
    let picture = owner.get(&picture).await;
    assert_eq!(picture.headers["content-type"], "image/png");
    assert!(
        picture.headers["content-security-policy"]
            .to_str()
            .unwrap()
            .contains("sandbox")
    );
    assert!(picture.body.starts_with(b"\x89PNG"));
    let found = text(&owner.get(&format!("{shelf}?q=soleil")).await);
    assert!(found.contains("alt=\"Soleil\"") && !found.contains("alt=\"Pluie\""));
    let sent = owner.post(&shelf, &[("sticker", ON_ITS_WAY)]).await;
    assert_eq!(next(&sent), thread);
    live.settled().await;
    let shown = live.world.thread(&nora).unwrap();
    let attachment = &shown.last().unwrap().attachments[0];
    assert_eq!(attachment.kind, "sticker");
    assert!(attachment.url.as_deref().unwrap().contains(ON_ITS_WAY));
    live.close().await;
}

#[tokio::test]
async fn what_was_looked_up_is_shown_again_for_an_hour_without_asking() {
    let live = Live::start().await;
    let look = async |wanted| {
        let (workspace, channel) = (live.workspace_id, live.channel_id);
        let found = stickers::stickers(&live.app, workspace, channel, "en_US", wanted).await;
        found.unwrap()
    };
    let parcels = || Wanted::Pack(PARCELS.to_owned());
    let first = look(parcels()).await;
    assert_eq!(first.len(), 4);
    let again = look(parcels()).await;
    assert!(std::ptr::eq(first.as_ptr(), again.as_ptr()));
    live.advance(SignedDuration::from_hours(1));
    let later = look(parcels()).await;
    assert!(!std::ptr::eq(first.as_ptr(), later.as_ptr()));
    assert_eq!(first, later);
    live.close().await;
}

#[tokio::test]
async fn what_cannot_be_looked_up_says_why() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let place = (live.workspace_id, live.channel_id);
    let unknown = Wanted::Pack("1".to_owned());
    let refused = stickers::stickers(&live.app, place.0, place.1, "en_US", unknown).await;
    assert!(matches!(refused, Err(Error::Platform(_))), "{refused:?}");
    for (locale, words) in [("english", "sun"), ("en_US", " ")] {
        let words = Wanted::Words(words.to_owned());
        let refused = stickers::stickers(&live.app, place.0, place.1, locale, words).await;
        assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
    }
    let owner = Browser::owner_of(&live).await;
    let shelf = address(&live, &nora).await;
    let failed = owner.get(&format!("{shelf}?pack=1")).await;
    assert_eq!(failed.status, StatusCode::OK);
    assert!(text(&failed).contains("there is no such sticker pack"));
    let picture = format!("/stickers/{}?picture=1&pack={PARCELS}", live.channel_id);
    assert_eq!(owner.get(&picture).await.status, StatusCode::NOT_FOUND);
    let account = live.connect_instagram("17841400000000001").await;
    let elsewhere = stickers::packs(&live.app, place.0, account, "en_US").await;
    assert!(matches!(elsewhere, Err(Error::Invalid { .. })));
    live.close().await;
}

#[tokio::test]
async fn while_the_app_is_unknown_no_stickers_are_offered() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Hello").await;
    let owner = Browser::owner(&app).await;
    let thread = text(&owner.get(&format!("/inbox/all/{id}")).await);
    assert!(!thread.contains(&format!("/conversations/{id}/stickers")));
    let shelf = text(&owner.get(&format!("/conversations/{id}/stickers")).await);
    assert!(shelf.contains("in the name of the app"), "{shelf}");
    let path = format!("/api/v1/channels/{}/sticker-packs", app.shop.channel_id);
    let problem = app.get(&path, &app.shop.token).await;
    assert_eq!(problem.status, StatusCode::CONFLICT);
    assert_eq!(problem.json()["code"], "app-unknown");
}

#[tokio::test]
async fn a_program_lists_packs_and_stickers_and_searches() {
    let live = Live::start().await;
    let scopes = vec![Scope::ChannelsRead];
    let made = sign_in::make_token(&live.app, live.workspace_id, live.owner, "test", scopes);
    let token = made.await.unwrap().1;
    let base = live.webhooks().replace("/hooks/meta", "/api/v1/channels");
    let ask = async |path: &str| {
        let url = format!("{base}/{}/{path}", live.channel_id);
        let request = client().get(url).bearer_auth(token.expose());
        let body = request.send().await.unwrap().bytes().await.unwrap();
        serde_json::from_slice::<Value>(&body).unwrap()
    };
    let packs = ask("sticker-packs?locale=it_IT").await;
    assert_eq!(packs["packs"][1]["name"], "Pacchi");
    assert_eq!(packs["packs"][1]["stickers"], 4);
    let stickers = ask(&format!("sticker-packs/{PARCELS}/stickers")).await;
    assert_eq!(stickers["stickers"][1]["id"], ON_ITS_WAY);
    let found = ask("stickers?q=neve&locale=it_IT").await;
    let names = found["stickers"].as_array().unwrap();
    assert_eq!(names.len(), 1, "{found}");
    assert_eq!(names[0]["name"], "Neve");
    live.close().await;
}
