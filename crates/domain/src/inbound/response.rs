//! What a customer answers to a message made of parts. Unlike a tap on a button it opens no window.

use serde::{Deserialize, Serialize};

use crate::message::Order;

/// What a customer answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// They asked for the code of a coupon.
    Coupon {
        /// The code.
        code: Option<String>,
        /// What the business attached to the coupon.
        payload: Option<String>,
    },
    /// They answered a survey.
    Survey(Vec<SurveyAnswer>),
    /// They sent the cart of the business's shop on the platform.
    Order {
        /// What they want to buy.
        order: Order,
        /// What they wrote to it.
        note: Option<String>,
    },
}

/// An answer to one question of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SurveyAnswer {
    /// The business's name of the question.
    pub question: String,
    /// The point on the question's scale, or the option chosen.
    pub choice: String,
    /// What they wrote besides.
    pub comment: Option<String>,
}

impl Response {
    /// What was said, for people to read.
    pub(crate) fn said(&self) -> Option<String> {
        match self {
            Self::Coupon { .. } => None,
            Self::Order { note, .. } => note.clone(),
            Self::Survey(answers) => {
                let one = |answer: &SurveyAnswer| match &answer.comment {
                    Some(comment) => format!("{}: {comment}", answer.choice),
                    None => answer.choice.clone(),
                };
                Some(answers.iter().map(one).collect::<Vec<_>>().join("\n"))
            }
        }
    }
}
