//! The rulebooks as text, for people: all of them, or what changed between two.

use std::fmt::{self, Write as _};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use thiserror::Error;

use super::{Confidence, Provenance, Rulebook, Rulebooks};
use crate::{Channel, Language};

/// Why two editions cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DiffError {
    /// Not the name of an edition.
    #[error("`{0}` is no edition: write a channel and a date, as in messenger/2024-07-31")]
    NotAnEdition(String),
    /// Before the first edition of its channel.
    #[error("no edition of {channel} governs on {date}")]
    NoEdition {
        /// The channel.
        channel: Channel,
        /// The day asked for.
        date: Date,
    },
    /// Editions of two channels have no time between them.
    #[error("{0} and {1} are different channels")]
    OtherChannel(Channel, Channel),
}

impl Rulebooks {
    /// Every edition: its dates, what it changed rule by rule, and the sources. In English.
    pub fn render(&self) -> String {
        let mut page = String::new();
        for channel in Channel::ALL {
            let mut before = None;
            for edition in self.editions(channel) {
                if !page.is_empty() {
                    page.push('\n');
                }
                // Writing to a string cannot fail.
                let _ = edition.render(before, &mut page);
                before = Some(edition);
            }
        }
        page
    }

    /// What changed from edition `a` to edition `b`, a line for each change. In English.
    ///
    /// An edition is named as by [`RulebookId`](super::RulebookId): `messenger/2024-07-31`. Any other date stands for the
    /// edition that governs on that day. Two dates without a channel tell of every channel that has changed.
    pub fn diff(&self, a: &str, b: &str) -> Result<String, DiffError> {
        if let (Ok(a), Ok(b)) = (a.parse(), b.parse()) {
            return Ok(self.diff_of_days(a, b));
        }
        let (before, after) = (self.find(a)?, self.find(b)?);
        if before.channel() != after.channel() {
            return Err(DiffError::OtherChannel(before.channel(), after.channel()));
        }
        Ok(changed(before, after))
    }

    /// What changed on each channel from one day to another. A channel that begins or ends between them is named.
    fn diff_of_days(&self, a: Date, b: Date) -> String {
        let changes = Channel::ALL.into_iter().filter_map(|channel| {
            match (self.on(channel, a), self.on(channel, b)) {
                (Some(before), Some(after)) if before.id() == after.id() => None,
                (Some(before), Some(after)) => Some(changed(before, after)),
                (None, Some(after)) => Some(format!("{} is the first.\n", after.id())),
                (Some(before), None) => Some(format!("Before {} there is none.\n", before.id())),
                (None, None) => None,
            }
        });
        let text = changes.collect::<Vec<_>>().join("\n");
        if text.is_empty() {
            return "Nothing changed on any channel.\n".to_owned();
        }
        text
    }

    /// The edition that governs when a day begins.
    fn on(&self, channel: Channel, day: Date) -> Option<&Rulebook> {
        let first = day.to_zoned(TimeZone::UTC).ok()?;
        self.governing(channel, first.timestamp())
    }

    /// The edition of a name, or the one that governs on its day.
    pub fn find(&self, name: &str) -> Result<&Rulebook, DiffError> {
        let not_an_edition = || DiffError::NotAnEdition(name.to_owned());
        let (channel, date) = name.split_once('/').ok_or_else(not_an_edition)?;
        let channel: Channel = channel.parse().map_err(|_| not_an_edition())?;
        let date: Date = date.parse().map_err(|_| not_an_edition())?;
        self.on(channel, date)
            .ok_or(DiffError::NoEdition { channel, date })
    }
}

/// What changed between two editions of a channel, a line for each change.
fn changed(before: &Rulebook, after: &Rulebook) -> String {
    let mut text = format!("From {} to {}:\n", before.id(), after.id());
    let changes = after.changes_since(before);
    if changes.is_empty() {
        text.push_str("  nothing changed\n");
    }
    for change in changes {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {}", change.sentence(Language::English));
    }
    text
}

impl Rulebook {
    fn render(&self, before: Option<&Self>, page: &mut String) -> fmt::Result {
        write!(page, "{}  from {}", self.id(), self.valid_from)?;
        match self.valid_until {
            Some(until) => writeln!(page, " until {until}")?,
            None => writeln!(page, ", in force")?,
        }
        writeln!(page, "  {}", self.summary)?;
        writeln!(page, "  {}", self.provenance)?;
        let changes = before.map_or_else(|| self.rules(), |before| self.changes_since(before));
        let mut changes = changes.iter().peekable();
        while let Some(change) = changes.next() {
            writeln!(page, "  - {}", change.sentence(Language::English))?;
            let is_last = changes
                .peek()
                .is_none_or(|next| next.subject() != change.subject());
            if is_last && let Some(provenance) = self.provenance_of(change.subject()) {
                writeln!(page, "    {provenance}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let confidence = match self.confidence {
            Confidence::High => "high",
            Confidence::Medium => "medium",
            Confidence::Low => "low",
        };
        write!(f, "source ({confidence} confidence): {}", self.source)
    }
}
