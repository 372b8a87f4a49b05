//! Labels of pages: kept as the platform tells, made, deleted and listed there. What people do with them in a
//! conversation is in [`crate::conversations`].

mod known;

use transom_domain::id::{ChannelId, JobId, LabelId, WorkspaceId};
use transom_domain::label::{self, Label, LabelStage};
use transom_store::{LabelAction, LabelList, LabelWork, Write};

use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;

pub(crate) use known::{Source, learn, told};

/// The code of a page that has not accepted the terms without which the platform does nothing about labels.
pub(crate) const TERMS: &str = "2/2018344";
/// The sentence for channels without labels.
pub(crate) const NOT_HERE: &str = "only Facebook pages on Messenger have labels";

/// The labels of a channel, and how well they are known.
#[derive(Debug, Clone)]
pub struct Labels {
    /// By name, with how many customers carry each; those that are gone are left out.
    pub labels: Vec<(Label, u64)>,
    /// How reading the platform's list went.
    pub list: LabelList,
}

/// The labels of a channel.
///
/// # Errors
/// [`Error::Invalid`] where channels have no labels, as with all of these.
pub async fn list(app: &App, workspace_id: WorkspaceId, id: ChannelId) -> Result<Labels, Error> {
    require(app, workspace_id, id)?;
    let mut read = app.db.read().await?;
    let rows = read.labels(workspace_id, id).await?;
    let carriers = read.label_carriers(workspace_id, id).await?;
    let labels = rows
        .into_iter()
        .map(|row| row.label)
        .filter(|label| !matches!(label.stage, LabelStage::Gone(_)))
        .map(|label| {
            let customers = carriers.get(&label.id).copied().unwrap_or(0);
            (label, customers)
        })
        .collect();
    let list = read.label_list(workspace_id, id).await?;
    Ok(Labels { labels, list })
}

/// Makes a label; one that is called so already is that label.
///
/// # Errors
/// [`Error::Invalid`] for a text that is no name.
pub async fn make(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
    name: &str,
) -> Result<Label, Error> {
    require(app, workspace_id, id)?;
    let mut tx = app.db.write().await?;
    let label = called(app, &mut tx, workspace_id, id, name).await?;
    tx.commit().await?;
    app.label_work.notify_one();
    Ok(label)
}

/// The label of this name, made if there is none or the platform refused to make it.
pub(crate) async fn called(
    app: &App,
    tx: &mut Write,
    workspace_id: WorkspaceId,
    id: ChannelId,
    name: &str,
) -> Result<Label, Error> {
    let name = label::name(name).map_err(|error| Error::invalid("name", error.to_string()))?;
    let rows = tx.labels(workspace_id, id).await?;
    let there = |label: &Label| !matches!(label.stage, LabelStage::Gone(_));
    let mut named: Vec<Label> = rows
        .into_iter()
        .map(|row| row.label)
        .filter(|label| there(label) && label.is_called(&name))
        .collect();
    // Of several that people take for one, the one that is spelt alike.
    named.sort_by_key(|label| label.name != name);
    let label = match named.into_iter().next() {
        Some(label) if label.stage == LabelStage::Deleting => {
            return Err(Error::Conflict(
                "label-being-deleted",
                "the label of this name is being deleted at this moment; try again in a minute",
            ));
        }
        Some(label) if !matches!(label.stage, LabelStage::NotMade(_)) => return Ok(label),
        Some(label) => Label {
            stage: LabelStage::Making,
            ..label
        },
        None => Label {
            id: LabelId::new(app.id()),
            name,
            external_id: None,
            told_at: None,
            stage: LabelStage::Making,
        },
    };
    tx.save_label(workspace_id, id, &label).await?;
    ask(app, tx, workspace_id, id, LabelAction::Make(label.id)).await?;
    Ok(label)
}

/// Deletes a label, from all who carry it too.
pub async fn delete(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
    label_id: LabelId,
) -> Result<(), Error> {
    require(app, workspace_id, id)?;
    let mut tx = app.db.write().await?;
    let (channel_id, label) = tx.load_label(workspace_id, label_id).await?;
    if channel_id != id || matches!(label.stage, LabelStage::Gone(_)) {
        return Err(Error::NotFound("label"));
    }
    let label = Label {
        stage: LabelStage::Deleting,
        ..label
    };
    tx.save_label(workspace_id, id, &label).await?;
    ask(
        app,
        &mut tx,
        workspace_id,
        id,
        LabelAction::Delete(label_id),
    )
    .await?;
    let now = app.now();
    let events = tx.label_changed(workspace_id, label_id, false, now).await?;
    tx.commit().await?;
    app.happened(events);
    Ok(())
}

/// Has the platform's list read at once, and then what customers carry.
pub async fn fetch(app: &App, workspace_id: WorkspaceId, id: ChannelId) -> Result<(), Error> {
    require(app, workspace_id, id)?;
    let mut tx = app.db.write().await?;
    ask(app, &mut tx, workspace_id, id, LabelAction::List).await?;
    tx.commit().await?;
    app.label_work.notify_one();
    Ok(())
}

/// The channel was connected or changed: its list is read.
pub(crate) async fn connected(app: &App, connected: &Connected) -> Result<(), Error> {
    if connected.endpoint.has_labels() {
        let channel = &connected.channel;
        fetch(app, channel.workspace_id, channel.id).await?;
    }
    Ok(())
}

/// Leaves something to be asked.
pub(crate) async fn ask(
    app: &App,
    tx: &mut Write,
    workspace_id: WorkspaceId,
    channel_id: ChannelId,
    action: LabelAction,
) -> Result<(), Error> {
    let work = LabelWork {
        workspace_id,
        id: JobId::new(app.id()),
        channel_id,
        action,
        asked_at: app.now(),
        attempts: 0,
    };
    Ok(tx.ask_label_work(&work).await?)
}

/// Refuses channels without labels.
pub(crate) fn require(app: &App, workspace_id: WorkspaceId, id: ChannelId) -> Result<(), Error> {
    let connected = app.channels.find(workspace_id, id);
    let connected = connected.ok_or(Error::NotFound("channel"))?;
    if connected.endpoint.has_labels() {
        Ok(())
    } else {
        Err(Error::invalid("channel", NOT_HERE))
    }
}
