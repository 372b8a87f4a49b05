//! Channels, as they stand.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use transom_domain::agent::Scope;
use transom_domain::channel::{ChannelState, Measure};
use transom_domain::id::ChannelId;
use transom_policy::{Capability, Channel as Platform, RestrictionScope};
use utoipa::ToSchema;

use super::bearer::Bearer;
use super::problem::{Failure, Problems};
use super::request::Named;
use super::words;
use crate::app::App;
use crate::channels::{self, Connected};
use crate::error::Error;

pub(super) mod connect;
pub(super) mod health;
pub(super) mod marketing;
pub(super) mod notice;

/// A connected page, account or number.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Channel)]
pub(super) struct ChannelView {
    #[schema(value_type = String, example = "chan_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: ChannelId,
    #[schema(value_type = words::Platform)]
    platform: Platform,
    /// The platform's id of it: of a page, of an Instagram account, of a WhatsApp number.
    external_id: String,
    /// The account above it: the Facebook page through which an Instagram account is reached, the business account of a
    /// WhatsApp number.
    parent_id: Option<String>,
    name: String,
    /// The public handle; of a WhatsApp number its digits.
    username: Option<String>,
    /// The country whose rules apply.
    #[schema(example = "IT")]
    region: Option<String>,
    #[schema(value_type = Vec<words::Capability>)]
    capabilities: Vec<Capability>,
    /// What the platform took away, now or in the past.
    restrictions: Vec<Restriction>,
    state: Standing,
    /// The link with which a customer starts or resumes the conversation.
    chat_link: Option<String>,
    /// The base address of the platform's Graph API.
    graph_url: String,
    graph_version: String,
    /// How many app secrets webhooks may be signed with.
    app_secrets: usize,
    /// How the marketing templates of a WhatsApp number go out, where not as any other template.
    marketing_messages: Option<marketing::Settings>,
}

/// What the platform took away from a channel.
#[derive(Debug, Serialize, ToSchema)]
struct Restriction {
    #[schema(value_type = words::RestrictionScope)]
    scope: RestrictionScope,
    /// When the platform told of it last.
    told_at: Timestamp,
    /// When it is or was over; null while nobody knows.
    until: Option<Timestamp>,
    /// The platform's own sentence; empty when it gave none.
    reason: String,
}

/// Whether the connection works.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[schema(as = ChannelState)]
enum Standing {
    /// Nothing.
    Connected,
    /// The token or a permission is missing; receiving goes on.
    Disconnected {
        /// What the platform said.
        reason: String,
        since: Timestamp,
    },
}

impl From<&Connected> for ChannelView {
    fn from(connected: &Connected) -> Self {
        let channel = connected.channel.clone();
        let chat_link = channel.chat_link();
        Self {
            id: channel.id,
            platform: channel.platform,
            chat_link,
            external_id: channel.external_id,
            name: channel.name,
            username: channel.username,
            region: channel.region.map(|region| region.to_string()),
            capabilities: channel.capabilities,
            restrictions: channel
                .restrictions
                .into_iter()
                .map(Restriction::from)
                .collect(),
            state: channel.state.into(),
            parent_id: connected.parent_id.clone(),
            graph_url: connected.graph_url.clone(),
            graph_version: connected.graph_version.clone(),
            app_secrets: connected.app_secrets,
            marketing_messages: connected.marketing.map(marketing::Settings::from),
        }
    }
}

impl From<Measure> for Restriction {
    fn from(measure: Measure) -> Self {
        Self {
            scope: measure.scope,
            told_at: measure.told_at,
            until: measure.until,
            reason: measure.reason,
        }
    }
}

impl From<ChannelState> for Standing {
    fn from(state: ChannelState) -> Self {
        match state {
            ChannelState::Connected => Self::Connected,
            ChannelState::Disconnected { reason, since, .. } => {
                Self::Disconnected { reason, since }
            }
        }
    }
}

/// Every channel of the workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChannelList {
    /// Oldest first.
    channels: Vec<ChannelView>,
}

/// List channels
#[utoipa::path(
    get, path = "/channels", operation_id = "list_channels", tag = "channels",
    responses((status = 200, body = ChannelList, description = "All of them."), Problems),
    security(("token" = ["channels:read"]))
)]
pub(super) async fn list(
    State(app): State<App>,
    Bearer(program): Bearer,
) -> Result<Json<ChannelList>, Failure> {
    program.require(Scope::ChannelsRead)?;
    let channels = app.channels.of(program.workspace_id);
    Ok(Json(ChannelList {
        channels: channels
            .iter()
            .map(|connected| (&**connected).into())
            .collect(),
    }))
}

/// Read a channel
#[utoipa::path(
    get, path = "/channels/{channel_id}", operation_id = "read_channel", tag = "channels",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    responses((status = 200, body = ChannelView, description = "As it stands."), Problems),
    security(("token" = ["channels:read"]))
)]
pub(super) async fn show(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
) -> Result<Json<ChannelView>, Failure> {
    program.require(Scope::ChannelsRead)?;
    let found = app.channels.find(program.workspace_id, id);
    Ok(Json((&*found.ok_or(Error::NotFound("channel"))?).into()))
}

/// Send again on a channel that the platform restricted
///
/// The platform does not always tell when a restriction is over. Call this only when it shows none any more: what is sent
/// against a restriction makes it longer.
#[utoipa::path(
    post, path = "/channels/{channel_id}/resume", operation_id = "resume_channel", tag = "channels",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    responses((status = 200, body = ChannelView, description = "As it stands now."), Problems),
    security(("token" = ["channels:write"]))
)]
pub(super) async fn resume(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
) -> Result<Json<ChannelView>, Failure> {
    program.require(Scope::ChannelsWrite)?;
    channels::resume(&app, program.workspace_id, id).await?;
    let found = app.channels.find(program.workspace_id, id);
    Ok(Json((&*found.ok_or(Error::NotFound("channel"))?).into()))
}
