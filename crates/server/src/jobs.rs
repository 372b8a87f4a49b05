//! Jobs: what transactions left to be done, claimed by lease and done beside them.
//!
//! A delivery is claimed and marked as being sent in one transaction, sent without one, and its outcome saved in
//! another. A message found marked after a crash may have gone out: its echo settles that, never a second send.

mod deliver;
pub(crate) mod due;
pub(crate) mod health;
pub(crate) mod labels;
pub(crate) mod moderation;
pub(crate) mod names;

use std::collections::{HashMap, HashSet};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;
use transom_channels::courier::{LONGEST_UPLOAD, Timeouts};
use transom_domain::decide::{Input, Situation, decide};
use transom_domain::delivery::patience;
use transom_domain::id::{ChannelId, JobId};
use transom_store::{EventRow, Job, JobKind, Lease, Write};

use crate::app::App;
use crate::channels::Connected;
use crate::conversations;
use crate::error::Error;
use crate::intake::is_about_the_data;
use crate::pace::SOON;
use deliver::{Delivered, Delivery, Prepared};

/// Jobs claimed at once at the most.
const MOST: u32 = 128;
/// Deliveries under way on one channel at the most; a slow channel holds no more than these.
const MOST_OF_CHANNEL: usize = 64;
/// The wait after a failure of the store.
const PAUSE: Duration = Duration::from_millis(500);
/// The shortest rest; a job whose channel is at its limit is due all the time.
const SHORTEST_REST: SignedDuration = SignedDuration::from_millis(20);

/// Deliveries that this process has begun and whose outcomes are not saved, by channel.
type UnderWay = HashMap<ChannelId, HashSet<JobId>>;

/// Does jobs until the program ends, and then waits for what is being sent.
pub(crate) async fn run(app: App) {
    if let Err(error) = release(&app).await {
        tracing::error!(error = %error, "jobs of the last run are taken over when their claims end");
    }
    let (outcomes, mut arriving) = mpsc::unbounded_channel();
    let mut under_way = UnderWay::new();
    loop {
        let claimed = if app.stop.is_cancelled() {
            Ok(0)
        } else {
            claim(&app, &outcomes, &mut under_way).await
        };
        let idle = match claimed {
            Ok(0) => true,
            Ok(_) => false,
            Err(error) => {
                tracing::error!(error = %error, "jobs stand still; they are tried again");
                tokio::time::sleep(PAUSE).await;
                true
            }
        };
        let mut delivered: Vec<Delivered> = Vec::new();
        while let Ok(one) = arriving.try_recv() {
            delivered.push(one);
        }
        let busy = under_way.values().any(|jobs| !jobs.is_empty());
        if delivered.is_empty() && idle {
            if app.stop.is_cancelled() && !busy {
                return;
            }
            tokio::select! {
                one = arriving.recv() => delivered.extend(one),
                () = app.jobs.notified() => {}
                () = sleep(&app) => {}
                () = app.stop.cancelled(), if !app.stop.is_cancelled() => {}
            }
            while let Ok(one) = arriving.try_recv() {
                delivered.push(one);
            }
        }
        for one in &delivered {
            if let Some(jobs) = under_way.get_mut(&one.job.channel_id) {
                jobs.remove(&one.job.id);
            }
        }
        finish(&app, delivered).await;
    }
}

/// One process at a time is this server, for the journal is locked: what an earlier one claimed was cut short.
async fn release(app: &App) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    tx.release_jobs(app.server).await?;
    Ok(tx.commit().await?)
}

/// A claim of this server on what it claims now.
fn lease(app: &App, now: Timestamp) -> Lease {
    let longest_turn = Duration::try_from(SOON).unwrap_or_default();
    let held = patience::lease(longest_turn, LONGEST_UPLOAD.max(Timeouts::default().total));
    Lease {
        owner: app.server,
        until: now.saturating_add(held).unwrap_or(Timestamp::MAX),
    }
}

async fn sleep(app: &App) {
    let next = match app.db.read().await {
        Ok(mut read) => read.next_job_at().await.ok().flatten(),
        Err(_) => None,
    };
    // The outcome that makes room rings first.
    let soonest = app.after(SHORTEST_REST);
    due::rest(app, next.map(|next| next.max(soonest))).await;
}

async fn claim(
    app: &App,
    outcomes: &mpsc::UnboundedSender<Delivered>,
    under_way: &mut UnderWay,
) -> Result<usize, Error> {
    let now = app.now();
    if app
        .db
        .read()
        .await?
        .next_job_at()
        .await?
        .is_none_or(|next| next > now)
    {
        return Ok(0);
    }
    let full: Vec<ChannelId> = under_way
        .iter()
        .filter(|(_, jobs)| jobs.len() >= MOST_OF_CHANNEL)
        .map(|(channel_id, _)| *channel_id)
        .collect();
    let mut tx = app.db.write().await?;
    let jobs = tx.claim_jobs(now, lease(app, now), &full, MOST).await?;
    let mut deliveries = Vec::new();
    let mut events = Vec::new();
    for job in &jobs {
        // Its claim ran out, as when the clock is set forward, but it is in good hands.
        if under_way
            .get(&job.channel_id)
            .is_some_and(|jobs| jobs.contains(&job.id))
        {
            continue;
        }
        // What cannot be done leaves no half of itself to be committed with the others.
        tx.begin_part().await?;
        match begin(app, &mut tx, job).await {
            Ok(prepared) => {
                tx.keep_part().await?;
                events.extend(prepared.events);
                deliveries.extend(prepared.delivery);
            }
            Err(error) if is_of_the_job(&error) => {
                tx.undo_part().await?;
                tracing::error!(job = %job.id, error = %error, "a job cannot be done; it is tried again when its claim ends");
            }
            Err(error) => return Err(error),
        }
    }
    tx.commit().await?;
    app.bus.publish(events);
    for delivery in deliveries {
        under_way
            .entry(delivery.job.channel_id)
            .or_default()
            .insert(delivery.job.id);
        start(app, outcomes, delivery);
    }
    Ok(jobs.len())
}

async fn begin(app: &App, tx: &mut Write, job: &Job) -> Result<Prepared, Error> {
    let Some(connected) = app.channels.find(job.workspace_id, job.channel_id) else {
        tx.finish_jobs(&[job]).await?;
        return Ok(Prepared::default());
    };
    match job.kind {
        JobKind::Deliver => deliver::prepare(app, tx, job, &connected).await,
        // Names are asked for and files fetched elsewhere; neither is ever claimed here.
        JobKind::Wake | JobKind::Confirm | JobKind::Profile | JobKind::Fetch => {
            let events = wake(app, tx, job, &connected).await?;
            tx.finish_jobs(&[job]).await?;
            Ok(Prepared {
                events,
                delivery: None,
            })
        }
    }
}

/// The job itself is the reason, so that it fails the same way each time; the others must not wait for it.
fn is_of_the_job(error: &Error) -> bool {
    is_about_the_data(error)
        || matches!(
            error,
            Error::NotFound(_) | Error::NoRulebook(_) | Error::Internal(_)
        )
}

fn start(app: &App, outcomes: &mpsc::UnboundedSender<Delivered>, delivery: Delivery) {
    let outcomes = outcomes.clone();
    let courier = app.clone();
    app.spawn(async move {
        // Whatever happens, its outcome is told: nobody else takes it up while this one has it.
        let carried = AssertUnwindSafe(delivery.carry(&courier)).catch_unwind();
        let carried = carried.await.map_err(|_| {
            tracing::error!(job = %delivery.job.id, "the carrier of a message panicked; standard error tells where");
        });
        let delivered = delivery.ended(carried.ok());
        // The receiver outlives every delivery: it waits for all of them before it ends.
        let _ = outcomes.send(delivered);
    });
}

/// Time has passed for a conversation: look at it again.
async fn wake(
    app: &App,
    tx: &mut Write,
    job: &Job,
    connected: &Arc<Connected>,
) -> Result<Vec<EventRow>, Error> {
    let now = app.now();
    let channel = &connected.channel;
    let thread = tx
        .load_thread(job.workspace_id, job.conversation_id)
        .await?;
    let message = match job.message_id {
        Some(id) => Some(tx.load_message(job.workspace_id, id).await?.message),
        None => None,
    };
    let rulebook = app.rulebook(channel.platform, now)?;
    let situation = Situation {
        rulebook,
        channel,
        thread: &thread,
    };
    let input = Input::Wake {
        unconfirmed: message.as_ref(),
    };
    let decision = decide(&situation, input, now, &mut || app.id())
        .map_err(|refusal| Error::Internal(format!("a wake-up was refused: {refusal}")))?;
    conversations::save(app, tx, job.workspace_id, decision, now).await
}

/// Saves outcomes, however often that takes: they are known nowhere else.
async fn finish(app: &App, delivered: Vec<Delivered>) {
    if delivered.is_empty() || persist(app, &delivered).await {
        return;
    }
    for one in &delivered {
        if !persist(app, std::slice::from_ref(one)).await {
            // Its claim runs out, and then it counts as one that may have gone out.
            tracing::error!(job = %one.job.id, "the outcome of a send is lost");
        }
    }
}

/// Tries until the store takes them; tells whether that is only a matter of time.
async fn persist(app: &App, delivered: &[Delivered]) -> bool {
    loop {
        match deliver::save(app, delivered).await {
            Ok(()) => return true,
            Err(error) => {
                tracing::error!(error = %error, "outcomes of sends could not be saved");
                if is_of_the_job(&error) {
                    return false;
                }
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}
