//! Thread control: the edges of a page, and of an account by its page, by which apps that share it hand threads over.

use axum::http::Method;
use serde_json::Value;

use super::request::GraphRequest;
use crate::error::GraphError;
use crate::world::World;

const EDGES: [&str; 5] = [
    "take_thread_control",
    "pass_thread_control",
    "release_thread_control",
    "request_thread_control",
    "extend_thread_control",
];

/// The answer, when the request is about thread control.
pub(super) fn answer(
    world: &World,
    request: &GraphRequest,
    outlet: &str,
) -> Option<Result<Value, GraphError>> {
    let edge = request.edge()?;
    Some(match (&request.method, edge) {
        (&Method::POST, edge) if EDGES.contains(&edge) => {
            world.control_thread(outlet, edge, &request.body)
        }
        (&Method::GET, "thread_owner") => match request.given("recipient") {
            Some(recipient) => world.thread_owner(outlet, &recipient),
            None => Err(GraphError::invalid("recipient is required")),
        },
        (&Method::GET, "secondary_receivers") => world.secondary_receivers(outlet),
        _ => return None,
    })
}
