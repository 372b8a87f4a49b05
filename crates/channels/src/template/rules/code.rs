//! What a template with a one-time code may have.

use transom_domain::template::{Button, CodeApp, Components, Handover};

use super::{Faults, Rule, WHATSAPP};

/// In minutes.
const SHORTEST_LIFE: u8 = 1;
/// In minutes.
const LONGEST_LIFE: u8 = 90;
const MOST_APPS: usize = 5;
/// Characters of the hash of an app's key.
const SIGNATURE: usize = 11;

/// A one-time code: the platform writes the texts, and one button hands it over.
pub(super) fn check(faults: &mut Faults, made: &Components) {
    if let Some(minutes) = made.code.and_then(|code| code.expires_in)
        && !(SHORTEST_LIFE..=LONGEST_LIFE).contains(&minutes)
    {
        let rule = Rule::Minutes(SHORTEST_LIFE, LONGEST_LIFE);
        faults.add("code.expires_in", rule);
    }
    let [Button::OneTime { label, handover }] = &made.buttons[..] else {
        return faults.add("buttons", Rule::TooManyButtons(1));
    };
    if label.chars().count() > WHATSAPP.label {
        faults.add("buttons[0].label", Rule::TooLong(WHATSAPP.label));
    }
    let is_known = |app: &CodeApp| !app.package.is_empty() && app.signature.len() == SIGNATURE;
    let apps = handover.apps();
    let is_sized = (1..=MOST_APPS).contains(&apps.len());
    if *handover != Handover::Copy && !(is_sized && apps.iter().all(is_known)) {
        faults.add("buttons[0].apps", Rule::Apps);
    }
    if made.header.is_some() || !made.cards.is_empty() || made.offer.is_some() {
        faults.add("components", Rule::Kind);
    }
}
