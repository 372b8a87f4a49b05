//! Arbitrary channels, facts, wishes and times.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use transom_policy::{
    Author, Body, Capability, Channel, Comment, CommentKind, Consent, Country, Draft, Facts,
    MarketingConsent, Pause, Purpose, Recipients, Restriction, RestrictionScope, Template,
    TemplateCategory, TemplateStatus, Token, WindowEvent, WindowEventKind,
};

/// Any channel, those with the most rules more often.
pub(crate) fn channel() -> impl Strategy<Value = Channel> {
    prop_oneof![
        4 => Just(Channel::Messenger),
        2 => Just(Channel::Instagram),
        3 => Just(Channel::WhatsApp),
        1 => select(vec![Channel::Email, Channel::Sms, Channel::Webchat]),
    ]
}

/// Around the dates on which the rules change; and, rarely, the ends of time.
pub(crate) fn instant() -> impl Strategy<Value = Timestamp> {
    let within = |days: i64, day: &str| {
        let day: Timestamp = format!("{day}T00:00:00Z").parse().expect("a time");
        (-days * 86_400..days * 86_400)
            .prop_map(move |seconds| day + SignedDuration::from_secs(seconds))
    };
    let near = |day| within(20, day);
    prop_oneof![
        4 => within(2, "2026-11-21"),
        4 => near("2026-11-21"),
        3 => near("2026-04-27"),
        1 => near("2020-03-04"),
        2 => near("2025-11-21"),
        2 => near("2026-02-10"),
        1 => near("2026-09-28"),
        1 => select(vec![Timestamp::MIN, Timestamp::MAX, Timestamp::MAX - SignedDuration::from_hours(1), Timestamp::UNIX_EPOCH]),
    ]
}

fn name() -> impl Strategy<Value = Arc<str>> {
    select(vec!["a", "b", "c"]).prop_map(Arc::from)
}

fn event() -> impl Strategy<Value = WindowEvent> {
    (instant(), select(&WindowEventKind::ALL[..])).prop_map(|(at, kind)| WindowEvent { at, kind })
}

fn maybe() -> impl Strategy<Value = Option<Timestamp>> {
    proptest::option::of(instant())
}

fn token() -> impl Strategy<Value = Token> {
    prop_oneof![
        (
            proptest::option::of(name()),
            proptest::option::of(name()),
            instant(),
            maybe()
        )
            .prop_map(|(id, topic, issued_at, used_at)| Token::OneTime {
                id,
                topic,
                issued_at,
                used_at
            }),
        (proptest::option::of(name()), maybe(), maybe(), maybe()).prop_map(
            |(id, issued_at, expires_at, last_sent_at)| Token::Marketing {
                id,
                issued_at,
                expires_at,
                last_sent_at
            }
        ),
    ]
}

fn comment() -> impl Strategy<Value = Comment> {
    let kind = select(vec![CommentKind::Post, CommentKind::Live]);
    (
        proptest::option::of(name()),
        instant(),
        kind,
        maybe(),
        maybe(),
    )
        .prop_map(|(id, at, kind, live_ended_at, answered_at)| Comment {
            id,
            at,
            kind,
            live_ended_at,
            answered_at,
        })
}

fn template() -> impl Strategy<Value = Template> {
    let category = select(&TemplateCategory::ALL[..]);
    let status = select(vec![TemplateStatus::Approved, TemplateStatus::Paused]);
    let pause = proptest::option::of((instant(), 0_u8..4));
    (name(), category, status, pause).prop_map(|(name, category, status, pause)| Template {
        name,
        language: "en".into(),
        category,
        status,
        pause: pause.map(|(at, number)| Pause { at, number }),
    })
}

pub(crate) fn facts() -> impl Strategy<Value = Facts> {
    let restriction = (select(&RestrictionScope::ALL[..]), maybe())
        .prop_map(|(scope, until)| Restriction { scope, until });
    (
        (
            proptest::option::of(select(vec!["FR", "US", "CA", "GB"])),
            vec(event(), 0..6),
            subsequence(&Capability::ALL[..], 0..=5),
            vec(restriction, 0..2),
            vec(token(), 0..3),
            vec(comment(), 0..3),
        ),
        (
            vec(template(), 0..2),
            select(vec![
                MarketingConsent::Unknown,
                MarketingConsent::Granted,
                MarketingConsent::Stopped,
            ]),
            proptest::bool::weighted(0.05),
            proptest::bool::weighted(0.05),
            proptest::bool::weighted(0.05),
            0_u32..4,
            (maybe(), maybe()),
            (maybe(), maybe()),
        ),
    )
        .prop_map(
            |(
                (region, window_events, capabilities, restrictions, tokens, comments),
                (
                    templates,
                    marketing,
                    blocked,
                    channel_paused,
                    standby,
                    consecutive_tagged,
                    (marketing_refused_at, window_refused_at),
                    (full_since, begun_at),
                ),
            )| Facts {
                region: region.map(|code| code.parse::<Country>().expect("a country")),
                window_events,
                capabilities,
                restrictions,
                tokens,
                comments,
                templates,
                consent: Consent { marketing },
                blocked,
                channel_paused,
                standby,
                consecutive_tagged,
                marketing_refused_at,
                window_refused_at,
                recipients: Recipients {
                    full_since,
                    begun_at,
                },
            },
        )
}

fn body() -> impl Strategy<Value = Body> {
    prop_oneof![
        6 => select(vec!["Hello", "40% off today", "Your monthly statement is ready"]).prop_map(|text| Body::Text(text.to_owned())),
        1 => select(vec![1001, 2001, 4097]).prop_map(|length| Body::Text("x".repeat(length))),
        2 => name().prop_map(|name| Body::Template { name, language: "en".into() }),
        1 => Just(Body::Feedback),
    ]
}

fn purpose() -> impl Strategy<Value = Option<Purpose>> {
    proptest::option::of(select(vec![
        Purpose::EventUpdate,
        Purpose::PurchaseUpdate,
        Purpose::AccountUpdate,
        Purpose::Feedback,
        Purpose::News,
        Purpose::Promotion,
        Purpose::Topic,
    ]))
}

pub(crate) type Wish = (Body, Option<Purpose>, Option<Arc<str>>);

pub(crate) fn wish() -> impl Strategy<Value = Wish> {
    (body(), purpose(), proptest::option::of(name()))
}

pub(crate) fn draft<A: Author>((body, purpose, topic): &Wish) -> Draft<A> {
    let mut draft = Draft::new(body.clone());
    if let Some(purpose) = purpose {
        draft = draft.for_purpose(*purpose);
    }
    if let Some(topic) = topic {
        draft = draft.on_topic(topic.clone());
    }
    draft
}
