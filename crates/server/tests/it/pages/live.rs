//! What a tab that has no stream of its own is told.

use std::time::Duration;

use transom::people;
use transom::secret::Secret;
use transom::sign_in::{self, COOKIE, NewAgent};
use transom_domain::agent::Role;
use transom_emulator::world::input::NewMessage;
use transom_testkit::live::Live;
use transom_testkit::{TestApp, client};

use super::browser::{Browser, text};
use crate::sends::outcomes::customer;

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

/// How a session ends.
#[derive(Clone, Copy, Debug)]
enum End {
    SignedOut,
    NewPassword,
    Deactivated,
}

#[tokio::test]
async fn a_session_that_has_ended_hears_nothing_more() {
    let live = Live::start().await;
    let app = &live.app;
    let nora = customer(&live, "Nora").await;
    let server = live.webhooks().replace("/hooks/meta", "");
    for end in [End::SignedOut, End::NewPassword, End::Deactivated] {
        let ana = NewAgent {
            name: "Ana".to_owned(),
            email: format!("{end:?}@example.com"),
            password: None,
            role: Role::Agent,
        };
        let ana = sign_in::add_agent(app, live.workspace_id, ana)
            .await
            .unwrap();
        let cookie = sign_in::open_session(app, live.workspace_id, ana).await;
        let cookie = cookie.unwrap();
        let mut stream = client()
            .get(format!("{server}/live?after=0&view=all"))
            .header("cookie", format!("{COOKIE}={}", cookie.expose()))
            .send()
            .await
            .unwrap();
        assert_eq!(stream.headers()["x-accel-buffering"], "no");
        assert!(stream.chunk().await.unwrap().is_some(), "what it missed");
        match end {
            End::SignedOut => {
                let signed_in = sign_in::find_session(app, cookie.expose()).await;
                let signed_in = signed_in.unwrap().unwrap();
                sign_in::sign_out(app, &signed_in).await.unwrap();
            }
            End::NewPassword => {
                let link = people::make_invitation(app, live.workspace_id, ana).await;
                let password = Secret::new("correct horse battery");
                let link = link.unwrap().0;
                let accepted = people::accept_invitation(app, link.expose(), "Ana", password);
                accepted.await.unwrap();
            }
            End::Deactivated => {
                let now = app.now();
                let leaves = people::change(app, live.workspace_id, ana, |agent| {
                    agent.deactivated_at = Some(now);
                });
                leaves.await.unwrap();
            }
        }
        let secret = format!("After {end:?}");
        live.world.write(&nora, NewMessage::text(&secret)).unwrap();
        let rest = async {
            let mut rest = Vec::new();
            while let Some(chunk) = stream.chunk().await.unwrap() {
                rest.extend(chunk);
            }
            String::from_utf8(rest).unwrap()
        };
        let rest = tokio::time::timeout(Duration::from_secs(10), rest).await;
        let rest = rest.expect("the stream ends at once");
        assert!(!rest.contains(&secret), "{end:?}: {rest}");
    }
    live.close().await;
}
