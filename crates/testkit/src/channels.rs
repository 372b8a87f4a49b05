//! Connected channels for tests.

use transom::app::App;
use transom_domain::id::ChannelId;
use transom_store::ChannelRow;

/// Changes a channel where it is kept, as if it had been connected like that.
pub async fn change(app: &App, id: ChannelId, change: impl FnOnce(&mut ChannelRow)) {
    let mut tx = app.db.write().await.expect("the store can be written");
    let rows = tx.all_channels().await.expect("the store can be read");
    let row = rows.into_iter().find(|row| row.channel.id == id);
    let mut row = row.expect("the channel is connected");
    change(&mut row);
    tx.save_channel(&row).await.expect("a channel can be kept");
    tx.commit().await.expect("the store can be written");
    let reloaded = app.channels.reload(app).await;
    reloaded.expect("the channels can be read");
}
