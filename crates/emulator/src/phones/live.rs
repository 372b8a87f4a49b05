//! Tells open pages that the world has changed; they then fetch themselves again.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;

use crate::world::World;

/// Changes within this time are told as one.
const GATHER: Duration = Duration::from_millis(120);
/// The clock may be moved by somebody else: it is told this often at least.
const BEAT: Duration = Duration::from_secs(2);

/// A stream of `change` events; the data is the world's time in milliseconds.
pub(super) async fn events(
    State(world): State<World>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let state = (world.watch(), world.stop().clone(), world.downgrade());
    Sse::new(unfold(state, async |(mut changes, stop, world)| {
        let name = tokio::select! {
            () = stop.cancelled() => return None,
            changed = changes.changed() => changed.map(|()| "change").ok()?,
            () = tokio::time::sleep(BEAT) => "beat",
        };
        tokio::time::sleep(GATHER).await;
        changes.mark_unchanged();
        let now = world.upgrade()?.now().as_millisecond();
        let event = Event::default().event(name).data(now.to_string());
        Some((Ok(event), (changes, stop, world)))
    }))
}
