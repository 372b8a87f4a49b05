//! Intake: from raw webhooks in the journal to conversations in the store.
//!
//! Reads in order, decides a batch in memory and saves it with the position of the journal in one transaction: a crash
//! at any point repeats the batch or does not, and repeating it changes nothing.

mod batch;
mod failure;
pub(crate) mod kept;
mod known;

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use tokio::time::MissedTickBehavior;
use transom_store::{EventRow, UnhandledRow};

use crate::app::App;
use crate::error::Error;
use crate::journal::{Journal, Position, ReadError, Record};
use batch::Batch;

/// The journal's name in the store; an installation has one.
pub(crate) const JOURNAL: &str = "meta";
/// Webhooks of one transaction at the most.
const MOST_RECORDS: usize = 1024;
/// Their bytes at the most.
const MOST_BYTES: usize = 8 * 1024 * 1024;
/// How much time lies between the beginnings of two batches at the least: a transaction for every webhook would cost more
/// than what is in it, and the desk would wait for the machine instead.
const GATHER: Duration = Duration::from_millis(4);
/// The wait after a failure of the store or the journal; each further one in a row doubles it.
const PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Processes the journal until the program ends.
pub(crate) async fn run(app: App, journal: Journal) {
    let mut head = journal.watch();
    let mut place = Place::default();
    let mut next = tokio::time::Instant::now();
    let mut pause = PAUSE;
    loop {
        tokio::time::sleep_until(next).await;
        next = tokio::time::Instant::now() + GATHER;
        head.borrow_and_update();
        let done = step(&app, &journal, &mut place).await;
        app.intake_stands.store(done.is_err(), Ordering::Release);
        match done {
            Ok(count) => {
                pause = PAUSE;
                if count == 0 {
                    tokio::select! {
                        _ = head.changed() => {}
                        () = app.stop.cancelled() => return,
                    }
                }
            }
            Err(error) => {
                tracing::error!(error = %error, "processing of webhooks stands still; it is tried again");
                tokio::select! {
                    () = tokio::time::sleep(pause) => {}
                    () = app.stop.cancelled() => return,
                }
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
        if app.stop.is_cancelled() {
            return;
        }
    }
}

/// The last position whose effects are in the store, while it is known: only the one who processes moves it.
#[derive(Debug, Default)]
pub struct Place(Option<u64>);

/// The last position whose effects are in the store; nothing has this position while it is 0.
pub(crate) async fn position(app: &App) -> Result<u64, Error> {
    Ok(app.db.read().await?.intake_position(JOURNAL).await?)
}

/// Processes the next batch; tells how many webhooks it had.
pub async fn step(app: &App, journal: &Journal, place: &mut Place) -> Result<usize, Error> {
    // After a failure it is read again.
    let position = match place.0.take() {
        Some(position) => position,
        None => self::position(app).await?,
    };
    // The head is where the next webhook will go.
    let lag = journal.head().get().saturating_sub(position + 1);
    app.metrics
        .intake_lag
        .set(f64::from(u32::try_from(lag).unwrap_or(u32::MAX)));
    if lag == 0 {
        place.0 = Some(position);
        return Ok(0);
    }
    let started = Instant::now();
    let from = Position::new(position + 1);
    let records = match journal.read(from, MOST_RECORDS, MOST_BYTES) {
        Ok(records) => records,
        Err(error) => {
            let resume = match &error {
                ReadError::Corrupt { resume, .. } => *resume,
                ReadError::Dropped { oldest } => *oldest,
                _ => {
                    let why = format!("the journal cannot be read: {error}");
                    return Err(Error::Internal(why));
                }
            };
            tracing::error!(error = %error, "webhooks are lost; processing goes on behind them");
            pass_over(app, position, resume).await?;
            place.0 = Some(resume.get() - 1);
            return Ok(usize::try_from(resume.get() - from.get()).unwrap_or(usize::MAX));
        }
    };
    let count = records.len();
    if let Err(error) = process(app, &records).await {
        if !is_about_the_data(&error) {
            return Err(error);
        }
        for record in &records {
            process_alone(app, record).await?;
        }
    }
    place.0 = Some(records.last().map_or(position, |last| last.position.get()));
    if let Some(processed) = place.0 {
        collect_garbage(app, journal, processed);
    }
    app.metrics.intake_batch_seconds.record(started.elapsed());
    Ok(count)
}

/// Goes on behind webhooks that the journal has lost. Nobody knows whose they were, so every workspace finds them listed
/// with what was not understood.
async fn pass_over(app: &App, position: u64, resume: Position) -> Result<(), Error> {
    let (first, last) = (position + 1, resume.get() - 1);
    let received_at = app.now();
    let mut tx = app.db.write().await?;
    let workspaces = tx.workspaces().await?;
    let rows: Vec<UnhandledRow> = workspaces
        .into_iter()
        .map(|(workspace_id, _)| UnhandledRow {
            workspace_id,
            position: first,
            item: 0,
            received_at,
            account: None,
            reason: "lost".to_owned(),
            detail: format!("webhooks {first} to {last} of this installation"),
        })
        .collect();
    tx.add_unhandled(&rows).await?;
    tx.set_intake_position(JOURNAL, last).await?;
    app.metrics.events_unhandled.increment(last - position);
    Ok(tx.commit().await?)
}

/// A constraint or a value was refused: the batch fails the same way each time, unlike with a full disk.
pub(crate) fn is_about_the_data(error: &Error) -> bool {
    matches!(
        error,
        Error::Store(transom_store::Error::Constraint(_) | transom_store::Error::Corrupt { .. })
    )
}

async fn process(app: &App, records: &[Record]) -> Result<(), Error> {
    let Some(last) = records.last() else {
        return Ok(());
    };
    let mut batch = Batch::parse(app, records);
    let mut tx = app.db.write().await?;
    let events = batch.save(app, &mut tx).await?;
    tx.set_intake_position(JOURNAL, last.position.get()).await?;
    tx.commit().await?;
    finish(app, &batch, events).await
}

/// Processes one webhook of a batch that failed as a whole. What fails alone is kept as unhandled.
async fn process_alone(app: &App, record: &Record) -> Result<(), Error> {
    let Err(error) = process(app, std::slice::from_ref(record)).await else {
        return Ok(());
    };
    if !is_about_the_data(&error) {
        return Err(error);
    }
    tracing::error!(position = record.position.get(), error = %error, "a webhook could not be processed");
    let mut tx = app.db.write().await?;
    tx.add_unhandled(&[batch::failed(record, &error)]).await?;
    tx.set_intake_position(JOURNAL, record.position.get())
        .await?;
    app.metrics.events_unhandled.increment(1);
    Ok(tx.commit().await?)
}

async fn finish(app: &App, batch: &Batch, events: Vec<EventRow>) -> Result<(), Error> {
    app.metrics.events_processed.increment(batch.processed);
    app.metrics.events_repeated.increment(batch.repeated);
    app.metrics
        .events_unhandled
        .increment(batch.unhandled.len() as u64);
    if batch.channels_changed {
        app.channels.reload(app).await.map_err(Error::channels)?;
        app.checks.notify_one();
    }
    if batch.templates_changed {
        app.template_syncs.notify_one();
    }
    app.happened(events);
    if batch.has_files {
        app.media.fetches.notify_one();
    }
    Ok(())
}

/// Processes a webhook of the journal again, after a change that may understand it now.
pub async fn replay(app: &App, record: Record) -> Result<Replayed, Error> {
    let workspace_id = transom_domain::id::WorkspaceId::new(record.workspace);
    let position = record.position.get();
    let records = [record];
    let mut batch = Batch::parse(app, &records);
    let mut tx = app.db.write().await?;
    tx.remove_unhandled(workspace_id, position).await?;
    let events = batch.save(app, &mut tx).await?;
    tx.commit().await?;
    let replayed = Replayed {
        processed: batch.processed,
        repeated: batch.repeated,
        unhandled: batch.unhandled.len() as u64,
    };
    finish(app, &batch, events).await?;
    Ok(replayed)
}

/// What a replay did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replayed {
    /// Events processed now.
    pub processed: u64,
    /// Events that were there already.
    pub repeated: u64,
    /// Pieces still not understood.
    pub unhandled: u64,
}

/// Drops segments that have been processed: all but the newest that are kept for replay, and of these the ones that are
/// too old, for they hold what was taken back since.
fn collect_garbage(app: &App, journal: &Journal, processed: u64) {
    let segments = journal.segments();
    let by_count = segments
        .len()
        .checked_sub(1 + app.config.journal.keep_segments.max(1));
    let oldest = days_ago(app, app.config.journal.keep_days);
    // All that is in a segment was there before the next one began.
    let by_age = segments
        .iter()
        .rposition(|segment| segment.begun_at_micros <= oldest);
    let first_kept = by_count.max(by_age).map(|place| segments[place].first);
    let Some(first_kept) = first_kept.filter(|first| first.get() <= processed + 1) else {
        return;
    };
    if let Err(error) = journal.drop_before(first_kept) {
        tracing::warn!(error = %error, "old segments of the journal could not be removed");
    }
}

/// How often it is looked whether something is too old.
const LOOK_EVERY: Duration = Duration::from_mins(10);

/// Ends the time of what the journal keeps, also while no webhook comes.
pub(crate) async fn forget(app: App, journal: Journal) {
    let mut ticks = tokio::time::interval(LOOK_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while app.stop.run_until_cancelled(ticks.tick()).await.is_some() {
        if let Err(error) = forget_once(&app, &journal).await {
            tracing::warn!(error = %error, "it could not be looked what of the journal is too old");
        }
    }
}

/// Drops what is too old, and has a new segment begin every day, so that a day is the most that anything is kept longer.
pub async fn forget_once(app: &App, journal: &Journal) -> Result<(), Error> {
    let processed = app.db.read().await?.intake_position(JOURNAL).await?;
    collect_garbage(app, journal, processed);
    let newest = journal.segments().pop();
    if newest.is_some_and(|newest| newest.begun_at_micros <= days_ago(app, 1)) {
        journal.turn(app.now().as_microsecond());
    }
    Ok(())
}

fn days_ago(app: &App, days: u32) -> i64 {
    let ago = SignedDuration::from_hours(24 * i64::from(days));
    let at = app.now().saturating_sub(ago).unwrap_or(Timestamp::MIN);
    at.as_microsecond()
}

/// A moment from the journal.
pub(crate) fn received_at(record: &Record) -> Timestamp {
    Timestamp::from_microsecond(record.received_at_micros).unwrap_or(Timestamp::MAX)
}
