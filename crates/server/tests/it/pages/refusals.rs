//! A refusal reads the same on the page and in the API, and is the policy engine's own.

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value, json};
use transom::people;
use transom_domain::channel::Measure;
use transom_domain::id::ConversationId;
use transom_policy::{Language, RefusalCode, RestrictionScope};
use transom_testkit::{TestApp, channels};

use super::browser::{Browser, text};

/// A message that the rules refuse.
struct Case {
    code: RefusalCode,
    /// When it is tried, and how many hours after the customer wrote.
    at: &'static str,
    hours: i64,
    /// The purpose, where it goes by the tag wizard.
    purpose: Option<&'static str>,
    text: String,
    /// Tagged messages before it.
    before: usize,
    scope: Option<RestrictionScope>,
}

const TAGS: &str = "2023-05-10T08:00:00Z";
const NOW: &str = "2026-11-21T10:00:00Z";

fn case(code: RefusalCode, at: &'static str, hours: i64, text: &str) -> Case {
    Case {
        code,
        at,
        hours,
        purpose: None,
        text: text.to_owned(),
        before: 0,
        scope: None,
    }
}

fn cases() -> Vec<Case> {
    let sale = "50% off everything today, buy now!";
    vec![
        case(RefusalCode::WindowClosed, NOW, 24 * 8, "It left."),
        case(RefusalCode::PromotionalContent, NOW, 25, sale),
        case(RefusalCode::ContentTooLong, NOW, 1, &"a".repeat(2001)),
        Case {
            scope: Some(RestrictionScope::All),
            ..case(RefusalCode::Restricted, NOW, 1, "It left.")
        },
        Case {
            purpose: Some("account_update"),
            ..case(RefusalCode::RouteRetired, NOW, 24 * 8, "It left.")
        },
        Case {
            purpose: Some("purchase_update"),
            ..case(RefusalCode::PromotionalContent, TAGS, 24 * 8, sale)
        },
        Case {
            purpose: Some("account_update"),
            ..case(
                RefusalCode::RecurringContent,
                TAGS,
                24 * 8,
                "Your monthly statement is ready.",
            )
        },
        Case {
            purpose: Some("event_update"),
            before: 2,
            ..case(
                RefusalCode::ConsecutiveTagged,
                TAGS,
                24 * 8,
                "It begins at ten.",
            )
        },
        Case {
            purpose: Some("news"),
            ..case(RefusalCode::CapabilityMissing, TAGS, 24 * 8, "It rains.")
        },
    ]
}

fn route(purpose: &str) -> &'static str {
    match purpose {
        "event_update" => "tag_confirmed_event_update",
        "purchase_update" => "tag_post_purchase_update",
        "account_update" => "tag_account_update",
        _ => "tag_news",
    }
}

async fn shop(case: &Case) -> (TestApp, ConversationId) {
    let app = TestApp::start().await;
    app.app.clock.set(case.at.parse().unwrap());
    let id = app.customer_writes("77", "Hello").await;
    app.app
        .clock
        .advance(SignedDuration::from_hours(case.hours));
    for _ in 0..case.before {
        let body = json!({"text": "It is on its way.", "route": "tag_account_update"});
        assert_eq!(ask(&app, id, &body).await.0, StatusCode::CREATED);
    }
    if let Some(scope) = case.scope {
        let measure = Measure {
            scope,
            told_at: app.app.now(),
            until: None,
            is_assumed: false,
            reason: String::new(),
        };
        channels::change(&app.app, app.shop.channel_id, |row| {
            row.channel.restrictions.push(measure);
        })
        .await;
    }
    (app, id)
}

async fn ask(app: &TestApp, id: ConversationId, body: &Value) -> (StatusCode, Value) {
    let path = format!("/api/v1/conversations/{id}/messages");
    let answer = app.post(&path, &app.shop.token, body).await;
    (answer.status, answer.json())
}

/// What the page answers, its markup undone.
async fn try_on_page(browser: &Browser, id: ConversationId, case: &Case) -> String {
    let form = case.purpose.map_or("messages", |_| "tagged");
    let mut fields = vec![("text", case.text.as_str())];
    fields.extend(case.purpose.map(|purpose| ("purpose", purpose)));
    let answer = browser
        .post(&format!("/conversations/{id}/{form}"), &fields)
        .await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        case.code
    );
    text(&answer)
        .replace("&#39;", "'")
        .replace("&#34;", "\"")
        .replace("&#38;", "&")
}

#[tokio::test]
async fn the_page_and_the_api_refuse_in_the_same_words() {
    for case in cases() {
        let (app, id) = shop(&case).await;
        let mut body = json!({"text": case.text});
        if let Some(purpose) = case.purpose {
            body["purpose"] = json!(purpose);
            body["route"] = json!(route(purpose));
        }
        let (status, problem) = ask(&app, id, &body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        assert_eq!(problem["code"], case.code.as_str());
        let sentence = problem["detail"].as_str().unwrap();
        let html = try_on_page(&Browser::owner(&app).await, id, &case).await;
        for words in undated(sentence) {
            assert!(html.contains(words), "{}: {words:?} in {html}", case.code);
        }
    }
}

/// The words around the moments of a sentence, which every reader sees by their own clock.
fn undated(sentence: &str) -> impl Iterator<Item = &str> {
    let (last, dated) = (sentence.len(), " UTC");
    let mut from = 0;
    let ends = sentence.match_indices(dated);
    let ends = ends.map(|(end, _)| (end - "2023-05-01 08:00".len(), end + dated.len()));
    ends.chain([(last, last)]).map(move |(end, next)| {
        let words = &sentence[from..end];
        from = next;
        words
    })
}

#[tokio::test]
async fn each_reader_hears_it_in_their_language() {
    for case in cases() {
        let (app, id) = shop(&case).await;
        for (tag, language) in [("fr", Language::French), ("es", Language::Spanish)] {
            people::change(&app.app, app.shop.workspace_id, app.shop.owner, |agent| {
                agent.preferences.language = Some(tag.to_owned());
            })
            .await
            .unwrap();
            let html = try_on_page(&Browser::owner(&app).await, id, &case).await;
            let words = match case.code {
                // Said with the words of its channel, and with what counts.
                RefusalCode::WindowClosed => continue,
                code => code.sentence(language),
            };
            assert!(html.contains(words), "{}: {words}", case.code);
        }
    }
}

#[tokio::test]
async fn what_was_written_is_on_the_page_that_refuses_it() {
    for case in cases() {
        let (app, id) = shop(&case).await;
        let html = try_on_page(&Browser::owner(&app).await, id, &case).await;
        let is_kept = html.contains(&format!(">{}</textarea>", case.text));
        // Nothing can be written while everything is barred.
        assert_eq!(
            is_kept,
            case.code != RefusalCode::Restricted,
            "{}",
            case.code
        );
    }
}
