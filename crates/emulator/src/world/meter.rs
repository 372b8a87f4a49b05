//! What the Graph API needs to know of pages and people beside sending.

use serde_json::{Value, json};

use super::World;
use crate::clock::Clock;
use crate::fault::GraphFaultKind;

impl World {
    /// The fault that strikes the next send, and the pause before the answer, in milliseconds.
    pub(crate) fn strike(&self, page: &str) -> (Option<GraphFaultKind>, u64) {
        let mut state = self.lock();
        state.pages.get_mut(page).map_or((None, 0), |page| {
            (page.faults.strike(), page.faults.slow_ms)
        })
    }

    /// Counts a send of a page. False when there were too many in this second.
    pub(crate) fn meter(&self, page: &str) -> bool {
        let second = second();
        let mut state = self.lock();
        let Some(page) = state.pages.get_mut(page) else {
            return true;
        };
        if page.calls.second != second {
            page.calls.second = second;
            page.calls.calls = 0;
        }
        page.calls.calls += 1;
        page.config
            .send_limit
            .is_none_or(|limit| page.calls.calls <= limit)
    }

    /// How much of its limit a page has used in this second, in percent.
    pub(crate) fn usage(&self, page: &str) -> u32 {
        let state = self.lock();
        let Some(page) = state.pages.get(page) else {
            return 0;
        };
        match page.config.send_limit {
            Some(limit) if page.calls.second == second() => {
                (page.calls.calls.saturating_mul(100) / limit.max(1)).min(100)
            }
            _ => 0,
        }
    }

    /// The profile of a customer who has a thread with the page.
    pub(crate) fn profile(&self, customer: &str, page: &str) -> Option<Value> {
        let state = self.lock();
        let customer = state.customers.get(customer)?;
        (customer.page == page && customer.reachable).then(|| {
            json!({
                "id": customer.id, "name": customer.name(),
                "first_name": customer.first_name, "last_name": customer.last_name,
                "profile_pic": format!("https://scontent.example/people/{}.jpg", customer.id),
                "locale": customer.locale, "timezone": customer.timezone,
            })
        })
    }
}

/// The second of the real clock: limits protect real machines.
fn second() -> i64 {
    Clock::real().as_second()
}
