//! Message templates for tests.

use transom::app::App;
use transom::templates::account_of;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_domain::template::{Components, Listed, Phrase, Standing, Template};
use transom_policy::{TemplateCategory, TemplateStatus};

/// An approved utility template in English with this body.
pub fn listed(name: &str, body: &str) -> Listed {
    Listed {
        external_id: format!("id-of-{name}"),
        name: name.to_owned(),
        language: "en_US".to_owned(),
        category: TemplateCategory::Utility,
        standing: Standing {
            status: TemplateStatus::Approved,
            reason: None,
            advice: None,
        },
        quality: None,
        components: Components {
            body: Phrase::new(body),
            ..Components::default()
        },
    }
}

/// Keeps a template as if the platform had just listed it.
pub async fn keep(app: &App, workspace_id: WorkspaceId, channel_id: ChannelId, listed: &Listed) {
    let connected = app.channels.find(workspace_id, channel_id);
    let connected = connected.expect("the channel is connected");
    let account = account_of(&connected).expect("its platform has templates");
    let mut tx = app.db.write().await.expect("the store can be written");
    let known = tx
        .find_template(&account, &listed.name, &listed.language)
        .await
        .expect("the store can be read");
    let template = Template::listed(known, listed, app.now());
    tx.save_template(&account, &template)
        .await
        .expect("a template can be kept");
    tx.commit().await.expect("the store can be written");
    let reloaded = app.channels.reload(app).await;
    reloaded.expect("the channels can be read");
}
