//! Any bytes as a command of the API about a conversation.

#![no_main]

use libfuzzer_sys::fuzz_target;
use transom_domain::id::ConversationId;
use transom_testkit::TestApp;

#[path = "../../tests/it/any/draft.rs"]
mod draft;
mod program;

use program::Program;

static PROGRAM: Program<(TestApp, ConversationId)> = Program::new();

async fn start() -> (TestApp, ConversationId) {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Where is my parcel?").await;
    (app, id)
}

fuzz_target!(|input: &[u8]| {
    PROGRAM.with(start, async |(app, id)| draft::holds(app, *id, input).await);
});
