//! Channels, and connecting them. Secrets go in and never come out.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_domain::agent::Scope;
use transom_domain::channel::ChannelState;
use transom_domain::id::ChannelId;
use transom_policy::{Capability, Channel as Platform, Country, RestrictionScope};
use utoipa::ToSchema;

use super::bearer::Bearer;
use super::problem::{Failure, Problem, Problems};
use super::request::{Body, Named};
use super::words;
use crate::app::App;
use crate::channels::{self, Connected, GRAPH_URL, GRAPH_VERSION, NewInstagram, NewMessenger};
use crate::error::Error;
use crate::secret::Secret;

/// A connected page or account.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Channel)]
pub(super) struct ChannelView {
    #[schema(value_type = String, example = "chan_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: ChannelId,
    #[schema(value_type = words::Platform)]
    platform: Platform,
    /// The platform's id of it: of a page, or of an Instagram account.
    external_id: String,
    /// The Facebook page through which an Instagram account is reached; null when it is reached by itself.
    page_id: Option<String>,
    name: String,
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
                .map(|measure| Restriction {
                    scope: measure.scope,
                    told_at: measure.told_at,
                    until: measure.until,
                    reason: measure.reason,
                })
                .collect(),
            state: channel.state.into(),
            page_id: connected.page_id.clone(),
            graph_url: connected.graph_url.clone(),
            graph_version: connected.graph_version.clone(),
            app_secrets: connected.app_secrets,
        }
    }
}

impl From<ChannelState> for Standing {
    fn from(state: ChannelState) -> Self {
        match state {
            ChannelState::Connected => Self::Connected,
            ChannelState::Disconnected { reason, since } => Self::Disconnected { reason, since },
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

/// A Messenger page to be connected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MessengerPage {
    #[schema(example = "104233112233445")]
    page_id: String,
    /// Asked from the platform when absent.
    name: Option<String>,
    /// The page access token.
    #[schema(value_type = String, format = Password, write_only)]
    access_token: Secret,
    /// The app's secrets; the first one also proves our calls.
    #[schema(value_type = Vec<String>, write_only, min_items = 1)]
    app_secrets: Vec<Secret>,
    /// The word for the verification of the webhook.
    #[schema(value_type = String, format = Password, write_only)]
    verify_token: Secret,
    /// The base address of the Graph API; the platform's own when absent.
    graph_url: Option<String>,
    /// The version of it; the one that this release speaks when absent.
    graph_version: Option<String>,
    /// The country whose rules apply, as an ISO 3166 code.
    #[schema(value_type = Option<String>, example = "IT")]
    region: Option<Country>,
    /// Permissions that the platform has granted.
    #[schema(value_type = Vec<words::Capability>)]
    #[serde(default)]
    capabilities: Vec<Capability>,
}

/// Connect a Messenger page, or change how a connected one is reached
///
/// The page is asked for its name and told to send webhooks. What it says against that becomes the state of the channel.
#[utoipa::path(
    post, path = "/channels/messenger", operation_id = "connect_messenger", tag = "channels",
    request_body = MessengerPage,
    responses(
        (status = 200, body = ChannelView, description = "As it stands now."),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "Another workspace has this page."),
        Problems
    ),
    security(("token" = ["channels:write"]))
)]
pub(super) async fn connect_messenger(
    State(app): State<App>,
    Bearer(program): Bearer,
    Body(page): Body<MessengerPage>,
) -> Result<Json<ChannelView>, Failure> {
    program.require(Scope::ChannelsWrite)?;
    let new = NewMessenger {
        page_id: page.page_id,
        name: page.name,
        access_token: page.access_token,
        app_secrets: page.app_secrets,
        verify_token: page.verify_token,
        graph_url: page.graph_url.unwrap_or_else(|| GRAPH_URL.to_owned()),
        graph_version: page
            .graph_version
            .unwrap_or_else(|| GRAPH_VERSION.to_owned()),
        region: page.region,
        capabilities: page.capabilities,
    };
    let connected = channels::connect_messenger(&app, program.workspace_id, new).await?;
    Ok(Json((&*connected).into()))
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

/// An Instagram account to be connected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct InstagramAccount {
    /// The account's id, as webhooks name it.
    #[schema(example = "17841405822304914")]
    account_id: String,
    /// The Facebook page that it is linked to, for apps with Facebook Login; absent with Instagram Login.
    #[schema(example = "104233112233445")]
    page_id: Option<String>,
    /// Asked from the platform when absent.
    name: Option<String>,
    /// The page's access token, or with Instagram Login the account's.
    #[schema(value_type = String, format = Password, write_only)]
    access_token: Secret,
    /// What webhooks may be signed with: the app's secret and its Instagram secret.
    #[schema(value_type = Vec<String>, write_only, min_items = 1)]
    app_secrets: Vec<Secret>,
    /// The word for the verification of the webhook.
    #[schema(value_type = String, format = Password, write_only)]
    verify_token: Secret,
    /// The base address of the Graph API; the platform's own when absent.
    graph_url: Option<String>,
    /// The version of it; the one that this release speaks when absent.
    graph_version: Option<String>,
    /// The country whose rules apply, as an ISO 3166 code.
    #[schema(value_type = Option<String>, example = "IT")]
    region: Option<Country>,
    /// Permissions that the platform has granted.
    #[schema(value_type = Vec<words::Capability>)]
    #[serde(default)]
    capabilities: Vec<Capability>,
}

/// Connect an Instagram account, or change how a connected one is reached
///
/// The platform is asked for its name and told to send webhooks. What it says against that becomes the state of the
/// channel.
#[utoipa::path(
    post, path = "/channels/instagram", operation_id = "connect_instagram", tag = "channels",
    request_body = InstagramAccount,
    responses(
        (status = 200, body = ChannelView, description = "As it stands now."),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "Another workspace has this account."),
        Problems
    ),
    security(("token" = ["channels:write"]))
)]
pub(super) async fn connect_instagram(
    State(app): State<App>,
    Bearer(program): Bearer,
    Body(account): Body<InstagramAccount>,
) -> Result<Json<ChannelView>, Failure> {
    program.require(Scope::ChannelsWrite)?;
    let new = NewInstagram {
        account_id: account.account_id,
        page_id: account.page_id,
        name: account.name,
        access_token: account.access_token,
        app_secrets: account.app_secrets,
        verify_token: account.verify_token,
        graph_url: account.graph_url,
        graph_version: account
            .graph_version
            .unwrap_or_else(|| GRAPH_VERSION.to_owned()),
        region: account.region,
        capabilities: account.capabilities,
    };
    let connected = channels::connect_instagram(&app, program.workspace_id, new).await?;
    Ok(Json((&*connected).into()))
}
