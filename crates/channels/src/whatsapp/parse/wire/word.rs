//! Identifiers and words, read leniently.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

/// An identifier, which may be missing, `null` or empty: text or a number on the wire, opaque text to us.
#[derive(Default, Clone, PartialEq)]
pub(in crate::whatsapp::parse) struct Id(pub(in crate::whatsapp::parse) Option<String>);

impl Id {
    pub(in crate::whatsapp::parse) fn as_deref(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen;
        impl Visitor<'_> for Seen {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id")
            }

            fn visit_unit<E: Error>(self) -> Result<Id, E> {
                Ok(Id(None))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Id, E> {
                Ok(Id(Some(text)
                    .filter(|text| !text.is_empty())
                    .map(str::to_owned)))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Id, E> {
                Ok(Id(Some(number.to_string())))
            }
        }
        deserializer.deserialize_any(Seen)
    }
}

/// An [`Id`] that is compared, or kept under another's name, and so is borrowed where the text has it as it is.
#[derive(Default)]
pub(in crate::whatsapp::parse) struct Mention<'a>(Option<Cow<'a, str>>);

impl Mention<'_> {
    pub(in crate::whatsapp::parse) fn as_deref(&self) -> Option<&str> {
        self.0.as_deref()
    }

    pub(in crate::whatsapp::parse) fn to_owned(&self) -> Option<String> {
        self.as_deref().map(str::to_owned)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Mention<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen;
        impl<'de> Visitor<'de> for Seen {
            type Value = Mention<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id")
            }

            fn visit_unit<E: Error>(self) -> Result<Mention<'de>, E> {
                Ok(Mention(None))
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Mention<'de>, E> {
                Ok(Mention(
                    Some(text)
                        .filter(|text| !text.is_empty())
                        .map(Cow::Borrowed),
                ))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Mention<'de>, E> {
                Ok(Mention(
                    Some(text)
                        .filter(|text| !text.is_empty())
                        .map(|text| Cow::Owned(text.to_owned())),
                ))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Mention<'de>, E> {
                Ok(Mention(Some(Cow::Owned(number.to_string()))))
            }
        }
        deserializer.deserialize_any(Seen)
    }
}

/// A word of the platform; empty when it is missing or `null`. Borrowed where the text has it as it is.
#[derive(Default)]
pub(in crate::whatsapp::parse) struct Word<'a>(Cow<'a, str>);

impl Word<'_> {
    pub(in crate::whatsapp::parse) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Word<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen;
        impl<'de> Visitor<'de> for Seen {
            type Value = Word<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word")
            }

            fn visit_unit<E: Error>(self) -> Result<Word<'de>, E> {
                Ok(Word::default())
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Word<'de>, E> {
                Ok(Word(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Word<'de>, E> {
                Ok(Word(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_any(Seen)
    }
}
