//! What holds of any bytes as a command of the API about a conversation.

use axum::body::Body;
use axum::http::{Request, header};
use transom_domain::id::ConversationId;
use transom_testkit::TestApp;

const COMMANDS: [&str; 6] = ["messages", "notes", "assign", "snooze", "close", "seen"];

/// Panics where something does not hold. The first byte chooses the command, the rest is its body.
pub(crate) async fn holds(app: &TestApp, id: ConversationId, input: &[u8]) {
    let Some((command, body)) = input.split_first() else {
        return;
    };
    let command = COMMANDS[usize::from(*command) % COMMANDS.len()];
    let path = format!("/api/v1/conversations/{id}/{command}");
    let request = Request::post(path)
        .header(header::AUTHORIZATION, format!("Bearer {}", app.shop.token))
        .header(header::CONTENT_TYPE, "application/json");
    let request = request.body(Body::from(body.to_vec()));
    let answer = app.send(request.expect("the path is valid")).await;
    let status = answer.status.as_u16();
    assert!(status < 500, "{command}: {status}");
    if status >= 400 {
        let problem = answer.json();
        assert_eq!(
            answer.headers[header::CONTENT_TYPE],
            "application/problem+json"
        );
        assert_eq!(problem["status"], status);
        for part in ["code", "detail", "title"] {
            let said = problem[part].as_str().unwrap_or_default();
            assert!(!said.is_empty(), "{command}: {problem}");
        }
    }
}
