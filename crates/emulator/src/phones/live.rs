//! Tells open pages that the world has changed; they then fetch themselves again.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, Sse};
use futures_util::Stream;

use crate::world::World;

/// Changes within this time are told as one.
const GATHER: Duration = Duration::from_millis(120);
/// The clock may be moved by somebody else: it is told this often at least.
const BEAT: Duration = Duration::from_secs(2);

/// A stream of `change` events; the data is the world's time in milliseconds.
pub(super) async fn events(
    State(world): State<World>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = world.watch();
    let world = world.downgrade();
    Sse::new(futures_util::stream::unfold(
        (changes, world),
        async |(mut changes, world)| {
            let name = match tokio::time::timeout(BEAT, changes.changed()).await {
                Ok(Ok(())) => "change",
                Ok(Err(_)) => return None,
                Err(_) => "beat",
            };
            tokio::time::sleep(GATHER).await;
            changes.mark_unchanged();
            let now = world.upgrade()?.now().as_millisecond();
            let event = Event::default().event(name).data(now.to_string());
            Some((Ok(event), (changes, world)))
        },
    ))
}
