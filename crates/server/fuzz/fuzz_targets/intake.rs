//! Any bytes as a signed webhook, from the door to the store.

#![no_main]

use libfuzzer_sys::fuzz_target;
use transom_testkit::TestApp;

#[path = "../../tests/it/any/intake.rs"]
mod intake;
mod program;

use program::Program;

static PROGRAM: Program<TestApp> = Program::new();

fuzz_target!(|body: &[u8]| {
    PROGRAM.with(intake::program, async |app| intake::holds(app, body).await);
});
