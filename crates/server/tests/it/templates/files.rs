//! Templates with files: made with an example that was handed over here, and sent with one.

use std::time::Duration;

use serde_json::{Value, json};
use transom::templates;
use transom_domain::message::{Attachment, AttachmentKind, TemplateHeader, TemplateMessage};
use transom_domain::template::{Header, HeaderMedia};
use transom_policy::TemplateStatus;
use transom_store::Options;
use transom_testkit::client;

use super::kinds::{calls, made};
use super::story::{Line, PHONE};
use crate::media::platform::picture;
use crate::pages::browser::{Browser, between, text};

pub(super) const PDF: &[u8] = b"%PDF-1.7 a leaflet";

/// Hands a file over through the API; gives our id of it.
pub(super) async fn hand_over(line: &Line, name: &str, bytes: &[u8]) -> Value {
    let url = line.live.webhooks().replace("/hooks/meta", "/api/v1/media");
    let request = client()
        .post(format!("{url}?name={name}"))
        .bearer_auth(line.token().await)
        .body(bytes.to_vec());
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 201, "{name}");
    let answer: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    answer["id"].clone()
}

fn leaflet(header: &Value) -> Value {
    json!({
        "name": "leaflet", "language": "en_US", "category": "marketing",
        "header": header, "body": { "text": "Here is what is new." },
    })
}

#[tokio::test]
async fn a_header_is_made_with_an_example_of_ours_and_sent_with_a_file_that_is_uploaded_once() {
    let line = Line::open().await;
    let pdf = hand_over(&line, "leaflet.pdf", PDF).await;
    let header = json!({ "kind": "document", "example": pdf });
    let approved = made(&line, &leaflet(&header)).await;
    let Some(Header::Media { kind, example }) = approved.made_of().unwrap().header else {
        panic!("it has a file above its text");
    };
    assert_eq!(kind, HeaderMedia::Document);
    let example = example.unwrap();
    assert!(!example.starts_with("media_"), "{example}");

    // What was handed over waits for a day, and the review took longer.
    let pdf = hand_over(&line, "leaflet.pdf", PDF).await;
    let thread = line.live.find(line.channel_id, PHONE).await.unwrap();
    let id = thread.conversation.id;
    let file = json!({ "media_id": pdf, "name": "News.pdf" });
    for _ in 0..2 {
        let message = json!({ "template": {
            "name": "leaflet", "language": "en_US", "header": { "document": file },
        } });
        let path = format!("/conversations/{id}/messages");
        let (status, answer) = line.asks("POST", &path, &message).await;
        assert_eq!(status, 201, "{answer}");
        line.live.settled().await;
    }
    let sent = line.live.world.thread(&line.customer).unwrap();
    let files: Vec<_> = sent
        .iter()
        .filter(|message| message.from_business)
        .flat_map(|message| &message.attachments)
        .collect();
    let names: Vec<_> = files.iter().map(|file| file.kind.as_str()).collect();
    assert_eq!(names, ["document", "document"]);
    assert_eq!(files[0].url, files[1].url, "it was uploaded once");

    // The thread shows it, and who may see the conversation may fetch it.
    let mut read = line.live.app.db.read().await.unwrap();
    let rows = read.messages(line.live.workspace_id, id, None, 10);
    let row = rows.await.unwrap().pop().unwrap();
    let kept = read
        .load_attachment(line.live.workspace_id, row.message.id, 0)
        .await
        .unwrap();
    assert_eq!(kept.attachment.title.as_deref(), Some("News.pdf"));
    drop(read);
    line.live.close().await;
}

#[tokio::test]
async fn a_template_with_a_file_is_sent_with_one_connection_to_read_with() {
    let line = Line::open().await;
    let pdf = hand_over(&line, "leaflet.pdf", PDF).await;
    let header = json!({ "kind": "document", "example": pdf });
    made(&line, &leaflet(&header)).await;
    let pdf = hand_over(&line, "leaflet.pdf", PDF).await;
    let thread = line.live.find(line.channel_id, PHONE).await.unwrap();
    let file = Attachment {
        kind: AttachmentKind::File,
        url: pdf.as_str().map(str::to_owned),
        ..Attachment::default()
    };
    let message = TemplateMessage {
        header: Some(TemplateHeader::Media(file)),
        ..TemplateMessage::new("leaflet", "en_US")
    };
    let app = &line.live.app;
    line.live.settled().await;
    let mut others = Vec::new();
    for _ in 1..Options::default().readers {
        others.push(app.db.read().await.unwrap());
    }
    let content = templates::content(app, line.live.workspace_id, thread.conversation.id, message);
    let content = tokio::time::timeout(Duration::from_secs(10), content).await;
    content.expect("it waits for nobody").unwrap();
}

#[tokio::test]
async fn an_example_that_does_not_fit_is_named_before_the_platform_is_asked() {
    let line = Line::open().await;
    let pdf = hand_over(&line, "leaflet.pdf", PDF).await;
    let nobodys = "media_0193b2c4d5e67f8091a2b3c4d5e6f708";
    for (example, field) in [
        (pdf, "header.example"),
        (json!(nobodys), "header.example"),
        (json!("https://shop.example/a.png"), "header.example"),
    ] {
        let header = json!({ "kind": "image", "example": example });
        let (status, refused) = calls(&line, "POST", "", &leaflet(&header)).await;
        assert!((400..500).contains(&status), "{refused}");
        assert!(refused.to_string().contains(field), "{refused}");
    }
    // A handle that the platform did not give is refused by it.
    let header = json!({ "kind": "image", "example": "4::nobodys" });
    let (status, refused) = calls(&line, "POST", "", &leaflet(&header)).await;
    assert_eq!(
        (status, &refused["code"]),
        (422, &json!("platform-refused"))
    );
    line.live.close().await;
}

#[tokio::test]
async fn a_carousel_is_made_and_sent_with_files_of_ours() {
    let line = Line::open().await;
    let blue = hand_over(&line, "blue.png", &picture(20, 20)).await;
    let red = hand_over(&line, "red.png", &picture(30, 20)).await;
    let card = |file: &Value| {
        json!({
            "header": { "kind": "image", "example": file }, "body": { "text": "A jacket" },
            "buttons": [{ "kind": "quick_reply", "label": "I want it" }],
        })
    };
    let new = json!({
        "name": "jackets", "language": "en_US", "category": "marketing",
        "body": { "text": "Our jackets of this week" }, "cards": [card(&blue), card(&red)],
    });
    made(&line, &new).await;
    let thread = line.live.find(line.channel_id, PHONE).await.unwrap();
    let path = format!("/conversations/{}/messages", thread.conversation.id);
    let card = |file: &Value| json!({ "header": { "image": { "media_id": file } } });
    let blue = hand_over(&line, "blue.png", &picture(20, 20)).await;
    let red = hand_over(&line, "red.png", &picture(30, 20)).await;
    let message = json!({ "template": {
        "name": "jackets", "language": "en_US", "cards": [card(&blue), card(&red)],
    } });
    let (status, answer) = line.asks("POST", &path, &message).await;
    assert_eq!(status, 201, "{answer}");
    line.live.settled().await;
    assert_eq!(
        line.live.phone(&line.customer).pop().unwrap(),
        "Our jackets of this week\n— A jacket\n— A jacket"
    );
    // A film is no picture.
    let film = json!({ "template": {
        "name": "jackets", "language": "en_US",
        "cards": [card(&blue), { "header": { "image": { "media_id": hand_over(&line, "a.pdf", PDF).await } } }],
    } });
    let (status, refused) = line.asks("POST", &path, &film).await;
    assert!((400..500).contains(&status), "{refused}");
    assert!(
        refused.to_string().contains("template.cards[1].header"),
        "{refused}"
    );
    line.live.close().await;
}

/// The form of a template with a picture above its text.
fn form<'f>(browser: &'f Browser, example: &'f str, step: &'f str) -> [(&'f str, &'f str); 8] {
    [
        ("csrf", &browser.csrf),
        ("step", step),
        ("name", "new_coat"),
        ("language", "en_US"),
        ("category", "marketing"),
        ("header_kind", "image"),
        ("header_example", example),
        ("body", "Our new coat is here."),
    ]
}

#[tokio::test]
async fn the_page_makes_one_with_a_file_that_is_chosen_there() {
    let line = Line::open().await;
    let browser = Browser::owner_of(&line.live).await;
    let path = format!("/settings/channels/{}/templates/new", line.channel_id);
    let (image, pdf) = (picture(20, 20), PDF);
    let refused = browser
        .post_parts(
            &path,
            &form(&browser, "", "submit"),
            &[("header_file", "coat.pdf", pdf)],
        )
        .await;
    assert!(refused.status.is_client_error());
    let page = text(&refused);
    assert!(page.contains("coat.pdf"), "says which: {page}");

    let missing = browser
        .post_parts(
            &path,
            &form(&browser, "", "submit"),
            &[("header_file", "", b"")],
        )
        .await;
    let page = text(&missing);
    assert!(page.contains("Choose an example file"), "{page}");

    // It is kept while the preview is looked at.
    let preview = browser
        .post_parts(
            &path,
            &form(&browser, "", "preview"),
            &[("header_file", "coat.png", &image)],
        )
        .await;
    let page = text(&preview);
    let kept = between(&page, "name=\"header_example\" value=\"", "\"");
    assert!(kept.starts_with("media_"), "{kept}");
    let made = browser
        .post_parts(
            &path,
            &form(&browser, kept, "submit"),
            &[("header_file", "", b"")],
        )
        .await;
    assert!(made.status.is_redirection(), "{}", made.status);
    let one = line.until(TemplateStatus::Pending).await;
    assert!(matches!(
        one.made_of().unwrap().header,
        Some(Header::Media {
            kind: HeaderMedia::Image,
            ..
        })
    ));
    line.live.close().await;
}
