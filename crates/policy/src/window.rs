//! The messaging window, for the countdown.

use jiff::Timestamp;
use serde::Serialize;

use crate::decide::{Gate, Past};
use crate::{AuthorKind, Facts, Route, Rulebook, WindowEventKind};

/// The messaging window of a contact on a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Window {
    /// Whether it is open.
    pub state: WindowState,
    /// What opened it; the last one if it is closed.
    pub cause: Option<WindowEventKind>,
    /// When that happened.
    pub opened_at: Option<Timestamp>,
    /// When it closes or closed. Half-open: at this instant it is closed.
    pub closes_at: Option<Timestamp>,
    /// Until when the platform may keep it open beyond `closes_at`, without a promise.
    pub possible_until: Option<Timestamp>,
    /// Until when a person may still reply, where the channel is allowed to.
    pub human_agent_until: Option<Timestamp>,
}

/// Whether a window is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowState {
    /// Surely.
    Open,
    /// Perhaps: the platform does not tell.
    Possible,
    /// No longer.
    Closed,
    /// Not yet: the customer did nothing that opens one.
    NeverOpened,
    /// The channel has no window.
    Unlimited,
}

/// The window at `now`. What bars sending (a block, a pause, a restriction) does not change it.
pub fn window(rulebook: &Rulebook, facts: &Facts, now: Timestamp) -> Window {
    let past = Past::new(rulebook, facts, now);
    let gate = Gate {
        rulebook,
        facts,
        past: &past,
        known: now,
        at: now,
        author: AuthorKind::Human,
        message: None,
        topic: None,
        explicit: true,
    };
    let held = past.window();
    let possible = past.possible(now);
    let state = if rulebook.unlimited {
        WindowState::Unlimited
    } else if past.window_is_open(now) {
        WindowState::Open
    } else if possible.is_some() {
        WindowState::Possible
    } else if held.is_some() {
        WindowState::Closed
    } else {
        WindowState::NeverOpened
    };
    let shown = if state == WindowState::Possible {
        possible
    } else {
        held
    };
    Window {
        state,
        cause: shown.map(|held| held.event),
        opened_at: shown.map(|held| held.at),
        closes_at: held.map(|held| held.until),
        possible_until: possible
            .map(|held| held.until)
            .filter(|until| held.is_none_or(|held| held.until < *until)),
        human_agent_until: gate
            .life(Route::HumanAgent)
            .and_then(|rule| gate.opening(rule))
            .ok()
            .and_then(|opening| opening.until),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Channel, Rulebooks, WindowEvent};

    #[test]
    fn what_is_possible_is_told_only_where_it_outlasts_what_is_sure() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let now = at("2026-11-21T10:00:00Z");
        let rulebook = Rulebooks::embedded()
            .governing(Channel::Instagram, now)
            .unwrap();
        let ad = WindowEvent {
            at: at("2026-11-15T10:00:00Z"),
            kind: WindowEventKind::AdMessage,
        };
        let message = WindowEvent {
            at: at("2026-11-21T09:00:00Z"),
            kind: WindowEventKind::Message,
        };
        let after = |window_events| {
            let facts = Facts {
                window_events,
                ..Facts::default()
            };
            let shown = window(rulebook, &facts, now);
            (shown.state, shown.possible_until)
        };
        let until = Some(at("2026-11-22T10:00:00Z"));
        assert_eq!(after(vec![ad]), (WindowState::Possible, until));
        assert_eq!(after(vec![ad, message]), (WindowState::Open, until));
        let later = WindowEvent {
            at: at("2026-11-21T10:00:00Z"),
            kind: WindowEventKind::Message,
        };
        assert_eq!(after(vec![ad, later]), (WindowState::Open, None));
    }
}
