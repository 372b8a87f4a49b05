//! What was said in a message.

mod activity;
mod card;
mod extra;
mod referral;

use serde::Serialize;
use transom_domain::id::MessageId;
use transom_domain::media::Unfetched;
use transom_domain::message;
use transom_store::{AttachmentRow, AttachmentState};
use utoipa::ToSchema;

use super::draft::{Announcement, Detail, HandOver};
use super::offer::{Flow, Shop};
use super::structured::Structured;
use crate::api::words;
use activity::Activity;
use extra::Extra;
use referral::Referral;

/// What was said.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Content {
    #[schema(example = "Your parcel left this morning.")]
    text: Option<String>,
    /// A line above the text, where the platform sets one apart.
    heading: Option<String>,
    /// A line below the text, where the platform sets one apart.
    footer: Option<String>,
    attachments: Vec<Attachment>,
    /// Answers offered as buttons below the message.
    quick_replies: Vec<QuickReply>,
    /// What the customer tapped, in place of writing.
    tapped: Option<Tap>,
    /// The slash commands of the business that the customer used in it, without the slash.
    commands: Vec<String>,
    /// What is said by other means than text and files.
    extra: Option<Extra>,
    /// Something of the catalogue, when it offers that.
    shop: Option<Shop>,
    /// A button that opens a form, when it has one.
    flow: Option<Flow>,
    /// How the customer's device was to announce it.
    announcement: Announcement,
    /// To whom the thread went with it.
    hand_over: Option<HandOver>,
    /// It was written to somebody else first.
    forwarded: Option<Forwarded>,
    /// The product it is about.
    product: Option<Product>,
    /// The ad or link that brought the customer here.
    referral: Option<Referral>,
    /// What happened to the conversation, when the line tells that.
    activity: Option<Activity>,
    /// The message's parts, when it is made of parts.
    structured: Option<Structured>,
    /// The platform could not pass on what was sent.
    unsupported: bool,
    /// Whoever said it took it back; what was said is gone.
    deleted: bool,
    /// Said in a thread that another app controls.
    standby: bool,
}

/// A thing that came along with a message.
#[derive(Debug, Serialize, ToSchema)]
struct Attachment {
    #[schema(value_type = words::AttachmentKind)]
    kind: message::AttachmentKind,
    /// Where it lies; the platforms' addresses expire.
    url: Option<String>,
    /// Its title or file name.
    title: Option<String>,
    /// The file itself, where it is one that is kept here.
    file: Option<File>,
}

/// A file of a message.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AttachedFile)]
struct File {
    state: FileState,
    /// Where it is, below `/api/v1`, once it is kept.
    #[schema(example = "/messages/msg_0193b2c4d5e67f8091a2b3c4d5e6f708/attachments/0")]
    path: Option<String>,
    /// Where the small picture of it is, where there is one.
    thumbnail_path: Option<String>,
    /// What its content says it is.
    #[schema(example = "image/jpeg")]
    media_type: Option<String>,
    /// Its size in bytes.
    bytes: Option<u64>,
    /// Why it is not here.
    problem: Option<FileProblem>,
}

/// Where a file stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum FileState {
    /// It is being fetched from the platform.
    Waiting,
    /// It is here.
    Kept,
    /// It could not be fetched.
    Failed,
    /// It was kept for as long as the configuration says.
    Expired,
}

/// Why a file is not here.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum FileProblem {
    /// It is larger than what is taken here.
    TooLarge,
    /// The platform does not have it any more.
    Gone,
    /// It is said to lie where nothing is fetched from.
    Forbidden,
    /// There was nothing in it.
    Empty,
    /// The platform did not hand it over.
    Unreachable,
}

/// An answer offered as a button: a title and a payload, or a detail that it asks for.
#[derive(Debug, Serialize, ToSchema)]
struct QuickReply {
    title: Option<String>,
    /// What comes back when it is tapped.
    payload: Option<String>,
    image_url: Option<String>,
    asks: Option<Detail>,
}

/// A button, menu entry or quick reply that the customer tapped.
#[derive(Debug, Serialize, ToSchema)]
struct Tap {
    title: Option<String>,
    payload: Option<String>,
}

/// How a message that was written to somebody else came here.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Forwarded {
    /// It was passed on.
    Once,
    /// It was passed on so often that the platform marks it.
    Often,
}

/// A product that a message is about.
#[derive(Debug, Serialize, ToSchema)]
struct Product {
    /// The catalogue it is from.
    catalog_id: Option<String>,
    /// The shop's own id of it.
    product_id: String,
}

impl Content {
    /// What was said, and where its files are.
    pub(super) fn of(
        message_id: MessageId,
        content: message::Content,
        files: &[AttachmentRow],
    ) -> Self {
        let buttons = content.quick_replies.into_iter();
        let (mut structured, mut shop, mut flow, mut extra) = (None, None, None, None);
        match content.extra {
            Some(message::Extra::Structured(parts)) => structured = Some((*parts).into()),
            Some(message::Extra::Shop(offered)) => shop = Some(offered.into()),
            Some(message::Extra::Flow(offered)) => flow = Some(offered.into()),
            other => extra = other.and_then(Extra::of),
        }
        Self {
            text: content.text,
            heading: content.heading,
            footer: content.footer,
            attachments: content
                .attachments
                .into_iter()
                .zip(0..)
                .map(|(attachment, number)| {
                    let file = files.iter().find(|file| file.number == number);
                    Attachment::of(attachment, file.map(|file| File::of(message_id, file)))
                })
                .collect(),
            quick_replies: buttons.map(QuickReply::from).collect(),
            tapped: content.tapped.map(|tap| Tap {
                title: tap.title,
                payload: tap.payload,
            }),
            commands: content.commands,
            extra,
            shop,
            flow,
            announcement: content.announcement.into(),
            hand_over: content.hand_over.map(HandOver::from),
            forwarded: content.forwarded.map(|how| match how {
                message::Forwarded::Once => Forwarded::Once,
                message::Forwarded::Often => Forwarded::Often,
            }),
            product: content.product.map(|product| Product {
                catalog_id: product.catalog_id,
                product_id: product.product_id,
            }),
            referral: content.referral.map(Referral::from),
            activity: content.activity.map(Activity::from),
            structured,
            unsupported: content.unsupported,
            deleted: content.deleted,
            standby: content.standby,
        }
    }
}

impl From<message::QuickReply> for QuickReply {
    fn from(reply: message::QuickReply) -> Self {
        match reply {
            message::QuickReply::Answer {
                title,
                payload,
                image_url,
            } => Self {
                title: Some(title),
                payload: Some(payload),
                image_url,
                asks: None,
            },
            message::QuickReply::Detail { detail } => Self {
                title: None,
                payload: None,
                image_url: None,
                asks: Some(detail.into()),
            },
        }
    }
}

impl Attachment {
    fn of(attachment: message::Attachment, file: Option<File>) -> Self {
        Self {
            kind: attachment.kind,
            url: attachment.url,
            title: attachment.title,
            file,
        }
    }
}

impl File {
    fn of(message_id: MessageId, row: &AttachmentRow) -> Self {
        let path = format!("/messages/{message_id}/attachments/{}", row.number);
        let nothing = |state| Self {
            state,
            path: None,
            thumbnail_path: None,
            media_type: None,
            bytes: None,
            problem: None,
        };
        match &row.state {
            AttachmentState::Waiting => nothing(FileState::Waiting),
            AttachmentState::Expired => nothing(FileState::Expired),
            AttachmentState::Failed(why) => Self {
                problem: Some((*why).into()),
                ..nothing(FileState::Failed)
            },
            AttachmentState::Kept(file) => Self {
                thumbnail_path: file.thumbnail.as_ref().map(|_| format!("{path}/thumbnail")),
                path: Some(path),
                media_type: Some(file.mime_type.clone()),
                bytes: Some(file.bytes),
                ..nothing(FileState::Kept)
            },
        }
    }
}

impl From<Unfetched> for FileProblem {
    fn from(why: Unfetched) -> Self {
        match why {
            Unfetched::TooLarge { .. } => Self::TooLarge,
            Unfetched::Gone => Self::Gone,
            Unfetched::Forbidden => Self::Forbidden,
            Unfetched::Empty => Self::Empty,
            Unfetched::Unreachable => Self::Unreachable,
        }
    }
}
