use insta::assert_snapshot;
use transom_policy::{
    Automation, Capability, Human, Purpose, RestrictionScope, Template, TemplateCategory,
    TemplateStatus,
};

use super::story::{Story, hours, seconds, text};
use crate::channel::Measure;
use crate::decide::{Command, Reply};
use crate::delivery::{Outcome, Problem};
use crate::message::{Content, DeliveryStatus, Extra, TemplateMessage};

fn human(text: &str) -> Command {
    Command::Reply(Reply::<Human>::new(Content::text(text)))
}

fn program(text: &str) -> Command {
    Command::AutomatedReply(Reply::<Automation>::new(Content::text(text)))
}

#[test]
fn a_route_that_is_still_open_is_taken() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story
        .happens(&text("m1", "Hello"))
        .does(&human("Hello"))
        .later(hours(23))
        .turn();
    assert_snapshot!(story.text());
}

#[test]
fn a_person_takes_the_next_route_when_the_window_closed_in_the_queue() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story
        .happens(&text("m1", "Hello"))
        .later(hours(23))
        .does(&human("Hello"));
    story.later(hours(1)).turn();
    // And none when that one is over, too.
    story
        .later(seconds(2))
        .answer(1, &Outcome::Retry(Problem::default()));
    story.later(hours(7 * 24)).turn();
    assert_snapshot!(story.text());
}

#[test]
fn a_program_is_refused_when_the_window_closed_in_the_queue() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story
        .happens(&text("m1", "Hello"))
        .later(hours(23))
        .does(&program("Hello"));
    story.later(hours(1)).turn();
    assert_snapshot!(story.text());
}

#[test]
fn a_promotion_does_not_slip_out_by_the_human_agent_route() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story
        .happens(&text("m1", "Hello"))
        .does(&human("50% off everything today, buy now!"));
    story.later(hours(24)).turn();
    assert_snapshot!(story.text());
}

#[test]
fn nothing_leaves_while_the_channel_is_barred() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello")).does(&human("Hello"));
    let since = story.now;
    story.channel = story.channel.clone().restricted(Measure {
        scope: RestrictionScope::All,
        told_at: since,
        until: None,
        is_assumed: false,
        reason: "spam".to_owned(),
    });
    story.turn();
    assert_snapshot!(story.text());
}

#[test]
fn the_second_tagged_message_is_not_counted_against_itself() {
    let mut story = Story::on("2025-03-01T10:00:00Z");
    story.happens(&text("m1", "Hello")).later(hours(48));
    for _ in 0..2 {
        let reply = Reply::<Automation>::new(Content::text("Your parcel is on its way"));
        story
            .does(&Command::AutomatedReply(
                reply.for_purpose(Purpose::PurchaseUpdate),
            ))
            .turn();
        assert_eq!(
            story.sent().delivery.as_ref().unwrap().status,
            DeliveryStatus::Sending
        );
    }
    assert_eq!(story.thread.conversation.consecutive_tagged, 2);
    // What certainly did not go out counts for nothing.
    story.answer(1, &Outcome::Permanent(Problem::default()));
    assert_eq!(story.thread.conversation.consecutive_tagged, 1);
}

fn template(name: &str) -> Command {
    let template = Box::new(TemplateMessage::new(name, "en_US"));
    Command::Reply(Reply::<Human>::new(Content {
        extra: Some(Extra::Template(template)),
        ..Content::default()
    }))
}

fn known(name: &str, status: TemplateStatus) -> Template {
    Template {
        name: name.into(),
        language: "en_US".into(),
        category: TemplateCategory::Utility,
        status,
        pause: None,
    }
}

/// A page that may send templates, long after the customer wrote.
fn outside() -> Story {
    let mut story = Story::on("2026-11-01T10:00:00Z");
    story.channel.capabilities.push(Capability::UtilityMessages);
    story.happens(&text("m1", "Hello")).later(hours(24 * 10));
    story
}

#[test]
fn a_template_that_was_paused_in_the_queue_does_not_leave_though_another_could() {
    let mut story = outside();
    let fine = known("parcel", TemplateStatus::Approved);
    story.channel.templates = [known("news", TemplateStatus::Approved), fine.clone()].into();
    story.does(&template("news"));
    story.channel.templates = [known("news", TemplateStatus::Paused), fine].into();
    story.turn();
    assert_snapshot!(story.text());
}

#[test]
fn templates_in_a_row_are_not_counted_as_tagged_messages() {
    let mut story = outside();
    story.channel.templates = [known("news", TemplateStatus::Approved)].into();
    for _ in 0..3 {
        story.does(&template("news")).turn();
    }
    assert_eq!(story.thread.conversation.consecutive_tagged, 0);
}
