//! How near a business is to the most people to whom it may begin, for the rules to look at.
//!
//! A workspace is taken for one business: where the platform counts all its numbers together, so does this.

use jiff::Timestamp;
use transom_domain::conversation::Thread;
use transom_domain::inbound::RecipientLimit;
use transom_policy::{LimitKind, LimitScope, Recipients};
use transom_store::{Read, RecipientCount};

use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;

/// Counts them for somebody, where the platform does.
pub(crate) async fn of(
    app: &App,
    read: &mut Read,
    connected: &Connected,
    thread: &Thread,
    now: Timestamp,
) -> Result<Recipients, Error> {
    let channel = &connected.channel;
    let rulebook = app.rulebook(channel.platform, now)?;
    let Some(limit) = rulebook.limit(LimitKind::Recipients) else {
        return Ok(Recipients::default());
    };
    let health = read.load_health(channel.workspace_id, channel.id).await?;
    let told = health.findings.map(|findings| findings.standing);
    let count = RecipientCount {
        channel_id: (limit.per == LimitScope::Channel).then_some(channel.id),
        since: now.checked_sub(limit.every).unwrap_or(Timestamp::MIN),
        most: match told.and_then(|standing| standing.recipients) {
            Some(RecipientLimit::Most(most)) => Some(most),
            Some(RecipientLimit::Unlimited) => None,
            // Until the platform tells more: what it lets every business have.
            None => limit.most.surely(),
        },
    };
    let found = read
        .recipients(channel.workspace_id, thread.identity.id, count)
        .await?;
    Ok(found)
}
