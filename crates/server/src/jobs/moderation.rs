//! Asking platforms to keep customers away, at each channel's pace.

use jiff::Timestamp;
use tokio::sync::Notify;
use tracing::Span;
use transom_domain::decide::{Actor, Command, Input, Situation, decide};
use transom_domain::delivery::Problem;
use transom_domain::id::JobId;
use transom_domain::message::Origin;
use transom_store::{ModerationRow, Read, Write};

use super::due::{Due, again};
use crate::app::App;
use crate::conversations;
use crate::error::Error;
use crate::pace::{Asked, Call};

/// What becomes of the wishes of the people at the desk.
pub(crate) enum Moderations {}

impl Due for Moderations {
    type Row = ModerationRow;
    const CALLS: u32 = 2;
    const FAILED: &'static str = "a customer could not be blocked or unblocked";

    fn bell(app: &App) -> &Notify {
        &app.moderations
    }

    async fn next_at(read: &mut Read) -> Result<Option<Timestamp>, transom_store::Error> {
        read.next_moderation_at().await
    }

    async fn claim(
        tx: &mut Write,
        now: Timestamp,
        until: Timestamp,
        most: u32,
    ) -> Result<Vec<ModerationRow>, transom_store::Error> {
        tx.claim_moderations(now, until, most).await
    }

    fn span(row: &ModerationRow) -> Span {
        tracing::error_span!("moderation", conversation = %row.conversation_id)
    }

    async fn perform(app: &App, row: ModerationRow) -> Result<(), Error> {
        perform(app, &row).await
    }
}

async fn perform(app: &App, row: &ModerationRow) -> Result<(), Error> {
    let connected = app
        .channels
        .find(row.workspace_id, row.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    // One wish a customer, so the conversation stands for it.
    let job = JobId::new(row.conversation_id.uuid());
    let asked = Asked::from(Call::Act).of_job(job);
    if let Err(not_yet) = connected.turn(app, asked).await? {
        return postpone(app, row, not_yet.until, row.attempts).await;
    }
    let mut read = app.db.read().await?;
    let thread = read
        .load_thread(row.workspace_id, row.conversation_id)
        .await?;
    drop(read);
    let customer = &thread.identity.external_id;
    let answer = app
        .courier
        .moderate(&connected.endpoint, customer, row.action)
        .await;
    match answer {
        Ok(()) => settle(app, row, None).await,
        Err(failed) => {
            connected.pace.note_call(&failed, app.now());
            match again(&failed, row.attempts) {
                Some(wait) => postpone(app, row, app.after(wait), row.attempts + 1).await,
                None => settle(app, row, Some(failed.problem)).await,
            }
        }
    }
}

async fn postpone(
    app: &App,
    row: &ModerationRow,
    due_at: Timestamp,
    attempts: u32,
) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    tx.postpone_moderation(row, due_at, attempts).await?;
    Ok(tx.commit().await?)
}

/// Keeps what became of it, unless something else is wanted by now.
async fn settle(app: &App, row: &ModerationRow, problem: Option<Problem>) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    if !tx.finish_moderation(row).await? {
        return Ok(tx.commit().await?);
    }
    let thread = tx
        .load_thread(row.workspace_id, row.conversation_id)
        .await?;
    let connected = app
        .channels
        .find(row.workspace_id, row.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    let channel = &connected.channel;
    let situation = Situation {
        rulebook: app.rulebook(channel.platform, now)?,
        channel,
        thread: &thread,
    };
    let command = Command::Moderated {
        action: row.action,
        problem,
    };
    let input = Input::Command {
        by: Actor {
            agent_id: row.agent_id,
            origin: Origin::Desk,
        },
        command: &command,
    };
    let decision = decide(&situation, input, now, &mut || app.id())
        .map_err(|refusal| Error::Internal(format!("an answer was refused: {refusal}")))?;
    let events = conversations::save(app, &mut tx, row.workspace_id, decision, now).await?;
    tx.commit().await?;
    app.happened(events);
    Ok(())
}
