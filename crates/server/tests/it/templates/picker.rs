//! The picker in the composer, without scripts.

mod files;

use axum::http::StatusCode;
use serde_json::Value;
use transom_domain::channel::ChannelState;
use transom_domain::id::ConversationId;
use transom_policy::TemplateStatus;
use transom_store::ChannelRow;
use transom_testkit::{Answer, TestApp, channels, templates};

use super::{keep, order_update, shop};
use crate::pages::browser::{Browser, text};
use crate::whatsapp;

const CHOSEN: (&str, &str) = ("template", "order_update en_US");

async fn pick(browser: &Browser, id: ConversationId, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/conversations/{id}/template");
    browser.post(&path, fields).await
}

async fn page(browser: &Browser, id: ConversationId) -> String {
    text(&browser.get(&format!("/inbox/all/{id}")).await)
}

async fn lines(app: &TestApp, id: ConversationId) -> Vec<Value> {
    let path = format!("/api/v1/conversations/{id}/messages");
    let answer = app.get(&path, &app.shop.token).await.json();
    answer["messages"].as_array().unwrap().clone()
}

/// The value of the field of a place.
fn value<'a>(html: &'a str, place: &str) -> &'a str {
    let field = format!("name=\"place\" value=\"{place}\"");
    let (_, rest) = html.split_once(&field).expect("there is such a field");
    let (_, rest) = rest.split_once("name=\"value\" value=\"").unwrap();
    rest.split('"').next().unwrap()
}

#[tokio::test]
async fn it_is_offered_whenever_a_template_may_go_and_says_so_when_there_is_none() {
    for hours in [0, 48, 24 * 9] {
        let (app, id) = shop(hours).await;
        let owner = Browser::owner(&app).await;
        let html = page(&owner, id).await;
        assert!(!html.contains("Choose a template"), "{hours}");
        assert_eq!(
            html.contains("This channel has no approved template yet."),
            hours > 24,
            "{hours}"
        );
        keep(&app, &order_update()).await;
        assert!(
            page(&owner, id).await.contains("Choose a template"),
            "{hours}"
        );
    }
}

#[tokio::test]
async fn templates_are_found_by_their_words_and_barred_ones_say_why() {
    let (app, id) = shop(24 * 9).await;
    keep(&app, &order_update()).await;
    let mut paused = templates::listed("greeting", "Welcome to the shop.");
    paused.standing.status = TemplateStatus::Paused;
    paused.standing.reason = Some("FIRST_PAUSE".to_owned());
    keep(&app, &paused).await;
    let agent = Browser::agent(&app).await;
    let html = text(&pick(&agent, id, &[]).await);
    assert!(html.contains("value=\"order_update en_US\""), "{html}");
    assert!(!html.contains("value=\"greeting en_US\""));
    assert!(html.contains("Paused · Customers complained about it"));
    let html = text(&pick(&agent, id, &[("find", "ARRIVES order")]).await);
    assert!(html.contains("value=\"order_update en_US\""));
    assert!(!html.contains("Customers complained about it"));
    let html = text(&pick(&agent, id, &[("find", "zebra")]).await);
    assert!(html.contains("No template has these words."));
}

#[tokio::test]
async fn languages_are_named_and_what_the_customer_reads_comes_first() {
    let (app, id) = shop(24 * 9).await;
    for (name, language) in [
        ("afternoon", "de"),
        ("evening", "en_US"),
        ("morning", "pt_BR"),
        ("night", "xx"),
    ] {
        let mut listed = templates::listed(name, "Hello.");
        listed.language = language.to_owned();
        keep(&app, &listed).await;
    }
    let agent = Browser::agent(&app).await;
    let order = |html: &str| {
        let values = html.split("name=\"template\" value=\"").skip(1);
        let words = values.filter_map(|rest| rest.split([' ', '"']).next());
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    let html = text(&pick(&agent, id, &[]).await);
    assert_eq!(
        order(&html),
        ["evening", "afternoon", "morning", "night"],
        "the agent's language first where nobody knows the customer's"
    );
    for shown in [
        "German <code>de</code>",
        "Portuguese (Brazil) <code>pt_BR</code>",
        "<small><code>xx</code>",
    ] {
        assert!(html.contains(shown), "no {shown} in {html}");
    }
    let html = text(&pick(&agent, id, &[("find", "portuguese")]).await);
    assert_eq!(order(&html), ["morning"]);

    let graph = "http://127.0.0.1:9";
    let workspace_id = app.shop.workspace_id;
    let number = whatsapp::connect(&app.app, workspace_id, graph, whatsapp::NUMBER_ID).await;
    // Nobody answers there, which no template is to blame for.
    let connected = |row: &mut ChannelRow| row.channel.state = ChannelState::Connected;
    channels::change(&app.app, number, connected).await;
    let paulo = whatsapp::Someone {
        wa_id: Some("5511987654321"),
        ..whatsapp::Someone::default()
    };
    let said = whatsapp::writes(paulo, app.app.now(), "wamid.1", "Oi");
    app.webhook(&said).await;
    app.settle().await;
    let mut read = app.app.db.read().await.unwrap();
    let threads = read
        .threads(workspace_id, &[(number, "5511987654321")])
        .await;
    let id = threads.unwrap()[0].conversation.id;
    drop(read);
    for (name, language) in [
        ("afternoon", "de"),
        ("evening", "en_US"),
        ("morning", "pt_BR"),
    ] {
        let mut listed = templates::listed(name, "Hello.");
        listed.language = language.to_owned();
        templates::keep(&app.app, workspace_id, number, &listed).await;
    }
    let html = text(&pick(&agent, id, &[]).await);
    assert_eq!(order(&html), ["morning", "evening", "afternoon"]);
}

#[tokio::test]
async fn the_customers_name_is_there_already_and_the_preview_shows_what_was_filled_in() {
    let (app, id) = shop(24 * 9).await;
    keep(&app, &order_update()).await;
    let agent = Browser::agent(&app).await;
    let html = text(&pick(&agent, id, &[CHOSEN]).await);
    assert_eq!(value(&html, "body.name"), "Nina Rossi");
    assert_eq!(value(&html, "body.order"), "");
    assert!(
        html.contains("free"),
        "utility templates of Messenger cost nothing"
    );
    let fields = [
        CHOSEN,
        ("step", "preview"),
        ("place", "body.name"),
        ("value", "Nina"),
        ("place", "body.order"),
        ("value", "<A&17>"),
    ];
    let html = text(&pick(&agent, id, &fields).await);
    assert_eq!(value(&html, "body.name"), "Nina");
    assert!(
        html.contains("data-place=\"body.order\">&#60;A&#38;17&#62;</span>"),
        "{html}"
    );
    assert!(html.contains("data-place=\"body.day\">{{day}}</span>"));
}

const FILLED: [(&str, &str); 12] = [
    CHOSEN,
    ("step", "send"),
    ("place", "header.order"),
    ("value", "A-17"),
    ("place", "body.name"),
    ("value", "Nina"),
    ("place", "body.order"),
    ("value", "A-17"),
    ("place", "body.day"),
    ("value", "today"),
    ("place", "buttons.0"),
    ("value", "a17"),
];

#[tokio::test]
async fn it_is_sent_when_every_field_is_filled_in_and_shown_as_the_customer_sees_it() {
    let (app, id) = shop(24 * 9).await;
    keep(&app, &order_update()).await;
    let agent = Browser::agent(&app).await;
    let mut short = FILLED.to_vec();
    short[9] = ("value", " ");
    let refused = pick(&agent, id, &short).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let html = text(&refused);
    assert!(html.contains("Some variables are still empty."));
    assert_eq!(html.matches("aria-invalid=\"true\"").count(), 1);
    assert_eq!(
        value(&html, "body.name"),
        "Nina",
        "what was typed is not lost"
    );
    assert_eq!(lines(&app, id).await.len(), 1);

    let sent = pick(&agent, id, &FILLED).await;
    assert!(sent.status.is_redirection(), "{}", text(&sent));
    let lines = lines(&app, id).await;
    assert_eq!(lines[1]["route"], "utility_template");
    let html = page(&agent, id).await;
    for part in [
        "Order A-17",
        "Hi Nina, your order A-17 arrives today.",
        "Jacket shop",
        "Talk to us",
        "https://shop.example/t/a17",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[tokio::test]
async fn a_template_that_was_paused_meanwhile_is_not_sent() {
    let (app, id) = shop(24 * 9).await;
    let mut listed = order_update();
    listed.standing.status = TemplateStatus::Paused;
    keep(&app, &listed).await;
    let agent = Browser::agent(&app).await;
    let refused = pick(&agent, id, &FILLED).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = text(&refused);
    assert_eq!(value(&html, "body.name"), "Nina");
    assert!(!html.contains("value=\"send\""), "it cannot be sent again");
    assert_eq!(lines(&app, id).await.len(), 1);
}
