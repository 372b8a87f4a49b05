//! What arrives among the `changes` of a page: comments, labels of customers, the reviews of its
//! templates, and how it stands with the platform. Their times are in seconds.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use transom_domain::inbound::{AccountChange, AccountUpdate, Inbound, InboundEvent, Person};

use super::{feed, label};
use crate::messenger::integrity::PageStatus;
use crate::webhook::wire::Whole;
use crate::webhook::{Reason, Unhandled, required, seconds, unhandled};
use crate::whatsapp;

/// The fields that are understood. The review of a template is documented under both names.
pub(super) const FIELDS: [&str; 5] = [
    "feed",
    "inbox_labels",
    "business_integrity",
    "message_template_status_update",
    "messenger_template_status_update",
];

/// One item of `changes`. What its value is, its field says.
#[derive(Deserialize)]
pub(crate) struct Change {
    field: Option<String>,
    value: Option<Box<RawValue>>,
}

/// What the change says.
pub(super) fn understand(
    account: &str,
    change: Change,
    entry_time: Option<Whole>,
) -> Result<Inbound, Unhandled> {
    match change.field.as_deref() {
        Some("feed") => feed::understand(account, read(change.value)?, entry_time),
        Some("inbox_labels") => label::understand(account, read(change.value)?, entry_time),
        Some("business_integrity") => integrity(account, read(change.value)?, entry_time),
        // The platforms write it alike.
        Some("message_template_status_update" | "messenger_template_status_update") => {
            let value = read(change.value)?;
            whatsapp::understand_template(account, value, entry_time.map(in_seconds))
        }
        _ => Err(unhandled(Reason::UnknownField, "field")),
    }
}

fn integrity(
    account: &str,
    status: PageStatus,
    entry_time: Option<Whole>,
) -> Result<Inbound, Unhandled> {
    let time = required(entry_time, "entry.time")?;
    let at = seconds(in_seconds(time), "entry.time")?;
    let told = required(status.read(at), "value.status")?;
    Ok(Inbound {
        account: account.to_owned(),
        at,
        person: Person::default(),
        event: InboundEvent::Account(AccountUpdate {
            number: None,
            change: AccountChange::Integrity(told),
        }),
    })
}

/// Entries of a page tell milliseconds with messages and seconds with comments; what stands with the review of a template
/// is not on record.
pub(super) fn in_seconds(Whole(time): Whole) -> Whole {
    const LATEST_SECOND: i64 = 100_000_000_000;
    Whole(if time > LATEST_SECOND {
        time / 1000
    } else {
        time
    })
}

fn read<T: DeserializeOwned>(value: Option<Box<RawValue>>) -> Result<T, Unhandled> {
    let value = required(value, "value")?;
    serde_json::from_str(value.get()).map_err(|_| unhandled(Reason::Malformed, "value"))
}
