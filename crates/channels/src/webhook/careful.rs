//! The careful reading: each part of a webhook on its own, so that every fault stays where it is.

use serde_json::value::RawValue;
use transom_domain::inbound::Inbound;

use super::wire::{Event, Id, Members, Object, Whole};
use super::{Dialect, NotUnderstood, Reason, Unhandled, event, unhandled};

type Understood = Result<Inbound, Unhandled>;

/// Kinds of items that exist and have no use here, as they are named on the wire.
const NOT_USED: [&str; 3] = ["game_play", "messaging_customer_information", "send_cart"];

/// Parts of an item that say nothing about its kind.
const ABOUT_ITEM: [&str; 4] = ["sender", "recipient", "timestamp", "hop_context"];

/// Reads a webhook item by item.
pub(super) fn read<D: Dialect>(text: &str) -> Result<Vec<Understood>, NotUnderstood> {
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| NotUnderstood::NotJson {
        line: error.line(),
        column: error.column(),
    })?;
    let Members(members) =
        serde_json::from_str(whole.get()).map_err(|_| NotUnderstood::NotAnObject)?;

    let object = members.iter().find(|(name, _)| name == "object");
    let is_ours = object.is_some_and(|(_, object)| is_text(object, D::OBJECT));
    let mut all = Vec::new();
    for (_, entries) in members.iter().filter(|(name, _)| name == "entry") {
        for entry in elements(entries) {
            if is_ours {
                read_entry::<D>(entry, &mut all);
            } else {
                let fault = unhandled(Reason::UnknownObject, "object");
                all.push(Err(Unhandled {
                    account: account_of(entry),
                    ..fault
                }));
            }
        }
    }
    if all.is_empty() {
        all.push(Err(unhandled(Reason::Empty, "entry")));
    }
    Ok(all)
}

fn read_entry<D: Dialect>(entry: &RawValue, all: &mut Vec<Understood>) {
    let Ok(Members(mut members)) = serde_json::from_str(entry.get()) else {
        all.push(Err(unhandled(Reason::Malformed, "entry")));
        return;
    };
    let account = account_of(entry);
    let time = members
        .iter()
        .find(|(name, _)| name == "time")
        .map(|(_, time)| *time);
    members.retain(|(name, _)| !matches!(name.as_str(), "id" | "time" | "hop_context"));
    members.sort_by_key(|(name, _)| match name.as_str() {
        "messaging" => 0,
        "standby" => 1,
        "changes" => 2,
        _ => 3,
    });

    let before = all.len();
    for (name, value) in members {
        let read_item = |item: &RawValue| match (&account, name.as_str()) {
            (None, _) => Err(unhandled(Reason::MissingPart, "entry.id")),
            (Some(account), "messaging") => {
                read_event(item, |event| event::understand(account, event))
            }
            (Some(account), "standby") => {
                read_event(item, |event| event::understand_standby(account, event))
            }
            (Some(account), "changes") => read_change::<D>(item, account, time),
            _ => Err(unhandled(Reason::UnknownField, listed([name.as_str()]))),
        };
        for item in elements(value) {
            all.push(read_item(item).map_err(|fault| Unhandled {
                account: account.clone(),
                ..fault
            }));
        }
    }
    if all.len() == before {
        all.push(Err(Unhandled {
            account,
            ..unhandled(Reason::Empty, "entry")
        }));
    }
}

fn read_event(item: &RawValue, understand: impl Fn(Event) -> Understood) -> Understood {
    let Object(event) = serde_json::from_str(item.get()).map_err(|error| malformed(&error))?;
    understand(event).map_err(|fault| {
        if fault.reason == Reason::UnknownItem {
            kind_of(item)
        } else {
            fault
        }
    })
}

/// Names the kind of an item that is none of those we understand.
fn kind_of(item: &RawValue) -> Unhandled {
    let Members(members) = serde_json::from_str(item.get()).unwrap_or(Members(Vec::new()));
    let kinds = || {
        members
            .iter()
            .map(|(name, _)| name.as_str())
            .filter(|name| !ABOUT_ITEM.contains(name))
    };
    if let Some(kind) = NOT_USED
        .into_iter()
        .find(|kind| kinds().any(|name| name == *kind))
    {
        return unhandled(Reason::NotUsed, kind);
    }
    unhandled(Reason::UnknownItem, listed(kinds()))
}

fn read_change<D: Dialect>(item: &RawValue, account: &str, time: Option<&RawValue>) -> Understood {
    let Members(members) = serde_json::from_str(item.get()).map_err(|error| malformed(&error))?;
    let field = members.iter().find(|(name, _)| name == "field");
    let field = field
        .ok_or_else(|| unhandled(Reason::MissingPart, "field"))?
        .1;
    let field: Option<String> = serde_json::from_str(field.get()).ok();
    let is_one_of = |known: &[&str]| field.as_deref().is_some_and(|field| known.contains(&field));
    if !is_one_of(D::FIELDS) {
        let reason = if is_one_of(D::FIELDS_NOT_USED) {
            Reason::NotUsed
        } else {
            Reason::UnknownField
        };
        return Err(unhandled(reason, listed(field.as_deref())));
    }
    let change = serde_json::from_str(item.get()).map_err(|error| malformed(&error))?;
    let time: Option<Whole> = time.and_then(|time| serde_json::from_str(time.get()).ok());
    D::understand(account, change, time)
}

/// The elements of an array; anything else counts as its own only element, and nothing as none.
pub(crate) fn elements(value: &RawValue) -> Vec<&RawValue> {
    match serde_json::from_str::<Option<Vec<&RawValue>>>(value.get()) {
        Ok(elements) => elements.unwrap_or_default(),
        Err(_) => vec![value],
    }
}

pub(crate) fn account_of(entry: &RawValue) -> Option<String> {
    let Members(members) = serde_json::from_str(entry.get()).ok()?;
    let (_, id) = members.iter().find(|(name, _)| name == "id")?;
    serde_json::from_str(id.get()).ok().map(|Id(id)| id)
}

pub(crate) fn is_text(value: &RawValue, expected: &str) -> bool {
    serde_json::from_str::<String>(value.get()).is_ok_and(|text| text == expected)
}

/// The parser's own sentence would quote what a person wrote, so only its place is kept.
pub(crate) fn malformed(error: &serde_json::Error) -> Unhandled {
    let place = format!(
        "at line {}, column {} of the item",
        error.line(),
        error.column()
    );
    unhandled(Reason::Malformed, place)
}

/// Names from the wire, kept to a readable length.
pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.into_iter().take(5).collect();
    names.join(", ").chars().take(80).collect()
}
