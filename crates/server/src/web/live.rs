//! The event stream of an open page: what changed, rendered for its reader.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use jiff::Timestamp;
use serde::Deserialize;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use transom_domain::id::ConversationId;
use transom_domain::message::Author;
use transom_store::{ConversationRow, EventKind, ViewCounts};

use super::event_stream::{self, data, event};
use super::inbox::conversation::Conversation;
use super::inbox::list::{self, Look};
use super::inbox::listing::Listing;
use super::inbox::names::Names;
use super::inbox::open::Opened;
use super::inbox::pages::{conversation_id, settings};
use super::inbox::{Sort, View};
use super::patch::{Action, Patch, join};
use super::session::{Answer, Reader, cookie};
use super::shell::RailCount;
use crate::app::App;
use crate::error::Error;
use crate::live::{Change, Counts, Missed, News};
use crate::sign_in::{self, COOKIE};

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    after: i64,
    #[serde(default)]
    view: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    channel: Option<String>,
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    conversation: Option<String>,
    /// Asks what was missed, by a page that hears from another one of its browser when something happens.
    #[serde(default)]
    once: bool,
}

/// Patches that wait for a slow browser.
const WAITING: usize = 16;
/// How often the browser is told that all is well.
const LOOK: Duration = Duration::from_secs(20);

/// `GET /live`: the stream of a page, from the position in the event log that the page shows.
pub(super) async fn stream(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    reader: Reader,
) -> Answer {
    let cookie = cookie(&headers, COOKIE).unwrap_or_default();
    let resumed = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok())
        .and_then(|id| id.parse().ok());
    let after = resumed.map_or(asked.after, |resumed: i64| resumed.max(asked.after));
    let started = async {
        let open = asked
            .conversation
            .as_deref()
            .map(conversation_id)
            .transpose()?;
        let now = app.now();
        let look = Look {
            listing: Listing {
                view: View::from_slug(&asked.view).unwrap_or(View::All),
                sort: Sort::from_code(&asked.sort).unwrap_or_default(),
                channel: asked
                    .channel
                    .as_deref()
                    .and_then(|channel| channel.parse().ok()),
                label: asked.label.as_deref().and_then(|label| label.parse().ok()),
            },
            soon: app.soon(now),
            open,
        };
        let workspace_id = reader.signed_in.agent.workspace_id;
        let (missed, changes) = app.live.follow(&app, workspace_id, after).await?;
        let names = Names::load(&app, &reader.signed_in.agent).await?;
        let opened = match open {
            Some(id) => Some(Opened::load(&app, workspace_id, id).await?),
            None => None,
        };
        let (sender, receiver) = mpsc::channel(WAITING);
        let around = opened
            .as_ref()
            .map(|opened| Around::of(&opened.view(&names, &reader.viewer, settings(&reader))));
        let page = Page {
            boundary: opened.as_ref().and_then(|opened| opened.changes_at(now)),
            app: app.clone(),
            reader: reader.clone(),
            cookie,
            look,
            names,
            sender,
            seq: after,
            counts: None,
            around,
            once: asked.once,
        };
        app.spawn(page.run(missed, changes));
        Ok(event_stream::answer(ReceiverStream::new(receiver)))
    };
    started.await.map_err(|error: Error| reader.problem(error))
}

/// An open page.
struct Page {
    app: App,
    reader: Reader,
    cookie: String,
    look: Look,
    names: Names,
    sender: mpsc::Sender<Vec<Bytes>>,
    /// The position that the browser has.
    seq: i64,
    /// The counts that the browser has, once they were told.
    counts: Option<ViewCounts>,
    /// When the open conversation's window changes by the passing of time.
    boundary: Option<Timestamp>,
    around: Option<Around>,
    /// It ends when it has said what was missed.
    once: bool,
}

/// What stands around the messages of the open conversation, as it was sent last: replaced only when it says something
/// else, because somebody may be writing in it or have a menu open.
struct Around {
    head: String,
    banner: String,
    composer: String,
    who: String,
    labels: String,
    panel: String,
}

impl Around {
    fn of(shown: &Conversation) -> Self {
        let Conversation {
            status,
            assignee,
            window,
            contact,
            control,
            ..
        } = shown;
        Self {
            head: format!("{status:?} {assignee:?} {window:?} {contact:?} {control:?}"),
            banner: format!("{:?}", shown.banner),
            composer: format!("{:?} {:?}", shown.composer.state, control.request),
            who: format!("{:?} {:?}", shown.panel.contact, shown.panel.since),
            labels: format!("{:?}", shown.labels),
            panel: format!("{:?}", shown.panel),
        }
    }
}

/// The browser is gone, or the reader is not signed in any more.
struct Gone;

impl Page {
    async fn run(mut self, missed: Missed, mut news: Receiver<News>) {
        let mut steered = self.app.clock.steered();
        let told = match missed {
            Missed::Nothing => self.send(self.seq, Vec::new()).await,
            Missed::Some(change) => self.tell(&change).await,
            Missed::TooMuch(seq) => self.refresh(seq).await,
        };
        if told.is_err() {
            return;
        }
        if self.once {
            self.say_when().await;
            return;
        }
        loop {
            let next = self.next_look();
            let told = tokio::select! {
                () = self.app.stop.cancelled() => return,
                () = self.sender.closed() => return,
                news = news.recv() => match news {
                    Ok(News::Change(change)) if change.seq <= self.seq => Ok(()),
                    Ok(News::Change(change)) => self.tell(&change).await,
                    Ok(News::Counts(counts)) => self.count(&counts).await,
                    Err(RecvError::Lagged(_)) => self.caught_up().await,
                    Err(RecvError::Closed) => return,
                },
                _ = steered.changed() => self.refresh(self.seq).await,
                () = tokio::time::sleep(next) => self.time_passed().await,
            };
            if told.is_err() {
                return;
            }
        }
    }

    fn next_look(&self) -> Duration {
        self.until_boundary()
            .map_or(LOOK, |boundary| boundary.min(LOOK))
    }

    fn until_boundary(&self) -> Option<Duration> {
        self.boundary.map(|boundary| {
            Duration::try_from(boundary.duration_since(self.app.now())).unwrap_or(Duration::ZERO)
        })
    }

    /// When the page has to be loaded again though nothing happens.
    async fn say_when(&self) {
        if let Some(wait) = self.until_boundary() {
            // The browser may be gone: then nobody is waiting for it.
            let _ = self.sender.send(vec![event_stream::again(wait)]).await;
        }
    }

    async fn send(&mut self, seq: i64, news: Vec<Bytes>) -> Result<(), Gone> {
        self.seq = seq;
        self.sender.send(event(seq, news)).await.map_err(|_| Gone)
    }

    async fn still_here(&mut self) -> Result<(), Gone> {
        let news = vec![event_stream::STILL_HERE];
        self.sender.send(news).await.map_err(|_| Gone)
    }

    /// Has the page load itself again.
    async fn refresh(&mut self, seq: i64) -> Result<(), Gone> {
        let refresh = data(&join(&[Patch::refresh()]));
        self.send(seq, vec![event_stream::EVERYWHERE, refresh])
            .await
    }

    async fn caught_up(&mut self) -> Result<(), Gone> {
        let workspace_id = self.reader.signed_in.agent.workspace_id;
        let last = match self.app.db.read().await {
            Ok(mut read) => read.last_event(workspace_id).await.unwrap_or(self.seq),
            Err(_) => self.seq,
        };
        self.refresh(last).await
    }

    /// Whether the reader still has the right to see what is to be told.
    async fn may_see(&self) -> bool {
        matches!(
            sign_in::find_session(&self.app, &self.cookie).await,
            Ok(Some(_))
        )
    }

    async fn tell(&mut self, change: &Change) -> Result<(), Gone> {
        self.reader.viewer.now = self.app.now();
        self.look.soon = self.app.soon(self.reader.viewer.now);
        let patches = match self.patches(change).await {
            Ok(patches) => patches,
            Err(error) => {
                error.log();
                return self.refresh(change.seq).await;
            }
        };
        self.send(change.seq, patches).await
    }

    async fn patches(&mut self, change: &Change) -> Result<Vec<Bytes>, Error> {
        let mut news = vec![self.cards(change)];
        if let Some(id) = self.look.open
            && change.conversations.contains_key(&id)
        {
            news.push(data(&self.thread(change, id).await?));
        }
        Ok(news)
    }

    /// The cards of all that changed, made once for the pages that show them alike.
    fn cards(&self, change: &Change) -> Bytes {
        let (viewer, you) = (&self.reader.viewer, self.names.you);
        let Look { listing, open, .. } = self.look;
        let is_personal = listing.view == View::Mine
            || change
                .conversations
                .values()
                .any(|row| row.thread.conversation.preview.author == Author::Agent(Some(you)));
        let key = format!(
            "{} {} {} {:?} {:?}",
            viewer.lang.tag(),
            viewer.time_zone.iana_name().unwrap_or_default(),
            listing.address(),
            is_personal.then_some(you),
            open.filter(|id| change.conversations.contains_key(id)),
        );
        change.shared(key, || {
            let rows = change.conversations.values();
            data(&join(&rows.map(|row| self.card(row)).collect::<Vec<_>>()))
        })
    }

    /// The card of a conversation, where the list shows it; its absence otherwise.
    fn card(&self, row: &ConversationRow) -> Patch {
        let (viewer, look) = (&self.reader.viewer, &self.look);
        let conversation = &row.thread.conversation;
        let listing = look.listing;
        let view_holds = listing
            .view
            .holds(conversation, self.names.you, viewer.now, look.soon);
        if !view_holds || !listing.takes(row) {
            return Patch::remove(format!("card-{}", conversation.id));
        }
        let card = list::card(row, &self.names, viewer, look);
        Patch::new(Action::Prepend, "cards", &card.show(viewer))
            .unwrap_or_else(|_| Patch::refresh())
    }

    async fn thread(&mut self, change: &Change, id: ConversationId) -> Result<String, Error> {
        let workspace_id = self.reader.signed_in.agent.workspace_id;
        if !self.may_see().await {
            return Err(Error::Unauthorized);
        }
        let opened = Opened::load(&self.app, workspace_id, id).await?;
        self.boundary = opened.changes_at(self.app.now());
        let viewer = &self.reader.viewer;
        let contact = opened.contact(viewer);
        let room = opened.room(&self.names, viewer, &contact);
        let mut patches = Vec::new();
        let touched: Vec<_> = change
            .messages
            .iter()
            .filter(|(_, row)| row.message.conversation_id == id)
            .collect();
        let all = change.unnamed.contains(&id);
        for (index, row) in opened.rows.iter().enumerate() {
            let kind = touched
                .iter()
                .find(|(_, other)| other.message.id == row.message.id)
                .map(|(kind, _)| *kind);
            let action = match kind {
                Some(EventKind::MessageAdded) => Action::Append,
                Some(_) => Action::Replace,
                // Receipts, reactions and edits do not name our lines.
                None if all => Action::Replace,
                None => continue,
            };
            let before = index.checked_sub(1).map(|before| &opened.rows[before]);
            let entry = room.entry(row, before, &opened.rows);
            let target = match action {
                Action::Append => format!("messages-{id}"),
                _ => entry.dom_id(),
            };
            patches.push(patch(action, target, &entry.show(viewer))?);
        }
        let now = opened.view(&self.names, viewer, settings(&self.reader));
        let before = self.around.replace(Around::of(&now));
        let around = self.around.as_ref();
        let differs = |part: fn(&Around) -> &String| before.as_ref().map(part) != around.map(part);
        if differs(|around| &around.head) {
            let head = now.head(viewer, self.look.listing);
            patches.push(patch(Action::Replace, format!("head-{id}"), &head)?);
        }
        if differs(|around| &around.banner) {
            patches.push(patch(
                Action::Replace,
                format!("banner-{id}"),
                &now.banner(viewer),
            )?);
        }
        if differs(|around| &around.composer) {
            let composer = now.composer.show(viewer);
            patches.push(patch(Action::Replace, format!("composer-{id}"), &composer)?);
        }
        if differs(|around| &around.who) {
            let who = now.panel.who(viewer);
            patches.push(patch(Action::Replace, format!("who-{id}"), &who)?);
        }
        if let Some(labels) = &now.labels
            && differs(|around| &around.labels)
        {
            let labels = labels.show(viewer);
            patches.push(patch(Action::Replace, format!("labels-{id}"), &labels)?);
        }
        if differs(|around| &around.panel) {
            patches.push(patch(
                Action::Replace,
                format!("panel-{id}"),
                &now.panel.show(viewer),
            )?);
        }
        Ok(join(&patches))
    }

    /// Tells the counts where they differ from those the page shows.
    async fn count(&mut self, counts: &Counts) -> Result<(), Gone> {
        let counts = counts.of(self.reader.signed_in.agent.id);
        if self.counts.replace(counts) == Some(counts) {
            return Ok(());
        }
        match count_patches(&counts) {
            Ok(patches) => {
                let counts = data(&join(&patches));
                self.send(self.seq, vec![event_stream::EVERYWHERE, counts])
                    .await
            }
            Err(error) => {
                error.log();
                Ok(())
            }
        }
    }

    /// Nothing happened but time: what may be sent may have changed.
    async fn time_passed(&mut self) -> Result<(), Gone> {
        if !self.may_see().await {
            return Err(Gone);
        }
        let now = self.app.now();
        self.reader.viewer.now = now;
        self.look.soon = self.app.soon(now);
        if self.boundary.is_some_and(|boundary| boundary <= now) {
            self.boundary = None;
            return self.refresh(self.seq).await;
        }
        self.still_here().await
    }
}

fn count_patches(counts: &ViewCounts) -> Result<Vec<Patch>, Error> {
    let mut patches = Vec::new();
    for count in list::counts(counts) {
        let target = format!("view-count-{}", count.view.slug());
        patches.push(patch(Action::Replace, target, &count.show())?);
    }
    let closing_soon = counts.closing.cast_unsigned();
    patches.push(patch(
        Action::Replace,
        "rail-closing-soon",
        &RailCount { closing_soon },
    )?);
    Ok(patches)
}

fn patch(
    action: Action,
    target: impl Into<String>,
    fragment: &impl askama::Template,
) -> Result<Patch, Error> {
    Patch::new(action, target, fragment)
        .map_err(|error| Error::Internal(format!("a fragment could not be rendered: {error}")))
}
