//! People on WhatsApp: their two ids, and what they decide about themselves.

use jiff::Timestamp;
use serde_json::json;

use super::judge::DAY;
use super::{chat, contact, event, shown_number, value};
use crate::rules::Act;
use crate::world::World;
use crate::world::input::{NewCustomer, PersonChange};
use crate::world::rejection::Rejection;
use crate::world::state::{Customer, Number, Outlet, Person, State};
use crate::world::view::CustomerView;

impl World {
    /// A new person, under an id of this business that they have for all its numbers.
    pub(in crate::world) fn new_person(
        &self,
        state: &State,
        number: &Number,
        new: &NewCustomer,
    ) -> Result<Person, Rejection> {
        let Some(given) = &new.wa_id else {
            let id = self.ids().number();
            let wa_id = format!("1555{}", &id[id.len() - 7..]);
            let user_id = self.user_id(new.locale.as_deref());
            return Ok(Person::new(wa_id, user_id, new.username.clone()));
        };
        let wa_id = digits(given)?;
        let of_number = |outlet: &str| {
            let outlet = state.outlets.get(outlet);
            outlet.and_then(|outlet| outlet.as_number())
        };
        let mut user_id = None;
        for other in state.customers.values() {
            let (Some(person), Some(theirs)) = (&other.person, of_number(&other.outlet)) else {
                continue;
            };
            if person.wa_id != wa_id {
                continue;
            }
            if theirs.phone == number.phone {
                return Err(Rejection::invalid(
                    "wa-id",
                    "another customer of this number has this phone",
                ));
            }
            if theirs.waba == number.waba {
                user_id = Some(person.user_id.clone());
            }
        }
        let user_id = user_id.unwrap_or_else(|| self.user_id(new.locale.as_deref()));
        Ok(Person::new(wa_id, user_id, new.username.clone()))
    }

    fn user_id(&self, locale: Option<&str>) -> String {
        let country = locale.and_then(|locale| locale.split_once(['_', '-']));
        let country = country.map_or("US", |(_, country)| country);
        format!("{country}.{}", self.ids().number())
    }

    /// Changes what is known of a person; the app is told of what the platform tells.
    pub fn change_person(
        &self,
        customer: &str,
        change: PersonChange,
    ) -> Result<CustomerView, Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let id = customer.to_owned();
        let (outlet, customer) = chat(&mut state, customer)?;
        let Some(person) = customer.person.as_deref_mut() else {
            return Err(Rejection::unknown("customer", &id));
        };
        if change.username.is_some() {
            person.username = change.username;
        }
        person.hides_number = change.hides_number.unwrap_or(person.hides_number);
        person.unreachable = change.unreachable.unwrap_or(person.unreachable);
        let stops = change.stopped_marketing;
        if let Some(stops) = stops {
            person.stopped_marketing = stops;
        }
        let moved = match &change.wa_id {
            None => None,
            Some(given) => {
                let before = person.clone();
                person.wa_id = digits(given)?;
                let country = before.user_id.split('.').next().unwrap_or("US").to_owned();
                person.user_id = format!("{country}.{}", self.ids().number());
                Some((before, person.clone()))
            }
        };
        let renamed = (change.new_user_id && moved.is_none()).then(|| {
            let before = person.clone();
            let country = before.user_id.split('.').next().unwrap_or("US").to_owned();
            person.user_id = format!("{country}.{}", self.ids().number());
            (before, person.user_id.clone())
        });
        let customer = &*customer;
        if let (Some(before), true) = (&renamed, tells_user_ids(outlet)) {
            self.tell_new_user_id(outlet, customer, before, now);
        }
        if let (Some(stops), Some(person)) = (stops, customer.person.as_deref()) {
            let (word, detail) = if stops {
                ("stop", "User requested to stop marketing messages")
            } else {
                ("resume", "User requested to resume marketing messages")
            };
            let contact = contact(outlet, customer, person, now);
            let mut preference = json!({
                "wa_id": contact["wa_id"], "detail": detail, "category": "marketing_messages",
                "value": word, "timestamp": now.as_second(),
            });
            if contact.get("user_id").is_some() {
                preference["user_id"] = contact["user_id"].clone();
            }
            let mut value = value(outlet);
            value["contacts"] = json!([contact]);
            value["user_preferences"] = json!([preference]);
            self.emit(
                outlet,
                event(outlet, &customer.id, now, "user_preferences", &value),
            );
        }
        if let Some((before, after)) = moved {
            let body = format!(
                "User {} changed from {} to {}",
                customer.name(),
                before.wa_id,
                after.wa_id
            );
            let mut system = json!({
                "type": "user_changed_number", "wa_id": after.wa_id, "body": body,
            });
            if tells_user_ids(outlet) {
                system["user_id"] = json!(after.user_id);
            }
            let mut value = value(outlet);
            value["messages"] = json!([{
                "from": before.wa_id, "id": self.ids().whatsapp_message(&before.wa_id, false),
                "timestamp": now.as_second().to_string(), "type": "system", "system": system,
            }]);
            self.emit(outlet, event(outlet, &customer.id, now, "messages", &value));
        }
        drop(state);
        self.changed();
        self.customer(&id)
    }

    /// A system message: the number is the old one, if it is told at all.
    fn tell_new_user_id(
        &self,
        outlet: &Outlet,
        customer: &Customer,
        (before, after): &(Person, String),
        now: Timestamp,
    ) {
        let mut message = json!({
            "from_user_id": before.user_id,
            "id": self.ids().whatsapp_message(&before.wa_id, false),
            "timestamp": now.as_second().to_string(), "type": "system",
            "system": {
                "type": "user_changed_user_id", "user_id": after,
                "body": format!("User {} has a new user id", customer.name()),
            },
        });
        let number = shown_number(customer, before, now);
        if !number.is_empty() {
            message["from"] = json!(number);
        }
        let mut value = value(outlet);
        value["messages"] = json!([message]);
        self.emit(outlet, event(outlet, &customer.id, now, "messages", &value));
    }

    /// The business blocks a person by either id, or unblocks them. Gives both ids; none where nobody has it.
    pub(crate) fn block_by_business(
        &self,
        number: &str,
        who: &str,
        on: bool,
    ) -> Option<(String, String)> {
        let mut state = self.lock();
        let mut own = state
            .customers
            .values_mut()
            .filter(|one| one.outlet == number);
        let customer = own.find(|customer| {
            let person = customer.person.as_deref();
            person.is_some_and(|person| person.wa_id == who || person.user_id == who)
        })?;
        let person = customer.person.as_deref_mut()?;
        person.blocked_by_business = on;
        Some((person.wa_id.clone(), person.user_id.clone()))
    }

    /// Whom of a number's customers the business has blocked, by both ids.
    pub(crate) fn blocked_by_business(&self, number: &str) -> Vec<(String, String)> {
        let state = self.lock();
        let own = state.customers.values().filter(|one| one.outlet == number);
        let people = own.filter_map(|customer| customer.person.as_deref());
        let mut blocked: Vec<_> = people
            .filter(|person| person.blocked_by_business)
            .map(|person| (person.wa_id.clone(), person.user_id.clone()))
            .collect();
        blocked.sort_unstable();
        blocked
    }

    /// Whether a customer of a number, by either id, wrote within the last day; a call does not count.
    pub(crate) fn wrote_lately(&self, number: &str, who: &str) -> bool {
        let now = self.now();
        let state = self.lock();
        let mut own = state.customers.values().filter(|one| one.outlet == number);
        own.any(|customer| {
            let person = customer.person.as_deref();
            let mut acts = customer.acts.iter();
            person.is_some_and(|person| person.wa_id == who || person.user_id == who)
                && acts.any(|(at, act)| {
                    matches!(act, Act::Message | Act::AdMessage) && now.duration_since(*at) < DAY
                })
        })
    }
}

fn tells_user_ids(outlet: &Outlet) -> bool {
    outlet.as_number().is_some_and(|number| number.user_ids)
}

fn digits(text: &str) -> Result<String, Rejection> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if (7..=15).contains(&digits.len()) {
        Ok(digits)
    } else {
        Err(Rejection::invalid(
            "wa-id",
            "a phone number has 7 to 15 digits",
        ))
    }
}
