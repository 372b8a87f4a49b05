//! Whether the marketing of a WhatsApp number goes by the platform's interface for marketing messages.

use transom_channels::courier::Onboarding;
use transom_domain::channel::MarketingMessages;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_policy::Channel as Platform;

use super::load_row;
use crate::app::App;
use crate::error::Error;
use crate::pace::Call;

/// Has the marketing templates of a number go that way from now on, or as any other template.
///
/// # Errors
/// [`Error::Invalid`] on other platforms, and when the platform says that the business may not send that way, with what to do.
pub(crate) async fn set(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
    way: Option<MarketingMessages>,
) -> Result<(), Error> {
    let connected = app.channels.find(workspace_id, id);
    let connected = connected.ok_or(Error::NotFound("channel"))?;
    if connected.channel.platform != Platform::WhatsApp {
        let problem = "only the marketing of a WhatsApp number can go this way";
        return Err(Error::invalid("enabled", problem));
    }
    if way.is_some() && connected.marketing.is_none() {
        connected.turn_of_desk(app, Call::Act).await?;
        // Where the platform does not answer, the first message will tell.
        let onboarding = app.courier.onboarding(&connected.endpoint).await;
        if let Ok(Some(state)) = onboarding
            && let Some(problem) = obstacle(state)
        {
            return Err(Error::invalid("enabled", problem));
        }
    }
    let mut tx = app.db.write().await?;
    let mut row = load_row(&mut tx, id).await?;
    row.marketing = way;
    tx.save_channel(&row).await?;
    tx.commit().await?;
    tracing::info!(channel = %id, is_on = way.is_some(), "an owner changed the way of marketing messages");
    app.channels.reload(app).await.map_err(Error::channels)
}

/// What stands in the way.
fn obstacle(state: Onboarding) -> Option<&'static str> {
    match state {
        Onboarding::Done => None,
        Onboarding::Open => Some(
            "nobody has accepted the terms of the Marketing Messages API for this business: in WhatsApp Manager, on the \
             overview, choose to accept them, and switch this on again",
        ),
        Onboarding::Ineligible => Some(
            "WhatsApp does not let this business send by the Marketing Messages API: its overview in WhatsApp Manager says why",
        ),
    }
}
