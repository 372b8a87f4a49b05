//! A message of the business, understood but not yet judged.

use serde_json::Value;

use crate::world::card::Card;

/// What the business asks WhatsApp to do.
#[derive(Debug)]
pub(crate) enum Outgoing {
    /// A message.
    Message(Box<Letter>),
    /// It has read a message, and perhaps answers now.
    Seen {
        /// The message.
        mid: String,
        /// It shows as typing.
        typing: bool,
    },
}

/// A message with its address.
#[derive(Debug)]
pub(crate) struct Letter {
    pub(crate) to: Address,
    pub(crate) content: Content,
    /// The message it quotes.
    pub(crate) quotes: Option<String>,
    pub(crate) callback_data: Option<String>,
    /// It came by the interface for marketing alone.
    pub(crate) marketing: bool,
}

/// Whom it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Address {
    /// A phone number, as written and in digits.
    Phone { input: String, digits: String },
    /// A business-scoped user id.
    User(String),
}

/// What it carries.
#[derive(Debug)]
pub(crate) enum Content {
    Text(String),
    Media(MediaDraft),
    /// Name, address and place of a location, or the names of contact cards: what a phone shows, and the wire.
    Place {
        title: String,
        wire: Value,
    },
    Contacts {
        title: String,
        wire: Value,
    },
    Reaction {
        mid: String,
        emoji: String,
    },
    Interactive(Box<InteractiveDraft>),
    Template(Box<TemplateDraft>),
}

/// A file by id or by address.
#[derive(Debug, Clone)]
pub(crate) struct MediaDraft {
    /// `image`, `video`, `audio`, `document` or `sticker`.
    pub(crate) kind: &'static str,
    pub(crate) source: Source,
    pub(crate) caption: Option<String>,
    pub(crate) filename: Option<String>,
    pub(crate) voice: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    Id(String),
    Link(String),
}

/// A message with buttons, a list or something else to tap.
#[derive(Debug)]
pub(crate) struct InteractiveDraft {
    /// `button`, `list`, …
    pub(crate) kind: String,
    pub(crate) body: String,
    /// The file above its words, or those of its cards.
    pub(crate) files: Vec<MediaDraft>,
    pub(crate) card: Card,
}

/// A template with what fills it.
#[derive(Debug)]
pub(crate) struct TemplateDraft {
    pub(crate) name: String,
    pub(crate) language: String,
    pub(crate) components: Vec<Value>,
}

/// What the platform answers to a message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Receipt {
    /// The message's id, and the address as it was given and as it was found.
    Accepted {
        mid: String,
        input: String,
        wa_id: String,
        user_id: Option<String>,
        /// How a template stands: `accepted`, or held back for the time being.
        status: Option<&'static str>,
    },
    /// It has been noted that the business read or types.
    Noted,
}

impl Receipt {
    /// The same of a message that is held back.
    pub(crate) fn held(mut self) -> Self {
        if let Self::Accepted { status, .. } = &mut self {
            *status = Some("held_for_quality_assessment");
        }
        self
    }
}

impl Address {
    pub(crate) fn input(&self) -> &str {
        match self {
            Self::Phone { input, .. } => input,
            Self::User(id) => id,
        }
    }
}

impl Outgoing {
    /// The short name of its type for logs and phones.
    pub(crate) fn kind(&self) -> String {
        match self {
            Self::Seen { typing: false, .. } => "read".to_owned(),
            Self::Seen { typing: true, .. } => "read · typing".to_owned(),
            Self::Message(letter) => match &letter.content {
                Content::Text(_) => "text".to_owned(),
                Content::Media(media) => media.kind.to_owned(),
                Content::Place { .. } => "location".to_owned(),
                Content::Contacts { .. } => "contacts".to_owned(),
                Content::Reaction { .. } => "reaction".to_owned(),
                Content::Interactive(draft) => format!("interactive · {}", draft.kind),
                Content::Template(draft) => format!("template · {}", draft.name),
            },
        }
    }

    /// What it says, in short.
    pub(crate) fn summary(&self) -> String {
        let Self::Message(letter) = self else {
            return String::new();
        };
        let text = match &letter.content {
            Content::Text(text) => text,
            Content::Media(media) => media.caption.as_deref().unwrap_or_default(),
            Content::Place { title, .. } | Content::Contacts { title, .. } => title,
            Content::Reaction { emoji, .. } => emoji,
            Content::Interactive(draft) => &draft.body,
            Content::Template(draft) => &draft.language,
        };
        text.chars().take(140).collect()
    }
}
