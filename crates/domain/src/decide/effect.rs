//! What a decision says is to be done once it is durable.

use jiff::Timestamp;

use crate::channel::{ChannelState, Measure};
use crate::id::{AgentId, LabelId, MessageId};
use crate::moderation::Moderation;

/// Something to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Hand a message to the platform.
    Deliver {
        /// Which.
        message_id: MessageId,
        /// Not before.
        due: Timestamp,
    },
    /// Look whether the echo has come.
    Confirm {
        /// Of which message.
        message_id: MessageId,
        /// When.
        due: Timestamp,
    },
    /// Look at the conversation again.
    Wake {
        /// When.
        due: Timestamp,
    },
    /// Ask the platform for the customer's name.
    FetchProfile,
    /// The platform told who the customer is of whom only a comment was known.
    Identify {
        /// The platform's id of them.
        external_id: String,
    },
    /// Fetch the files that came with a message, before their addresses run out.
    FetchMedia {
        /// Which message.
        message_id: MessageId,
    },
    /// Ask the platform to keep the customer away, or to let them back.
    Moderate {
        /// What.
        action: Moderation,
        /// Who wants it.
        by: AgentId,
    },
    /// Ask the platform to put a label on the customer, or to take it off.
    Label {
        /// Which.
        label_id: LabelId,
        /// To put it on, or else to take it off.
        puts: bool,
        /// Who wants it.
        by: AgentId,
    },
    /// Ask the platform which labels the customer carries.
    ReadLabels,
    /// The business begins with the customer by this message, which the platform counts.
    Begin {
        /// Which.
        message_id: MessageId,
    },
    /// The platform's answer told something about the whole channel.
    Channel(ChannelState),
    /// The platform's answer told of a measure against the whole channel.
    Restricted(Measure),
}
