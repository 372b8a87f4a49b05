//! Calls about templates, against a small server on this machine.

use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::any;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use transom_channels::courier::TemplateList;
use transom_channels::messenger::Class;
use transom_channels::template::TemplateFailed;
use transom_domain::template::Listed;
use transom_policy::{Channel as Platform, TemplateCategory, TemplateStatus};

use super::order_update;
use crate::courier::{answering, courier, endpoint, remembering, serve};

const WABA: &str = "102290000";

fn listed(number: usize) -> Value {
    json!({
        "id": number.to_string(), "name": format!("template_{number}"), "language": "en_US",
        "status": "APPROVED", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Hello."}],
    })
}

type Asked = Arc<Mutex<Vec<HashMap<String, String>>>>;

/// A list of this many templates; one that never ends repeats its second page.
async fn list_of(count: usize, is_endless: bool) -> (String, Asked) {
    let asked = Asked::default();
    let handler = move |State(asked): State<Asked>,
                        Query(query): Query<HashMap<String, String>>| {
        let size: usize = query["limit"].parse().unwrap();
        let from: usize = query.get("after").map_or(0, |after| after.parse().unwrap());
        asked.lock().unwrap().push(query);
        let to = (from + size).min(count);
        let data: Vec<Value> = (from..to).map(listed).collect();
        let mut body = json!({
            "data": data, "paging": {"cursors": {"before": from.to_string(), "after": to.to_string()}},
        });
        if to < count || is_endless {
            body["paging"]["next"] = json!("https://graph.example/next");
        }
        async move { axum::Json(body) }
    };
    let app = Router::new()
        .fallback(any(handler))
        .with_state(Arc::clone(&asked));
    (serve(app).await, asked)
}

/// Reads page after page.
async fn list(base: &str, platform: Platform) -> Result<TemplateList, TemplateFailed> {
    let (courier, endpoint) = (courier(), endpoint(base));
    let mut list = TemplateList::default();
    let mut next = None;
    loop {
        let page = courier.template_page(&endpoint, platform, WABA, next.as_deref());
        next = list.add(page.await?)?;
        if next.is_none() {
            return Ok(list);
        }
    }
}

#[tokio::test]
async fn a_list_is_read_to_its_end_and_no_further() {
    for count in [0, 1, 50, 51, 143] {
        let (base, asked) = list_of(count, false).await;
        let list = list(&base, Platform::WhatsApp).await.unwrap();
        let names: Vec<_> = list
            .templates
            .into_iter()
            .map(|one: Listed| one.name)
            .collect();
        let wanted: Vec<_> = (0..count)
            .map(|number| format!("template_{number}"))
            .collect();
        assert_eq!(names, wanted);
        assert_eq!(list.unread, 0);
        let pages = count.div_ceil(50).max(1);
        assert_eq!(asked.lock().unwrap().len(), pages, "{count}");
    }
}

#[tokio::test]
async fn a_list_that_goes_in_circles_is_given_up() {
    let (base, asked) = list_of(60, true).await;
    let failed = list(&base, Platform::WhatsApp).await.unwrap_err();
    assert_eq!(failed.call.class, Class::Retry);
    assert_eq!(asked.lock().unwrap().len(), 3);
}

#[tokio::test]
async fn a_page_that_is_no_list_fails_with_its_class() {
    let body =
        r#"{"error": {"message": "Session has expired", "code": 190, "error_subcode": 463}}"#;
    let base = answering(StatusCode::BAD_REQUEST, body).await;
    let failed = list(&base, Platform::Messenger).await.unwrap_err();
    assert_eq!(failed.call.class, Class::Reconnect);
    let base = answering(StatusCode::OK, "<html>").await;
    let failed = list(&base, Platform::Messenger).await.unwrap_err();
    assert_eq!(failed.call.class, Class::Reconcile);
}

#[tokio::test]
async fn a_template_is_made_at_its_account_and_may_count_as_something_else() {
    let answer = json!({"id": "168900000", "status": "PENDING", "category": "MARKETING"});
    let (base, seen) = remembering(answer).await;
    let made = courier()
        .make_template(&endpoint(&base), Platform::WhatsApp, WABA, &order_update())
        .await
        .unwrap();
    assert_eq!(made.external_id, "168900000");
    assert_eq!(made.standing.status, TemplateStatus::Pending);
    assert_eq!(made.category, TemplateCategory::Marketing);
    let seen = seen.lock().unwrap();
    assert_eq!(
        seen.line,
        "POST /v26.0/102290000/message_templates HTTP/1.1"
    );
    assert_eq!(seen.body["name"], "order_update");
}

#[tokio::test]
async fn a_template_is_changed_at_its_own_address_and_deleted_by_name_and_id() {
    let (base, seen) = remembering(json!({"success": true})).await;
    let courier = courier();
    let was = TemplateStatus::Rejected;
    courier
        .change_template(
            &endpoint(&base),
            Platform::WhatsApp,
            "77",
            &order_update(),
            was,
        )
        .await
        .unwrap();
    {
        let seen = seen.lock().unwrap();
        assert_eq!(seen.line, "POST /v26.0/77 HTTP/1.1");
        assert_eq!(seen.body["category"], "UTILITY");
        assert_eq!(seen.body["name"], Value::Null);
    }
    courier
        .delete_template(&endpoint(&base), WABA, "order_update", "77")
        .await
        .unwrap();
    let seen = seen.lock().unwrap();
    assert_eq!(
        seen.line,
        "DELETE /v26.0/102290000/message_templates?name=order_update&hsm_id=77 HTTP/1.1"
    );
}
