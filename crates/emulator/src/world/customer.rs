//! The customers themselves: making them, looking at them, their switches.

use std::collections::{BTreeSet, VecDeque};

use super::input::{CustomerSwitches, NewCustomer};
use super::rejection::Rejection;
use super::routing::{Party, Routing};
use super::state::Customer;
use super::view::{CustomerView, MessageView};
use super::{World, pair};
use crate::rules::Platform;

impl World {
    /// Makes a customer who has not written yet.
    pub fn create_customer(&self, new: NewCustomer) -> Result<CustomerView, Rejection> {
        let name = new.name.trim();
        if name.is_empty() {
            return Err(Rejection::invalid("name", "a customer needs a name"));
        }
        if !(-12..=14).contains(&new.timezone) {
            return Err(Rejection::invalid(
                "timezone",
                "a timezone is a number of hours from -12 to 14",
            ));
        }
        let (first, last) = name.split_once(' ').unwrap_or((name, ""));
        let page = self.outlet_or_first(new.page.clone())?;
        let now = self.now();
        let mut state = self.lock();
        let outlet = state.outlet(&page)?;
        let id = self.ids().number();
        let on_instagram = outlet.platform() == Platform::Instagram;
        let person = match outlet.as_number() {
            Some(number) => Some(Box::new(self.new_person(&state, number, &new)?)),
            None => None,
        };
        let customer = Customer {
            commenter_id: if on_instagram {
                id.clone()
            } else {
                self.ids().number()
            },
            id,
            username: on_instagram.then(|| new.username.unwrap_or_else(|| username(name))),
            outlet: outlet.id.clone(),
            person,
            first_name: first.to_owned(),
            last_name: last.trim().to_owned(),
            locale: new.locale.unwrap_or_else(|| "en_US".to_owned()),
            timezone: new.timezone,
            acts: VecDeque::new(),
            thread: Vec::new(),
            blocked: false,
            barred: None,
            labels: BTreeSet::new(),
            reachable: false,
            is_typing: false,
            business_types_until: None,
            auto_delivery: None,
            auto_read: None,
            routing: Routing::default(),
            tokens: Vec::new(),
            user_refs: BTreeSet::new(),
            stopped_marketing: false,
            active_at: now,
            seen_by_business: None,
        };
        let view = CustomerView::new(outlet, &customer, now);
        state.customers.insert(customer.id.clone(), customer);
        drop(state);
        self.changed();
        Ok(view)
    }

    /// One customer.
    pub fn customer(&self, id: &str) -> Result<CustomerView, Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, id)?;
        Ok(CustomerView::new(outlet, customer, now))
    }

    /// The customers of a page or account, the last to act first, and how many there are in all.
    pub fn customers(
        &self,
        outlet: &str,
        limit: usize,
    ) -> Result<(Vec<CustomerView>, usize), Rejection> {
        let now = self.now();
        let state = self.lock();
        let outlet = state.outlet(outlet)?;
        let own = state
            .customers
            .values()
            .filter(|customer| customer.outlet == outlet.id);
        let mut own: Vec<&Customer> = own.collect();
        own.sort_unstable_by(|a, b| (b.active_at, &b.id).cmp(&(a.active_at, &a.id)));
        let views = own
            .iter()
            .take(limit)
            .map(|customer| CustomerView::new(outlet, customer, now));
        Ok((views.collect(), own.len()))
    }

    /// The messages of a customer's thread, oldest first.
    pub fn thread(&self, customer: &str) -> Result<Vec<MessageView>, Rejection> {
        let state = self.lock();
        let found = state.customers.get(customer);
        let customer = found.ok_or_else(|| Rejection::unknown("customer", customer))?;
        Ok(customer.thread.iter().map(MessageView::new).collect())
    }

    /// Flips switches of a customer. Blocking tells the app nothing, as on the real platform.
    pub fn switch(
        &self,
        customer: &str,
        switches: CustomerSwitches,
    ) -> Result<CustomerView, Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        if let Some(blocked) = switches.blocked {
            customer.blocked = blocked;
        }
        if let Some(typing) = switches.typing {
            customer.is_typing = typing;
        }
        customer.auto_delivery = switches.auto_delivery.or(customer.auto_delivery);
        customer.auto_read = switches.auto_read.or(customer.auto_read);
        match switches.owned_by_other_app {
            Some(true) => customer.routing.set(Some(Party::OtherApp)),
            Some(false) => customer.routing.set(Some(Party::Own)),
            None => {}
        }
        let view = CustomerView::new(outlet, customer, now);
        drop(state);
        self.changed();
        Ok(view)
    }
}

/// A name of the kind that people on Instagram give themselves.
fn username(name: &str) -> String {
    let words = name.split_whitespace().map(|word| {
        let letters = word.chars().filter(char::is_ascii_alphanumeric);
        letters
            .map(|letter| letter.to_ascii_lowercase())
            .collect::<String>()
    });
    words.collect::<Vec<_>>().join(".")
}
