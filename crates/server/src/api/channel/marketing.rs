//! By which interface the marketing of a WhatsApp number goes.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use transom_domain::agent::Scope;
use transom_domain::channel::{MarketingMessages, ProductPolicy};
use transom_domain::id::ChannelId;
use utoipa::ToSchema;

use super::ChannelView;
use crate::api::bearer::Bearer;
use crate::api::problem::{Failure, Problems};
use crate::api::request::{Body, Named};
use crate::app::App;
use crate::channels::marketing;
use crate::error::Error;

/// How marketing templates go out by WhatsApp's Marketing Messages API.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = MarketingMessages)]
pub(in crate::api) struct Settings {
    product_policy: Policy,
    /// WhatsApp may use for its delivery what customers do with the messages.
    message_activity_sharing: bool,
}

/// What becomes of a message that the Marketing Messages API cannot carry.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ProductPolicy)]
enum Policy {
    /// It goes as any other template.
    #[default]
    Fallback,
    /// It does not go.
    Strict,
}

/// Whether marketing goes by WhatsApp's Marketing Messages API, and how.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MarketingMessagesRequest, example = json!({"enabled": true, "product_policy": "fallback"}))]
pub(in crate::api) struct Request {
    enabled: bool,
    #[serde(default)]
    product_policy: Policy,
    /// WhatsApp may use for its delivery what customers do with the messages.
    #[serde(default)]
    message_activity_sharing: bool,
}

/// Send the marketing of a WhatsApp number by the Marketing Messages API, or as any other template
///
/// The business must have accepted that interface's terms in WhatsApp Manager.
#[utoipa::path(
    put, path = "/channels/{channel_id}/marketing-messages", operation_id = "set_marketing_messages", tag = "channels",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    request_body = Request,
    responses((status = 200, body = ChannelView, description = "As it stands now."), Problems),
    security(("token" = ["channels:write"]))
)]
pub(in crate::api) async fn set(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
    Body(request): Body<Request>,
) -> Result<Json<ChannelView>, Failure> {
    program.require(Scope::ChannelsWrite)?;
    let way = request.enabled.then_some(MarketingMessages {
        product_policy: match request.product_policy {
            Policy::Fallback => ProductPolicy::Fallback,
            Policy::Strict => ProductPolicy::Strict,
        },
        shares_activity: request.message_activity_sharing,
    });
    marketing::set(&app, program.workspace_id, id, way).await?;
    let found = app.channels.find(program.workspace_id, id);
    Ok(Json((&*found.ok_or(Error::NotFound("channel"))?).into()))
}

impl From<MarketingMessages> for Settings {
    fn from(way: MarketingMessages) -> Self {
        Self {
            product_policy: match way.product_policy {
                ProductPolicy::Fallback => Policy::Fallback,
                ProductPolicy::Strict => Policy::Strict,
            },
            message_activity_sharing: way.shares_activity,
        }
    }
}
