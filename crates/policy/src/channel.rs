//! The platforms a conversation may live on.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::UnknownName;

/// A platform with its own messaging rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Facebook Messenger.
    Messenger,
    /// Instagram messaging.
    Instagram,
    /// WhatsApp, through the Cloud API.
    #[serde(rename = "whatsapp")]
    WhatsApp,
    /// E-mail.
    Email,
    /// Text messages to a phone number.
    Sms,
    /// The chat widget of a web site.
    Webchat,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 6] = [
        Self::Messenger,
        Self::Instagram,
        Self::WhatsApp,
        Self::Email,
        Self::Sms,
        Self::Webchat,
    ];

    /// The name used in the API, the database and the rulebooks.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Messenger => "messenger",
            Self::Instagram => "instagram",
            Self::WhatsApp => "whatsapp",
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Webchat => "webchat",
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Channel {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|channel| channel.as_str() == name)
            .ok_or_else(|| UnknownName::new("channel", name))
    }
}
