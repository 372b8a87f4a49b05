//! Inviting people, their roles, and the end of their work.

use axum::http::StatusCode;
use jiff::SignedDuration;
use transom::conversations;
use transom::people;
use transom::secret::Secret;
use transom_domain::agent::{Role, Scope};
use transom_domain::decide::{Actor, Command};
use transom_domain::id::AgentId;
use transom_domain::message::Origin;
use transom_testkit::TestApp;

use super::browser::{Browser, between, cookie, next, text};

const PASSWORD: &str = "correct horse battery";
const ZOE: [(&str, &str); 3] = [
    ("name", "Zoé"),
    ("email", "Zoe@example.com"),
    ("role", "agent"),
];

/// Invites somebody; gives the path of the link.
async fn invite(owner: &Browser) -> String {
    let answer = owner.post("/settings/people", &ZOE).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let page = text(&answer);
    format!(
        "/invitations/{}",
        between(&page, "http://desk.example/invitations/", "\"")
    )
}

#[tokio::test]
async fn an_invited_person_chooses_a_password_and_is_in() {
    let app = TestApp::start().await;
    let owner = Browser::owner(&app).await;
    let path = invite(&owner).await;
    assert!(!text(&owner.get("/settings/people").await).contains("/invitations/"));
    let visitor = Browser::new(&app);
    for _ in 0..2 {
        let page = text(&visitor.get(&path).await);
        assert!(
            page.contains("Join Shop") && page.contains("zoe@example.com"),
            "{page}"
        );
    }
    let refused = visitor
        .post(&path, &[("name", "Zoé M."), ("password", "short")])
        .await;
    let page = text(&refused);
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(page.contains("value=\"Zoé M.\"") && !page.contains("value=\"short\""));
    let answer = visitor
        .post(&path, &[("name", "Zoé M."), ("password", PASSWORD)])
        .await;
    assert_eq!(next(&answer), "/inbox");
    let zoe = Browser::with(&app, cookie(&answer)).await;
    assert!(text(&zoe.get("/settings/profile").await).contains("Zoé M."));
    assert_eq!(
        zoe.get("/settings/people").await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(visitor.get(&path).await.status, StatusCode::GONE);
    let again = visitor
        .post(&path, &[("name", "x"), ("password", PASSWORD)])
        .await;
    assert_eq!(again.status, StatusCode::GONE);
    let pair = [("email", "zoe@example.com"), ("password", PASSWORD)];
    assert_eq!(next(&visitor.post("/sign-in", &pair).await), "/inbox");
}

#[tokio::test]
async fn an_invitation_ends_after_a_day() {
    let app = TestApp::start().await;
    let path = invite(&Browser::owner(&app).await).await;
    app.app.clock.advance(SignedDuration::from_hours(24));
    let visitor = Browser::new(&app);
    assert_eq!(visitor.get(&path).await.status, StatusCode::GONE);
    let late = visitor
        .post(&path, &[("name", "Zoé"), ("password", PASSWORD)])
        .await;
    assert_eq!(late.status, StatusCode::GONE);
}

#[tokio::test]
async fn an_address_is_invited_once_and_what_was_typed_is_shown_again() {
    let app = TestApp::start().await;
    let owner = Browser::owner(&app).await;
    invite(&owner).await;
    let answer = owner.post("/settings/people", &ZOE).await;
    let page = text(&answer);
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(
        page.contains("has this e-mail address already")
            && page.contains("value=\"Zoe@example.com\"")
    );
}

#[tokio::test]
async fn a_new_link_lets_who_forgot_a_password_choose_another() {
    let app = TestApp::start().await;
    let owner = Browser::owner(&app).await;
    let shop = &app.shop;
    let (link, _) = people::make_invitation(&app.app, shop.workspace_id, shop.agent)
        .await
        .unwrap();
    let old = Secret::new("the forgotten one");
    people::accept_invitation(&app.app, link.expose(), "Ana", old)
        .await
        .unwrap();
    let signed_in = Browser::agent(&app).await;
    let made = owner
        .post(
            &format!("/settings/people/{}", shop.agent),
            &[("action", "invite")],
        )
        .await;
    assert_eq!(made.status, StatusCode::CREATED);
    let page = text(&made);
    let path = format!("/invitations/{}", between(&page, "/invitations/", "\""));
    let visitor = Browser::new(&app);
    assert!(text(&visitor.get(&path).await).contains("Choose a new password"));
    let answer = visitor
        .post(&path, &[("name", "Ana"), ("password", PASSWORD)])
        .await;
    assert_eq!(next(&answer), "/inbox");
    // Whoever was signed in with the old one is not any more.
    assert!(next(&signed_in.get("/inbox/all").await).starts_with("/sign-in"));
}

async fn act(browser: &Browser, id: AgentId, action: &str) -> StatusCode {
    browser
        .post(&format!("/settings/people/{id}"), &[("action", action)])
        .await
        .status
}

#[tokio::test]
async fn a_workspace_keeps_an_owner() {
    let app = TestApp::start().await;
    let (owner, shop) = (Browser::owner(&app).await, &app.shop);
    for action in ["deactivate", "make-agent"] {
        let path = format!("/settings/people/{}", shop.owner);
        let answer = owner.post(&path, &[("action", action)]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(text(&answer).contains("A desk needs an owner"));
    }
    assert_eq!(owner.get("/settings/people").await.status, StatusCode::OK);
    // With a second one, the first may go.
    assert_eq!(
        act(&owner, shop.agent, "make-owner").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        act(&owner, shop.owner, "deactivate").await,
        StatusCode::SEE_OTHER
    );
    let heir = Browser::agent(&app).await;
    assert_eq!(
        act(&heir, shop.agent, "make-agent").await,
        StatusCode::CONFLICT
    );
    assert_eq!(
        act(&heir, shop.owner, "reactivate").await,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn who_is_deactivated_loses_sessions_links_tokens_and_conversations() {
    let app = TestApp::start().await;
    let (shop, owner) = (&app.shop, Browser::owner(&app).await);
    assert_eq!(
        act(&owner, shop.agent, "make-owner").await,
        StatusCode::SEE_OTHER
    );
    let conversation = app.customer_writes("77", "Hello").await;
    let by = Actor {
        agent_id: shop.agent,
        origin: Origin::Desk,
    };
    let take = Command::Assign(Some(shop.agent));
    conversations::act(&app.app, shop.workspace_id, conversation, by, take)
        .await
        .unwrap();
    let leaver = Browser::agent(&app).await;
    let (link, _) = people::make_invitation(&app.app, shop.workspace_id, shop.agent)
        .await
        .unwrap();
    let made = leaver
        .post(
            "/settings/tokens",
            &[("name", "theirs"), ("scope", Scope::ContactsRead.as_str())],
        )
        .await;
    let page = text(&made);
    let token = between(&page, "value=\"transom_", "\"");
    let token = format!("transom_{token}");
    assert_eq!(
        app.get("/api/v1/contacts", &token).await.status,
        StatusCode::OK
    );

    assert_eq!(
        act(&owner, shop.agent, "deactivate").await,
        StatusCode::SEE_OTHER
    );
    assert!(next(&leaver.get("/inbox/all").await).starts_with("/sign-in"));
    assert_eq!(
        app.get("/api/v1/contacts", &token).await.status,
        StatusCode::UNAUTHORIZED
    );
    let path = format!("/invitations/{}", link.expose());
    assert_eq!(Browser::new(&app).get(&path).await.status, StatusCode::GONE);
    let read = app
        .get(
            &format!("/api/v1/conversations/{conversation}"),
            &shop.token,
        )
        .await
        .json();
    assert!(read["assignee"].is_null(), "{read}");
    assert_eq!(
        act(&owner, shop.agent, "invite").await,
        StatusCode::NOT_FOUND
    );

    // Coming back restores the account, and none of what was lost.
    assert_eq!(
        act(&owner, shop.agent, "reactivate").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        app.get("/api/v1/contacts", &token).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert!(next(&leaver.get("/inbox/all").await).starts_with("/sign-in"));
    assert_eq!(
        Browser::agent(&app).await.get("/inbox/all").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn who_is_no_owner_any_more_loses_the_tokens_they_made() {
    let app = TestApp::start().await;
    let shop = &app.shop;
    let owner = Browser::owner(&app).await;
    assert_eq!(
        act(&owner, shop.agent, "make-owner").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        app.get("/api/v1/channels", &shop.token).await.status,
        StatusCode::OK
    );
    let heir = Browser::agent(&app).await;
    assert_eq!(
        act(&heir, shop.owner, "make-agent").await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        app.get("/api/v1/channels", &shop.token).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        owner.get("/settings/tokens").await.status,
        StatusCode::FORBIDDEN
    );
    let mut read = app.app.db.read().await.unwrap();
    let row = read
        .find_agent(shop.workspace_id, shop.owner)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.agent.role, Role::Agent);
}
