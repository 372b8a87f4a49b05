//! A draft edition: what would change, and what it would mean for a message of today.

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use jiff::Timestamp;
use transom_policy::{
    Automation, Channel, Draft, Facts, Language, Rulebooks, Verdict, WindowEvent, WindowEventKind,
    decide,
};

/// A window of twelve hours, tomorrow.
const DRAFT: &str = r#"
channel = "instagram"
valid_from = 2026-11-22
summary = "What if the window were halved?"
source = "A thought"
confidence = "low"

[events.message]
acts = true
is_message = true
opens = { hours = 12 }
source = "A thought"
confidence = "low"
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let rulebooks = Rulebooks::embedded().with_draft("what-if.toml", DRAFT)?;
    let draft = rulebooks.find("instagram/2026-11-22")?;
    for change in draft.changes_since(rulebooks.find("instagram/2026-11-21")?) {
        println!("{}", change.sentence(Language::English));
    }

    let facts = Facts {
        window_events: vec![WindowEvent {
            at: "2026-11-21T20:00:00Z".parse()?,
            kind: WindowEventKind::Message,
        }],
        ..Facts::default()
    };
    let now: Timestamp = "2026-11-22T10:00:00Z".parse()?;
    for (name, rulebooks) in [
        ("as it is", Rulebooks::embedded()),
        ("as drafted", &rulebooks),
    ] {
        let rulebook = rulebooks
            .governing(Channel::Instagram, now)
            .ok_or("no edition governs at this time")?;
        let reminder = Draft::<Automation>::text("Shall I keep the blue kettle for you?");
        match decide(rulebook, &facts, &reminder, now) {
            Verdict::Allow(allowed) => println!("{name}: {}", allowed.explanation()),
            Verdict::Refuse(refusal) => println!("{name}: {}", refusal.explanation()),
        }
    }
    Ok(())
}
