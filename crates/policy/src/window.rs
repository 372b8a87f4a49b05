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
        possible_until: possible.map(|held| held.until),
        human_agent_until: gate
            .life(Route::HumanAgent)
            .and_then(|rule| gate.opening(rule))
            .ok()
            .and_then(|opening| opening.until),
    }
}
