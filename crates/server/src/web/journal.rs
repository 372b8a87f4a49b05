//! The journal for owners: webhooks that were kept but not understood, and why.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::agent::Permission;
use transom_store::UnhandledRow;

use super::i18n::Text;
use super::inbox::pages::html;
use super::session::{Answer, Form, Reader};
use super::shell::{Notice, NoticeTone, Section, Shell};
use super::sign_in::Nothing;
use super::viewer::Viewer;
use crate::app::App;
use crate::error::Error;
use crate::intake::{Replayed, kept, received_at};

mod indent;

/// Webhooks that are listed at once.
const MOST: usize = 50;

/// `GET /journal`
#[derive(Debug, Template)]
#[template(path = "journal.html")]
pub(crate) struct JournalPage {
    pub(crate) shell: Shell,
    pub(crate) tally: Tally,
    pub(crate) entries: Vec<JournalEntry>,
    /// The address of the next page.
    pub(crate) more: Option<String>,
}

/// `GET /journal/{position}`: one webhook as it came.
#[derive(Debug, Template)]
#[template(path = "journal/raw.html")]
pub(crate) struct RawPage {
    pub(crate) shell: Shell,
    pub(crate) position: u64,
    pub(crate) received_at: Option<Timestamp>,
    /// Its JSON, indented for reading; nothing, when it is no longer kept.
    pub(crate) body: Option<String>,
}

/// What the journal holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tally {
    pub(crate) received: u64,
    pub(crate) unhandled: u64,
    /// Received but not yet processed.
    pub(crate) behind: u64,
    pub(crate) last_received_at: Option<Timestamp>,
}

/// A webhook that was not fully understood.
#[derive(Clone, Debug)]
pub(crate) struct JournalEntry {
    /// The position in the journal, which names it.
    pub(crate) position: u64,
    pub(crate) received_at: Timestamp,
    /// What of it was not understood; never empty.
    pub(crate) pieces: Vec<Piece>,
}

/// A part of a webhook that was not understood.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Why, as a stable word.
    reason: String,
    /// Which part, or what exactly.
    detail: String,
    /// The platform's id of the page that it names.
    account: Option<String>,
}

impl Piece {
    fn text(&self, viewer: &Viewer) -> Text {
        viewer
            .text(match self.reason.as_str() {
                "unknown-account" => "journal-unknown-page",
                "unknown-object" => "journal-unknown-object",
                "unknown-field" => "journal-unknown-field",
                "unknown-item" => "journal-unknown-item",
                "not-used" | "own-action" => "journal-not-used",
                "failed" => "journal-failed",
                "lost" => "journal-lost",
                _ => "journal-malformed",
            })
            .arg("id", self.account.as_deref().unwrap_or("?"))
    }

    /// What the sentence does not say already.
    fn part(&self) -> Option<&str> {
        (self.reason != "unknown-account").then_some(&self.detail)
    }
}

fn entries(rows: Vec<UnhandledRow>) -> Vec<JournalEntry> {
    let mut entries: Vec<JournalEntry> = Vec::new();
    for row in rows {
        let piece = Piece {
            reason: row.reason,
            detail: row.detail,
            account: row.account,
        };
        match entries.last_mut() {
            Some(entry) if entry.position == row.position => entry.pieces.push(piece),
            _ => entries.push(JournalEntry {
                position: row.position,
                received_at: row.received_at,
                pieces: vec![piece],
            }),
        }
    }
    entries
}

/// The next page, and what a replay did just before.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    before: Option<u64>,
    #[serde(default)]
    processed: Option<u64>,
    #[serde(default)]
    repeated: Option<u64>,
    #[serde(default)]
    unhandled: Option<u64>,
}

impl Asked {
    fn notice(&self, viewer: &Viewer) -> Option<Notice> {
        let (processed, repeated) = (self.processed?, self.repeated?);
        let unhandled = self.unhandled?;
        let text = viewer
            .text("journal-replayed")
            .arg("processed", viewer.count(processed))
            .arg("repeated", viewer.count(repeated))
            .arg("unhandled", viewer.count(unhandled))
            .to_string();
        let tone = if unhandled > 0 {
            NoticeTone::Problem
        } else {
            NoticeTone::Done
        };
        Some(Notice { tone, text })
    }
}

/// `GET /journal`
pub(crate) async fn show(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    reader: Reader,
) -> Answer {
    let shown = async {
        reader.require(Permission::ManageJournal)?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let standing = kept::standing(&app).await?;
        let mut read = app.db.read().await?;
        let most = u32::try_from(MOST + 1).unwrap_or(u32::MAX);
        let mut entries = entries(read.unhandled(workspace_id, asked.before, most).await?);
        let unhandled = read.count_unhandled(workspace_id).await?.cast_unsigned();
        drop(read);
        let has_more = entries.len() > MOST;
        entries.truncate(MOST);
        let last = entries.last().filter(|_| has_more);
        let page = JournalPage {
            more: last.map(|last| format!("/journal?before={}", last.position)),
            shell: reader
                .shell(&app, Section::Journal, asked.notice(&reader.viewer))
                .await?,
            tally: Tally {
                received: standing.received,
                unhandled,
                behind: standing.behind,
                last_received_at: standing.last_received_at,
            },
            entries,
        };
        html(&page)
    };
    shown.await.map_err(|error: Error| reader.problem(error))
}

fn position(text: &str) -> Result<u64, Error> {
    text.parse().map_err(|_| Error::NotFound("webhook"))
}

/// `GET /journal/{position}`
pub(crate) async fn show_raw(
    State(app): State<App>,
    Path(text): Path<String>,
    reader: Reader,
) -> Answer {
    let shown = async {
        reader.require(Permission::ManageJournal)?;
        let position = position(&text)?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let record = kept::find(&app, workspace_id, position).await?;
        if record.is_none() {
            // What was listed but is no longer kept is told apart from what never was.
            let mut read = app.db.read().await?;
            let listed = read
                .unhandled(workspace_id, position.checked_add(1), 1)
                .await?;
            listed
                .first()
                .filter(|row| row.position == position)
                .ok_or(Error::NotFound("webhook"))?;
        }
        let page = RawPage {
            shell: reader.shell(&app, Section::Journal, None).await?,
            position,
            received_at: record.as_ref().map(received_at),
            body: record.map(|record| indent::indented(&String::from_utf8_lossy(&record.body))),
        };
        html(&page)
    };
    shown.await.map_err(|error: Error| reader.problem(error))
}

/// `POST /journal/{position}/replay`
pub(crate) async fn replay(
    State(app): State<App>,
    Path(text): Path<String>,
    Form { reader, .. }: Form<Nothing>,
) -> Answer {
    let replayed = async {
        reader.require(Permission::ManageJournal)?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        kept::replay_one(&app, workspace_id, position(&text)?).await
    };
    back(replayed.await, &reader)
}

/// `POST /journal/replay`
pub(crate) async fn replay_all(
    State(app): State<App>,
    Form { reader, .. }: Form<Nothing>,
) -> Answer {
    let replayed = async {
        reader.require(Permission::ManageJournal)?;
        kept::replay_all(&app, reader.signed_in.agent.workspace_id).await
    };
    back(replayed.await, &reader)
}

fn back(replayed: Result<Replayed, Error>, reader: &Reader) -> Answer {
    let Replayed {
        processed,
        repeated,
        unhandled,
    } = replayed.map_err(|error| reader.problem(error))?;
    let next = format!("/journal?processed={processed}&repeated={repeated}&unhandled={unhandled}");
    Ok(Redirect::to(&next).into_response())
}
