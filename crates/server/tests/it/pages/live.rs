//! What a tab that has no stream of its own is told.

use transom_testkit::TestApp;

use super::browser::{Browser, text};

/// The address at which a page listens.
fn address(page: &str) -> String {
    let (_, rest) = page.split_once("data-connection-address-value=\"").unwrap();
    let (address, _) = rest.split_once('"').unwrap();
    address.replace("&amp;", "&").replace("&#38;", "&")
}

fn field<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    answer.lines().find_map(|line| line.strip_prefix(name))
}

#[tokio::test]
async fn a_tab_that_asks_once_is_told_what_it_missed_from_where_it_stood_and_when_time_alone_changes_it()
 {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Where is my parcel?").await;
    let agent = Browser::agent(&app).await;
    let page = text(&agent.get(&format!("/inbox/all/{id}")).await);
    let once = |address: &str| format!("{address}&once=true");
    let address = address(&page);

    app.customer_writes("77", "It was to come on Monday.").await;
    let missed = text(&agent.get(&once(&address)).await);
    let told = |answer: &str, words: &str| {
        let mut lines = answer.lines();
        lines.any(|line| line.starts_with("data: ") && line.contains(words))
    };
    assert!(told(&missed, "It was to come on Monday."), "{missed}");
    let messages = format!("target=\"messages-{id}\"");
    assert!(told(&missed, &messages), "{missed}");
    let wait: u64 = field(&missed, "retry: ").unwrap().parse().unwrap();
    let day = 24 * 60 * 60 * 1000;
    assert!(
        (day..day + 1000).contains(&wait),
        "the window closes in {wait} ms"
    );

    let position = field(&missed, "id: ").unwrap();
    let (before, after) = address.split_once("after=").unwrap();
    let (_, rest) = after.split_once('&').unwrap();
    let nothing = agent
        .get(&once(&format!("{before}after={position}&{rest}")))
        .await;
    let nothing = text(&nothing);
    assert!(!nothing.contains("data: "), "{nothing}");
    assert_eq!(field(&nothing, "id: "), Some(position));
}
