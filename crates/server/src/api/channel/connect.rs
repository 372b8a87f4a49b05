//! Connecting channels. Secrets go in and never come out.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use transom_domain::agent::Scope;
use transom_policy::{Capability, Country};
use utoipa::ToSchema;

use super::ChannelView;
use crate::api::bearer::Bearer;
use crate::api::problem::{Failure, Problem, Problems};
use crate::api::request::Body;
use crate::api::words;
use crate::app::App;
use crate::channels::{
    self, GRAPH_VERSION, NewInstagram, NewMessenger, NewWhatsapp, connect_instagram,
    connect_messenger, connect_whatsapp,
};
use crate::secret::Secret;

/// How an account is reached.
#[derive(Debug, Deserialize, ToSchema)]
struct Connection {
    /// Asked from the platform when absent.
    name: Option<String>,
    /// Of Messenger the page access token; of Instagram the page's, or with Instagram Login the account's; of WhatsApp a
    /// system user's.
    #[schema(value_type = String, format = Password, write_only)]
    access_token: Secret,
    /// What webhooks may be signed with: the app's secret, and for Instagram its Instagram secret too.
    #[schema(value_type = Vec<String>, write_only, min_items = 1)]
    app_secrets: Vec<Secret>,
    /// The word for the verification of the webhook.
    #[schema(value_type = String, format = Password, write_only)]
    verify_token: Secret,
    /// The base address of the Graph API; the platform's own when absent. Other hosts only where the installation's
    /// `graph_hosts` names them.
    graph_url: Option<String>,
    /// The version of it; the one that this release speaks when absent.
    graph_version: Option<String>,
    /// The country whose rules apply, as an ISO 3166 code; that of a WhatsApp number when absent.
    #[schema(value_type = Option<String>, example = "IT")]
    region: Option<Country>,
    /// Permissions that the platform has granted.
    #[schema(value_type = Vec<words::Capability>)]
    #[serde(default)]
    capabilities: Vec<Capability>,
}

impl From<Connection> for channels::Connection {
    fn from(connection: Connection) -> Self {
        Self {
            name: connection.name,
            access_token: connection.access_token,
            app_secrets: connection.app_secrets,
            verify_token: connection.verify_token,
            graph_url: connection.graph_url,
            graph_version: connection
                .graph_version
                .unwrap_or_else(|| GRAPH_VERSION.to_owned()),
            region: connection.region,
            capabilities: connection.capabilities,
        }
    }
}

/// A Messenger page to be connected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct MessengerPage {
    #[schema(example = "104233112233445")]
    page_id: String,
    #[serde(flatten)]
    connection: Connection,
}

/// An Instagram account to be connected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct InstagramAccount {
    /// The account's id, as webhooks name it.
    #[schema(example = "17841405822304914")]
    account_id: String,
    /// The Facebook page that it is linked to, for apps with Facebook Login; absent with Instagram Login.
    #[schema(example = "104233112233445")]
    page_id: Option<String>,
    #[serde(flatten)]
    connection: Connection,
}

/// A WhatsApp number to be connected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct WhatsappNumber {
    /// The number's id, which is not the number.
    #[schema(example = "106540352242922")]
    phone_number_id: String,
    /// The WhatsApp business account that it belongs to.
    #[schema(example = "102290129340398")]
    waba_id: String,
    #[serde(flatten)]
    connection: Connection,
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
pub(in crate::api) async fn messenger(
    State(app): State<App>,
    Bearer(program): Bearer,
    Body(page): Body<MessengerPage>,
) -> Result<Json<ChannelView>, Failure> {
    program.require(Scope::ChannelsWrite)?;
    let new = NewMessenger {
        page_id: page.page_id,
        connection: page.connection.into(),
    };
    let connected = connect_messenger(&app, program.workspace_id, new).await?;
    Ok(Json((&*connected).into()))
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
pub(in crate::api) async fn instagram(
    State(app): State<App>,
    Bearer(program): Bearer,
    Body(account): Body<InstagramAccount>,
) -> Result<Json<ChannelView>, Failure> {
    program.require(Scope::ChannelsWrite)?;
    let new = NewInstagram {
        account_id: account.account_id,
        page_id: account.page_id,
        connection: account.connection.into(),
    };
    let connected = connect_instagram(&app, program.workspace_id, new).await?;
    Ok(Json((&*connected).into()))
}

/// Connect a WhatsApp number, or change how a connected one is reached
///
/// The platform is asked for the number and told to send the webhooks of its business account; which fields those are,
/// the app's own settings say. What it says against that becomes the state of the channel.
#[utoipa::path(
    post, path = "/channels/whatsapp", operation_id = "connect_whatsapp", tag = "channels",
    request_body = WhatsappNumber,
    responses(
        (status = 200, body = ChannelView, description = "As it stands now."),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "Another workspace has this number."),
        Problems
    ),
    security(("token" = ["channels:write"]))
)]
pub(in crate::api) async fn whatsapp(
    State(app): State<App>,
    Bearer(program): Bearer,
    Body(number): Body<WhatsappNumber>,
) -> Result<Json<ChannelView>, Failure> {
    program.require(Scope::ChannelsWrite)?;
    let new = NewWhatsapp {
        phone_number_id: number.phone_number_id,
        waba_id: number.waba_id,
        connection: number.connection.into(),
    };
    let connected = connect_whatsapp(&app, program.workspace_id, new).await?;
    Ok(Json((&*connected).into()))
}
