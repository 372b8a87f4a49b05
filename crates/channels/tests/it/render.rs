//! What is sent, word for word.

use serde_json::{Value, json};
use transom_channels::instagram;
use transom_channels::messenger::{Action, CannotRender, render, render_action};
use transom_domain::delivery::Outgoing;
use transom_domain::id::MessageId;
use transom_domain::message::{
    Announcement, Attachment, AttachmentKind, Content, Extra, QuickReply,
};
use transom_policy::Route;
use uuid::Uuid;

pub(crate) fn outgoing(route: Route, content: Content) -> Outgoing {
    Outgoing {
        persona: None,
        message_id: MessageId::new(Uuid::from_u128(0x0193_b2c4_d5e6_7f80_91a2_b3c4_d5e6_f708)),
        recipient: "5108837244106621".into(),
        to_post: false,
        route,
        content,
        reply_to: None,
        marketing: None,
    }
}

fn attached(kinds: &[AttachmentKind]) -> Content {
    let attachment = |(place, kind): (usize, &AttachmentKind)| Attachment {
        kind: *kind,
        url: Some(format!("https://cdn.example/{place}")),
        ..Attachment::default()
    };
    Content {
        attachments: kinds.iter().enumerate().map(attachment).collect(),
        ..Content::default()
    }
}

fn body(outgoing: &Outgoing) -> Value {
    let rendered = render(outgoing).unwrap();
    assert_eq!(rendered.path, "messages");
    serde_json::from_slice(&rendered.body).unwrap()
}

fn message(content: Content) -> Value {
    let mut message = body(&outgoing(Route::Standard, content))["message"].take();
    assert_eq!(
        message["metadata"].take(),
        "msg_0193b2c4d5e67f8091a2b3c4d5e6f708"
    );
    message.as_object_mut().unwrap().remove("metadata");
    message
}

#[test]
fn a_text_carries_our_id_as_metadata() {
    assert_eq!(
        body(&outgoing(
            Route::Standard,
            Content::text("It ships \"tomorrow\"")
        )),
        json!({
            "recipient": { "id": "5108837244106621" },
            "messaging_type": "RESPONSE",
            "message": {
                "text": "It ships \"tomorrow\"",
                "metadata": "msg_0193b2c4d5e67f8091a2b3c4d5e6f708",
            },
        })
    );
}

#[test]
fn each_route_has_its_type_its_tag_and_its_kind_of_recipient() {
    let table = [
        (Route::Standard, Some("RESPONSE"), None, "id"),
        (
            Route::HumanAgent,
            Some("MESSAGE_TAG"),
            Some("HUMAN_AGENT"),
            "id",
        ),
        (
            Route::TagConfirmedEventUpdate,
            Some("MESSAGE_TAG"),
            Some("CONFIRMED_EVENT_UPDATE"),
            "id",
        ),
        (
            Route::TagPostPurchaseUpdate,
            Some("MESSAGE_TAG"),
            Some("POST_PURCHASE_UPDATE"),
            "id",
        ),
        (
            Route::TagAccountUpdate,
            Some("MESSAGE_TAG"),
            Some("ACCOUNT_UPDATE"),
            "id",
        ),
        (
            Route::TagCustomerFeedback,
            Some("MESSAGE_TAG"),
            Some("CUSTOMER_FEEDBACK"),
            "id",
        ),
        (
            Route::TagNews,
            Some("MESSAGE_TAG"),
            Some("NON_PROMOTIONAL_SUBSCRIPTION"),
            "id",
        ),
        (
            Route::OneTimeNotification,
            None,
            None,
            "one_time_notif_token",
        ),
        (
            Route::MarketingMessage,
            None,
            None,
            "notification_messages_token",
        ),
        (Route::PrivateReply, None, None, "comment_id"),
    ];
    for (route, messaging_type, tag, recipient) in table {
        let body = body(&outgoing(route, Content::text("x")));
        assert_eq!(
            body.get("messaging_type").and_then(Value::as_str),
            messaging_type,
            "{route}"
        );
        assert_eq!(body.get("tag").and_then(Value::as_str), tag, "{route}");
        assert_eq!(
            body["recipient"],
            json!({ recipient: "5108837244106621" }),
            "{route}"
        );
    }
    for route in Route::ALL
        .into_iter()
        .filter(|route| !table.iter().any(|row| row.0 == *route))
    {
        assert_eq!(
            render(&outgoing(route, Content::text("x"))),
            Err(CannotRender::Route(route))
        );
    }
}

#[test]
fn quick_replies_and_the_quoted_message_go_along() {
    let reply = |title: &str, payload: &str| QuickReply::answer(title, payload);
    let content = Content {
        quick_replies: vec![reply("M", "SIZE_M"), reply("L", "SIZE_L")],
        ..Content::text("Size?")
    };
    let sent = body(&Outgoing {
        reply_to: Some("m_a1".into()),
        ..outgoing(Route::Standard, content)
    });
    assert_eq!(sent["reply_to"], json!({ "mid": "m_a1" }));
    assert_eq!(
        sent["message"]["quick_replies"],
        json!([
            { "content_type": "text", "title": "M", "payload": "SIZE_M" },
            { "content_type": "text", "title": "L", "payload": "SIZE_L" },
        ])
    );
}

#[test]
fn one_attachment_goes_alone_and_images_go_together() {
    use AttachmentKind::{Audio, File, Image, Video};
    for (kind, word) in [
        (Image, "image"),
        (Video, "video"),
        (Audio, "audio"),
        (File, "file"),
    ] {
        let attachment = json!({ "type": word, "payload": { "url": "https://cdn.example/0" } });
        assert_eq!(
            message(attached(&[kind])),
            json!({ "attachment": attachment })
        );
    }
    assert_eq!(
        message(attached(&[Image, Image])),
        json!({ "attachments": [
            { "type": "image", "payload": { "url": "https://cdn.example/0" } },
            { "type": "image", "payload": { "url": "https://cdn.example/1" } },
        ] })
    );
}

#[test]
fn what_has_no_form_on_messenger_is_refused() {
    use AttachmentKind::{Image, Sticker, Video};
    let refused = |content| render(&outgoing(Route::Standard, content)).unwrap_err();
    let both = Content {
        text: Some("look".into()),
        ..attached(&[Image])
    };
    let mut nowhere = attached(&[Image]);
    nowhere.attachments[0].url = None;
    assert_eq!(refused(Content::default()), CannotRender::Empty);
    assert_eq!(refused(Content::text("")), CannotRender::Empty);
    assert_eq!(refused(both), CannotRender::TextWithAttachment);
    assert_eq!(
        refused(attached(&[Image, Video])),
        CannotRender::MixedAttachments
    );
    assert_eq!(
        refused(attached(&[Sticker])),
        CannotRender::AttachmentKind(Sticker)
    );
    assert_eq!(refused(nowhere), CannotRender::AttachmentWithoutUrl);
    let asking = Content {
        extra: Some(Extra::LocationRequest),
        ..Content::text("Where are you?")
    };
    assert_eq!(refused(asking), CannotRender::NoForm("message"));
    let headed = Content {
        heading: Some("Delivery".into()),
        ..Content::text("It ships tomorrow")
    };
    assert_eq!(refused(headed), CannotRender::NoForm("heading or footer"));
}

#[test]
fn an_action_stands_alone() {
    let actions = [
        (Action::MarkSeen, "mark_seen"),
        (Action::TypingOn, "typing_on"),
        (Action::TypingOff, "typing_off"),
    ];
    for (action, word) in actions {
        let body: Value = serde_json::from_slice(&render_action("7777", action).body).unwrap();
        assert_eq!(
            body,
            json!({ "recipient": { "id": "7777" }, "sender_action": word })
        );
    }
}

#[test]
fn instagram_knows_three_routes_and_attaches_nothing_of_ours() {
    let render = |route, content| instagram::render(&outgoing(route, content));
    let body = |route| -> Value {
        let rendered = render(route, Content::text("It ships tomorrow")).unwrap();
        serde_json::from_slice(&rendered.body).unwrap()
    };
    let text = json!({ "text": "It ships tomorrow" });
    assert_eq!(
        body(Route::Standard),
        json!({ "recipient": { "id": "5108837244106621" }, "message": text })
    );
    assert_eq!(
        body(Route::PrivateReply),
        json!({ "recipient": { "comment_id": "5108837244106621" }, "message": text })
    );
    assert_eq!(
        body(Route::HumanAgent),
        json!({
            "recipient": { "id": "5108837244106621" }, "messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT",
            "message": text,
        })
    );
    let known = [Route::Standard, Route::PrivateReply, Route::HumanAgent];
    for route in Route::ALL
        .into_iter()
        .filter(|route| !known.contains(route))
    {
        assert_eq!(
            render(route, Content::text("x")),
            Err(CannotRender::Route(route))
        );
    }
    for kind in [AttachmentKind::StoryMention, AttachmentKind::Ephemeral] {
        assert_eq!(
            render(Route::Standard, attached(&[kind])),
            Err(CannotRender::AttachmentKind(kind))
        );
    }
}

#[test]
fn a_heart_is_put_to_a_message_and_taken_away() {
    let body = |reacts| -> Value {
        let rendered = instagram::render_reaction("20800001", "aWdf1", reacts);
        serde_json::from_slice(&rendered.body).unwrap()
    };
    assert_eq!(
        body(true),
        json!({
            "recipient": { "id": "20800001" }, "sender_action": "react",
            "payload": { "message_id": "aWdf1", "reaction": "love" },
        })
    );
    assert_eq!(
        body(false),
        json!({
            "recipient": { "id": "20800001" }, "sender_action": "unreact",
            "payload": { "message_id": "aWdf1" },
        })
    );
}

#[test]
fn as_many_pictures_travel_together_as_the_platform_takes() {
    let images = |count: usize| {
        outgoing(
            Route::Standard,
            attached(&vec![AttachmentKind::Image; count]),
        )
    };
    assert!(render(&images(30)).is_ok());
    let error = render(&images(31)).unwrap_err();
    assert_eq!(error, CannotRender::TooManyImages { is: 31, most: 30 });
    assert_eq!(error.field(), "attachments");
    assert!(instagram::render(&images(10)).is_ok());
    assert_eq!(
        instagram::render(&images(11)),
        Err(CannotRender::TooManyImages { is: 11, most: 10 })
    );
}

#[test]
fn a_private_answer_goes_to_the_comment_or_to_the_post() {
    let reply = outgoing(Route::PrivateReply, Content::text("Details inside"));
    assert_eq!(
        body(&reply)["recipient"],
        json!({ "comment_id": "5108837244106621" })
    );
    let reply = Outgoing {
        to_post: true,
        ..reply
    };
    assert_eq!(
        body(&reply)["recipient"],
        json!({ "post_id": "5108837244106621" })
    );
}

#[test]
fn a_message_is_announced_as_asked_for_on_messenger_alone() {
    let with = |announcement| {
        let content = Content {
            announcement,
            ..Content::text("Hello")
        };
        outgoing(Route::Standard, content)
    };
    for (announcement, word) in [
        (Announcement::Usual, None),
        (Announcement::Silent, Some("SILENT_PUSH")),
        (Announcement::None, Some("NO_PUSH")),
    ] {
        let body = body(&with(announcement));
        assert_eq!(body["notification_type"].as_str(), word);
        let elsewhere = instagram::render(&with(announcement));
        assert_eq!(elsewhere.is_ok(), word.is_none());
    }
}
