//! Ads, links and posts by which customers come.

use serde::Serialize;
use transom_domain::inbound;
use utoipa::ToSchema;

/// What brought the customer here.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Referral {
    /// The platform's word for the kind of entry.
    #[schema(example = "SHORTLINK")]
    source: String,
    /// The free reference in the link.
    reference: Option<String>,
    ad_id: Option<String>,
    ad_title: Option<String>,
    /// What else is told of the ad or post.
    ad: Option<Ad>,
    /// The answers to the questions of the ad, as far as the customer gave them; null when it asked none.
    lead: Option<Lead>,
}

/// An ad or post from which a customer came.
#[derive(Debug, Serialize, ToSchema)]
struct Ad {
    /// The platform's id of the click, with which a sale can be told to the ad.
    click_id: Option<String>,
    url: Option<String>,
    text: Option<String>,
    /// Its picture or film.
    media_url: Option<String>,
    /// With what it greeted the customer.
    greeting: Option<String>,
}

/// The form of an ad that asks questions in the thread.
#[derive(Debug, Serialize, ToSchema)]
struct Lead {
    /// No question is open.
    is_complete: bool,
    answers: Vec<LeadAnswer>,
}

/// An answered question of an ad.
#[derive(Debug, Serialize, ToSchema)]
struct LeadAnswer {
    question: String,
    answer: String,
}

impl From<inbound::Referral> for Referral {
    fn from(referral: inbound::Referral) -> Self {
        Self {
            source: referral.source,
            reference: referral.reference,
            ad_id: referral.ad_id,
            ad_title: referral.ad_title,
            ad: referral.ad.map(|ad| Ad {
                click_id: ad.click_id,
                url: ad.url,
                text: ad.text,
                media_url: ad.media_url,
                greeting: ad.greeting,
            }),
            lead: referral.lead.map(|lead| Lead {
                is_complete: lead.is_complete,
                answers: lead
                    .answers
                    .into_iter()
                    .map(|given| LeadAnswer {
                        question: given.question,
                        answer: given.answer,
                    })
                    .collect(),
            }),
        }
    }
}
