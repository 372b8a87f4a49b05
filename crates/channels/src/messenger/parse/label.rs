//! Labels of customers, which arrive among the `changes` of the field `inbox_labels`.

use serde::Deserialize;
use transom_domain::inbound::{Inbound, InboundEvent, LabelNotice, Person};

use super::change::in_seconds;
use crate::webhook::wire::{Id, Whole};
use crate::webhook::{Reason, Unhandled, required, required_id, seconds, unhandled};

/// What happened to a label.
#[derive(Deserialize)]
pub(super) struct Labelled {
    action: Option<String>,
    label: Option<Label>,
    user: Option<User>,
}

#[derive(Deserialize)]
struct Label {
    id: Option<Id>,
    page_label_name: Option<String>,
}

#[derive(Deserialize)]
struct User {
    id: Option<Id>,
}

/// What the change says.
pub(super) fn understand(
    account: &str,
    labelled: Labelled,
    entry_time: Option<Whole>,
) -> Result<Inbound, Unhandled> {
    let is_on = match required(labelled.action.as_deref(), "value.action")? {
        "add" => true,
        "remove" => false,
        _ => return Err(unhandled(Reason::UnknownItem, "value.action")),
    };
    let label = required(labelled.label, "value.label")?;
    let user = required(labelled.user, "value.user")?;
    let time = in_seconds(required(entry_time, "entry.time")?);
    Ok(Inbound {
        account: account.to_owned(),
        at: seconds(time, "entry.time")?,
        person: Person::default(),
        event: InboundEvent::Labelled(LabelNotice {
            customer: required_id(user.id, "value.user.id")?,
            label: required_id(label.id, "value.label.id")?,
            name: label
                .page_label_name
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty()),
            is_on,
        }),
    })
}
