//! Quick replies below messages made of parts, and below texts.

use serde_json::{Value, json};
use transom_channels::messenger::{CannotRender, render};
use transom_channels::{instagram, messenger};
use transom_domain::message::{CardShape, Content, CustomerDetail, QuickReply, Structured};
use transom_policy::Route;

use super::{card, of};
use crate::render::outgoing;

#[test]
fn quick_replies_stand_below_parts_too_and_have_their_own_limits() {
    let replies = |count: usize, title: &str| {
        let reply = QuickReply::answer(title, "P");
        let content = Content {
            quick_replies: vec![reply; count],
            ..of(Structured::Cards {
                cards: vec![card()],
                shape: CardShape::Wide,
            })
        };
        messenger::render(&outgoing(Route::Standard, content))
    };
    let body: Value = serde_json::from_slice(&replies(13, "Yes").unwrap().body).unwrap();
    let listed = body["message"]["quick_replies"].as_array().unwrap();
    assert_eq!(listed.len(), 13);
    let error = replies(14, "Yes").unwrap_err();
    assert_eq!(
        error,
        CannotRender::TooManyQuickReplies { is: 14, most: 13 }
    );
    assert_eq!(error.field(), "quick_replies");
    let error = replies(1, &"x".repeat(21)).unwrap_err();
    assert_eq!(error.field(), "quick_replies");
    let text = Content {
        text: Some("Look".to_owned()),
        ..of(Structured::Cards {
            cards: vec![card()],
            shape: CardShape::Wide,
        })
    };
    assert_eq!(
        render(&outgoing(Route::Standard, text)).unwrap_err(),
        CannotRender::PartsWithMore
    );
}

#[test]
fn quick_replies_have_pictures_and_ask_for_details_on_messenger() {
    let picture = |url: &str| QuickReply::Answer {
        title: "M".to_owned(),
        payload: "SIZE_M".to_owned(),
        image_url: Some(url.to_owned()),
    };
    let asks = |detail| QuickReply::Detail { detail };
    let with = |quick_replies| Content {
        quick_replies,
        ..Content::text("Which size?")
    };
    let replies = vec![
        picture("https://cdn.example/m.png"),
        asks(CustomerDetail::Email),
        asks(CustomerDetail::Phone),
    ];
    let rendered = render(&outgoing(Route::Standard, with(replies.clone()))).unwrap();
    let body: Value = serde_json::from_slice(&rendered.body).unwrap();
    assert_eq!(
        body["message"]["quick_replies"],
        json!([
            { "content_type": "text", "title": "M", "payload": "SIZE_M", "image_url": "https://cdn.example/m.png" },
            { "content_type": "user_email" },
            { "content_type": "user_phone_number" },
        ])
    );
    for faulty in [
        render(&outgoing(Route::Standard, with(vec![picture("m.png")]))),
        instagram::render(&outgoing(Route::Standard, with(replies))),
    ] {
        assert_eq!(faulty.unwrap_err().field(), "quick_replies");
    }
}
