//! The app by which a channel is connected: where several apps share a page, notices name it.

use transom_domain::channel::{Channel, OwnApp};

use super::{Connected, change};
use crate::app::App;
use crate::error::Error;
use crate::pace::Call;

/// Asks for the platform's id of it, where it matters and is not known. A platform that does not tell is asked again
/// another time.
pub(crate) async fn learn(app: &App, connected: &Connected) -> Result<Option<String>, Error> {
    let channel = &connected.channel;
    if channel.app.id.is_some() || !connected.endpoint.has_thread_control() {
        return Ok(channel.app.id.clone());
    }
    if connected.turn(app, Call::Act).await?.is_err() {
        return Ok(None);
    }
    let own = match app.courier.own_app(&connected.endpoint).await {
        Ok(own) => own,
        Err(error) => {
            tracing::debug!(channel = %channel.id, error = %error, "the platform does not tell by which app a channel is connected");
            return Ok(None);
        }
    };
    let id = Some(own.clone());
    let mut tx = app.db.write().await?;
    change(&mut tx, channel.id, |channel| Channel {
        app: OwnApp { id, ..channel.app },
        ..channel
    })
    .await?;
    tx.commit().await?;
    app.channels.reload(app).await.map_err(Error::channels)?;
    Ok(Some(own))
}
