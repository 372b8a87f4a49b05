//! The clock above the phones.

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::SignedDuration;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::deed::back;
use crate::Clock;
use crate::world::{Rejection, World};

#[derive(Debug, Deserialize)]
pub(super) struct Turn {
    minutes: Option<i64>,
    /// As a `datetime-local` field sends it, UTC; `real` for the real time.
    set: Option<String>,
}

/// Moves the clock.
pub(super) async fn turn(
    State(world): State<World>,
    headers: HeaderMap,
    Form(turn): Form<Turn>,
) -> Response {
    back(&headers, None, apply(&world, &turn))
}

fn apply(world: &World, turn: &Turn) -> Result<(), Rejection> {
    let unusable = || Rejection::invalid("clock", "the clock needs a date and a time");
    match (turn.minutes, turn.set.as_deref()) {
        (Some(minutes), _) => {
            let by = SignedDuration::try_from_mins(minutes).ok_or_else(unusable)?;
            world.now().checked_add(by).map_err(|_| unusable())?;
            world.advance_clock(by);
        }
        (None, Some("real")) => world.set_clock(Clock::real()),
        (None, Some(text)) => {
            let at: DateTime = text.parse().map_err(|_| unusable())?;
            let at = at.to_zoned(TimeZone::UTC).map_err(|_| unusable())?;
            world.set_clock(at.timestamp());
        }
        (None, None) => return Err(unusable()),
    }
    Ok(())
}
