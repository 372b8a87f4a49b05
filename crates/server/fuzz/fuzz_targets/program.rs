//! The program under a fuzz target: started when it is first needed, and anew after many inputs, for it keeps them all.

use std::sync::Mutex;

use tokio::runtime::{Builder, Runtime};

/// Inputs that one program takes.
const MOST_INPUTS: usize = 2_000;

pub struct Program<T>(Mutex<Option<(Runtime, T, usize)>>);

impl<T> Program<T> {
    pub const fn new() -> Self {
        Self(Mutex::new(None))
    }

    pub fn with(&self, start: impl AsyncFn() -> T, holds: impl AsyncFn(&T)) {
        let mut place = self.0.lock().expect("a panic ends the process");
        if place.as_ref().is_some_and(|(_, _, taken)| *taken == MOST_INPUTS) {
            *place = None;
        }
        let (runtime, program, taken) = place.get_or_insert_with(|| {
            let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
            let runtime = runtime.expect("a runtime can be made");
            let program = runtime.block_on(start());
            (runtime, program, 0)
        });
        *taken += 1;
        runtime.block_on(holds(program));
    }
}
