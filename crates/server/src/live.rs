//! Live changes: what happened in a workspace, loaded once and handed to every open page.
//!
//! The bus says where to look; what happened is read from the event log, in order and without gaps. Each page renders a
//! change for its own reader; what several readers would see alike is rendered once and shared.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use tokio::sync::{broadcast, watch};
use tokio::time::Instant;
use transom_domain::id::{AgentId, ConversationId, MessageId, WorkspaceId};
use transom_store::{ConversationRow, EventKind, EventRow, MessageRow, Read, ViewCounts};

use crate::app::App;
use crate::error::Error;

/// Changes that wait for a slow page before it is told to load itself again.
const CAPACITY: usize = 256;
/// Events of one change at the most.
const MOST: u32 = 1000;

/// Hands changes to pages.
#[derive(Debug, Default)]
pub struct Live {
    workspaces: Mutex<HashMap<WorkspaceId, Followed>>,
    /// Rings when sessions have ended.
    endings: watch::Sender<()>,
}

/// What an open page is told.
#[derive(Debug, Clone)]
pub enum News {
    /// Something happened.
    Change(Arc<Change>),
    /// The views were counted anew.
    Counts(Arc<Counts>),
}

/// How many conversations the views of a workspace have.
#[derive(Debug)]
pub struct Counts {
    /// Without what is somebody's own.
    views: ViewCounts,
    mine: HashMap<AgentId, i64>,
}

impl Counts {
    /// As an agent sees them.
    pub fn of(&self, agent: AgentId) -> ViewCounts {
        ViewCounts {
            mine: self.mine.get(&agent).copied().unwrap_or(0),
            ..self.views
        }
    }
}

/// How much time lies between two counts at the least. News does not wait for them.
const COUNT_AFTER: Duration = Duration::from_millis(400);
/// How often is counted when nothing happens: time alone moves conversations from one view to another.
const COUNT_ANYWAY: Duration = Duration::from_secs(20);
/// How much time lies between two pieces of news at the least, and how much more for each page: what many pages are told
/// is told in fewer and larger pieces.
const GATHER: Duration = Duration::from_micros(500);
const GATHER_FOR_PAGE: Duration = Duration::from_micros(80);
const GATHER_AT_MOST: Duration = Duration::from_millis(40);

#[derive(Debug)]
struct Followed {
    sender: broadcast::Sender<News>,
    /// The last event that was handed on.
    seq: i64,
}

/// What happened between two positions of the event log.
pub struct Change {
    /// The position after it.
    pub seq: i64,
    /// The conversations it touched, as they stand now.
    pub conversations: BTreeMap<ConversationId, ConversationRow>,
    /// Lines that were added or got further, in order.
    pub messages: Vec<(EventKind, MessageRow)>,
    /// Conversations in which edits, reactions or receipts came for lines that are not named.
    pub unnamed: Vec<ConversationId>,
    rendered: Mutex<HashMap<String, Bytes>>,
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Change")
            .field("seq", &self.seq)
            .finish_non_exhaustive()
    }
}

impl Change {
    /// Loads what the events touched.
    pub async fn load(
        read: &mut Read,
        workspace_id: WorkspaceId,
        events: &[EventRow],
    ) -> Result<Self, Error> {
        let mut conversations: Vec<ConversationId> =
            events.iter().map(|event| event.conversation_id).collect();
        conversations.sort_unstable();
        conversations.dedup();
        let mut kinds: HashMap<MessageId, EventKind> = HashMap::new();
        let mut unnamed = Vec::new();
        for event in events {
            match (event.kind, event.message_id) {
                (kind, Some(message_id)) => {
                    // A line that was added stays so, whatever happened to it next.
                    kinds.entry(message_id).or_insert(kind);
                }
                (EventKind::ConversationChanged, None) => {}
                (_, None) => unnamed.push(event.conversation_id),
            }
        }
        unnamed.sort_unstable();
        unnamed.dedup();
        let wanted: Vec<MessageId> = kinds.keys().copied().collect();
        let rows = read.conversation_rows(workspace_id, &conversations).await?;
        let mut messages: Vec<(EventKind, MessageRow)> = read
            .message_rows(workspace_id, &wanted)
            .await?
            .into_iter()
            .map(|row| (kinds[&row.message.id], row))
            .collect();
        messages.sort_by_key(|(_, row)| (row.message.at, row.message.id));
        Ok(Self {
            seq: events.last().map_or(0, |event| event.seq),
            conversations: rows
                .into_iter()
                .map(|row| (row.thread.conversation.id, row))
                .collect(),
            messages,
            unnamed,
            rendered: Mutex::default(),
        })
    }

    /// A fragment that every reader with this key sees alike, rendered by the first who asks.
    pub fn shared(&self, key: String, render: impl FnOnce() -> Bytes) -> Bytes {
        let mut rendered = self.rendered.lock().unwrap_or_else(PoisonError::into_inner);
        rendered.entry(key).or_insert_with(render).clone()
    }
}

impl Live {
    /// Follows a workspace from an event on: what came after it until now, and then each change.
    pub async fn follow(
        &self,
        app: &App,
        workspace_id: WorkspaceId,
        from: i64,
    ) -> Result<(Missed, broadcast::Receiver<News>), Error> {
        let mut read = app.db.read().await?;
        let last = read.last_event(workspace_id).await?;
        // Subscribed before the missed events are read: what comes in between comes twice, which does no harm.
        let receiver = self.subscribe(workspace_id, last);
        drop(read);
        let mut read = app.db.read().await?;
        let events = read.events_after(workspace_id, from, MOST).await?;
        let missed = if events.is_empty() {
            Missed::Nothing
        } else if events.len() < MOST as usize && from <= last {
            Missed::Some(Change::load(&mut read, workspace_id, &events).await?)
        } else {
            Missed::TooMuch(last)
        };
        Ok((missed, receiver))
    }

    fn subscribe(&self, workspace_id: WorkspaceId, seq: i64) -> broadcast::Receiver<News> {
        let mut workspaces = self
            .workspaces
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        workspaces
            .entry(workspace_id)
            .or_insert_with(|| Followed {
                sender: broadcast::Sender::new(CAPACITY),
                seq,
            })
            .sender
            .subscribe()
    }

    /// The workspaces somebody looks at, with the last event they were told of.
    fn followed(&self) -> Vec<(WorkspaceId, i64)> {
        let mut workspaces = self
            .workspaces
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        workspaces.retain(|_, followed| followed.sender.receiver_count() > 0);
        workspaces
            .iter()
            .map(|(id, followed)| (*id, followed.seq))
            .collect()
    }

    fn hand_on(&self, workspace_id: WorkspaceId, change: Change) {
        let mut workspaces = self
            .workspaces
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(followed) = workspaces.get_mut(&workspace_id) {
            followed.seq = change.seq;
            // The last page may just have closed.
            let _ = followed.sender.send(News::Change(Arc::new(change)));
        }
    }

    fn hand_on_counts(&self, workspace_id: WorkspaceId, counts: Counts) {
        let workspaces = self
            .workspaces
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(followed) = workspaces.get(&workspace_id) {
            let _ = followed.sender.send(News::Counts(Arc::new(counts)));
        }
    }

    /// Sessions have ended: every open page looks whether its own is among them before it tells anything more.
    pub(crate) fn sessions_ended(&self) {
        self.endings.send_replace(());
    }

    pub(crate) fn endings(&self) -> watch::Receiver<()> {
        self.endings.subscribe()
    }

    /// How many pages are open.
    pub fn pages(&self) -> usize {
        let workspaces = self
            .workspaces
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        workspaces
            .values()
            .map(|followed| followed.sender.receiver_count())
            .sum()
    }
}

/// What a page missed between being rendered and being followed.
#[derive(Debug)]
pub enum Missed {
    /// Nothing.
    Nothing,
    /// This.
    Some(Change),
    /// So much that the page had better load itself again; it is up to date from this event on.
    TooMuch(i64),
}

/// Hands changes on until the program ends.
pub(crate) async fn run(app: App) {
    let mut hints = app.bus.subscribe();
    let mut looked = Instant::now();
    loop {
        tokio::select! {
            // Whether one hint was received or many were missed: look.
            _ = hints.recv() => {}
            () = app.stop.cancelled() => return,
        }
        let pages = u32::try_from(app.live.pages()).unwrap_or(u32::MAX);
        let gather = GATHER.saturating_add(GATHER_FOR_PAGE.saturating_mul(pages));
        tokio::time::sleep_until(looked + gather.min(GATHER_AT_MOST)).await;
        looked = Instant::now();
        while hints.try_recv().is_ok() {}
        for (workspace_id, seq) in app.live.followed() {
            if let Err(error) = look(&app, workspace_id, seq).await {
                tracing::warn!(error = %error, "pages could not be told of a change; the next one tells both");
            }
        }
        app.metrics.live_pages.set(f64::from(
            u32::try_from(app.live.pages()).unwrap_or(u32::MAX),
        ));
    }
}

async fn look(app: &App, workspace_id: WorkspaceId, seq: i64) -> Result<(), Error> {
    let mut read = app.db.read().await?;
    let events = read.events_after(workspace_id, seq, MOST).await?;
    if !events.is_empty() {
        let change = Change::load(&mut read, workspace_id, &events).await?;
        app.live.hand_on(workspace_id, change);
    }
    Ok(())
}

/// Has the views counted that somebody looks at, until the program ends.
pub(crate) async fn count(app: App) {
    let mut hints = app.bus.subscribe();
    let mut steered = app.clock.steered();
    loop {
        tokio::select! {
            _ = hints.recv() => {}
            _ = steered.changed() => {}
            () = tokio::time::sleep(COUNT_ANYWAY) => {}
            () = app.stop.cancelled() => return,
        }
        while hints.try_recv().is_ok() {}
        for (workspace_id, _) in app.live.followed() {
            match counts(&app, workspace_id).await {
                Ok(counts) => app.live.hand_on_counts(workspace_id, counts),
                Err(error) => tracing::warn!(error = %error, "the views could not be counted"),
            }
        }
        tokio::time::sleep(COUNT_AFTER).await;
    }
}

async fn counts(app: &App, workspace_id: WorkspaceId) -> Result<Counts, Error> {
    let now = app.now();
    let mut read = app.db.read().await?;
    let views = read
        .view_counts(workspace_id, None, now, app.soon(now))
        .await?;
    let mine = read.open_by_assignee(workspace_id).await?;
    Ok(Counts {
        views,
        mine: mine.into_iter().collect(),
    })
}
