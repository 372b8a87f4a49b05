//! What a template may say once its blanks are filled in.

use transom_domain::inbound::TemplateText;

use super::{Fault, Faults, LONGEST_BODY, LONGEST_LINE, card};

/// What the platform would not take of a message, whose values made a text too long.
pub fn check_filled(reads: &TemplateText) -> Vec<Fault> {
    let mut faults = Faults(Vec::new());
    if let Some(header) = reads.header.as_deref().filter(|header| !header.is_empty()) {
        faults.length("header", header, LONGEST_LINE);
    }
    // The platform writes the texts of one-time codes itself.
    if !reads.body.is_empty() {
        faults.length("body", &reads.body, LONGEST_BODY);
    }
    for (index, card) in reads.cards.iter().enumerate() {
        if !card.body.is_empty() {
            faults.length(
                &format!("cards.{index}.body"),
                &card.body,
                card::LONGEST_TEXT,
            );
        }
    }
    faults.0
}
