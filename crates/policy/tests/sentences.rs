//! The sentences are there in every language.

use jiff::Timestamp;
use transom_policy::{
    Channel, Draft, Facts, Human, Language, RefusalCode, Remedy, Route, Rulebooks, Verdict,
    Warning, WindowEvent, WindowEventKind, decide,
};

fn is_complete(sentence: &str) -> bool {
    !sentence.is_empty() && !sentence.contains(['{', '}'])
}

#[test]
fn every_code_warning_and_way_has_a_sentence() {
    for language in Language::ALL {
        for code in RefusalCode::ALL {
            assert!(is_complete(code.sentence(language)), "{language:?} {code}");
        }
        for warning in Warning::ALL {
            assert!(
                is_complete(warning.sentence(language)),
                "{language:?} {warning:?}"
            );
        }
        for route in Route::ALL {
            let remedy = Remedy { route, until: None };
            assert!(
                is_complete(&remedy.needs_in(language)),
                "{language:?} {route}"
            );
        }
    }
}

#[test]
fn every_verdict_is_explained_with_its_facts() {
    let now: Timestamp = "2026-11-21T10:00:00Z".parse().expect("a time");
    let rulebook = Rulebooks::embedded()
        .governing(Channel::Messenger, now)
        .expect("an edition");
    for kind in WindowEventKind::ALL {
        let facts = Facts {
            window_events: vec![WindowEvent { at: now, kind }],
            ..Facts::default()
        };
        for language in Language::ALL {
            let text = match decide(rulebook, &facts, &Draft::<Human>::text("Hello"), now) {
                Verdict::Allow(allowed) => {
                    let text = allowed.explanation_in(language);
                    assert!(text.contains("2026-11-22 10:00 UTC"), "{text}");
                    text
                }
                Verdict::Refuse(refusal) => refusal.explanation_in(language),
            };
            assert!(is_complete(&text), "{text}");
        }
    }
}

#[test]
fn an_explanation_reads_as_sentences() {
    let now: Timestamp = "2026-11-21T10:00:00Z".parse().expect("a time");
    let rulebook = Rulebooks::embedded()
        .governing(Channel::Messenger, now)
        .expect("an edition");
    let facts = Facts {
        window_events: vec![WindowEvent {
            at: "2026-11-19T12:00:00Z".parse().expect("a time"),
            kind: WindowEventKind::AdMessage,
        }],
        ..Facts::default()
    };
    let Verdict::Refuse(refusal) = decide(rulebook, &facts, &Draft::<Human>::text("Hello"), now)
    else {
        panic!("the window is closed");
    };
    insta::assert_snapshot!(refusal.explanation(), @"The messaging window is closed, and no other way is open for this message. What counts: the customer wrote after clicking an ad, 2026-11-19 12:00 UTC. The platform may still take a free message until 2026-11-26 12:00 UTC, without a promise.");
}
