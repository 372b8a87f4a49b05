//! What Instagram wants to hear.

use serde::Serialize;
use transom_domain::delivery::Outgoing;
use transom_policy::Route;

use crate::send::{self, CannotRender, Dialect, Named, Recipient, Rendered};

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

/// The request that sends a message by the route it was given.
///
/// Instagram's echoes carry nothing back, so nothing is attached: the echo is known by the id that the answer tells.
pub fn render(outgoing: &Outgoing) -> Result<Rendered, CannotRender> {
    send::message(outgoing, named(outgoing.route)?, Dialect::Instagram, None)
}

/// The request that puts a heart to a customer's message, or takes it away.
pub fn render_reaction(customer: &str, message: &str, reacts: bool) -> Rendered {
    send::rendered(&Reaction {
        recipient: Recipient::Id(customer),
        sender_action: if reacts { "react" } else { "unreact" },
        payload: Reacted {
            message_id: message,
            reaction: reacts.then_some(REACTION),
        },
    })
}

/// Meta's own samples name nothing inside the window, and beyond it the tag alone; the older flavour wants its type too,
/// and both take both.
fn named(route: Route) -> Result<Named, CannotRender> {
    match route {
        Route::Standard | Route::PrivateReply => Ok(Named::default()),
        Route::HumanAgent => Ok(Named {
            messaging_type: Some("MESSAGE_TAG"),
            tag: Some("HUMAN_AGENT"),
        }),
        // No other tag, no template and no paid message exists on Instagram.
        other => Err(CannotRender::Route(other)),
    }
}
