use insta::assert_snapshot;
use transom_policy::WindowEventKind;

use super::story::{Story, at, hours, seconds, text};
use crate::conversation::Status;
use crate::decide::{Command, Decision, Effect, Event, Reply};
use crate::inbound::{
    CustomerAct, CustomerMessage, Echo, InboundEvent, Lead, LeadAnswer, OptIn, Referral, is_made,
};
use crate::message::{Attachment, AttachmentKind, Content, Origin};

fn ad() -> Referral {
    Referral {
        source: "ADS".to_owned(),
        ad_id: Some("60".to_owned()),
        ..Referral::default()
    }
}

fn postback(external_id: &str, referral: Option<Referral>) -> InboundEvent {
    InboundEvent::Postback {
        customer: "nora".to_owned(),
        external_id: Some(external_id.to_owned()),
        title: Some("Where is my order?".to_owned()),
        payload: Some("ORDER".to_owned()),
        referral,
    }
}

fn reaction(emoji: Option<&str>) -> InboundEvent {
    InboundEvent::Reaction {
        customer: "nora".to_owned(),
        external_id: "m1".to_owned(),
        emoji: emoji.map(str::to_owned),
    }
}

fn echo(external_id: &str, origin: Origin, metadata: Option<String>) -> InboundEvent {
    InboundEvent::Echo(Echo {
        customer: "nora".to_owned(),
        external_id: external_id.to_owned(),
        metadata,
        origin,
        app_id: None,
        text: Some("We look into it".to_owned()),
        attachments: Vec::new(),
        reply_to: None,
        extra: None,
    })
}

#[test]
fn ids_that_are_made_here_are_told_from_the_platforms() {
    let at = at("2026-11-21T10:00:00Z");
    let customer = || "nora".to_owned();
    let opt_in = OptIn::OneTime {
        token: "t1".to_owned(),
        topic: String::new(),
    };
    let events = [
        InboundEvent::Referral {
            customer: customer(),
            referral: Referral::default(),
        },
        InboundEvent::Postback {
            customer: customer(),
            external_id: None,
            title: None,
            payload: None,
            referral: None,
        },
        InboundEvent::MarketingConsent {
            customer: customer(),
            granted: true,
        },
        InboundEvent::Acted {
            customer: customer(),
            external_id: None,
            act: CustomerAct::ChatOpened,
        },
        InboundEvent::OptIn {
            customer: Some(customer()),
            opt_in,
        },
    ];
    for event in events {
        let id = event.external_id(at).unwrap();
        assert!(is_made(&id), "{id}");
    }
    for id in [
        "m_AbC",
        "aWdfZAG1f",
        "mid.1457764197618:41d102a3e1ae206a38",
        "wamid.HBg",
    ] {
        assert!(!is_made(id), "{id}");
    }
}

#[test]
fn a_mention_in_a_story_is_a_message_only_with_words_or_something_else() {
    use AttachmentKind::{Image, StoryMention};
    let kind = |text: Option<&str>, kinds: &[AttachmentKind]| {
        let attachments = kinds.iter().map(|kind| Attachment {
            kind: *kind,
            ..Attachment::default()
        });
        let mut story = Story::on("2026-11-21T10:00:00Z");
        story.happens(&InboundEvent::Message(CustomerMessage {
            customer: "nora".to_owned(),
            external_id: "m1".to_owned(),
            text: text.map(str::to_owned),
            attachments: attachments.collect(),
            ..CustomerMessage::default()
        }));
        assert_eq!(story.thread.conversation.unread, 1);
        story.thread.identity.window_events[0].kind
    };
    assert_eq!(kind(None, &[StoryMention]), WindowEventKind::StoryMention);
    assert_eq!(
        kind(Some("Look"), &[StoryMention]),
        WindowEventKind::Message
    );
    assert_eq!(kind(None, &[StoryMention, Image]), WindowEventKind::Message);
    assert_eq!(kind(None, &[]), WindowEventKind::Message);
}

#[test]
fn a_message_opens_the_window_and_waits_until_it_is_answered() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    story
        .later(seconds(90))
        .happens(&text("m2", "Are you there?"));
    story
        .later(hours(1))
        .happens(&echo("e1", Origin::PlatformInbox, None));
    story.later(hours(1)).happens(&text("m3", "Thanks"));
    assert_snapshot!(story.text());
}

#[test]
fn a_message_reopens_what_was_closed_or_put_aside() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello")).does(&Command::Close);
    story.later(hours(1)).happens(&text("m2", "One more thing"));
    let until = story.now + hours(20);
    story.does(&Command::Snooze(until));
    story.later(hours(1)).happens(&postback("p1", None));
    assert_snapshot!(story.text());
}

#[test]
fn each_act_opens_what_the_rules_say_it_opens() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&reaction(None));
    story.later(hours(1)).happens(&reaction(Some("❤")));
    story.later(hours(1)).happens(&InboundEvent::OptIn {
        customer: Some("nora".to_owned()),
        opt_in: OptIn::Plugin {
            reference: None,
            user_ref: None,
        },
    });
    let link = Referral {
        source: "SHORTLINK".to_owned(),
        ..Referral::default()
    };
    let referral = InboundEvent::Referral {
        customer: "nora".to_owned(),
        referral: link,
    };
    story.later(hours(1)).happens(&referral);
    story.later(hours(1)).happens(&postback("p1", Some(ad())));
    let from_ad = InboundEvent::Message(CustomerMessage {
        customer: "nora".to_owned(),
        external_id: "m1".to_owned(),
        text: Some("Is it still there?".to_owned()),
        referral: Some(ad()),
        ..CustomerMessage::default()
    });
    story.later(hours(1)).happens(&from_ad);
    assert_snapshot!(story.text());
}

#[test]
fn edits_and_receipts_change_no_count() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Helo"));
    story.later(seconds(60)).happens(&InboundEvent::Edited {
        customer: "nora".to_owned(),
        external_id: "m1".to_owned(),
        number: 1,
        text: "Hello".to_owned(),
    });
    let until = story.now;
    story.later(seconds(60)).happens(&InboundEvent::Delivered {
        customer: "nora".to_owned(),
        until,
        external_ids: vec!["e1".to_owned()],
    });
    story.later(seconds(60)).happens(&InboundEvent::Read {
        customer: "nora".to_owned(),
        until,
    });
    // An older watermark takes nothing back.
    story.happens(&InboundEvent::Read {
        customer: "nora".to_owned(),
        until: until - hours(1),
    });
    assert_snapshot!(story.text());
}

#[test]
fn an_echo_of_ours_confirms_and_another_one_is_a_line() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    story
        .does(&Command::Reply(Reply::new(Content::text(
            "We look into it",
        ))))
        .turn();
    let ours = story.sent().id.to_string();
    story
        .later(seconds(2))
        .happens(&echo("e1", Origin::Api, Some(ours)));
    story
        .later(seconds(2))
        .happens(&echo("e2", Origin::OtherApp, Some("ticket 7".to_owned())));
    assert_snapshot!(story.text());
}

#[test]
fn a_late_told_answer_has_the_counts_made_anew() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    let first = story.now;
    story.happens(&text("m1", "Hello"));
    story.later(hours(2)).happens(&text("m2", "Hello?"));
    story
        .later(seconds(5))
        .happened(first + hours(1), &echo("e1", Origin::PlatformInbox, None));
    assert_snapshot!(story.text());
}

#[test]
fn standby_is_shown_and_nobody_has_to_answer() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello")).does(&Command::Close);
    story
        .later(hours(1))
        .happens(&InboundEvent::Standby(Box::new(text("m2", "To the bot"))));
    assert_snapshot!(story.text());
}

#[test]
fn the_list_shows_the_newest_line_in_short() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    let first = story.now;
    story
        .later(hours(1))
        .happens(&text("m1", "  Hello\n\n   there  "));
    assert_eq!(story.thread.conversation.preview.text, "Hello there");
    story.happened(first, &text("m0", "Earlier, but told later"));
    assert_eq!(story.thread.conversation.preview.text, "Hello there");
    assert_eq!(story.thread.conversation.created_at, first);
    let picture = InboundEvent::Message(CustomerMessage {
        customer: "nora".to_owned(),
        external_id: "m2".to_owned(),
        attachments: vec![Attachment {
            kind: AttachmentKind::File,
            title: Some("invoice.pdf".to_owned()),
            ..Attachment::default()
        }],
        ..CustomerMessage::default()
    });
    story.later(hours(1)).happens(&picture);
    assert_eq!(story.thread.conversation.preview.text, "invoice.pdf");
    story
        .later(hours(1))
        .happens(&text("m3", &"ab ".repeat(500)));
    assert_eq!(story.thread.conversation.preview.text.chars().count(), 160);
}

#[test]
fn the_name_is_asked_for_once() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    let until = story.now;
    let read = InboundEvent::Read {
        customer: "nora".to_owned(),
        until,
    };
    story
        .happens(&read)
        .happens(&read)
        .happens(&text("m1", "Hello"));
    assert_eq!(
        story.text().matches("ask for the customer's name").count(),
        1
    );
}

#[test]
fn a_receipt_or_a_reaction_alone_makes_nothing_to_look_at() {
    let quiet = [
        InboundEvent::Delivered {
            customer: "nora".to_owned(),
            until: at("2026-11-21T10:00:00Z"),
            external_ids: vec!["m1".to_owned()],
        },
        InboundEvent::Read {
            customer: "nora".to_owned(),
            until: at("2026-11-21T10:00:00Z"),
        },
        InboundEvent::Reaction {
            customer: "nora".to_owned(),
            external_id: "m1".to_owned(),
            emoji: Some("👍".to_owned()),
        },
        InboundEvent::Edited {
            customer: "nora".to_owned(),
            external_id: "m1".to_owned(),
            number: 1,
            text: "Hello!".to_owned(),
        },
    ];
    let mut story = Story::on("2026-11-21T10:00:00Z");
    for event in &quiet {
        story.happens(event);
        assert_eq!(story.thread.conversation.status, Status::Empty, "{event:?}");
    }
    // What they were about turns up.
    story.happens(&text("m1", "Hello"));
    assert_eq!(story.thread.conversation.status, Status::Open);
    assert_eq!(story.messages.len(), 1, "nothing was opened again");
}

#[test]
fn the_form_of_an_ad_opens_the_window_with_its_first_answer() {
    let form = |answers: &[(&str, &str)]| InboundEvent::Referral {
        customer: "nora".to_owned(),
        referral: Referral {
            lead: Some(Lead {
                is_complete: false,
                answers: answers
                    .iter()
                    .map(|(question, answer)| LeadAnswer {
                        question: (*question).to_owned(),
                        answer: (*answer).to_owned(),
                    })
                    .collect(),
            }),
            ..ad()
        },
    };
    let click = InboundEvent::Referral {
        customer: "nora".to_owned(),
        referral: ad(),
    };
    let mut story = Story::on("2026-11-21T10:00:00Z");
    for nothing in [click, form(&[])] {
        story.later(seconds(1)).happens(&nothing);
        assert_eq!(story.thread.conversation.window.closes_at, None);
    }
    story.later(seconds(1)).happens(&form(&[("City?", "Lyon")]));
    let closes_at = story.now + hours(24);
    let window = story.thread.conversation.window;
    assert_eq!(window.closes_at, Some(closes_at));
    assert_eq!(story.thread.conversation.preview.text, "City? Lyon");
}

#[test]
fn what_was_taken_back_is_not_shown_and_still_was_said() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    story.later(seconds(60)).happens(&InboundEvent::Deleted {
        customer: "nora".to_owned(),
        external_id: "m1".to_owned(),
    });
    assert_snapshot!(story.text());
}

#[test]
fn a_message_that_was_taken_back_before_it_came_says_nothing() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    let mut decision = story.last.clone().unwrap();
    decision.forget("m0");
    assert_eq!(Some(&decision), story.last.as_ref());
    decision.forget("m1");
    let preview = &decision.thread.conversation.preview;
    assert_eq!((&*preview.text, preview.deleted), ("", true));
    let says = decision.events.iter().any(|event| match event {
        Event::MessageAdded(message) => message.content != Content::default().taken_back(),
        _ => false,
    });
    assert!(!says);
}

fn with(kind: AttachmentKind, url: Option<&str>) -> InboundEvent {
    InboundEvent::Message(CustomerMessage {
        customer: "nora".to_owned(),
        external_id: format!("m-{}", kind.as_str()),
        attachments: vec![Attachment {
            kind,
            url: url.map(str::to_owned),
            ..Attachment::default()
        }],
        ..CustomerMessage::default()
    })
}

fn fetches(decision: &Decision) -> usize {
    let effects = decision.effects.iter();
    effects
        .filter(|effect| matches!(effect, Effect::FetchMedia { .. }))
        .count()
}

#[test]
fn files_are_fetched_when_they_may_be_kept() {
    for kind in AttachmentKind::ALL {
        let mut story = Story::on("2026-11-21T10:00:00Z");
        story.happens(&with(kind, Some("https://cdn.example/1")));
        let decision = story.last.as_ref().unwrap();
        assert_eq!(fetches(decision), usize::from(kind.is_file()), "{kind:?}");
        assert!(kind.may_be_kept() || !kind.is_file(), "{kind:?}");
    }
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&with(AttachmentKind::Image, None));
    assert_eq!(
        fetches(story.last.as_ref().unwrap()),
        0,
        "nobody says where it is"
    );
}

#[test]
fn what_was_taken_back_before_it_came_is_not_fetched() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&with(AttachmentKind::Image, Some("https://cdn.example/1")));
    let mut decision = story.last.clone().unwrap();
    decision.forget("m-image");
    assert_eq!(fetches(&decision), 0);
}

#[test]
fn what_is_no_message_stands_in_the_thread_and_neither_waits_nor_opens_anything() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    let acted = |act| InboundEvent::Acted {
        customer: "nora".to_owned(),
        external_id: None,
        act,
    };
    story.happens(&acted(CustomerAct::ChatOpened));
    story.later(seconds(5)).happens(&text("m1", "Hello"));
    let code = Some("ac_1".to_owned());
    story
        .later(hours(30))
        .happens(&acted(CustomerAct::AccountLinked { code }));
    assert_snapshot!(story.text());
}
