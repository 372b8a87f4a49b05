//! Templates that are there: listed, changed, deleted, and how many come in an hour.

use serde_json::json;

use super::super::{Line, WABA, accepted};
use super::order_update;

#[tokio::test]
async fn lists_have_pages_filters_and_fields() {
    let line = Line::open().await;
    for number in 0..5 {
        let text = format!("Notice number {number} for you.");
        line.template(
            &format!("notice_{number}"),
            "UTILITY",
            &json!([{ "type": "BODY", "text": text }]),
        );
    }
    let mut path = format!("/v23.0/{WABA}/message_templates?fields=name,status&limit=2");
    let mut names = Vec::new();
    loop {
        let body = line.graph("GET", &path, json!({})).await.body;
        for one in body["data"].as_array().unwrap() {
            assert_eq!(one.as_object().unwrap().len(), 3, "id, name and status");
            names.push(one["name"].as_str().unwrap().to_owned());
        }
        let Some(next) = body["paging"]["next"].as_str() else {
            break;
        };
        path = next.strip_prefix(&line.shop.url("")).unwrap().to_owned();
    }
    assert_eq!(
        names,
        ["notice_0", "notice_1", "notice_2", "notice_3", "notice_4"]
    );
    let find = |query: &str| format!("/{WABA}/message_templates?{query}");
    let found = line
        .graph("GET", &find("name=notice_3"), json!({}))
        .await
        .body;
    assert_eq!(found["data"].as_array().unwrap().len(), 1);
    let found = line
        .graph("GET", &find("status=REJECTED"), json!({}))
        .await
        .body;
    assert_eq!(found, json!({ "data": [] }));
    let id = line.world().waba(WABA).unwrap().templates[0].id.clone();
    let one = line
        .graph(
            "GET",
            &format!("/{id}?fields=quality_score,rejected_reason"),
            json!({}),
        )
        .await
        .body;
    assert_eq!(one["quality_score"]["score"], "UNKNOWN");
    assert_eq!(one["rejected_reason"], "NONE");
}

#[tokio::test]
async fn an_approved_template_is_edited_once_a_day_and_reviewed_again() {
    let line = Line::open().await;
    let id = line.template(
        "news",
        "UTILITY",
        &json!([{ "type": "BODY", "text": "Your parcel is here." }]),
    );
    let path = format!("/v23.0/{id}");
    let edit = |text: &str| json!({ "components": [{ "type": "BODY", "text": text }] });
    assert_eq!(
        line.graph("POST", &path, edit("Your parcel has come."))
            .await
            .body["success"],
        true
    );
    assert_eq!(
        line.graph("POST", &path, edit("Once more."))
            .await
            .error()
            .1,
        Some(2_388_026),
        "it is under review"
    );
    line.review().await;
    assert_eq!(
        line.graph("POST", &path, edit("Once more."))
            .await
            .error()
            .1,
        Some(2_388_026)
    );
    line.world().advance_clock("PT24H".parse().unwrap());
    assert_eq!(
        line.graph("POST", &path, edit("Once more.")).await.status,
        200
    );
    let moved = line
        .graph("POST", &path, json!({ "category": "MARKETING" }))
        .await;
    assert_ne!(moved.status, 200);
}

#[tokio::test]
async fn a_deleted_name_rests_for_thirty_days() {
    let line = Line::open().await;
    line.create(order_update()).await;
    let path = format!("/{WABA}/message_templates?name=order_update");
    assert_eq!(
        line.graph("DELETE", &path, json!({})).await.body,
        json!({ "success": true })
    );
    assert_eq!(
        line.graph("DELETE", &path, json!({})).await.error().1,
        Some(2_593_002)
    );
    assert_eq!(line.create(order_update()).await.error().1, Some(2_388_023));
    line.world().advance_clock("PT721H".parse().unwrap());
    assert_eq!(line.create(order_update()).await.status, 200);
}

#[tokio::test]
async fn codes_are_made_in_several_languages_at_once_and_sent_to_numbers_alone() {
    let line = Line::open().await;
    let customer = line.customer();
    let bulk = json!({
        "name": "code", "category": "AUTHENTICATION", "languages": ["en_US", "fr"], "components": [
            { "type": "BODY", "add_security_recommendation": true },
            { "type": "FOOTER", "code_expiration_minutes": 5 },
            { "type": "BUTTONS", "buttons": [{ "type": "OTP", "otp_type": "COPY_CODE" }] },
        ],
    });
    let path = format!("/{WABA}/upsert_message_templates");
    let made = line.graph("POST", &path, bulk.clone()).await.body;
    assert_eq!(made["data"][1]["language"], "fr");
    line.review().await;
    line.world().advance_clock("PT24H".parse().unwrap());
    assert_eq!(
        line.graph("POST", &path, bulk).await.status,
        200,
        "they are replaced"
    );
    line.review().await;
    let code = json!({ "type": "template", "template": { "name": "code", "language": { "code": "fr" }, "components": [
        { "type": "body", "parameters": [{ "type": "text", "text": "123456" }] },
        { "type": "button", "sub_type": "url", "index": "0", "parameters": [{ "type": "text", "text": "123456" }] },
    ] } });
    accepted(&line.send(code.clone()).await);
    let message = line.world().thread(&customer).unwrap().pop().unwrap();
    assert!(message.text.unwrap().contains("123456"));
    let user_id = line.user_id(&customer);
    let mut by_user_id = code;
    by_user_id["to"] = json!("");
    by_user_id["recipient"] = json!(user_id);
    assert_eq!(line.send(by_user_id).await.error().0, 131_062);
}

#[tokio::test]
async fn an_hour_has_a_hundred_new_templates() {
    let line = Line::open().await;
    let body = json!({ "type": "BODY", "text": "Your order is here." });
    let create = async |number: usize| {
        line.create(json!({
            "name": format!("t{number}"), "language": "en", "category": "UTILITY",
            "components": [body],
        }))
        .await
    };
    for number in 0..100 {
        assert_eq!(create(number).await.status, 200, "{number}");
    }
    let refused = create(100).await;
    assert_eq!(refused.error().0, 80_007);
    let usage = refused.headers["x-business-use-case-usage"]
        .to_str()
        .unwrap();
    assert!(
        usage.contains("\"estimated_time_to_regain_access\":60"),
        "{usage}"
    );
    line.world().advance_clock("PT61M".parse().unwrap());
    assert_eq!(create(100).await.status, 200);
}
