//! The page of the rules: it follows the program's clock and says what the rulebooks say.

use axum::http::StatusCode;
use transom_policy::{Channel, Language, Rulebooks, Subject};
use transom_testkit::TestApp;

use super::browser::{Browser, between, text};

async fn read(app: &TestApp, path: &str) -> String {
    text(&Browser::agent(app).await.get(path).await)
}

/// The section that explains a way.
fn way<'h>(html: &'h str, route: &str) -> &'h str {
    between(html, &format!("id=\"{route}\""), "</article>")
}

#[tokio::test]
async fn the_tags_are_alive_in_2023_and_withdrawn_today() {
    let app = TestApp::start().await;
    let html = read(&app, "/policy").await;
    assert!(html.contains("messenger/2026-09-28") && html.contains("In force now"));
    let tag = way(&html, "tag_account_update");
    assert!(tag.contains("withdrawn on 27 Apr 2026"), "{tag}");
    assert!(tag.contains("The platform refuses it since then"));
    assert!(
        tag.contains("announced on 2026-03-27"),
        "its source is named"
    );
    assert!(way(&html, "utility_template").contains("standing--there"));

    app.app.clock.set("2023-05-10T08:00:00Z".parse().unwrap());
    let html = read(&app, "/policy").await;
    assert!(html.contains("messenger/2022-05-19"));
    let tag = way(&html, "tag_account_update");
    assert!(tag.contains("available until 27 Apr 2026"), "{tag}");
    assert!(!tag.contains("The platform refuses it since then"));
    assert!(
        tag.contains("Forbids promotion, recurring notices."),
        "{tag}"
    );
    let template = way(&html, "utility_template");
    assert!(template.contains("from 29 Jul 2025"), "{template}");
    assert!(way(&html, "human_agent").contains("Only a person may use it"));
}

#[tokio::test]
async fn any_day_can_be_looked_at() {
    let app = TestApp::start().await;
    let html = read(&app, "/policy?on=2023-05-10").await;
    assert!(html.contains("In force on 10 May 2023"));
    assert!(way(&html, "tag_account_update").contains("standing--there"));
    // A day before the first rules, and what is no day.
    for on in ["0001-01-01", "yesterday", ""] {
        let answer = Browser::agent(&app)
            .await
            .get(&format!("/policy?on={on}"))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{on}");
    }
    let answer = Browser::agent(&app)
        .await
        .get("/policy?channel=pigeon")
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_edition_is_told_with_what_it_changed_and_its_source() {
    let app = TestApp::start().await;
    for channel in Channel::ALL {
        let html = read(&app, &format!("/policy?channel={channel}")).await;
        let html = html.replace("&#39;", "'").replace("&#38;", "&");
        let editions = Rulebooks::embedded().editions(channel);
        assert!(!editions.is_empty(), "{channel}");
        for pair in editions.windows(2) {
            for change in pair[1].changes_since(&pair[0]) {
                // The terms of a new way stand with the way, without its name.
                if let Subject::Route(route) = change.subject()
                    && pair[0].route_provenance(route).is_none()
                    && !change.sentence(Language::English).starts_with("New: ")
                {
                    continue;
                }
                let sentence = change.sentence(Language::English);
                assert!(html.contains(&sentence), "{channel}: {sentence}");
            }
        }
        for edition in editions {
            assert!(html.contains(edition.summary()), "{}", edition.id());
            assert!(
                html.contains(&edition.provenance().source),
                "{}",
                edition.id()
            );
        }
    }
}
