//! A webhook of Meta's messaging platforms, read into what happened.
//!
//! Messenger and Instagram say most things in the same shapes, which are read here; what each has of its own is its
//! dialect. Nothing is dropped: every item of every entry becomes an [`Item`], understood or not, in an order that
//! depends on the body alone. A webhook that is all well is read in one pass; only when something in it is not, it
//! is read again with care, item by item, so that a bad item spoils none of its neighbours.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use transom_domain::inbound::Inbound;

pub(crate) mod careful;
mod control;
pub(crate) mod envelope;
mod event;
mod message;
mod object;
pub(crate) mod wire;

pub use object::object;

/// What the webhooks of one platform have of their own.
pub(crate) trait Dialect {
    /// The word in `object`.
    const OBJECT: &'static str;
    /// Fields of `changes` that are understood.
    const FIELDS: &'static [&'static str];
    /// Fields of `changes` that exist and have no use here.
    const FIELDS_NOT_USED: &'static [&'static str];
    /// An element of `changes` in one of the understood fields.
    type Change: DeserializeOwned;

    /// What a change says; the time is the entry's.
    fn understand(
        account: &str,
        change: Self::Change,
        entry_time: Option<wire::Whole>,
    ) -> Result<Inbound, Unhandled>;
}

/// What a webhook said, item by item; never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The items, in order.
    pub items: Vec<Item>,
}

/// One item of a webhook.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its place in the webhook, from 0; the same whenever the same bytes are read.
    pub index: usize,
    /// What it said, as far as we understand it.
    pub understood: Result<Inbound, Unhandled>,
}

impl Item {
    /// The platform's id of our side, where the webhook named one.
    pub fn account(&self) -> Option<&str> {
        match &self.understood {
            Ok(inbound) => Some(&inbound.account),
            Err(unhandled) => unhandled.account.as_deref(),
        }
    }
}

/// An item that was not understood, or is of no use to us. The raw webhook keeps it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}: {detail}")]
pub struct Unhandled {
    /// The platform's id of our side, where the webhook named one.
    pub account: Option<String>,
    /// Why.
    pub reason: Reason,
    /// Which part of the item, by its name on the wire; never what a person wrote.
    pub detail: Cow<'static, str>,
}

/// Why an item is unhandled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A webhook of another platform.
    UnknownObject,
    /// A kind of entry, or a field among its changes, that we do not know.
    UnknownField,
    /// A kind of item that we do not know.
    UnknownItem,
    /// A kind that we know and have no use for.
    NotUsed,
    /// A part that we need is missing.
    MissingPart,
    /// A part has a type or value that it cannot have.
    Malformed,
    /// A time that is none.
    TimeOutOfRange,
    /// Something that the account did itself and that is not an echo.
    OwnAction,
    /// Nothing is in it.
    Empty,
}

impl Reason {
    /// The stable word for logs, metrics and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownObject => "unknown-object",
            Self::UnknownField => "unknown-field",
            Self::UnknownItem => "unknown-item",
            Self::NotUsed => "not-used",
            Self::MissingPart => "missing-part",
            Self::Malformed => "malformed",
            Self::TimeOutOfRange => "time-out-of-range",
            Self::OwnAction => "own-action",
            Self::Empty => "empty",
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A body that is no webhook at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotUnderstood {
    /// Not JSON.
    #[error("the body is not JSON (line {line}, column {column})")]
    NotJson {
        /// The line of the first fault, from 1.
        line: usize,
        /// Its column, from 1.
        column: usize,
    },
    /// JSON, but not an object.
    #[error("the body is JSON but not an object")]
    NotAnObject,
}

/// Reads a webhook in a platform's dialect. Never panics, whatever the bytes.
pub(crate) fn read<D: Dialect>(body: &[u8]) -> Result<Parsed, NotUnderstood> {
    read_by(body, at_once::<D>, careful::read::<D>)
}

/// Reads a webhook in one pass, or with care where that comes to nothing.
pub(crate) fn read_by(
    body: &[u8],
    at_once: impl FnOnce(&str, &mut Understood) -> Option<()>,
    careful: impl FnOnce(&str) -> Result<Vec<Result<Inbound, Unhandled>>, NotUnderstood>,
) -> Result<Parsed, NotUnderstood> {
    let text = text(body);
    let mut understood = Understood::with_room_for(&text);
    let items = match at_once(&text, &mut understood) {
        Some(()) if !understood.items.is_empty() => understood.items,
        _ => careful(&text)?
            .into_iter()
            .enumerate()
            .map(|(index, understood)| Item { index, understood })
            .collect(),
    };
    Ok(Parsed { items })
}

/// The body as text. A byte that is no UTF-8 spoils the letter that it stands for, and nothing else.
fn text(body: &[u8]) -> Cow<'_, str> {
    // To look whether it is text is several times faster than to repair it.
    std::str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed)
}

/// What was understood so far.
pub(crate) struct Understood {
    items: Vec<Item>,
}

impl Understood {
    /// Room for most of what a text of this length says, so that little is moved to make more of it.
    fn with_room_for(text: &str) -> Self {
        const BYTES_OF_AN_ITEM: usize = 300;
        Self {
            items: Vec::with_capacity(1 + text.len() / BYTES_OF_AN_ITEM),
        }
    }

    pub(crate) fn push(&mut self, inbound: Inbound) {
        self.items.push(Item {
            index: self.items.len(),
            understood: Ok(inbound),
        });
    }

    pub(crate) const fn len(&self) -> usize {
        self.items.len()
    }
}

/// Everything in one pass, when everything is understood.
fn at_once<D: Dialect>(text: &str, all: &mut Understood) -> Option<()> {
    envelope::entries(text, D::OBJECT, |entry: wire::Entry<D::Change>| {
        let before = all.len();
        let wire::Id(account) = entry.id;
        for event in entry.messaging {
            all.push(event::understand(&account, event).ok()?);
        }
        for event in entry.standby {
            all.push(event::understand_standby(&account, event).ok()?);
        }
        for change in entry.changes {
            all.push(D::understand(&account, change, entry.time).ok()?);
        }
        (all.len() > before).then_some(())
    })
}

pub(crate) fn unhandled(reason: Reason, detail: impl Into<Cow<'static, str>>) -> Unhandled {
    Unhandled {
        account: None,
        reason,
        detail: detail.into(),
    }
}

/// The part, or the fault of it being missing under this name.
pub(crate) fn required<T>(part: Option<T>, name: &'static str) -> Result<T, Unhandled> {
    part.ok_or_else(|| unhandled(Reason::MissingPart, name))
}

pub(crate) fn required_id(id: Option<wire::Id>, name: &'static str) -> Result<String, Unhandled> {
    required(id, name).map(|wire::Id(id)| id)
}

pub(crate) fn optional_id(id: Option<wire::Id>) -> Option<String> {
    id.map(|wire::Id(id)| id)
}

/// A time in milliseconds since 1970.
pub(crate) fn milliseconds(time: wire::Whole, name: &'static str) -> Result<Timestamp, Unhandled> {
    in_range(Timestamp::from_millisecond(time.0), name)
}

/// A time in seconds since 1970.
pub(crate) fn seconds(time: wire::Whole, name: &'static str) -> Result<Timestamp, Unhandled> {
    in_range(Timestamp::from_second(time.0), name)
}

fn in_range(
    time: Result<Timestamp, jiff::Error>,
    name: &'static str,
) -> Result<Timestamp, Unhandled> {
    time.ok()
        .filter(|time| *time >= Timestamp::UNIX_EPOCH)
        .ok_or_else(|| unhandled(Reason::TimeOutOfRange, name))
}
