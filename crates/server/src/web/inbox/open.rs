//! The open conversation: from the store and the policy engine to what the page shows of it.

mod files;
mod permitted;
mod snooze;
mod tagged;
mod template;

use jiff::Timestamp;
use transom_domain::channel::Channel;
use transom_domain::conversation::{Status as DomainStatus, Thread};
use transom_domain::id::{ConversationId, MessageId, WorkspaceId};
use transom_policy::{
    AuthorKind, RefusalCode, Route, RouteStatus, Rulebook, Status as RouteState, TextLimit,
    Window as Rules, WindowEventKind,
};
use transom_store::MessageRow;

use super::composer::{Composer, Halt, Mode, Refusal, Remedy, State, Tried, Withdrawn};
use super::control::{Control, Holder};
use super::conversation::{Assignee, Banner, Conversation, Status};
use super::labels::Labels;
use super::list::window;
use super::moderation::ModerationMenu;
use super::names::{Names, contact};
use super::panel::{Cause, Identity, Panel};
use super::template::Picker;
use super::thread::{Room, before};
use super::window::Stage;
use crate::app::App;
use crate::conversations;
use crate::conversations::thread_control::Standing;
use crate::error::Error;
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
}

impl Opened {
    pub(crate) async fn load(
        app: &App,
        workspace_id: WorkspaceId,
        id: ConversationId,
    ) -> Result<Self, Error> {
        let now = app.now();
        let mut read = app.db.read().await?;
        let row = read.load_conversation(workspace_id, id).await?;
        let rows = read.messages(workspace_id, id, None, LINES).await?;
        let messages = read.count_messages(workspace_id, id).await?;
        let connected = app
            .channels
            .find(workspace_id, row.thread.identity.channel_id)
            .ok_or(Error::NotFound("channel"))?;
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
        Ok(Self {
            labels,
            standing: Standing::of(&connected, &row.thread, apps),
            moderation: ModerationMenu::of(&connected, &row.thread),
            rules: conversations::window(app, &channel, &row.thread, now)?,
            routes: conversations::routes(app, &channel, &row.thread, AuthorKind::Human, now)?,
            rulebook: app.rulebook(channel.platform, now)?,
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

    fn halt(&self, viewer: &Viewer, settings: Option<&str>) -> Option<Halt> {
        let now = viewer.now;
        if self.channel.is_disconnected() {
            let settings = settings.map(|base| format!("{base}/{}", self.channel.id));
            return Some(Halt::Disconnected { settings });
        }
        if self.thread.identity.profile.barred.is_some() {
            return Some(Halt::Barred);
        }
        if self.thread.identity.unreachable_since.is_some() {
            return Some(Halt::Unreachable);
        }
        if let Holder::Theirs(app) = self.control(viewer).holder {
            return Some(Halt::Standby {
                app,
                is_shared: self.standing.is_shared,
                is_secondary: self.standing.is_secondary,
            });
        }
        let barred = [Route::Standard, Route::HumanAgent].map(|route| self.status_of(route));
        let is_barred = barred
            .iter()
            .flatten()
            .any(|status| status.code == Some(RefusalCode::Restricted));
        let any_open = self.is_open(Route::Standard) || self.is_open(Route::HumanAgent);
        (is_barred && !any_open).then(|| {
            let in_force = || {
                let measures = self.channel.restrictions.iter();
                measures.filter(|measure| measure.is_in_force(now))
            };
            // Without an end while one of them has none.
            let ends: Option<Vec<_>> = in_force().map(|measure| measure.until).collect();
            let reasons = in_force().map(|measure| measure.reason.clone());
            Halt::Restricted {
                until: ends.and_then(|ends| ends.into_iter().max()),
                reason: reasons.into_iter().find(|reason| !reason.is_empty()),
            }
        })
    }

    /// The composer, with the refusal of what was just tried and the text of it.
    pub(crate) fn composer(
        &self,
        viewer: &Viewer,
        settings: Option<&str>,
        tried: Option<Tried>,
        mode: Mode,
    ) -> Composer {
        let mut composer = Composer {
            conversation: self.thread.conversation.id.to_string(),
            state: self.state(viewer, settings),
            control: self.control(viewer),
            limit: self.limit(),
            asks: self.askable(),
            counts_bytes: matches!(self.rulebook.text(), TextLimit::Bytes(_)),
            files: self.files(viewer),
            mode,
            refusal: None,
            text: String::new(),
            picker: self.picker(viewer, settings),
        };
        if matches!(composer.state, State::Halted(_)) {
            composer.picker = None;
        }
        match (tried, composer.state.wizard()) {
            (Some(Tried::Template(open)), _) => {
                composer.picker = composer.picker.map(|_| Picker::Open(open));
            }
            (Some(Tried::Tagged(written)), Some(wizard)) if wizard.offers(written.purpose) => {
                wizard.written = Some(written);
            }
            // The tag is gone since it was written, or free text may be sent again.
            (Some(Tried::Tagged(written)), _) => {
                let sentence = written.check.sentence().map(str::to_owned);
                composer.refusal = sentence.map(|sentence| Refusal { sentence });
                composer.text = written.text;
            }
            (Some(Tried::Reply { refusal, text }), _) => {
                composer.refusal = Some(refusal);
                composer.text = text;
            }
            (None, _) => {}
        }
        composer
    }

    fn state(&self, viewer: &Viewer, settings: Option<&str>) -> State {
        let now = viewer.now;
        if let Some(halt) = self.halt(viewer, settings) {
            return State::Halted(halt);
        }
        let human_until = self
            .rules
            .human_agent_until
            .filter(|_| self.thread.conversation.window.human_agent_until.is_some());
        if self.is_open(Route::Standard)
            && let (Some(opened_at), Some(closes_at)) = (self.rules.opened_at, self.rules.closes_at)
        {
            return State::Open {
                opened_at,
                closes_at,
                human_until,
            };
        }
        if self.is_open(Route::HumanAgent)
            && let Some(until) = self
                .status_of(Route::HumanAgent)
                .and_then(|status| status.until)
        {
            let opened_at = self.rules.closes_at.or(self.rules.opened_at).unwrap_or(now);
            return State::Human {
                opened_at,
                until,
                tagged: self.wizard(true),
            };
        }
        let code = self
            .status_of(Route::Standard)
            .and_then(|status| status.code);
        State::Closed {
            code: code.unwrap_or(RefusalCode::WindowClosed),
            tagged: self.wizard(false),
            remedies: self.remedies(now, settings),
            withdrawn: self.withdrawn(),
        }
    }

    fn remedies(&self, now: Timestamp, settings: Option<&str>) -> Vec<Remedy> {
        let offers = self.offers(now).into_iter();
        let mut remedies: Vec<Remedy> = offers.map(Remedy::Permitted).collect();
        let human = self.status_of(Route::HumanAgent);
        if let Some(until) = self.rules.human_agent_until.filter(|until| *until > now)
            && human.is_some_and(|status| status.code == Some(RefusalCode::CapabilityMissing))
        {
            let settings = settings.map(|base| format!("{base}/{}", self.channel.id));
            remedies.push(Remedy::HumanPermission { until, settings });
        }
        remedies.extend(
            self.channel
                .chat_link()
                .map(|link| Remedy::AskToWrite { link }),
        );
        remedies
    }

    fn withdrawn(&self) -> Vec<Withdrawn> {
        let retired = Route::ALL.into_iter().filter_map(|route| {
            let at = self.rulebook.retired_at(route)?;
            Some(Withdrawn {
                route,
                on: at.to_zoned(jiff::tz::TimeZone::UTC).date(),
            })
        });
        retired.collect()
    }

    fn banner(&self, names: &Names, viewer: &Viewer, settings: Option<&str>) -> Option<Banner> {
        let conversation = &self.thread.conversation;
        match self.halt(viewer, settings) {
            Some(Halt::Disconnected { settings }) => {
                return Some(Banner::Disconnected { settings });
            }
            Some(Halt::Restricted { until, .. }) => return Some(Banner::Restricted { until }),
            Some(Halt::Standby { app, is_shared, .. }) => {
                return Some(Banner::Standby { app, is_shared });
            }
            Some(Halt::Unreachable | Halt::Barred) | None => {}
        }
        match window(&self.thread).stage(viewer.now) {
            Stage::Closed => {
                return Some(Banner::WindowClosed {
                    since: conversation.window.closes_at,
                });
            }
            Stage::Soon(closes_at) => {
                return Some(Banner::ClosingSoon {
                    closes_at,
                    is_urgent: false,
                });
            }
            Stage::Urgent(closes_at) => {
                return Some(Banner::ClosingSoon {
                    closes_at,
                    is_urgent: true,
                });
            }
            Stage::Open(_) | Stage::Human(_) | Stage::Blocked | Stage::Barred => {}
        }
        if let DomainStatus::Snoozed { until } = conversation.status {
            return Some(Banner::Snoozed { until });
        }
        let other = conversation.assignee.filter(|agent| *agent != names.you)?;
        Some(Banner::AssignedToOther {
            name: names.agent(other).name,
        })
    }

    fn panel(&self, person: Person) -> Panel {
        let conversation = &self.thread.conversation;
        let identity = &self.thread.identity;
        Panel {
            conversation: conversation.id.to_string(),
            contact: person,
            since: conversation.created_at,
            identities: vec![Identity {
                id: identity.id.to_string(),
                channel: self.channel.name.clone(),
                platform: Platform(self.channel.platform),
                username: self.username.clone(),
                external_id: identity.external_id.clone(),
                window: window(&self.thread),
            }],
            opened_at: self.rules.opened_at,
            closes_at: self.rules.closes_at,
            human_until: conversation.window.human_agent_until,
            cause: self.rules.cause.and_then(cause),
            rulebook: self.rulebook.id().to_string(),
            created_at: conversation.created_at,
            messages: self.messages.cast_unsigned(),
            waiting_since: conversation.waiting_since,
        }
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

fn cause(kind: WindowEventKind) -> Option<Cause> {
    Some(match kind {
        WindowEventKind::Message => Cause::Message,
        WindowEventKind::Postback => Cause::Postback,
        WindowEventKind::Referral => Cause::Referral,
        WindowEventKind::Reaction => Cause::Reaction,
        WindowEventKind::PluginOptIn => Cause::OptIn,
        WindowEventKind::AdMessage => Cause::AdMessage,
        _ => return None,
    })
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
