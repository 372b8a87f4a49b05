//! Jobs: what transactions left to be done, claimed by lease and done beside them.
//!
//! A delivery is claimed and marked as being sent in one transaction, sent without one, and its outcome saved in
//! another. A message found marked after a crash may have gone out: its echo settles that, never a second send.

mod deliver;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use tokio::sync::mpsc;
use transom_domain::decide::{Input, Situation, decide};
use transom_domain::id::ChannelId;
use transom_store::{EventRow, Job, JobKind, Saved, Write};

use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;
use deliver::{Delivered, Delivery};

/// How long a claim holds: longer than any attempt may take, its wait for the pace included.
const LEASE: SignedDuration = SignedDuration::from_mins(3);
/// Jobs claimed at once at the most.
const MOST: u32 = 128;
/// Deliveries under way on one channel at the most; a slow channel holds no more than these.
const MOST_OF_CHANNEL: usize = 64;
/// The wait after a failure of the store.
const PAUSE: Duration = Duration::from_millis(500);
/// The longest sleep; a bell or the clock ends it earlier.
const LONGEST_SLEEP: SignedDuration = SignedDuration::from_secs(30);

/// Does jobs until the program ends, and then waits for what is being sent.
pub(crate) async fn run(app: App) {
    let (outcomes, mut arriving) = mpsc::unbounded_channel();
    let mut under_way: HashMap<ChannelId, usize> = HashMap::new();
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
        let busy: usize = under_way.values().sum();
        if delivered.is_empty() && idle {
            if app.stop.is_cancelled() && busy == 0 {
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
            if let Some(count) = under_way.get_mut(&one.job.channel_id) {
                *count = count.saturating_sub(1);
            }
        }
        finish(&app, delivered).await;
    }
}

async fn sleep(app: &App) {
    let now = app.now();
    let longest = now.saturating_add(LONGEST_SLEEP).unwrap_or(now);
    let next = match app.db.read().await {
        Ok(mut read) => read.next_job_at().await.ok().flatten(),
        Err(_) => None,
    };
    // A job whose channel is at its limit is due all the time; the outcome that makes room rings first.
    let soonest = now.saturating_add(SignedDuration::from_millis(20)).unwrap_or(now);
    app.clock.sleep_until(next.unwrap_or(longest).clamp(soonest, longest)).await;
}

async fn claim(
    app: &App,
    outcomes: &mpsc::UnboundedSender<Delivered>,
    under_way: &mut HashMap<ChannelId, usize>,
) -> Result<usize, Error> {
    let now = app.now();
    if app.db.read().await?.next_job_at().await?.is_none_or(|next| next > now) {
        return Ok(0);
    }
    let full: Vec<ChannelId> = under_way
        .iter()
        .filter(|(_, count)| **count >= MOST_OF_CHANNEL)
        .map(|(channel_id, _)| *channel_id)
        .collect();
    let until = now.saturating_add(LEASE).unwrap_or(now);
    let mut tx = app.db.write().await?;
    let jobs = tx.claim_jobs(now, until, &full, MOST).await?;
    let mut deliveries = Vec::new();
    let mut events = Vec::new();
    for job in &jobs {
        let channel = app.channels.find(job.workspace_id, job.channel_id);
        let Some(connected) = channel else {
            tx.finish_jobs(&[job]).await?;
            continue;
        };
        match job.kind {
            JobKind::Deliver | JobKind::Profile => {
                let prepared = deliver::prepare(app, &mut tx, job, &connected).await?;
                events.extend(prepared.events);
                deliveries.extend(prepared.delivery);
            }
            JobKind::Wake | JobKind::Confirm => {
                events.extend(wake(app, &mut tx, job, &connected).await?);
                tx.finish_jobs(&[job]).await?;
            }
        }
    }
    tx.commit().await?;
    app.bus.publish(events);
    for delivery in deliveries {
        *under_way.entry(delivery.job.channel_id).or_default() += 1;
        start(app, outcomes, delivery);
    }
    Ok(jobs.len())
}

fn start(app: &App, outcomes: &mpsc::UnboundedSender<Delivered>, delivery: Delivery) {
    let outcomes = outcomes.clone();
    let courier = app.clone();
    app.spawn(async move {
        let delivered = delivery.carry(&courier).await;
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
    let thread = tx.load_thread(job.workspace_id, job.conversation_id).await?;
    let message = match job.message_id {
        Some(id) => Some(tx.load_message(job.workspace_id, id).await?.message),
        None => None,
    };
    let rulebook = app.rulebook(channel.platform, now)?;
    let situation = Situation { rulebook, channel, thread: &thread };
    let input = Input::Wake { unconfirmed: message.as_ref() };
    let decision = decide(&situation, input, now, &mut || app.id())
        .map_err(|refusal| Error::Internal(format!("a wake-up was refused: {refusal}")))?;
    let saved = [Saved { decision, is_new: false }];
    Ok(tx.save(job.workspace_id, &saved, now, &mut || app.id()).await?)
}

/// Saves outcomes, however often that takes: they are known nowhere else.
async fn finish(app: &App, delivered: Vec<Delivered>) {
    if delivered.is_empty() {
        return;
    }
    loop {
        match deliver::save(app, &delivered).await {
            Ok(()) => return,
            Err(error) => {
                tracing::error!(error = %error, "outcomes of sends could not be saved; it is tried again");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}
