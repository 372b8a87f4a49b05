//! Surveys of one question.

use serde::{Deserialize, Serialize};

/// A question of how satisfied the customer is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Survey {
    /// What it is about.
    pub title: String,
    /// A line below the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// The label of the button that opens it.
    pub button: String,
    /// The question.
    pub question: Question,
    /// The page on which the business says what it does with the answers.
    pub privacy_url: String,
    /// How many days it can be answered; the platform's own choice when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in_days: Option<u8>,
}

/// The question of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Question {
    /// The business's name for it; comes back with the answer.
    pub id: String,
    /// The question itself; the platform's own words when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How it is answered.
    pub scale: Scale,
    /// Words in an empty field below the answer; there is no field without them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// How satisfied: one to five.
    #[default]
    OneToFive,
    /// How satisfied: up to five stars.
    FiveStars,
    /// How satisfied: five faces.
    FiveEmojis,
    /// Whether one would recommend it: nought to ten.
    ZeroToTen,
    /// How easy it was: one to seven.
    OneToSeven,
}

impl Scale {
    /// Its lowest and highest answer.
    pub const fn range(self) -> (u8, u8) {
        match self {
            Self::OneToFive | Self::FiveStars | Self::FiveEmojis => (1, 5),
            Self::ZeroToTen => (0, 10),
            Self::OneToSeven => (1, 7),
        }
    }
}

impl Survey {
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let always = [self.title.as_str(), self.button.as_str()];
        let sometimes = [&self.subtitle, &self.question.title, &self.question.comment];
        always
            .into_iter()
            .chain(sometimes.into_iter().flatten().map(String::as_str))
    }
}
