//! An edition of the rules, and what it changed.

use std::collections::BTreeSet;

use jiff::civil::Date;
use transom_policy::{Language, Rulebook, Subject};

use super::{Source, before, day};
use crate::web::viewer::Viewer;

/// An edition, as the page shows it.
#[derive(Clone, Debug)]
pub(crate) struct Edition {
    /// `messenger/2026-09-28`
    pub(super) id: String,
    pub(super) from: Date,
    pub(super) until: Option<Date>,
    pub(super) standing: Standing,
    /// What it is about, in English.
    pub(super) summary: String,
    /// What it changed, in the reader's language; empty for the first edition.
    pub(super) changes: Vec<String>,
    pub(super) source: Source,
}

/// Where an edition stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Past,
    InForce,
    Later,
}

impl Edition {
    pub(super) fn of(
        edition: &Rulebook,
        editions: &[Rulebook],
        in_force: Option<&Rulebook>,
        viewer: &Viewer,
    ) -> Self {
        let language = viewer.lang.policy();
        let changes = before(edition, editions).map_or_else(Vec::new, |before| {
            let is_new = |route| before.route_provenance(route).is_none();
            let mut told = BTreeSet::new();
            let mut changes = edition.changes_since(before);
            // That a way is new says enough here: its terms stand with the way.
            changes.retain(|change| match change.subject() {
                Subject::Route(route) if is_new(route) => told.insert(route),
                _ => true,
            });
            changes
                .iter()
                .map(|change| change.sentence(language))
                .collect()
        });
        Self {
            id: edition.id().to_string(),
            from: edition.id().date(),
            until: edition.valid_until().map(day),
            standing: match in_force {
                Some(in_force) if in_force.id() == edition.id() => Standing::InForce,
                _ if edition.valid_from() > viewer.now => Standing::Later,
                _ => Standing::Past,
            },
            // The words of the rulebook are English; other readers have the changes in theirs.
            summary: if language == Language::English || changes.is_empty() {
                edition.summary().to_owned()
            } else {
                String::new()
            },
            changes,
            source: Source::of(edition.provenance()),
        }
    }

    pub(super) fn is_in_force(&self) -> bool {
        self.standing == Standing::InForce
    }

    pub(super) fn is_later(&self) -> bool {
        self.standing == Standing::Later
    }
}
