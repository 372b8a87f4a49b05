//! What would be legal instead.

use super::Gate;
use crate::rulebook::RouteRule;
use crate::verdict::Remedy;
use crate::{AuthorKind, Message, Purpose};

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
        .filter_map(|route| {
            let rule = fitting.life(route).ok()?;
            if !serves(rule, stated) {
                return None;
            }
            let opening = fitting.explicit_by(rule).ok()?;
            Some(Remedy {
                route,
                until: opening.until,
            })
        })
        .collect()
}

/// Whether the route may carry what the sender says the message is for.
fn serves(rule: &RouteRule, stated: Option<Purpose>) -> bool {
    stated.is_none_or(|stated| {
        rule.purpose.is_none_or(|own| own == stated)
            && !(stated == Purpose::Promotion && rule.forbids.promotion)
    })
}
