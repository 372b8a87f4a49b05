//! What a decision about one thread means for its whole channel.

use jiff::Timestamp;
use transom_domain::channel::{Channel, ChannelState};
use transom_domain::decide::Effect;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_domain::inbound::AccountChange;
use transom_store::Write;

use super::change;
use crate::error::Error;

/// Applies what concerns the channel, inside a transaction of the caller's. Whether there was any: reload afterwards.
pub(crate) async fn apply(
    tx: &mut Write,
    channel: ChannelId,
    effects: &[Effect],
) -> Result<bool, Error> {
    let mut changed = false;
    for effect in effects {
        match effect {
            Effect::Channel(state) => {
                log_state(channel, state);
                let state = state.clone();
                change(tx, channel, |channel| Channel { state, ..channel }).await?;
                changed = true;
            }
            Effect::Restricted(measure) => {
                let reason = &measure.reason;
                tracing::warn!(%channel, reason, "the platform barred the channel from sending");
                let measure = measure.clone();
                change(tx, channel, |channel| channel.restricted(measure)).await?;
                changed = true;
            }
            _ => {}
        }
    }
    Ok(changed)
}

/// As far back as it is looked whether the account left or came back last.
const MOST_NOTICES: u32 = 1000;

/// Takes in news of a channel's account, inside a transaction of the caller's: whether it left or came back, the latest
/// notice counts, whichever was told first.
pub(crate) async fn told(
    tx: &mut Write,
    workspace_id: WorkspaceId,
    channel: ChannelId,
    news: &AccountChange,
    at: Timestamp,
) -> Result<(), Error> {
    let is_connection = |change: &AccountChange| {
        matches!(
            change,
            AccountChange::Disconnected { .. } | AccountChange::Reconnected
        )
    };
    let is_new = tx
        .save_channel_notice(workspace_id, channel, at, news)
        .await?;
    if !is_new {
        return Ok(());
    }
    let later = if is_connection(news) {
        let notices = tx
            .channel_notices(workspace_id, channel, MOST_NOTICES)
            .await?;
        notices
            .into_iter()
            .find(|(_, change)| is_connection(change))
            .is_some_and(|(latest, _)| latest > at)
    } else {
        false
    };
    if !later {
        change(tx, channel, |channel| channel.told(news, at)).await?;
    }
    Ok(())
}

fn log_state(channel: ChannelId, state: &ChannelState) {
    match state {
        ChannelState::Connected => tracing::info!(%channel, "the channel can send again"),
        ChannelState::Disconnected { reason, .. } => {
            tracing::warn!(%channel, reason, "the channel cannot send: renew its token or permissions");
        }
    }
}
