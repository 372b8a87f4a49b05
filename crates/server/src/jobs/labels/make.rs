//! Having labels made and deleted.

use jiff::SignedDuration;
use transom_channels::courier::ListedLabel;
use transom_channels::messenger::CallFailed;
use transom_domain::delivery::Problem;
use transom_domain::id::LabelId;
use transom_domain::label::{Label, LabelStage};
use transom_store::{LabelAction, LabelWork};

use super::{again, is_not_there, list, mark};
use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;

/// Has a label made, unless the platform has it already: an earlier try may have been carried out, and names are not to
/// double.
pub(super) async fn make(
    app: &App,
    connected: &Connected,
    work: &LabelWork,
    id: LabelId,
) -> Result<Option<SignedDuration>, Error> {
    let workspace_id = work.workspace_id;
    let mut read = app.db.read().await?;
    let (_, label) = read.load_label(workspace_id, id).await?;
    drop(read);
    let made = match &label.external_id {
        Some(known) => Ok(known.clone()),
        None => find_or_make(app, connected, &label.name).await,
    };
    let external_id = match made {
        Ok(external_id) => external_id,
        Err(failed) => {
            let wait = again(app, connected, work, &failed);
            if wait.is_none() {
                not_made(app, work, id, &failed.problem).await?;
            }
            return Ok(wait);
        }
    };
    let mut tx = app.db.write().await?;
    // Also when it is no longer wanted: what is to be deleted now has this id.
    tx.finish_label_work(work).await?;
    let (_, label) = tx.load_label(workspace_id, id).await?;
    let rows = tx.labels(workspace_id, work.channel_id).await?;
    let same = |row: &&transom_store::LabelRow| {
        row.label.id != id && row.label.external_id.as_ref() == Some(&external_id)
    };
    if let Some(other) = rows.iter().find(same) {
        tx.merge_labels(workspace_id, other.label.id, id).await?;
    }
    let stage = match label.stage {
        LabelStage::Making | LabelStage::NotMade(_) => LabelStage::Known,
        other => other,
    };
    let label = Label {
        external_id: Some(external_id),
        told_at: label.told_at.max(Some(app.now())),
        stage,
        ..label
    };
    tx.save_label(workspace_id, work.channel_id, &label).await?;
    tx.commit().await?;
    Ok(None)
}

async fn find_or_make(app: &App, connected: &Connected, name: &str) -> Result<String, CallFailed> {
    let listed = app.courier.labels(&connected.endpoint).await?;
    let same = |label: &&ListedLabel| label.page_label_name.to_lowercase() == name.to_lowercase();
    match listed.iter().find(same) {
        Some(label) => Ok(label.id.clone()),
        None => app.courier.make_label(&connected.endpoint, name).await,
    }
}

/// The platform did not make it: neither can it be put on anybody.
async fn not_made(
    app: &App,
    work: &LabelWork,
    id: LabelId,
    problem: &Problem,
) -> Result<(), Error> {
    let workspace_id = work.workspace_id;
    let mut tx = app.db.write().await?;
    if !tx.finish_label_work(work).await? {
        return Ok(tx.commit().await?);
    }
    let (_, label) = tx.load_label(workspace_id, id).await?;
    let label = Label {
        stage: LabelStage::NotMade(problem.clone()),
        ..label
    };
    tx.save_label(workspace_id, work.channel_id, &label).await?;
    let mut events = Vec::new();
    for waiting in tx.drop_label_work(workspace_id, id).await? {
        let (conversation_id, by, puts) = match waiting.action {
            LabelAction::Put(_, conversation_id, by) => (conversation_id, by, true),
            LabelAction::Take(_, conversation_id, by) => (conversation_id, by, false),
            _ => continue,
        };
        // Nobody carries it, so taking it off is done.
        let problem = puts.then(|| problem.clone());
        let about = (label.clone(), conversation_id, by);
        events.extend(mark::settle(app, &mut tx, work, about, (puts, problem)).await?);
    }
    tx.commit().await?;
    app.happened(events);
    Ok(())
}

/// Has a label deleted.
pub(super) async fn delete(
    app: &App,
    connected: &Connected,
    work: &LabelWork,
    id: LabelId,
) -> Result<Option<SignedDuration>, Error> {
    let workspace_id = work.workspace_id;
    let mut read = app.db.read().await?;
    let (_, label) = read.load_label(workspace_id, id).await?;
    drop(read);
    let deleted = match &label.external_id {
        None => Ok(()),
        Some(external_id) => {
            app.courier
                .delete_label(&connected.endpoint, external_id)
                .await
        }
    };
    let problem = match deleted {
        Ok(()) => None,
        Err(failed) if is_not_there(&failed) => None,
        Err(failed) => {
            let wait = again(app, connected, work, &failed);
            if wait.is_some() {
                return Ok(wait);
            }
            Some(failed.problem)
        }
    };
    let now = app.now();
    let mut tx = app.db.write().await?;
    if !tx.finish_label_work(work).await? && problem.is_some() {
        tx.commit().await?;
        return Ok(None);
    }
    let (_, label) = tx.load_label(workspace_id, id).await?;
    let events = match problem {
        None if label.external_id.is_none() => {
            let events = tx.label_changed(workspace_id, id, true, now).await?;
            tx.remove_label(workspace_id, id).await?;
            events
        }
        None => list::gone(app, &mut tx, work, label, now).await?,
        Some(problem) => {
            let label = Label {
                stage: LabelStage::NotDeleted(problem),
                ..label
            };
            tx.save_label(workspace_id, work.channel_id, &label).await?;
            tx.label_changed(workspace_id, id, false, now).await?
        }
    };
    tx.commit().await?;
    app.happened(events);
    Ok(None)
}
