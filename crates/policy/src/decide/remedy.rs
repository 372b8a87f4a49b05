//! What would be legal instead.

use super::Gate;
use crate::verdict::Remedy;
use crate::{AuthorKind, Message, Purpose, RefusalCode, Route};

/// The routes that are open now to a person with a fitting draft, in the order of [`Route::ALL`], which is that of
/// use.
pub(super) fn remedies(gate: &Gate<'_>) -> Vec<Remedy> {
    if gate.contact().is_err() {
        return Vec::new();
    }
    let stated = gate.message.and_then(Message::purpose);
    let fitting = Gate {
        author: AuthorKind::Human,
        message: None,
        topic: gate.message.and_then(Message::topic),
        explicit: true,
        ..*gate
    };
    gate.rulebook
        .live_routes()
        .filter(|route| serves(&fitting, *route, stated).unwrap_or(false))
        .filter_map(|route| {
            let opening = fitting.explicit(route).ok()?;
            Some(Remedy {
                route,
                until: opening.until,
            })
        })
        .collect()
}

/// Whether the route may carry what the sender says the message is for.
fn serves(gate: &Gate<'_>, route: Route, stated: Option<Purpose>) -> Result<bool, RefusalCode> {
    let rule = gate.life(route)?;
    Ok(stated.is_none_or(|stated| {
        rule.purpose.is_none_or(|own| own == stated)
            && !(stated == Purpose::Promotion && rule.forbids.promotion)
    }))
}
