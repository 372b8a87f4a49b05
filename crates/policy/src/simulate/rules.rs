//! The rules of a world: the editions that governed, or one edition or draft of a channel for the whole time.

use jiff::Timestamp;
use serde::Deserialize;
use thiserror::Error;

use crate::{Channel, DiffError, LoadError, Rulebook, RulebookId, Rulebooks};

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
    #[error(transparent)]
    Unknown(#[from] DiffError),
    /// The draft is no edition.
    #[error(transparent)]
    Draft(#[from] LoadError),
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

    /// The edition `name` (`messenger/2026-09-28`, or any day on which it governs) for the whole time on its channel; the
    /// other channels keep theirs.
    pub fn with_edition(self, name: &str) -> Result<Self, EditionError> {
        let edition = self.rulebooks.find(name)?.standing();
        self.with(edition)
    }

    /// A draft edition for the whole time on its channel, as [`Rulebooks::with_draft`] reads it: what it does not change is
    /// as in the edition before its first day.
    pub fn with_draft(self, path: &str, text: &str) -> Result<Self, EditionError> {
        #[derive(Deserialize)]
        struct Head {
            channel: Channel,
        }

        let rulebooks = self.rulebooks.with_draft(path, text)?;
        let draft = toml::from_str(text)
            .ok()
            .and_then(|Head { channel }| rulebooks.editions(channel).last())
            .ok_or_else(|| DiffError::NotAnEdition(path.to_owned()))?;
        self.with(draft.standing())
    }

    fn with(mut self, edition: Rulebook) -> Result<Self, EditionError> {
        let channel = edition.channel();
        if self.fixed.iter().any(|fixed| fixed.channel() == channel) {
            return Err(EditionError::Second(channel));
        }
        self.fixed.push(edition);
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
