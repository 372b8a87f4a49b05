//! What the Graph API needs to know of pages, accounts and people beside sending.

use serde_json::{Value, json};

use super::World;
use crate::clock::Clock;
use crate::fault::GraphFaultKind;

impl World {
    /// The fault that strikes the next send, and the pause before the answer, in milliseconds.
    pub(crate) fn strike(&self, outlet: &str) -> (Option<GraphFaultKind>, u64) {
        let mut state = self.lock();
        state.outlets.get_mut(outlet).map_or((None, 0), |outlet| {
            (outlet.faults.strike(), outlet.faults.slow_ms)
        })
    }

    /// Counts a send of a page or account. False when there were too many in this second.
    pub(crate) fn meter(&self, outlet: &str) -> bool {
        let second = second();
        let mut state = self.lock();
        let Some(outlet) = state.outlets.get_mut(outlet) else {
            return true;
        };
        if outlet.calls.second != second {
            outlet.calls.second = second;
            outlet.calls.calls = 0;
        }
        outlet.calls.calls += 1;
        outlet
            .send_limit
            .is_none_or(|limit| outlet.calls.calls <= limit)
    }

    /// How much of its limit a page or account has used in this second, in percent.
    pub(crate) fn usage(&self, outlet: &str) -> u32 {
        let state = self.lock();
        let Some(outlet) = state.outlets.get(outlet) else {
            return 0;
        };
        match outlet.send_limit {
            Some(limit) if outlet.calls.second == second() => {
                (outlet.calls.calls.saturating_mul(100) / limit.max(1)).min(100)
            }
            _ => 0,
        }
    }

    /// The profile of a customer who has a thread with the outlet, or with the account linked to it.
    pub(crate) fn profile(&self, customer: &str, owner: &str) -> Option<Value> {
        let state = self.lock();
        let customer = state.customers.get(customer)?;
        let own = customer.outlet == owner || state.token_holder(&customer.outlet) == owner;
        if !own || !customer.reachable {
            return None;
        }
        let picture = format!("https://scontent.example/people/{}.jpg", customer.id);
        Some(match &customer.username {
            Some(_) if customer.blocked => return None,
            Some(username) => json!({
                "id": customer.id, "name": customer.name(), "username": username,
                "profile_pic": picture, "follower_count": 120 + username.len(),
                "is_verified_user": false,
                "is_user_follow_business": true, "is_business_follow_user": false,
            }),
            None => json!({
                "id": customer.id, "name": customer.name(),
                "first_name": customer.first_name, "last_name": customer.last_name,
                "profile_pic": picture,
                "locale": customer.locale, "timezone": customer.timezone,
            }),
        })
    }
}

/// The second of the real clock: limits protect real machines.
fn second() -> i64 {
    Clock::real().as_second()
}
