use insta::assert_snapshot;
use transom_policy::{Automation, AutomationRoute, Human, Purpose, RestrictionScope, Route};

use super::story::{Story, at, hours, text};
use crate::channel::Measure;
use crate::decide::{Command, Reply};
use crate::message::Content;

fn human(text: &str) -> Reply<Human> {
    Reply::new(Content::text(text))
}

fn program(text: &str) -> Reply<Automation> {
    Reply::new(Content::text(text))
}

/// What a command came to: the route, or the code of the refusal.
fn verdict(story: &mut Story, command: &Command) -> String {
    let before = story.text().len();
    story.does(command);
    let told = story.text()[before..].lines().nth(1).unwrap().to_owned();
    let route = told.split(" by ").nth(1);
    let route = route.and_then(|rest| rest.split(' ').next());
    let code = told
        .split("refused: ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next());
    route.or(code).unwrap_or(&told).to_owned()
}

#[test]
fn who_asks_when_decides_the_route() {
    // Hours since the customer wrote; what a person gets; what a program gets.
    let table = [
        (0, "standard", "standard"),
        (23, "standard", "standard"),
        (24, "human_agent", "window-closed"),
        (24 * 7 - 1, "human_agent", "window-closed"),
        (24 * 7, "window-closed", "window-closed"),
    ];
    for (after, by_human, by_program) in table {
        for (command, expected) in [
            (Command::Reply(human("Hello")), by_human),
            (Command::AutomatedReply(program("Hello")), by_program),
        ] {
            let mut story = Story::on("2026-11-10T10:00:00Z");
            story.happens(&text("m1", "Hello")).later(hours(after));
            assert_eq!(
                verdict(&mut story, &command),
                expected,
                "{after} h, {command:?}"
            );
        }
    }
}

#[test]
fn a_program_never_gets_the_human_agent_route() {
    let purposes = [None, Some(Purpose::AccountUpdate), Some(Purpose::Promotion)];
    for day in ["2020-01-01", "2024-06-01", "2026-04-26", "2026-11-10"] {
        for after in 0..200 {
            for purpose in purposes {
                let mut story = Story::on(&format!("{day}T10:00:00Z"));
                story.happens(&text("m1", "Hello")).later(hours(after));
                let mut reply = program("About your account");
                if let Some(purpose) = purpose {
                    reply = reply.for_purpose(purpose);
                }
                let got = verdict(&mut story, &Command::AutomatedReply(reply));
                assert_ne!(got, "human_agent", "{day} + {after} h, {purpose:?}");
            }
        }
    }
}

#[test]
fn what_stands_in_the_way_is_told_by_its_code() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    assert_eq!(
        verdict(&mut story, &Command::Reply(human("Hello"))),
        "never-contacted"
    );
    story.happens(&text("m1", "Hello"));
    assert_eq!(
        verdict(&mut story, &Command::Reply(human("  "))),
        "empty-message"
    );
    let long = "x".repeat(2001);
    assert_eq!(
        verdict(&mut story, &Command::Reply(human(&long))),
        "content-too-long"
    );
    let retired = human("Shipped").by(Route::TagPostPurchaseUpdate);
    assert_eq!(
        verdict(&mut story, &Command::Reply(retired)),
        "route-retired"
    );
    let missing = program("Shipped").by(AutomationRoute::UtilityTemplate);
    assert_eq!(
        verdict(&mut story, &Command::AutomatedReply(missing)),
        "template-missing"
    );
    story.thread.identity.unreachable_since = Some(story.now);
    assert_eq!(
        verdict(&mut story, &Command::Reply(human("Hello"))),
        "blocked"
    );
    // Whoever writes again can be reached again.
    story.later(hours(1)).happens(&text("m2", "Hello again"));
    assert_eq!(
        verdict(&mut story, &Command::Reply(human("Hello"))),
        "standard"
    );
    story.channel.restrictions.push(Measure {
        scope: RestrictionScope::All,
        told_at: story.now,
        until: None,
        is_assumed: false,
        reason: String::new(),
    });
    assert_eq!(
        verdict(&mut story, &Command::Reply(human("Hello"))),
        "restricted"
    );
    let mut unapproved = Story::on("2026-11-21T10:00:00Z");
    unapproved.channel.capabilities.clear();
    unapproved.happens(&text("m1", "Hello")).later(hours(25));
    let asked = Command::Reply(human("Hello").by(Route::HumanAgent));
    assert_eq!(verdict(&mut unapproved, &asked), "capability-missing");
    assert_eq!(
        unapproved.thread.conversation.window.human_agent_until,
        None
    );
}

#[test]
fn an_answer_is_queued_and_ends_the_waiting() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello")).later(hours(25));
    story.does(&Command::AutomatedReply(program("Hello")));
    story.does(&Command::Reply(human("50% off everything today, buy now!")));
    story.does(&Command::Reply(
        human("50% off everything today, buy now!").attested(),
    ));
    story.does(&Command::Reply(human("Your order is packed")));
    story.does(&Command::Reply(human("It leaves today")));
    // The customer's next act starts the count of tagged messages anew.
    story.later(hours(1)).happens(&text("m2", "Thanks"));
    story.does(&Command::Reply(human("Goodbye").answering("m2".to_owned())));
    assert_snapshot!(story.text());
}

#[test]
fn an_explicit_route_inside_the_window_is_allowed_with_a_warning() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello"));
    story.does(&Command::Reply(human("Hello").by(Route::HumanAgent)));
    assert_snapshot!(story.text());
}

#[test]
fn a_third_tagged_message_in_a_row_is_refused() {
    let tagged = || {
        Command::AutomatedReply(
            program("Your parcel is on its way").for_purpose(Purpose::PurchaseUpdate),
        )
    };
    let mut story = Story::on("2025-03-01T10:00:00Z");
    story.happens(&text("m1", "Hello")).later(hours(48));
    assert_eq!(verdict(&mut story, &tagged()), "tag_post_purchase_update");
    assert_eq!(verdict(&mut story, &tagged()), "tag_post_purchase_update");
    assert_eq!(verdict(&mut story, &tagged()), "consecutive-tagged");
    let now = story.now;
    story.later(hours(1)).happened(now, &text("m2", "Thanks"));
    assert_eq!(
        story.thread.conversation.consecutive_tagged, 2,
        "an act before them starts nothing anew"
    );
    story.later(hours(48));
    story.thread.conversation.consecutive_tagged = 1;
    assert_eq!(verdict(&mut story, &tagged()), "tag_post_purchase_update");
    assert_eq!(story.now, at("2025-03-05T11:00:00Z"));
}
