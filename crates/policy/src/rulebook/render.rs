//! The rulebooks as a page of text, for people.

use std::fmt::Write as _;

use super::{Confidence, Provenance, Rulebook, Rulebooks};
use crate::Channel;

impl Rulebooks {
    /// Every edition with its dates, what it changed, and its sources.
    pub fn render(&self) -> String {
        let mut page = String::new();
        for channel in Channel::ALL {
            for edition in self.editions(channel) {
                let _ = writeln!(page, "{}", edition.id());
            }
        }
        page
    }
}
