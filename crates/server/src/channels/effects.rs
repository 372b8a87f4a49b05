//! What a decision about one thread means for its whole channel.

use transom_domain::channel::{Channel, ChannelState};
use transom_domain::decide::Effect;
use transom_domain::id::ChannelId;
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

fn log_state(channel: ChannelId, state: &ChannelState) {
    match state {
        ChannelState::Connected => tracing::info!(%channel, "the channel can send again"),
        ChannelState::Disconnected { reason, .. } => {
            tracing::warn!(%channel, reason, "the channel cannot send: renew its token or permissions");
        }
    }
}
