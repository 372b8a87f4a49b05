//! `/{page}/moderate_conversations`: customers are kept away, or let back.

use axum::http::Method;
use serde_json::{Value, json};

use super::request::GraphRequest;
use crate::error::GraphError;
use crate::world::World;
use crate::world::moderation::Moderation;

/// Customers in one call.
const MOST_USERS: usize = 10;
/// Actions in one call.
const MOST_ACTIONS: usize = 2;

/// Carries it out for each customer of the list, or for none.
pub(super) fn moderate(
    world: &World,
    request: &GraphRequest,
    page: &str,
) -> Result<Value, GraphError> {
    if request.method != Method::POST {
        return Err(GraphError::UNKNOWN_PATH);
    }
    let users = request.body["user_ids"].as_array();
    let users: Option<Vec<&str>> = users
        .into_iter()
        .flatten()
        .map(|user| user["id"].as_str())
        .collect();
    let users = users.filter(|users| (1..=MOST_USERS).contains(&users.len()));
    let users = users.ok_or_else(|| {
        GraphError::invalid("user_ids must be a list of 1 to 10 objects with an id")
    })?;
    let names = request.list("actions");
    let actions: Option<Vec<Moderation>> = names.iter().map(|name| action(name)).collect();
    let actions = actions.filter(|actions| (1..=MOST_ACTIONS).contains(&actions.len()));
    let actions = actions.ok_or_else(|| {
        GraphError::invalid("actions must be one or two of block_user, unblock_user, ban_user, unban_user, move_to_spam")
    })?;
    let opposed = |one, other| actions.contains(&one) && actions.contains(&other);
    if opposed(Moderation::Block, Moderation::Unblock)
        || opposed(Moderation::Ban, Moderation::Unban)
    {
        return Err(GraphError::invalid(
            "a user cannot be kept away and let back in one call",
        ));
    }
    for user in users {
        if !world.moderate(page, user, &actions) {
            return Err(GraphError::no_object(user));
        }
    }
    Ok(json!({ "success": true }))
}

fn action(name: &str) -> Option<Moderation> {
    Some(match name {
        "block_user" => Moderation::Block,
        "unblock_user" => Moderation::Unblock,
        "ban_user" => Moderation::Ban,
        "unban_user" => Moderation::Unban,
        "move_to_spam" => Moderation::Spam,
        _ => return None,
    })
}
