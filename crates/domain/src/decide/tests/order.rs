//! Whatever the order in which the platform tells what happened, the same stands in the end.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::story::{Story, at};
use crate::conversation::Thread;
use crate::inbound::{
    ControlNotice, ControlTold, CustomerMessage, Echo, InboundEvent, OptIn, Progress, Reached,
    Referral,
};
use crate::message::{Activity, Author, ControlChange, Message, Origin};

const START: &str = "2026-11-21T10:00:00Z";

fn event() -> impl Strategy<Value = InboundEvent> {
    let customer = || "nora".to_owned();
    let line = "[a-z]{1,9}";
    let message = (line, any::<bool>()).prop_map(move |(text, ad)| {
        InboundEvent::Message(CustomerMessage {
            customer: customer(),
            text: Some(text),
            referral: ad.then(|| Referral {
                source: "ADS".to_owned(),
                ..Referral::default()
            }),
            ..CustomerMessage::default()
        })
    });
    let echo = (line, any::<bool>()).prop_map(move |(text, inbox)| {
        InboundEvent::Echo(Echo {
            customer: customer(),
            external_id: String::new(),
            metadata: None,
            origin: if inbox {
                Origin::PlatformInbox
            } else {
                Origin::OtherApp
            },
            app_id: None,
            text: Some(text),
            attachments: Vec::new(),
            reply_to: None,
            extra: None,
        })
    });
    let postback = line.prop_map(move |title| InboundEvent::Postback {
        customer: customer(),
        external_id: None,
        title: Some(title),
        payload: None,
        referral: None,
    });
    let reaction = any::<bool>().prop_map(move |taken_back| InboundEvent::Reaction {
        customer: customer(),
        external_id: "e1".to_owned(),
        emoji: (!taken_back).then(|| "❤".to_owned()),
    });
    let minutes = 0..2000i64;
    let until = minutes.prop_map(|minutes| at(START) + SignedDuration::from_mins(minutes));
    let receipt = (until, any::<bool>()).prop_map(move |(until, read)| {
        if read {
            InboundEvent::Read {
                customer: customer(),
                until,
            }
        } else {
            InboundEvent::Delivered {
                customer: customer(),
                until,
                external_ids: Vec::new(),
            }
        }
    });
    let plugin = Just(InboundEvent::OptIn {
        customer: Some(customer()),
        opt_in: OptIn::Plugin {
            reference: None,
            user_ref: None,
        },
    });
    let report = any::<bool>().prop_map(move |read| {
        InboundEvent::Progress(Progress {
            customer: customer(),
            external_id: "e1".to_owned(),
            metadata: None,
            reached: if read { Reached::Read } else { Reached::Sent },
            price: None,
        })
    });
    let consent = any::<bool>().prop_map(move |granted| InboundEvent::MarketingConsent {
        customer: customer(),
        granted,
    });
    let plain = prop_oneof![
        4 => message, 3 => echo, 1 => postback, 1 => reaction, 2 => receipt, 1 => plugin,
        1 => report, 1 => consent, 2 => permission(), 3 => control(),
    ];
    (plain, prop::bool::weighted(0.15)).prop_map(|(event, standby)| {
        if standby {
            InboundEvent::Standby(Box::new(event))
        } else {
            event
        }
    })
}

fn permission() -> impl Strategy<Value = InboundEvent> {
    (0..3u8, any::<bool>()).prop_map(|(token, stopped)| InboundEvent::OptIn {
        customer: Some("nora".to_owned()),
        opt_in: OptIn::Marketing {
            topic: "offers".to_owned(),
            token: format!("t{token}"),
            expires_at: Some(at(START) + SignedDuration::from_hours(24 * i64::from(token + 1))),
            stopped,
        },
    })
}

fn control() -> impl Strategy<Value = InboundEvent> {
    let app = || (0..4u8).prop_map(|app| app.to_string());
    (0..4u8, app(), app()).prop_map(|(kind, from, to)| {
        let from = Some(from);
        InboundEvent::ThreadControl(ControlNotice {
            customer: "nora".to_owned(),
            change: match kind {
                0 => ControlTold::Passed { from, to },
                1 => ControlTold::Taken { from, to },
                2 => ControlTold::GivenUp { by: to },
                _ => ControlTold::Requested { by: to },
            },
            note: None,
        })
    })
}

/// Events with moments of their own, and another order of them.
fn events() -> impl Strategy<Value = (Vec<(Timestamp, InboundEvent)>, Vec<usize>)> {
    prop::collection::btree_map(0..2000i64, event(), 1..14).prop_flat_map(|events| {
        let events: Vec<_> = events
            .into_iter()
            .map(|(minutes, event)| (at(START) + SignedDuration::from_mins(minutes), event))
            .collect();
        let order: Vec<usize> = (0..events.len()).collect();
        (Just(events), Just(order).prop_shuffle())
    })
}

/// Counts as the store does when it is asked to.
fn recount(thread: &mut Thread, messages: &[Message]) {
    let waits = |since: Option<Timestamp>| {
        let from_customer = messages.iter().filter(move |message| {
            let is_said = message.author == Author::Customer && !message.content.standby;
            let is_received = matches!(
                message.content.activity,
                Some(Activity::Control(ControlChange::Received { .. }))
            );
            (is_said || is_received) && Some(message.at) > since
        });
        from_customer.map(|message| message.at)
    };
    let conversation = &mut thread.conversation;
    conversation.waiting_since = waits(conversation.last_reply_at).min();
    conversation.unread = u32::try_from(waits(conversation.seen_until).count()).unwrap();
}

/// A page that several apps serve, ours under the name of 1.
fn story() -> Story {
    let mut story = Story::on("2026-11-25T10:00:00Z");
    story.channel.app.id = Some("1".to_owned());
    story
}

fn told(events: &[(Timestamp, InboundEvent)], order: &[usize]) -> (Thread, Vec<String>) {
    let mut story = story();
    let (first, _) = events[order[0]];
    story.thread.conversation.created_at = first;
    story.thread.conversation.preview.at = first;
    for &index in order {
        let (at, event) = &events[index];
        story.happened(*at, event);
        if story.last.as_ref().is_some_and(|decision| decision.recount) {
            recount(&mut story.thread, &story.messages);
        }
    }
    let mut lines: Vec<String> = story
        .messages
        .iter()
        .map(|message| format!("{} {:?} {:?}", message.at, message.author, message.content))
        .collect();
    lines.sort();
    let mut thread = story.thread.clone();
    thread
        .identity
        .window_events
        .sort_by_key(|event| (event.at, event.kind.as_str()));
    (thread, lines)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_arrival_changes_nothing((events, order) in events()) {
        let in_order: Vec<usize> = (0..events.len()).collect();
        prop_assert_eq!(told(&events, &order), told(&events, &in_order));
    }

    #[test]
    fn what_is_told_counts_what_there_is((events, order) in events()) {
        let (thread, _) = told(&events, &order);
        let mut counted = thread.clone();
        let mut story = story();
        for index in order {
            let (at, event) = &events[index];
            story.happened(*at, event);
        }
        recount(&mut counted, &story.messages);
        prop_assert_eq!(counted, thread);
    }
}
