//! What a customer is shown besides messages: that theirs were read, and that somebody writes.
//!
//! Told once and apart from the request: a customer who is not told misses nothing, and nobody waits for it.

use std::sync::Arc;

use jiff::Timestamp;
use transom_channels::messenger::Action;
use transom_domain::conversation::Thread;
use transom_domain::decide::{Actor, Command};
use transom_domain::id::{ConversationId, WorkspaceId};
use transom_policy::{AuthorKind, Channel as Platform, Route, Status};
use transom_store::Read;

use super::{act, routes};
use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;
use crate::pace::Call;

/// What is shown to a customer.
#[derive(Debug)]
pub(super) struct Shown {
    connected: Arc<Connected>,
    what: What,
}

#[derive(Debug)]
enum What {
    /// On WhatsApp, that this message and all before it were read; and perhaps that somebody writes.
    Read { external_id: String, typing: bool },
    /// Elsewhere, one of both.
    Action { customer: String, action: Action },
}

/// Somebody has the conversation before them; they write, or stopped without sending, where that is told.
pub async fn seen(
    app: &App,
    workspace_id: WorkspaceId,
    id: ConversationId,
    by: Actor,
    writes: Option<bool>,
) -> Result<(), Error> {
    act(app, workspace_id, id, by, Command::Seen).await?;
    match writes {
        Some(writes) => typing(app, workspace_id, id, writes).await,
        None => Ok(()),
    }
}

/// Somebody writes to the customer, or stopped without sending.
pub async fn typing(
    app: &App,
    workspace_id: WorkspaceId,
    id: ConversationId,
    writes: bool,
) -> Result<(), Error> {
    let mut read = app.db.read().await?;
    let thread = read.load_thread(workspace_id, id).await?;
    let connected = app
        .channels
        .find(workspace_id, thread.identity.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    let shown = typing_in(app, &mut read, connected, &thread, writes).await?;
    drop(read);
    if let Some(shown) = shown {
        shown.tell(app);
    }
    Ok(())
}

/// That what was unread has been read, where the platform is told of that.
pub(super) async fn read_in(
    app: &App,
    read: &mut Read,
    connected: &Arc<Connected>,
    thread: &Thread,
    now: Timestamp,
) -> Result<Option<Shown>, Error> {
    if thread.conversation.unread == 0 {
        return Ok(None);
    }
    if connected.channel.platform == Platform::WhatsApp {
        return last_read(read, Arc::clone(connected), thread, false).await;
    }
    on_meta(app, Arc::clone(connected), thread, Action::MarkSeen, now)
}

/// A sign on Messenger or Instagram. The platform refuses it where it would refuse a free answer: beyond the window, while
/// another app has the thread, or to who is kept away.
fn on_meta(
    app: &App,
    connected: Arc<Connected>,
    thread: &Thread,
    action: Action,
    now: Timestamp,
) -> Result<Option<Shown>, Error> {
    if thread.is_stand_in() {
        return Ok(None);
    }
    let ways = routes(app, &connected.channel, thread, AuthorKind::Human, now)?;
    let may_answer = ways
        .iter()
        .any(|way| way.route == Route::Standard && way.status == Status::Open);
    let customer = thread.identity.external_id.clone();
    Ok(may_answer.then_some(Shown {
        connected,
        what: What::Action { customer, action },
    }))
}

async fn typing_in(
    app: &App,
    read: &mut Read,
    connected: Arc<Connected>,
    thread: &Thread,
    writes: bool,
) -> Result<Option<Shown>, Error> {
    if connected.channel.platform == Platform::WhatsApp {
        // There it ends by itself, and only so.
        return if writes {
            last_read(read, connected, thread, true).await
        } else {
            Ok(None)
        };
    }
    let action = if writes {
        Action::TypingOn
    } else {
        Action::TypingOff
    };
    on_meta(app, connected, thread, action, app.now())
}

async fn last_read(
    read: &mut Read,
    connected: Arc<Connected>,
    thread: &Thread,
    typing: bool,
) -> Result<Option<Shown>, Error> {
    let workspace_id = connected.channel.workspace_id;
    let last = read
        .last_of_customer(workspace_id, thread.conversation.id)
        .await?;
    Ok(last.map(|external_id| Shown {
        connected,
        what: What::Read {
            external_id,
            typing,
        },
    }))
}

impl Shown {
    pub(super) fn tell(self, app: &App) {
        let spawner = app.clone();
        let app = app.clone();
        spawner.spawn(async move {
            let Self { connected, what } = self;
            // A sign that comes late would be a wrong one.
            let Ok(Ok(())) = connected.turn(&app, Call::Sign).await else {
                return;
            };
            let (courier, endpoint) = (&app.courier, &connected.endpoint);
            let told = match &what {
                What::Read {
                    external_id,
                    typing,
                } => courier.mark_read(endpoint, external_id, *typing).await,
                What::Action { customer, action } => {
                    courier.act(endpoint, customer, *action).await
                }
            };
            // Of the channel and the conversation it says nothing, unless that all calls are too many.
            if let Err(error) = told {
                connected.pace.note_call(&error, app.now());
                let channel = connected.channel.id;
                tracing::debug!(%channel, error = %error, "a customer could not be shown that we are there");
            }
        });
    }
}
