//! What the platform holds back rests, and is not tried again early.

use transom_policy::{
    Channel as Platform, Human, RefusalCode, RestrictionScope, Template, TemplateCategory,
    TemplateStatus,
};

use super::story::{Story, hours, text};
use crate::channel::Measure;
use crate::decide::{Command, Effect, Refusal, Reply};
use crate::delivery::{Hold, Outcome, Problem};
use crate::inbound::{InboundEvent, Progress, Reached};
use crate::message::{Content, DeliveryStatus, Extra, Failure, FailureClass, TemplateMessage};

fn known(category: TemplateCategory) -> Template {
    Template {
        name: category.as_str().into(),
        language: "en_US".into(),
        category,
        status: TemplateStatus::Approved,
        pause: None,
    }
}

fn template(category: TemplateCategory) -> Command {
    let template = TemplateMessage::new(category.as_str(), "en_US");
    Command::Reply(Reply::<Human>::new(Content {
        extra: Some(Extra::Template(Box::new(template))),
        ..Content::default()
    }))
}

/// A customer who wrote two days ago, and templates of both kinds.
fn outside() -> Story {
    let mut story = Story::of(Platform::WhatsApp, "2026-11-21T10:00:00Z");
    story.channel.templates = [TemplateCategory::Marketing, TemplateCategory::Utility]
        .map(known)
        .into();
    story.happens(&text("m1", "Hello")).later(hours(48));
    story
}

fn held(hold: Hold) -> Outcome {
    Outcome::Held {
        problem: Problem {
            code: None,
            detail: "said the platform".to_owned(),
        },
        hold,
    }
}

fn refused(story: &Story) -> Option<(RefusalCode, Option<String>)> {
    match story.refusal.as_ref()? {
        Refusal::Policy(refusal) => {
            let until = refusal.restricted_until.map(|until| until.to_string());
            Some((refusal.code, until))
        }
        _ => None,
    }
}

/// What the last decision told of the whole channel.
fn measure(story: &Story) -> Option<Measure> {
    let mut effects = story.last.as_ref()?.effects.iter();
    effects.find_map(|effect| match effect {
        Effect::Restricted(measure) => Some(measure.clone()),
        _ => None,
    })
}

#[test]
fn marketing_to_a_customer_that_was_held_back_is_refused_for_a_day() {
    let mut story = outside();
    story
        .does(&template(TemplateCategory::Marketing))
        .turn()
        .answer(1, &held(Hold::MarketingToPerson));
    let status = &story.sent().delivery.as_ref().unwrap().status;
    assert!(
        matches!(status, DeliveryStatus::Failed(failure) if failure.class == FailureClass::MarketingHeld)
    );
    assert_eq!(measure(&story), None, "the number itself is free");
    story.later(hours(23));
    story.does(&template(TemplateCategory::Marketing));
    let until = Some("2026-11-24T10:00:00Z".to_owned());
    assert_eq!(refused(&story), Some((RefusalCode::FrequencyCap, until)));
    story.does(&template(TemplateCategory::Utility));
    assert_eq!(refused(&story), None);
    story.later(hours(1));
    story.does(&template(TemplateCategory::Marketing));
    assert_eq!(refused(&story), None);
}

#[test]
fn a_later_report_that_marketing_was_held_back_counts_alike_and_an_older_one_changes_nothing() {
    let mut story = outside();
    let report = InboundEvent::Progress(Progress {
        customer: "nora".to_owned(),
        external_id: "w1".to_owned(),
        metadata: None,
        reached: Reached::Failed(Failure {
            class: FailureClass::MarketingHeld,
            code: Some("131049".to_owned()),
            detail: None,
        }),
        price: None,
    });
    story.happens(&report);
    let told = story.thread.identity.profile.marketing_refused_at;
    assert_eq!(told, Some(story.now));
    story.happened(story.now - hours(30), &report);
    assert_eq!(story.thread.identity.profile.marketing_refused_at, told);
    story.does(&template(TemplateCategory::Marketing));
    assert_eq!(refused(&story).unwrap().0, RefusalCode::FrequencyCap);
}

#[test]
fn complaints_rest_the_marketing_of_the_number_and_wrong_categories_everything() {
    for (hold, scope) in [
        (Hold::Complaints, RestrictionScope::Marketing),
        (Hold::MisclassifiedTemplates, RestrictionScope::All),
    ] {
        let mut story = outside();
        story
            .does(&template(TemplateCategory::Marketing))
            .turn()
            .answer(1, &held(hold));
        let told = measure(&story).unwrap();
        assert_eq!(told.scope, scope);
        assert_eq!(told.until, Some(story.now + hours(24)));
        assert_eq!(told.reason, "said the platform");
        story.channel.restrictions.push(told);
        story.does(&template(TemplateCategory::Marketing));
        assert_eq!(refused(&story).unwrap().0, RefusalCode::Restricted);
        story.does(&template(TemplateCategory::Utility));
        let is_free = hold == Hold::Complaints;
        assert_eq!(refused(&story).is_none(), is_free, "{hold:?}");
        story.later(hours(24));
        story.does(&template(TemplateCategory::Marketing));
        assert_eq!(refused(&story), None, "{hold:?}");
    }
}

#[test]
fn a_hold_does_not_shorten_what_the_platform_itself_took_away() {
    let mut story = outside();
    story.does(&template(TemplateCategory::Utility)).turn();
    story.channel.restrictions.push(Measure {
        scope: RestrictionScope::All,
        told_at: story.now,
        until: None,
        is_assumed: false,
        reason: "SCAM".to_owned(),
    });
    story.answer(1, &held(Hold::MisclassifiedTemplates));
    assert_eq!(measure(&story), None);
}

#[test]
fn misused_tags_rest_all_tagged_messages_until_somebody_lets_them_go_again() {
    let mut story = Story::on("2026-11-21T10:00:00Z");
    story.happens(&text("m1", "Hello")).later(hours(30));
    let late = || Command::Reply(Reply::<Human>::new(Content::text("Sorry for the wait")));
    story
        .does(&late())
        .turn()
        .answer(1, &held(Hold::MisusedTags));
    let status = &story.sent().delivery.as_ref().unwrap().status;
    assert!(
        matches!(status, DeliveryStatus::Failed(failure) if failure.class == FailureClass::MisusedTags)
    );
    let told = measure(&story).unwrap();
    assert_eq!((told.scope, told.until), (RestrictionScope::Tags, None));
    story.channel = story.channel.clone().restricted(told);
    story.later(hours(48)).does(&late());
    assert_eq!(refused(&story).unwrap().0, RefusalCode::Restricted);
    // Answers within the window carry no tag.
    story.happens(&text("m2", "Well?")).does(&late());
    assert_eq!(refused(&story), None);
    story.later(hours(30)).does(&late());
    assert_eq!(refused(&story).unwrap().0, RefusalCode::Restricted);
    story.channel = story.channel.clone().resumed(story.now);
    story.does(&late());
    assert_eq!(refused(&story), None);
}

#[test]
fn a_template_begins_with_who_has_not_written_lately_once_a_day_and_with_nobody_new_when_full() {
    let mut story = Story::of(Platform::WhatsApp, "2026-11-21T10:00:00Z");
    story.channel.templates = [known(TemplateCategory::Utility)].into();
    let send = template(TemplateCategory::Utility);
    let begins = |story: &Story| {
        let last = story.last.as_ref().unwrap();
        let mut effects = last.effects.iter();
        effects.any(|effect| matches!(effect, Effect::Begin { .. }))
    };
    story.happens(&text("m1", "Hello")).does(&send);
    assert!(!begins(&story), "the customer began");
    story.later(hours(24)).does(&send);
    assert!(begins(&story));
    story.later(hours(23)).does(&send);
    assert!(!begins(&story), "it is counted already");
    // As many others were written to since, and now that counts no more.
    story.thread.recipients.full_since = Some(story.now);
    story.later(hours(1)).does(&send);
    let until = Some("2026-11-24T09:00:00Z".to_owned());
    assert_eq!(refused(&story), Some((RefusalCode::RecipientCap, until)));
    story.happens(&text("m2", "Where is it?")).does(&send);
    assert!(!begins(&story) && story.refusal.is_none());
}
