//! The careful reading: each part of a webhook on its own, so that every fault stays where it is.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::webhook::careful::{account_of, elements, is_text, listed, malformed};
use super::webhook::wire::{Members, Object, Whole};
use super::webhook::{NotUnderstood, Reason, Unhandled, required, unhandled};
use super::wire::{Contact, Metadata};
use super::{
    Contacts, MESSAGE_FIELDS, Number, OBJECT, Understood, account, message, phone, preference,
    status, template, word,
};

/// Fields about the business account and its numbers.
const ACCOUNT_FIELDS: [&str; 7] = [
    "account_alerts",
    "account_review_update",
    "account_update",
    "business_capability_update",
    "phone_number_name_update",
    "phone_number_quality_update",
    "security",
];

/// Fields about templates.
const TEMPLATE_FIELDS: [&str; 4] = [
    "message_template_components_update",
    "message_template_quality_update",
    "message_template_status_update",
    "template_category_update",
];

/// Fields about what is kept on the business's phone.
const PHONE_FIELDS: [&str; 2] = ["history", "smb_app_state_sync"];

/// The field about what customers want.
const PREFERENCES: &str = "user_preferences";

/// Fields that exist and have no use here; the raw webhook keeps them.
const NOT_USED: [&str; 17] = [
    "account_settings_update",
    "automatic_events",
    "business_status_update",
    "calls",
    "flows",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
    "message_handovers",
    "messaging_handovers",
    "partner_solutions",
    "payment_configuration_update",
    "phone_number_username_update",
    "standby",
    "template_correct_category_detection",
    "tracking_events",
];

/// Parts of a value that say nothing by themselves.
const ABOUT_VALUE: [&str; 3] = ["messaging_product", "metadata", "contacts"];

/// Reads a webhook item by item. An entry without a time is of the moment at which the webhook arrived, where that is told.
pub(super) fn read(text: &str, received: Option<Whole>) -> Result<Vec<Understood>, NotUnderstood> {
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| NotUnderstood::NotJson {
        line: error.line(),
        column: error.column(),
    })?;
    let Members(members) =
        serde_json::from_str(whole.get()).map_err(|_| NotUnderstood::NotAnObject)?;

    let object = members.iter().find(|(name, _)| name == "object");
    let is_ours = object.is_some_and(|(_, object)| is_text(object, OBJECT));
    let mut all = Vec::new();
    for (_, entries) in members.iter().filter(|(name, _)| name == "entry") {
        for entry in elements(entries) {
            if is_ours {
                read_entry(entry, received, &mut all);
            } else {
                let fault = unhandled(Reason::UnknownObject, "object");
                all.push(Err(of_account(fault, account_of(entry).as_deref())));
            }
        }
    }
    if all.is_empty() {
        all.push(Err(unhandled(Reason::Empty, "entry")));
    }
    Ok(all)
}

fn of_account(fault: Unhandled, account: Option<&str>) -> Unhandled {
    Unhandled {
        account: account.map(str::to_owned),
        ..fault
    }
}

fn read_entry(entry: &RawValue, received: Option<Whole>, all: &mut Vec<Understood>) {
    let Ok(Members(members)) = serde_json::from_str(entry.get()) else {
        all.push(Err(unhandled(Reason::Malformed, "entry")));
        return;
    };
    let account = account_of(entry);
    let time = part(&members, "time").and_then(|time| serde_json::from_str(time.get()).ok());
    let time = time.or(received);
    let before = all.len();
    for (name, value) in &members {
        match name.as_str() {
            "id" | "time" => {}
            "changes" => {
                for change in elements(value) {
                    let entry = Entry {
                        account: account.as_deref(),
                        time,
                    };
                    entry.read_change(change, all);
                }
            }
            name => {
                let fault = unhandled(Reason::UnknownField, listed([name]));
                let fault = of_account(fault, account.as_deref());
                all.extend(elements(value).iter().map(|_| Err(fault.clone())));
            }
        }
    }
    if all.len() == before {
        let fault = unhandled(Reason::Empty, "entry");
        all.push(Err(of_account(fault, account.as_deref())));
    }
}

/// What an entry says for all its changes.
struct Entry<'a> {
    account: Option<&'a str>,
    time: Option<Whole>,
}

impl Entry<'_> {
    fn read_change(&self, change: &RawValue, all: &mut Vec<Understood>) {
        let fault = |fault| Err(of_account(fault, self.account));
        let members = match serde_json::from_str(change.get()) {
            Ok(Members(members)) => members,
            Err(error) => return all.push(fault(malformed(&error))),
        };
        let Some(field) = part(&members, "field") else {
            return all.push(fault(unhandled(Reason::MissingPart, "field")));
        };
        let field: String = serde_json::from_str(field.get()).unwrap_or_default();
        let value = part(&members, "value");
        if MESSAGE_FIELDS.contains(&field.as_str()) || field == PREFERENCES {
            return match value {
                Some(value) => self.read_list(value, all),
                None => all.push(fault(unhandled(Reason::MissingPart, "value"))),
            };
        }
        if let Some(value) = value
            && PHONE_FIELDS.contains(&field.as_str())
        {
            let account = self.account;
            let before = all.len();
            phone::read(value, self.time, all);
            for item in &mut all[before..] {
                if let Err(fault) = item {
                    fault.account = fault.account.take().or(account.map(str::to_owned));
                }
            }
            return;
        }
        let read = || match (value, self.account) {
            _ if NOT_USED.contains(&field.as_str()) => Err(word(Reason::NotUsed, "field", &field)),
            (Some(value), Some(account)) if ACCOUNT_FIELDS.contains(&field.as_str()) => {
                account::understand(account, &field, typed(value)?, self.time)
            }
            (Some(value), Some(account)) if TEMPLATE_FIELDS.contains(&field.as_str()) => {
                template::understand(account, &field, typed(value)?, self.time)
            }
            (None, _) => Err(unhandled(Reason::MissingPart, "value")),
            (_, None) => Err(unhandled(Reason::MissingPart, "entry.id")),
            _ => Err(word(Reason::UnknownField, "field", &field)),
        };
        all.push(read().or_else(fault));
    }

    /// A value that holds lists: each element of each of them is an item.
    fn read_list(&self, value: &RawValue, all: &mut Vec<Understood>) {
        let members = match serde_json::from_str(value.get()) {
            Ok(Members(members)) => members,
            Err(error) => return all.push(Err(of_account(malformed(&error), self.account))),
        };
        let metadata = part(&members, "metadata").and_then(|raw| typed::<Metadata<'_>>(raw).ok());
        let metadata = metadata.unwrap_or_default();
        let id = metadata.phone_number_id.as_deref();
        // A contact that cannot be read leaves a message without its sender's name, no more.
        let contacts: Vec<Contact<'_>> = part(&members, "contacts")
            .map(elements)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|raw| typed(raw).ok())
            .collect();
        let contacts = Contacts::new(&contacts);
        let read_item = |name: &str, item: &RawValue| {
            let number = Number {
                id: required(id, "metadata.phone_number_id")?,
                shown: metadata.display_phone_number.as_deref(),
                contacts: &contacts,
            };
            match name {
                "messages" => message::understand(&number, typed(item)?),
                "message_echoes" => message::understand_echo(&number, typed(item)?),
                "statuses" => status::understand(&number, typed(item)?),
                "user_preferences" => preference::understand(&number, typed(item)?),
                "errors" => account::fault(&number, typed(item)?, self.time),
                "calls" | "groups" | "history" => Err(unhandled(Reason::NotUsed, listed([name]))),
                _ => Err(unhandled(Reason::UnknownField, listed([name]))),
            }
        };
        let before = all.len();
        let account = id.or(self.account);
        for list in ["messages", "statuses", "message_echoes", ""] {
            let is_next = |name: &str| match list {
                "" => !["messages", "statuses", "message_echoes"].contains(&name),
                list => name == list,
            };
            let lists = members.iter().filter(|(name, _)| is_next(name));
            for (name, value) in lists.filter(|(name, _)| !ABOUT_VALUE.contains(&name.as_str())) {
                for item in elements(value) {
                    all.push(read_item(name, item).map_err(|fault| of_account(fault, account)));
                }
            }
        }
        if all.len() == before {
            let fault = unhandled(Reason::Empty, "value");
            all.push(Err(of_account(fault, account)));
        }
    }
}

fn part<'a>(members: &[(String, &'a RawValue)], name: &str) -> Option<&'a RawValue> {
    let member = members.iter().find(|(known, _)| known == name);
    member.map(|(_, value)| *value)
}

pub(super) fn typed<'a, T: Deserialize<'a>>(raw: &'a RawValue) -> Result<T, Unhandled> {
    let read = serde_json::from_str(raw.get());
    read.map(|Object(one)| one)
        .map_err(|error| malformed(&error))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::whatsapp::WEBHOOK_FIELDS;

    #[test]
    fn an_app_is_to_subscribe_to_every_field_that_is_read() {
        let lists: [&[&str]; 4] = [
            &MESSAGE_FIELDS,
            &ACCOUNT_FIELDS,
            &TEMPLATE_FIELDS,
            &PHONE_FIELDS,
        ];
        let mut read: BTreeSet<&str> = lists.into_iter().flatten().copied().collect();
        read.insert(PREFERENCES);
        // A list inside of `smb_message_echoes`, which some forward as a field; nobody can subscribe to it.
        read.remove("message_echoes");
        assert_eq!(read, BTreeSet::from(WEBHOOK_FIELDS));
        assert!(WEBHOOK_FIELDS.is_sorted());
    }
}
