//! What the platform told of the account behind a channel.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use transom_domain::agent::Scope;
use transom_domain::id::ChannelId;
use transom_domain::inbound::{
    AccountChange, Decision, EnforcementAction, IntegrityGrade, Offer, RecipientLimit,
};
use utoipa::ToSchema;

use super::Restriction;
use crate::api::bearer::Bearer;
use crate::api::problem::{Failure, Problems};
use crate::api::request::Named;
use crate::app::App;
use crate::error::Error;

/// What the platform told of an account.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct NoticeList {
    /// The 100 newest at the most, newest first.
    notices: Vec<Notice>,
}

/// Something that the platform told of an account.
#[derive(Debug, Serialize, ToSchema)]
struct Notice {
    at: Timestamp,
    #[serde(flatten)]
    news: News,
}

/// What happened to an account. Words in capitals are the platform's own.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[schema(as = ChannelNews)]
enum News {
    /// Rights were taken away for a time.
    Restricted {
        /// Those that matter for messages.
        restrictions: Vec<Restriction>,
        others: Vec<String>,
    },
    /// We may no longer speak for the account.
    Disconnected { reason: String },
    /// We may again.
    Reconnected,
    /// What the account may do grew or shrank, or its standing changed.
    Standing {
        event: Option<String>,
        /// How many customers may be written to first in a day.
        recipients: Option<u32>,
        /// There is no such limit.
        is_unlimited: bool,
        /// How many numbers the account may have.
        numbers: Option<u32>,
    },
    /// The account was reviewed.
    Reviewed { decision: Verdict },
    /// The name that customers see was reviewed.
    NameReviewed {
        name: String,
        decision: Verdict,
        reason: Option<String>,
    },
    /// Somebody changed, or wants to change, what protects a number.
    Security { event: String, by: Option<String> },
    /// The platform warned, barred or forgave the account.
    Enforced {
        action: Action,
        reason: Option<String>,
    },
    /// How the account as a whole stands with the platform's policies.
    Integrity {
        status: Integrity,
        violations: Vec<String>,
        restrictions: Vec<Restriction>,
        others: Vec<String>,
        /// What the platform offers to do about it.
        offers: Vec<OfferView>,
    },
    /// Something about the account's business that changes nothing about its messages by itself.
    Happened {
        /// `ad_account_linked`, `partner_added`, `partner_app_installed`, `code_price_changed`, `volume_tier_changed`,
        /// `country_changed` or `marketing_terms_signed`.
        #[schema(example = "partner_added")]
        event: &'static str,
    },
    /// Everything that was written on the phone before the number was connected here has been told.
    PastTold,
    /// Anything else that the platform wants the business to know.
    Alert {
        severity: Option<String>,
        what: String,
        text: Option<String>,
    },
}

/// What a platform did to an account.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = EnforcementAction)]
enum Action {
    /// Nothing is barred yet.
    Warning,
    /// The account will be taken away; the reason says when.
    Scheduled,
    Block,
    Unblock,
}

/// How an account stands with the platform's policies.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = IntegrityStatus)]
enum Integrity {
    Ok,
    Warning,
    Restricted,
    Suspended,
}

/// Something that a platform offers to do about a measure of its own.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Offer)]
pub(super) struct OfferView {
    /// `learn_more`, `appeal` or `support`.
    kind: &'static str,
    url: Option<String>,
}

impl From<Offer> for OfferView {
    fn from(offer: Offer) -> Self {
        Self {
            kind: offer.kind.as_str(),
            url: offer.url,
        }
    }
}

/// What a review decided.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReviewDecision)]
enum Verdict {
    Approved,
    Rejected,
    Pending,
}

/// List what the platform told of a channel's account
#[utoipa::path(
    get, path = "/channels/{channel_id}/notices", operation_id = "list_channel_notices", tag = "channels",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    responses((status = 200, body = NoticeList, description = "The newest."), Problems),
    security(("token" = ["channels:read"]))
)]
pub(in crate::api) async fn list(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
) -> Result<Json<NoticeList>, Failure> {
    program.require(Scope::ChannelsRead)?;
    let found = app.channels.find(program.workspace_id, id);
    found.ok_or(Error::NotFound("channel"))?;
    let mut read = app.db.read().await.map_err(Error::from)?;
    let notices = read
        .channel_notices(program.workspace_id, id, MOST)
        .await
        .map_err(Error::from)?;
    Ok(Json(NoticeList {
        notices: notices
            .into_iter()
            .map(|(at, change)| Notice {
                at,
                news: change.into(),
            })
            .collect(),
    }))
}

const MOST: u32 = 100;

impl From<AccountChange> for News {
    fn from(change: AccountChange) -> Self {
        match change {
            AccountChange::Restricted { measures, others } => Self::Restricted {
                restrictions: measures.into_iter().map(Restriction::from).collect(),
                others,
            },
            AccountChange::Disconnected { reason } => Self::Disconnected { reason },
            AccountChange::Reconnected => Self::Reconnected,
            AccountChange::Standing {
                event,
                recipients,
                numbers,
            } => Self::Standing {
                event,
                recipients: match recipients {
                    Some(RecipientLimit::Most(most)) => Some(most),
                    _ => None,
                },
                is_unlimited: recipients == Some(RecipientLimit::Unlimited),
                numbers,
            },
            AccountChange::Reviewed(decision) => Self::Reviewed {
                decision: decision.into(),
            },
            AccountChange::NameReviewed {
                name,
                decision,
                reason,
            } => Self::NameReviewed {
                name,
                decision: decision.into(),
                reason,
            },
            AccountChange::Enforced(enforcement) => Self::Enforced {
                action: match enforcement.action {
                    EnforcementAction::Warning => Action::Warning,
                    EnforcementAction::Scheduled => Action::Scheduled,
                    EnforcementAction::Block => Action::Block,
                    EnforcementAction::Unblock => Action::Unblock,
                },
                reason: enforcement.reason,
            },
            AccountChange::Integrity(told) => Self::Integrity {
                status: match told.grade {
                    IntegrityGrade::Ok => Integrity::Ok,
                    IntegrityGrade::Warning => Integrity::Warning,
                    IntegrityGrade::Restricted => Integrity::Restricted,
                    IntegrityGrade::Suspended => Integrity::Suspended,
                },
                violations: told.violations,
                restrictions: told.measures.into_iter().map(Restriction::from).collect(),
                others: told.others,
                offers: told.offers.into_iter().map(OfferView::from).collect(),
            },
            AccountChange::Security { event, by } => Self::Security { event, by },
            AccountChange::Happened { event } => Self::Happened {
                event: event.as_str(),
            },
            AccountChange::PastTold => Self::PastTold,
            AccountChange::Alert {
                severity,
                kind,
                text,
            } => Self::Alert {
                severity,
                what: kind,
                text,
            },
        }
    }
}

impl From<Decision> for Verdict {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Approved => Self::Approved,
            Decision::Rejected => Self::Rejected,
            Decision::Pending => Self::Pending,
        }
    }
}
