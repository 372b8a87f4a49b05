//! Files above templates: the example when one is made, and the file when it is sent.

use serde_json::{Value, json};

use crate::shop::APP;
use crate::whatsapp::{Line, TOKEN, WABA, accepted};

#[tokio::test]
async fn a_file_in_the_header_must_be_of_the_format() {
    let line = Line::open().await;
    let customer = line.customer();
    line.template("photo", "UTILITY", &json!([
        { "type": "HEADER", "format": "IMAGE", "example": { "header_handle": ["4::aW"] } },
        { "type": "BODY", "text": "Hello {{1}}, here it is.", "example": { "body_text": [["Nina"]] } },
    ]));
    let send = |header: Value| {
        json!({ "type": "template", "template": {
        "name": "photo", "language": { "code": "en_US" }, "components": [
            { "type": "header", "parameters": [header] },
            { "type": "body", "parameters": [{ "type": "text", "text": "Nina" }] },
        ],
    } })
    };
    let image = json!({ "type": "image", "image": { "link": "https://a.example/a.jpg" } });
    accepted(&line.send(send(image)).await);
    let message = line.world().thread(&customer).unwrap().pop().unwrap();
    assert_eq!(message.attachments[0].kind, "image");
    assert_eq!(message.text.as_deref(), Some("Hello Nina, here it is."));
    let video = json!({ "type": "video", "video": { "link": "https://a.example/a.mp4" } });
    assert_eq!(line.send(send(video)).await.error().0, 132_012);
}

#[tokio::test]
async fn a_header_with_a_file_takes_only_the_handle_of_a_whole_file_of_its_format() {
    let line = Line::open().await;
    let upload = async |kind: &str, length: usize| {
        let path = format!("/{APP}/uploads?file_type={kind}&file_length={length}");
        line.graph("POST", &path, json!({})).await
    };
    assert_eq!(upload("text/plain", 4).await.status, 400);
    let begun = upload("image/png", 9).await;
    let name = begun.body["id"].as_str().unwrap().to_owned();
    let url = line.shop.url(&format!("/v26.0/{name}"));
    let piece = async |offset: usize, bytes: &'static [u8]| {
        let request = reqwest::Client::new().post(&url).body(bytes);
        let request = request.header("file_offset", offset.to_string());
        let answer = request
            .header("authorization", format!("OAuth {TOKEN}"))
            .send()
            .await;
        let answer = answer.unwrap();
        let status = answer.status().as_u16();
        let body: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
        (status, body)
    };
    let (status, part) = piece(0, b"first").await;
    assert_eq!((status, &part["file_offset"]), (200, &json!(5)));
    assert_eq!(
        piece(0, b"first").await.0,
        400,
        "it goes on where it stopped"
    );
    let known = line.graph("GET", &format!("/{name}"), json!({})).await.body;
    assert_eq!(known["file_offset"], 5);
    assert_eq!(piece(5, b"too much").await.0, 400);
    let (status, whole) = piece(5, b"last").await;
    let handle = whole["h"].as_str().unwrap_or_default().to_owned();
    assert_eq!(status, 200, "{whole}");

    let create = async |name: &str, format: &str, handle: &str| {
        let body = json!({
            "name": name, "language": "en_US", "category": "MARKETING", "components": [
                { "type": "HEADER", "format": format, "example": { "header_handle": [handle] } },
                { "type": "BODY", "text": "Here it is." },
            ],
        });
        line.graph("POST", &format!("/{WABA}/message_templates"), body)
            .await
    };
    assert_eq!(create("none", "IMAGE", "4::aW").await.status, 400);
    assert_eq!(create("film", "VIDEO", &handle).await.status, 400);
    let made = create("photo", "IMAGE", &handle).await;
    assert_eq!(made.status, 200, "{}", made.body);
    let id = made.body["id"].as_str().unwrap();
    let one = line.graph("GET", &format!("/{id}"), json!({})).await.body;
    let told = one["components"][0]["example"]["header_handle"][0]
        .as_str()
        .unwrap();
    assert!(told.starts_with("https://"), "{told}");
}
