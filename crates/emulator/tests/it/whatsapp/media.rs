//! Files: up, down, and away.

use serde_json::json;
use transom_emulator::world::input::{NewMessage, WhatsAppContent};

use super::{Line, NUMBER, TOKEN, accepted};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

impl Line {
    async fn upload(&self, kind: &str, bytes: &[u8]) -> (u16, serde_json::Value) {
        let mut body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n\
             --b\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\n{kind}\r\n\
             --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\
             Content-Type: {kind}\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--b--\r\n");
        let request = self
            .shop
            .client
            .post(self.shop.url(&format!("/v23.0/{NUMBER}/media")));
        let request = request
            .bearer_auth(TOKEN)
            .header("content-type", "multipart/form-data; boundary=b")
            .body(body);
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        (
            status,
            serde_json::from_slice(&response.bytes().await.unwrap()).unwrap(),
        )
    }

    async fn fetch(&self, url: &str, token: &str) -> (u16, Vec<u8>) {
        let response = self
            .shop
            .client
            .get(url)
            .bearer_auth(token)
            .send()
            .await
            .unwrap();
        (
            response.status().as_u16(),
            response.bytes().await.unwrap().to_vec(),
        )
    }
}

#[tokio::test]
async fn an_uploaded_file_is_found_fetched_sent_and_deleted() {
    let line = Line::open().await;
    let customer = line.customer();
    let (status, uploaded) = line.upload("image/png", PNG).await;
    assert_eq!(status, 200, "{uploaded}");
    let id = uploaded["id"].as_str().unwrap();
    let object = line
        .graph("GET", &format!("/{id}?phone_number_id={NUMBER}"), json!({}))
        .await
        .body;
    assert_eq!(object["mime_type"], "image/png");
    assert_eq!(object["file_size"], PNG.len());
    assert_eq!(object["sha256"].as_str().unwrap().len(), 64);
    let url = object["url"].as_str().unwrap();
    assert_eq!(line.fetch(url, TOKEN).await, (200, PNG.to_vec()));
    assert_eq!(line.fetch(url, "nonsense").await.0, 401);
    let image = json!({ "type": "image", "image": { "id": id, "caption": "This one" } });
    accepted(&line.send(image).await);
    let thread = line.world().thread(&customer).unwrap();
    assert_eq!(thread[1].attachments[0].kind, "image");
    assert_eq!(thread[1].text.as_deref(), Some("This one"));
    let sticker = json!({ "type": "sticker", "sticker": { "id": id } });
    assert_eq!(line.send(sticker).await.error().0, 131_009);
    assert_eq!(
        line.graph("DELETE", &format!("/{id}"), json!({}))
            .await
            .body,
        json!({ "success": true })
    );
    assert_eq!(
        line.graph("GET", &format!("/{id}"), json!({}))
            .await
            .error(),
        (100, Some(33))
    );
}

#[tokio::test]
async fn only_opus_in_an_ogg_file_is_a_voice_message() {
    let line = Line::open().await;
    line.customer();
    for (kind, is_taken) in [("audio/ogg", true), ("audio/mpeg", false)] {
        let (_, uploaded) = line.upload(kind, b"sound").await;
        let message = |voice| {
            let audio = json!({ "id": uploaded["id"], "voice": voice });
            json!({ "type": "audio", "audio": audio })
        };
        accepted(&line.send(message(false)).await);
        let spoken = line.send(message(true)).await;
        if is_taken {
            accepted(&spoken);
        } else {
            assert_eq!(spoken.error().0, 131_009);
        }
    }
}

#[tokio::test]
async fn addresses_live_five_minutes_and_files_thirty_days() {
    let line = Line::open().await;
    let id = line.upload("image/png", PNG).await.1["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/{id}");
    let url = line.graph("GET", &path, json!({})).await.body["url"]
        .as_str()
        .unwrap()
        .to_owned();
    line.shop.set_clock("2026-11-21T10:05:01Z");
    assert_eq!(line.fetch(&url, TOKEN).await.0, 404);
    assert_eq!(line.graph("GET", &path, json!({})).await.status, 200);
    line.shop.set_clock("2026-12-21T10:00:01Z");
    assert_eq!(line.graph("GET", &path, json!({})).await.status, 400);
}

#[tokio::test]
async fn a_sticker_without_its_measures_fails_after_it_was_accepted() {
    let line = Line::open().await;
    let customer = line.customer();
    let sticker = include_bytes!("../../../src/world/whatsapp/sample/sticker.webp");
    let mut large = sticker.to_vec();
    large.resize((100 << 10) + 1, 0);
    let small = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0";
    for (bytes, expected) in [
        (&sticker[..], None),
        (&large, Some(131_053)),
        (small, Some(131_053)),
    ] {
        let id = line.upload("image/webp", bytes).await.1["id"].clone();
        let before = line.world().thread(&customer).unwrap().len();
        let mid = accepted(
            &line
                .send(json!({ "type": "sticker", "sticker": { "id": id } }))
                .await,
        );
        let arrived = line.world().thread(&customer).unwrap().len() - before;
        assert_eq!(arrived, usize::from(expected.is_none()));
        let statuses = line.statuses().await;
        let of_it = statuses
            .iter()
            .filter(|status| status["id"] == mid.as_str());
        let code = of_it
            .rev()
            .find_map(|status| status["errors"][0]["code"].as_u64());
        assert_eq!(code, expected, "{statuses:?}");
    }
}

#[tokio::test]
async fn files_of_other_types_and_sizes_are_refused() {
    let line = Line::open().await;
    assert_eq!(line.upload("image/gif", PNG).await.1["error"]["code"], 100);
    let large = vec![0; (5 << 20) + 1];
    assert_eq!(
        line.upload("image/jpeg", &large).await.1["error"]["code"],
        131_053
    );
    assert_eq!(line.upload("image/jpeg", b"").await.1["error"]["code"], 100);
}

#[tokio::test]
async fn what_a_customer_sends_can_be_fetched_from_its_webhook_for_a_week() {
    let line = Line::open().await;
    let customer = line.customer();
    let photo = NewMessage {
        text: Some("Like this".to_owned()),
        whatsapp: Some(WhatsAppContent::Media {
            media: "image".to_owned(),
            data: Some("AAEC".to_owned()),
            mime_type: Some("image/png".to_owned()),
            filename: None,
        }),
        ..NewMessage::default()
    };
    line.world().write(&customer, photo).unwrap();
    let message = line.messages().await.remove(1);
    assert_eq!(message["type"], "image");
    let image = &message["image"];
    assert_eq!(image["caption"], "Like this");
    assert_eq!(
        image["sha256"],
        "rksygOVuL6+D9BSm49q+nV++GJdlRMBf7RIazLhbU/w="
    );
    assert_eq!(
        line.fetch(image["url"].as_str().unwrap(), TOKEN).await,
        (200, vec![0, 1, 2])
    );
    let path = format!("/{}", image["id"].as_str().unwrap());
    let url = line.graph("GET", &path, json!({})).await.body["url"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(line.fetch(&url, TOKEN).await.1, [0, 1, 2]);
    line.shop.set_clock("2026-11-28T10:00:01Z");
    assert_eq!(line.graph("GET", &path, json!({})).await.status, 400);
}

#[tokio::test]
async fn a_sample_for_a_template_is_uploaded_in_two_steps() {
    let line = Line::open().await;
    let path = format!(
        "/{}/uploads?file_name=a.jpg&file_length=3&file_type=image/jpeg",
        crate::shop::APP
    );
    let session = line.graph("POST", &path, json!({})).await.body["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(session.starts_with("upload:"));
    let request = line
        .shop
        .client
        .post(line.shop.url(&format!("/v23.0/{session}")));
    let request = request
        .header("authorization", format!("OAuth {TOKEN}"))
        .header("file_offset", "0");
    let response = request.body(vec![1, 2, 3]).send().await.unwrap();
    let body: serde_json::Value = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    assert!(body["h"].as_str().unwrap().starts_with("4::"), "{body}");
}
