//! Reading: which labels a page has, and which of them a customer carries.

use jiff::{SignedDuration, Timestamp};
use transom_channels::courier::ListedLabel;
use transom_domain::decide::{Input, Situation, decide};
use transom_domain::id::ConversationId;
use transom_domain::label::{Label, LabelStage, Mark, Marked};
use transom_store::{EventRow, LabelRow, LabelWork, Saved, Write};

use super::again;
use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;
use crate::labels::{Source, learn};

/// Reads the list of a page, and has what customers carry read after it.
pub(super) async fn list(
    app: &App,
    connected: &Connected,
    work: &LabelWork,
) -> Result<Option<SignedDuration>, Error> {
    let LabelWork {
        workspace_id,
        channel_id,
        ..
    } = *work;
    let at = app.now();
    let listed = match app.courier.labels(&connected.endpoint).await {
        Ok(listed) => listed,
        Err(failed) => {
            let wait = again(app, connected, work, &failed);
            let mut tx = app.db.write().await?;
            tx.save_label_list(workspace_id, channel_id, Err(&failed.problem))
                .await?;
            if wait.is_none() {
                tx.finish_label_work(work).await?;
            }
            tx.commit().await?;
            return Ok(wait);
        }
    };
    let mut tx = app.db.write().await?;
    let before = tx.labels(workspace_id, channel_id).await?;
    let there = learn_all(app, &mut tx, work, &listed, at).await?;
    let mut events = Vec::new();
    for row in before {
        let known = row.label;
        let is_gone = matches!(known.stage, LabelStage::Gone(_));
        let is_listed = there.iter().any(|label| label.id == known.id);
        // What was told later than the question is not missing in the answer.
        let is_newer = known.told_at.is_some_and(|told| told > at);
        if known.external_id.is_some() && !is_gone && !is_listed && !is_newer {
            events.extend(gone(app, &mut tx, work, known, at).await?);
        }
    }
    tx.save_label_list(workspace_id, channel_id, Ok(at)).await?;
    if !there.is_empty() {
        tx.ask_labels_of_all(workspace_id, channel_id, at).await?;
    }
    tx.finish_label_work(work).await?;
    tx.commit().await?;
    app.happened(events);
    Ok(None)
}

/// The platform has it no more.
pub(super) async fn gone(
    app: &App,
    tx: &mut Write,
    work: &LabelWork,
    label: Label,
    at: Timestamp,
) -> Result<Vec<EventRow>, Error> {
    let workspace_id = work.workspace_id;
    let label = Label {
        stage: LabelStage::Gone(at),
        ..label
    };
    tx.drop_label_work(workspace_id, label.id).await?;
    tx.save_label(workspace_id, work.channel_id, &label).await?;
    let events = tx.label_changed(workspace_id, label.id, true, app.now());
    Ok(events.await?)
}

async fn learn_all(
    app: &App,
    tx: &mut Write,
    work: &LabelWork,
    listed: &[ListedLabel],
    at: Timestamp,
) -> Result<Vec<Label>, Error> {
    let place = (work.workspace_id, work.channel_id);
    let mut known = tx.labels(place.0, place.1).await?;
    let mut there = Vec::with_capacity(listed.len());
    for one in listed {
        let name = Some(one.page_label_name.trim()).filter(|name| !name.is_empty());
        let source = Source {
            external_id: &one.id,
            name,
            at,
        };
        let Some(label) = learn(app, tx, place, &known, source).await? else {
            continue;
        };
        // Two of one name must not both be the one that was asked for.
        known.retain(|row| row.label.id != label.id);
        known.push(LabelRow {
            channel_id: place.1,
            label: label.clone(),
        });
        there.push(label);
    }
    Ok(there)
}

/// Reads what a customer carries.
pub(super) async fn read(
    app: &App,
    connected: &Connected,
    work: &LabelWork,
    id: ConversationId,
) -> Result<Option<SignedDuration>, Error> {
    let workspace_id = work.workspace_id;
    let thread = app.db.read().await?.load_thread(workspace_id, id).await?;
    let at = app.now();
    let customer = &thread.identity.external_id;
    let listed = match app.courier.labels_of(&connected.endpoint, customer).await {
        Ok(listed) => listed,
        Err(failed) => {
            let wait = again(app, connected, work, &failed);
            if wait.is_none() {
                tracing::warn!(conversation = %id, error = %failed, "which labels a customer carries is not known");
                let mut tx = app.db.write().await?;
                tx.finish_label_work(work).await?;
                tx.commit().await?;
            }
            return Ok(wait);
        }
    };
    let mut tx = app.db.write().await?;
    let carried = learn_all(app, &mut tx, work, &listed, at).await?;
    let known = tx.marks(workspace_id, &[id]).await?;
    let mut all: Vec<Marked> = known.into_iter().map(|(_, marked)| marked).collect();
    for label in &carried {
        if label.is_there() && !all.iter().any(|marked| marked.label_id == label.id) {
            all.push(Marked {
                label_id: label.id,
                name: label.name.clone(),
                mark: Mark::default(),
            });
        }
    }
    let thread = tx.load_thread(workspace_id, id).await?;
    let now = app.now();
    let channel = &connected.channel;
    let situation = Situation {
        rulebook: app.rulebook(channel.platform, now)?,
        channel,
        thread: &thread,
    };
    let mut saved = Vec::new();
    for marked in &all {
        let is_on = carried.iter().any(|label| label.id == marked.label_id);
        if !is_on && marked.mark == Mark::default() {
            continue;
        }
        let input = Input::Labelled {
            at,
            is_on,
            marked,
            line: None,
        };
        let decision = decide(&situation, input, now, &mut || app.id())
            .map_err(|refusal| Error::Internal(format!("a label was refused: {refusal}")))?;
        if !decision.events.is_empty() {
            saved.push(Saved {
                decision,
                is_new: false,
            });
        }
    }
    let events = tx.save(workspace_id, &saved, now, &mut || app.id()).await?;
    tx.finish_label_work(work).await?;
    tx.commit().await?;
    app.happened(events);
    Ok(None)
}
