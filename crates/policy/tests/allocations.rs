//! An allowed message costs no allocation, on any channel, so that a broadcast may ask for each of its recipients.

use allocation_counter::measure;
use jiff::{SignedDuration, Timestamp};
use transom_policy::{
    Capability, Channel, Comment, CommentKind, Draft, Facts, Human, Route, Rulebooks, Template,
    TemplateCategory, TemplateStatus, Token, Verdict, WindowEvent, WindowEventKind, decide,
};

/// A customer with a bit of everything, who last wrote so many hours ago.
fn facts(now: Timestamp, hours: i64) -> Facts {
    let ago = |hours| now - SignedDuration::from_hours(hours);
    Facts {
        region: "US".parse().ok(),
        window_events: vec![
            WindowEvent {
                at: ago(hours + 30),
                kind: WindowEventKind::Postback,
            },
            WindowEvent {
                at: ago(hours),
                kind: WindowEventKind::Message,
            },
        ],
        capabilities: Capability::ALL.to_vec(),
        tokens: vec![
            Token::OneTime {
                id: Some("t".into()),
                topic: Some("restock".into()),
                issued_at: ago(100),
                used_at: None,
            },
            Token::Marketing {
                id: Some("m".into()),
                issued_at: Some(ago(100)),
                expires_at: None,
                last_sent_at: None,
            },
        ],
        comments: vec![Comment {
            id: Some("c".into()),
            at: ago(50),
            kind: CommentKind::Reel,
            live_ended_at: None,
            answered_at: None,
        }],
        templates: vec![Template {
            name: "a".into(),
            language: "en".into(),
            category: TemplateCategory::Utility,
            status: TemplateStatus::Approved,
            pause: None,
        }],
        ..Facts::default()
    }
}

#[test]
fn an_allowed_message_costs_no_allocation() {
    let now: Timestamp = "2026-11-21T12:00:00Z".parse().expect("a time");
    let text = Draft::<Human>::text("Your kettle is back in blue since this morning.");
    let drafts = [
        text.clone(),
        text.clone().by(Route::HumanAgent),
        text.clone().by(Route::PrivateReply),
        text.clone().by(Route::MarketingMessage),
        text.on_topic("restock").by(Route::OneTimeNotification),
        Draft::template("a", "en"),
    ];
    let mut allowed = 0;
    for channel in Channel::ALL {
        let rulebook = Rulebooks::embedded()
            .governing(channel, now)
            .expect("an edition");
        for facts in [facts(now, 2), facts(now, 60)] {
            for draft in &drafts {
                // The check of the content is kept with the draft: a broadcast pays for it once.
                draft.message().content();
                let mut is_allowed = false;
                let cost = measure(|| {
                    let verdict = decide(rulebook, &facts, draft, now);
                    is_allowed = matches!(verdict, Verdict::Allow(_));
                });
                if is_allowed {
                    allowed += 1;
                    assert_eq!(cost.count_total, 0, "{channel} {:?}", draft.route());
                }
            }
        }
    }
    assert!(allowed >= 20, "only {allowed} were allowed");
}
