//! The open conversation: from the store and the policy engine to what the page shows of it.

mod banner;
mod composer;
mod files;
mod panel;
mod permitted;
mod snooze;
mod tagged;
mod template;

use jiff::Timestamp;
use transom_domain::channel::Channel;
use transom_domain::conversation::{Status as DomainStatus, Thread};
use transom_domain::decide::Situation;
use transom_domain::id::{ConversationId, MessageId, WorkspaceId};
use transom_policy::{
    AuthorKind, Route, RouteStatus, Rulebook, Status as RouteState, Window as Rules,
};
use transom_store::MessageRow;

use super::composer::Mode;
use super::control::Control;
use super::conversation::{Assignee, Conversation, Status};
use super::labels::Labels;
use super::list::window;
use super::moderation::ModerationMenu;
use super::names::{Names, contact};
use super::thread::{Room, before};
use crate::app::App;
use crate::conversations;
use crate::conversations::thread_control::Standing;
use crate::error::Error;
use crate::recipients;
use crate::web::person::Person;
use crate::web::platform::Platform;
use crate::web::viewer::Viewer;

/// Lines of the thread that are loaded at once.
pub(crate) const LINES: u32 = 60;

/// A conversation as it was read, before it is shown.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    pub(crate) thread: Thread,
    pub(crate) rows: Vec<MessageRow>,
    contact_name: Option<String>,
    username: Option<String>,
    messages: i64,
    channel: Channel,
    rules: Rules,
    routes: Vec<RouteStatus>,
    rulebook: &'static Rulebook,
    standing: Standing,
    moderation: ModerationMenu,
    labels: Option<Labels>,
    has_stickers: bool,
}

impl Opened {
    pub(crate) async fn load(
        app: &App,
        workspace_id: WorkspaceId,
        id: ConversationId,
    ) -> Result<Self, Error> {
        let now = app.now();
        let mut read = app.db.read().await?;
        let mut row = read.load_conversation(workspace_id, id).await?;
        let rows = read.messages(workspace_id, id, None, LINES).await?;
        let messages = read.count_messages(workspace_id, id).await?;
        let connected = app
            .channels
            .find(workspace_id, row.thread.identity.channel_id)
            .ok_or(Error::NotFound("channel"))?;
        let thread = &mut row.thread;
        thread.recipients = recipients::of(app, &mut read, &connected, thread, now).await?;
        let channel = connected.channel.clone();
        let apps = if connected.endpoint.has_thread_control() {
            read.connected_apps(workspace_id, channel.id).await?
        } else {
            Vec::new()
        };
        let labels = if connected.endpoint.has_labels() && !row.thread.is_stand_in() {
            let known = read.labels(workspace_id, channel.id).await?;
            Some(Labels::of(id, &row.labels, known))
        } else {
            None
        };
        let rulebook = app.rulebook(channel.platform, now)?;
        let situation = Situation {
            rulebook,
            channel: &channel,
            thread: &row.thread,
        };
        Ok(Self {
            labels,
            has_stickers: !connected.apps.is_empty(),
            standing: Standing::of(&connected, &row.thread, apps),
            moderation: ModerationMenu::of(&connected, &situation, now),
            rules: conversations::window(app, &channel, &row.thread, now)?,
            routes: conversations::routes(app, &channel, &row.thread, AuthorKind::Human, now)?,
            rulebook,
            thread: row.thread,
            contact_name: row.contact_name,
            username: row.username,
            rows,
            messages,
            channel,
        })
    }

    /// When what may be sent changes next by the passing of time alone.
    pub(crate) fn changes_at(&self, now: Timestamp) -> Option<Timestamp> {
        let restrictions = self
            .channel
            .restrictions
            .iter()
            .filter_map(|measure| measure.until);
        [
            self.rules.closes_at,
            self.rules.human_agent_until,
            self.rulebook.valid_until(),
        ]
        .into_iter()
        .flatten()
        .chain(restrictions)
        .filter(|at| *at > now)
        .min()
    }

    /// What the page shows.
    pub(crate) fn view(
        &self,
        names: &Names,
        viewer: &Viewer,
        settings: Option<&str>,
    ) -> Conversation {
        let conversation = &self.thread.conversation;
        let identity = &self.thread.identity;
        let id = conversation.id.to_string();
        let person = contact(self.contact_name.as_deref(), &identity.external_id, viewer);
        let room = self.room(names, viewer, &person);
        let entries = room.entries(&self.rows);
        let earlier = (self.rows.len() >= LINES as usize)
            .then(|| before(&self.rows))
            .flatten()
            .map(|(_, message)| format!("/conversations/{id}/messages?before={message}"));
        let status = match conversation.status {
            DomainStatus::Empty | DomainStatus::Open => Status::Open,
            DomainStatus::Snoozed { until } => Status::Snoozed(until),
            DomainStatus::Closed => Status::Closed,
        };
        Conversation {
            contact: person.clone(),
            channel: self.channel.name.clone(),
            platform: Platform(self.channel.platform),
            window: window(&self.thread),
            status,
            assignee: conversation.assignee.map(|agent| assignee(agent, names)),
            agents: assignable(names),
            snoozes: self.snoozes(viewer),
            control: self.control(viewer),
            moderation: self.moderation.clone(),
            banner: self.banner(names, viewer, settings),
            entries,
            earlier,
            composer: self.composer(viewer, settings, None, Mode::Reply),
            panel: self.panel(person),
            labels: self.labels.clone(),
            id,
        }
    }

    pub(crate) fn room<'a>(
        &'a self,
        names: &'a Names,
        viewer: &'a Viewer,
        contact: &'a Person,
    ) -> Room<'a> {
        Room {
            viewer,
            names,
            contact,
            channel: &self.channel.name,
            account: &self.channel.external_id,
            platform: self.channel.platform,
            standing: &self.standing,
        }
    }

    fn control(&self, viewer: &Viewer) -> Control {
        let id = self.thread.conversation.id.to_string();
        Control::of(id, &self.standing, viewer)
    }

    pub(crate) fn contact(&self, viewer: &Viewer) -> Person {
        contact(
            self.contact_name.as_deref(),
            &self.thread.identity.external_id,
            viewer,
        )
    }

    fn status_of(&self, wanted: Route) -> Option<&RouteStatus> {
        self.routes.iter().find(|status| status.route == wanted)
    }

    fn is_open(&self, route: Route) -> bool {
        self.status_of(route)
            .is_some_and(|status| status.status == RouteState::Open)
    }
}

fn assignee(agent: transom_domain::id::AgentId, names: &Names) -> Assignee {
    Assignee {
        id: agent.to_string(),
        person: names.agent(agent),
        is_you: agent == names.you,
    }
}

fn assignable(names: &Names) -> Vec<Assignee> {
    let mut all: Vec<_> = names
        .assignable
        .iter()
        .map(|agent| assignee(*agent, names))
        .collect();
    all.sort_by_key(|one| !one.is_you);
    all
}

/// Where earlier lines begin.
pub(crate) async fn earlier(
    app: &App,
    workspace_id: WorkspaceId,
    id: ConversationId,
    message: MessageId,
) -> Result<Vec<MessageRow>, Error> {
    let mut read = app.db.read().await?;
    let at = read.load_message(workspace_id, message).await?.message.at;
    Ok(read
        .messages(workspace_id, id, Some((at, message)), LINES)
        .await?)
}
