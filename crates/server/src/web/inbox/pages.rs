//! The inbox's addresses that show something.

use std::str::FromStr;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use transom_domain::agent::Permission;
use transom_domain::decide::{Actor, Command};
use transom_domain::id::{ConversationId, MessageId};
use transom_domain::message::Origin;
use transom_store::{Cursor, Query as StoreQuery};

use super::composer::{Mode, Tried};
use super::labels::{self, Filter};
use super::list::{self, Look};
use super::listing::Listing;
use super::message::EarlierEntries;
use super::names::{Names, health_of};
use super::open::{self, Opened};
use super::thread::before;
use super::{InboxPage, MoreCards, Sort, ThreadFrame, View};
use crate::app::App;
use crate::conversations;
use crate::error::Error;
use crate::web::session::{Answer, Reader};
use crate::web::shell::{Notice, Section};

/// Cards that are shown at once.
const CARDS: u32 = 50;
/// The settings of channels, for owners.
const CHANNEL_SETTINGS: &str = "/settings/channels";

#[derive(Debug, Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    sort: Option<String>,
    #[serde(default)]
    channel: Option<String>,
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    after: Option<String>,
}

impl ListQuery {
    fn listing(&self, view: &str) -> Result<Listing, Error> {
        let sort = self.sort.as_deref().and_then(Sort::from_code);
        Ok(Listing {
            view: View::from_slug(view).ok_or(Error::NotFound("view"))?,
            sort: sort.unwrap_or_default(),
            channel: self
                .channel
                .as_deref()
                .and_then(|channel| channel.parse().ok()),
            label: self.label.as_deref().and_then(|label| label.parse().ok()),
        })
    }
}

/// `GET /` and `GET /inbox`: what is most urgent for most people.
pub(crate) async fn home() -> Redirect {
    Redirect::to("/inbox/all")
}

/// `GET /inbox/{view}`
pub(crate) async fn list(
    State(app): State<App>,
    Path(view): Path<String>,
    Query(query): Query<ListQuery>,
    reader: Reader,
) -> Answer {
    let asked = async {
        let listing = query.listing(&view)?;
        match reader
            .wants_frame
            .as_deref()
            .filter(|frame| frame.starts_with("more-"))
        {
            Some(_) => more(&app, &reader, listing, &query).await,
            None => page(&app, &reader, listing, None, None).await,
        }
    };
    asked.await.map_err(|error: Error| reader.problem(error))
}

/// `GET /inbox/{view}/{conversation}`
pub(crate) async fn conversation(
    State(app): State<App>,
    Path((view, id)): Path<(String, String)>,
    Query(query): Query<ListQuery>,
    reader: Reader,
) -> Answer {
    let asked = async {
        let listing = query.listing(&view)?;
        let id = conversation_id(&id)?;
        if reader.wants_frame.as_deref() == Some("thread") {
            return frame(&app, &reader, listing, id).await;
        }
        page(&app, &reader, listing, Some(id), None).await
    };
    asked.await.map_err(|error: Error| reader.problem(error))
}

/// A conversation's id in an address.
pub(crate) fn conversation_id(text: &str) -> Result<ConversationId, Error> {
    ConversationId::from_str(text).map_err(|_| Error::NotFound("conversation"))
}

pub(crate) fn settings(reader: &Reader) -> Option<&'static str> {
    reader
        .require(Permission::ManageChannels)
        .is_ok()
        .then_some(CHANNEL_SETTINGS)
}

async fn open(app: &App, reader: &Reader, id: ConversationId) -> Result<Opened, Error> {
    let agent = &reader.signed_in.agent;
    let by = Actor {
        agent_id: agent.id,
        origin: Origin::Desk,
    };
    let opened = Opened::load(app, agent.workspace_id, id).await?;
    if opened.thread.conversation.unread > 0 {
        conversations::act(app, agent.workspace_id, id, by, Command::Seen).await?;
    }
    Ok(opened)
}

pub(crate) async fn page(
    app: &App,
    reader: &Reader,
    listing: Listing,
    id: Option<ConversationId>,
    notice: Option<Notice>,
) -> Result<Response, Error> {
    page_after(app, reader, listing, id, notice, None).await
}

/// The page, with what was just tried in the composer.
pub(crate) async fn page_after(
    app: &App,
    reader: &Reader,
    listing: Listing,
    id: Option<ConversationId>,
    notice: Option<Notice>,
    tried: Option<Tried>,
) -> Result<Response, Error> {
    let agent = &reader.signed_in.agent;
    // The position first: what happens while the page is made comes again through the stream.
    let seq = app.db.read().await?.last_event(agent.workspace_id).await?;
    let opened = match id {
        Some(id) => Some(open(app, reader, id).await?),
        None => None,
    };
    let names = Names::load(app, agent).await?;
    let viewer = &reader.viewer;
    let mut read = app.db.read().await?;
    let labels = read.all_labels(agent.workspace_id).await?;
    let listing = labels::existing(listing, &names, &labels);
    let look = Look {
        listing,
        soon: app.soon(viewer.now),
        open: id,
    };
    let query = query(app, reader, listing, None);
    let found = read.conversations(agent.workspace_id, &query).await?;
    let counts = read
        .view_counts(agent.workspace_id, agent.id, viewer.now, look.soon)
        .await?;
    drop(read);
    let page = InboxPage {
        shell: reader.shell(app, Section::Inbox, notice).await?,
        listing,
        filter: Filter::of(listing, &labels, &names),
        views: list::counts(&counts),
        channels: health_of(app, agent.workspace_id),
        cards: found
            .rows
            .iter()
            .map(|row| list::card(row, &names, viewer, &look))
            .collect(),
        more: found.next.map(|next| listing.after(next)),
        conversation: opened.map(|opened| {
            let mut shown = opened.view(&names, viewer, settings(reader));
            if tried.is_some() {
                shown.composer = opened.composer(viewer, settings(reader), tried, Mode::Reply);
            }
            shown
        }),
        live: listing.live(seq, id.map(|id| id.to_string()).as_deref()),
    };
    html(&page)
}

fn query(app: &App, reader: &Reader, listing: Listing, after: Option<Cursor>) -> StoreQuery {
    let now = reader.viewer.now;
    StoreQuery {
        view: listing.view.stored(),
        sort: listing.sort.stored(),
        channel: listing.channel,
        label: listing.label,
        agent: reader.signed_in.agent.id,
        now,
        soon: app.soon(now),
        after,
        limit: CARDS,
    }
}

async fn more(
    app: &App,
    reader: &Reader,
    listing: Listing,
    asked: &ListQuery,
) -> Result<Response, Error> {
    let agent = &reader.signed_in.agent;
    let after = asked
        .after
        .as_deref()
        .and_then(|after| after.parse::<Cursor>().ok());
    let after =
        after.ok_or_else(|| Error::invalid("after", "the place in the list is not known"))?;
    let names = Names::load(app, agent).await?;
    let viewer = &reader.viewer;
    let look = Look {
        listing,
        soon: app.soon(viewer.now),
        open: None,
    };
    let query = query(app, reader, listing, Some(after));
    let found = app
        .db
        .read()
        .await?
        .conversations(agent.workspace_id, &query)
        .await?;
    let cards: Vec<_> = found
        .rows
        .iter()
        .map(|row| list::card(row, &names, viewer, &look))
        .collect();
    html(&MoreCards {
        viewer,
        here: &listing.after(after),
        cards: &cards,
        more: &found.next.map(|next| listing.after(next)),
    })
}

async fn frame(
    app: &App,
    reader: &Reader,
    listing: Listing,
    id: ConversationId,
) -> Result<Response, Error> {
    let agent = &reader.signed_in.agent;
    let seq = app.db.read().await?.last_event(agent.workspace_id).await?;
    let opened = open(app, reader, id).await?;
    let names = Names::load(app, agent).await?;
    let viewer = &reader.viewer;
    let conversation = opened.view(&names, viewer, settings(reader));
    let live = listing.live(seq, Some(&id.to_string()));
    html(&ThreadFrame {
        viewer,
        listing,
        conversation: Some(&conversation),
        live: &live,
    })
}

#[derive(Debug, Deserialize)]
pub(crate) struct EarlierQuery {
    before: String,
}

/// `GET /conversations/{conversation}/messages?before=`
pub(crate) async fn earlier(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(query): Query<EarlierQuery>,
    reader: Reader,
) -> Answer {
    let asked = async {
        let id = conversation_id(&id)?;
        let message: MessageId = query
            .before
            .parse()
            .map_err(|_| Error::NotFound("message"))?;
        let agent = &reader.signed_in.agent;
        let opened = Opened::load(&app, agent.workspace_id, id).await?;
        let rows = open::earlier(&app, agent.workspace_id, id, message).await?;
        let names = Names::load(&app, agent).await?;
        let viewer = &reader.viewer;
        let contact = opened.contact(viewer);
        let entries = opened.room(&names, viewer, &contact).entries(&rows);
        let address = |message: &str| format!("/conversations/{id}/messages?before={message}");
        let earlier = (rows.len() >= open::LINES as usize)
            .then(|| before(&rows))
            .flatten()
            .map(|(_, message)| address(&message));
        html(&EarlierEntries {
            viewer,
            here: &address(&query.before),
            entries: &entries,
            earlier: &earlier,
        })
    };
    asked.await.map_err(|error: Error| reader.problem(error))
}

/// A rendered page.
pub(crate) fn html(page: &impl Template) -> Result<Response, Error> {
    page.render()
        .map(|html| Html(html).into_response())
        .map_err(|error| Error::Internal(format!("a page could not be rendered: {error}")))
}
