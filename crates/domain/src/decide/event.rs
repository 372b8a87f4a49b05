//! What a decision says has happened; the store keeps it.

use jiff::Timestamp;

use crate::id::{LabelId, MessageId};
use crate::inbound::{IdentityChange, Price, Reached};
use crate::label::Mark;
use crate::message::{Activity, Content, Delivery, DeliveryStatus, Message};

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "an added line is the most frequent event"
)]
pub enum Event {
    /// A line was added.
    MessageAdded(Message),
    /// A line that tells what happens tells something else now.
    ActivityChanged {
        /// Which.
        message_id: MessageId,
        /// What it tells.
        activity: Activity,
    },
    /// The customer changed a message.
    MessageEdited {
        /// The platform's id of it.
        external_id: String,
        /// Which edit it is, from 1.
        number: u32,
        /// When.
        at: Timestamp,
        /// The text after it.
        text: String,
    },
    /// A file came after all for a message that was told without it.
    MessageFilled {
        /// Which.
        message_id: MessageId,
        /// What it says, with the file.
        content: Content,
    },
    /// A message was taken back: its stored copy is to be emptied, also when it turns up only later.
    MessageDeleted {
        /// The platform's id of it.
        external_id: String,
        /// When.
        at: Timestamp,
    },
    /// The customer reacted, or took the reaction back.
    ReactionChanged {
        /// The platform's id of the message.
        external_id: String,
        /// When.
        at: Timestamp,
        /// The emoji, or nothing.
        emoji: Option<String>,
    },
    /// Messages arrived or were read.
    ReceiptsAdvanced {
        /// The messages that were named one by one, with the moment by which they had arrived.
        delivered: Vec<String>,
        /// That moment, or the moment up to which was read.
        until: Timestamp,
    },
    /// The platform told how far one message got. Of all reports the highest stage counts.
    Progressed {
        /// The platform's id of it.
        external_id: String,
        /// When.
        at: Timestamp,
        /// How far.
        reached: Reached,
        /// What it costs, when the platform told.
        price: Option<Price>,
    },
    /// The customer is reached under another id, or may be another person. Of all changes the latest counts.
    IdentityChanged {
        /// When.
        at: Timestamp,
        /// In what way.
        change: IdentityChange,
    },
    /// What the customer is called is another than before.
    Renamed {
        /// Their name, when it is known.
        name: Option<String>,
        /// Their public handle, when it is known.
        username: Option<String>,
    },
    /// The customer stopped marketing messages, or wants them again. Of all changes the latest counts.
    MarketingConsentChanged {
        /// When.
        at: Timestamp,
        /// They want them.
        granted: bool,
    },
    /// A message of ours got further, or failed.
    DeliveryChanged {
        /// Which.
        message_id: MessageId,
        /// The platform's id, when it is known now.
        external_id: Option<String>,
        /// Where it stands.
        status: DeliveryStatus,
    },
    /// A message goes again because of what the platform said after it had taken it, or of a window that only the platform
    /// held for closed.
    LooksAgain {
        /// Which.
        message_id: MessageId,
    },
    /// A failed message takes another route, or the same again.
    Requeued {
        /// Which.
        message_id: MessageId,
        /// Its new delivery.
        delivery: Delivery,
    },
    /// A label stands otherwise with the customer.
    LabelMarked {
        /// Which.
        label_id: LabelId,
        /// How it stands.
        mark: Mark,
    },
    /// Assignee, status, unread or another fact of the conversation changed without a line of its own.
    ConversationChanged,
}
