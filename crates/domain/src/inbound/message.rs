//! Messages: what the customer sent, and what was sent to them.

use serde::{Deserialize, Serialize};

use super::Referral;
use crate::message::{Attachment, AttachmentKind, Extra, Forwarded, Origin, Product};

/// A message as the customer sent it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CustomerMessage {
    /// Who wrote.
    pub customer: String,
    /// The platform's id of the message.
    pub external_id: String,
    /// The text, when there is one.
    pub text: Option<String>,
    /// Pictures, files and other things that came along.
    pub attachments: Vec<Attachment>,
    /// The payload of the quick reply that the customer tapped.
    pub quick_reply: Option<String>,
    /// The message it answers.
    pub reply_to: Option<String>,
    /// The ad or link that brought the customer here.
    pub referral: Option<Referral>,
    /// The platform could not pass on what the customer sent.
    pub unsupported: bool,
    /// What is said by other means than text and files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra: Option<Extra>,
    /// It was written to somebody else first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forwarded: Option<Forwarded>,
    /// The slash commands of the business that the customer used, without the slash.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<String>,
    /// The product it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Product>,
}

impl CustomerMessage {
    /// Whether it says only that the customer mentioned the account in a story: the platform brings it as a message, but
    /// nobody wrote one.
    pub fn is_mention(&self) -> bool {
        let mut attachments = self.attachments.iter();
        self.text.is_none()
            && attachments.len() > 0
            && attachments.all(|one| one.kind == AttachmentKind::StoryMention)
    }
}

/// Something that was sent to the customer, as the platform reports it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Echo {
    /// To whom.
    pub customer: String,
    /// The platform's id of the message.
    pub external_id: String,
    /// What we attached when we sent it; names our message when it was ours.
    pub metadata: Option<String>,
    /// Who sent it, as far as the platform tells.
    pub origin: Origin,
    /// The app that sent it.
    pub app_id: Option<String>,
    /// The text, when there is one.
    pub text: Option<String>,
    /// What came along.
    pub attachments: Vec<Attachment>,
    /// The message it answers.
    pub reply_to: Option<String>,
    /// What is said by other means than text and files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra: Option<Extra>,
}
