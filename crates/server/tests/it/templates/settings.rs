//! The pages of templates in the settings, without scripts.

use axum::http::StatusCode;
use transom_policy::TemplateStatus;
use transom_testkit::{TestApp, templates};

use super::{keep, order_update, shop};
use crate::pages::browser::{Browser, text};

fn base(app: &TestApp) -> String {
    format!("/settings/channels/{}/templates", app.shop.channel_id)
}

#[tokio::test]
async fn the_list_shows_status_and_why_one_cannot_be_sent() {
    let (app, _) = shop(0).await;
    let owner = Browser::owner(&app).await;
    let html = text(&owner.get(&base(&app)).await);
    assert!(html.contains("No templates yet."), "{html}");
    keep(&app, &order_update()).await;
    let mut rejected = templates::listed("sale", "Buy now.");
    rejected.standing.status = TemplateStatus::Rejected;
    rejected.standing.reason = Some("PROMOTIONAL".to_owned());
    keep(&app, &rejected).await;
    let html = text(&owner.get(&base(&app)).await);
    for part in [
        "order_update",
        "Approved",
        "Rejected",
        "It promotes something",
        "Utility",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let page = text(
        &owner
            .get(&format!("{}/id-of-order_update", base(&app)))
            .await,
    );
    assert!(
        page.contains("data-place=\"body.day\">on Monday</span>"),
        "{page}"
    );
    assert!(
        page.contains("make a new one"),
        "an approved one stays as it is"
    );
}

#[tokio::test]
async fn a_preview_asks_for_the_examples_of_the_variables_and_keeps_what_was_typed() {
    let (app, _) = shop(0).await;
    let owner = Browser::owner(&app).await;
    let path = format!("{}/new", base(&app));
    let fields = [
        ("step", "preview"),
        ("name", "order_update"),
        ("language", "en_US"),
        ("category", "utility"),
        ("body", "Order {{order}} arrives {{day}}, we hope."),
        ("example_of", "body.order"),
        ("example", "A-17"),
        ("button_kind", "url"),
        ("button_label", "Track"),
        ("button_value", "https://shop.example"),
        ("button_example", ""),
    ];
    let answer = owner.post(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::OK);
    let html = text(&answer);
    assert!(
        html.contains("name=\"example_of\" value=\"body.day\""),
        "{html}"
    );
    assert!(html.contains("data-place=\"body.order\">A-17</span>"));
    assert!(html.contains("value=\"https://shop.example\""));
    assert!(
        !html.contains("Give an example"),
        "only who submits must give them"
    );
}

#[tokio::test]
async fn each_fault_stands_beside_its_field() {
    let (app, _) = shop(0).await;
    let owner = Browser::owner(&app).await;
    let path = format!("{}/new", base(&app));
    let fields = [
        ("step", "submit"),
        ("name", "Order"),
        ("language", "en_US"),
        ("category", "utility"),
        ("body", "{{order}} arrives."),
        ("button_kind", "phone"),
        ("button_label", "Call"),
        ("button_value", "us"),
        ("button_example", ""),
    ];
    let answer = owner.post(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let html = text(&answer);
    assert_eq!(html.matches("class=\"fault\"").count(), 4, "{html}");
    for part in [
        "Small letters, digits and underscores only",
        "neither begins nor ends with a variable",
        "Give an example",
        "country’s code",
    ] {
        assert!(html.contains(part), "{part}");
    }
}

#[tokio::test]
async fn a_platform_that_is_away_is_said_and_what_was_typed_stays() {
    let (app, _) = shop(0).await;
    let owner = Browser::owner(&app).await;
    let path = format!("{}/new", base(&app));
    let fields = [
        ("step", "submit"),
        ("name", "hello"),
        ("language", "en_US"),
        ("category", "utility"),
        ("body", "Hello there."),
    ];
    let answer = owner.post(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
    let html = text(&answer);
    assert!(html.contains("The platform did not do it:"), "{html}");
    assert!(html.contains("Hello there."));
}
