//! The tag wizard: offered while the rulebook has tags, and as strict as the rules.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::Value;
use transom::people;
use transom_domain::id::ConversationId;
use transom_policy::Capability;
use transom_testkit::{Answer, TestApp, channels};

use super::browser::{Browser, next, text};

const PROMOTION: &str = "Your card was renewed. Enjoy 20% off today!";
const FAIR: &str = "Your card was renewed.";

/// A customer wrote while there were tags, so many days ago.
async fn shop(days: i64) -> (TestApp, ConversationId) {
    let app = TestApp::start().await;
    app.app.clock.set("2023-05-01T08:00:00Z".parse().unwrap());
    let id = app.customer_writes("77", "Is my card ready?").await;
    app.app.clock.advance(SignedDuration::from_hours(24 * days));
    (app, id)
}

async fn page(browser: &Browser, id: ConversationId) -> String {
    text(&browser.get(&format!("/inbox/all/{id}")).await)
}

async fn send(browser: &Browser, id: ConversationId, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/conversations/{id}/tagged");
    browser.post(&path, fields).await
}

async fn check(browser: &Browser, id: ConversationId, fields: &[(&str, &str)]) -> String {
    let path = format!("/conversations/{id}/tagged/check");
    let answer = browser.post(&path, fields).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", text(&answer));
    text(&answer)
}

/// What was said in the conversation, as the API tells.
async fn lines(app: &TestApp, id: ConversationId) -> Vec<Value> {
    let path = format!("/api/v1/conversations/{id}/messages");
    let answer = app.get(&path, &app.shop.token).await.json();
    answer["messages"].as_array().unwrap().clone()
}

const ACCOUNT: (&str, &str) = ("purpose", "account_update");

#[tokio::test]
async fn it_is_there_outside_of_the_window_while_the_rulebook_has_tags() {
    for (days, is_there) in [(0, false), (2, true), (8, true)] {
        let (app, id) = shop(days).await;
        let owner = Browser::owner(&app).await;
        let html = page(&owner, id).await;
        for purpose in ["event_update", "purchase_update", "account_update"] {
            let radio = format!("name=\"purpose\" value=\"{purpose}\"");
            assert_eq!(
                html.contains(&radio),
                is_there,
                "{purpose} after {days} days"
            );
        }
        assert!(!html.contains("value=\"news\""), "without the permission");
    }
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Is my card ready?").await;
    app.app.clock.advance(SignedDuration::from_hours(24 * 8));
    let owner = Browser::owner(&app).await;
    let html = page(&owner, id).await;
    assert!(!html.contains("name=\"purpose\""));
    assert!(html.contains("href=\"/policy#tag_account_update\""));
    let late = send(&owner, id, &[ACCOUNT, ("text", FAIR)]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = text(&late);
    assert!(html.contains("The platform withdrew this way."), "{html}");
    assert!(html.contains(FAIR), "what was written is not lost");
}

#[tokio::test]
async fn news_are_for_pages_with_the_permission() {
    let (app, id) = shop(8).await;
    channels::change(&app.app, app.shop.channel_id, |row| {
        row.channel.capabilities.push(Capability::NewsPage);
    })
    .await;
    let owner = Browser::owner(&app).await;
    assert!(page(&owner, id).await.contains("value=\"news\""));
}

#[tokio::test]
async fn a_check_says_what_sending_would_and_keeps_nothing() {
    let (app, id) = shop(8).await;
    let owner = Browser::owner(&app).await;
    let before = lines(&app, id).await;
    let html = check(&owner, id, &[ACCOUNT, ("text", FAIR)]).await;
    assert!(html.contains("check--clear"), "{html}");
    let html = check(&owner, id, &[ACCOUNT, ("text", PROMOTION)]).await;
    assert!(html.contains("check--alarm") && html.contains("20% off"));
    assert!(html.contains(">Your card was renewed. Enjoy 20% off today!</textarea>"));
    let html = check(&owner, id, &[ACCOUNT, ("text", " ")]).await;
    assert!(html.contains("check--waiting"));
    assert_eq!(lines(&app, id).await, before);
}

#[tokio::test]
async fn a_check_tells_moments_by_the_readers_clock_and_quotes_whole_words() {
    let (app, id) = shop(2).await;
    for (language, time_zone, at, quoted) in [
        (
            "en",
            "Europe/Lisbon",
            "on 27 Apr 2026, 01:00.",
            "The words: ",
        ),
        (
            "fr",
            "Europe/Paris",
            "le 27 avr. 2026 à 02:00.",
            "Les mots : ",
        ),
    ] {
        people::change(&app.app, app.shop.workspace_id, app.shop.owner, |agent| {
            agent.preferences.language = Some(language.to_owned());
            agent.preferences.time_zone = Some(time_zone.to_owned());
        })
        .await
        .unwrap();
        let owner = Browser::owner(&app).await;
        let html = check(&owner, id, &[ACCOUNT, ("text", FAIR)]).await;
        assert!(html.contains("check--clear"), "{html}");
        let (_, said) = html.split_once("check--clear").unwrap();
        let (said, _) = said.split_once("</div>").unwrap();
        assert!(said.contains(at) && !said.contains("UTC"), "{said}");
        let html = check(
            &owner,
            id,
            &[ACCOUNT, ("text", "Enjoy 20% off with PROMO50!")],
        )
        .await;
        let (_, said) = html.split_once("check--alarm").unwrap();
        assert!(said.contains(quoted) && said.contains("PROMO50"), "{said}");
    }
}

#[tokio::test]
async fn an_alarm_is_vouched_for_by_name_and_for_the_words_that_were_seen() {
    let (app, id) = shop(8).await;
    let agent = Browser::agent(&app).await;
    let html = text(&send(&agent, id, &[ACCOUNT, ("text", PROMOTION)]).await);
    let offered = html.split_once("name=\"attested\" value=\"");
    let words = offered.and_then(|(_, rest)| rest.split_once('"'));
    let (words, _) = words.expect("an attestation is offered");
    assert!(words.contains("20% off"), "{words}");
    for words in ["", "on", "10% off"] {
        let fields = [ACCOUNT, ("text", PROMOTION), ("attested", words)];
        let refused = send(&agent, id, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
    }
    let fields = [ACCOUNT, ("text", PROMOTION), ("attested", words)];
    let html = check(&agent, id, &fields).await;
    assert!(html.contains("check--attested"));
    next(&send(&agent, id, &fields).await);

    let lines = lines(&app, id).await;
    let [_, sent, line] = &lines[..] else {
        panic!("{lines:?}");
    };
    assert_eq!(sent["route"], "tag_account_update");
    let agent_id = serde_json::json!(app.shop.agent);
    assert_eq!(line["author"]["agent_id"], agent_id, "{line}");
    let activity = &line["activity"];
    assert_eq!(activity["kind"], "attested", "{line}");
    assert_eq!(activity["message_id"], sent["id"]);
    assert!(activity["words"].to_string().contains("20% off"), "{line}");
    let html = page(&agent, id).await;
    assert!(html.contains("Ana vouched that the content check is wrong about “"));
    assert!(html.contains("badge--tag"));
}

#[tokio::test]
async fn after_one_it_advises_to_merge_and_after_two_it_says_why_not() {
    let (app, id) = shop(8).await;
    let owner = Browser::owner(&app).await;
    let merge = "Put everything that is left to say into one message";
    assert!(!page(&owner, id).await.contains(merge));
    next(&send(&owner, id, &[ACCOUNT, ("text", FAIR)]).await);
    let html = page(&owner, id).await;
    assert!(html.contains(merge) && html.contains("1 tagged message since"));
    next(&send(&owner, id, &[ACCOUNT, ("text", "It is on its way.")]).await);
    let html = page(&owner, id).await;
    assert!(!html.contains("name=\"purpose\""));
    assert!(html.contains("Two tagged messages went out since the customer last acted."));
    // The customer's next act opens the window, and starts the count anew.
    app.app.clock.advance(SignedDuration::from_mins(1));
    app.customer_writes("77", "Thanks").await;
    app.app.clock.advance(SignedDuration::from_hours(24 * 8));
    let html = page(&owner, id).await;
    assert!(html.contains("name=\"purpose\"") && !html.contains(merge));
}

#[tokio::test]
async fn a_form_without_a_purpose_is_not_guessed() {
    let (app, id) = shop(8).await;
    let owner = Browser::owner(&app).await;
    for purpose in [None, Some(("purpose", "topic")), Some(("purpose", "fun"))] {
        let mut fields = vec![("text", FAIR)];
        fields.extend(purpose);
        let status = send(&owner, id, &fields).await.status;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{purpose:?}");
    }
    assert_eq!(lines(&app, id).await.len(), 1);
}
