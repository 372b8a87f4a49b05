//! Thread control: which of the apps that serve an account may write into a thread, and who wants to.

use transom_domain::inbound::{ControlNotice, ControlTold, InboundEvent};

use super::wire::Control;
use super::{Unhandled, optional_id, required_id};

/// How much of what another app says is kept, in characters; the platform takes as much.
const LONGEST_NOTE: usize = 1000;

pub(super) fn passed(customer: String, wire: Control) -> Result<InboundEvent, Unhandled> {
    let from = optional_id(wire.previous_owner_app_id);
    let to = optional_id(wire.new_owner_app_id);
    let change = match (from, to) {
        (from, Some(to)) => ControlTold::Passed { from, to },
        // Released, or its time is over: it is nobody's until somebody answers.
        (Some(by), None) => ControlTold::GivenUp { by },
        (None, None) => {
            let to = required_id(None, "pass_thread_control.new_owner_app_id")?;
            ControlTold::Passed { from: None, to }
        }
    };
    Ok(notice(customer, change, wire.metadata))
}

pub(super) fn taken(customer: String, wire: Control) -> Result<InboundEvent, Unhandled> {
    let change = ControlTold::Taken {
        from: optional_id(wire.previous_owner_app_id),
        to: required_id(
            wire.new_owner_app_id,
            "take_thread_control.new_owner_app_id",
        )?,
    };
    Ok(notice(customer, change, wire.metadata))
}

pub(super) fn requested(customer: String, wire: Control) -> Result<InboundEvent, Unhandled> {
    let by = required_id(
        wire.requested_owner_app_id,
        "request_thread_control.requested_owner_app_id",
    )?;
    let change = ControlTold::Requested { by };
    Ok(notice(customer, change, wire.metadata))
}

fn notice(customer: String, change: ControlTold, metadata: Option<String>) -> InboundEvent {
    let note = metadata
        .filter(|note| !note.trim().is_empty())
        .map(|note| note.chars().take(LONGEST_NOTE).collect());
    InboundEvent::ThreadControl(ControlNotice {
        customer,
        change,
        note,
    })
}
