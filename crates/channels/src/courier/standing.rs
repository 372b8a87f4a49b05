//! Questions about how an account stands with its platform.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use transom_domain::health::{Complaint, Sending, Standing};
use transom_domain::inbound::{IntegrityGrade, Quality};

use super::exchange::Call;
use super::{Courier, Endpoint, Interface};
use crate::messenger::integrity::PageStatus;
use crate::outcome::CallFailed;
use crate::whatsapp::Limit;

/// What is told of an entity as if it barred everything, and does not: a number in maintenance, which is over within
/// minutes, so that what is sent meanwhile waits for it; and a missing payment, without which answers still go (both by
/// the platform's own description of the fault).
const BARS_NOT_ALL: [i64; 2] = [131_057, 141_006];

/// What a number tells about itself.
const OF_NUMBER: &str = "quality_rating,throughput,is_on_biz_app,whatsapp_business_manager_messaging_limit,health_status";
#[derive(Deserialize, Default)]
#[serde(default)]
struct Number {
    quality_rating: String,
    throughput: Throughput,
    /// Of the app on a phone.
    is_on_biz_app: bool,
    whatsapp_business_manager_messaging_limit: Limit,
    health_status: Health,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Throughput {
    level: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Health {
    can_send_message: String,
    entities: Vec<Entity>,
}

/// One of those that a message goes through: the number, the account above it, the business, the app.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Entity {
    can_send_message: String,
    errors: Vec<Fault>,
    additional_info: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Fault {
    error_code: Value,
    error_description: String,
    possible_solution: Option<String>,
}

impl Courier {
    /// Asks how the account stands; of an Instagram account nothing is told.
    pub async fn standing(
        &self,
        endpoint: &Endpoint,
        now: Timestamp,
    ) -> Result<Standing, CallFailed> {
        match endpoint.interface() {
            Interface::Messenger => {
                let url = endpoint.url(&[endpoint.account(), "page_status"], &[]);
                Ok(of_page(self.ask(endpoint, Call::get(url)).await?, now))
            }
            Interface::WhatsApp => {
                let url = endpoint.url(&[endpoint.account()], &[("fields", OF_NUMBER)]);
                let told: Number = self.ask(endpoint, Call::get(url)).await?;
                Ok(told.into())
            }
            Interface::InstagramOfPage | Interface::Instagram => Ok(Standing::default()),
        }
    }
}

/// How far a business account is with the interface for marketing messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Onboarding {
    /// Its marketing may go that way.
    Done,
    /// Somebody has to accept the platform's terms first.
    Open,
    /// The platform does not want it there.
    Ineligible,
}

#[derive(Deserialize)]
struct MarketingStatus {
    #[serde(default)]
    marketing_messages_onboarding_status: String,
}

impl Courier {
    /// Asks whether the marketing of a WhatsApp number may go by the interface for marketing messages; nothing where the
    /// platform does not tell.
    pub async fn onboarding(&self, endpoint: &Endpoint) -> Result<Option<Onboarding>, CallFailed> {
        let Some(account) = endpoint.parent() else {
            return Ok(None);
        };
        let fields = [("fields", "marketing_messages_onboarding_status")];
        let url = endpoint.url(&[account], &fields);
        let told: MarketingStatus = self.ask(endpoint, Call::get(url)).await?;
        Ok(match told.marketing_messages_onboarding_status.as_str() {
            "ONBOARDED" => Some(Onboarding::Done),
            "INELIGIBLE" => Some(Onboarding::Ineligible),
            "" => None,
            _ => Some(Onboarding::Open),
        })
    }
}

/// How a page stands, when it was asked at this moment.
fn of_page(told: PageStatus, now: Timestamp) -> Standing {
    let Some(told) = told.read(now) else {
        return Standing::default();
    };
    let mut bars = told.measures.iter().peekable();
    let is_free = bars.peek().is_some() && bars.all(|measure| !measure.is_in_force(now));
    let complaints = told.violations.into_iter().map(|text| Complaint {
        text,
        ..Complaint::default()
    });
    Standing {
        // What is behind a restriction stands with the restriction.
        complaints: complaints
            .filter(|_| told.grade != IntegrityGrade::Restricted)
            .collect(),
        sending: is_free.then_some(Sending::Free),
        measures: told
            .measures
            .into_iter()
            .filter(|measure| measure.is_in_force(now))
            .collect(),
        offers: told.offers,
        ..Standing::default()
    }
}

impl Health {
    /// Whether anything may be sent: as the platform sums it up, or as the worst of those that a message goes through.
    fn sending(&self) -> Option<Sending> {
        let entities = self.entities.iter();
        let words = entities.filter_map(|entity| sending(&entity.can_send_message));
        let sum = words.chain(sending(&self.can_send_message)).max()?;
        let mut blocking = self
            .entities
            .iter()
            .filter(|entity| entity.blocks())
            .peekable();
        let is_partial = blocking.peek().is_some()
            && blocking.all(|entity| {
                !entity.errors.is_empty() && !entity.errors.iter().any(Fault::bars_all)
            });
        Some(if is_partial {
            sum.min(Sending::Limited)
        } else {
            sum
        })
    }
}

impl Entity {
    fn blocks(&self) -> bool {
        sending(&self.can_send_message) == Some(Sending::Blocked)
    }
}

impl Fault {
    fn bars_all(&self) -> bool {
        let code = self.error_code.as_i64();
        code.is_none_or(|code| !BARS_NOT_ALL.contains(&code))
    }
}

fn sending(word: &str) -> Option<Sending> {
    Some(match word {
        "AVAILABLE" => Sending::Free,
        "LIMITED" => Sending::Limited,
        "BLOCKED" => Sending::Blocked,
        _ => return None,
    })
}

impl From<Number> for Standing {
    fn from(told: Number) -> Self {
        let sending = told.health_status.sending();
        let mut complaints: Vec<Complaint> = Vec::new();
        for entity in told.health_status.entities {
            let blocks = entity.blocks();
            let faults = entity.errors.into_iter().map(|fault| Complaint {
                bars: blocks && fault.bars_all(),
                text: fault.error_description,
                advice: fault.possible_solution,
            });
            let remarks = entity.additional_info.into_iter().map(|text| Complaint {
                text,
                ..Complaint::default()
            });
            let new = faults.chain(remarks).filter(|one| !one.text.is_empty());
            complaints.extend(new);
        }
        Self {
            quality: quality(&told.quality_rating),
            is_raised: told.throughput.level == "HIGH",
            is_on_phone: told.is_on_biz_app,
            recipients: told.whatsapp_business_manager_messaging_limit.recipients(),
            sending,
            complaints,
            ..Self::default()
        }
    }
}

fn quality(word: &str) -> Option<Quality> {
    Some(match word {
        "GREEN" => Quality::High,
        "YELLOW" => Quality::Medium,
        "RED" => Quality::Low,
        "UNKNOWN" | "NA" => Quality::Unknown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use transom_domain::inbound::RecipientLimit;

    use super::*;

    fn page(told: Value) -> Standing {
        let now = Timestamp::from_second(1_763_600_500).unwrap();
        of_page(serde_json::from_value(told).unwrap(), now)
    }

    fn number(told: Value) -> Standing {
        serde_json::from_value::<Number>(told).unwrap().into()
    }

    #[test]
    fn a_barred_page_tells_why_and_until_when() {
        let standing = page(json!({
            "status": "restricted", "violations": [{ "type": "SPAM", "description": "Spam" }],
            "restrictions": [
                { "feature": "page_messaging_api", "status": "RESTRICTED", "description": "For 3 days",
                  "applied_time": 1_763_600_000, "expiration_time": 1_763_859_200 },
                { "feature": "page_publish", "status": "RESTRICTED", "applied_time": 1 },
                { "feature": "page_messaging", "status": "UNRESTRICTED", "applied_time": 1 },
            ],
        }));
        let until = Timestamp::from_second(1_763_859_200).unwrap();
        assert_eq!(standing.measures.len(), 1);
        assert_eq!(standing.measures[0].until, Some(until));
        assert_eq!(standing.complaints, []);
    }

    #[test]
    fn a_warned_page_has_a_complaint_and_a_good_one_nothing() {
        let warned =
            page(json!({ "status": "warning", "violations": [{ "description": "Spam" }] }));
        assert_eq!(warned.complaints[0].text, "Spam");
        assert_eq!(warned.sending, None);
        let well = Standing {
            sending: Some(Sending::Free),
            ..Standing::default()
        };
        assert_eq!(page(json!({ "status": "ok" })), well);
    }

    #[test]
    fn a_number_tells_its_quality_its_limits_and_what_to_do() {
        let standing = number(json!({
            "quality_rating": "YELLOW", "throughput": { "level": "HIGH" },
            "whatsapp_business_manager_messaging_limit": "TIER_2K",
            "health_status": { "can_send_message": "LIMITED", "entities": [
                { "entity_type": "PHONE_NUMBER", "can_send_message": "LIMITED",
                  "errors": [{ "error_code": 141_000, "error_description": "No display name",
                               "possible_solution": "Request one" }] },
                { "entity_type": "WABA", "can_send_message": "AVAILABLE" },
            ]},
        }));
        assert_eq!(standing.quality, Some(Quality::Medium));
        assert!(standing.is_raised);
        assert_eq!(standing.recipients, Some(RecipientLimit::Most(2000)));
        assert_eq!(standing.sending, Some(Sending::Limited));
        let complaint = Complaint {
            text: "No display name".to_owned(),
            advice: Some("Request one".to_owned()),
            bars: false,
        };
        assert_eq!(standing.complaints, [complaint]);
    }

    #[test]
    fn a_number_sends_nothing_when_one_of_those_above_it_may_not_unless_that_is_over_in_minutes() {
        let sending = |health: Value| number(json!({ "health_status": health })).sending;
        let blocked = |code: Value| {
            json!({ "can_send_message": "BLOCKED", "entities": [
                { "entity_type": "PHONE_NUMBER", "can_send_message": "BLOCKED",
                  "errors": [{ "error_code": code, "error_description": "No" }] },
                { "entity_type": "WABA", "can_send_message": "AVAILABLE" },
            ]})
        };
        assert_eq!(sending(blocked(json!(133_010))), Some(Sending::Blocked));
        assert_eq!(sending(blocked(json!(131_057))), Some(Sending::Limited));
        assert_eq!(sending(blocked(json!(141_006))), Some(Sending::Limited));
        assert_eq!(sending(blocked(json!(null))), Some(Sending::Blocked));
        let of_account = json!({ "can_send_message": "BLOCKED", "entities": [
            { "entity_type": "WABA", "can_send_message": "BLOCKED" } ]});
        assert_eq!(sending(of_account), Some(Sending::Blocked));
        // The sum may be missing.
        let parts = json!({ "entities": [{ "can_send_message": "BLOCKED" }] });
        assert_eq!(sending(parts), Some(Sending::Blocked));
        let well = json!({ "can_send_message": "AVAILABLE", "entities": [] });
        assert_eq!(sending(well), Some(Sending::Free));
        assert_eq!(sending(json!({ "can_send_message": "SOMETIMES" })), None);
    }

    #[test]
    fn without_a_payment_method_answers_still_go_and_a_ban_is_given_as_the_reason_beside_it() {
        let payment = json!({ "error_code": 141_006, "error_description": "Payment" });
        let ban = json!({ "error_code": 141_014, "error_description": "Banned" });
        let health = |errors: Value| {
            number(
                json!({ "health_status": { "can_send_message": "BLOCKED", "entities": [
                    { "entity_type": "BUSINESS", "can_send_message": "LIMITED",
                      "errors": [{ "error_code": 141_010, "error_description": "Not verified" }] },
                    { "entity_type": "WABA", "can_send_message": "BLOCKED", "errors": errors },
                ]}}),
            )
        };
        let why = |standing: &Standing| {
            let mut why = standing.complaints.iter().filter(|one| one.bars);
            let first = why.next().map(|one| one.text.clone());
            assert_eq!(why.next(), None);
            first
        };
        let unpaid = health(json!([payment]));
        assert_eq!(unpaid.sending, Some(Sending::Limited));
        assert_eq!(why(&unpaid), None);
        assert_eq!(unpaid.complaints.len(), 2);
        let banned = health(json!([payment, ban]));
        assert_eq!(banned.sending, Some(Sending::Blocked));
        assert_eq!(why(&banned).as_deref(), Some("Banned"));
    }

    #[test]
    fn a_number_may_tell_nothing() {
        assert_eq!(number(json!({ "id": "1" })), Standing::default());
        assert!(number(json!({ "is_on_biz_app": true })).is_on_phone);
        let odd = number(
            json!({ "quality_rating": "BLUE", "whatsapp_business_manager_messaging_limit": null }),
        );
        assert_eq!(odd, Standing::default());
    }
}
