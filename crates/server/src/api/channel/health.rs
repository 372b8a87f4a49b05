//! How a channel is doing.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use transom_domain::agent::Scope;
use transom_domain::health::{self as known, ErrorCount, Record, Remark};
use transom_domain::id::ChannelId;
use transom_domain::inbound::{self, RecipientLimit};
use transom_policy::RestrictionScope;
use utoipa::ToSchema;

use super::notice::OfferView;
use crate::api::bearer::Bearer;
use crate::api::problem::{Failure, Problems};
use crate::api::request::Named;
use crate::api::words;
use crate::app::App;
use crate::channels::health;
use crate::error::Error;

/// How a channel is doing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChannelHealth)]
pub(in crate::api) struct HealthView {
    /// The worst of the remarks.
    grade: Grade,
    /// When the platform was asked last.
    checked_at: Option<Timestamp>,
    /// When it is asked next.
    next_check_at: Timestamp,
    /// When the last webhook arrived.
    last_webhook_at: Option<Timestamp>,
    /// How many seconds after that it was processed.
    #[schema(example = 0.012)]
    lag_seconds: Option<f64>,
    /// Nothing is sent before, by the platform's limits.
    quiet_until: Option<Timestamp>,
    /// How much of the nearest limit is used, in percent, when the platform has told lately.
    limit_used_percent: Option<u8>,
    /// How much customers like what is sent, where the platform tells.
    quality: Option<Quality>,
    /// How many customers may be written to first in a day; null where there is no limit, or none is known.
    recipients_per_day: Option<u32>,
    /// The platform has raised the throughput.
    throughput_raised: bool,
    /// Everything there is to say, the worst first.
    remarks: Vec<RemarkView>,
    /// What failed within the last day, the most frequent first.
    errors: Vec<ErrorView>,
}

/// How good or bad something is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Grade {
    /// As it should be.
    Good,
    /// Nobody knows yet.
    Unknown,
    /// It may become bad, or costs something already.
    Watch,
    /// Something does not work.
    Bad,
}

/// How much customers like what is sent.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Quality {
    High,
    Medium,
    /// The platform may restrict the channel.
    Low,
    /// Too few customers have judged.
    Unknown,
}

/// One thing to say about a channel.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HealthRemark)]
struct RemarkView {
    /// What: `token-refused`, `permission-missing`, `restricted`, `sending-blocked`, `ending`, `fields-missing`,
    /// `nothing-heard`, `late`, `quiet`, `failing`, ….
    #[schema(example = "token-refused")]
    code: &'static str,
    grade: Grade,
    /// The platform's own words.
    reason: Option<String>,
    /// What the platform advises.
    advice: Option<String>,
    /// What `restricted` bars.
    #[schema(value_type = Option<words::RestrictionScope>)]
    scope: Option<RestrictionScope>,
    /// When it is over, where that is known.
    until: Option<Timestamp>,
    /// The webhooks that do not come.
    fields: Vec<String>,
    /// The permission that is missing.
    #[schema(example = "instagram_manage_comments")]
    right: Option<String>,
    /// What does not work for that: `sending`, `messages`, `receipts`, `comments`, `templates`, `measures`, ….
    lost: Vec<&'static str>,
    /// What the platform offers to do about it.
    offer: Option<OfferView>,
}

/// What failed, by class.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChannelErrors)]
struct ErrorView {
    /// `fault`, `throttled`, `unconfirmed`, `window-closed`, `rejected`, `unreachable`, `restricted`, `payment`,
    /// `account` or `reconnect`.
    #[schema(example = "throttled")]
    class: &'static str,
    count: u32,
    last_at: Timestamp,
    /// The platform's codes of the last one.
    #[schema(example = "80006")]
    code: Option<String>,
    /// The platform's sentence about the last one.
    detail: String,
}

/// Read a channel's health
///
/// The platform is asked about every channel from time to time; what it said last stands here, with what this server
/// has seen itself. Messages of customers arrive whatever stands here.
#[utoipa::path(
    get, path = "/channels/{channel_id}/health", operation_id = "read_channel_health", tag = "channels",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    responses((status = 200, body = HealthView, description = "As far as it is known."), Problems),
    security(("token" = ["channels:read"]))
)]
pub(in crate::api) async fn show(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
) -> Result<Json<HealthView>, Failure> {
    program.require(Scope::ChannelsRead)?;
    let found = app.channels.find(program.workspace_id, id);
    let connected = found.ok_or(Error::NotFound("channel"))?;
    let (record, next_check_at) = health::record(&app, program.workspace_id, id).await?;
    let now = app.now();
    let remarks = record.remarks(&connected.channel, now);
    let grade = record.grade(&connected.channel, now);
    Ok(Json(HealthView::of(record, &remarks, grade, next_check_at)))
}

impl HealthView {
    fn of(
        record: Record,
        remarks: &[Remark],
        grade: known::Grade,
        next_check_at: Timestamp,
    ) -> Self {
        let standing = record
            .findings
            .map(|findings| findings.standing)
            .unwrap_or_default();
        Self {
            grade: grade.into(),
            checked_at: record.checked_at,
            next_check_at,
            last_webhook_at: record.heard_at,
            lag_seconds: record.lag.map(|lag| lag.as_secs_f64()),
            quiet_until: record.quiet_until,
            limit_used_percent: record.used,
            quality: standing.quality.map(Quality::from),
            recipients_per_day: match standing.recipients {
                Some(RecipientLimit::Most(most)) => Some(most),
                Some(RecipientLimit::Unlimited) | None => None,
            },
            throughput_raised: standing.is_raised,
            remarks: remarks.iter().map(RemarkView::of).collect(),
            errors: record.errors.into_iter().map(ErrorView::from).collect(),
        }
    }
}

impl RemarkView {
    fn of(remark: &Remark) -> Self {
        let (reason, advice) = match remark {
            Remark::TokenRefused { reason }
            | Remark::PermissionMissing { reason }
            | Remark::TokenNotRenewed { reason }
            | Remark::NotAnswered { reason }
            | Remark::Disconnected { reason, .. }
            | Remark::Restricted { reason, .. } => (Some(reason.clone()), None),
            Remark::Complaint(complaint) => {
                (Some(complaint.text.clone()), complaint.advice.clone())
            }
            Remark::Failing(error) => (Some(error.problem.detail.clone()), None),
            Remark::Ending { when } => (Some(when.clone()), None),
            _ => (None, None),
        };
        Self {
            code: remark.code(),
            grade: remark.grade().into(),
            reason: reason.filter(|reason| !reason.is_empty()),
            advice,
            scope: match remark {
                Remark::Restricted { scope, .. } => Some(*scope),
                _ => None,
            },
            until: match remark {
                Remark::Restricted { until, .. } => *until,
                Remark::Quiet { until } => Some(*until),
                Remark::TokenEnds { at, .. }
                | Remark::TokenRenews { at }
                | Remark::AccessEnds { at, .. } => Some(*at),
                _ => None,
            },
            fields: match remark {
                Remark::FieldsMissing { fields, .. } => fields.clone(),
                _ => Vec::new(),
            },
            right: match remark {
                Remark::RightMissing { right, .. } => Some(right.clone()),
                _ => None,
            },
            lost: match remark {
                Remark::RightMissing { lost, .. } | Remark::FieldsMissing { lost, .. } => {
                    lost.iter().map(|lost| lost.as_str()).collect()
                }
                _ => Vec::new(),
            },
            offer: match remark {
                Remark::Offered(offer) => Some(offer.clone().into()),
                _ => None,
            },
        }
    }
}

impl From<known::Grade> for Grade {
    fn from(grade: known::Grade) -> Self {
        match grade {
            known::Grade::Good => Self::Good,
            known::Grade::Unknown => Self::Unknown,
            known::Grade::Watch => Self::Watch,
            known::Grade::Bad => Self::Bad,
        }
    }
}

impl From<inbound::Quality> for Quality {
    fn from(quality: inbound::Quality) -> Self {
        match quality {
            inbound::Quality::High => Self::High,
            inbound::Quality::Medium => Self::Medium,
            inbound::Quality::Low => Self::Low,
            inbound::Quality::Unknown => Self::Unknown,
        }
    }
}

impl From<ErrorCount> for ErrorView {
    fn from(error: ErrorCount) -> Self {
        Self {
            class: error.class.as_str(),
            count: error.count,
            last_at: error.last_at,
            code: error.problem.code,
            detail: error.problem.detail,
        }
    }
}
