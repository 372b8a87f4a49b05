//! What was said in a message.

use jiff::Timestamp;
use serde::Serialize;
use transom_domain::id::{AgentId, MessageId};
use transom_domain::{inbound, message};
use utoipa::ToSchema;

use super::structured::Structured;

/// What was said.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Content {
    #[schema(example = "Your parcel left this morning.")]
    text: Option<String>,
    attachments: Vec<Attachment>,
    /// Answers offered as buttons below the message.
    quick_replies: Vec<QuickReply>,
    /// What the customer tapped, in place of writing.
    tapped: Option<Tap>,
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
    kind: AttachmentKind,
    /// Where it lies; the platforms' addresses expire.
    url: Option<String>,
    /// Its title or file name.
    title: Option<String>,
}

/// What an attachment is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AttachmentKind {
    Image,
    Video,
    Audio,
    File,
    Sticker,
    /// A shared link.
    Link,
    /// A shared post or reel.
    Post,
    /// A structured message, such as one with buttons.
    Template,
    /// A story of the customer that names the business; its media is not kept.
    StoryMention,
    /// The story of the business that the message answers; its media is not kept.
    StoryReply,
    /// A picture or film to be seen once, which the platform does not pass on.
    Ephemeral,
    /// A kind that this version does not know.
    Other,
}

/// An answer offered as a button.
#[derive(Debug, Serialize, ToSchema)]
struct QuickReply {
    title: String,
    /// What comes back when it is tapped.
    payload: String,
}

/// A button, menu entry or quick reply that the customer tapped.
#[derive(Debug, Serialize, ToSchema)]
struct Tap {
    title: Option<String>,
    payload: Option<String>,
}

/// What brought the customer here.
#[derive(Debug, Serialize, ToSchema)]
struct Referral {
    /// The platform's word for the kind of entry.
    #[schema(example = "SHORTLINK")]
    source: String,
    /// The free reference in the link.
    reference: Option<String>,
    ad_id: Option<String>,
    ad_title: Option<String>,
}

/// What happened to a conversation.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
enum Activity {
    /// Somebody took it or was given it; nobody when it was released.
    Assigned {
        #[schema(value_type = Option<String>)]
        to: Option<AgentId>,
    },
    Closed,
    /// Somebody, or the customer by writing, opened it again.
    Reopened,
    Snoozed {
        until: Timestamp,
    },
    /// The time of a snooze is over.
    Woke,
    /// Somebody vouched that the content check was wrong about a message, so it was sent.
    Attested {
        #[schema(value_type = String)]
        message_id: MessageId,
        /// The words that had raised the alarm.
        words: Vec<String>,
    },
    /// The customer is reached under another id, or may be another person.
    IdentityChanged {
        change: IdentityChange,
    },
    /// The customer asked to be written to once about a topic.
    NotificationWanted {
        topic: String,
    },
    /// The customer wants marketing messages, or wants none.
    MarketingConsent {
        granted: bool,
    },
}

/// A change in who a customer is to the platform.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
enum IdentityChange {
    /// They are reached under other ids from now on.
    Moved {
        /// The new id that is made of their number.
        phone_id: Option<String>,
        /// The new id that is made for this business alone.
        scoped_id: Option<String>,
    },
    /// Their app was set up anew; who holds it may have changed.
    Renewed {
        /// The platform's fingerprint of the new keys.
        fingerprint: Option<String>,
    },
}

impl From<message::Content> for Content {
    fn from(content: message::Content) -> Self {
        let buttons = content.quick_replies.into_iter();
        Self {
            text: content.text,
            attachments: content
                .attachments
                .into_iter()
                .map(Attachment::from)
                .collect(),
            quick_replies: buttons
                .map(|button| QuickReply {
                    title: button.title,
                    payload: button.payload,
                })
                .collect(),
            tapped: content.tapped.map(|tap| Tap {
                title: tap.title,
                payload: tap.payload,
            }),
            referral: content.referral.map(|referral| Referral {
                source: referral.source,
                reference: referral.reference,
                ad_id: referral.ad_id,
                ad_title: referral.ad_title,
            }),
            activity: content.activity.map(Activity::from),
            structured: match content.extra {
                Some(message::Extra::Structured(parts)) => Some((*parts).into()),
                _ => None,
            },
            unsupported: content.unsupported,
            deleted: content.deleted,
            standby: content.standby,
        }
    }
}

impl From<message::Attachment> for Attachment {
    fn from(attachment: message::Attachment) -> Self {
        Self {
            kind: attachment.kind.into(),
            url: attachment.url,
            title: attachment.title,
        }
    }
}

impl From<message::AttachmentKind> for AttachmentKind {
    fn from(kind: message::AttachmentKind) -> Self {
        use message::AttachmentKind as Known;
        match kind {
            Known::Image => Self::Image,
            Known::Video => Self::Video,
            Known::Audio => Self::Audio,
            Known::File => Self::File,
            Known::Sticker => Self::Sticker,
            Known::Link => Self::Link,
            Known::Post => Self::Post,
            Known::Template => Self::Template,
            Known::StoryMention => Self::StoryMention,
            Known::StoryReply => Self::StoryReply,
            Known::Ephemeral => Self::Ephemeral,
            Known::Other => Self::Other,
        }
    }
}

impl From<message::Activity> for Activity {
    fn from(activity: message::Activity) -> Self {
        match activity {
            message::Activity::Assigned { to } => Self::Assigned { to },
            message::Activity::Closed => Self::Closed,
            message::Activity::Reopened => Self::Reopened,
            message::Activity::Snoozed { until } => Self::Snoozed { until },
            message::Activity::Woke => Self::Woke,
            message::Activity::Attested { message_id, words } => {
                Self::Attested { message_id, words }
            }
            message::Activity::IdentityChanged { change } => Self::IdentityChanged {
                change: change.into(),
            },
            message::Activity::NotificationWanted { topic } => Self::NotificationWanted { topic },
            message::Activity::MarketingConsent { granted } => Self::MarketingConsent { granted },
        }
    }
}

impl From<inbound::IdentityChange> for IdentityChange {
    fn from(change: inbound::IdentityChange) -> Self {
        use inbound::IdentityChange as Known;
        match change {
            Known::Moved {
                phone_id,
                scoped_id,
            } => Self::Moved {
                phone_id,
                scoped_id,
            },
            Known::Renewed { fingerprint } => Self::Renewed { fingerprint },
        }
    }
}
