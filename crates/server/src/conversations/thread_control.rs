//! Thread control: several apps may serve a page, and one of them may write into a thread. Here it is taken, passed on,
//! given back, asked for, and the wish of another app is answered.
//!
//! The platform is asked at once and outside of any transaction; only what it took is kept. Should the program end in
//! between, the platform's next notice, or the next question, tells how it stands.

use std::sync::Arc;

use transom_channels::messenger::{CallFailed, Class};
use transom_channels::thread_control::{ControlCall, INSTAGRAM_INBOX, PAGE_INBOX};
use transom_domain::conversation::{ControlRequest, Controller, Thread};
use transom_domain::decide::{Actor, Command, ControlAct, Holder};
use transom_domain::id::{ConversationId, WorkspaceId};
use transom_domain::message::HandOver;
use transom_policy::Channel as Platform;
use transom_store::ConnectedApp;

use super::act;
use crate::app::App;
use crate::channels::{Connected, own_app};
use crate::error::Error;
use crate::pace::Call;

/// What somebody wants to do about the control of a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Take it from whoever has it.
    Take,
    /// Give it to the app of this id, with a word for it.
    Pass {
        /// The platform's id of the app.
        app_id: String,
        /// The word.
        note: Option<String>,
    },
    /// Give it back to the platform.
    Release,
    /// Ask whoever has it to pass it on, with a word.
    Request {
        /// The word.
        note: Option<String>,
    },
    /// Decline the wish of another app.
    Decline,
    /// Ask the platform who has it, and which other apps there are.
    Look,
}

/// How the control of a thread stands.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    /// The platform has such a thing there.
    pub(crate) is_shared: bool,
    /// Our own app gets threads only from another.
    pub(crate) is_secondary: bool,
    /// Who controls it.
    pub(crate) holder: Held,
    /// The wish of another app that waits for an answer.
    pub(crate) request: Option<ControlRequest>,
    /// The apps it may be passed to, the platform's own inbox first.
    pub(crate) apps: Vec<ConnectedApp>,
}

/// Who controls a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Held {
    /// No other app was ever heard of.
    Alone,
    /// We do.
    Ours,
    /// Another app; by the platform's id of it, where it was named.
    Theirs(Option<String>),
}

/// The longest word for another app, in characters.
const LONGEST_NOTE: usize = 1000;

/// How the control of a thread stands, as far as is known here.
pub(crate) async fn standing(
    app: &App,
    workspace_id: WorkspaceId,
    id: ConversationId,
) -> Result<Standing, Error> {
    let mut read = app.db.read().await?;
    let thread = read.load_thread(workspace_id, id).await?;
    let connected = connected(app, workspace_id, &thread)?;
    let apps = read
        .connected_apps(workspace_id, connected.channel.id)
        .await?;
    Ok(Standing::of(&connected, &thread, apps))
}

impl Standing {
    /// Put together from what is known.
    pub(crate) fn of(connected: &Connected, thread: &Thread, apps: Vec<ConnectedApp>) -> Self {
        let control = &thread.conversation.control;
        let is_shared = connected.endpoint.has_thread_control();
        let inbox = ConnectedApp {
            external_id: own_inbox(connected.channel.platform).to_owned(),
            name: String::new(),
        };
        let others = apps.into_iter().filter(|app| !is_inbox(&app.external_id));
        Self {
            is_shared,
            is_secondary: connected.channel.app.is_secondary(),
            holder: match control.controller() {
                Controller::Alone => Held::Alone,
                Controller::Ours { .. } => Held::Ours,
                Controller::Theirs { app_id, .. } => Held::Theirs(app_id.map(str::to_owned)),
            },
            request: control.pending().cloned(),
            apps: is_shared
                .then_some(inbox)
                .into_iter()
                .chain(others)
                .collect(),
        }
    }

    /// The name of an app; the platform's own inboxes have none.
    pub(crate) fn name(&self, app_id: &str) -> Option<&str> {
        let app = self.apps.iter().find(|app| app.external_id == app_id)?;
        Some(app.name.as_str()).filter(|name| !name.is_empty())
    }
}

/// The inbox of the platform itself.
fn own_inbox(platform: Platform) -> &'static str {
    match platform {
        Platform::Instagram => INSTAGRAM_INBOX,
        _ => PAGE_INBOX,
    }
}

/// Whether an app is an inbox of the platform itself.
pub(crate) fn is_inbox(app_id: &str) -> bool {
    [PAGE_INBOX, INSTAGRAM_INBOX].contains(&app_id)
}

fn connected(
    app: &App,
    workspace_id: WorkspaceId,
    thread: &Thread,
) -> Result<Arc<Connected>, Error> {
    let found = app.channels.find(workspace_id, thread.identity.channel_id);
    found.ok_or(Error::NotFound("channel"))
}

/// Does something about the control of a thread.
///
/// # Errors
/// [`Error::Platform`] with its sentence when the platform does not do it; then nothing has changed but what it told.
pub(crate) async fn control(
    app: &App,
    workspace_id: WorkspaceId,
    id: ConversationId,
    by: Actor,
    wanted: Wanted,
) -> Result<(), Error> {
    let mut read = app.db.read().await?;
    let thread = read.load_thread(workspace_id, id).await?;
    let connected = connected(app, workspace_id, &thread)?;
    let channel_id = connected.channel.id;
    let apps = read.connected_apps(workspace_id, channel_id).await?;
    drop(read);
    let desk = Desk {
        app,
        workspace_id,
        id,
        by,
        connected: &connected,
        customer: &thread.identity.external_id,
    };
    if wanted == Wanted::Decline {
        return desk.keep(ControlAct::Decline).await;
    }
    let standing = Standing::of(&connected, &thread, apps);
    if !standing.is_shared {
        return Err(Error::invalid(
            "channel",
            "only a Facebook page, and an Instagram account connected through its page, is shared with other apps",
        ));
    }
    // Whose notices are about ourselves must be known before they come.
    let own = own_app::learn(app, &connected).await?;
    match wanted {
        Wanted::Decline => Ok(()),
        Wanted::Take => {
            desk.call(ControlCall::Take, None).await?;
            desk.keep(ControlAct::Take).await
        }
        Wanted::Pass { app_id, note } => {
            let note = checked(note)?;
            if !desk.may_pass(&standing, &app_id).await? {
                return Err(Error::invalid(
                    "app_id",
                    "no app of this id serves the page; look up which there are",
                ));
            }
            let call = ControlCall::Pass(&app_id);
            desk.call(call, note.as_deref()).await?;
            desk.keep(ControlAct::Pass(app_id)).await
        }
        Wanted::Release => {
            desk.call(ControlCall::Release, None).await?;
            desk.keep(ControlAct::Release).await?;
            // It falls to the app that the page made its first, which may be ours or not.
            match desk.look(own.as_deref()).await {
                Ok(()) | Err(Error::Platform(_) | Error::NotYet { .. }) => Ok(()),
                Err(error) => Err(error),
            }
        }
        Wanted::Request { note } => {
            let note = checked(note)?;
            desk.call(ControlCall::Request, note.as_deref()).await?;
            desk.keep(ControlAct::Request).await
        }
        Wanted::Look => {
            desk.look_for_apps().await?;
            desk.look(own.as_deref()).await
        }
    }
}

/// Refuses to hand a thread over with a message to an app that does not serve the page.
pub(crate) async fn may_hand_over(
    app: &App,
    workspace_id: WorkspaceId,
    id: ConversationId,
    by: Actor,
    to: &HandOver,
) -> Result<(), Error> {
    let mut read = app.db.read().await?;
    let thread = read.load_thread(workspace_id, id).await?;
    let connected = connected(app, workspace_id, &thread)?;
    let channel_id = connected.channel.id;
    let apps = read.connected_apps(workspace_id, channel_id).await?;
    drop(read);
    let standing = Standing::of(&connected, &thread, apps);
    if !standing.is_shared {
        return Err(Error::invalid(
            "hand_over",
            "only a thread of a Facebook page is handed over with a message",
        ));
    }
    // Whose notices are about ourselves must be known before they come.
    own_app::learn(app, &connected).await?;
    let HandOver::App { app_id } = to else {
        return Ok(());
    };
    let desk = Desk {
        app,
        workspace_id,
        id,
        by,
        connected: &connected,
        customer: &thread.identity.external_id,
    };
    if desk.may_pass(&standing, app_id).await? {
        Ok(())
    } else {
        Err(Error::invalid(
            "hand_over",
            "no app of this id serves the page; look up which there are",
        ))
    }
}

fn checked(note: Option<String>) -> Result<Option<String>, Error> {
    let note = note.filter(|note| !note.trim().is_empty());
    if note
        .as_ref()
        .is_some_and(|note| note.chars().count() > LONGEST_NOTE)
    {
        return Err(Error::invalid(
            "note",
            "a word for another app has at most 1000 characters",
        ));
    }
    Ok(note)
}

/// A thread, and who does something about it.
struct Desk<'a> {
    app: &'a App,
    workspace_id: WorkspaceId,
    id: ConversationId,
    by: Actor,
    connected: &'a Connected,
    customer: &'a str,
}

impl Desk<'_> {
    async fn keep(&self, done: ControlAct) -> Result<(), Error> {
        let command = Command::Control(done);
        act(self.app, self.workspace_id, self.id, self.by, command)
            .await
            .map(drop)
    }

    /// Waits for the turn of a call at the channel's pace.
    async fn turn(&self) -> Result<(), Error> {
        self.connected.turn_of_desk(self.app, Call::Act).await
    }

    async fn call(&self, call: ControlCall<'_>, note: Option<&str>) -> Result<(), Error> {
        self.turn().await?;
        let asked = self
            .app
            .courier
            .control_thread(&self.connected.endpoint, self.customer, call, note)
            .await;
        match asked {
            Ok(()) => Ok(()),
            Err(failed) => self.failed(call, failed).await,
        }
    }

    async fn failed(&self, call: ControlCall<'_>, failed: CallFailed) -> Result<(), Error> {
        let gives = matches!(call, ControlCall::Pass(_) | ControlCall::Release);
        if gives && failed.class == Class::Standby {
            self.keep(ControlAct::Learn(Holder::App(None))).await?;
        }
        Err(self.connected.failed(self.app, failed))
    }

    /// Whether a thread may be passed to an app. One that is not known may have come since the list was read.
    async fn may_pass(&self, standing: &Standing, app_id: &str) -> Result<bool, Error> {
        let mut known = standing.apps.iter();
        let asked = standing.request.as_ref();
        if known.any(|app| app.external_id == app_id)
            || asked.is_some_and(|request| request.app_id == app_id)
        {
            return Ok(true);
        }
        self.look_for_apps().await?;
        let apps = self
            .app
            .db
            .read()
            .await?
            .connected_apps(self.workspace_id, self.connected.channel.id)
            .await?;
        Ok(apps.iter().any(|app| app.external_id == app_id))
    }

    /// Asks which other apps there are. The platform tells only the app that the page made its first: another one knows
    /// the inbox alone.
    async fn look_for_apps(&self) -> Result<(), Error> {
        self.turn().await?;
        let told = self
            .app
            .courier
            .secondary_receivers(&self.connected.endpoint)
            .await;
        let apps = match told {
            Ok(apps) => apps,
            Err(failed)
                if matches!(
                    failed.class,
                    Class::Permission | Class::Permanent | Class::Unsettled(_)
                ) =>
            {
                return Ok(());
            }
            Err(failed) => return Err(self.connected.failed(self.app, failed)),
        };
        let own = self.connected.channel.app.id.as_deref();
        let apps: Vec<_> = apps
            .into_iter()
            .filter(|app| Some(app.id.as_str()) != own)
            .map(|app| ConnectedApp {
                external_id: app.id,
                name: app.name,
            })
            .collect();
        let mut tx = self.app.db.write().await?;
        tx.set_connected_apps(self.workspace_id, self.connected.channel.id, &apps)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Asks who controls the thread. Without knowing our own app the answer says nothing.
    async fn look(&self, own: Option<&str>) -> Result<(), Error> {
        self.turn().await?;
        let owner = self
            .app
            .courier
            .thread_owner(&self.connected.endpoint, self.customer)
            .await
            .map_err(|failed| self.connected.failed(self.app, failed))?;
        let holder = match (owner, own) {
            (Some(owner), Some(own)) if owner == own => Holder::Us,
            (Some(owner), Some(_)) => Holder::App(Some(owner)),
            (Some(owner), None) if is_inbox(&owner) => Holder::App(Some(owner)),
            (Some(_), None) => return Ok(()),
            (None, _) if self.connected.channel.app.is_secondary() => Holder::App(None),
            (None, _) => Holder::Us,
        };
        self.keep(ControlAct::Learn(holder)).await
    }
}
