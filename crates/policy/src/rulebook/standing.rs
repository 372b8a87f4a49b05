//! An edition taken out of time.

use super::{Condition, RouteState, Rulebook};

impl Rulebook {
    /// The edition as if no other followed it: what a later one withdraws stays, for the question what would be if this
    /// one held at another time.
    pub(crate) fn standing(&self) -> Self {
        let mut standing = self.clone();
        for route in &mut standing.routes {
            if let RouteState::Live(rule) = route {
                rule.ends_at = None;
                if let Condition::MarketingToken(marketing) = &mut rule.condition {
                    marketing.later.clear();
                }
            }
        }
        standing
    }
}
