//! Conversations as lists show them: views, sorts, counts, pages by key.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteRow;
use transom_domain::conversation::Thread;
use transom_domain::id::{AgentId, ChannelId, ConversationId, LabelId, WorkspaceId};
use transom_domain::label::Marked;
use uuid::Uuid;

use crate::batch::{lookups, values};
use crate::row::{get, micros, timestamp};
use crate::threads::{THREAD, thread};
use crate::{Error, Read};

/// A conversation as lists show it.
#[derive(Debug, Clone, PartialEq)]
pub struct ConversationRow {
    /// The customer and the conversation.
    pub thread: Thread,
    /// The customer's name, once it is known.
    pub contact_name: Option<String>,
    /// The name in their address, on platforms where people have one.
    pub username: Option<String>,
    /// How labels stand with the customer, by name.
    pub labels: Vec<Marked>,
    /// Where the row stands in the order that was asked for.
    pub cursor: Cursor,
}

/// Which conversations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// Open and mine.
    Mine,
    /// Open and nobody's.
    Unassigned,
    /// Open.
    All,
    /// Open, with a window that closes soon.
    Closing,
    /// Open, with a closed window in which a person may still answer.
    HumanAgent,
    /// Open, with nothing left that is free.
    WindowClosed,
    /// Put aside.
    Snoozed,
    /// Done.
    Closed,
}

impl View {
    /// Every view, in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::Mine,
        Self::Unassigned,
        Self::All,
        Self::Closing,
        Self::HumanAgent,
        Self::WindowClosed,
        Self::Snoozed,
        Self::Closed,
    ];

    /// The word used in the URL and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Unassigned => "unassigned",
            Self::All => "all",
            Self::Closing => "closing",
            Self::HumanAgent => "human-agent",
            Self::WindowClosed => "window-closed",
            Self::Snoozed => "snoozed",
            Self::Closed => "closed",
        }
    }

    /// `$2` is now, `$3` the end of soon, `$4` the agent.
    const fn condition(self) -> &'static str {
        match self {
            Self::Mine => "status = 'open' AND assignee_id = $4",
            Self::Unassigned => "status = 'open' AND assignee_id IS NULL",
            Self::All => "status = 'open'",
            Self::Closing => "status = 'open' AND closes_at > $2 AND closes_at <= $3",
            Self::HumanAgent => {
                "status = 'open' AND COALESCE(closes_at, 0) <= $2 AND human_agent_until > $2"
            }
            Self::WindowClosed => {
                "status = 'open' AND COALESCE(closes_at, 0) <= $2 AND COALESCE(human_agent_until, 0) <= $2"
            }
            Self::Snoozed => "status = 'snoozed'",
            Self::Closed => "status = 'closed'",
        }
    }
}

impl FromStr for View {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|view| view.as_str() == text)
            .ok_or(())
    }
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// What ends first comes first: the window, then the time for a human answer, then the rest.
    Deadline,
    /// Who has waited longest comes first.
    Waiting,
    /// What happened last comes first.
    #[default]
    Activity,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Deadline, Self::Waiting, Self::Activity];

    /// The word used in the URL and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Deadline => "deadline",
            Self::Waiting => "waiting",
            Self::Activity => "activity",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Deadline => {
                "(CASE WHEN closes_at > $2 THEN closes_at
                       WHEN human_agent_until > $2 THEN human_agent_until
                       ELSE 9223372036854775807 END)"
            }
            Self::Waiting => "COALESCE(waiting_since, 9223372036854775807)",
            Self::Activity => "(-preview_at)",
        }
    }
}

impl FromStr for Sort {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|sort| sort.as_str() == text)
            .ok_or(())
    }
}

/// A place in a sorted list: what came before it is left out. The list goes on as it was when it began to be read, for
/// windows that close meanwhile would change its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    began_at: Timestamp,
    key: i64,
    id: Uuid,
}

impl Cursor {
    /// The place as a number that rises through the list.
    pub const fn position(self) -> i64 {
        self.key
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:016x}{:016x}{}",
            micros(self.began_at),
            self.key,
            self.id.as_simple()
        )
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (began_at, rest) = text.split_at_checked(16).ok_or(())?;
        let (key, id) = rest.split_at_checked(16).ok_or(())?;
        let number = |text| {
            u64::from_str_radix(text, 16)
                .map(u64::cast_signed)
                .map_err(|_| ())
        };
        Ok(Self {
            began_at: timestamp(number(began_at)?).map_err(|_| ())?,
            key: number(key)?,
            id: Uuid::try_parse(id).map_err(|_| ())?,
        })
    }
}

/// What a list asks for.
#[derive(Debug, Clone, Copy)]
pub struct Query {
    /// Which conversations.
    pub view: View,
    /// In which order.
    pub sort: Sort,
    /// On one channel only.
    pub channel: Option<ChannelId>,
    /// With customers who carry this label only.
    pub label: Option<LabelId>,
    /// Who asks.
    pub agent: AgentId,
    /// The present moment.
    pub now: Timestamp,
    /// Windows that close up to here close soon.
    pub soon: Timestamp,
    /// After this place.
    pub after: Option<Cursor>,
    /// So many at the most.
    pub limit: u32,
}

/// A part of a list.
#[derive(Debug, Clone)]
pub struct Page {
    /// The rows, in order.
    pub rows: Vec<ConversationRow>,
    /// Where the next part begins, when there is one.
    pub next: Option<Cursor>,
}

/// How many conversations each view has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "each is the view of its name")]
pub struct ViewCounts {
    pub mine: i64,
    pub unassigned: i64,
    pub all: i64,
    pub closing: i64,
    pub human_agent: i64,
    pub window_closed: i64,
    pub snoozed: i64,
    pub closed: i64,
}

impl ViewCounts {
    /// The count of one view.
    pub const fn of(&self, view: View) -> i64 {
        match view {
            View::Mine => self.mine,
            View::Unassigned => self.unassigned,
            View::All => self.all,
            View::Closing => self.closing,
            View::HumanAgent => self.human_agent,
            View::WindowClosed => self.window_closed,
            View::Snoozed => self.snoozed,
            View::Closed => self.closed,
        }
    }
}

fn conversation(row: &SqliteRow, began_at: Timestamp) -> Result<ConversationRow, Error> {
    let mut thread = thread(row)?;
    // Edits lie in a table of their own, for they may come before what they change.
    if let Some(text) = get::<Option<&str>, _>(row, "edited_text")? {
        let preview = &mut thread.conversation.preview;
        *preview = preview.clone().edited(text);
    }
    let id = thread.conversation.id.uuid();
    let cursor = Cursor {
        began_at,
        key: get(row, "sort_key")?,
        id,
    };
    Ok(ConversationRow {
        thread,
        contact_name: get(row, "contact_name")?,
        username: get(row, "username")?,
        labels: Vec::new(),
        cursor,
    })
}

const JOINED: &str = "conversation
    JOIN identity ON identity.workspace_id = conversation.workspace_id AND identity.id = conversation.identity_id
    JOIN contact ON contact.workspace_id = identity.workspace_id AND contact.id = identity.contact_id
    LEFT JOIN message_edit AS edit ON edit.workspace_id = conversation.workspace_id
     AND edit.channel_id = identity.channel_id AND edit.external_id = conversation.preview_external_id
     AND edit.number = (
         SELECT MAX(latest.number)
         FROM message_edit AS latest
         WHERE latest.workspace_id = conversation.workspace_id AND latest.channel_id = identity.channel_id
           AND latest.external_id = conversation.preview_external_id)";

impl Read {
    /// A part of a list.
    pub async fn conversations(
        &mut self,
        workspace_id: WorkspaceId,
        query: &Query,
    ) -> Result<Page, Error> {
        let key = query.sort.key();
        let now = query.after.map_or(query.now, |after| after.began_at);
        let soon = now
            .saturating_add(query.soon.duration_since(query.now))
            .unwrap_or(query.soon);
        let text = format!(
            "SELECT {THREAD}, contact.name AS contact_name, identity.username, edit.text AS edited_text, {key} AS sort_key
             FROM {JOINED}
             WHERE conversation.workspace_id = $1
               AND {condition}
               AND $2 + $3 IS NOT NULL AND $4 IS NOT NULL
               AND ($5 IS NULL OR identity.channel_id = $5)
               AND ($9 IS NULL OR EXISTS (
                   SELECT 1
                   FROM label_mark
                   WHERE label_mark.workspace_id = conversation.workspace_id AND label_mark.label_id = $9
                     AND label_mark.conversation_id = conversation.id AND label_mark.shown))
               AND ($6 IS NULL OR ({key}, conversation.id) > ($6, $7))
             ORDER BY {key}, conversation.id
             LIMIT $8",
            condition = query.view.condition(),
        );
        let rows = sqlx::query(AssertSqlSafe(text))
            .bind(workspace_id.uuid())
            .bind(micros(now))
            .bind(micros(soon))
            .bind(query.agent.uuid())
            .bind(query.channel.map(ChannelId::uuid))
            .bind(query.after.map(|after| after.key))
            .bind(query.after.map(|after| after.id))
            .bind(i64::from(query.limit) + 1)
            .bind(query.label.map(LabelId::uuid))
            .fetch_all(self.connection())
            .await?;
        let mut rows = rows
            .iter()
            .map(|row| conversation(row, now))
            .collect::<Result<Vec<_>, _>>()?;
        let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| row.cursor);
        self.add_labels(workspace_id, &mut rows).await?;
        Ok(Page { rows, next })
    }

    /// Those of the conversations that exist, as lists show them.
    pub async fn conversation_rows(
        &mut self,
        workspace_id: WorkspaceId,
        ids: &[ConversationId],
    ) -> Result<Vec<ConversationRow>, Error> {
        let mut found = Vec::with_capacity(ids.len());
        for (piece, size) in lookups(ids) {
            let text = format!(
                "SELECT {THREAD}, contact.name AS contact_name, identity.username, edit.text AS edited_text, 0 AS sort_key
                 FROM {JOINED}
                 WHERE conversation.workspace_id = $1 AND (conversation.id) IN (VALUES {})",
                values(size, 1, 1)
            );
            let mut query = sqlx::query(AssertSqlSafe(text)).bind(workspace_id.uuid());
            for place in 0..size {
                query = query.bind(piece.get(place).map(|id| id.uuid()));
            }
            for row in query.fetch_all(self.connection()).await? {
                found.push(conversation(&row, Timestamp::UNIX_EPOCH)?);
            }
        }
        self.add_labels(workspace_id, &mut found).await?;
        Ok(found)
    }

    async fn add_labels(
        &mut self,
        workspace_id: WorkspaceId,
        rows: &mut [ConversationRow],
    ) -> Result<(), Error> {
        let ids: Vec<ConversationId> = rows.iter().map(|row| row.thread.conversation.id).collect();
        for (id, marked) in self.marks(workspace_id, &ids).await? {
            let row = rows.iter_mut().find(|row| row.thread.conversation.id == id);
            if let Some(row) = row {
                row.labels.push(marked);
            }
        }
        Ok(())
    }

    /// A conversation as lists show it.
    pub async fn load_conversation(
        &mut self,
        workspace_id: WorkspaceId,
        id: ConversationId,
    ) -> Result<ConversationRow, Error> {
        self.conversation_rows(workspace_id, &[id])
            .await?
            .pop()
            .ok_or(Error::NotFound("conversation"))
    }

    /// How many open conversations each person has who has any.
    pub async fn open_by_assignee(
        &mut self,
        workspace_id: WorkspaceId,
    ) -> Result<Vec<(AgentId, i64)>, Error> {
        let rows = sqlx::query(
            "SELECT assignee_id, COUNT(*)
             FROM conversation
             WHERE workspace_id = $1 AND status = 'open' AND assignee_id IS NOT NULL
             GROUP BY assignee_id",
        )
        .bind(workspace_id.uuid())
        .fetch_all(self.connection())
        .await?;
        rows.iter()
            .map(|row| Ok((AgentId::new(get(row, 0)?), get(row, 1)?)))
            .collect()
    }

    /// How many conversations each view has; without an agent none are anybody's own.
    pub async fn view_counts(
        &mut self,
        workspace_id: WorkspaceId,
        agent: impl Into<Option<AgentId>>,
        now: Timestamp,
        soon: Timestamp,
    ) -> Result<ViewCounts, Error> {
        let columns = View::ALL
            .map(|view| format!("COUNT(*) FILTER (WHERE {})", view.condition()))
            .join(", ");
        let row = sqlx::query(AssertSqlSafe(format!(
            "SELECT {columns} FROM conversation WHERE workspace_id = $1"
        )))
        .bind(workspace_id.uuid())
        .bind(micros(now))
        .bind(micros(soon))
        .bind(agent.into().map(AgentId::uuid))
        .fetch_one(self.connection())
        .await?;
        Ok(ViewCounts {
            mine: get(&row, 0)?,
            unassigned: get(&row, 1)?,
            all: get(&row, 2)?,
            closing: get(&row, 3)?,
            human_agent: get(&row, 4)?,
            window_closed: get(&row, 5)?,
            snoozed: get(&row, 6)?,
            closed: get(&row, 7)?,
        })
    }
}
