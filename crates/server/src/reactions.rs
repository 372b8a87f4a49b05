//! Reactions of the business to what customers wrote.

use transom_channels::messenger::Class;
use transom_domain::id::{MessageId, WorkspaceId};
use transom_domain::message::Author;
use transom_policy::Channel as Platform;

use crate::app::App;
use crate::error::Error;
use crate::pace::{Asked, Call};

/// The reaction that Messenger and Instagram take from a business.
const HEART: &str = "❤";

/// Puts a heart to a customer's message, or takes it away. The platform is asked at once: what it refuses is not kept.
pub async fn react(
    app: &App,
    workspace_id: WorkspaceId,
    id: MessageId,
    reacts: bool,
) -> Result<(), Error> {
    let mut read = app.db.read().await?;
    let message = read.load_message(workspace_id, id).await?.message;
    let thread = read
        .load_thread(workspace_id, message.conversation_id)
        .await?;
    drop(read);
    let connected = app
        .channels
        .find(workspace_id, thread.identity.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    let channel = &connected.channel;
    let is_metas = matches!(channel.platform, Platform::Messenger | Platform::Instagram);
    let external_id = message
        .known_as()
        .filter(|_| is_metas && message.author == Author::Customer)
        .ok_or_else(|| {
            Error::invalid(
                "message",
                "only a customer's message on Messenger or Instagram takes a reaction",
            )
        })?;
    let customer = &thread.identity.external_id;
    let asked = Asked {
        customer: Some(customer),
        ..Asked::from(Call::Send)
    };
    connected.turn_of_desk(app, asked).await?;
    let told = app
        .courier
        .react(&connected.endpoint, customer, external_id, reacts);
    let told = told.await;
    // It had the turn of a message, which may be the one that is to see whether the platform answers again. A limit is noted
    // where it is told.
    if !matches!(&told, Err(failed) if failed.class == Class::Throttled) {
        connected.pace.note_told(&told, app.now());
    }
    told.map_err(|failed| connected.failed(app, failed))?;
    let mut tx = app.db.write().await?;
    let place = (channel.id, message.conversation_id);
    let emoji = reacts.then_some(HEART);
    let events = tx
        .save_reaction(
            workspace_id,
            place,
            external_id,
            &channel.external_id,
            emoji,
            app.now(),
        )
        .await?;
    tx.commit().await?;
    app.happened(events);
    Ok(())
}
