//! What a webhook tells about the business account, or about one of its numbers.
//!
//! These changes carry no time of their own but the entry's.

use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::channel::Measure;
use transom_domain::inbound::{
    AccountChange, AccountEvent, AccountUpdate, Decision, Enforcement, EnforcementAction, Inbound,
    InboundEvent, Person,
};
use transom_policy::RestrictionScope;

use super::webhook::wire::Whole;
use super::webhook::{Reason, Unhandled, required, seconds, unhandled};
use super::wire::{Fault, Id};
use super::{Number, Understood, said, word};

mod limit;

pub(crate) use limit::Limit;

/// The value of every field about the account; each uses some of it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Value {
    event: Option<String>,
    decision: Option<String>,
    phone_number: Id,
    display_phone_number: Id,
    waba_info: Option<Owner>,
    violation_info: Option<Violation>,
    restriction_info: Option<Vec<RestrictionInfo>>,
    ban_info: Option<Ban>,
    current_limit: Limit,
    max_daily_conversations_per_business: Limit,
    max_daily_conversation_per_phone: Limit,
    max_phone_numbers_per_business: Option<u32>,
    max_phone_numbers_per_waba: Option<u32>,
    requested_verified_name: Option<String>,
    rejection_reason: Option<String>,
    requester: Id,
    alert_info: Option<Alert>,
    alert_severity: Option<String>,
    alert_type: Option<String>,
    alert_description: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Owner {
    waba_id: Id,
}

#[derive(Deserialize)]
struct Violation {
    violation_type: Option<String>,
}

#[derive(Deserialize)]
struct RestrictionInfo {
    restriction_type: Option<String>,
    expiration: Option<Whole>,
}

#[derive(Deserialize)]
struct Ban {
    waba_ban_state: Option<String>,
    waba_ban_date: Option<String>,
}

#[derive(Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names of the wire")]
struct Alert {
    alert_severity: Option<String>,
    alert_type: Option<String>,
    alert_description: Option<String>,
}

/// What a change of one of the account's fields says.
pub(super) fn understand(
    account: &str,
    field: &str,
    value: Value,
    time: Option<Whole>,
) -> Understood {
    // A partner's webhooks come under the partner's own id and name the account inside.
    let owner = value.waba_info.as_ref();
    let owner = owner.and_then(|owner| owner.waba_id.as_deref());
    let account = owner.unwrap_or(account).to_owned();
    let at = seconds(required(time, "entry.time")?, "entry.time")?;
    let event = match field {
        "account_update" => updated(value, at)?,
        "phone_number_quality_update" => {
            // Of an event about throughput, the deprecated limit says something else than the number of recipients.
            let is_throughput = value.event.as_deref() == Some("THROUGHPUT_UPGRADE");
            let of_business = value.max_daily_conversations_per_business.recipients();
            let of_number = || value.current_limit.recipients();
            let recipients = if is_throughput {
                of_business
            } else {
                of_business.or_else(of_number)
            };
            let change = AccountChange::Standing {
                event: said(value.event),
                recipients,
                numbers: None,
            };
            about(value.display_phone_number, change)
        }
        "business_capability_update" => {
            let of_number = || value.max_daily_conversation_per_phone.recipients();
            let change = AccountChange::Standing {
                event: None,
                recipients: value
                    .max_daily_conversations_per_business
                    .recipients()
                    .or_else(of_number),
                numbers: value
                    .max_phone_numbers_per_waba
                    .or(value.max_phone_numbers_per_business),
            };
            about(Id(None), change)
        }
        "account_review_update" => {
            let change = AccountChange::Reviewed(decision(value.decision)?);
            about(Id(None), change)
        }
        "phone_number_name_update" => {
            let change = AccountChange::NameReviewed {
                name: value.requested_verified_name.unwrap_or_default(),
                decision: decision(value.decision)?,
                reason: said(value.rejection_reason).filter(|reason| reason != "NONE"),
            };
            about(value.display_phone_number, change)
        }
        "security" => {
            let change = AccountChange::Security {
                event: required(said(value.event), "value.event")?,
                by: value.requester.0,
            };
            about(value.display_phone_number, change)
        }
        // The older form has the parts of `alert_info` beside it.
        _ => {
            let (severity, kind, text) = match value.alert_info {
                Some(alert) => (
                    alert.alert_severity,
                    alert.alert_type,
                    alert.alert_description,
                ),
                None => (
                    value.alert_severity,
                    value.alert_type,
                    value.alert_description,
                ),
            };
            let change = AccountChange::Alert {
                severity,
                kind: required(said(kind), "value.alert_info.alert_type")?,
                text: said(text),
            };
            about(Id(None), change)
        }
    };
    Ok(inbound(account, at, event))
}

/// Errors that concern no single message.
pub(super) fn fault(number: &Number<'_>, fault: Fault, time: Option<Whole>) -> Understood {
    let at = seconds(required(time, "entry.time")?, "entry.time")?;
    let change = AccountChange::Alert {
        severity: None,
        kind: required(fault.code, "code")?.to_string(),
        text: fault.sentence(),
    };
    Ok(inbound(number.id.to_owned(), at, about(Id(None), change)))
}

fn inbound(account: String, at: Timestamp, event: InboundEvent) -> Inbound {
    Inbound {
        account,
        at,
        person: Person::default(),
        event,
    }
}

fn about(number: Id, change: AccountChange) -> InboundEvent {
    InboundEvent::Account(AccountUpdate {
        number: number.0,
        change,
    })
}

fn updated(value: Value, at: Timestamp) -> Result<InboundEvent, Unhandled> {
    let event = required(said(value.event), "value.event")?;
    let violation = value.violation_info.and_then(|info| info.violation_type);
    Ok(match event.as_str() {
        "ACCOUNT_VIOLATION" => enforced(EnforcementAction::Warning, violation),
        "ACCOUNT_RESTRICTION" => {
            let infos = required(value.restriction_info, "value.restriction_info")?;
            let change = restricted(infos, violation.as_deref(), at)?;
            about(value.phone_number, change)
        }
        "DISABLED_UPDATE" => {
            let ban = required(value.ban_info, "value.ban_info")?;
            let date = said(ban.waba_ban_date);
            match required(
                ban.waba_ban_state.as_deref(),
                "value.ban_info.waba_ban_state",
            )? {
                "SCHEDULE_FOR_DISABLE" => enforced(EnforcementAction::Scheduled, date),
                "DISABLE" => enforced(EnforcementAction::Block, violation.or(date)),
                "REINSTATE" => enforced(EnforcementAction::Unblock, None),
                other => return Err(word(Reason::UnknownItem, "waba_ban_state", other)),
            }
        }
        "ACCOUNT_DELETED"
        | "ACCOUNT_OFFBOARDED"
        | "PARTNER_REMOVED"
        | "PARTNER_APP_UNINSTALLED" => about(
            value.phone_number,
            AccountChange::Disconnected { reason: event },
        ),
        "ACCOUNT_RECONNECTED" => about(value.phone_number, AccountChange::Reconnected),
        "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE" => {
            return Err(word(Reason::NotUsed, "event", &event));
        }
        _ => match happened(&event) {
            Some(event) => about(value.phone_number, AccountChange::Happened { event }),
            None => return Err(word(Reason::UnknownItem, "event", &event)),
        },
    })
}

/// What changes nothing about messages by itself. Its details are not on record, only that it happened.
fn happened(event: &str) -> Option<AccountEvent> {
    Some(match event {
        "AD_ACCOUNT_LINKED" => AccountEvent::AdAccountLinked,
        "PARTNER_ADDED" => AccountEvent::PartnerAdded,
        "PARTNER_APP_INSTALLED" => AccountEvent::PartnerAppInstalled,
        "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE" => AccountEvent::CodePriceChanged,
        "VOLUME_BASED_PRICING_TIER_UPDATE" => AccountEvent::VolumeTierChanged,
        "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE" => AccountEvent::CountryChanged,
        "MM_LITE_TERMS_SIGNED" => AccountEvent::MarketingTermsSigned,
        _ => return None,
    })
}

fn enforced(action: EnforcementAction, reason: Option<String>) -> InboundEvent {
    InboundEvent::Enforcement(Enforcement { action, reason })
}

fn restricted(
    infos: Vec<RestrictionInfo>,
    violation: Option<&str>,
    at: Timestamp,
) -> Result<AccountChange, Unhandled> {
    let mut measures = Vec::new();
    let mut others = Vec::new();
    for info in infos {
        let kind = required(said(info.restriction_type), "restriction_type")?;
        let scope = match kind.as_str() {
            "RESTRICTED_BIZ_INITIATED_MESSAGING" => RestrictionScope::Templates,
            "RESTRICTED_CUSTOMER_INITIATED_MESSAGING" => RestrictionScope::Replies,
            "RESTRICTED_UTILITY_TEMPLATES" | "RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES" => {
                RestrictionScope::UtilityTemplates
            }
            _ => {
                others.push(kind);
                continue;
            }
        };
        let end = info.expiration;
        measures.push(Measure {
            scope,
            told_at: at,
            until: end
                .map(|end| seconds(end, "restriction_info.expiration"))
                .transpose()?,
            is_assumed: false,
            reason: violation.unwrap_or(&kind).to_owned(),
        });
    }
    if measures.is_empty() && others.is_empty() {
        return Err(unhandled(Reason::MissingPart, "value.restriction_info"));
    }
    Ok(AccountChange::Restricted { measures, others })
}

fn decision(word: Option<String>) -> Result<Decision, Unhandled> {
    let decision = required(word, "value.decision")?;
    match decision.as_str() {
        "APPROVED" => Ok(Decision::Approved),
        "REJECTED" => Ok(Decision::Rejected),
        "PENDING" | "DEFERRED" => Ok(Decision::Pending),
        other => Err(super::word(Reason::UnknownItem, "decision", other)),
    }
}
