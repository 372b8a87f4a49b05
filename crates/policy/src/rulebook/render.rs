//! The rulebooks as a page of text, for people.

use std::fmt::{self, Write as _};

use super::{Confidence, EventRule, Provenance, RouteState, Rulebook, Rulebooks};
use crate::{Channel, Route, WindowEventKind};

impl Rulebooks {
    /// Every edition: its dates, what it changed rule by rule, and the sources.
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
        for kind in WindowEventKind::ALL {
            let rule = self.event(kind);
            if before.is_none_or(|before| before.event(kind) != rule) {
                writeln!(page, "  event {}: {rule}", kind.as_str())?;
                writeln!(page, "    {}", rule.provenance)?;
            }
        }
        for route in Route::ALL {
            let old = before.map_or(&RouteState::Unknown, |before| before.route(route));
            match self.route(route) {
                RouteState::Live(rule) if !matches!(old, RouteState::Live(old) if old.provenance == rule.provenance) =>
                {
                    let change = if *old == RouteState::Unknown {
                        "begins"
                    } else {
                        "changes"
                    };
                    writeln!(page, "  route {route}: {change}")?;
                    writeln!(page, "    {}", rule.provenance)?;
                }
                RouteState::Retired { at } if *at == self.valid_from => {
                    writeln!(page, "  route {route}: withdrawn")?;
                }
                RouteState::Live(_) | RouteState::Retired { .. } | RouteState::Unknown => {}
            }
        }
        Ok(())
    }
}

impl fmt::Display for EventRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.opens {
            Some(length) => write!(f, "opens the window for {} h", length.as_hours())?,
            None if self.acts => f.write_str("an act of the customer that opens no window")?,
            None => f.write_str("no act of the customer")?,
        }
        if !self.firm {
            f.write_str(", uncertain")?;
        }
        if let Some(length) = self.possible {
            write!(f, ", perhaps for {} h", length.as_hours())?;
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
