//! Identifiers: `UUIDv7` newtypes, written as `conv_0193…` so that a log line or a URL says what it names.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// Why a text is not an id of the expected kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected an id like {prefix}_0193b2c4d5e67f8091a2b3c4d5e6f708, got {given:?}")]
pub struct InvalidId {
    /// The prefix that the id must start with.
    pub prefix: &'static str,
    /// What was given instead, cut to a readable length.
    pub given: String,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// What the written form starts with, before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// Wraps a UUID; the caller says that it names a thing of this kind.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The bare UUID, as the database keeps it.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.as_simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                text.strip_prefix(concat!($prefix, "_"))
                    .filter(|rest| rest.len() == 32)
                    .and_then(|rest| Uuid::try_parse(rest).ok())
                    .map(Self)
                    .ok_or_else(|| InvalidId {
                        prefix: $prefix,
                        given: text.chars().take(60).collect(),
                    })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

id!(
    /// A workspace: one tenant, with its channels, people and conversations.
    WorkspaceId, "ws"
);
id!(
    /// A person who answers customers.
    AgentId, "agent"
);
id!(
    /// A connected page, account, number or mailbox.
    ChannelId, "chan"
);
id!(
    /// A person who writes to the business.
    ContactId, "contact"
);
id!(
    /// A contact on one channel.
    IdentityId, "ident"
);
id!(
    /// The thread between one identity and the business.
    ConversationId, "conv"
);
id!(
    /// A message, note or activity line of a conversation.
    MessageId, "msg"
);
id!(
    /// A unit of work that a transaction left behind.
    JobId, "job"
);
id!(
    /// A file that was handed over to be sent.
    UploadId, "media"
);
id!(
    /// A label of a channel.
    LabelId, "label"
);
id!(
    /// An API token, as it is listed (never its secret).
    TokenId, "token"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_wrote() {
        let id = ConversationId::new(Uuid::from_u128(0x0193_b2c4_d5e6_7f80_91a2_b3c4_d5e6_f708));
        assert_eq!(id.to_string(), "conv_0193b2c4d5e67f8091a2b3c4d5e6f708");
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn an_id_of_another_kind_is_refused_with_the_expected_form() {
        let error = "msg_0193b2c4d5e67f8091a2b3c4d5e6f708"
            .parse::<ConversationId>()
            .unwrap_err();
        assert_eq!(error.prefix, "conv");
        assert!("conv_0193".parse::<ConversationId>().is_err());
        assert!(
            "conv_{0193b2c4d5e67f8091a2b3c4d5e6f7}"
                .parse::<ConversationId>()
                .is_err()
        );
    }
}
