//! What a decision about one thread means for its whole channel.

use jiff::Timestamp;
use transom_domain::channel::{Channel, ChannelState};
use transom_domain::decide::Effect;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_domain::inbound::{AccountChange, Enforcement, EnforcementAction};
use transom_store::{Read, Write};

use super::change;
use crate::error::Error;

/// Applies what concerns the channel, inside a transaction of the caller's. Whether there was any: reload afterwards.
pub(crate) async fn apply(
    tx: &mut Write,
    known: &Channel,
    effects: &[Effect],
    now: Timestamp,
) -> Result<bool, Error> {
    let channel = known.id;
    let mut changed = false;
    for effect in effects {
        match effect {
            Effect::Channel(ChannelState::Disconnected { since, .. })
                if is_back_since(tx, known, *since).await? => {}
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
                // A refusal seldom says until when; the account itself may.
                tx.ask_for_check(known.workspace_id, channel, now).await?;
                changed = true;
            }
            _ => {}
        }
    }
    Ok(changed)
}

/// Whether the account was told to be back later than what a report that comes late says of it.
async fn is_back_since(tx: &mut Write, known: &Channel, since: Timestamp) -> Result<bool, Error> {
    let notices = tx
        .channel_notices(known.workspace_id, known.id, MOST_NOTICES)
        .await?;
    let is_back = |(at, change): &(Timestamp, AccountChange)| {
        *at > since && matches!(change, AccountChange::Reconnected)
    };
    Ok(notices.iter().any(is_back))
}

/// As far back as it is looked whether the account left or came back last.
const MOST_NOTICES: u32 = 1000;

/// Takes in news of a channel's account, inside a transaction of the caller's: whether it left or came back, the latest
/// notice counts, whichever was told first.
pub(crate) async fn told(
    tx: &mut Write,
    (workspace_id, channel): (WorkspaceId, ChannelId),
    news: &AccountChange,
    at: Timestamp,
    now: Timestamp,
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
    // What is barred already, and how much may be sent, only the account itself tells.
    if is_ending(news) || matches!(news, AccountChange::Standing { .. }) {
        tx.ask_for_check(workspace_id, channel, now).await?;
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

/// Whether the platform announces that it will take the account away.
fn is_ending(news: &AccountChange) -> bool {
    matches!(
        news,
        AccountChange::Enforced(Enforcement {
            action: EnforcementAction::Scheduled,
            ..
        })
    )
}

/// When the account will be taken away, in the platform's words, where that is the last that it did to it.
pub(super) async fn ending(
    read: &mut Read,
    workspace_id: WorkspaceId,
    channel: ChannelId,
) -> Result<Option<String>, Error> {
    let notices = read
        .channel_notices(workspace_id, channel, MOST_NOTICES)
        .await?;
    let mut enforced = notices.into_iter().filter_map(|(_, change)| match change {
        AccountChange::Enforced(enforcement) => Some(enforcement),
        _ => None,
    });
    let last = enforced.next();
    let is_scheduled = |last: &Enforcement| last.action == EnforcementAction::Scheduled;
    Ok(last
        .filter(is_scheduled)
        .map(|last| last.reason.unwrap_or_default()))
}

fn log_state(channel: ChannelId, state: &ChannelState) {
    match state {
        ChannelState::Connected => tracing::info!(%channel, "the channel can send again"),
        ChannelState::Disconnected { reason, .. } => {
            tracing::warn!(%channel, reason, "the channel cannot send: renew its token or permissions");
        }
    }
}
