//! `transom journal`.

use std::io::Write;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use transom_domain::id::WorkspaceId;

use super::{Failure, Place, say};
use crate::app::App;
use crate::intake;
use crate::journal::{Position, ReadError, Reader, Record};

/// Look into the journal of raw webhooks.
#[derive(Debug, Subcommand)]
pub(super) enum Journal {
    /// List webhooks that were not fully understood, newest first.
    List(List),
    /// Print a raw webhook.
    Show {
        #[command(flatten)]
        place: Place,
        /// Where it is in the journal.
        position: u64,
    },
    /// Process webhooks again, those that were not fully understood or the ones named.
    Replay {
        #[command(flatten)]
        place: Place,
        /// Where they are in the journal.
        positions: Vec<u64>,
    },
}

#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    place: Place,
    /// List every webhook that is still kept, understood or not, oldest first.
    #[arg(long)]
    all: bool,
    /// So many at the most.
    #[arg(long, default_value_t = 100)]
    limit: u32,
}

impl Journal {
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self {
            Self::List(list) => list.run().await,
            Self::Show { place, position } => {
                let app = place.open().await?;
                let record = read(&app, position)?;
                let mut out = std::io::stdout().lock();
                out.write_all(&record.body)?;
                out.write_all(b"\n")?;
                Ok(())
            }
            Self::Replay { place, positions } => replay(&place.open().await?, positions).await,
        }
    }
}

impl List {
    async fn run(&self) -> Result<(), Failure> {
        let app = self.place.open().await?;
        if self.all {
            return list_all(&app, self.limit);
        }
        for (workspace_id, name) in app.db.read().await?.workspaces().await? {
            let rows = app
                .db
                .read()
                .await?
                .unhandled(workspace_id, None, self.limit)
                .await?;
            for row in rows {
                let (position, item, received_at) = (row.position, row.item, row.received_at);
                let account = row.account.as_deref().unwrap_or("-");
                let (reason, detail) = (&row.reason, &row.detail);
                say(&format!(
                    "{position}\t{item}\t{received_at}\t{name}\t{account}\t{reason}\t{detail}"
                ))?;
            }
        }
        Ok(())
    }
}

fn list_all(app: &App, limit: u32) -> Result<(), Failure> {
    let reader = reader(app)?;
    let mut from = reader.oldest().map_err(|error| unreadable(&error))?;
    let mut left = usize::try_from(limit).unwrap_or(usize::MAX);
    while left > 0 {
        let records = reader
            .read(from, left.min(256), 1 << 20)
            .map_err(|error| unreadable(&error))?;
        let Some(last) = records.last() else { break };
        from = last.position.next();
        left = left.saturating_sub(records.len());
        for record in &records {
            let received_at =
                Timestamp::from_microsecond(record.received_at_micros).unwrap_or(Timestamp::MAX);
            let workspace = WorkspaceId::new(record.workspace);
            say(&format!(
                "{}\t{received_at}\t{workspace}\t{} bytes",
                record.position,
                record.body.len()
            ))?;
        }
    }
    Ok(())
}

async fn replay(app: &App, positions: Vec<u64>) -> Result<(), Failure> {
    let positions = if positions.is_empty() {
        unhandled(app).await?
    } else {
        positions
    };
    for position in positions {
        match read(app, position) {
            Ok(record) => {
                let replayed = intake::replay(app, record).await?;
                let (processed, repeated) = (replayed.processed, replayed.repeated);
                let unhandled = replayed.unhandled;
                say(&format!(
                    "{position}\t{processed} processed\t{repeated} known already\t{unhandled} not understood"
                ))?;
            }
            Err(error) => say(&format!("{position}\t{error}"))?,
        }
    }
    Ok(())
}

async fn unhandled(app: &App) -> Result<Vec<u64>, Failure> {
    let mut positions = Vec::new();
    for (workspace_id, _) in app.db.read().await?.workspaces().await? {
        let rows = app
            .db
            .read()
            .await?
            .unhandled(workspace_id, None, u32::MAX)
            .await?;
        positions.extend(rows.iter().map(|row| row.position));
    }
    positions.sort_unstable();
    positions.dedup();
    Ok(positions)
}

fn reader(app: &App) -> Result<Reader, Failure> {
    Reader::open(app.journal_dir()).map_err(|error| unreadable(&error))
}

fn read(app: &App, position: u64) -> Result<Record, Failure> {
    let records = reader(app)?
        .read(Position::new(position), 1, usize::MAX)
        .map_err(|error| unreadable(&error))?;
    records
        .into_iter()
        .next()
        .filter(|record| record.position.get() == position)
        .ok_or_else(|| Failure::wrong(format!("the journal has nothing at {position} yet")))
}

fn unreadable(error: &ReadError) -> Failure {
    Failure::wrong(format!("the journal cannot be read: {error}"))
}
