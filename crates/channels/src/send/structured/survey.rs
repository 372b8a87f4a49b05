//! Surveys on the wire: `customer_feedback`.

use serde::Serialize;
use transom_domain::message::{self, Question, Scale};

use crate::send::CannotRender;
use crate::send::limit::{Part, address};

/// For how many days a survey can be answered at the most.
const LONGEST_DAYS: u8 = 7;

#[derive(Serialize)]
pub(in crate::send) struct Survey<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtitle: Option<&'a str>,
    button_title: &'a str,
    feedback_screens: [Screen<'a>; 1],
    business_privacy: Privacy<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_in_days: Option<u8>,
}

#[derive(Serialize)]
struct Screen<'a> {
    questions: [WireQuestion<'a>; 1],
}

#[derive(Serialize)]
struct WireQuestion<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    score_option: &'static str,
    score_label: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    follow_up: Option<FollowUp<'a>>,
}

#[derive(Serialize)]
struct FollowUp<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    placeholder: &'a str,
}

#[derive(Serialize)]
struct Privacy<'a> {
    url: &'a str,
}

pub(super) fn survey(survey: &message::Survey) -> Result<Survey<'_>, CannotRender> {
    if survey
        .expires_in_days
        .is_some_and(|days| !(1..=LONGEST_DAYS).contains(&days))
    {
        return Err(CannotRender::SurveyDays(LONGEST_DAYS));
    }
    Ok(Survey {
        title: Part::RequestTitle.fits(&survey.title)?,
        subtitle: Part::CardSubtitle.optional(survey.subtitle.as_deref())?,
        button_title: Part::ButtonLabel.fits(&survey.button)?,
        feedback_screens: [Screen {
            questions: [question(&survey.question)?],
        }],
        business_privacy: Privacy {
            url: address(&survey.privacy_url)?,
        },
        expires_in_days: survey.expires_in_days,
    })
}

fn question(question: &Question) -> Result<WireQuestion<'_>, CannotRender> {
    let (kind, score_option, score_label) = match question.scale {
        Scale::OneToFive => ("csat", "one_to_five", "dissatisfied_satisfied"),
        Scale::FiveStars => ("csat", "five_stars", "neg_pos"),
        Scale::FiveEmojis => ("csat", "five_emojis", "neg_pos"),
        Scale::ZeroToTen => ("nps", "zero_to_ten", "neg_pos"),
        Scale::OneToSeven => ("ces", "one_to_seven", "neg_pos"),
    };
    let comment = Part::CardSubtitle.optional(question.comment.as_deref())?;
    let follow_up = comment.map(|placeholder| FollowUp {
        kind: "free_form",
        placeholder,
    });
    Ok(WireQuestion {
        id: Part::QuestionId.fits(&question.id)?,
        kind,
        title: Part::CardSubtitle.optional(question.title.as_deref())?,
        score_option,
        score_label,
        follow_up,
    })
}
