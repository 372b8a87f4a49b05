//! Reactions of a business to what a customer wrote.

use serde::Serialize;

use super::{Recipient, Rendered, rendered};

/// The one reaction that a business can give.
const REACTION: &str = "love";

#[derive(Serialize)]
struct Reaction<'a> {
    recipient: Recipient<'a>,
    sender_action: &'static str,
    payload: Reacted<'a>,
}

#[derive(Serialize)]
struct Reacted<'a> {
    message_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reaction: Option<&'static str>,
}

/// The request that puts a heart to a customer's message, or takes it away.
pub fn render_reaction(customer: &str, message: &str, reacts: bool) -> Rendered {
    rendered(&Reaction {
        recipient: Recipient::Id(customer),
        sender_action: if reacts { "react" } else { "unreact" },
        payload: Reacted {
            message_id: message,
            reaction: reacts.then_some(REACTION),
        },
    })
}
