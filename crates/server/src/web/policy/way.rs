//! A way to send, as it stands under one edition of the rules.

use jiff::civil::Date;
use transom_policy::{Facts, Language, Remedy, Route, Rulebook, Subject, WindowState, window};

use super::{Source, day};
use crate::web::i18n::Text;
use crate::web::viewer::Viewer;

/// A way to send, explained.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub(super) route: Route,
    pub(super) status: Status,
    /// One sentence on it.
    pub(super) why: String,
    /// What it takes to go this way.
    pub(super) needs: String,
    /// The terms: of this edition, or the last ones where it was withdrawn.
    pub(super) terms: Vec<String>,
    /// Where the terms are known from.
    pub(super) source: Option<Source>,
    /// Where the withdrawal is known from.
    pub(super) withdrawn_by: Option<Source>,
    /// How it stands under every edition, the newest first.
    pub(super) cells: Vec<Cell>,
}

/// How a way stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// It is there; a later edition may withdraw it.
    There {
        until: Option<Date>,
    },
    Withdrawn {
        on: Date,
    },
    Coming {
        from: Date,
    },
}

/// How a way stands under one edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    There,
    Withdrawn,
    NotYet,
}

impl Way {
    /// The ways of a channel under an edition, and those that the channel never has.
    pub(super) fn all(
        editions: &[Rulebook],
        governing: &Rulebook,
        viewer: &Viewer,
    ) -> (Vec<Self>, Vec<Route>) {
        let mut ways = Vec::new();
        let mut absent = Vec::new();
        for route in Route::ALL {
            match Self::of(route, editions, governing, viewer) {
                Some(way) => ways.push(way),
                None => absent.push(route),
            }
        }
        (ways, absent)
    }

    fn of(
        route: Route,
        editions: &[Rulebook],
        governing: &Rulebook,
        viewer: &Viewer,
    ) -> Option<Self> {
        let has = |edition: &&Rulebook| edition.route_provenance(route).is_some();
        let first = editions.iter().find(has)?;
        let status = if has(&governing) {
            let mut all = editions.iter();
            let end = all.find_map(|edition| edition.retired_at(route));
            Status::There {
                until: end.map(day),
            }
        } else if let Some(at) = governing.retired_at(route) {
            Status::Withdrawn { on: day(at) }
        } else {
            Status::Coming {
                from: first.id().date(),
            }
        };
        // The terms of the day, the last that there were, or the first that there will be.
        let telling = match status {
            Status::There { .. } => governing,
            Status::Withdrawn { .. } => editions.iter().rev().find(has)?,
            Status::Coming { .. } => first,
        };
        let withdrawing = editions
            .iter()
            .find(|edition| edition.retired_at(route).is_some())
            .filter(|_| matches!(status, Status::Withdrawn { .. }));
        let language = viewer.lang.policy();
        Some(Self {
            route,
            status,
            why: why(route, governing, viewer).to_string(),
            needs: Remedy { route, until: None }.needs_in(language),
            terms: terms(telling, route, language),
            source: telling.route_provenance(route).map(Source::of),
            withdrawn_by: withdrawing.map(|edition| Source::of(edition.provenance())),
            cells: editions
                .iter()
                .rev()
                .map(|edition| match () {
                    () if has(&edition) => Cell::There,
                    () if edition.retired_at(route).is_some() => Cell::Withdrawn,
                    () => Cell::NotYet,
                })
                .collect(),
        })
    }

    pub(super) fn is_withdrawn(&self) -> bool {
        matches!(self.status, Status::Withdrawn { .. })
    }
}

fn why(route: Route, edition: &Rulebook, viewer: &Viewer) -> Text {
    let window = window(edition, &Facts::default(), viewer.now);
    if route == Route::Standard && window.state == WindowState::Unlimited {
        viewer.text("route-standard-always-why")
    } else {
        viewer.lang.route_why(route)
    }
}

/// What an edition says of a way, a sentence each. The first of its rules is only that it is there.
fn terms(edition: &Rulebook, route: Route, language: Language) -> Vec<String> {
    let rules = edition.rules();
    let own = rules
        .iter()
        .filter(|rule| rule.subject() == Subject::Route(route))
        .skip(1);
    own.map(|rule| without_name(&rule.sentence(language)))
        .collect()
}

/// A sentence that begins with the way's name, without it: the heading has it.
fn without_name(sentence: &str) -> String {
    let rest = sentence.split_once(": ").map_or(sentence, |(_, rest)| rest);
    let mut letters = rest.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

impl Status {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::There { .. } => "there",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Coming { .. } => "coming",
        }
    }

    pub(super) fn icon(self) -> &'static str {
        match self {
            Self::There { .. } => "circle-check",
            Self::Withdrawn { .. } => "circle-x",
            Self::Coming { .. } => "hourglass",
        }
    }

    pub(super) fn text(self, viewer: &Viewer) -> Text {
        match self {
            Self::There { until: None } => viewer.text("policy-status-exists"),
            Self::There { until: Some(date) } => viewer
                .text("policy-status-until")
                .arg("date", viewer.full_date(date)),
            Self::Withdrawn { on } => viewer
                .text("policy-status-withdrawn")
                .arg("date", viewer.full_date(on)),
            Self::Coming { from } => viewer
                .text("policy-status-coming")
                .arg("date", viewer.full_date(from)),
        }
    }
}

impl Cell {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::There => "there",
            Self::Withdrawn => "withdrawn",
            Self::NotYet => "later",
        }
    }

    pub(super) fn icon(self) -> &'static str {
        match self {
            Self::There => "check",
            Self::Withdrawn => "x",
            Self::NotYet => "circle-dashed",
        }
    }

    /// The key of its name.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::There => "policy-cell-there",
            Self::Withdrawn => "policy-cell-withdrawn",
            Self::NotYet => "policy-cell-not-yet",
        }
    }
}
