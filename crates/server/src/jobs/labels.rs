//! Asking platforms about labels, at each channel's pace.

mod list;
mod make;
mod mark;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use tracing::Span;
use transom_channels::messenger::CallFailed;
use transom_store::{LabelAction, LabelWork, Read, Write};

use super::due::{self, Due};
use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;
use crate::pace::{Asked, Call};

/// What the platform says of something that is not there, or not for us.
const NOT_THERE: &str = "100/33";

/// What is wanted and to be known of labels.
pub(crate) enum LabelsDue {}

impl Due for LabelsDue {
    type Row = LabelWork;
    // A long list is read in several.
    const CALLS: u32 = 4;
    const FAILED: &'static str = "a platform could not be asked about labels";

    fn bell(app: &App) -> &Notify {
        &app.label_work
    }

    async fn next_at(read: &mut Read) -> Result<Option<Timestamp>, transom_store::Error> {
        read.next_label_work_at().await
    }

    async fn claim(
        tx: &mut Write,
        now: Timestamp,
        until: Timestamp,
        most: u32,
    ) -> Result<Vec<LabelWork>, transom_store::Error> {
        tx.claim_label_work(now, until, most).await
    }

    fn span(work: &LabelWork) -> Span {
        tracing::error_span!("label", channel = %work.channel_id)
    }

    async fn perform(app: &App, work: LabelWork) -> Result<(), Error> {
        perform(app, &work).await
    }
}

async fn perform(app: &App, work: &LabelWork) -> Result<(), Error> {
    let connected = app
        .channels
        .find(work.workspace_id, work.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    let asked = Asked::from(Call::Manage).of_job(work.id);
    if let Err(not_yet) = connected.turn(app, asked).await? {
        return postpone(app, work, not_yet.until, work.attempts).await;
    }
    let failed = match work.action {
        LabelAction::List => list::list(app, &connected, work).await?,
        LabelAction::Read(id) => list::read(app, &connected, work, id).await?,
        LabelAction::Make(id) => make::make(app, &connected, work, id).await?,
        LabelAction::Delete(id) => make::delete(app, &connected, work, id).await?,
        LabelAction::Put(id, conversation_id, by) => {
            mark::mark(app, &connected, work, (id, conversation_id, by), true).await?
        }
        LabelAction::Take(id, conversation_id, by) => {
            mark::mark(app, &connected, work, (id, conversation_id, by), false).await?
        }
    };
    match failed {
        None => Ok(()),
        Some(wait) => postpone(app, work, app.after(wait), work.attempts + 1).await,
    }
}

/// How long it is waited before another try; nothing when there is none.
fn again(
    app: &App,
    connected: &Connected,
    work: &LabelWork,
    failed: &CallFailed,
) -> Option<SignedDuration> {
    connected.pace.note_call(failed, app.now());
    due::again(failed, work.attempts)
}

fn is_not_there(failed: &CallFailed) -> bool {
    failed.problem.code.as_deref() == Some(NOT_THERE)
}

async fn postpone(
    app: &App,
    work: &LabelWork,
    due_at: Timestamp,
    attempts: u32,
) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    tx.postpone_label_work(work, due_at, attempts).await?;
    Ok(tx.commit().await?)
}
