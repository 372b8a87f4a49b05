//! What a business keeps on WhatsApp: the account, its templates, what was taken from it.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{Message, Passage, Rolling, TokenState};
use crate::config::{Secret, Tier};
use crate::fault::Faults;
use crate::rules::{Category, Sanction, Scope, Status};
use crate::webhook::Outbox;

/// A WhatsApp business account. Its numbers are outlets; what they share stands here.
#[derive(Debug)]
pub(crate) struct Waba {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) country: String,
    pub(crate) access_token: Secret,
    pub(crate) token: TokenState,
    /// Fields the app is subscribed to; none when it is not subscribed.
    pub(crate) subscription: Option<BTreeSet<String>>,
    /// Webhooks and answers of its numbers carry business-scoped user ids.
    pub(crate) user_ids: bool,
    /// Where its webhooks go instead of the app's callback.
    pub(crate) callback: Arc<Mutex<Option<String>>>,
    pub(crate) templates: Vec<WaTemplate>,
    /// Names of deleted templates, which cannot be used again for a while.
    pub(crate) retired: Vec<(String, Timestamp)>,
    pub(crate) tier: Tier,
    pub(crate) marketing_a_day: u32,
    pub(crate) review: SignedDuration,
    /// The business has accepted the terms of the interface for marketing.
    pub(crate) markets: bool,
    /// The business may send marketing by the interface for marketing alone.
    pub(crate) marketing_elsewhere: bool,
    pub(crate) restrictions: Vec<Restriction>,
    pub(crate) ban: Ban,
    /// Steps of the ladder climbed so far.
    pub(crate) offences: u8,
    /// Whom the business wrote to first, and when.
    pub(crate) opened: VecDeque<(Timestamp, String)>,
    /// Templates that were made lately.
    pub(crate) creations: Rolling,
    pub(crate) faults: Faults,
    pub(crate) outbox: Outbox,
}

/// Whether the account as a whole still works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ban {
    /// It works.
    None,
    /// Locked until an appeal.
    Locked,
    /// Disabled for good.
    Disabled,
}

/// Something taken from the account for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Restriction {
    /// What.
    #[serde(rename = "type")]
    pub kind: RestrictionKind,
    /// Until when.
    #[schema(value_type = String, format = DateTime)]
    pub until: Timestamp,
}

/// What may be taken from an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum RestrictionKind {
    /// New phone numbers.
    #[serde(rename = "RESTRICTED_ADD_PHONE_NUMBER_ACTION")]
    AddPhoneNumbers,
    /// Templates: whatever the business begins.
    #[serde(rename = "RESTRICTED_BIZ_INITIATED_MESSAGING")]
    BusinessInitiated,
    /// Answers.
    #[serde(rename = "RESTRICTED_CUSTOMER_INITIATED_MESSAGING")]
    CustomerInitiated,
    /// Utility templates.
    #[serde(rename = "RESTRICTED_UTILITY_TEMPLATES")]
    UtilityTemplates,
}

#[derive(Debug, Clone)]
pub(crate) struct WaTemplate {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) language: String,
    pub(crate) category: Category,
    pub(crate) previous_category: Option<Category>,
    pub(crate) status: TemplateStatus,
    pub(crate) components: Value,
    pub(crate) named: bool,
    pub(crate) quality: Quality,
    pub(crate) rejected_reason: Option<&'static str>,
    pub(crate) ttl: Option<i64>,
    /// When its review ends.
    pub(crate) review_at: Option<Timestamp>,
    pub(crate) paused_until: Option<Timestamp>,
    pub(crate) pauses: u8,
    pub(crate) edits: Vec<Timestamp>,
    /// What waits while the first sends of a new template are watched; none when they are not.
    pub(crate) held: Option<Vec<Held>>,
}

/// A message that was accepted and waits.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) customer: String,
    pub(crate) message: Message,
    pub(crate) passage: Passage,
}

/// How a template stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TemplateStatus {
    /// Ready.
    Approved,
    /// Under review.
    Pending,
    /// Did not pass.
    Rejected,
    /// Stopped for some hours.
    Paused,
    /// Stopped for good.
    Disabled,
}

/// What customers make of a template or a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Quality {
    /// Nothing is known yet.
    #[default]
    Unknown,
    /// They like it.
    Green,
    /// Some do not.
    Yellow,
    /// Many block or report it.
    Red,
}

impl Waba {
    /// What is taken from it now, as the rules want it.
    pub(crate) fn sanctions(&self) -> Vec<Sanction> {
        let restricted = self.restrictions.iter().filter_map(|one| {
            let scope = match one.kind {
                RestrictionKind::AddPhoneNumbers => return None,
                RestrictionKind::BusinessInitiated => Scope::Templates,
                RestrictionKind::CustomerInitiated => Scope::Replies,
                RestrictionKind::UtilityTemplates => Scope::UtilityTemplates,
            };
            Some(Sanction {
                scope,
                until: Some(one.until),
            })
        });
        let banned = (self.ban != Ban::None).then_some(Sanction {
            scope: Scope::All,
            until: None,
        });
        restricted.chain(banned).collect()
    }

    pub(crate) fn template(&self, id: &str) -> Option<&WaTemplate> {
        self.templates.iter().find(|template| template.id == id)
    }

    pub(crate) fn template_mut(&mut self, id: &str) -> Option<&mut WaTemplate> {
        self.templates.iter_mut().find(|template| template.id == id)
    }
}

impl WaTemplate {
    /// A part of it, such as `BODY`.
    pub(crate) fn part(&self, kind: &str) -> Option<&Value> {
        let parts = self.components.as_array()?;
        parts.iter().find(|part| {
            let name = part["type"].as_str();
            name.is_some_and(|name| name.eq_ignore_ascii_case(kind))
        })
    }
}

impl Ban {
    /// In one word, where there is one.
    pub(crate) fn word(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Locked => Some("locked"),
            Self::Disabled => Some("disabled"),
        }
    }
}

impl TemplateStatus {
    pub(crate) fn rule(self) -> Status {
        match self {
            Self::Approved => Status::Approved,
            Self::Pending => Status::Pending,
            Self::Rejected => Status::Rejected,
            Self::Paused => Status::Paused,
            Self::Disabled => Status::Disabled,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Approved => "APPROVED",
            Self::Pending => "PENDING",
            Self::Rejected => "REJECTED",
            Self::Paused => "PAUSED",
            Self::Disabled => "DISABLED",
        }
    }
}

impl Quality {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Unknown => "UNKNOWN",
            Self::Green => "GREEN",
            Self::Yellow => "YELLOW",
            Self::Red => "RED",
        }
    }
}

impl RestrictionKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::AddPhoneNumbers => "RESTRICTED_ADD_PHONE_NUMBER_ACTION",
            Self::BusinessInitiated => "RESTRICTED_BIZ_INITIATED_MESSAGING",
            Self::CustomerInitiated => "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
            Self::UtilityTemplates => "RESTRICTED_UTILITY_TEMPLATES",
        }
    }
}
