//! What the customer did before a moment, boiled down to what the rules ask.

use jiff::{SignedDuration, Timestamp};

use crate::rulebook::Rulebook;
use crate::{Facts, WindowEvent, WindowEventKind};

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

/// An action that opens, its end not yet reckoned.
#[derive(Clone, Copy)]
struct Opener {
    event: WindowEventKind,
    at: Timestamp,
    length: SignedDuration,
}

impl Opener {
    fn held(self) -> Held {
        Held {
            event: self.event,
            at: self.at,
            until: after(self.at, self.length),
        }
    }

    /// Whether it lasts longer than the other; of two that end together, the one listed first. Most actions of a channel
    /// last equally long, and then nothing needs to be reckoned.
    fn outlasts(&self, other: &Self) -> bool {
        let ends = if self.length == other.length {
            self.at.cmp(&other.at)
        } else {
            self.held().until.cmp(&other.held().until)
        };
        ends.then(other.event.cmp(&self.event)).is_gt()
    }
}

fn keep_longer(kept: &mut Option<Opener>, opener: Opener) {
    if kept.as_ref().is_none_or(|kept| opener.outlasts(kept)) {
        *kept = Some(opener);
    }
}

impl Past {
    pub(crate) fn new(rulebook: &Rulebook, facts: &Facts, now: Timestamp) -> Self {
        let mut past = Self::default();
        let (mut firm, mut uncertain, mut possible) = (None, None, None);
        let refused_at = facts
            .window_refused_at
            .filter(|refused_at| *refused_at <= now);
        for &WindowEvent { at, kind } in &facts.window_events {
            if at > now {
                continue;
            }
            let rule = rulebook.event(kind);
            if rule.acts && past.last_act.is_none_or(|last| last < at) {
                past.last_act = Some(at);
            }
            if rule.is_message && past.last_message.is_none_or(|last| last < (at, kind)) {
                past.last_message = Some((at, kind));
            }
            let until_refused = refused_at
                .filter(|refused_at| at <= *refused_at)
                .map(|refused_at| refused_at.duration_since(at));
            let opener = |length: SignedDuration| Opener {
                event: kind,
                at,
                length: until_refused.map_or(length, |most| length.min(most)),
            };
            if let Some(length) = rule.opens {
                let kept = if rule.firm { &mut firm } else { &mut uncertain };
                keep_longer(kept, opener(length));
            }
            if let Some(length) = rule.possible {
                keep_longer(&mut possible, opener(length));
            }
        }
        for comment in &facts.comments {
            if comment.at <= now {
                past.last_act = past.last_act.max(Some(comment.at));
            }
        }
        past.firm_until = firm.map(|firm| firm.held().until);
        if let Some(uncertain) = uncertain {
            keep_longer(&mut firm, uncertain);
        }
        past.window = firm.map(Opener::held);
        past.possible = possible.map(Opener::held);
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

/// The instant `length` after `at`, or the last instant there is.
pub(crate) fn after(at: Timestamp, length: SignedDuration) -> Timestamp {
    Timestamp::from_duration(at.as_duration().saturating_add(length)).unwrap_or(Timestamp::MAX)
}
