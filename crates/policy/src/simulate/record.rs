//! The lines of a history as they are written.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use jiff::Timestamp;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::case::{DraftRecord, RouteRecord};
use crate::{
    AuthorKind, Capability, Channel, Comment, Consent, Country, Purpose, Restriction, Route,
    Template, Token, WindowEventKind,
};

/// A line, whatever it is about.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryRecord {
    #[serde(default)]
    pub(super) id: Option<Arc<str>>,
    pub(super) at: Timestamp,
    pub(super) channel: Channel,
    #[serde(default)]
    pub(super) contact: Option<Arc<str>>,
    #[serde(default)]
    pub(super) kind: Option<WindowEventKind>,
    #[serde(default)]
    pub(super) facts: Option<Object<NewFacts>>,
    #[serde(default)]
    pub(super) draft: Option<Object<DraftRecord>>,
    #[serde(default)]
    pub(super) author: Option<AuthorKind>,
    #[serde(default)]
    pub(super) purpose: Option<Purpose>,
    #[serde(default)]
    pub(super) topic: Option<Arc<str>>,
    #[serde(default)]
    pub(super) route: RouteRecord,
    #[serde(default)]
    pub(super) outcome: Option<ActualRecord>,
    #[serde(default)]
    pub(super) outcome_route: Option<Route>,
}

/// What the platform did with a send.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ActualRecord {
    Delivered,
    Refused,
}

/// What became known: the facts of a case, each of which may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewFacts {
    pub(super) region: Option<Country>,
    pub(super) tokens: Option<Vec<Object<Token>>>,
    pub(super) comments: Option<Vec<Object<Comment>>>,
    pub(super) consent: Option<Object<Consent>>,
    pub(super) blocked: Option<bool>,
    pub(super) consecutive_tagged: Option<u32>,
    pub(super) capabilities: Option<Vec<Capability>>,
    pub(super) restrictions: Option<Vec<Object<Restriction>>>,
    pub(super) templates: Option<Vec<Object<Template>>>,
    pub(super) channel_paused: Option<bool>,
}

impl EntryRecord {
    pub(super) fn parse(line: &str) -> serde_json::Result<Self> {
        // With its end of line, a line that breaks off would end in column 0 of the next.
        serde_json::from_str::<Object<Self>>(line.trim_end()).map(|record| record.0)
    }
}

impl NewFacts {
    /// Refuses what cannot be kept by contact and in the order of time.
    pub(super) fn check(&self, at: Timestamp, has_contact: bool) -> Result<(), String> {
        let of_contacts = [
            ("region", self.region.is_some()),
            ("tokens", self.tokens.is_some()),
            ("comments", self.comments.is_some()),
            ("consent", self.consent.is_some()),
            ("blocked", self.blocked.is_some()),
            ("consecutive_tagged", self.consecutive_tagged.is_some()),
        ];
        if let Some((name, _)) = of_contacts.into_iter().find(|(_, is_there)| *is_there)
            && !has_contact
        {
            return Err(format!(
                "`{name}` is known of one contact: add `contact` to the line"
            ));
        }
        let tokens = self.tokens.iter().flatten();
        let comments = self.comments.iter().flatten();
        let mut ids = tokens
            .map(|token| token.0.id())
            .chain(comments.clone().map(|comment| comment.0.id.as_ref()));
        if ids.any(|id| id.is_none()) {
            return Err(
                "a token or comment of a history needs an `id`: a send may spend it".to_owned(),
            );
        }
        if comments
            .map(|comment| comment.0.at)
            .any(|written| written > at)
        {
            return Err("a comment is later than its line: give the line its time".to_owned());
        }
        Ok(())
    }
}

impl Token {
    pub(super) const fn id(&self) -> Option<&Arc<str>> {
        match self {
            Self::OneTime { id, .. } | Self::Marketing { id, .. } => id.as_ref(),
        }
    }
}

/// A JSON object. An array in its place is refused: its elements would be taken for the fields in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Object<T>(pub(super) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfMap<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for OfMap<T> {
            type Value = Object<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Object)
            }
        }

        deserializer.deserialize_map(OfMap(PhantomData))
    }
}
