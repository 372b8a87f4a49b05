//! What the journal keeps, for those who look into it: how it stands, one webhook, and another try for all that were
//! not understood.

use jiff::Timestamp;
use transom_domain::id::WorkspaceId;

use super::{Replayed, position, received_at, replay};
use crate::app::App;
use crate::error::Error;
use crate::journal::{Position, ReadError, Reader, Record};

/// Webhooks read at once.
const MOST_RECORDS: usize = 256;
/// Their bytes at the most.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// How the journal of the installation stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    /// Webhooks that came, ever.
    pub(crate) received: u64,
    /// Those of them that are still to be processed.
    pub(crate) behind: u64,
    /// When the last one came.
    pub(crate) last_received_at: Option<Timestamp>,
}

/// How the journal of the installation stands.
pub(crate) async fn standing(app: &App) -> Result<Standing, Error> {
    let processed = position(app).await?;
    let found = blocking(app, move |reader| {
        let head = reader.head()?.get();
        // The position next to the head is the newest webhook.
        let newest = Position::new(head.saturating_sub(1).max(1));
        let newest = still_kept(reader.read(newest, 1, MOST_BYTES))?;
        Ok((head, newest))
    });
    let (head, newest) = found.await?;
    let received = head.saturating_sub(1);
    Ok(Standing {
        received,
        behind: received.saturating_sub(processed),
        last_received_at: newest.first().map(received_at),
    })
}

/// A webhook of the workspace; nothing, when it is no longer kept.
pub(crate) async fn find(
    app: &App,
    workspace_id: WorkspaceId,
    position: u64,
) -> Result<Option<Record>, Error> {
    let from = Position::new(position);
    let records = blocking(app, move |reader| {
        still_kept(reader.read(from, 1, MOST_BYTES))
    })
    .await?;
    let own = workspace_id.uuid();
    Ok(records
        .into_iter()
        .find(|record| record.position == from && record.workspace == own))
}

/// Processes a webhook of the workspace again.
pub(crate) async fn replay_one(
    app: &App,
    workspace_id: WorkspaceId,
    position: u64,
) -> Result<Replayed, Error> {
    let record = find(app, workspace_id, position).await?;
    replay(app, record.ok_or(Error::NotFound("webhook"))?).await
}

/// Processes every webhook of the workspace again that was not fully understood and is still kept, oldest first.
pub(crate) async fn replay_all(app: &App, workspace_id: WorkspaceId) -> Result<Replayed, Error> {
    let mut done = Replayed {
        processed: 0,
        repeated: 0,
        unhandled: 0,
    };
    let mut after = 0;
    loop {
        let mut read = app.db.read().await?;
        let most = u32::try_from(MOST_RECORDS).unwrap_or(u32::MAX);
        let wanted = read.unhandled_positions(workspace_id, after, most).await?;
        drop(read);
        let Some(&first) = wanted.first() else {
            return Ok(done);
        };
        let from = Position::new(first);
        let records = blocking(app, move |reader| {
            still_kept(reader.read(from, MOST_RECORDS, MOST_BYTES))
        });
        let records = records.await?;
        after = records
            .last()
            .map_or(first, |last| last.position.get())
            .max(first);
        for record in records {
            if record.workspace == workspace_id.uuid() && wanted.contains(&record.position.get()) {
                let again = replay(app, record).await?;
                done.processed += again.processed;
                done.repeated += again.repeated;
                done.unhandled += again.unhandled;
            }
        }
    }
}

/// Nothing, where the journal has dropped its oldest part or lost one.
fn still_kept(read: Result<Vec<Record>, ReadError>) -> Result<Vec<Record>, ReadError> {
    match read {
        Err(ReadError::Dropped { .. } | ReadError::Corrupt { .. }) => Ok(Vec::new()),
        other => other,
    }
}

async fn blocking<T: Send + 'static>(
    app: &App,
    look: impl FnOnce(&Reader) -> Result<T, ReadError> + Send + 'static,
) -> Result<T, Error> {
    let dir = app.journal_dir();
    let unreadable = |error: &dyn std::error::Error| {
        Error::Internal(format!("the journal cannot be read: {error}"))
    };
    tokio::task::spawn_blocking(move || look(&Reader::open(dir)?))
        .await
        .map_err(|error| unreadable(&error))?
        .map_err(|error| unreadable(&error))
}
