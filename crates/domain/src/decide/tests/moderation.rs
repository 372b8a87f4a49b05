use super::story::{ANNA, Story, hours, text};
use crate::conversation::Status;
use crate::decide::{Command, facts};
use crate::delivery::Problem;
use crate::message::Activity;
use crate::moderation::{BarStage, Moderation};
use transom_policy::Channel as Platform;

fn stage(story: &Story) -> Option<BarStage> {
    let barred = story.thread.identity.profile.barred;
    barred.map(|barred| barred.stage)
}

fn moderated(action: Moderation, problem: Option<Problem>) -> Command {
    Command::Moderated { action, problem }
}

fn written() -> Story {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    story
}

#[test]
fn who_is_blocked_gets_nothing_until_the_platform_let_them_back() {
    let mut story = written();
    assert!(!facts(&story.channel, &story.thread).blocked);
    story.does(&Command::Moderate(Moderation::Block));
    assert_eq!(stage(&story), Some(BarStage::Asked));
    assert!(facts(&story.channel, &story.thread).blocked);
    assert_eq!(story.thread.conversation.window.closes_at, None);
    story.does(&moderated(Moderation::Block, None));
    assert_eq!(stage(&story), Some(BarStage::Done));
    assert_eq!(story.thread.identity.profile.barred.unwrap().by, ANNA);

    story.does(&Command::Moderate(Moderation::Unblock));
    assert_eq!(stage(&story), Some(BarStage::Lifting));
    assert!(facts(&story.channel, &story.thread).blocked);
    story.does(&moderated(Moderation::Unblock, None));
    assert_eq!(stage(&story), None);
    assert!(story.thread.conversation.window.closes_at.is_some());
}

#[test]
fn what_the_platform_did_not_do_is_undone_and_told() {
    let problem = Problem {
        code: Some("139100".to_owned()),
        detail: "Failed".to_owned(),
    };
    let mut story = written();
    story.does(&Command::Moderate(Moderation::Block));
    story.does(&moderated(Moderation::Block, Some(problem.clone())));
    assert_eq!(stage(&story), None);
    let failed = story
        .messages
        .last()
        .and_then(|line| line.content.activity.clone());
    assert!(
        matches!(failed, Some(Activity::ModerationFailed { .. })),
        "{failed:?}"
    );

    story.does(&Command::Moderate(Moderation::Block));
    story.does(&moderated(Moderation::Block, None));
    story.does(&Command::Moderate(Moderation::Unblock));
    story.does(&moderated(Moderation::Unblock, Some(problem)));
    assert_eq!(stage(&story), Some(BarStage::Done), "still up");
}

#[test]
fn a_second_wish_of_the_same_changes_nothing_and_a_ban_is_no_block() {
    let mut story = written();
    story.does(&Command::Moderate(Moderation::Unblock));
    assert!(
        story
            .messages
            .iter()
            .all(|line| line.content.activity.is_none())
    );
    story.does(&Command::Moderate(Moderation::Ban));
    let lines = story.messages.len();
    story.does(&Command::Moderate(Moderation::Ban));
    story.does(&Command::Moderate(Moderation::Unblock));
    assert_eq!(story.messages.len(), lines);
    story.does(&Command::Moderate(Moderation::Unban));
    assert_eq!(stage(&story), Some(BarStage::Lifting));
}

#[test]
fn spam_is_closed_and_a_customer_who_writes_again_was_let_back_elsewhere() {
    let mut story = written();
    story.does(&Command::Moderate(Moderation::Spam));
    assert_eq!(story.thread.conversation.status, Status::Closed);
    story.does(&Command::Moderate(Moderation::Block));
    story.does(&moderated(Moderation::Block, None));
    story.later(hours(1)).happens(&text("m2", "Am I back?"));
    assert_eq!(stage(&story), None);
}

#[test]
fn a_platform_is_only_asked_for_what_it_does() {
    assert!(Moderation::on(Platform::Email).is_empty());
    let asked = |platform, action| {
        let mut story = Story::of(platform, "2026-11-21T10:00:00Z");
        story.happens(&text("m1", "Hello"));
        story.does(&Command::Moderate(action)).last.is_some()
    };
    assert!(!asked(Platform::WhatsApp, Moderation::Ban));
    assert!(asked(Platform::WhatsApp, Moderation::Block));
    assert!(!asked(Platform::Instagram, Moderation::Unban));
}
