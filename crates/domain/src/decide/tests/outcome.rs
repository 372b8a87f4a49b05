use std::time::Duration;

use insta::assert_snapshot;
use transom_policy::{Channel as Platform, Human, MarketingConsent, RestrictionScope, Route};

use super::story::{Story, at, hours, seconds, text};
use crate::channel::Measure;
use crate::conversation::WindowDates;
use crate::decide::{Command, Effect, Reply};
use crate::delivery::{Matter, Outcome, Problem};
use crate::inbound::{Echo, InboundEvent};
use crate::message::{Content, Delivery, DeliveryStatus, FailureClass, Origin};

fn problem() -> Problem {
    Problem {
        code: Some("10/1".to_owned()),
        detail: "said the platform".to_owned(),
    }
}

/// A message on its way.
fn sending() -> Story {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    let reply = Reply::<Human>::new(Content::text("Hello"));
    story
        .happens(&text("m1", "Hello"))
        .later(hours(1))
        .does(&Command::Reply(reply))
        .turn();
    story
}

fn status(story: &Story) -> &DeliveryStatus {
    &story.sent().delivery.as_ref().unwrap().status
}

fn class(story: &Story) -> Option<FailureClass> {
    match status(story) {
        DeliveryStatus::Failed(failure) => Some(failure.class),
        _ => None,
    }
}

fn echo(story: &Story) -> InboundEvent {
    InboundEvent::Echo(Echo {
        customer: "nora".to_owned(),
        external_id: "e1".to_owned(),
        metadata: Some(story.sent().id.to_string()),
        origin: Origin::Api,
        app_id: None,
        text: Some("Hello".to_owned()),
        attachments: Vec::new(),
        reply_to: None,
        extra: None,
    })
}

/// How long after the answer the next attempt is made.
fn wait(story: &Story) -> Option<i64> {
    story
        .last
        .as_ref()
        .unwrap()
        .effects
        .iter()
        .find_map(|effect| match effect {
            Effect::Deliver { due, .. } => Some(
                due.duration_since(story.now)
                    .as_millis()
                    .try_into()
                    .unwrap(),
            ),
            _ => None,
        })
}

#[test]
fn every_class_of_answer_has_its_consequence() {
    let until = Some(at("2026-11-24T00:00:00Z"));
    let outcomes = [
        Outcome::Sent {
            external_id: "e1".to_owned(),
            recipient: None,
        },
        Outcome::HeldBack {
            external_id: "e1".to_owned(),
        },
        Outcome::Retry(problem()),
        Outcome::Throttled {
            problem: problem(),
            wait: Some(Duration::from_mins(5)),
        },
        Outcome::Permanent(problem()),
        Outcome::WindowClosed(problem()),
        Outcome::Restricted {
            problem: problem(),
            until,
        },
        Outcome::Unsettled {
            problem: problem(),
            matter: Matter::Payment,
        },
        Outcome::Unreachable(problem()),
        Outcome::Reconnect(problem()),
        Outcome::Reconcile(problem()),
    ];
    let mut told = String::new();
    for outcome in outcomes {
        let mut story = sending();
        let before = story.text().len();
        story.later(seconds(1)).answer(1, &outcome);
        told.push_str(&story.text()[before..]);
    }
    assert_snapshot!(told);
}

#[test]
fn the_wait_doubles_up_to_its_cap_and_then_it_is_given_up() {
    let waits: Vec<Option<i64>> = (1..=13)
        .map(|attempts| wait(sending().answer(attempts, &Outcome::Retry(problem()))))
        .collect();
    let spread = |wait: i64| wait..=wait + wait / 4;
    for (index, seconds) in [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]
        .into_iter()
        .enumerate()
    {
        let wait = waits[index].unwrap();
        assert!(
            spread(seconds * 1000).contains(&wait),
            "attempt {}: {wait} ms",
            index + 1
        );
    }
    assert_eq!(waits[11..], [None, None]);
    let mut story = sending();
    story.answer(
        12,
        &Outcome::Throttled {
            problem: problem(),
            wait: None,
        },
    );
    assert_eq!(class(&story), Some(FailureClass::Exhausted));
}

#[test]
fn what_failed_together_does_not_come_back_together() {
    let mut story = sending();
    story.answer(5, &Outcome::Retry(problem()));
    let first = wait(&story);
    story
        .does(&Command::Reply(Reply::<Human>::new(Content::text("And"))))
        .turn();
    story.answer(5, &Outcome::Retry(problem()));
    assert_ne!(wait(&story), first);
}

#[test]
fn an_ambiguous_answer_waits_for_the_echo_and_is_never_sent_again() {
    let mut story = sending();
    story.answer(1, &Outcome::Reconcile(problem()));
    assert_eq!(*status(&story), DeliveryStatus::Unconfirmed);
    assert_eq!(wait(&story), None);
    let mut confirmed = sending();
    confirmed
        .answer(1, &Outcome::Reconcile(problem()))
        .later(seconds(5));
    let echo = echo(&confirmed);
    confirmed.happens(&echo).later(seconds(700)).wakes(true);
    assert_snapshot!(confirmed.text());
    story.later(seconds(600)).wakes(true);
    assert_eq!(class(&story), Some(FailureClass::Unconfirmed));
    assert_eq!(story.thread.conversation.failed.len(), 1);
    // Better late than never.
    let echo = self::echo(&story);
    story.later(hours(1)).happens(&echo);
    assert_eq!(*status(&story), DeliveryStatus::Sent { at: story.now });
    assert!(story.thread.conversation.failed.is_empty());
}

#[test]
fn an_answer_after_the_echo_changes_nothing() {
    for outcome in [
        Outcome::Sent {
            external_id: "e1".to_owned(),
            recipient: None,
        },
        Outcome::Retry(problem()),
        Outcome::Reconcile(problem()),
        Outcome::Permanent(problem()),
    ] {
        let mut story = sending();
        let echo = echo(&story);
        story.happens(&echo);
        let settled = story.sent().clone();
        story.later(seconds(3)).answer(1, &outcome);
        assert_eq!(*story.sent(), settled, "{outcome:?}");
        assert!(
            story.last.as_ref().unwrap().effects.is_empty(),
            "{outcome:?}"
        );
    }
}

#[test]
fn an_echo_after_the_answer_brings_the_time_of_the_platform() {
    let mut story = sending();
    let sent_at = story.now;
    story.later(seconds(3)).answer(
        1,
        &Outcome::Sent {
            external_id: "e1".to_owned(),
            recipient: None,
        },
    );
    let echo = echo(&story);
    story.happened(sent_at, &echo);
    assert_eq!(*status(&story), DeliveryStatus::Sent { at: sent_at });
    assert_eq!(story.sent().external_id.as_deref(), Some("e1"));
}

#[test]
fn a_window_that_only_a_reaction_opened_is_not_trusted_again() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello")).later(hours(30));
    story.happens(&InboundEvent::Reaction {
        customer: "nora".to_owned(),
        external_id: "m1".to_owned(),
        emoji: Some("👍".to_owned()),
    });
    let reply = || Command::Reply(Reply::<Human>::new(Content::text("Hello")));
    story
        .does(&reply())
        .turn()
        .answer(1, &Outcome::WindowClosed(problem()));
    story.tries_again();
    assert_snapshot!(story.text());
    let Some(Delivery { route, .. }) = &story.sent().delivery else {
        panic!("it has a route")
    };
    assert_eq!(route.as_str(), "human_agent");
}

#[test]
fn a_window_that_the_platform_holds_for_closed_is_closed_until_the_next_act() {
    let route = |story: &Story| story.sent().delivery.as_ref().unwrap().route;
    let mut story = sending();
    let written_at = story.thread.identity.window_events[0].at;
    story.answer(1, &Outcome::WindowClosed(problem()));
    let window = story.thread.conversation.window;
    assert_eq!(window.closes_at, Some(written_at));
    assert_eq!(window.human_agent_until, Some(written_at + hours(7 * 24)));
    story.tries_again().turn();
    assert_eq!(route(&story), Route::HumanAgent);
    // What may be the approval's fault says nothing of what the customer does meanwhile.
    story.later(hours(1)).happens(&text("m2", "Still there?"));
    let reopened = story.thread.conversation.window;
    assert_eq!(reopened.closes_at, Some(story.now + hours(24)));
    story.answer(1, &Outcome::WindowClosed(problem()));
    assert_eq!(story.thread.conversation.window, reopened);
    story.tries_again();
    assert_eq!(route(&story), Route::Standard);
}

#[test]
fn a_bar_with_an_end_is_over_at_its_end() {
    let mut story = sending();
    let until = Some(at("2026-11-24T00:00:00Z"));
    story.answer(
        1,
        &Outcome::Restricted {
            problem: problem(),
            until,
        },
    );
    let effects = &story.last.as_ref().unwrap().effects;
    let [Effect::Restricted(measure)] = effects.as_slice() else {
        panic!("the channel is restricted: {effects:?}")
    };
    story.channel = story.channel.clone().restricted(measure.clone());
    assert!(story.channel.bar(at("2026-11-23T23:59:59Z")).is_some());
    assert!(story.channel.bar(at("2026-11-24T00:00:00Z")).is_none());
}

#[test]
fn a_bar_of_which_no_end_was_told_is_tried_after_the_shortest_known_and_does_not_shorten_what_was_told()
 {
    let barred = Outcome::Restricted {
        problem: problem(),
        until: None,
    };
    let mut story = sending();
    let now = story.now;
    story.answer(1, &barred);
    let effects = &story.last.as_ref().unwrap().effects;
    let [Effect::Restricted(measure)] = effects.as_slice() else {
        panic!("the channel is restricted: {effects:?}")
    };
    assert!(measure.is_assumed);
    let day = hours(24);
    assert_eq!(measure.until, Some(now + day));

    let mut story = sending();
    story.channel = story.channel.clone().restricted(Measure {
        scope: RestrictionScope::All,
        told_at: now,
        until: Some(now + day * 3),
        is_assumed: false,
        reason: String::new(),
    });
    story.answer(1, &barred);
    assert_eq!(story.last.as_ref().unwrap().effects, []);
}

#[test]
fn nobody_waits_for_a_deadline_of_a_customer_who_cannot_be_reached() {
    let mut story = sending();
    assert!(story.thread.conversation.window.closes_at.is_some());
    story.answer(1, &Outcome::Unreachable(problem()));
    assert_eq!(story.thread.conversation.window, WindowDates::default());
    story.later(seconds(1)).happens(&text("m2", "I am back"));
    let window = story.thread.conversation.window;
    assert!(window.closes_at.is_some() && window.human_agent_until.is_some());
}

#[test]
fn who_stopped_marketing_is_known_by_the_refusal() {
    let mut story = sending();
    story.answer(1, &Outcome::OptedOut(problem()));
    assert_eq!(class(&story), Some(FailureClass::OptedOut));
    let told = story.thread.identity.profile.marketing_stopped.as_ref();
    assert!(told.unwrap().value);
    let facts = crate::decide::facts(&story.channel, &story.thread);
    assert_eq!(facts.consent.marketing, MarketingConsent::Stopped);
}

#[test]
fn a_window_that_whatsapp_holds_for_closed_and_that_is_open_here_is_tried_once_more() {
    let on = |platform| {
        let mut story = Story::of(platform, "2026-11-21T10:00:00Z");
        let reply = Reply::<Human>::new(Content::text("Hello"));
        story
            .happens(&text("m1", "Hello"))
            .later(hours(1))
            .does(&Command::Reply(reply))
            .turn();
        story
    };
    let closed = Outcome::WindowClosed(problem());
    let mut whatsapp = on(Platform::WhatsApp);
    // Which attempt it is says nothing: the first may have been too fast.
    whatsapp.answer(3, &closed);
    assert_eq!(status(&whatsapp), &DeliveryStatus::Queued);
    assert_eq!(wait(&whatsapp), Some(30_000));
    whatsapp.later(seconds(30)).turn().answer(4, &closed);
    assert_eq!(class(&whatsapp), Some(FailureClass::WindowClosed));

    let mut messenger = on(Platform::Messenger);
    messenger.answer(1, &closed);
    assert_eq!(class(&messenger), Some(FailureClass::WindowClosed));
    // In a window that is closed here too, once is enough.
    let mut late = on(Platform::WhatsApp);
    late.later(hours(24)).answer(1, &closed);
    assert_eq!(class(&late), Some(FailureClass::WindowClosed));
}
