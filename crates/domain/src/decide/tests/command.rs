use insta::assert_snapshot;
use transom_policy::Human;

use super::story::{ANNA, BORIS, Story, hours, seconds, text};
use crate::conversation::Status;
use crate::decide::{Command, Reply};
use crate::delivery::{Outcome, Problem};
use crate::message::Content;

#[test]
fn assigning_closing_and_reopening_leave_a_line_once() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    story
        .does(&Command::Assign(Some(ANNA)))
        .does(&Command::Assign(Some(ANNA)));
    story
        .does(&Command::Assign(Some(BORIS)))
        .does(&Command::Assign(None));
    story.does(&Command::Close).does(&Command::Close);
    story.does(&Command::Reopen).does(&Command::Reopen);
    assert_snapshot!(story.text());
}

#[test]
fn a_snooze_ends_at_its_time_whatever_wakes_it() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    let now = story.now;
    story.does(&Command::Snooze(now));
    story.does(&Command::Snooze(now + hours(5)));
    story.does(&Command::Snooze(now + hours(5)));
    // Put off: the first wake-up is stale now.
    story.does(&Command::Snooze(now + hours(8)));
    story.later(hours(5)).wakes(false);
    // Late, and then doubled.
    story.later(hours(4)).wakes(false).wakes(false);
    assert_snapshot!(story.text());
    assert_eq!(story.thread.conversation.status, Status::Open);
}

#[test]
fn a_wake_up_for_what_was_closed_meanwhile_does_nothing() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    let now = story.now;
    story
        .does(&Command::Snooze(now + hours(5)))
        .does(&Command::Close);
    story.later(hours(6)).wakes(false);
    assert!(story.last.as_ref().unwrap().events.is_empty());
    assert_eq!(story.thread.conversation.status, Status::Closed);
}

#[test]
fn what_was_seen_is_read_but_still_waits() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    let first = story.now;
    story
        .happens(&text("m1", "Hello"))
        .later(hours(1))
        .happens(&text("m2", "Hello?"));
    story.does(&Command::Seen).does(&Command::Seen);
    // Told late, but said before what was seen.
    story.happened(first + seconds(60), &text("m3", "By the way"));
    story.later(hours(1)).happens(&text("m4", "?"));
    assert_snapshot!(story.text());
}

#[test]
fn a_note_is_shown_and_answers_nothing() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    story.does(&Command::Note("  ".to_owned()));
    story
        .later(seconds(60))
        .does(&Command::Note(" asked the warehouse ".to_owned()));
    assert_snapshot!(story.text());
}

#[test]
fn only_what_failed_is_sent_again_and_by_a_route_that_is_legal_now() {
    let reply = Command::Reply(Reply::<Human>::new(Content::text("Hello")));
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello")).does(&reply);
    story.tries_again();
    story
        .turn()
        .answer(1, &Outcome::Permanent(Problem::default()));
    story.later(hours(30)).tries_again();
    story
        .turn()
        .answer(1, &Outcome::Permanent(Problem::default()));
    story.later(hours(24 * 7)).tries_again();
    assert_snapshot!(story.text());
}

#[test]
fn closing_puts_a_failure_away() {
    let reply = Command::Reply(Reply::<Human>::new(Content::text("Hello")));
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello")).does(&reply).turn();
    story.answer(1, &Outcome::Permanent(Problem::default()));
    assert_eq!(story.thread.conversation.failed.len(), 1);
    story.does(&Command::Close);
    assert!(story.thread.conversation.failed.is_empty());
}
