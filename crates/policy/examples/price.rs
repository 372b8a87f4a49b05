//! What a template costs at different dates and circumstances, and how fast it may be sent.

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use transom_policy::{Circumstance, LimitKind, PriceCategory, Route, Rulebooks, TemplateCategory};

fn main() -> Result<(), Box<dyn Error>> {
    let utility = PriceCategory::of(Route::Template, Some(TemplateCategory::Utility))
        .ok_or("a template has a price")?;
    for day in ["2025-07-01", "2026-10-01"] {
        let rulebook = Rulebooks::embedded().find(&format!("whatsapp/{day}"))?;
        for circumstance in [
            Circumstance::Outside,
            Circumstance::Window,
            Circumstance::EntryPoint,
        ] {
            println!(
                "{}, {circumstance:?}: {:?}",
                rulebook.id(),
                rulebook.price(utility, circumstance)
            );
        }
    }
    let today = Rulebooks::embedded().find("whatsapp/2026-11-21")?;
    if let Some(limit) = today.limit(LimitKind::Sends) {
        println!(
            "at least {:?} messages in {:#}",
            limit.most.surely(),
            limit.every
        );
    }
    Ok(())
}
