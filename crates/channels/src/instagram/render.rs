//! What Instagram wants to hear.

use transom_domain::delivery::Outgoing;
use transom_policy::Route;

use crate::send::{self, CannotRender, Dialect, Named, Rendered};

/// The request that sends a message by the route it was given.
///
/// Instagram's echoes carry nothing back, so nothing is attached: the echo is known by the id that the answer tells.
pub fn render(outgoing: &Outgoing) -> Result<Rendered, CannotRender> {
    send::message(outgoing, named(outgoing.route)?, Dialect::Instagram, None)
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
