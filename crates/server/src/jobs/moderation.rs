//! Asking platforms to keep customers away, at each channel's pace; one that does not answer delays no other.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use transom_channels::courier::Timeouts;
use transom_channels::messenger::{CallFailed, Class};
use transom_domain::decide::{Actor, Command, Input, Situation, decide};
use transom_domain::delivery::Problem;
use transom_domain::message::Origin;
use transom_store::ModerationRow;

use crate::app::App;
use crate::conversations;
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

/// Asks until the program ends.
pub(crate) async fn run(app: App) {
    while !app.stop.is_cancelled() {
        if let Err(error) = begin(&app).await {
            tracing::error!(error = %error, "customers could not be blocked or unblocked; it is tried again");
            tokio::time::sleep(PAUSE).await;
        }
        tokio::select! {
            () = app.moderations.notified() => {}
            () = sleep(&app) => {}
            () = app.stop.cancelled() => return,
        }
    }
}

async fn sleep(app: &App) {
    let now = app.now();
    let longest = now.saturating_add(LONGEST_SLEEP).unwrap_or(now);
    let next = match app.db.read().await {
        Ok(mut read) => read.next_moderation_at().await.ok().flatten(),
        Err(_) => None,
    };
    app.clock
        .sleep_until(next.unwrap_or(longest).min(longest))
        .await;
}

async fn begin(app: &App) -> Result<(), Error> {
    let now = app.now();
    let next = app.db.read().await?.next_moderation_at().await?;
    if next.is_none_or(|next| next > now) {
        return Ok(());
    }
    let held = (Duration::try_from(SOON).unwrap_or_default() + Timeouts::default().total) * 2;
    let until = now.saturating_add(held).unwrap_or(Timestamp::MAX);
    let mut tx = app.db.write().await?;
    let rows = tx.claim_moderations(now, until, MOST).await?;
    tx.commit().await?;
    for row in rows {
        let app = app.clone();
        app.clone().spawn(async move {
            if let Err(error) = perform(&app, &row).await {
                tracing::error!(conversation = %row.conversation_id, error = %error, "a customer could not be blocked or unblocked; it is tried again");
            }
            app.moderations.notify_one();
        });
    }
    Ok(())
}

async fn perform(app: &App, row: &ModerationRow) -> Result<(), Error> {
    let connected = app
        .channels
        .find(row.workspace_id, row.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    let asked = Asked {
        call: Call::Manage,
        customer: None,
        job: None,
    };
    if let Err(not_yet) = connected.turn(app, &asked).await? {
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
                Some(wait) => {
                    let now = app.now();
                    let due = now.saturating_add(wait).unwrap_or(Timestamp::MAX);
                    postpone(app, row, due, row.attempts + 1).await
                }
                None => settle(app, row, Some(failed.problem)).await,
            }
        }
    }
}

/// How long it is waited before another try. What may have been done already is simply asked again.
fn again(failed: &CallFailed, attempts: u32) -> Option<SignedDuration> {
    let can = matches!(
        failed.class,
        Class::Retry | Class::Throttled | Class::Reconcile
    );
    let asked = failed
        .wait
        .and_then(|wait| SignedDuration::try_from(wait).ok());
    (can && attempts + 1 < TRIES).then(|| asked.unwrap_or_else(|| WAIT * 2_i32.pow(attempts)))
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
