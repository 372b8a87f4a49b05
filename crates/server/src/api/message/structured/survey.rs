//! Surveys, as programs write and read them.

use serde::{Deserialize, Serialize};
use transom_domain::message;
use utoipa::ToSchema;

/// A question of how satisfied the customer is.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Survey {
    /// Up to 65 characters.
    title: String,
    subtitle: Option<String>,
    /// The label of the button that opens it.
    button: String,
    question: Question,
    /// The page on which the business says what it does with the answers.
    privacy_url: String,
    /// 1 to 7; the platform's own choice when absent.
    expires_in_days: Option<u8>,
}

/// The question.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Question {
    /// Comes back with the answer.
    id: String,
    /// The platform's own words when absent.
    title: Option<String>,
    scale: Scale,
    /// Words in an empty field for a comment; there is no field without them.
    comment: Option<String>,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Scale {
    OneToFive,
    FiveStars,
    FiveEmojis,
    ZeroToTen,
    OneToSeven,
}

impl Survey {
    pub(super) fn into_domain(self) -> message::Survey {
        let Question {
            id,
            title,
            scale,
            comment,
        } = self.question;
        message::Survey {
            title: self.title,
            subtitle: self.subtitle,
            button: self.button,
            question: message::Question {
                id,
                title,
                scale: match scale {
                    Scale::OneToFive => message::Scale::OneToFive,
                    Scale::FiveStars => message::Scale::FiveStars,
                    Scale::FiveEmojis => message::Scale::FiveEmojis,
                    Scale::ZeroToTen => message::Scale::ZeroToTen,
                    Scale::OneToSeven => message::Scale::OneToSeven,
                },
                comment,
            },
            privacy_url: self.privacy_url,
            expires_in_days: self.expires_in_days,
        }
    }
}

impl From<message::Survey> for Survey {
    fn from(survey: message::Survey) -> Self {
        let message::Question {
            id,
            title,
            scale,
            comment,
        } = survey.question;
        Self {
            title: survey.title,
            subtitle: survey.subtitle,
            button: survey.button,
            question: Question {
                id,
                title,
                scale: match scale {
                    message::Scale::OneToFive => Scale::OneToFive,
                    message::Scale::FiveStars => Scale::FiveStars,
                    message::Scale::FiveEmojis => Scale::FiveEmojis,
                    message::Scale::ZeroToTen => Scale::ZeroToTen,
                    message::Scale::OneToSeven => Scale::OneToSeven,
                },
                comment,
            },
            privacy_url: survey.privacy_url,
            expires_in_days: survey.expires_in_days,
        }
    }
}
