//! What the platform holds back: refused here until it may go again, and told on the health page.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use transom_domain::inbound::Quality;
use transom_domain::message::{DeliveryStatus, FailureClass};
use transom_policy::TemplateCategory;
use transom_testkit::templates;

use super::super::{NINA, change, status};
use super::Story;

/// Two days after Nina wrote, with a template of marketing and one of utility.
async fn outside() -> Story {
    let story = Story::with_nina().await;
    let mut sale = templates::listed("sale", "All jackets are on sale.");
    sale.category = TemplateCategory::Marketing;
    sale.quality = Some(Quality::Low);
    for listed in [sale, templates::listed("parcel", "Your parcel has left.")] {
        templates::keep(
            &story.live.app,
            story.live.workspace_id,
            story.channel_id,
            &listed,
        )
        .await;
    }
    story.live.advance(SignedDuration::from_hours(48));
    story
}

/// Now, as the platform tells it: by the second.
fn told_at(story: &Story) -> Timestamp {
    Timestamp::from_second(story.at().as_second()).unwrap()
}

async fn sends(story: &Story, name: &str) -> (u16, Value) {
    let template = json!({ "template": { "name": name, "language": "en_US" } });
    let answer = story.posts("messages", &template).await;
    story.live.settled().await;
    answer
}

/// The platform tells, at this moment, that it did not deliver what was sent as number so many.
pub(super) async fn fails(story: &Story, number: usize, code: u32) -> Timestamp {
    let at = told_at(story);
    let errors = json!({ "errors": [{ "code": code, "title": "Held", "error_data": { "details": "said the platform" } }] });
    let id = format!("wamid.sent.{number}");
    let report = status(NINA, at, &id, "failed", &errors);
    story.brings(&report).await;
    at
}

#[tokio::test]
async fn marketing_that_was_held_back_is_not_tried_again_before_its_rest_is_over() {
    let story = outside().await;
    let (code, sent) = sends(&story, "sale").await;
    assert_eq!(code, 201, "{sent}");
    let at = fails(&story, 1, 131_049).await;
    let id = sent["id"].as_str().unwrap().parse().unwrap();
    let failed = story.live.status(id).await;
    assert!(
        matches!(&failed, DeliveryStatus::Failed(failure) if failure.class == FailureClass::MarketingHeld),
        "{failed:?}"
    );
    let over = at + SignedDuration::from_hours(24);
    story.live.advance(SignedDuration::from_hours(23));
    let (code, refused) = sends(&story, "sale").await;
    assert_eq!(
        (code, &refused["code"], &refused["restricted_until"]),
        (422, &json!("frequency-cap"), &json!(over)),
        "{refused}"
    );
    assert_eq!(story.graph.sends().len(), 1, "nothing was tried early");
    let (code, _) = sends(&story, "parcel").await;
    assert_eq!(code, 201, "what is no marketing goes");
    story.live.advance(SignedDuration::from_hours(1));
    let (code, _) = sends(&story, "sale").await;
    assert_eq!(code, 201);
    assert_eq!(story.graph.sends().len(), 3);
    story.live.close().await;
}

#[tokio::test]
async fn complaints_about_a_number_rest_its_marketing_and_the_health_page_says_so() {
    let story = outside().await;
    sends(&story, "sale").await;
    let at = fails(&story, 1, 131_048).await;
    let over = at + SignedDuration::from_hours(24);
    let (code, refused) = sends(&story, "sale").await;
    assert_eq!(
        (code, &refused["code"], &refused["restricted_until"]),
        (422, &json!("restricted"), &json!(over)),
        "{refused}"
    );
    assert_eq!(sends(&story, "parcel").await.0, 201);
    let base = story.live.webhooks().replace("/hooks/meta", "/api/v1");
    let health = story
        .client
        .get(format!("{base}/channels/{}/health", story.channel_id))
        .bearer_auth(&story.token);
    let health: Value = health.send().await.unwrap().json().await.unwrap();
    let remarks = health["remarks"].as_array().unwrap();
    let told = remarks.iter().find(|remark| remark["code"] == "restricted");
    let told = told.unwrap_or_else(|| panic!("{health}"));
    assert_eq!(
        (&told["scope"], &told["until"], &told["reason"]),
        (
            &json!("marketing"),
            &json!(over),
            &json!("said the platform")
        )
    );
    story.live.advance(SignedDuration::from_hours(24));
    assert_eq!(sends(&story, "sale").await.0, 201, "it is lifted by itself");
    story.live.close().await;
}

#[tokio::test]
async fn templates_in_a_wrong_category_rest_everything() {
    let story = outside().await;
    sends(&story, "sale").await;
    fails(&story, 1, 131_064).await;
    for name in ["sale", "parcel"] {
        let (code, refused) = sends(&story, name).await;
        assert_eq!((code, &refused["code"]), (422, &json!("restricted")));
    }
    story.live.advance(SignedDuration::from_hours(24));
    assert_eq!(sends(&story, "parcel").await.0, 201);
    story.live.close().await;
}

#[tokio::test]
async fn a_paused_template_is_refused_until_the_platform_takes_it_again() {
    let story = outside().await;
    let told = |event: &str, title: &str| {
        json!({
            "event": event, "message_template_id": "id-of-parcel", "message_template_name": "parcel",
            "message_template_language": "en-US", "reason": "NONE", "other_info": { "title": title },
        })
    };
    let field = "message_template_status_update";
    let at = told_at(&story);
    let paused = change(field, &told("PAUSED", "SECOND_PAUSE"), at);
    story.brings(&paused).await;
    let over = at + SignedDuration::from_hours(6);
    let (code, refused) = sends(&story, "parcel").await;
    assert_eq!(
        (code, &refused["code"], &refused["restricted_until"]),
        (422, &json!("template-not-approved"), &json!(over)),
        "{refused}"
    );
    assert!(story.graph.sends().is_empty());
    story.live.advance(SignedDuration::from_hours(6));
    let unpaused = change(field, &told("APPROVED", "UNPAUSE"), story.at());
    story.brings(&unpaused).await;
    assert_eq!(sends(&story, "parcel").await.0, 201);
    story.live.close().await;
}

#[tokio::test]
async fn a_report_that_comes_late_disconnects_nobody_who_is_back_since() {
    let story = Story::with_nina().await;
    let is_disconnected = || {
        let channels = &story.live.app.channels;
        let found = channels.find(story.live.workspace_id, story.channel_id);
        found.unwrap().channel.is_disconnected()
    };
    story.answers("It ships today").await;
    story.live.settled().await;
    let refused_at = told_at(&story);
    story.live.advance(SignedDuration::from_mins(1));
    let back = json!({ "event": "ACCOUNT_RECONNECTED" });
    story
        .brings(&change("account_update", &back, told_at(&story)))
        .await;
    let errors = json!({ "errors": [{ "code": 190, "title": "Token" }] });
    let late = status(NINA, refused_at, "wamid.sent.1", "failed", &errors);
    story.brings(&late).await;
    assert!(!is_disconnected());

    story.live.advance(SignedDuration::from_mins(1));
    story.answers("It is packed").await;
    story.live.settled().await;
    fails(&story, 2, 190).await;
    assert!(is_disconnected(), "of what happened since, it does");
    story.live.close().await;
}
