//! Which of several apps may write into a thread.

use insta::assert_snapshot;
use transom_policy::RefusalCode;

use super::story::{Story, hours, seconds, text};
use crate::conversation::Controller;
use crate::decide::{Command, ControlAct, Holder, Reply};
use crate::delivery::{Outcome, Problem};
use crate::inbound::{ControlNotice, ControlTold, InboundEvent};
use crate::message::{Activity, Content, ControlChange, DeliveryStatus, FailureClass, HandOver};

const START: &str = "2026-11-21T10:00:00Z";
const OURS: &str = "111";
const BOT: &str = "222";

fn story() -> Story {
    let mut story = Story::on(START);
    story.channel.app.id = Some(OURS.to_owned());
    story
}

fn notice(change: ControlTold) -> InboundEvent {
    InboundEvent::ThreadControl(ControlNotice {
        customer: "nora".to_owned(),
        change,
        note: None,
    })
}

fn passed(from: &str, to: &str) -> InboundEvent {
    let (from, to) = (Some(from.to_owned()), to.to_owned());
    notice(ControlTold::Passed { from, to })
}

fn taken(from: &str, to: &str) -> InboundEvent {
    let (from, to) = (Some(from.to_owned()), to.to_owned());
    notice(ControlTold::Taken { from, to })
}

fn standby(event: InboundEvent) -> InboundEvent {
    InboundEvent::Standby(Box::new(event))
}

fn answer() -> Command {
    Command::Reply(Reply::new(Content::text("Here I am")))
}

#[test]
fn a_thread_of_another_app_takes_no_answer_until_it_is_taken() {
    let mut story = story();
    story.happens(&text("m1", "Hello"));
    story.later(seconds(10)).happens(&taken(OURS, BOT));
    story
        .later(seconds(10))
        .happens(&standby(text("m2", "To the bot")));
    story.later(seconds(10)).does(&answer());
    story
        .later(seconds(10))
        .does(&Command::Control(ControlAct::Take))
        .does(&answer());
    assert_snapshot!(story.text());
}

#[test]
fn a_bot_that_passes_a_thread_on_leaves_somebody_waiting() {
    let mut story = story();
    story.happens(&text("m1", "Hello")).does(&answer());
    story.does(&Command::Close);
    story.later(hours(1)).happens(&taken(OURS, BOT));
    story
        .later(seconds(10))
        .happens(&standby(text("m2", "A human, please")));
    story.later(seconds(10)).happens(&passed(BOT, OURS));
    assert_snapshot!(story.text());
    assert_eq!(story.thread.conversation.waiting_since, Some(story.now));
}

#[test]
fn a_wish_is_there_until_it_is_answered() {
    let mut story = story();
    story.happens(&text("m1", "Hello"));
    let wish = notice(ControlTold::Requested { by: BOT.to_owned() });
    story.later(seconds(10)).happens(&wish);
    story
        .later(seconds(10))
        .does(&Command::Control(ControlAct::Decline));
    story.later(seconds(10)).happens(&wish);
    let pass = ControlAct::Pass(BOT.to_owned());
    story.later(seconds(10)).does(&Command::Control(pass));
    assert_snapshot!(story.text());
}

#[test]
fn our_own_acts_are_not_told_twice() {
    let mut story = story();
    story.happens(&text("m1", "Hello"));
    story.later(seconds(1)).happens(&taken(OURS, BOT));
    let lines = |story: &Story| story.messages.len();
    story
        .later(seconds(1))
        .does(&Command::Control(ControlAct::Take));
    let before = lines(&story);
    story.happens(&taken(BOT, OURS));
    story
        .later(seconds(1))
        .does(&Command::Control(ControlAct::Pass(BOT.to_owned())));
    story.happens(&passed(OURS, BOT));
    assert_eq!(lines(&story), before + 1);
}

#[test]
fn the_platforms_refusal_tells_that_another_app_has_the_thread() {
    let mut story = story();
    story.happens(&text("m1", "Hello"));
    story.later(seconds(1)).does(&answer()).turn();
    let problem = Problem {
        code: Some("10/2018300".to_owned()),
        detail: "another app is controlling this thread".to_owned(),
    };
    story.answer(1, &Outcome::Standby(problem));
    let DeliveryStatus::Failed(failure) = &story.sent().delivery.as_ref().unwrap().status else {
        panic!("it failed");
    };
    assert_eq!(failure.class, FailureClass::Standby);
    assert!(story.thread.conversation.control.is_standby());
    // What the customer says next comes to us again, so it is ours again.
    story.later(seconds(10)).happens(&text("m2", "Hello?"));
    assert!(!story.thread.conversation.control.is_standby());
}

#[test]
fn a_queued_message_does_not_leave_once_the_thread_is_gone() {
    let mut story = story();
    story.happens(&text("m1", "Hello")).does(&answer());
    story.later(seconds(1)).happens(&taken(OURS, BOT)).turn();
    let DeliveryStatus::Failed(failure) = &story.sent().delivery.as_ref().unwrap().status else {
        panic!("it failed");
    };
    assert_eq!(failure.class, FailureClass::Refused);
    assert_eq!(failure.code.as_deref(), Some(RefusalCode::Standby.as_str()));
}

#[test]
fn without_knowing_our_own_app_the_way_of_the_notice_tells() {
    let mut story = Story::on(START);
    story.happens(&text("m1", "Hello"));
    story.later(seconds(1)).happens(&taken(OURS, BOT));
    assert!(story.thread.conversation.control.is_standby());
    story.later(seconds(1)).happens(&passed(BOT, OURS));
    assert!(!story.thread.conversation.control.is_standby());
    story
        .later(seconds(1))
        .happens(&standby(passed(OURS, "333")));
    let controller = story.thread.conversation.control.controller();
    assert_eq!(
        controller,
        Controller::Theirs {
            at: story.now,
            app_id: Some("333")
        }
    );
}

#[test]
fn what_the_platform_says_when_asked_counts_from_then_on() {
    let mut story = story();
    story.happens(&text("m1", "Hello"));
    let learn = |holder| Command::Control(ControlAct::Learn(holder));
    story
        .later(seconds(1))
        .does(&learn(Holder::App(Some(BOT.to_owned()))));
    assert!(story.thread.conversation.control.is_standby());
    let refused = {
        story.does(&answer());
        story.last.is_none()
    };
    assert!(refused);
    story.later(seconds(1)).does(&learn(Holder::Us));
    assert!(!story.thread.conversation.control.is_standby());
    assert!(story.does(&answer()).last.is_some());
}

#[test]
fn a_thread_that_another_app_gives_up_may_be_answered_unless_we_stand_by() {
    let given_up = |by: &str| notice(ControlTold::GivenUp { by: by.to_owned() });
    let mut story = story();
    story.happens(&text("m1", "Hello"));
    story.later(seconds(10)).happens(&taken(OURS, BOT));
    story
        .later(seconds(10))
        .happens(&standby(text("m2", "To the bot")));
    let mut aside = self::story();
    aside.happens(&taken(OURS, BOT)).later(seconds(10));
    assert!(story.thread.conversation.control.is_standby());
    story.later(seconds(10)).happens(&given_up(BOT));
    assert!(!story.thread.conversation.control.is_standby());
    let told = story.messages.last().unwrap().content.activity.clone();
    let bot = BOT.to_owned();
    let change = ControlChange::GivenUp { app_id: bot };
    assert_eq!(told, Some(Activity::Control(change)));
    story.does(&answer());
    assert_eq!(story.refusal, None);
    // Whoever stands by goes on standing by, and what we gave up ourselves has its line already.
    aside.happens(&standby(given_up(BOT)));
    assert!(aside.thread.conversation.control.is_standby());
    let lines = story.messages.len();
    story.later(seconds(10)).happens(&given_up(OURS));
    assert_eq!(story.messages.len(), lines);
}

fn is_theirs(story: &Story) -> bool {
    let control = &story.thread.conversation.control;
    matches!(control.controller(), Controller::Theirs { .. })
}

fn handing_over() -> Command {
    let content = Content {
        hand_over: Some(HandOver::App {
            app_id: BOT.to_owned(),
        }),
        ..Content::text("The bot will help you")
    };
    Command::Reply(Reply::new(content))
}

#[test]
fn a_thread_goes_with_the_message_once_the_platform_took_it() {
    let mut story = story();
    story.happens(&text("m1", "Hello"));
    story.later(seconds(10)).does(&handing_over());
    assert!(!is_theirs(&story));
    let sent = Outcome::Sent {
        external_id: "m2".to_owned(),
        recipient: None,
    };
    story.later(seconds(1)).turn().answer(1, &sent);
    assert!(is_theirs(&story));
    let passed = ControlChange::PassedTo {
        app_id: BOT.to_owned(),
    };
    let mut lines = story.messages.iter();
    let passed = Some(Activity::Control(passed));
    assert!(lines.any(|line| line.content.activity == passed));
}

#[test]
fn a_thread_stays_when_the_message_did_not_go() {
    let mut story = story();
    story.happens(&text("m1", "Hello"));
    story.later(seconds(10)).does(&handing_over());
    let refused = Outcome::Permanent(Problem::default());
    story.later(seconds(1)).turn().answer(1, &refused);
    assert!(!is_theirs(&story));
}
