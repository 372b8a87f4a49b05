//! How a page stands with the platform's policies: the same whether it is asked for or told by a webhook.

use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::channel::Measure;
use transom_domain::inbound::{Integrity, IntegrityGrade, Offer, OfferKind};
use transom_policy::RestrictionScope;

/// The rights of a page without which nothing is sent.
const MESSAGING: [&str; 2] = ["page_messaging_api", "page_messaging"];

/// The standing, as it is written.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct PageStatus {
    status: String,
    violations: Vec<Violation>,
    restrictions: Vec<Restriction>,
    recommended_actions: Vec<Action>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Violation {
    #[serde(rename = "type")]
    kind: String,
    description: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Restriction {
    feature: String,
    status: String,
    description: String,
    /// In seconds.
    applied_time: Option<i64>,
    expiration_time: Option<i64>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Action {
    action_type: String,
    url: Option<String>,
}

impl PageStatus {
    /// What it says, when it was told at this moment; nothing, if it has neither a word for the whole nor restrictions.
    /// Those may be told by themselves.
    pub(crate) fn read(self, told_at: Timestamp) -> Option<Integrity> {
        let whole_page = match self.status.to_ascii_lowercase().as_str() {
            "ok" => Some(IntegrityGrade::Ok),
            "warning" => Some(IntegrityGrade::Warning),
            "restricted" => Some(IntegrityGrade::Restricted),
            "suspended" => Some(IntegrityGrade::Suspended),
            _ => None,
        };
        let of_restrictions = || {
            let mut restrictions = self.restrictions.iter();
            let is_told = restrictions.len() > 0;
            let is_barred = restrictions.any(Restriction::is_in_force);
            is_told.then_some(if is_barred {
                IntegrityGrade::Restricted
            } else {
                IntegrityGrade::Ok
            })
        };
        let grade = whole_page.or_else(of_restrictions)?;
        let (mut measures, mut others) = (Vec::new(), Vec::new());
        for restriction in self.restrictions {
            if MESSAGING.contains(&&*restriction.feature) {
                measures.push(restriction.measure(told_at));
            } else if restriction.is_in_force() && !restriction.feature.is_empty() {
                others.push(restriction.feature);
            }
        }
        // Of two rights that bar the same, the one that lasts longer comes last and stands.
        measures.sort_by_key(|measure| measure.until.unwrap_or(Timestamp::MAX));
        let bar = measures.pop();
        let bar = bar.or_else(|| whole(whole_page?, told_at));
        Some(Integrity {
            grade,
            violations: self
                .violations
                .into_iter()
                .filter_map(Violation::text)
                .collect(),
            measures: bar.into_iter().collect(),
            others,
            offers: self
                .recommended_actions
                .into_iter()
                .filter_map(Action::offer)
                .collect(),
        })
    }
}

/// What the standing of the whole page says of sending: one that is well may send, one that was taken away may not.
fn whole(grade: IntegrityGrade, told_at: Timestamp) -> Option<Measure> {
    let until = match grade {
        IntegrityGrade::Ok => Some(told_at),
        IntegrityGrade::Suspended => None,
        IntegrityGrade::Warning | IntegrityGrade::Restricted => return None,
    };
    Some(Measure {
        scope: RestrictionScope::All,
        told_at,
        until,
        is_assumed: false,
        reason: String::new(),
    })
}

impl Violation {
    fn text(self) -> Option<String> {
        let texts = [self.description, self.kind];
        texts.into_iter().find(|text| !text.is_empty())
    }
}

impl Restriction {
    fn is_in_force(&self) -> bool {
        self.status != "UNRESTRICTED"
    }

    fn measure(self, told_at: Timestamp) -> Measure {
        let second = |second| Timestamp::from_second(second).unwrap_or(Timestamp::MAX);
        let until = if self.is_in_force() {
            self.expiration_time.map(second)
        } else {
            Some(told_at)
        };
        Measure {
            scope: RestrictionScope::All,
            told_at: self.applied_time.map_or(told_at, second).max(told_at),
            until,
            is_assumed: false,
            reason: self.description,
        }
    }
}

impl Action {
    fn offer(self) -> Option<Offer> {
        let kind = match self.action_type.as_str() {
            "LEARN_MORE" => OfferKind::LearnMore,
            "FILE_APPEAL" => OfferKind::Appeal,
            "SUPPORT_TICKET" => OfferKind::Support,
            _ => return None,
        };
        // It becomes a link on a page of ours.
        let url = self.url.filter(|url| url.starts_with("https://"));
        Some(Offer { kind, url })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn read(told: Value) -> Option<Integrity> {
        let status: PageStatus = serde_json::from_value(told).unwrap();
        status.read(second(1_763_600_500))
    }

    #[test]
    fn a_barred_page_tells_why_until_when_and_what_can_be_done() {
        let told = read(json!({
            "status": "restricted", "violations": [{ "type": "SPAM", "description": "Spam" }, { "type": "SCAM" }],
            "restrictions": [
                { "feature": "page_messaging_api", "status": "RESTRICTED", "description": "For 3 days",
                  "applied_time": 1_763_600_000, "expiration_time": 1_763_859_200 },
                { "feature": "page_messaging", "status": "RESTRICTED", "description": "For 1 day",
                  "applied_time": 1_763_600_000, "expiration_time": 1_763_686_400 },
                { "feature": "page_publish", "status": "RESTRICTED" },
            ],
            "recommended_actions": [
                { "action_type": "FILE_APPEAL", "url": "https://facebook.example/appeal" },
                { "action_type": "LEARN_MORE", "url": "javascript:alert(1)" }, { "action_type": "DANCE" },
            ],
        }))
        .unwrap();
        assert_eq!(told.grade, IntegrityGrade::Restricted);
        assert_eq!(told.violations, ["Spam", "SCAM"]);
        assert_eq!(told.others, ["page_publish"]);
        let [measure] = &told.measures[..] else {
            panic!("{:?}", told.measures);
        };
        assert_eq!(measure.until, Some(second(1_763_859_200)));
        assert_eq!(measure.reason, "For 3 days");
        assert_eq!(
            told.offers[0].url.as_deref(),
            Some("https://facebook.example/appeal")
        );
        assert_eq!(told.offers[1].url, None, "no link but to a page");
        assert_eq!(told.offers.len(), 2);
    }

    #[test]
    fn a_page_that_is_well_again_may_send_and_one_that_was_taken_away_may_not() {
        let well = read(json!({ "status": "ok" })).unwrap();
        assert_eq!(well.measures[0].until, Some(second(1_763_600_500)));
        let free = json!([{ "feature": "page_messaging_api", "status": "UNRESTRICTED" }]);
        let free = read(json!({ "status": "warning", "restrictions": free })).unwrap();
        assert_eq!(free.measures[0].until, Some(second(1_763_600_500)));
        let gone = read(json!({ "status": "suspended" })).unwrap();
        assert_eq!(gone.measures[0].until, None);
        assert_eq!(read(json!({ "status": "warning" })).unwrap().measures, []);
        assert_eq!(read(json!({ "status": "blue" })), None);
    }

    #[test]
    fn restrictions_may_be_told_without_a_word_for_the_whole() {
        let told = |feature: &str, status: &str| {
            let restriction =
                json!({ "feature": feature, "status": status, "expiration_time": 1_763_859_200 });
            read(json!({ "restrictions": [restriction] })).unwrap()
        };
        let barred = told("page_messaging_api", "RESTRICTED");
        assert_eq!(barred.grade, IntegrityGrade::Restricted);
        assert_eq!(barred.measures[0].until, Some(second(1_763_859_200)));
        let free = told("page_messaging_api", "UNRESTRICTED");
        assert_eq!(free.grade, IntegrityGrade::Ok);
        assert_eq!(free.measures[0].until, Some(second(1_763_600_500)));
        // Of another right nothing follows for messages.
        assert_eq!(told("page_publish", "UNRESTRICTED").measures, []);
        assert_eq!(read(json!({ "restrictions": [] })), None);
    }
}
