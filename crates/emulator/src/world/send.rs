//! A request to send, understood but not yet judged.

use serde_json::Value;

use super::state::{Attachment, QuickReply};
use crate::rules::TokenKind;

/// What the business asks the platform to do.
#[derive(Debug)]
pub(crate) struct SendRequest {
    pub(crate) recipient: Recipient,
    pub(crate) way: Way,
    pub(crate) action: Action,
    /// What becomes of the thread when the message is taken.
    pub(crate) control: Option<Control>,
}

/// To whom a thread goes with a message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Control {
    /// To the app of this id.
    Pass(String),
    Release,
}

#[derive(Debug)]
pub(crate) enum Recipient {
    Person(String),
    /// Comment id of a private reply.
    Comment(String),
    /// Id of a visitor's post, for a private reply.
    Post(String),
    /// The number that a website gave to who ticked a checkbox.
    Checkbox(String),
    /// A token that the customer gave.
    Token(TokenKind, String),
}

/// The messaging type, with its tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Way {
    Response,
    Update,
    Tag(String),
    Utility,
}

#[derive(Debug)]
pub(crate) enum Action {
    Message(Box<Draft>),
    Typing(bool),
    Seen,
    React { mid: String, reaction: String },
    Unreact { mid: String },
}

#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) text: Option<String>,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) quick_replies: Vec<QuickReply>,
    pub(crate) reply_to: Option<String>,
    pub(crate) metadata: Option<String>,
    /// The persona it is said as.
    pub(crate) persona: Option<String>,
    pub(crate) utility: Option<UtilityDraft>,
    /// The message is a customer feedback template.
    pub(crate) survey: bool,
}

/// A utility template with its parameters.
#[derive(Debug)]
pub(crate) struct UtilityDraft {
    pub(crate) name: String,
    pub(crate) language: String,
    pub(crate) wire: Value,
}

/// What the Send API answers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SendReply {
    pub(crate) recipient: String,
    pub(crate) mid: Option<String>,
}

impl SendRequest {
    /// The short name of its type for logs and phones.
    pub(crate) fn kind(&self) -> String {
        let kind = match (&self.action, &self.recipient, &self.way) {
            (Action::Typing(true), _, _) => "typing_on",
            (Action::Typing(false), _, _) => "typing_off",
            (Action::Seen, _, _) => "mark_seen",
            (Action::React { .. }, _, _) => "react",
            (Action::Unreact { .. }, _, _) => "unreact",
            (_, Recipient::Comment(_) | Recipient::Post(_), _) => "PRIVATE_REPLY",
            (_, Recipient::Token(TokenKind::OneTime, _), _) => "ONE_TIME_NOTIFICATION",
            (_, Recipient::Token(TokenKind::Marketing, _), _) => "MARKETING_MESSAGE",
            (_, _, Way::Response) => "RESPONSE",
            (_, _, Way::Update) => "UPDATE",
            (_, _, Way::Utility) => "UTILITY",
            (_, _, Way::Tag(tag)) => return format!("MESSAGE_TAG · {tag}"),
        };
        kind.to_owned()
    }

    /// What it says, in short.
    pub(crate) fn summary(&self) -> String {
        match &self.action {
            Action::Message(draft) => {
                match (&draft.text, &draft.utility, draft.attachments.first()) {
                    (Some(text), _, _) => text.chars().take(140).collect(),
                    (None, Some(utility), _) => format!("template {}", utility.name),
                    (None, None, Some(attachment)) => attachment.kind.clone(),
                    (None, None, None) => String::new(),
                }
            }
            Action::React { reaction, .. } => reaction.clone(),
            Action::Typing(_) | Action::Seen | Action::Unreact { .. } => String::new(),
        }
    }
}
