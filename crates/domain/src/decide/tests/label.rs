use super::story::{ANNA, Story, at, text};
use crate::decide::{Command, Effect, Event};
use crate::delivery::Problem;
use crate::id::LabelId;
use crate::label::{Asked, Mark, Marked};
use crate::message::Activity;
use proptest::prelude::*;
use transom_policy::Channel as Platform;
use uuid::Uuid;

const START: &str = "2026-11-21T10:00:00Z";

/// A story with one label, whose mark is kept as the decisions leave it.
struct Labelling {
    story: Story,
    marked: Marked,
    lines: usize,
}

impl Labelling {
    fn begin() -> Self {
        let mut story = Story::on(START);
        story.happens(&text("m1", "Hello"));
        Self {
            lines: story.messages.len(),
            story,
            marked: Marked {
                label_id: LabelId::new(Uuid::from_u128(7)),
                name: "Wholesale".to_owned(),
                mark: Mark::default(),
            },
        }
    }

    fn keep(&mut self) -> &mut Self {
        let decision = self.story.last.as_ref();
        let events = decision.into_iter().flat_map(|decision| &decision.events);
        for event in events {
            if let Event::LabelMarked { mark, .. } = event {
                self.marked.mark = mark.clone();
            }
        }
        self
    }

    fn wants(&mut self, puts: bool) -> &mut Self {
        let marked = self.marked.clone();
        self.story.does(&Command::Label { marked, puts });
        self.keep()
    }

    fn settles(&mut self, puts: bool, problem: Option<Problem>) -> &mut Self {
        self.story.does(&Command::LabelSettled {
            marked: self.marked.clone(),
            puts,
            problem,
        });
        self.keep()
    }

    fn told(&mut self, second: &str, is_on: bool) -> &mut Self {
        let moment = at(&format!("2026-11-21T{second}Z"));
        self.story
            .labelled(moment, is_on, &self.marked, Some("label:nora"));
        self.keep()
    }

    fn effects(&self) -> &[Effect] {
        &self.story.last.as_ref().unwrap().effects
    }

    /// What the lines added since it was looked last say.
    fn lines(&mut self) -> Vec<Activity> {
        let new = &self.story.messages[self.lines..];
        let said = new.iter().filter_map(|line| line.content.activity.clone());
        let said = said.collect();
        self.lines = self.story.messages.len();
        said
    }
}

fn labelled(puts: bool) -> Activity {
    let label = "Wholesale".to_owned();
    Activity::Labelled { label, puts }
}

fn problem() -> Problem {
    Problem {
        code: Some("2/2018344".to_owned()),
        detail: "Terms".to_owned(),
    }
}

#[test]
fn a_label_that_is_wanted_is_shown_at_once_asked_for_once_and_told_once() {
    let mut on = Labelling::begin();
    on.wants(true);
    assert!(on.marked.mark.is_shown() && !on.marked.mark.is_on);
    let [Effect::Label { puts: true, by, .. }] = on.effects() else {
        panic!("{:?}", on.effects());
    };
    assert_eq!(*by, ANNA);
    on.wants(true);
    assert!(on.effects().is_empty());
    on.settles(true, None);
    assert!(on.marked.mark.is_on);
    assert_eq!(on.marked.mark.asked, Asked::Nothing);
    // The platform's own notice of it tells nothing new.
    on.told("10:00:00", true);
    assert_eq!(on.lines(), [labelled(true)]);
}

#[test]
fn what_the_platform_refused_is_not_shown_as_done_and_can_be_tried_again_or_let_be() {
    let mut refused = Labelling::begin();
    refused.wants(true).settles(true, Some(problem()));
    assert!(!refused.marked.mark.is_shown());
    let [done, failed] = &refused.lines()[..] else {
        panic!("two lines");
    };
    assert_eq!(*done, labelled(true));
    assert!(matches!(failed, Activity::LabelFailed { puts: true, .. }));
    refused.wants(true);
    assert!(matches!(
        refused.effects(),
        [Effect::Label { puts: true, .. }]
    ));
    refused.settles(true, Some(problem())).lines();
    refused.wants(false);
    assert_eq!(refused.marked.mark, Mark::default());
    assert!(refused.effects().is_empty() && refused.lines().is_empty());
}

#[test]
fn a_label_that_cannot_be_taken_off_stays() {
    let mut kept = Labelling::begin();
    kept.told("09:50:00", true).lines();
    kept.wants(false);
    assert!(!kept.marked.mark.is_shown());
    kept.settles(false, Some(problem()));
    assert!(kept.marked.mark.is_shown());
    assert!(matches!(
        kept.marked.mark.asked,
        Asked::Failed { puts: false, .. }
    ));
    // Somebody takes it off elsewhere: then there is nothing to try again.
    kept.told("09:58:00", false);
    assert_eq!(kept.marked.mark.asked, Asked::Nothing);
}

#[test]
fn a_change_elsewhere_is_a_line_and_leaves_the_conversation_as_it_is() {
    let mut elsewhere = Labelling::begin();
    elsewhere.story.does(&Command::Close);
    elsewhere.lines();
    elsewhere.told("10:00:05", true);
    assert_eq!(elsewhere.lines(), [labelled(true)]);
    let status = elsewhere.story.thread.conversation.status;
    assert_eq!(status, crate::conversation::Status::Closed);
}

#[test]
fn what_is_told_of_the_past_changes_nothing_and_two_changes_of_one_second_are_asked_about() {
    let mut told = Labelling::begin();
    told.told("09:10:00", true).told("09:05:00", false);
    assert!(told.marked.mark.is_on);
    told.told("09:10:00", false);
    assert!(told.marked.mark.is_on);
    assert_eq!(told.effects(), [Effect::ReadLabels]);
    let moment = at("2026-11-21T09:10:00Z");
    told.story.labelled(moment, false, &told.marked, None);
    told.keep();
    assert!(!told.marked.mark.is_on);
}

#[test]
fn where_there_are_no_labels_none_is_put_on() {
    let mut story = Story::of(Platform::WhatsApp, START);
    let marked = Labelling::begin().marked;
    story.does(&Command::Label { marked, puts: true });
    assert!(story.refusal.is_some());
}

proptest! {
    #[test]
    fn notices_of_different_seconds_may_come_in_any_order(
        notices in prop::collection::btree_map(0..50_u8, any::<bool>(), 1..8),
        swaps in prop::collection::vec((0..8_usize, 0..8_usize), 0..8),
    ) {
        let told = |notices: &[(u8, bool)]| {
            let mut labelling = Labelling::begin();
            for (second, is_on) in notices {
                labelling.told(&format!("09:00:{second:02}"), *is_on);
            }
            labelling.marked.mark
        };
        let in_order: Vec<(u8, bool)> = notices.into_iter().collect();
        let mut shuffled = in_order.clone();
        for (one, other) in swaps {
            let count = shuffled.len();
            shuffled.swap(one % count, other % count);
        }
        prop_assert_eq!(told(&in_order), told(&shuffled));
    }
}
