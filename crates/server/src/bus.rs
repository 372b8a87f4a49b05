//! The bus: hints to live pages where to look. Never truth; losing one costs a refresh, not a message.

use std::sync::Arc;

use tokio::sync::broadcast;
use transom_store::EventRow;

/// Hints that wait for a slow page before it is told to look at everything again.
const CAPACITY: usize = 4096;

/// Carries hints from whoever committed to whoever shows. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Bus {
    sender: broadcast::Sender<Arc<[EventRow]>>,
}

impl Bus {
    pub(crate) fn new() -> Self {
        Self {
            sender: broadcast::Sender::new(CAPACITY),
        }
    }

    /// Tells everybody who listens.
    pub fn publish(&self, events: Vec<EventRow>) {
        if !events.is_empty() {
            // Nobody listening is no fault.
            let _ = self.sender.send(events.into());
        }
    }

    /// Listens from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<[EventRow]>> {
        self.sender.subscribe()
    }

    /// How many pages listen.
    pub fn listeners(&self) -> usize {
        self.sender.receiver_count()
    }
}
