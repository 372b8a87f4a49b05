//! How a page keeps customers away.

use super::World;
use super::state::Bar;

/// What a page may have done about a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moderation {
    Block,
    Unblock,
    Ban,
    Unban,
    /// The thread goes where nobody looks.
    Spam,
}

impl World {
    /// Carries it out for a customer of the page, or of the account that is linked to it. False when there is none.
    pub(crate) fn moderate(&self, page: &str, customer: &str, actions: &[Moderation]) -> bool {
        let linked = self.linked_account(page);
        let mut state = self.lock();
        let own = state.customers.get_mut(customer);
        let own = own.filter(|known| {
            let is_ours = known.outlet == page || Some(&known.outlet) == linked.as_ref();
            is_ours && known.reachable
        });
        let Some(known) = own else {
            return false;
        };
        for action in actions {
            match action {
                Moderation::Block => known.barred = known.barred.or(Some(Bar::Blocked)),
                Moderation::Ban => known.barred = Some(Bar::Banned),
                Moderation::Unblock if known.barred == Some(Bar::Blocked) => known.barred = None,
                Moderation::Unban if known.barred == Some(Bar::Banned) => known.barred = None,
                Moderation::Unblock | Moderation::Unban | Moderation::Spam => {}
            }
        }
        drop(state);
        self.changed();
        true
    }
}
