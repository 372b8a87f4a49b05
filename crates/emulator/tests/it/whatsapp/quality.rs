//! What the platform does to templates: pauses, other categories, other words; and marketing by its own way.

use serde_json::{Value, json};
use transom_emulator::world::input::TemplateSwitches;

use super::{Line, NUMBER, WABA, accepted};

impl Line {
    async fn switch(&self, id: &str, switches: Value) {
        let (status, body) = self
            .shop
            .control("PATCH", &format!("/templates/{id}"), switches)
            .await;
        assert_eq!(status, 200, "{body}");
    }
}

#[tokio::test]
async fn bad_quality_pauses_twice_and_then_disables() {
    let line = Line::open().await;
    line.customer();
    let id = line.template(
        "news",
        "UTILITY",
        &json!([{ "type": "BODY", "text": "Your parcel is here." }]),
    );
    let send = json!({ "type": "template", "template": { "name": "news", "language": { "code": "en_US" } } });
    line.switch(&id, json!({ "quality": "YELLOW" })).await;
    accepted(&line.send(send.clone()).await);
    for hours in [3, 6] {
        line.switch(&id, json!({ "quality": "RED" })).await;
        assert_eq!(line.send(send.clone()).await.error().0, 132_015);
        line.world()
            .advance_clock(jiff::SignedDuration::from_hours(hours));
        accepted(&line.send(send.clone()).await);
    }
    line.switch(&id, json!({ "quality": "RED" })).await;
    assert_eq!(line.send(send).await.error().0, 132_016);
    let told = line.told("message_template_status_update").await;
    let titles: Vec<Value> = told
        .iter()
        .map(|one| one["other_info"]["title"].clone())
        .collect();
    assert_eq!(
        titles,
        [
            "FIRST_PAUSE",
            "UNPAUSE",
            "SECOND_PAUSE",
            "UNPAUSE",
            "DISABLED"
        ]
    );
    assert!(told[4]["disable_info"]["disable_date"].is_string());
    let quality = line.told("message_template_quality_update").await;
    assert_eq!(
        (
            &quality[0]["previous_quality_score"],
            &quality[0]["new_quality_score"]
        ),
        (&json!("UNKNOWN"), &json!("YELLOW"))
    );
}

#[tokio::test]
async fn the_platform_moves_and_corrects_templates() {
    let line = Line::open().await;
    let id = line.template("news", "UTILITY", &json!([
        { "type": "BODY", "text": "Your parcel is here." },
        { "type": "BUTTONS", "buttons": [{ "type": "URL", "text": "See", "url": "https://a.example" }] },
    ]));
    line.switch(
        &id,
        json!({ "category": "MARKETING", "category_later": true }),
    )
    .await;
    line.switch(&id, json!({ "category": "MARKETING" })).await;
    line.switch(&id, json!({ "body": "Your parcel is here!" }))
        .await;
    let told = line.told("template_category_update").await;
    assert_eq!(
        (&told[0]["new_category"], &told[0]["correct_category"]),
        (&json!("UTILITY"), &json!("MARKETING"))
    );
    assert!(told[0]["category_update_timestamp"].is_i64());
    assert_eq!(told[1]["previous_category"], "UTILITY");
    let parts = line
        .told("message_template_components_update")
        .await
        .remove(0);
    assert_eq!(parts["message_template_element"], "Your parcel is here!");
    assert_eq!(
        parts["message_template_buttons"][0]["message_template_button_url"],
        "https://a.example"
    );
    let unknown = TemplateSwitches::default();
    assert!(line.world().switch_template("1", unknown).is_err());
}

#[tokio::test]
async fn marketing_has_a_way_of_its_own() {
    let line = Line::open().await;
    line.customer();
    line.template(
        "sale",
        "MARKETING",
        &json!([{ "type": "BODY", "text": "Come and see us." }]),
    );
    line.template(
        "news",
        "UTILITY",
        &json!([{ "type": "BODY", "text": "Your parcel is here." }]),
    );
    let send = |name: &str| {
        json!({
            "messaging_product": "whatsapp", "to": "16505550101", "type": "template",
            "template": { "name": name, "language": { "code": "en_US" } },
        })
    };
    let path = format!("/{NUMBER}/marketing_messages");
    let mut sale = send("sale");
    sale["product_policy"] = json!("STRICT");
    sale["message_activity_sharing"] = json!(true);
    let mid = accepted(&line.graph("POST", &path, sale.clone()).await);
    let told = line.statuses().await;
    let report = told.iter().find(|status| status["id"] == mid.as_str());
    assert_eq!(
        report.unwrap()["pricing"]["category"],
        "marketing_lite",
        "{told:?}"
    );
    sale["product_policy"] = json!("FAST");
    assert_eq!(line.graph("POST", &path, sale).await.error().0, 100);
    assert_eq!(line.graph("POST", &path, send("news")).await.error().0, 100);
    let off = json!({ "disable_marketing_messages_on_cloud_api": true });
    line.graph("POST", &format!("/{WABA}"), off).await;
    assert_eq!(
        line.graph("POST", &format!("/{NUMBER}/messages"), send("sale"))
            .await
            .error()
            .0,
        131_063
    );
}

#[tokio::test]
async fn the_first_sends_of_a_new_template_may_be_held_then_go_or_fail() {
    let line = Line::open().await;
    let customer = line.customer();
    let body = json!([{ "type": "BODY", "text": "Your parcel is here." }]);
    let id = line.template("news", "UTILITY", &body);
    let send = json!({ "type": "template", "template": { "name": "news", "language": { "code": "en_US" } } });
    line.switch(&id, json!({ "pacing": true })).await;
    let held = line.send(send.clone()).await;
    let status = &held.body["messages"][0]["message_status"];
    assert_eq!(*status, "held_for_quality_assessment");
    assert!(line.statuses().await.is_empty());
    assert_eq!(line.world().thread(&customer).unwrap().len(), 1);
    line.switch(&id, json!({ "pacing": false })).await;
    let statuses = line.statuses().await;
    assert_eq!(
        (&statuses[0]["id"], &statuses[0]["status"]),
        (&json!(accepted(&held)), &json!("sent"))
    );
    assert_eq!(statuses[1]["status"], "delivered");
    assert_eq!(line.world().thread(&customer).unwrap().len(), 2);
    line.switch(&id, json!({ "pacing": true })).await;
    accepted(&line.send(send).await);
    line.switch(&id, json!({ "quality": "RED" })).await;
    let last = line.statuses().await.pop().unwrap();
    assert_eq!(
        (&last["status"], &last["errors"][0]["code"]),
        (&json!("failed"), &json!(132_015))
    );
}
