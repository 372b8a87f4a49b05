//! One line of a history, read.

use std::str::FromStr;
use std::sync::Arc;

use jiff::Timestamp;

use super::outcome::Actual;
use super::record::{ActualRecord, EntryRecord, NewFacts};
use crate::case::detail;
use crate::{AuthorKind, Channel, Message, Route, WindowEventKind};

/// One line of a history: something the customer did, something that became known, or a send.
#[derive(Debug)]
pub struct Entry {
    pub(super) at: Timestamp,
    pub(super) channel: Channel,
    pub(super) what: What,
}

#[derive(Debug)]
pub(super) enum What {
    Act {
        contact: Arc<str>,
        kind: WindowEventKind,
    },
    Facts {
        contact: Option<Arc<str>>,
        facts: Box<NewFacts>,
    },
    Send(Box<Send>),
}

/// A message that somebody wanted to send.
#[derive(Debug)]
pub(super) struct Send {
    pub(super) id: Option<Arc<str>>,
    pub(super) contact: Arc<str>,
    pub(super) author: AuthorKind,
    pub(super) message: Message,
    pub(super) route: Option<Route>,
    pub(super) actual: Option<Actual>,
}

/// The place of an entry in the order of a history: by time, and what became known at an instant before what was sent
/// at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    at: Timestamp,
    is_send: bool,
}

impl Entry {
    /// Its place in the order of a history. Entries of the same moment keep the order of their lines.
    pub const fn moment(&self) -> Moment {
        Moment {
            at: self.at,
            is_send: matches!(self.what, What::Send(_)),
        }
    }
}

impl FromStr for Entry {
    /// What is wrong with the line, and what is right.
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let record = EntryRecord::parse(line).map_err(|error| detail(&error))?;
        let (at, channel) = (record.at, record.channel);
        let what = match (record.kind, record.facts.is_some(), record.draft.is_some()) {
            (Some(kind), false, false) => {
                record.check_no_send()?;
                let contact = record.contact.ok_or(NO_CONTACT)?;
                What::Act { contact, kind }
            }
            (None, true, false) => {
                record.check_no_send()?;
                let facts = record.facts.unwrap_or_default().0;
                facts.check(at, record.contact.is_some())?;
                What::Facts {
                    contact: record.contact,
                    facts: Box::new(facts),
                }
            }
            (None, false, true) => What::Send(Box::new(record.send()?)),
            _ => return Err(ONE_OF.to_owned()),
        };
        Ok(Self { at, channel, what })
    }
}

const NO_CONTACT: &str = "`contact` is missing: say whom it is about";
const ONE_OF: &str = "a line has one of `kind` (what the customer did), `facts` (what became known) and `draft` (what was \
                      to be sent)";

impl EntryRecord {
    fn check_no_send(&self) -> Result<(), String> {
        let of_sends = [
            ("author", self.author.is_some()),
            ("purpose", self.purpose.is_some()),
            ("topic", self.topic.is_some()),
            ("route", self.route.0.is_some()),
            ("outcome", self.outcome.is_some()),
            ("outcome_route", self.outcome_route.is_some()),
        ];
        match of_sends.into_iter().find(|(_, is_there)| *is_there) {
            Some((name, _)) => Err(format!("`{name}` belongs to a send, which has a `draft`")),
            None => Ok(()),
        }
    }

    fn send(self) -> Result<Send, String> {
        let actual = match (self.outcome, self.outcome_route) {
            (None, None) => None,
            (Some(ActualRecord::Delivered), route) => Some(Actual::Delivered(route)),
            (Some(ActualRecord::Refused), None) => Some(Actual::Refused),
            (None | Some(ActualRecord::Refused), Some(_)) => {
                return Err("`outcome_route` goes with the outcome `delivered`".to_owned());
            }
        };
        let draft = self.draft.ok_or(ONE_OF)?.0;
        let attested = draft.attested;
        let mut message = Message::new(draft.body()?);
        message.purpose = self.purpose;
        message.topic = self.topic;
        message.attested = attested;
        Ok(Send {
            id: self.id,
            contact: self.contact.ok_or(NO_CONTACT)?,
            author: self
                .author
                .ok_or("`author` is missing: say whether `human` or `automation` wrote it")?,
            message,
            route: self.route.0,
            actual,
        })
    }
}
