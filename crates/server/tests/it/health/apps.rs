//! Several apps may receive the webhooks of one page or account; only ours counts.

use reqwest::Client;
use transom_channels::messenger::WEBHOOK_FIELDS;
use transom_domain::health::{Findings, Hearing};
use transom_emulator::OtherApp;
use transom_testkit::client;
use transom_testkit::live::{Live, PAGE};

use super::{Page, checked, next};
use crate::templates::story::{Line, WABA};

fn other() -> OtherApp {
    OtherApp {
        id: "8800".to_owned(),
        fields: WEBHOOK_FIELDS.map(str::to_owned).into(),
    }
}

/// The platform takes the webhooks of our own app away.
async fn loses(client: &Client, live: &Live, holder: &str, token: &str) {
    let url = format!("{}/v26.0/{holder}/subscribed_apps", live.graph_url());
    let answer = client.delete(url).bearer_auth(token).send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.status());
}

fn restored(findings: &Findings) -> bool {
    findings.hearing == Hearing::Restored
}

#[tokio::test]
async fn what_another_app_hears_of_a_page_is_not_taken_for_what_we_hear() {
    let live = Live::start().await;
    checked(&live, live.channel_id, "it is checked", |_| true).await;
    live.world.set_other_app(PAGE, Some(other())).unwrap();
    loses(&client(), &live, PAGE, "access-token-of-the-tests").await;
    next(&live);
    checked(&live, live.channel_id, "they are asked for again", restored).await;
    next(&live);
    let all = |findings: &Findings| findings.hearing == Hearing::All;
    checked(&live, live.channel_id, "they come", all).await;
    live.close().await;
}

#[tokio::test]
async fn what_another_app_hears_of_a_number_is_not_taken_for_what_we_hear() {
    let number = Line::open().await;
    let live = &number.live;
    checked(live, number.channel_id, "it is checked", |_| true).await;
    live.world.set_other_app(WABA, Some(other())).unwrap();
    loses(&client(), live, WABA, "system-user-token").await;
    next(live);
    checked(
        live,
        number.channel_id,
        "they are asked for again",
        restored,
    )
    .await;
    number.live.close().await;
}

#[tokio::test]
async fn where_nobody_tells_which_app_is_ours_the_webhooks_are_asked_for_at_each_check() {
    let live = Live::start().await;
    let page = Page::connect(&live, "2002").await;
    let known = page.channel(&live).app.id;
    assert_eq!(known.as_deref(), Some("7700"), "the token told");
    let other = Page::connect_hidden(&live, "3003").await;
    other.platform.says(|says| says.subscriptions = 0);
    next(&live);
    let renewed = |findings: &Findings| findings.hearing == Hearing::Renewed;
    other
        .checked(&live, "they are asked for once more", renewed)
        .await;
    other
        .platform
        .says(|says| assert_eq!(says.subscriptions, 1));
    live.close().await;
}
