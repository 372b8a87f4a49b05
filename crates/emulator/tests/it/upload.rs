//! Uploads: handed over once, sent by their ids, and good for a while.

use jiff::SignedDuration;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::shop::{Shop, TOKEN};

async fn upload(shop: &Shop, kind: &str, media_type: &str, bytes: Vec<u8>) -> (u16, Value) {
    let payload = json!({ "is_reusable": true });
    let message = json!({ "attachment": { "type": kind, "payload": payload } });
    let file = Part::bytes(bytes)
        .file_name("p.png")
        .mime_str(media_type)
        .unwrap();
    let form = Form::new()
        .text("message", message.to_string())
        .part("filedata", file);
    let url = shop.url("/v26.0/me/message_attachments");
    let request = shop.client.post(url).bearer_auth(TOKEN).multipart(form);
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    (
        status,
        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap(),
    )
}

async fn send(shop: &Shop, customer: &str, kind: &str, id: &Value) -> (u16, Value) {
    let attachment = json!({ "type": kind, "payload": { "attachment_id": id } });
    let body = json!({ "recipient": { "id": customer }, "message": { "attachment": attachment } });
    let answer = shop.graph("POST", "/v26.0/me/messages", body).await;
    (answer.status, answer.body)
}

#[tokio::test]
async fn an_upload_is_sent_as_often_as_one_likes_until_it_expires() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let (status, told) = upload(&shop, "image", "image/png", vec![7; 3 << 20]).await;
    assert_eq!(status, 200, "{told}");
    let id = &told["attachment_id"];
    for _ in 0..2 {
        let (status, answer) = send(&shop, &customer, "image", id).await;
        assert_eq!(status, 200, "{answer}");
    }
    let thread = shop.world().thread(&customer).unwrap();
    assert_eq!(thread.last().unwrap().attachments[0].title, "p.png");
    assert_eq!(shop.world().uploads(), 1);
    // As what it was uploaded as, and by nothing else.
    for (kind, id) in [("video", id), ("image", &json!("12345"))] {
        let (status, answer) = send(&shop, &customer, kind, id).await;
        assert_eq!(
            (status, &answer["error"]["error_subcode"]),
            (400, &json!(2_018_074))
        );
    }
    shop.world()
        .advance_clock(SignedDuration::from_hours(90 * 24));
    let (status, answer) = send(&shop, &customer, "image", id).await;
    assert_eq!(
        (status, &answer["error"]["error_subcode"]),
        (400, &json!(2_018_074))
    );
}

#[tokio::test]
async fn what_does_not_fit_is_not_taken() {
    let shop = Shop::open().await;
    for (kind, media_type, bytes) in [
        ("image", "video/mp4", vec![7; 10]),
        ("image", "image/png", Vec::new()),
        ("template", "image/png", vec![7; 10]),
        ("file", "application/pdf", vec![7; 25 * 1024 * 1024 + 1]),
    ] {
        let (status, answer) = upload(&shop, kind, media_type, bytes).await;
        assert_eq!(
            (status, &answer["error"]["code"]),
            (400, &json!(100)),
            "{kind}"
        );
    }
    assert_eq!(shop.world().uploads(), 0);
}

#[tokio::test]
async fn what_a_customer_sends_lies_where_the_webhook_says() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let keep = shop.client.post(shop.url("/_emulator/files"));
    let keep = keep.header("content-type", "image/png").body(vec![7; 9]);
    let kept: Value = keep.send().await.unwrap().json().await.unwrap();
    let path = format!("/_emulator/customers/{customer}/messages");
    let photo = json!({ "attachments": [{ "type": "image", "url": kept["url"] }] });
    let write = shop.client.post(shop.url(&path)).json(&photo);
    assert_eq!(write.send().await.unwrap().status(), 201);
    shop.world().settled().await;
    let told = shop.callback.items().pop().unwrap();
    let url = &told["message"]["attachments"][0]["payload"]["url"];
    let found = shop.client.get(url.as_str().unwrap()).send().await.unwrap();
    assert_eq!(found.headers()["content-type"], "image/png");
    assert_eq!(found.bytes().await.unwrap(), vec![7; 9]);
    let missing = shop.client.get(shop.url("/_emulator/files/0")).send();
    assert_eq!(missing.await.unwrap().status(), 404);
}
