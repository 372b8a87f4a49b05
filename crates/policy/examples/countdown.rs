//! What a composer shows for one conversation: the window, and how every way to send stands.

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use std::error::Error;

use jiff::Timestamp;
use transom_policy::{
    AuthorKind, Capability, Channel, Facts, Rulebooks, Status, WindowEvent, WindowEventKind,
    routes, window,
};

fn main() -> Result<(), Box<dyn Error>> {
    let now: Timestamp = "2026-11-21T10:00:00Z".parse()?;
    let facts = Facts {
        window_events: vec![WindowEvent {
            at: "2026-11-20T12:30:00Z".parse()?,
            kind: WindowEventKind::AdMessage,
        }],
        capabilities: vec![Capability::HumanAgent],
        ..Facts::default()
    };
    for channel in [Channel::Messenger, Channel::WhatsApp] {
        let rulebook = Rulebooks::embedded()
            .governing(channel, now)
            .ok_or("no edition governs at this time")?;
        let window = window(rulebook, &facts, now);
        println!(
            "{}: {:?}, closes at {:?}",
            rulebook.id(),
            window.state,
            window.closes_at
        );
        for way in routes(rulebook, &facts, AuthorKind::Human, now) {
            if way.status != Status::Unknown {
                println!(
                    "  {:<28} {:?} {:?}",
                    way.route.as_str(),
                    way.status,
                    way.code
                );
            }
        }
    }
    Ok(())
}
