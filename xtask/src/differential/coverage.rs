//! What the cases reached: how often each route was allowed and each code given, on every channel.

use std::collections::BTreeMap;
use std::fmt;

use transom_policy::{Channel, RefusalCode, Route};

use super::comparison::Said;

/// Counts by channel.
#[derive(Default)]
pub(super) struct Coverage {
    said: BTreeMap<Said, [u64; Channel::ALL.len()]>,
    /// No edition governs the channel at the moment of the case.
    skipped: [u64; Channel::ALL.len()],
}

impl Coverage {
    pub(super) fn count(&mut self, channel: Channel, said: Said) {
        self.said.entry(said).or_default()[channel as usize] += 1;
    }

    pub(super) fn skip(&mut self, channel: Channel) {
        self.skipped[channel as usize] += 1;
    }

    /// How many cases were decided.
    pub(super) fn decided(&self) -> u64 {
        self.said.values().flatten().sum()
    }

    /// How many cases no edition governed.
    pub(super) fn skipped(&self) -> u64 {
        self.skipped.iter().sum()
    }

    /// How often this was said on a channel.
    pub(super) fn times(&self, channel: Channel, said: Said) -> u64 {
        self.said
            .get(&said)
            .map_or(0, |counts| counts[channel as usize])
    }

    fn line(
        f: &mut fmt::Formatter<'_>,
        name: &str,
        cell: impl Fn(Channel) -> String,
    ) -> fmt::Result {
        write!(f, "\n{name:<28}")?;
        Channel::ALL
            .into_iter()
            .try_for_each(|channel| write!(f, "{:>11}", cell(channel)))
    }

    fn counted(&self, f: &mut fmt::Formatter<'_>, name: &str, said: Said) -> fmt::Result {
        Self::line(f, name, |channel| match self.times(channel, said) {
            0 => "-".to_owned(),
            times => times.to_string(),
        })
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Self::line(f, "", |channel| channel.to_string())?;
        Self::line(f, "no edition", |channel| {
            self.skipped[channel as usize].to_string()
        })?;
        f.write_str("\nallowed by")?;
        for route in Route::ALL {
            self.counted(f, &format!("  {route}"), Said::Allowed(route))?;
        }
        f.write_str("\nrefused as")?;
        for code in RefusalCode::ALL {
            self.counted(f, &format!("  {code}"), Said::Refused(code))?;
        }
        Ok(())
    }
}
