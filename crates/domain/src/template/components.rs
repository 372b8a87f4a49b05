//! What a template is made of.

use serde::{Deserialize, Serialize};

use crate::message::AttachmentKind;

/// What a template is made of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Components {
    /// How its blanks are named.
    pub format: ParameterFormat,
    /// What stands above the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    /// The text.
    pub body: Phrase,
    /// What stands below the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// The buttons, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
    /// What it says of the one-time code that it carries. The platform writes its text then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<CodeNotice>,
    /// An offer that ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
    /// Cards to be swiped through, below the body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<Card>,
    /// Parts that this version has no fields for, in the platform's words: `FLOW`. A template with such goes out by the API
    /// alone, with what the sender says in the platform's own words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// The parts among those that are not buttons, as the platform wrote them in JSON.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raw: Vec<String>,
    /// For how long the platform tries to deliver a message of it, where that is not left to the platform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_to_live: Option<TimeToLive>,
}

/// For how long the platform tries to deliver a message of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeToLive {
    /// So many seconds.
    Seconds(u32),
    /// As long as it does at all.
    Longest,
}

/// What a template says of its one-time code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct CodeNotice {
    /// It asks not to share the code.
    pub warns: bool,
    /// It says in how many minutes the code expires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u8>,
}

/// An offer that ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Offer {
    /// Its headline.
    pub text: String,
    /// Whether each message says when it ends.
    pub ends: bool,
}

/// A card of several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Card {
    /// The picture or film above its text.
    pub header: Header,
    /// Its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Phrase>,
    /// Its buttons, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
}

/// How the blanks of a template are named.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ParameterFormat {
    /// `{{1}}`, `{{2}}`, ….
    #[default]
    Positional,
    /// `{{order}}`, `{{day}}`, ….
    Named,
}

/// A text with blanks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Phrase {
    /// The text.
    pub text: String,
    /// What could go into each blank, by its name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<(String, String)>,
}

impl Phrase {
    /// A text whose blanks, if it has any, have no examples yet.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            examples: Vec::new(),
        }
    }

    /// The example of a blank.
    pub fn example(&self, blank: &str) -> Option<&str> {
        let mut examples = self.examples.iter();
        let found = examples.find(|(name, _)| name == blank)?;
        Some(&found.1)
    }
}

/// What stands above the body.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Header {
    /// A line, with one blank at the most.
    Text(Phrase),
    /// A file, chosen anew with each message.
    Media {
        /// What kind of file.
        kind: HeaderMedia,
        /// The platform's name of the file that it was approved with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        example: Option<String>,
    },
    /// A place, chosen anew with each message.
    Location,
}

/// What kind of file stands above the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderMedia {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A document.
    Document,
}

impl HeaderMedia {
    /// The word used in the API and the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Document => "document",
        }
    }

    /// As what such a file is attached.
    pub const fn attachment_kind(self) -> AttachmentKind {
        match self {
            Self::Image => AttachmentKind::Image,
            Self::Video => AttachmentKind::Video,
            Self::Document => AttachmentKind::File,
        }
    }
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Button {
    /// Comes back as an answer.
    QuickReply {
        /// Its label.
        label: String,
        /// What comes back with it, where the platform keeps that with the template.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payload: Option<String>,
    },
    /// Opens a page.
    Url {
        /// Its label.
        label: String,
        /// The page; its end may be a blank.
        url: String,
        /// The whole address with the blank filled in, or what could go into it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        example: Option<String>,
    },
    /// Calls a number.
    Phone {
        /// Its label.
        label: String,
        /// The number.
        number: String,
    },
    /// Copies a code, which is chosen anew with each message.
    Code {
        /// The code that it was approved with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        example: Option<String>,
    },
    /// Hands over the one-time code of the body.
    OneTime {
        /// Its label; the platform's own when empty.
        label: String,
        /// How.
        handover: Handover,
    },
    /// One that this version does not know; needs nothing filled in.
    Other {
        /// What it does, in the platform's word.
        kind: String,
        /// Its label.
        label: String,
        /// The whole button, as the platform wrote it in JSON.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        raw: Option<String>,
    },
}

/// How a one-time code gets from the message to where it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handover {
    /// A tap copies it.
    Copy,
    /// A tap fills it into one of these apps.
    OneTap {
        /// The label of that button; the platform's own when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        autofill: Option<String>,
        /// The apps.
        apps: Vec<CodeApp>,
    },
    /// One of these apps takes it without a tap.
    ZeroTap {
        /// The label of the button where that fails; the platform's own when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        autofill: Option<String>,
        /// The apps.
        apps: Vec<CodeApp>,
    },
}

impl Handover {
    /// The word used in the API and the interface.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::OneTap { .. } => "one_tap",
            Self::ZeroTap { .. } => "zero_tap",
        }
    }

    /// The apps that take the code.
    pub fn apps(&self) -> &[CodeApp] {
        match self {
            Self::Copy => &[],
            Self::OneTap { apps, .. } | Self::ZeroTap { apps, .. } => apps,
        }
    }
}

/// An app that takes one-time codes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CodeApp {
    /// The name of its package.
    pub package: String,
    /// The hash of the key that it is signed with.
    pub signature: String,
}

impl Button {
    /// Its label; a button that copies a code has none of its own.
    pub fn label(&self) -> Option<&str> {
        match self {
            Self::QuickReply { label, .. }
            | Self::Url { label, .. }
            | Self::Phone { label, .. }
            | Self::OneTime { label, .. }
            | Self::Other { label, .. } => Some(label),
            Self::Code { .. } => None,
        }
    }

    /// What it does, in a word.
    pub fn kind(&self) -> &str {
        match self {
            Self::QuickReply { .. } => "quick_reply",
            Self::Url { .. } => "url",
            Self::Phone { .. } => "phone",
            Self::Code { .. } => "code",
            Self::OneTime { .. } => "one_time",
            Self::Other { kind, .. } => kind,
        }
    }

    /// Whether a message must say what goes into it.
    pub fn has_blank(&self) -> bool {
        match self {
            Self::Url { url, .. } => !super::blanks(url).is_empty(),
            Self::Code { .. } => true,
            // The code of a one-time button is that of the body.
            Self::QuickReply { .. }
            | Self::Phone { .. }
            | Self::OneTime { .. }
            | Self::Other { .. } => false,
        }
    }
}
