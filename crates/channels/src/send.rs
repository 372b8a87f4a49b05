//! What Messenger and Instagram want to hear: the body of a `POST {graph}/{version}/{account}/{path}`.
//!
//! Both take the same shapes; by which words a route goes is each one's own. Only the shape is decided here. Whether a message may go, and how long it may be, is policy's business.

use serde::Serialize;
use transom_domain::delivery::Outgoing;
use transom_domain::id::MessageId;
use transom_domain::message::{
    Announcement, Attachment, AttachmentKind, Content, CustomerDetail, Extra, HandOver, QuickReply,
    Structured,
};
use transom_policy::Route;

mod cannot;
mod limit;
mod reaction;
mod structured;

pub use cannot::CannotRender;
pub use limit::Part;
use limit::is_address;
pub use reaction::render_reaction;
pub(crate) use structured::Dialect;

/// The most quick replies below a message.
const QUICK_REPLIES: usize = 13;

/// A request, ready to be posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The edge of the page to post to.
    pub path: &'static str,
    /// The JSON.
    pub body: Vec<u8>,
}

/// Something to show the customer that is not a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// The customer's messages have been seen.
    MarkSeen,
    /// Somebody is typing; shows for about 20 seconds or until a message arrives.
    TypingOn,
    /// Nobody is typing any more.
    TypingOff,
}

#[derive(Serialize)]
struct Request<'a> {
    recipient: Recipient<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    messaging_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tag: Option<&'static str>,
    message: Message<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_to: Option<ReplyTo<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    persona_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notification_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thread_control: Option<ThreadControl<'a>>,
}

/// What becomes of the thread with the message.
#[derive(Serialize)]
#[serde(tag = "control_type", rename_all = "snake_case")]
enum ThreadControl<'a> {
    Pass { app_id: &'a str },
    Release,
}

#[derive(Serialize)]
struct ActionRequest<'a> {
    recipient: Recipient<'a>,
    sender_action: Action,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Recipient<'a> {
    Id(&'a str),
    CommentId(&'a str),
    PostId(&'a str),
    OneTimeNotifToken(&'a str),
    NotificationMessagesToken(&'a str),
}

#[derive(Serialize)]
struct ReplyTo<'a> {
    mid: &'a str,
}

#[derive(Serialize)]
struct Message<'a> {
    #[serde(flatten)]
    body: Body<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quick_replies: Vec<QuickReplyButton<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<MessageId>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Body<'a> {
    Text(&'a str),
    Attachment(Media<'a>),
    Attachments(Vec<Media<'a>>),
    #[serde(rename = "attachment")]
    Parts(Parts<'a>),
    #[serde(rename = "attachment")]
    Special(Special<'a>),
    StickerId(&'a str),
}

/// An attachment that is neither a file nor made of parts.
#[derive(Serialize)]
struct Special<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<SpecialPayload<'a>>,
}

#[derive(Serialize)]
struct SpecialPayload<'a> {
    id: &'a str,
}

#[derive(Serialize)]
struct Parts<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    payload: structured::Payload<'a>,
}

#[derive(Serialize)]
struct Media<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    payload: MediaPayload<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum MediaPayload<'a> {
    AttachmentId(&'a str),
    Url(&'a str),
}

#[derive(Serialize)]
#[serde(tag = "content_type", rename_all = "snake_case")]
enum QuickReplyButton<'a> {
    Text {
        title: &'a str,
        payload: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        image_url: Option<&'a str>,
    },
    UserEmail,
    UserPhoneNumber,
}

/// What a route is called on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Named {
    pub(crate) messaging_type: Option<&'static str>,
    pub(crate) tag: Option<&'static str>,
}

/// The request that sends a message. The platform's echo carries the metadata back, where it knows any.
///
/// By the routes `private_reply`, `one_time_notification` and `marketing_message` the recipient is the comment's or post's
/// id or the token; by all others the customer's id.
pub(crate) fn message(
    outgoing: &Outgoing,
    named: Named,
    dialect: Dialect,
    metadata: Option<MessageId>,
) -> Result<Rendered, CannotRender> {
    Ok(rendered(&Request {
        recipient: recipient(outgoing),
        messaging_type: named.messaging_type,
        tag: named.tag,
        message: Message {
            body: body(&outgoing.content, dialect)?,
            quick_replies: quick_replies(&outgoing.content, dialect)?,
            metadata,
        },
        reply_to: outgoing.reply_to.as_deref().map(|mid| ReplyTo { mid }),
        persona_id: outgoing.persona.as_deref(),
        notification_type: notification_type(outgoing.content.announcement, dialect)?,
        thread_control: thread_control(outgoing.content.hand_over.as_ref(), dialect)?,
    }))
}

/// The request that shows an action to a customer.
pub fn render_action(customer: &str, action: Action) -> Rendered {
    rendered(&ActionRequest {
        recipient: Recipient::Id(customer),
        sender_action: action,
    })
}

pub(crate) fn rendered(request: &impl Serialize) -> Rendered {
    Rendered {
        path: "messages",
        body: json_of(request),
    }
}

/// The body of a request that is made of texts, numbers and names.
pub(crate) fn json_of(request: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(request).expect("texts and names always have a JSON form")
}

fn recipient(outgoing: &Outgoing) -> Recipient<'_> {
    let recipient = outgoing.recipient.as_str();
    match outgoing.route {
        Route::PrivateReply if outgoing.to_post => Recipient::PostId(recipient),
        Route::PrivateReply => Recipient::CommentId(recipient),
        Route::OneTimeNotification => Recipient::OneTimeNotifToken(recipient),
        Route::MarketingMessage => Recipient::NotificationMessagesToken(recipient),
        _ => Recipient::Id(recipient),
    }
}

fn body(content: &Content, dialect: Dialect) -> Result<Body<'_>, CannotRender> {
    match &content.extra {
        None => {}
        Some(Extra::Structured(structured)) => {
            if content.text.is_some() || !content.attachments.is_empty() {
                return Err(CannotRender::PartsWithMore);
            }
            return parts(structured, dialect);
        }
        Some(_) => return Err(CannotRender::NoForm("message")),
    }
    if content.heading.is_some() || content.footer.is_some() {
        return Err(CannotRender::NoForm("heading or footer"));
    }
    let text = content.text.as_deref().filter(|text| !text.is_empty());
    match (text, content.attachments.as_slice()) {
        (None, []) => Err(CannotRender::Empty),
        (Some(text), []) => Ok(Body::Text(text)),
        (Some(_), _) => Err(CannotRender::TextWithAttachment),
        (None, [one]) => media(one).map(Body::Attachment),
        (None, many)
            if many
                .iter()
                .all(|attachment| attachment.kind == AttachmentKind::Image) =>
        {
            let (is, most) = (many.len(), dialect.images());
            if is > most {
                return Err(CannotRender::TooManyImages { is, most });
            }
            many.iter()
                .map(media)
                .collect::<Result<_, _>>()
                .map(Body::Attachments)
        }
        (None, _) => Err(CannotRender::MixedAttachments),
    }
}

/// A message made of parts, or what is named by an id alone.
fn parts(structured: &Structured, dialect: Dialect) -> Result<Body<'_>, CannotRender> {
    let special = |kind, id: Option<_>| {
        let payload = id.map(|id| SpecialPayload { id });
        Ok(Body::Special(Special { kind, payload }))
    };
    match (structured, dialect) {
        (Structured::Sticker { id }, Dialect::Messenger) => Part::Id.fits(id).map(Body::StickerId),
        (Structured::Heart, Dialect::Instagram) => special("like_heart", None),
        (Structured::Post { id }, Dialect::Instagram) => {
            special("MEDIA_SHARE", Some(Part::Id.fits(id)?))
        }
        _ => Ok(Body::Parts(Parts {
            kind: "template",
            payload: structured::payload(structured, dialect)?,
        })),
    }
}

fn media(attachment: &Attachment) -> Result<Media<'_>, CannotRender> {
    let kind = match attachment.kind {
        AttachmentKind::Image => "image",
        AttachmentKind::Video => "video",
        AttachmentKind::Audio => "audio",
        AttachmentKind::File => "file",
        other => return Err(CannotRender::AttachmentKind(other)),
    };
    // An upload is preferred to an address, which the platform would have to fetch.
    let payload = match (&attachment.media_id, &attachment.url) {
        (Some(id), _) => MediaPayload::AttachmentId(id),
        (None, Some(url)) => MediaPayload::Url(url),
        (None, None) => return Err(CannotRender::AttachmentWithoutUrl),
    };
    Ok(Media { kind, payload })
}

/// How the customer's device is to announce it, where that is not as usual.
fn notification_type(
    announcement: Announcement,
    dialect: Dialect,
) -> Result<Option<&'static str>, CannotRender> {
    Ok(match (announcement, dialect) {
        (Announcement::Usual, _) => None,
        (_, Dialect::Instagram) => return Err(CannotRender::Announced),
        (Announcement::Silent, Dialect::Messenger) => Some("SILENT_PUSH"),
        (Announcement::None, Dialect::Messenger) => Some("NO_PUSH"),
    })
}

fn thread_control(
    hand_over: Option<&HandOver>,
    dialect: Dialect,
) -> Result<Option<ThreadControl<'_>>, CannotRender> {
    Ok(match (hand_over, dialect) {
        (None, _) => None,
        (Some(_), Dialect::Instagram) => return Err(CannotRender::HandOver),
        (Some(HandOver::App { app_id }), Dialect::Messenger) => Some(ThreadControl::Pass {
            app_id: Part::Id.fits(app_id)?,
        }),
        (Some(HandOver::Platform), Dialect::Messenger) => Some(ThreadControl::Release),
    })
}

fn quick_replies(
    content: &Content,
    dialect: Dialect,
) -> Result<Vec<QuickReplyButton<'_>>, CannotRender> {
    let replies = &content.quick_replies;
    if replies.len() > QUICK_REPLIES {
        return Err(CannotRender::TooManyQuickReplies {
            is: replies.len(),
            most: QUICK_REPLIES,
        });
    }
    replies.iter().map(|reply| button(reply, dialect)).collect()
}

fn button(reply: &QuickReply, dialect: Dialect) -> Result<QuickReplyButton<'_>, CannotRender> {
    Ok(match reply {
        QuickReply::Answer {
            title,
            payload,
            image_url,
        } => QuickReplyButton::Text {
            title: Part::QuickReply.fits(title)?,
            payload: Part::QuickReplyPayload.fits(payload)?,
            image_url: match image_url.as_deref() {
                Some(url) if !is_address(url) => return Err(CannotRender::QuickReplyPicture),
                url => url,
            },
        },
        QuickReply::Detail { .. } if dialect == Dialect::Instagram => {
            return Err(CannotRender::QuickReplyDetail);
        }
        QuickReply::Detail {
            detail: CustomerDetail::Email,
        } => QuickReplyButton::UserEmail,
        QuickReply::Detail {
            detail: CustomerDetail::Phone,
        } => QuickReplyButton::UserPhoneNumber,
    })
}
