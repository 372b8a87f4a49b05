//! Any request to the emulator's Graph API and to its control API.

#![no_main]

use std::sync::Mutex;

use axum::Router;
use libfuzzer_sys::fuzz_target;
use tokio::runtime::{Builder, Runtime};

#[path = "../../tests/it/any/request.rs"]
mod request;

/// Requests that one platform takes, for it keeps them all.
const MOST_REQUESTS: usize = 10_000;

static PLATFORM: Mutex<Option<(Runtime, Router, usize)>> = Mutex::new(None);

fuzz_target!(|input: &[u8]| {
    let mut place = PLATFORM.lock().expect("a panic ends the process");
    if place.as_ref().is_some_and(|(_, _, taken)| *taken == MOST_REQUESTS) {
        *place = None;
    }
    let (runtime, platform, taken) = place.get_or_insert_with(|| {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime can be made");
        let platform = runtime.block_on(async { request::platform() });
        (runtime, platform, 0)
    });
    *taken += 1;
    runtime.block_on(request::holds(platform, input));
});
