//! Ads, links and posts by which customers come.

use serde::{Deserialize, Serialize};

/// Where a customer came from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Referral {
    /// The platform's word for the kind of entry: `ADS`, `SHORTLINK`, ….
    pub source: String,
    /// The free reference in the link.
    pub reference: Option<String>,
    /// The ad, when there was one.
    pub ad_id: Option<String>,
    /// The title of the ad.
    pub ad_title: Option<String>,
    /// The form of the ad, as far as the customer filled it in, when the ad asked questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Lead>,
    /// What else is told of the ad or post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ad: Option<Box<Ad>>,
}

/// An ad or post from which a customer came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Ad {
    /// The platform's id of the click, with which a sale can be told to the ad.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub click_id: Option<String>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its picture or film.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_url: Option<String>,
    /// With what it greeted the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub greeting: Option<String>,
}

/// The form of an ad that asks questions in the thread.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lead {
    /// No question is open.
    pub is_complete: bool,
    /// What was answered so far.
    pub answers: Vec<LeadAnswer>,
}

/// An answered question of such a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeadAnswer {
    /// As the ad asked.
    pub question: String,
    /// As the customer answered.
    pub answer: String,
}

impl Referral {
    /// Whether a click on an ad brought the customer. Filling in the form of an ad is another act.
    pub fn is_ad(&self) -> bool {
        self.source == "ADS" && self.lead.is_none()
    }

    /// Whether it is an act of the customer towards the business when nothing else comes with it: following a chat link
    /// and answering the first question of a form are, a click on an ad is not.
    pub fn is_act(&self) -> bool {
        match &self.lead {
            Some(lead) => !lead.answers.is_empty(),
            None => !self.is_ad(),
        }
    }

    /// What the customer said by it, question by question.
    pub fn said(&self) -> Option<String> {
        let answers = self.lead.iter().flat_map(|lead| &lead.answers);
        let lines: Vec<_> = answers
            .map(|LeadAnswer { question, answer }| format!("{question} {answer}"))
            .collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}
