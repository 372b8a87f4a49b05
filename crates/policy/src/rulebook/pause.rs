//! How long a platform pauses a template that customers complain about.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::edition::Length;
use super::load::Source;
use super::{Confidence, LoadError, Provenance, Rulebook};
use crate::Pause;

/// How long a template is paused: the first time, the second time, and so on. After the last it is disabled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pauses {
    /// The lengths, in their order.
    pub last: Vec<SignedDuration>,
    /// Where they are known from.
    pub provenance: Provenance,
}

impl Pauses {
    /// When a pause is over; `None` where its length is not known.
    pub fn end(&self, pause: Pause) -> Option<Timestamp> {
        let place = usize::from(pause.number).checked_sub(1)?;
        pause.at.checked_add(*self.last.get(place)?).ok()
    }
}

/// Pauses as they are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PauseTerms {
    last: Vec<Length>,
    source: String,
    confidence: Confidence,
}

impl Source<'_> {
    pub(super) fn add_pauses(&self, rulebook: &mut Rulebook) -> Result<(), LoadError> {
        let Some(terms) = &self.edition.pauses else {
            return Ok(());
        };
        let given = terms.as_ref();
        let lengths = given.last.iter().map(|length| (*length).into());
        let pauses = Pauses {
            last: lengths.collect(),
            provenance: Provenance {
                source: given.source.trim().to_owned(),
                confidence: given.confidence,
            },
        };
        if pauses.last.is_empty() || pauses.last.iter().any(SignedDuration::is_zero) {
            return Err(self.fault(
                terms.span(),
                "pauses: `last` has lengths, none of them zero",
            ));
        }
        if rulebook.pauses.as_ref() == Some(&pauses) {
            return Err(self.repeats(terms.span()));
        }
        rulebook.pauses = Some(pauses);
        Ok(())
    }
}
