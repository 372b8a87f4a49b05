//! The times of the snooze menu.

use jiff::{SignedDuration, Timestamp};

use super::Opened;
use crate::web::inbox::conversation::{Snooze, SnoozeCode};
use crate::web::viewer::Viewer;

/// How long before the window closes a snooze for its sake ends.
const BEFORE_WINDOW: SignedDuration = SignedDuration::from_hours(3);
/// The hour at which tomorrow begins.
const MORNING: i8 = 9;

impl Opened {
    pub(super) fn snoozes(&self, viewer: &Viewer) -> Vec<Snooze> {
        let closes_at = self.rules.closes_at.filter(|closes| *closes > viewer.now);
        [
            SnoozeCode::Hour,
            SnoozeCode::BeforeWindow,
            SnoozeCode::Tomorrow,
            SnoozeCode::Week,
        ]
        .into_iter()
        .filter_map(|code| {
            let until = until(code, closes_at, viewer)?;
            let after_window = closes_at.is_some_and(|closes| until >= closes);
            Some(Snooze {
                code,
                until,
                after_window,
            })
        })
        .collect()
    }

    /// The end of a snooze that was chosen.
    pub(crate) fn snooze_until(&self, code: &str, viewer: &Viewer) -> Option<Timestamp> {
        let snoozes = self.snoozes(viewer);
        snoozes
            .into_iter()
            .find(|snooze| snooze.code.code() == code)
            .map(|snooze| snooze.until)
    }
}

fn until(code: SnoozeCode, closes_at: Option<Timestamp>, viewer: &Viewer) -> Option<Timestamp> {
    let morning = |days: i32| {
        let today = viewer.now.to_zoned(viewer.time_zone.clone()).date();
        let day = today.checked_add(jiff::Span::new().days(days)).ok()?;
        let morning = day
            .at(MORNING, 0, 0, 0)
            .to_zoned(viewer.time_zone.clone())
            .ok()?;
        Some(morning.timestamp())
    };
    match code {
        SnoozeCode::Hour => viewer.now.checked_add(SignedDuration::from_hours(1)).ok(),
        SnoozeCode::BeforeWindow => closes_at
            .and_then(|closes| closes.checked_sub(BEFORE_WINDOW).ok())
            .filter(|until| *until > viewer.now),
        SnoozeCode::Tomorrow => morning(1),
        SnoozeCode::Week => morning(7),
    }
}
