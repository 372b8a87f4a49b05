//! Asking platforms about labels, at each channel's pace; one that does not answer delays no other.

mod list;
mod make;
mod mark;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use transom_channels::courier::Timeouts;
use transom_channels::messenger::{CallFailed, Class};
use transom_store::{LabelAction, LabelWork};

use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;
use crate::pace::{Asked, Call, SOON};

/// Begun at once at the most.
const MOST: u32 = 32;
/// The longest sleep; a bell or the clock ends it earlier.
const LONGEST_SLEEP: SignedDuration = SignedDuration::from_secs(30);
/// The wait after a failure of the store.
const PAUSE: Duration = Duration::from_secs(1);
/// The wait after the first failure; each further one doubles it.
const WAIT: SignedDuration = SignedDuration::from_secs(4);
/// Tried so often.
const TRIES: u32 = 8;
/// Calls of one piece of work that are waited for at the most: a long list is read in several.
const CALLS: u32 = 4;
/// What the platform says of something that is not there, or not for us.
const NOT_THERE: &str = "100/33";

/// Asks until the program ends.
pub(crate) async fn run(app: App) {
    while !app.stop.is_cancelled() {
        if let Err(error) = begin(&app).await {
            tracing::error!(error = %error, "platforms could not be asked about labels; it is tried again");
            tokio::time::sleep(PAUSE).await;
        }
        tokio::select! {
            () = app.label_work.notified() => {}
            () = sleep(&app) => {}
            () = app.stop.cancelled() => return,
        }
    }
}

async fn sleep(app: &App) {
    let now = app.now();
    let longest = now.saturating_add(LONGEST_SLEEP).unwrap_or(now);
    let next = match app.db.read().await {
        Ok(mut read) => read.next_label_work_at().await.ok().flatten(),
        Err(_) => None,
    };
    app.clock
        .sleep_until(next.unwrap_or(longest).min(longest))
        .await;
}

async fn begin(app: &App) -> Result<(), Error> {
    let now = app.now();
    let next = app.db.read().await?.next_label_work_at().await?;
    if next.is_none_or(|next| next > now) {
        return Ok(());
    }
    let longest = Duration::try_from(SOON).unwrap_or_default() + Timeouts::default().total;
    let until = now.saturating_add(longest * CALLS);
    let until = until.unwrap_or(Timestamp::MAX);
    let mut tx = app.db.write().await?;
    let all = tx.claim_label_work(now, until, MOST).await?;
    tx.commit().await?;
    for work in all {
        let app = app.clone();
        app.clone().spawn(async move {
            if let Err(error) = perform(&app, &work).await {
                tracing::error!(channel = %work.channel_id, error = %error, "a platform could not be asked about labels; it is tried again");
            }
            app.label_work.notify_one();
        });
    }
    Ok(())
}

async fn perform(app: &App, work: &LabelWork) -> Result<(), Error> {
    let connected = app
        .channels
        .find(work.workspace_id, work.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    let asked = Asked {
        call: Call::Manage,
        customer: None,
        job: Some(work.id),
    };
    if let Err(not_yet) = connected.turn(app, &asked).await? {
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
        Some(wait) => {
            let now = app.now();
            let due = now.saturating_add(wait).unwrap_or(Timestamp::MAX);
            postpone(app, work, due, work.attempts + 1).await
        }
    }
}

/// How long it is waited before another try; nothing when there is none. What may have been done already is simply asked
/// again.
fn again(
    app: &App,
    connected: &Connected,
    work: &LabelWork,
    failed: &CallFailed,
) -> Option<SignedDuration> {
    connected.pace.note_call(failed, app.now());
    let can = matches!(
        failed.class,
        Class::Retry | Class::Throttled | Class::Reconcile
    );
    let asked = failed
        .wait
        .and_then(|wait| SignedDuration::try_from(wait).ok());
    (can && work.attempts + 1 < TRIES)
        .then(|| asked.unwrap_or_else(|| WAIT * 2_i32.pow(work.attempts)))
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
