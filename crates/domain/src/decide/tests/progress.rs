//! Reports about single messages, and notices about the customer, as a platform tells them that has both.

use insta::assert_snapshot;
use proptest::prelude::*;
use transom_policy::Channel as Platform;

use super::story::{Story, hours, seconds, text};
use crate::conversation::Status;
use crate::decide::{Command, Effect, Event, Reply};
use crate::delivery::{Outcome, Problem};
use crate::inbound::{
    CustomerMessage, IdentityChange, InboundEvent, Price, Progress, Reached, Stage,
};
use crate::message::{
    Activity, Content, DeliveryStatus, Extra, Failure, FailureClass, Location, TemplateMessage,
};

fn failure(class: FailureClass) -> Reached {
    Reached::Failed(Failure {
        class,
        code: Some("131026".to_owned()),
        detail: Some("Message undeliverable".to_owned()),
    })
}

fn report(external_id: &str, reached: Reached) -> InboundEvent {
    InboundEvent::Progress(Progress {
        customer: "nora".to_owned(),
        external_id: external_id.to_owned(),
        metadata: None,
        reached,
        price: None,
    })
}

/// A customer who wrote, and an answer that the platform took as `w1`.
fn answered() -> Story {
    let mut story = Story::of(Platform::WhatsApp, "2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    story.later(seconds(60));
    story
        .does(&Command::Reply(Reply::new(Content::text("It ships today"))))
        .turn();
    story.later(seconds(1)).answer(
        1,
        &Outcome::Sent {
            external_id: "w1".to_owned(),
            recipient: None,
        },
    );
    story
}

#[test]
fn a_message_gets_further_and_its_price_is_kept() {
    let mut story = answered();
    let delivered = InboundEvent::Progress(Progress {
        customer: "nora".to_owned(),
        external_id: "w1".to_owned(),
        metadata: None,
        reached: Reached::Delivered,
        price: Some(Price {
            is_billable: Some(true),
            category: Some("service".to_owned()),
            ..Price::default()
        }),
    });
    story.later(seconds(2)).happens(&delivered);
    story
        .later(seconds(60))
        .happens(&report("w1", Reached::Read));
    // Told again, and late: nothing goes back.
    story
        .later(seconds(1))
        .happens(&report("w1", Reached::Sent))
        .happens(&report("w1", failure(FailureClass::Unreachable)));
    assert_snapshot!(story.text());
}

#[test]
fn a_message_that_was_taken_can_still_fail() {
    let mut story = answered();
    story
        .later(seconds(5))
        .happens(&report("w1", failure(FailureClass::Unreachable)));
    // The report that it was on its way is late.
    story
        .later(seconds(5))
        .happens(&report("w1", Reached::Sent));
    assert_snapshot!(story.text());
}

#[test]
fn a_report_settles_what_was_unconfirmed() {
    let mut story = Story::of(Platform::WhatsApp, "2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    story
        .does(&Command::Reply(Reply::new(Content::text("It ships today"))))
        .turn()
        .answer(1, &Outcome::Reconcile(Problem::default()));
    let ours = story.sent().id.to_string();
    let sent = InboundEvent::Progress(Progress {
        customer: "nora".to_owned(),
        external_id: "w1".to_owned(),
        metadata: Some(ours),
        reached: Reached::Sent,
        price: None,
    });
    story.later(seconds(5)).happens(&sent);
    let status = story.sent().delivery.as_ref().unwrap().status.clone();
    assert_eq!(status, DeliveryStatus::Sent { at: story.now });
    assert_eq!(story.sent().external_id.as_deref(), Some("w1"));
    // Also when we had given it up.
    let mut story = Story::of(Platform::WhatsApp, "2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    story
        .does(&Command::Reply(Reply::new(Content::text("It ships today"))))
        .turn()
        .answer(1, &Outcome::Reconcile(Problem::default()));
    story.later(hours(1)).wakes(true);
    assert_eq!(story.thread.conversation.failed.len(), 1);
    story.happens(&sent);
    assert!(story.thread.conversation.failed.is_empty());
}

#[test]
fn a_lost_first_attempt_says_nothing_about_the_second() {
    let mut story = Story::of(Platform::WhatsApp, "2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    story
        .does(&Command::Reply(Reply::new(Content::text("It ships today"))))
        .turn()
        .answer(1, &Outcome::Reconcile(Problem::default()));
    story.later(hours(1)).wakes(true).tries_again().turn();
    let sent = Outcome::Sent {
        external_id: "w2".to_owned(),
        recipient: None,
    };
    story.answer(1, &sent);
    let first_failed = InboundEvent::Progress(Progress {
        customer: "nora".to_owned(),
        external_id: "w1".to_owned(),
        metadata: Some(story.sent().id.to_string()),
        reached: failure(FailureClass::Rejected),
        price: None,
    });
    story.later(seconds(5)).happens(&first_failed);
    assert!(story.thread.conversation.failed.is_empty());
    let status = &story.sent().delivery.as_ref().unwrap().status;
    assert!(matches!(status, DeliveryStatus::Sent { .. }), "{status:?}");
}

/// Whether the last decision sends the message again, and after how many seconds.
fn goes_again(story: &Story) -> Option<i64> {
    let effects = &story.last.as_ref().unwrap().effects;
    effects.iter().find_map(|effect| match effect {
        Effect::Deliver { due, .. } => Some(due.duration_since(story.now).as_secs()),
        _ => None,
    })
}

fn status(story: &Story) -> DeliveryStatus {
    story.sent().delivery.as_ref().unwrap().status.clone()
}

#[test]
fn a_report_that_an_open_window_is_closed_has_the_message_go_once_more() {
    let closed = |id| report(id, failure(FailureClass::WindowClosed));
    let mut story = answered();
    story.later(seconds(2)).happens(&closed("w1"));
    assert_eq!(
        (status(&story), goes_again(&story)),
        (DeliveryStatus::Queued, Some(30))
    );
    assert!(story.thread.conversation.failed.is_empty());
    // Told again, nothing more is sent.
    story.happens(&closed("w1"));
    assert_eq!(goes_again(&story), None);
    story.later(seconds(30)).turn().answer(
        1,
        &Outcome::Sent {
            external_id: "w2".to_owned(),
            recipient: None,
        },
    );
    story.later(seconds(2)).happens(&closed("w1"));
    assert!(matches!(status(&story), DeliveryStatus::Sent { .. }));
    story.happens(&closed("w2"));
    assert_eq!(goes_again(&story), None, "once is enough");
    assert!(matches!(status(&story), DeliveryStatus::Failed(_)));

    // Where the window is closed by what the customer did, the platform is right.
    let mut late = answered();
    late.later(hours(24)).happens(&closed("w1"));
    assert_eq!(goes_again(&late), None);
    assert!(matches!(status(&late), DeliveryStatus::Failed(_)));
}

#[test]
fn what_could_not_be_delivered_for_a_reason_that_passes_goes_again_a_few_times() {
    let passing = |id: &str| report(id, failure(FailureClass::Exhausted));
    let mut story = answered();
    for (number, wait) in [30, 60, 120, 240, 480, 600].into_iter().enumerate() {
        story
            .later(seconds(2))
            .happens(&passing(&format!("w{}", number + 1)));
        let went = (status(&story), goes_again(&story));
        assert_eq!(went, (DeliveryStatus::Queued, Some(wait)));
        story.later(seconds(wait)).turn().answer(
            1,
            &Outcome::Sent {
                external_id: format!("w{}", number + 2),
                recipient: None,
            },
        );
    }
    story.later(seconds(2)).happens(&passing("w7"));
    assert_eq!(goes_again(&story), None);
    assert!(matches!(
        status(&story),
        DeliveryStatus::Failed(Failure {
            class: FailureClass::Exhausted,
            ..
        })
    ));

    // The window is asked for at its turn, as for any message.
    let mut late = answered();
    late.later(hours(24)).happens(&passing("w1"));
    assert_eq!(goes_again(&late), Some(30));
}

#[test]
fn a_report_that_comes_before_the_answer_has_the_message_go_once_more_and_the_answer_changes_nothing()
 {
    let mut story = Story::of(Platform::WhatsApp, "2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    story
        .does(&Command::Reply(Reply::new(Content::text("It ships today"))))
        .turn();
    let closed = InboundEvent::Progress(Progress {
        customer: "nora".to_owned(),
        external_id: "w1".to_owned(),
        metadata: Some(story.sent().id.to_string()),
        reached: failure(FailureClass::WindowClosed),
        price: None,
    });
    story.happens(&closed);
    assert_eq!(goes_again(&story), Some(30));
    let sent = Outcome::Sent {
        external_id: "w1".to_owned(),
        recipient: None,
    };
    for late in [sent, Outcome::Reconcile(Problem::default())] {
        story.answer(1, &late);
        assert_eq!(status(&story), DeliveryStatus::Queued);
    }
}

#[test]
fn what_is_held_back_is_no_more_once_a_report_comes() {
    let held = |story: &mut Story| {
        story
            .happens(&text("m1", "Hello"))
            .does(&Command::Reply(Reply::new(Content::text("It ships today"))))
            .turn()
            .answer(
                1,
                &Outcome::HeldBack {
                    external_id: "w1".to_owned(),
                },
            );
    };
    for (reached, is_sent) in [
        (Reached::Sent, true),
        (Reached::Delivered, true),
        (failure(FailureClass::Rejected), false),
    ] {
        let mut story = Story::of(Platform::WhatsApp, "2026-11-21T10:00:00Z");
        held(&mut story);
        assert_eq!(status(&story), DeliveryStatus::Held { at: story.now });
        story.later(hours(1)).happens(&report("w1", reached));
        let sent = DeliveryStatus::Sent { at: story.now };
        assert_eq!(status(&story) == sent, is_sent);
        assert_eq!(story.thread.conversation.failed.is_empty(), is_sent);
    }
}

#[test]
fn what_a_report_tells_of_the_whole_channel_is_handed_on() {
    let mut story = answered();
    story.happens(&report("w1", failure(FailureClass::Restricted)));
    let effects = &story.last.as_ref().unwrap().effects;
    assert!(
        matches!(effects[..], [Effect::Restricted(_)]),
        "{effects:?}"
    );
    let mut story = answered();
    story.happens(&report("w1", failure(FailureClass::Reconnect)));
    let effects = &story.last.as_ref().unwrap().effects;
    assert!(matches!(effects[..], [Effect::Channel(_)]), "{effects:?}");
}

#[test]
fn a_customer_who_wrote_since_is_not_held_for_unreachable() {
    let mut story = answered();
    let failed_at = story.now;
    story.later(seconds(60)).happens(&text("m2", "Thanks"));
    story.happened(failed_at, &report("w1", failure(FailureClass::Unreachable)));
    assert_eq!(story.thread.identity.unreachable_since, None);
    let mut story = answered();
    story.happens(&report("w1", failure(FailureClass::Unreachable)));
    assert_eq!(story.thread.identity.unreachable_since, Some(story.now));
}

#[test]
fn a_report_about_another_apps_message_touches_none_of_ours() {
    let mut story = answered();
    story.happens(&report("elsewhere", failure(FailureClass::Rejected)));
    assert!(story.thread.conversation.failed.is_empty());
    let events = &story.last.as_ref().unwrap().events;
    assert!(
        matches!(events[..], [Event::Progressed { .. }]),
        "{events:?}"
    );
}

#[test]
fn notices_about_the_customer_are_lines_that_open_nothing() {
    let mut story = Story::of(Platform::WhatsApp, "2026-11-21T10:00:00Z");
    let consent = |granted| InboundEvent::MarketingConsent {
        customer: "nora".to_owned(),
        granted,
    };
    story.happens(&consent(false));
    assert_eq!(story.thread.conversation.status, Status::Empty);
    story.later(hours(1)).happens(&text("m1", "Hello"));
    story.does(&Command::Close);
    let moved = InboundEvent::IdentityChanged {
        customer: "nora".to_owned(),
        external_id: Some("s1".to_owned()),
        change: IdentityChange::Moved {
            phone_id: Some("12195550102".to_owned()),
            scoped_id: None,
        },
    };
    story.later(hours(1)).happens(&moved);
    let renewed = InboundEvent::IdentityChanged {
        customer: "nora".to_owned(),
        external_id: None,
        change: IdentityChange::Renewed { fingerprint: None },
    };
    story.later(hours(1)).happens(&renewed);
    story.later(hours(1)).happens(&consent(true));
    assert_snapshot!(story.text());
    // Each has an id, by which the store keeps it once.
    let notices = story.messages.iter().filter(|message| {
        matches!(
            message.content.activity,
            Some(Activity::IdentityChanged { .. } | Activity::MarketingConsent { .. })
        )
    });
    let ids: std::collections::BTreeSet<_> = notices.map(|line| &line.external_id).collect();
    assert_eq!(ids.len(), 4);
    assert!(!ids.contains(&None));
}

#[test]
fn a_place_is_a_message_and_a_template_is_no_empty_one() {
    let mut story = Story::of(Platform::WhatsApp, "2026-11-21T10:00:00Z");
    let place = InboundEvent::Message(CustomerMessage {
        customer: "nora".to_owned(),
        external_id: "m1".to_owned(),
        extra: Some(Extra::Location(Location {
            latitude: 45.75,
            longitude: 4.85,
            ..Location::default()
        })),
        ..CustomerMessage::default()
    });
    story.happens(&place);
    assert_eq!(story.thread.conversation.preview.text, "45.75, 4.85");
    assert!(story.thread.conversation.window.closes_at.is_some());
    // The rules ask for the template before anything else is asked.
    let template = Content {
        extra: Some(Extra::Template(Box::new(TemplateMessage::new(
            "order", "en_US",
        )))),
        ..Content::default()
    };
    story.does(&Command::Reply(Reply::new(template)));
    assert!(
        story.text().contains("template-missing"),
        "{}",
        story.text()
    );
}

fn reached() -> impl Strategy<Value = Reached> {
    prop_oneof![
        Just(Reached::Sent),
        Just(Reached::Delivered),
        Just(Reached::Read),
        Just(Reached::Played),
        Just(failure(FailureClass::Rejected)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_all_reports_the_highest_counts_whichever_came_first(
        reports in prop::collection::vec(reached(), 1..8),
    ) {
        let mut story = answered();
        for reached in &reports {
            story.happens(&report("w1", reached.clone()));
        }
        let highest = reports.iter().map(Reached::stage).max();
        prop_assert_eq!(story.stages.get("w1").copied(), highest);
        let has_failed = highest == Some(Stage::Failed);
        let status = &story.sent().delivery.as_ref().unwrap().status;
        prop_assert_eq!(matches!(status, DeliveryStatus::Failed(_)), has_failed);
        prop_assert_eq!(!story.thread.conversation.failed.is_empty(), has_failed);
    }
}
