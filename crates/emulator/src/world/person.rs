//! What the Graph API shows of a customer on Messenger or Instagram.

use serde_json::{Value, json};

use super::World;

impl World {
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
