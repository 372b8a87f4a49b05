//! The rules of a world: the editions that governed, or one edition of a channel for the whole time.

use jiff::Timestamp;
use thiserror::Error;

use crate::{Channel, Rulebook, RulebookId, Rulebooks};

/// Which rules hold in a replay.
#[derive(Clone, Debug)]
pub struct Rules<'a> {
    rulebooks: &'a Rulebooks,
    /// At most one for each channel.
    fixed: Vec<Rulebook>,
}

/// Why an edition cannot hold for the whole time.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditionError {
    /// There is none of this name.
    #[error(
        "there is no edition `{0}`; an edition is named by its channel and first day, as messenger/2026-09-28"
    )]
    Unknown(String),
    /// Another edition of the channel holds already.
    #[error("two editions of {0} cannot hold at the same time: name one for each channel")]
    Second(Channel),
}

impl<'a> Rules<'a> {
    /// At each time the edition that governs then.
    pub const fn governing(rulebooks: &'a Rulebooks) -> Self {
        Self {
            rulebooks,
            fixed: Vec::new(),
        }
    }

    /// The edition `id` (`messenger/2026-09-28`) for the whole time on its channel; the other channels keep theirs.
    pub fn with_edition(mut self, id: &str) -> Result<Self, EditionError> {
        let edition = Channel::ALL
            .into_iter()
            .flat_map(|channel| self.rulebooks.editions(channel))
            .find(|edition| edition.id().to_string() == id)
            .ok_or_else(|| EditionError::Unknown(id.to_owned()))?;
        let channel = edition.channel();
        if self.fixed.iter().any(|fixed| fixed.channel() == channel) {
            return Err(EditionError::Second(channel));
        }
        let standing = edition.standing();
        self.fixed.push(standing);
        Ok(self)
    }

    /// The editions that hold for the whole time.
    pub fn fixed(&self) -> impl Iterator<Item = RulebookId> {
        self.fixed.iter().map(Rulebook::id)
    }

    /// The edition that holds at `at`.
    pub(super) fn edition(&self, channel: Channel, at: Timestamp) -> Option<&Rulebook> {
        self.fixed
            .iter()
            .find(|edition| edition.channel() == channel)
            .or_else(|| self.rulebooks.governing(channel, at))
    }
}
