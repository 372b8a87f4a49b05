//! Files that were handed over here and go out by the number.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};
use transom::conversations;
use transom_domain::decide::Actor;
use transom_domain::message::{DeliveryStatus, Origin};
use transom_testkit::eventually;

use super::Story;
use super::held::fails;
use crate::media::platform::picture;

const OGG: &[u8] = b"OggS\0\x02\0\0\0\0\0\0\0\0OpusHead\0\0\0\0\0\0\0\0OpusHead";

/// A picture that stands still, in one colour and so in few bytes.
fn webp(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    RgbImage::from_pixel(width, height, Rgb([200, 30, 30]))
        .write_to(&mut Cursor::new(&mut bytes), ImageFormat::WebP)
        .unwrap();
    bytes
}

/// The same as the only picture of a film.
fn moving(side: u32) -> Vec<u8> {
    let still = webp(side, side);
    let still = still.strip_prefix(b"RIFF").unwrap();
    let three = |number: u32| number.to_le_bytes()[..3].to_vec();
    let edge = three(side - 1);
    let chunk = |name: &[u8], body: &[u8]| {
        let length = u32::try_from(body.len()).unwrap().to_le_bytes();
        [name, &length, body, &[0][..body.len() % 2]].concat()
    };
    let place = [three(0), three(0), edge.clone(), edge.clone(), three(100)].concat();
    let frame = [&place[..], &[0], &still[8..]].concat();
    let body = [
        b"WEBP".to_vec(),
        chunk(b"VP8X", &[&[2, 0, 0, 0], &edge[..], &edge].concat()),
        chunk(b"ANIM", &[0; 6]),
        chunk(b"ANMF", &frame),
    ];
    chunk(b"RIFF", &body.concat())
}

impl Story {
    async fn hand_over(&self, name: &str, bytes: &[u8]) -> Value {
        let base = self.live.webhooks().replace("/hooks/meta", "/api/v1");
        let request = self.client.post(format!("{base}/media?name={name}"));
        let request = request.bearer_auth(&self.token).body(bytes.to_vec());
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 201, "{name}");
        let answer: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        answer["id"].clone()
    }
}

#[tokio::test]
async fn what_was_handed_over_is_uploaded_once_and_goes_out_in_each_form() {
    let story = Story::with_nina().await;
    let receipt = story.hand_over("r.pdf", b"%PDF-1.7 receipt").await;
    let spoken = story.hand_over("hello.ogg", OGG).await;
    let sticker = story.hand_over("yes.webp", &webp(512, 512)).await;
    let drawn = story.hand_over("drawn.png", &picture(20, 20)).await;
    for (draft, kind, expected) in [
        (
            json!({ "text": "Your receipt", "attachments": [{ "media_id": receipt, "name": "Receipt.pdf" }] }),
            "document",
            json!({ "id": "upload.1", "caption": "Your receipt", "filename": "Receipt.pdf" }),
        ),
        (
            json!({ "attachments": [{ "media_id": receipt }] }),
            "document",
            json!({ "id": "upload.1", "filename": "r.pdf" }),
        ),
        (
            json!({ "attachments": [{ "media_id": spoken, "voice": true }] }),
            "audio",
            json!({ "id": "upload.2", "voice": true }),
        ),
        (
            json!({ "attachments": [{ "media_id": sticker, "kind": "sticker" }] }),
            "sticker",
            json!({ "id": "upload.3" }),
        ),
        (
            json!({ "text": "Like this", "attachments": [{ "media_id": drawn }] }),
            "image",
            json!({ "id": "upload.4", "caption": "Like this" }),
        ),
    ] {
        let (status, answer) = story.posts("messages", &draft).await;
        assert_eq!(status, 201, "{draft}: {answer}");
        story.live.settled().await;
        let sent = story.graph.sends().pop().unwrap().body;
        assert_eq!((&sent["type"], &sent[kind]), (&json!(kind), &expected));
    }
    let uploads = story.graph.uploads();
    assert_eq!(uploads.len(), 4);
    assert_eq!(uploads[0]["messaging_product"], "whatsapp");
    assert_eq!(uploads[0]["type"], "application/pdf");
    assert_eq!(uploads[0]["file"], "Receipt.pdf application/pdf");
    story.live.close().await;
}

/// An archive with these files, all empty, and the list of them behind.
fn archive(names: &[&str]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for name in names {
        let begin = u32::try_from(bytes.len()).unwrap();
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        bytes.extend(b"PK\x03\x04\x14\0");
        bytes.extend([0; 20]);
        bytes.extend(length);
        bytes.extend([0; 2]);
        bytes.extend(name.bytes());
        list.extend(b"PK\x01\x02\x14\0\x14\0");
        list.extend([0; 20]);
        list.extend(length);
        list.extend([0; 12]);
        list.extend(begin.to_le_bytes());
        list.extend(name.bytes());
    }
    let begin = u32::try_from(bytes.len()).unwrap();
    let count = u16::try_from(names.len()).unwrap().to_le_bytes();
    let length = u32::try_from(list.len()).unwrap();
    bytes.extend(list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend(length.to_le_bytes());
    bytes.extend(begin.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

#[tokio::test]
async fn documents_of_office_programs_and_tables_go_out_as_what_they_are() {
    let story = Story::with_nina().await;
    let of = |main| archive(&["docProps/app.xml", main, "[Content_Types].xml"]);
    let office = "application/vnd.openxmlformats-officedocument";
    for (name, bytes, media_type) in [
        (
            "letter.docx",
            of("word/document.xml"),
            format!("{office}.wordprocessingml.document"),
        ),
        (
            "prices.xlsx",
            of("xl/workbook.xml"),
            format!("{office}.spreadsheetml.sheet"),
        ),
        (
            "talk.pptx",
            of("ppt/presentation.xml"),
            format!("{office}.presentationml.presentation"),
        ),
        (
            "prices.csv",
            b"Gr\xf6\xdfe;Preis\r\nM;59\r\n".to_vec(),
            "text/plain".to_owned(),
        ),
        (
            "notes.txt",
            "größer".as_bytes().to_vec(),
            "text/plain".to_owned(),
        ),
    ] {
        let file = story.hand_over(name, &bytes).await;
        let draft = json!({ "attachments": [{ "media_id": file }] });
        let (status, answer) = story.posts("messages", &draft).await;
        assert_eq!(status, 201, "{name}: {answer}");
        story.live.settled().await;
        let sent = story.graph.sends().pop().unwrap().body;
        assert_eq!(sent["type"], "document", "{name}");
        assert_eq!(sent["document"]["filename"], name);
        let upload = story.graph.uploads().pop().unwrap();
        assert_eq!(upload["type"], media_type, "{name}");
    }
    // Just an archive, and one with programs, are nothing that WhatsApp takes.
    for names in [
        ["readme", "letter.txt", "[Content_Types].xml"],
        [
            "word/vbaProject.bin",
            "word/document.xml",
            "[Content_Types].xml",
        ],
    ] {
        let file = story.hand_over("odd.docx", &archive(&names)).await;
        let draft = json!({ "attachments": [{ "media_id": file }] });
        let (status, answer) = story.posts("messages", &draft).await;
        assert_eq!(status, 400, "{answer}");
    }
    story.live.close().await;
}

#[tokio::test]
async fn a_file_that_the_platform_could_not_take_after_all_is_uploaded_anew() {
    let story = Story::with_nina().await;
    let receipt = story.hand_over("r.pdf", b"%PDF-1.7 receipt").await;
    let draft = json!({ "attachments": [{ "media_id": receipt }] });
    for (number, id) in [(1, "upload.1"), (2, "upload.2")] {
        let (status, answer) = story.posts("messages", &draft).await;
        assert_eq!(status, 201, "{answer}");
        story.live.settled().await;
        let sent = story.graph.sends().pop().unwrap().body;
        assert_eq!(sent["document"]["id"], id);
        fails(&story, number, 131_053).await;
    }
    assert_eq!(story.graph.uploads().len(), 2);
    story.live.close().await;
}

#[tokio::test]
async fn a_kind_that_does_not_fit_is_refused_before_anything_is_uploaded() {
    let story = Story::with_nina().await;
    for (name, bytes, kind, taken) in [
        (
            "drawn.png",
            &picture(20, 20)[..],
            json!("sticker"),
            "image/webp",
        ),
        // The upload takes a picture as a picture only.
        (
            "drawn.png",
            &picture(20, 20),
            json!("file"),
            "application/pdf",
        ),
        (
            "all.zip",
            b"PK\x03\x04 and more",
            Value::Null,
            "application/pdf",
        ),
    ] {
        let id = story.hand_over(name, bytes).await;
        let draft = json!({ "attachments": [{ "media_id": id, "kind": kind }] });
        let (status, answer) = story.posts("messages", &draft).await;
        assert_eq!((status, &answer["field"]), (400, &json!("attachments[0]")));
        let detail = answer["detail"].as_str().unwrap();
        assert!(detail.contains(taken), "{detail}");
    }
    assert_eq!(
        (story.graph.uploads().len(), story.graph.sends().len()),
        (0, 0)
    );
    story.live.close().await;
}

#[tokio::test]
async fn a_webp_is_a_sticker_where_it_fits_and_else_a_picture() {
    let story = Story::with_nina().await;
    let heavy = {
        let mut bytes = webp(512, 512);
        bytes.resize(101_000, 0);
        bytes
    };
    for (bytes, kind, uploaded) in [
        (webp(512, 512), "sticker", "image/webp"),
        (moving(512), "sticker", "image/webp"),
        (webp(512, 300), "image", "image/jpeg"),
        (webp(40, 40), "image", "image/jpeg"),
        (heavy, "image", "image/jpeg"),
    ] {
        let id = story.hand_over("cat.webp", &bytes).await;
        let draft = json!({ "attachments": [{ "media_id": id }] });
        let (status, answer) = story.posts("messages", &draft).await;
        assert_eq!(status, 201, "{answer}");
        story.live.settled().await;
        assert_eq!(story.graph.sends().pop().unwrap().body["type"], kind);
        assert_eq!(story.graph.uploads().pop().unwrap()["type"], uploaded);
    }
    story.live.close().await;
}

#[tokio::test]
async fn what_is_no_sticker_is_told_with_its_limit_before_anything_is_uploaded() {
    let story = Story::with_nina().await;
    let sized = |mut bytes: Vec<u8>, length: usize| {
        bytes.resize(length, 0);
        bytes
    };
    let sticker = json!("sticker");
    for (bytes, kind, told) in [
        (
            webp(512, 300),
            &sticker,
            "it has 512 × 300 pixels, and a sticker 512 × 512. Change it so that it fits, or send it as an image",
        ),
        (
            moving(300),
            &Value::Null,
            "300 × 300 pixels, and a sticker 512 × 512. Change it so that it fits, or send it as a video",
        ),
        (
            sized(webp(512, 512), 100_001),
            &sticker,
            "one that stands still has 100 kB at the most",
        ),
        (
            sized(moving(512), 500_001),
            &Value::Null,
            "one that moves has 500 kB at the most",
        ),
        (
            b"RIFF\x04\0\0\0WEBP".to_vec(),
            &sticker,
            "it could not be read as a picture",
        ),
    ] {
        let id = story.hand_over("cat.webp", &bytes).await;
        let draft = json!({ "attachments": [{ "media_id": id, "kind": kind }] });
        let (status, answer) = story.posts("messages", &draft).await;
        assert_eq!((status, &answer["field"]), (400, &json!("attachments[0]")));
        let detail = answer["detail"].as_str().unwrap();
        assert!(
            detail.contains("cat.webp") && detail.contains(told),
            "{detail}"
        );
    }
    assert_eq!(
        (story.graph.uploads().len(), story.graph.sends().len()),
        (0, 0)
    );
    story.live.close().await;
}

#[tokio::test]
async fn the_pictures_of_cards_are_uploaded_and_shown_at_the_desk() {
    let story = Story::with_nina().await;
    let card = |file: Value| {
        json!({ "file": { "media_id": file }, "text": "Wool",
            "link": { "label": "See", "url": "https://shop.example/1" } })
    };
    let drawn = story.hand_over("drawn.png", &picture(20, 20)).await;
    // It has the measures of a sticker, and is a picture here.
    let square = story.hand_over("square.webp", &webp(512, 512)).await;
    let text = story.hand_over("notes.txt", b"Hello").await;
    let carousel = |other: Value| json!({ "text": "Our jackets", "carousel": { "cards": [card(drawn.clone()), card(other)] } });
    let (status, refused) = story.posts("messages", &carousel(text)).await;
    assert_eq!(
        (status, &refused["field"]),
        (400, &json!("carousel.cards[1]")),
        "{refused}"
    );
    let (status, answer) = story.posts("messages", &carousel(square)).await;
    assert_eq!(status, 201, "{answer}");
    let cards = &answer["extra"]["cards"];
    assert_eq!(cards[1]["link"]["label"], "See", "{answer}");
    story.live.settled().await;
    let sent = story.graph.sends().pop().unwrap().body;
    let cards = &sent["interactive"]["action"]["cards"];
    assert_eq!(cards[0]["header"]["image"], json!({ "id": "upload.1" }));
    assert_eq!(cards[1]["header"]["image"], json!({ "id": "upload.2" }));
    assert_eq!(story.graph.uploads()[1]["type"], "image/jpeg");
    story.live.close().await;
}

#[tokio::test]
async fn at_the_desk_the_words_stand_below_the_last_picture() {
    let story = Story::with_nina().await;
    let mut files = Vec::new();
    for side in [20, 21] {
        let id = story.hand_over("a.png", &picture(side, side)).await;
        files.push(id.as_str().unwrap().parse().unwrap());
    }
    let by = Actor {
        agent_id: story.live.owner,
        origin: Origin::Desk,
    };
    let (app, workspace_id) = (&story.live.app, story.live.workspace_id);
    let id = story.thread().await.conversation.id;
    let said = conversations::say(app, workspace_id, id, by, "Both", &files).await;
    story.live.settled().await;
    let last = said.unwrap().message_id.unwrap();
    assert!(matches!(
        story.live.status(last).await,
        DeliveryStatus::Sent { .. }
    ));
    let [first, second] = story.graph.sends().try_into().unwrap();
    assert_eq!(first.body["image"], json!({ "id": "upload.1" }));
    assert_eq!(
        second.body["image"],
        json!({ "id": "upload.2", "caption": "Both" })
    );
    story.live.close().await;
}

/// A program that ends in the middle of an upload must not take the message for one that may have gone out.
#[tokio::test]
async fn a_message_is_not_being_sent_while_its_file_is_uploaded() {
    let story = Story::with_nina().await;
    let gate = story.graph.gate();
    let drawn = story.hand_over("drawn.png", &picture(20, 20)).await;
    let draft = json!({ "attachments": [{ "media_id": drawn }] });
    let (_, answer) = story.posts("messages", &draft).await;
    let message = answer["id"].as_str().unwrap().parse().unwrap();
    eventually("the upload", async || story.graph.uploads().pop()).await;
    assert_eq!(story.live.status(message).await, DeliveryStatus::Queued);
    assert!(story.graph.sends().is_empty());
    gate.add_permits(1);
    story.live.settled().await;
    assert!(matches!(
        story.live.status(message).await,
        DeliveryStatus::Sent { .. }
    ));
    assert_eq!(
        (story.graph.uploads().len(), story.graph.sends().len()),
        (1, 1)
    );
    story.live.close().await;
}
