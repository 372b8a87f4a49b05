use super::story::{ANNA, Story, hours, text};
use crate::conversation::Status;
use crate::decide::{Command, Refusal, facts};
use crate::delivery::Problem;
use crate::message::Activity;
use crate::moderation::{BarStage, Moderation};
use transom_policy::{Channel as Platform, WindowEventKind};

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
fn nobody_has_to_care_for_who_is_kept_away_and_somebody_has_to_when_they_are_back() {
    let status = |story: &Story| story.thread.conversation.status;
    for (up, down) in [
        (Moderation::Block, Moderation::Unblock),
        (Moderation::Ban, Moderation::Unban),
    ] {
        let mut story = written();
        let waiting_since = story.thread.conversation.waiting_since;
        assert!(waiting_since.is_some());
        story.does(&Command::Moderate(up));
        assert_eq!(status(&story), Status::Closed);
        story.does(&moderated(up, None));
        story.does(&Command::Moderate(down));
        assert_eq!(status(&story), Status::Closed, "not before it is done");
        story.does(&moderated(down, None));
        assert_eq!(status(&story), Status::Open);
        assert_eq!(story.thread.conversation.waiting_since, waiting_since);
    }
}

#[test]
fn who_was_not_kept_away_after_all_waits_as_before() {
    let mut story = written();
    let problem = Problem {
        code: None,
        detail: "Failed".to_owned(),
    };
    story.does(&Command::Moderate(Moderation::Block));
    story.does(&moderated(Moderation::Block, Some(problem)));
    assert_eq!(story.thread.conversation.status, Status::Open);
}

#[test]
fn what_was_done_with_before_stays_so_and_what_is_opened_on_purpose_stays_open() {
    let mut story = written();
    story.does(&Command::Close);
    story.does(&Command::Moderate(Moderation::Block));
    story.does(&moderated(Moderation::Block, None));
    story.does(&Command::Moderate(Moderation::Unblock));
    story.does(&moderated(Moderation::Unblock, None));
    assert_eq!(story.thread.conversation.status, Status::Closed);

    let mut story = written();
    story.does(&Command::Moderate(Moderation::Block));
    story.does(&Command::Reopen);
    assert_eq!(story.thread.conversation.status, Status::Open);
    // A ban in the place of a block takes nothing back of what was owed.
    story.does(&moderated(Moderation::Block, None));
    story.does(&Command::Moderate(Moderation::Ban));
    story.does(&moderated(Moderation::Ban, None));
    story.does(&Command::Moderate(Moderation::Unban));
    story.does(&moderated(Moderation::Unban, None));
    assert_eq!(story.thread.conversation.status, Status::Open);
}

#[test]
fn what_was_said_just_before_the_bar_calls_for_nobody_until_they_are_back() {
    let mut story = written();
    story.does(&Command::Close);
    story.does(&Command::Moderate(Moderation::Block));
    story.happens(&text("m2", "One more thing"));
    assert_eq!(stage(&story), Some(BarStage::Asked));
    assert_eq!(story.thread.conversation.status, Status::Closed);
    story.does(&moderated(Moderation::Block, None));
    story.does(&Command::Moderate(Moderation::Unblock));
    story.does(&moderated(Moderation::Unblock, None));
    assert_eq!(story.thread.conversation.status, Status::Open);
}

/// What the lines of the thread tell of it.
fn told(story: &Story) -> Vec<Activity> {
    let lines = story.messages.iter();
    lines
        .filter_map(|line| line.content.activity.clone())
        .collect()
}

#[test]
fn the_line_says_that_it_is_asked_until_the_platform_answered() {
    let (block, unblock) = (Moderation::Block, Moderation::Unblock);
    let mut story = written();
    story.does(&Command::Moderate(block));
    assert_eq!(told(&story), [Activity::ModerationAsked { action: block }]);
    // Something else is wanted before there was an answer.
    story.does(&Command::Moderate(unblock));
    let dropped = Activity::ModerationDropped { action: block };
    let asked = Activity::ModerationAsked { action: unblock };
    assert_eq!(told(&story), [dropped.clone(), asked]);
    story.does(&moderated(unblock, None));
    let done = Activity::Moderated { action: unblock };
    assert_eq!(told(&story), [dropped, done]);
    assert_eq!(story.thread.identity.profile.asked, None);
}

#[test]
fn whatsapp_blocks_only_who_wrote_within_the_window() {
    let mut story = Story::of(Platform::WhatsApp, "2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    let block = Command::Moderate(Moderation::Block);
    story.later(hours(24)).does(&block);
    assert_eq!(story.refusal, Some(Refusal::NotWrittenLately));
    // A call opens the window, and still nobody is blocked for it.
    let now = story.now;
    story.thread.identity.acted(WindowEventKind::Call, now);
    story.does(&block);
    assert_eq!(story.refusal, Some(Refusal::NotWrittenLately));
    story.happens(&text("m2", "Hello again")).does(&block);
    assert_eq!(stage(&story), Some(BarStage::Asked));
    // Asked twice, it is asked once, however late; and they can always be let back.
    story.later(hours(24)).does(&block);
    assert_eq!(story.refusal, None);
    story.does(&moderated(Moderation::Block, None));
    story.does(&Command::Moderate(Moderation::Unblock));
    assert_eq!(stage(&story), Some(BarStage::Lifting));

    let mut elsewhere = written();
    elsewhere.later(hours(24)).does(&block);
    assert_eq!(stage(&elsewhere), Some(BarStage::Asked));
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
