//! The sentences are there in every language.

use jiff::Timestamp;
use transom_policy::{
    Channel, Draft, Facts, Human, Language, RefusalCode, Remedy, Restriction, RestrictionScope,
    Route, Rulebooks, Template, TemplateCategory, TemplateStatus, Verdict, Warning, WindowEvent,
    WindowEventKind, decide,
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

/// The name of a platform belongs to its own channel; what is no platform's has none at all.
#[test]
fn a_refusal_speaks_of_its_own_channel() {
    for language in Language::ALL {
        for code in RefusalCode::ALL {
            for channel in Channel::ALL {
                let sentence = code.sentence_on(channel, language);
                assert!(is_complete(sentence), "{language:?} {channel} {code}");
                assert!(sentence.ends_with('.'), "{sentence}");
                for (name, own) in [
                    ("Messenger", Channel::Messenger),
                    ("Instagram", Channel::Instagram),
                    ("WhatsApp", Channel::WhatsApp),
                ] {
                    assert!(
                        !sentence.contains(name) || channel == own,
                        "{channel}: {sentence}"
                    );
                }
            }
            assert_eq!(
                code.sentence_on(Channel::Messenger, language),
                code.sentence(language)
            );
        }
    }
}

#[test]
fn every_language_has_whatsapp_s_own_words() {
    for language in Language::ALL {
        for code in [RefusalCode::NeverContacted, RefusalCode::WindowClosed] {
            let own = code.sentence_on(Channel::WhatsApp, language);
            assert!(
                own.contains("WhatsApp") && own != code.sentence(language),
                "{own}"
            );
        }
    }
}

#[test]
fn where_no_platform_rules_none_is_named() {
    let words = ["platform", "plateforme", "piattaforma", "plataforma"];
    let now: Timestamp = "2026-11-21T10:00:00Z".parse().expect("a time");
    for channel in [Channel::Email, Channel::Sms, Channel::Webchat] {
        let rulebook = Rulebooks::embedded()
            .governing(channel, now)
            .expect("an edition");
        let restricted = Facts {
            restrictions: vec![Restriction {
                scope: RestrictionScope::All,
                until: None,
            }],
            ..Facts::default()
        };
        let blocked = Facts {
            blocked: true,
            ..Facts::default()
        };
        let paused = Facts {
            channel_paused: true,
            ..Facts::default()
        };
        for facts in [Facts::default(), restricted, blocked, paused] {
            for draft in [
                Draft::<Human>::text("Hello"),
                Draft::text("x".repeat(2000)),
                Draft::template("a", "en"),
                Draft::template("a", "en").by(Route::Standard),
                Draft::feedback(),
                Draft::text("Hello").by(Route::HumanAgent),
            ] {
                for language in Language::ALL {
                    let text = match decide(rulebook, &facts, &draft, now) {
                        Verdict::Allow(allowed) => allowed.explanation_in(language),
                        Verdict::Refuse(refusal) => {
                            let needs = refusal.remedies.iter().map(|way| way.needs_in(language));
                            format!(
                                "{} {}",
                                refusal.explanation_in(language),
                                needs.collect::<String>()
                            )
                        }
                    };
                    assert!(
                        !words.iter().any(|word| text.contains(word)),
                        "{channel}: {text}"
                    );
                }
            }
        }
    }
}

#[test]
fn whatsapp_says_what_begins_a_conversation() {
    let now: Timestamp = "2026-11-21T10:00:00Z".parse().expect("a time");
    let rulebook = Rulebooks::embedded()
        .governing(Channel::WhatsApp, now)
        .expect("an edition");
    let explained = |facts: &Facts, draft: Draft<Human>| match decide(rulebook, facts, &draft, now)
    {
        Verdict::Allow(allowed) => allowed.explanation(),
        Verdict::Refuse(refusal) => refusal.explanation(),
    };
    let nobody = Facts::default();
    assert_eq!(
        explained(&nobody, Draft::text("Hello")),
        "The customer never wrote to this number: WhatsApp lets a business begin with an approved template only."
    );
    let late = Facts {
        window_events: vec![WindowEvent {
            at: "2026-11-19T12:00:00Z".parse().expect("a time"),
            kind: WindowEventKind::Call,
        }],
        ..Facts::default()
    };
    assert_eq!(
        explained(&late, Draft::text("Hello")),
        "The customer service window is closed: WhatsApp takes free messages only while it is open, and approved templates \
         at any time. What counts: the customer called, 2026-11-19 12:00 UTC."
    );
    let stranger = Facts {
        templates: vec![Template {
            name: "welcome".into(),
            language: "en".into(),
            category: TemplateCategory::Utility,
            status: TemplateStatus::Approved,
            pause: None,
        }],
        ..Facts::default()
    };
    assert_eq!(
        explained(&stranger, Draft::template("welcome", "en")),
        "The approved template may be sent at any time. Nothing proves that the customer agreed to be written to."
    );
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
