//! What the customer did before a moment, boiled down to what the rules ask.

use jiff::{SignedDuration, Timestamp};

use crate::rulebook::Rulebook;
use crate::{Facts, WindowEventKind};

/// The customer's past as of one moment.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Past {
    last_act: Option<Timestamp>,
    last_message: Option<(Timestamp, WindowEventKind)>,
    /// What holds the window open longest.
    window: Option<Held>,
    /// What holds it open longest among the actions of which the platform is sure.
    firm_until: Option<Timestamp>,
    /// What may hold it open longest.
    possible: Option<Held>,
}

/// An action and the time for which it holds the window open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    pub(crate) event: WindowEventKind,
    pub(crate) at: Timestamp,
    pub(crate) until: Timestamp,
}

impl Past {
    pub(crate) fn new(rulebook: &Rulebook, facts: &Facts, now: Timestamp) -> Self {
        let mut past = Self::default();
        for event in &facts.window_events {
            let (at, rule) = (event.at, rulebook.event(event.kind));
            if at > now {
                continue;
            }
            if rule.acts {
                past.last_act = past.last_act.max(Some(at));
            }
            if rule.is_message {
                let newest = past.last_message.max(Some((at, event.kind)));
                past.last_message = newest;
            }
            if let Some(opens) = rule.opens {
                let held = Held {
                    event: event.kind,
                    at,
                    until: after(at, opens),
                };
                past.window = Some(longer(past.window, held));
                if rule.firm {
                    past.firm_until = past.firm_until.max(Some(held.until));
                }
            }
            if let Some(possible) = rule.possible {
                let held = Held {
                    event: event.kind,
                    at,
                    until: after(at, possible),
                };
                past.possible = Some(longer(past.possible, held));
            }
        }
        for comment in &facts.comments {
            if comment.at <= now {
                past.last_act = past.last_act.max(Some(comment.at));
            }
        }
        past
    }

    /// Whether the customer ever acted.
    pub(crate) const fn acted(&self) -> bool {
        self.last_act.is_some()
    }

    pub(crate) const fn last_act(&self) -> Option<Timestamp> {
        self.last_act
    }

    pub(crate) const fn last_message(&self) -> Option<(Timestamp, WindowEventKind)> {
        self.last_message
    }

    /// The window, open or not; `None` where nothing ever opened one.
    pub(crate) const fn window(&self) -> Option<Held> {
        self.window
    }

    pub(crate) fn window_is_open(&self, at: Timestamp) -> bool {
        self.window.is_some_and(|held| at < held.until)
    }

    /// Whether an action of which the platform is sure holds the window open.
    pub(crate) fn window_is_firm(&self, at: Timestamp) -> bool {
        self.firm_until.is_some_and(|until| at < until)
    }

    /// What may hold the window open still.
    pub(crate) fn possible(&self, at: Timestamp) -> Option<Held> {
        self.possible.filter(|held| at < held.until)
    }

    pub(crate) fn possible_until(&self, at: Timestamp) -> Option<Timestamp> {
        self.possible(at).map(|held| held.until)
    }
}

/// The action that lasts longer; of two that end together, the one listed first.
fn longer(held: Option<Held>, other: Held) -> Held {
    match held {
        Some(held) if (held.until, other.event) >= (other.until, held.event) => held,
        _ => other,
    }
}

/// The instant `length` after `at`, or the last instant there is.
pub(crate) fn after(at: Timestamp, length: SignedDuration) -> Timestamp {
    Timestamp::from_duration(at.as_duration().saturating_add(length)).unwrap_or(Timestamp::MAX)
}
