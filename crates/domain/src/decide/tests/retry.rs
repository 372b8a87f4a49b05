use transom_policy::{Automation, Human, Purpose, Route};

use super::story::{Story, hours, text};
use crate::decide::{Command, Reply};
use crate::delivery::{Outcome, Problem};
use crate::message::Content;

const PROMOTION: &str = "50% off everything today, buy now!";

/// The newest message is written and fails; then it is sent again.
fn fails_and_is_sent_again(story: &mut Story, command: &Command) {
    story
        .does(command)
        .turn()
        .answer(1, &Outcome::Permanent(Problem::default()))
        .tries_again();
}

fn human(text: &str) -> Reply<Human> {
    Reply::new(Content::text(text))
}

fn newest(story: &Story) -> (Route, &'static str) {
    let delivery = story.sent().delivery.as_ref().unwrap();
    (delivery.route, delivery.status.as_str())
}

#[test]
fn what_a_person_vouched_for_needs_no_second_word() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello")).later(hours(25));
    fails_and_is_sent_again(&mut story, &Command::Reply(human(PROMOTION).attested()));
    assert_eq!(newest(&story), (Route::HumanAgent, "queued"));
    // And its turn asks for none, although another route must be found.
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    story.does(&Command::Reply(human(PROMOTION).attested()));
    story.later(hours(25)).turn();
    assert_eq!(newest(&story), (Route::HumanAgent, "sending"));
}

#[test]
fn a_route_that_was_asked_for_is_not_changed_for_another() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    let asked = Command::Reply(human("Hello").by(Route::Standard));
    story
        .does(&asked)
        .turn()
        .answer(1, &Outcome::Permanent(Problem::default()));
    story.later(hours(25)).tries_again();
    assert!(story.last.is_none(), "by that route or none");
    assert_eq!(newest(&story), (Route::Standard, "failed"));
    // The same when it waited for its turn too long.
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello")).does(&asked);
    story.later(hours(25)).turn();
    assert_eq!(newest(&story), (Route::Standard, "failed"));
}

#[test]
fn what_a_message_is_for_is_still_known_when_it_is_sent_again() {
    let mut story = Story::on("2025-03-01T10:00:00Z");
    story.happens(&text("m1", "Hello")).later(hours(48));
    let reply = Reply::<Automation>::new(Content::text("Your parcel is on its way"));
    let command = Command::AutomatedReply(reply.for_purpose(Purpose::PurchaseUpdate));
    fails_and_is_sent_again(&mut story, &command);
    assert_eq!(newest(&story), (Route::TagPostPurchaseUpdate, "queued"));
}

#[test]
fn of_two_that_failed_the_other_still_waits_for_somebody() {
    let reply = Command::Reply(human("Hello"));
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    let mut failed = Vec::new();
    for _ in 0..2 {
        story
            .does(&reply)
            .turn()
            .answer(1, &Outcome::Permanent(Problem::default()));
        failed.push(story.sent().clone());
    }
    story.does(&Command::Retry(failed[0].clone()));
    assert_eq!(story.thread.conversation.failed, [failed[1].id]);
    // What was put away by closing is not counted again when something else is sent again.
    story.does(&Command::Close).does(&reply).turn();
    story.answer(1, &Outcome::Permanent(Problem::default()));
    story.does(&Command::Retry(failed[1].clone()));
    assert_eq!(story.thread.conversation.failed.len(), 1);
}
