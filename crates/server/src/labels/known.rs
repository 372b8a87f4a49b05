//! Which label of ours one of the platform is.

use jiff::Timestamp;
use transom_domain::id::{ChannelId, LabelId, WorkspaceId};
use transom_domain::inbound::LabelNotice;
use transom_domain::label::{Label, LabelStage};
use transom_store::{LabelAction, LabelRow, Write};

use super::ask;
use crate::app::App;
use crate::error::Error;

/// A label as the platform names it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    /// The platform's id.
    pub(crate) external_id: &'a str,
    /// What it says; nothing when that was not told.
    pub(crate) name: Option<&'a str>,
    /// For which moment it was told.
    pub(crate) at: Timestamp,
}

/// The label that a notice is about; nothing when the notice is of the time before it was deleted.
pub(crate) async fn told(
    app: &App,
    tx: &mut Write,
    workspace_id: WorkspaceId,
    channel_id: ChannelId,
    notice: &LabelNotice,
    at: Timestamp,
) -> Result<Option<Label>, Error> {
    let known = tx.labels(workspace_id, channel_id).await?;
    let source = Source {
        external_id: &notice.label,
        name: notice.name.as_deref(),
        at,
    };
    let learnt = learn(app, tx, (workspace_id, channel_id), &known, source).await?;
    if let Some(label) = &learnt
        && label.name == notice.label
        && notice.name.is_none()
    {
        // Its list tells what it is called.
        ask(app, tx, workspace_id, channel_id, LabelAction::List).await?;
    }
    Ok(learnt)
}

/// Keeps what the platform tells of a label and gives it back as it stands: one that is known, one that we have just had
/// made, or a new one. Nothing when it was told of the time before it was deleted.
pub(crate) async fn learn(
    app: &App,
    tx: &mut Write,
    (workspace_id, channel_id): (WorkspaceId, ChannelId),
    known: &[LabelRow],
    source: Source<'_>,
) -> Result<Option<Label>, Error> {
    let Source {
        external_id,
        name,
        at,
    } = source;
    let by_id = |label: &&Label| label.external_id.as_deref() == Some(external_id);
    let unnamed = |label: &&Label| {
        let is_unknown = label.external_id.is_none();
        is_unknown && name.is_some_and(|name| label.is_called(name))
    };
    let labels = || known.iter().map(|row| &row.label);
    let before = labels().find(by_id).or_else(|| labels().find(unnamed));
    let label = match before {
        None => Label {
            id: LabelId::new(app.id()),
            name: name.unwrap_or(external_id).to_owned(),
            external_id: Some(external_id.to_owned()),
            told_at: Some(at),
            stage: LabelStage::Known,
        },
        Some(before) => {
            let stage = match &before.stage {
                LabelStage::Gone(gone_at) if *gone_at >= at => return Ok(None),
                // What is wanted is wanted still.
                LabelStage::Deleting | LabelStage::NotDeleted(_) => before.stage.clone(),
                LabelStage::Known
                | LabelStage::Making
                | LabelStage::NotMade(_)
                | LabelStage::Gone(_) => LabelStage::Known,
            };
            let is_newer = before.told_at.is_none_or(|told| told <= at);
            Label {
                id: before.id,
                name: name.filter(|_| is_newer).unwrap_or(&before.name).to_owned(),
                external_id: Some(external_id.to_owned()),
                told_at: before.told_at.max(Some(at)),
                stage,
            }
        }
    };
    if before != Some(&label) {
        tx.save_label(workspace_id, channel_id, &label).await?;
    }
    Ok(Some(label))
}
