//! Templates with a file above their text: chosen in the picker, fitted, uploaded once and sent.

use axum::http::StatusCode;
use serde_json::json;
use transom_domain::id::ConversationId;
use transom_testkit::Answer;

use super::super::files::{PDF, hand_over};
use super::super::kinds::made;
use super::super::story::{Line, PHONE};
use super::value;
use crate::media::platform::picture;
use crate::pages::browser::{Browser, text};

const CHOSEN: (&str, &str) = ("template", "new_coat en_US");

/// A shop with an approved template below a file of this kind, who works there, and a customer.
async fn coat(kind: &str, example: (&str, &[u8])) -> (Line, Browser, ConversationId) {
    let line = Line::open().await;
    let example = hand_over(&line, example.0, example.1).await;
    let new = json!({
        "name": "new_coat", "language": "en_US", "category": "marketing",
        "header": { "kind": kind, "example": example },
        "body": { "text": "Our new coat is here." },
    });
    made(&line, &new).await;
    let browser = Browser::owner_of(&line.live).await;
    let thread = line.live.find(line.channel_id, PHONE).await.unwrap();
    (line, browser, thread.conversation.id)
}

/// Sends the picker's form, with our id of the file that it holds already and the one that is chosen.
async fn fill(
    browser: &Browser,
    id: ConversationId,
    (step, held): (&str, &str),
    (name, bytes): (&str, &[u8]),
) -> Answer {
    let place = "header.media";
    let fields = [
        ("csrf", &*browser.csrf),
        CHOSEN,
        ("step", step),
        ("place", place),
        ("value", held),
        ("file_place", place),
    ];
    let path = format!("/conversations/{id}/template");
    let files = [("file", name, bytes)];
    browser.post_parts(&path, &fields, &files).await
}

const NONE: (&str, &[u8]) = ("", b"");

#[tokio::test]
async fn a_file_is_chosen_kept_while_one_looks_and_uploaded_once() {
    let picture = picture(20, 20);
    let (line, browser, id) = coat("image", ("coat.png", &picture)).await;
    let path = format!("/conversations/{id}/template");
    let html = text(&browser.post(&path, &[CHOSEN]).await);
    assert!(
        html.contains("accept=\"image/jpeg,image/png,image/webp\""),
        "{html}"
    );
    assert!(
        html.contains(">JPG, PNG, up to 5 MB.<"),
        "the limits are told: {html}"
    );

    let preview = fill(&browser, id, ("preview", ""), ("winter.png", &picture)).await;
    assert_eq!(preview.status, StatusCode::OK);
    let html = text(&preview);
    assert!(html.contains("Chosen: winter.png."), "{html}");
    let held = value(&html, "header.media").to_owned();
    assert!(held.starts_with("media_"), "{held}");
    for _ in 0..2 {
        let sent = fill(&browser, id, ("send", &held), NONE).await;
        assert!(sent.status.is_redirection(), "{}", text(&sent));
        line.live.settled().await;
    }
    let said = line.live.world.thread(&line.customer).unwrap();
    let files: Vec<_> = said
        .iter()
        .filter(|message| message.from_business)
        .flat_map(|message| &message.attachments)
        .map(|file| (file.kind.as_str(), &file.url))
        .collect();
    assert_eq!(files.len(), 2);
    assert_eq!(files[0].0, "image");
    assert_eq!(files[0], files[1], "it was uploaded once");
    let html = text(&browser.get(&format!("/inbox/all/{id}")).await);
    assert_eq!(
        html.matches("class=\"template__file\" href=\"/media/")
            .count(),
        2
    );
    line.live.close().await;
}

#[tokio::test]
async fn what_does_not_fit_is_told_beside_its_field_and_nothing_is_sent() {
    let picture = picture(20, 20);
    let (line, browser, id) = coat("image", ("coat.png", &picture)).await;
    let refused = fill(&browser, id, ("send", ""), ("list.pdf", PDF)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = text(&refused);
    assert!(html.contains("list.pdf cannot be sent here."), "{html}");
    assert_eq!(html.matches("aria-invalid=\"true\"").count(), 1);
    assert_eq!(value(&html, "header.media"), "", "it is not kept");

    let empty = fill(&browser, id, ("send", ""), ("empty.png", b"")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(&empty).contains("There is nothing in empty.png."));

    let nobodys = "media_0193b2c4d5e67f8091a2b3c4d5e6f708";
    let gone = fill(&browser, id, ("send", nobodys), NONE).await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(&gone).contains("more than a day ago"));

    let missing = fill(&browser, id, ("send", ""), NONE).await;
    assert_eq!(missing.status, StatusCode::BAD_REQUEST);
    assert!(text(&missing).contains("Choose a file."));
    line.live.settled().await;
    let said = line.live.world.thread(&line.customer).unwrap();
    assert!(said.iter().all(|message| !message.from_business));
    line.live.close().await;
}

#[tokio::test]
async fn a_document_goes_under_its_name() {
    let (line, browser, id) = coat("document", ("example.pdf", PDF)).await;
    let sent = fill(&browser, id, ("send", ""), ("Winter list.pdf", PDF)).await;
    assert!(sent.status.is_redirection(), "{}", text(&sent));
    line.live.settled().await;
    let html = text(&browser.get(&format!("/inbox/all/{id}")).await);
    assert!(html.contains(">Winter list.pdf</span></a>"), "{html}");
    line.live.close().await;
}
