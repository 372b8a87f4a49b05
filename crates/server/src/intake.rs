//! Intake: from raw webhooks in the journal to conversations in the store.
//!
//! Reads in order, decides a batch in memory and saves it with the position of the journal in one transaction: a crash
//! at any point repeats the batch or does not, and repeating it changes nothing.

mod batch;
mod failure;
pub(crate) mod kept;
mod known;

use std::time::{Duration, Instant};

use jiff::Timestamp;
use transom_store::EventRow;

use crate::app::App;
use crate::error::Error;
use crate::journal::{Journal, Position, Record};
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
/// The wait after a failure of the store or the journal.
const PAUSE: Duration = Duration::from_millis(500);

/// Processes the journal until the program ends.
pub(crate) async fn run(app: App, journal: Journal) {
    let mut head = journal.watch();
    let mut place = Place::default();
    let mut next = tokio::time::Instant::now();
    loop {
        tokio::time::sleep_until(next).await;
        next = tokio::time::Instant::now() + GATHER;
        head.borrow_and_update();
        match step(&app, &journal, &mut place).await {
            Ok(0) => {
                tokio::select! {
                    _ = head.changed() => {}
                    () = app.stop.cancelled() => return,
                }
            }
            Ok(_) => {}
            Err(error) => {
                tracing::error!(error = %error, "processing of webhooks stands still; it is tried again");
                tokio::select! {
                    () = tokio::time::sleep(PAUSE) => {}
                    () = app.stop.cancelled() => return,
                }
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

/// Processes the next batch; tells how many webhooks it had.
pub async fn step(app: &App, journal: &Journal, place: &mut Place) -> Result<usize, Error> {
    // After a failure it is read again.
    let position = match place.0.take() {
        Some(position) => position,
        None => app.db.read().await?.intake_position(JOURNAL).await?,
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
    let records = journal
        .read(Position::new(position + 1), MOST_RECORDS, MOST_BYTES)
        .map_err(|error| Error::Internal(format!("the journal cannot be read: {error}")))?;
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
    collect_garbage(app, journal, &records);
    app.metrics.intake_batch_seconds.record(started.elapsed());
    Ok(count)
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

/// Drops segments that have been processed, but for the newest that are kept for replay.
fn collect_garbage(app: &App, journal: &Journal, records: &[Record]) {
    let Some(last) = records.last() else { return };
    let segments = journal.segments();
    let keep = app.config.journal.keep_segments.max(1);
    if segments.len() <= keep + 1 {
        return;
    }
    let first_kept = &segments[segments.len() - 1 - keep];
    if first_kept.first <= last.position
        && let Err(error) = journal.drop_before(first_kept.first)
    {
        tracing::warn!(error = %error, "old segments of the journal could not be removed");
    }
}

/// A moment from the journal.
pub(crate) fn received_at(record: &Record) -> Timestamp {
    Timestamp::from_microsecond(record.received_at_micros).unwrap_or(Timestamp::MAX)
}
