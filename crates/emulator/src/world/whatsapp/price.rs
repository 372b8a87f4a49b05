//! What a message costs, as statuses tell it. The models differ by date.

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use crate::rules::Category;
use crate::world::state::Person;

/// Service messages that cost nothing, for each number and month, once service messages cost.
const FREE_SERVICE: u32 = 1_000;
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// After an ad everything is free for this long, if the business answers within a day.
const ENTRY: SignedDuration = SignedDuration::from_hours(72);

/// What the price of a message depends on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Priced {
    /// None for anything but a template.
    pub(super) category: Option<Category>,
    /// The customer's window is open.
    pub(super) in_window: bool,
}

fn since(year: i16, month: i8, day: i8) -> Timestamp {
    let zoned = date(year, month, day).to_zoned(TimeZone::UTC);
    zoned.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

/// Opens the free days after an ad, if this message is the first answer to it.
pub(super) fn enter(person: &mut Person, now: Timestamp) {
    if let Some(at) = person.from_ad_at.take()
        && now.duration_since(at) < DAY
    {
        person.free_until = now.checked_add(ENTRY).ok();
    }
}

/// `pricing`, and `conversation` where there is one. Counts free service messages of the number.
pub(super) fn price(
    priced: Priced,
    person: &mut Person,
    service: &mut (String, u32),
    conversation_id: impl FnOnce() -> String,
    now: Timestamp,
) -> Map<String, Value> {
    let entry = person.free_until.is_some_and(|until| now < until);
    let own = category(priced.category);
    if now < since(2025, 7, 1) {
        return by_conversation(own, entry, person, conversation_id, now);
    }
    let service_costs = now >= since(2026, 10, 1);
    let free_service = match priced.category {
        _ if entry => false,
        Some(Category::Utility) => priced.in_window && !service_costs,
        Some(_) => false,
        None => !service_costs || within_allowance(service, now),
    };
    let (kind, named) = if entry {
        ("free_entry_point", "referral_conversion")
    } else if free_service {
        ("free_customer_service", own)
    } else {
        ("regular", own)
    };
    let mut told = Map::new();
    let pricing = json!({
        "billable": kind == "regular", "pricing_model": "PMP", "type": kind, "category": named,
    });
    told.insert("pricing".to_owned(), pricing);
    if let (true, Some(until)) = (entry, person.free_until) {
        let conversation = conversation("referral_conversion", person, conversation_id, until, now);
        told.insert("conversation".to_owned(), conversation);
    }
    told
}

fn category(category: Option<Category>) -> &'static str {
    match category {
        None => "service",
        Some(Category::Utility) => "utility",
        Some(Category::Marketing) => "marketing",
        Some(Category::Authentication) => "authentication",
    }
}

/// Counts a service message; whether it is among the free ones of its month.
fn within_allowance(service: &mut (String, u32), now: Timestamp) -> bool {
    let month = now.to_zoned(TimeZone::UTC).strftime("%Y-%m").to_string();
    if service.0 != month {
        *service = (month, 0);
    }
    service.1 = service.1.saturating_add(1);
    service.1 <= FREE_SERVICE
}

/// The prices before July 2025: a conversation of a day, in which the first message pays.
fn by_conversation(
    own: &'static str,
    entry: bool,
    person: &mut Person,
    id: impl FnOnce() -> String,
    now: Timestamp,
) -> Map<String, Value> {
    let named = if entry { "referral_conversion" } else { own };
    let until = match person.free_until {
        Some(until) if entry => until,
        _ => now.checked_add(DAY).unwrap_or(now),
    };
    let free = entry || (own == "service" && now >= since(2024, 11, 1));
    let mut told = Map::new();
    let pricing = json!({ "billable": !free, "pricing_model": "CBP", "category": named });
    told.insert("pricing".to_owned(), pricing);
    told.insert(
        "conversation".to_owned(),
        conversation(named, person, id, until, now),
    );
    told
}

fn conversation(
    named: &'static str,
    person: &mut Person,
    id: impl FnOnce() -> String,
    until: Timestamp,
    now: Timestamp,
) -> Value {
    person.conversations.retain(|(_, _, end)| now < *end);
    let open = person
        .conversations
        .iter()
        .find(|(kind, _, _)| *kind == named);
    let (id, end) = if let Some((_, id, end)) = open {
        (id.clone(), *end)
    } else {
        let id = id();
        person.conversations.push((named, id.clone(), until));
        (id, until)
    };
    json!({
        "id": id, "expiration_timestamp": end.as_second().to_string(),
        "origin": { "type": named },
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Priced, enter, price};
    use crate::rules::Category::{self, Marketing, Utility};
    use crate::world::state::Person;

    fn told(at: &str, category: Option<Category>, in_window: bool, person: &mut Person) -> Value {
        let priced = Priced {
            category,
            in_window,
        };
        let mut service = (String::new(), 0);
        let id = || "c1".to_owned();
        price(priced, person, &mut service, id, at.parse().unwrap()).into()
    }

    fn somebody() -> Person {
        Person::new("33".to_owned(), "FR.1".to_owned(), None)
    }

    fn kind(at: &str, category: Option<Category>, in_window: bool) -> (Value, Value) {
        let told = told(at, category, in_window, &mut somebody());
        (
            told["pricing"]["type"].clone(),
            told["pricing"]["billable"].clone(),
        )
    }

    #[test]
    fn utility_inside_the_window_is_free_until_october_2026() {
        let free = (json!("free_customer_service"), json!(false));
        let paid = (json!("regular"), json!(true));
        assert_eq!(kind("2026-09-30T23:59:59Z", Some(Utility), true), free);
        assert_eq!(kind("2026-10-01T00:00:00Z", Some(Utility), true), paid);
        assert_eq!(kind("2026-03-01T00:00:00Z", Some(Utility), false), paid);
        assert_eq!(kind("2026-03-01T00:00:00Z", Some(Marketing), true), paid);
        assert_eq!(kind("2026-03-01T00:00:00Z", None, true), free);
    }

    #[test]
    fn the_service_message_after_the_thousandth_of_a_month_costs() {
        let mut service = (String::new(), 0);
        let mut billable = |at: &str| {
            let priced = Priced {
                category: None,
                in_window: true,
            };
            let told = price(
                priced,
                &mut somebody(),
                &mut service,
                String::new,
                at.parse().unwrap(),
            );
            told["pricing"]["billable"] == true
        };
        let paid = (0..1001)
            .filter(|_| billable("2026-11-05T00:00:00Z"))
            .count();
        assert_eq!(paid, 1);
        assert!(!billable("2026-12-01T00:00:00Z"), "a new month begins anew");
    }

    #[test]
    fn before_july_2025_a_conversation_pays_and_lasts_a_day() {
        let mut person = somebody();
        let first = told("2025-06-01T00:00:00Z", Some(Marketing), false, &mut person);
        assert_eq!(first["pricing"]["pricing_model"], "CBP");
        assert_eq!(first["conversation"]["origin"]["type"], "marketing");
        assert_eq!(first["conversation"]["expiration_timestamp"], "1748822400");
        let second = told("2025-06-01T23:00:00Z", Some(Marketing), false, &mut person);
        assert_eq!(first["conversation"], second["conversation"]);
    }

    #[test]
    fn an_answer_within_a_day_of_an_ad_makes_three_days_free() {
        let mut person = somebody();
        person.from_ad_at = Some("2026-11-01T00:00:00Z".parse().unwrap());
        enter(&mut person, "2026-11-01T10:00:00Z".parse().unwrap());
        let free = told("2026-11-04T09:59:59Z", Some(Marketing), false, &mut person);
        assert_eq!(free["pricing"]["type"], "free_entry_point");
        assert_eq!(free["pricing"]["category"], "referral_conversion");
        assert_eq!(
            free["conversation"]["origin"]["type"],
            "referral_conversion"
        );
        let paid = told("2026-11-04T10:00:00Z", Some(Marketing), false, &mut person);
        assert_eq!(paid["pricing"]["type"], "regular");
        assert_eq!(paid.get("conversation"), None);
    }
}
