//! Templates of special kinds on WhatsApp: one-time codes, carousels, and parts that only the platform has words for.

use jiff::SignedDuration;
use serde_json::{Value, json};
use transom::error::Error;
use transom_domain::template::Template;
use transom_emulator::world::input::WabaSwitches;
use transom_policy::TemplateStatus;

use super::files::hand_over;
use super::story::{Line, PHONE, WABA};
use crate::media::platform::picture;

/// Makes a template through the API and waits for its review.
pub(super) async fn made(line: &Line, new: &Value) -> Template {
    let (status, answer) = calls(line, "POST", "", new).await;
    assert_eq!(status, 201, "{answer}");
    line.live.advance(SignedDuration::from_hours(25));
    let approved = line.until(TemplateStatus::Approved).await;
    line.live.settled().await;
    approved
}

pub(super) async fn calls(line: &Line, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let path = format!("/channels/{}/templates{path}", line.channel_id);
    line.asks(method, &path, body).await
}

fn last(line: &Line) -> String {
    line.live.phone(&line.customer).pop().unwrap()
}

#[tokio::test]
async fn a_one_time_code_is_made_reviewed_and_sent_with_its_button() {
    let line = Line::open().await;
    let new = json!({
        "name": "sign_in", "language": "en_US", "category": "authentication",
        "code": { "warns": true, "expires_in": 10 },
        "buttons": [{ "kind": "one_time", "handover": "one_tap", "autofill": "Fill in",
                      "apps": [{ "package": "com.example.shop", "signature": "K8a/AINcGX7" }] }],
    });
    let approved = made(&line, &new).await;
    let (_, list) = calls(&line, "GET", "", &Value::Null).await;
    let one = &list["templates"][0];
    assert_eq!(one["code"], json!({ "warns": true, "expires_in": 10 }));
    assert_eq!(
        one["places"],
        json!(["body.1"]),
        "the button needs no value"
    );
    let button = &one["buttons"][0];
    assert_eq!(
        (&button["kind"], &button["handover"], &button["apps"]),
        (
            &json!("one_time"),
            &json!("one_tap"),
            &json!(["com.example.shop"])
        )
    );
    line.fill(&approved, &[("body.1", "271828")]).await.unwrap();
    assert_eq!(
        last(&line),
        "*271828* is your verification code. For your security, do not share this code."
    );
    let Err(Error::Template(problem)) = line.fill(&approved, &[]).await else {
        panic!("a code is needed");
    };
    assert_eq!(problem.fields()[0].0, "template.body.1");
    line.live.close().await;
}

#[tokio::test]
async fn a_template_says_how_long_its_messages_are_tried() {
    let line = Line::open().await;
    let new = |seconds: i64| {
        json!({
            "name": "sign_in", "language": "en_US", "category": "authentication",
            "code": { "warns": true }, "time_to_live_seconds": seconds,
            "buttons": [{ "kind": "one_time", "handover": "copy" }],
        })
    };
    for (seconds, told) in [
        (29, "between 30 and 900 seconds"),
        (901, "between 30 and 900 seconds"),
        (-5, "-1 for the longest"),
    ] {
        let (status, refused) = calls(&line, "POST", "", &new(seconds)).await;
        assert_eq!(status, 400, "{refused}");
        let refused = refused.to_string();
        assert!(
            refused.contains("time_to_live_seconds") && refused.contains(told),
            "{refused}"
        );
    }
    let approved = made(&line, &new(600)).await;
    let (_, list) = calls(&line, "GET", "", &Value::Null).await;
    assert_eq!(list["templates"][0]["time_to_live_seconds"], 600);

    // What is not said stays as it is.
    let path = format!("/{}", approved.external_id.value);
    let buttons = json!([{ "kind": "one_time", "handover": "copy" }]);
    let mut change = json!({ "code": { "warns": false }, "buttons": buttons });
    let (status, changed) = calls(&line, "PUT", &path, &change).await;
    assert_eq!(
        (status, &changed["time_to_live_seconds"]),
        (200, &json!(600)),
        "{changed}"
    );
    line.live.advance(SignedDuration::from_hours(25));
    line.until(TemplateStatus::Approved).await;
    change["time_to_live_seconds"] = json!(-1);
    let (status, changed) = calls(&line, "PUT", &path, &change).await;
    assert_eq!(
        (status, &changed["time_to_live_seconds"]),
        (200, &json!(-1)),
        "{changed}"
    );
    line.live.advance(SignedDuration::from_hours(25));
    line.until(TemplateStatus::Approved).await;
    let (_, list) = calls(&line, "GET", "", &Value::Null).await;
    assert_eq!(
        list["templates"][0]["time_to_live_seconds"], -1,
        "the platform's list says it too"
    );
    line.live.close().await;
}

#[tokio::test]
async fn marketing_goes_by_its_own_interface_while_that_is_switched_on() {
    let line = Line::open().await;
    let path = format!("/channels/{}/marketing-messages", line.channel_id);
    let on = json!({ "enabled": true, "product_policy": "strict" });
    let markets = |markets| {
        let switches = WabaSwitches {
            markets: Some(markets),
            ..WabaSwitches::default()
        };
        line.live.world.switch_waba(WABA, &switches).unwrap();
    };
    markets(false);
    let (status, refused) = line.asks("PUT", &path, &on).await;
    assert_eq!(
        (status, &refused["field"]),
        (400, &json!("enabled")),
        "{refused}"
    );
    assert!(
        refused["detail"]
            .as_str()
            .unwrap()
            .contains("WhatsApp Manager"),
        "{refused}"
    );
    markets(true);
    let new = json!({ "name": "sale", "language": "en_US", "category": "marketing",
                      "body": { "text": "Our jackets are back." } });
    let sale = made(&line, &new).await;
    let (status, channel) = line.asks("PUT", &path, &on).await;
    let way = json!({ "product_policy": "strict", "message_activity_sharing": false });
    assert_eq!(
        (status, &channel["marketing_messages"]),
        (200, &way),
        "{channel}"
    );
    line.fill(&sale, &[]).await.unwrap();
    let (status, channel) = line.asks("PUT", &path, &json!({ "enabled": false })).await;
    assert_eq!(
        (status, &channel["marketing_messages"]),
        (200, &Value::Null)
    );
    line.fill(&sale, &[]).await.unwrap();
    line.live.settled().await;

    let thread = line.live.find(line.channel_id, PHONE).await.unwrap();
    let path = format!("/conversations/{}/messages", thread.conversation.id);
    let (_, told) = line.asks("GET", &path, &Value::Null).await;
    let priced = told["messages"].as_array().unwrap().iter();
    let priced: Vec<_> = priced
        .filter_map(|message| message["price"]["category"].as_str())
        .collect();
    assert_eq!(priced, ["marketing_lite", "marketing"], "{told}");
    line.live.close().await;
}

fn card(text: &str, file: &Value) -> Value {
    json!({
        "header": { "kind": "image", "example": file },
        "body": { "text": text, "examples": { "1": "90" } },
        "buttons": [{ "kind": "quick_reply", "label": "I want it" },
                    { "kind": "url", "label": "See", "url": "https://shop.example/{{1}}", "example": "j1" }],
    })
}

#[tokio::test]
async fn a_carousel_is_made_reviewed_and_sent_card_by_card() {
    let line = Line::open().await;
    let file = hand_over(&line, "jacket.png", &picture(20, 20)).await;
    let mut new = json!({
        "name": "jackets", "language": "en_US", "category": "marketing",
        "body": { "text": "Hi {{1}}, our jackets:", "examples": { "1": "Ana" } },
        "cards": [card("Blue for {{1}} euros", &file), card("Red for {{1}} euros", &file)],
    });
    new["cards"][1]["buttons"].as_array_mut().unwrap().pop();
    let (status, refused) = calls(&line, "POST", "", &new).await;
    assert_eq!(
        (status, &refused["fields"][0]["field"]),
        (400, &json!("cards"))
    );
    new["cards"][1] = card("Red for {{1}} euros", &file);
    let approved = made(&line, &new).await;
    let places = approved.made_of().unwrap().places();
    let places: Vec<String> = places.iter().map(ToString::to_string).collect();
    assert_eq!(places[1], "cards.0.header.media");
    assert_eq!(places.len(), 7, "{places:?}");
    let file = "https://shop.example/j.jpg";
    let values = [
        ("body.1", "Nina"),
        ("cards.0.header.media", file),
        ("cards.0.body.1", "90"),
        ("cards.0.buttons.1", "j1"),
        ("cards.1.header.media", file),
        ("cards.1.body.1", "80"),
    ];
    let Err(Error::Template(problem)) = line.fill(&approved, &values).await else {
        panic!("the address on the second card is missing");
    };
    assert_eq!(problem.fields()[0].0, "template.cards.1.buttons.1");
    let mut whole = values.to_vec();
    whole.push(("cards.1.buttons.1", "j2"));
    line.fill(&approved, &whole).await.unwrap();
    assert_eq!(
        last(&line),
        "Hi Nina, our jackets:\n— Blue for 90 euros\n— Red for 80 euros"
    );
    line.live.close().await;
}
