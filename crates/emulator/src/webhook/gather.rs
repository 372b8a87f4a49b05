//! How WhatsApp packs what happened at the same time: several changes in an entry, several messages or statuses in one
//! change.

use serde_json::Value;

use super::event::{Event, Slot};

/// Puts an event into the entry before it, where it belongs there.
pub(super) fn joins(entry: Option<&mut Value>, event: &Event) -> bool {
    let Some(entry) = entry else { return false };
    let same = entry["id"] == event.owner && entry.get("time").is_none();
    if event.slot != Slot::Values || !same || !event.is_of_a_number() {
        return false;
    }
    let Some(changes) = entry["changes"].as_array_mut() else {
        return false;
    };
    let merged = changes
        .last_mut()
        .is_some_and(|last| merges(last, &event.item));
    if !merged {
        changes.push(event.item.clone());
    }
    true
}

/// Puts the messages or statuses of a change into the one before it.
fn merges(before: &mut Value, change: &Value) -> bool {
    let alike = before["field"] == change["field"]
        && before["value"]["metadata"] == change["value"]["metadata"];
    let lists = ["messages", "statuses"];
    let list = lists
        .into_iter()
        .find(|list| change["value"][list].is_array());
    let (true, Some(list)) = (alike, list) else {
        return false;
    };
    if !before["value"][list].is_array() {
        return false;
    }
    let contacts = change["value"]["contacts"].as_array().cloned();
    for contact in contacts.unwrap_or_default() {
        let known = before["value"]["contacts"].as_array_mut();
        if let Some(known) = known.filter(|known| !known.contains(&contact)) {
            known.push(contact);
        }
    }
    if let (Some(all), Some(more)) = (
        before["value"][list].as_array_mut(),
        change["value"][list].as_array(),
    ) {
        all.extend(more.iter().cloned());
    }
    true
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::{Value, json};

    use super::super::event::{Event, envelope};

    fn message(number: &str, from: &str) -> Event {
        let value = json!({
            "metadata": { "phone_number_id": number },
            "contacts": [{ "wa_id": from }], "messages": [{ "from": from }],
        });
        Event::whatsapp(
            (number, "1"),
            from,
            Timestamp::UNIX_EPOCH,
            "messages",
            &value,
        )
    }

    fn entries(events: &[Event]) -> Value {
        let body = envelope("whatsapp_business_account", events);
        serde_json::from_slice::<Value>(&body).unwrap()["entry"].clone()
    }

    #[test]
    fn messages_of_one_number_share_a_change_and_name_each_contact_once() {
        let entries = entries(&[message("2", "33"), message("2", "33"), message("2", "44")]);
        assert_eq!(entries.as_array().unwrap().len(), 1);
        let value = &entries[0]["changes"][0]["value"];
        assert_eq!(
            value["contacts"],
            json!([{ "wa_id": "33" }, { "wa_id": "44" }])
        );
        assert_eq!(value["messages"].as_array().unwrap().len(), 3);
    }

    #[test]
    fn another_number_is_another_change_and_what_has_a_time_another_entry() {
        let alert = Event::whatsapp(
            ("1", "1"),
            "1",
            Timestamp::UNIX_EPOCH,
            "account_update",
            &json!({ "event": "ACCOUNT_VIOLATION" }),
        );
        let entries = entries(&[
            message("2", "33"),
            message("3", "33"),
            alert,
            message("2", "33"),
        ]);
        let changes = |index: usize| entries[index]["changes"].as_array().unwrap().len();
        assert_eq!((changes(0), changes(1), changes(2)), (2, 1, 1));
        assert_eq!(entries[1]["time"], 0);
    }
}
