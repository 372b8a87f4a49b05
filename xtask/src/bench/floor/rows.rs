//! The least a store can be: message, conversation and the message's unique id, in `SQLite`, a batch for each commit.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use rusqlite::{Connection, Result, params};
use tokio::sync::broadcast;

use super::Counts;
use super::hook::Row;

/// Groups of the log that may wait for the store.
const QUEUE: usize = 64;
/// Rows of one commit at the most, but for the group that exceeds it.
const BATCH: usize = 1000;

const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 10000;
    PRAGMA cache_size = -65536;
    CREATE TABLE conversation (
        id INTEGER PRIMARY KEY,
        customer TEXT NOT NULL UNIQUE,
        last_at INTEGER NOT NULL,
        messages INTEGER NOT NULL
    );
    CREATE TABLE message (
        id INTEGER PRIMARY KEY,
        conversation_id INTEGER NOT NULL REFERENCES conversation (id),
        platform_id TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL,
        sent_at INTEGER NOT NULL
    );
";

const CONVERSATION: &str = "
    INSERT INTO conversation (customer, last_at, messages) VALUES (?1, ?2, 1)
    ON CONFLICT (customer) DO UPDATE SET last_at = excluded.last_at, messages = messages + 1
    RETURNING id
";

const MESSAGE: &str = "
    INSERT INTO message (conversation_id, platform_id, text, sent_at) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (platform_id) DO NOTHING
";

/// Makes the database, and a thread that writes what is sent to it.
pub(super) fn start(
    data: &Path,
    counts: Arc<Counts>,
    live: broadcast::Sender<Arc<str>>,
) -> Result<SyncSender<Vec<Row>>> {
    let database = Connection::open(data.join("floor.db"))?;
    database.execute_batch(SCHEMA)?;
    let (sender, groups) = sync_channel(QUEUE);
    thread::spawn(move || write(database, &groups, &counts, &live));
    Ok(sender)
}

fn write(
    mut database: Connection,
    groups: &Receiver<Vec<Row>>,
    counts: &Counts,
    live: &broadcast::Sender<Arc<str>>,
) -> Result<()> {
    while let Ok(mut batch) = groups.recv() {
        while batch.len() < BATCH
            && let Ok(more) = groups.try_recv()
        {
            batch.extend(more);
        }
        save(&mut database, &batch)?;
        counts
            .stored
            .fetch_add(batch.len() as u64, Ordering::Relaxed);
        if live.receiver_count() > 0 {
            for row in batch {
                // The last reader may just have gone.
                let _ = live.send(row.text.into());
            }
        }
    }
    Ok(())
}

fn save(database: &mut Connection, batch: &[Row]) -> Result<()> {
    let transaction = database.transaction()?;
    let mut conversation = transaction.prepare_cached(CONVERSATION)?;
    let mut message = transaction.prepare_cached(MESSAGE)?;
    for row in batch {
        let id: i64 =
            conversation.query_one(params![row.customer, row.sent_at], |row| row.get(0))?;
        message.execute(params![id, row.platform_id, row.text, row.sent_at])?;
    }
    drop((conversation, message));
    transaction.commit()
}
