//! What somebody wants to send, and by whom.

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use crate::author::{Author, Human};
use crate::content::{self, ContentReport, Language};

/// Why a message is sent, where the sender says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// An update on an event the customer registered for.
    EventUpdate,
    /// An update on a purchase.
    PurchaseUpdate,
    /// An update on the customer's account.
    AccountUpdate,
    /// A survey.
    Feedback,
    /// News of a registered publisher.
    News,
    /// Promotion.
    Promotion,
    /// The topic the customer asked to hear about.
    Topic,
}

impl Purpose {
    /// The name used in the API, the database and the rulebooks.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EventUpdate => "event_update",
            Self::PurchaseUpdate => "purchase_update",
            Self::AccountUpdate => "account_update",
            Self::Feedback => "feedback",
            Self::News => "news",
            Self::Promotion => "promotion",
            Self::Topic => "topic",
        }
    }
}

/// What is in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Free text.
    Text(String),
    /// A template of the channel.
    Template {
        /// Its name.
        name: Arc<str>,
        /// Its language, as the platform writes it.
        language: Arc<str>,
    },
    /// The platform's survey template.
    Feedback,
}

/// A message to be judged, whoever wrote it.
#[derive(Clone, Debug)]
pub struct Message {
    body: Body,
    pub(crate) is_of_parts: bool,
    pub(crate) purpose: Option<Purpose>,
    pub(crate) topic: Option<Arc<str>>,
    language: Option<Language>,
    pub(crate) attested: bool,
    content: OnceLock<ContentReport>,
}

impl Message {
    pub(crate) const fn new(body: Body) -> Self {
        Self {
            body,
            is_of_parts: false,
            purpose: None,
            topic: None,
            language: None,
            attested: false,
            content: OnceLock::new(),
        }
    }

    /// What is in it.
    pub const fn body(&self) -> &Body {
        &self.body
    }

    /// Why it is sent.
    pub const fn purpose(&self) -> Option<Purpose> {
        self.purpose
    }

    /// The topic it is about.
    pub fn topic(&self) -> Option<&str> {
        self.topic.as_deref()
    }

    /// Whether a person vouches that the content check is wrong about it.
    pub const fn is_attested(&self) -> bool {
        self.attested
    }

    /// What the content check says about its text; checked once, when first asked.
    pub fn content(&self) -> &ContentReport {
        self.content.get_or_init(|| match &self.body {
            Body::Text(text) => content::check_content(text, self.language),
            Body::Template { .. } | Body::Feedback => ContentReport::default(),
        })
    }
}

/// A message with its author and, where the author chose one, its route.
#[derive(Clone, Debug)]
pub struct Draft<A: Author> {
    message: Message,
    route: Option<A::Route>,
}

impl<A: Author> Draft<A> {
    /// A free text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(Body::Text(text.into()))
    }

    /// A message of several parts, by all its words: cards, buttons, a receipt. It is judged as a text is, but for its
    /// length: each part has a limit of its own, which the channel knows.
    pub fn parts(words: impl Into<String>) -> Self {
        let mut draft = Self::text(words);
        draft.message.is_of_parts = true;
        draft
    }

    /// A template of the channel.
    pub fn template(name: impl Into<Arc<str>>, language: impl Into<Arc<str>>) -> Self {
        Self::new(Body::Template {
            name: name.into(),
            language: language.into(),
        })
    }

    /// The platform's survey.
    pub fn feedback() -> Self {
        Self::new(Body::Feedback)
    }

    /// A draft of `body`, its route left to the rulebook.
    pub const fn new(body: Body) -> Self {
        Self {
            message: Message::new(body),
            route: None,
        }
    }

    /// Asks for this route and no other.
    #[must_use]
    pub fn by(mut self, route: A::Route) -> Self {
        self.route = Some(route);
        self
    }

    /// States why it is sent.
    #[must_use]
    pub fn for_purpose(mut self, purpose: Purpose) -> Self {
        self.message.purpose = Some(purpose);
        self
    }

    /// States the topic it is about.
    #[must_use]
    pub fn on_topic(mut self, topic: impl Into<Arc<str>>) -> Self {
        self.message.topic = Some(topic.into());
        self
    }

    /// States the language of the text, for the content check; all are tried where none is stated.
    #[must_use]
    pub fn in_language(mut self, language: Language) -> Self {
        self.message.language = Some(language);
        self.message.content = OnceLock::new();
        self
    }

    /// The message alone.
    pub const fn message(&self) -> &Message {
        &self.message
    }

    /// The route asked for; `None` leaves it to the rulebook.
    pub const fn route(&self) -> Option<A::Route> {
        self.route
    }
}

impl Draft<Human> {
    /// Vouches that an alarm of the content check is false. Only a person can.
    #[must_use]
    pub const fn attested(mut self) -> Self {
        self.message.attested = true;
        self
    }
}
