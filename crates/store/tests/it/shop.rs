//! A database with a workspace, and ways to have things happen in it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use transom_domain::agent::{Agent, Role};
use transom_domain::channel::{Channel, ChannelState, OwnApp};
use transom_domain::conversation::Thread;
use transom_domain::decide::{
    Actor, Command, Decision, Effect, Event, Input, Reply, Situation, decide,
};
use transom_domain::id::{AgentId, ChannelId, ConversationId, MessageId, WorkspaceId};
use transom_domain::inbound::{CustomerMessage, Echo, InboundEvent, Person};
use transom_domain::message::{Content, Origin};
use transom_policy::{Capability, Channel as Platform, Human, Rulebooks, Warnings};
use transom_store::{ChannelRow, Db, EventRow, Job, Lease, Options, Saved};
use uuid::Uuid;

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn start() -> Timestamp {
    at("2026-11-21T10:00:00Z")
}

pub(crate) fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

/// The server that claims jobs.
pub(crate) const SERVER: Uuid = Uuid::from_u128(1);

/// A workspace with a page and an agent.
pub(crate) struct Shop {
    pub(crate) db: Db,
    pub(crate) workspace_id: WorkspaceId,
    pub(crate) channel: Channel,
    pub(crate) agent_id: AgentId,
    ids: Arc<AtomicU64>,
    pub(crate) dir: Arc<TempDir>,
}

impl Shop {
    pub(crate) async fn open() -> Self {
        let dir = Arc::new(tempfile::tempdir().unwrap());
        let db = Db::open(&dir.path().join("transom.db"), Options::default())
            .await
            .unwrap();
        Self::create(db, dir, Arc::default(), "1001").await
    }

    /// Another workspace in the same database.
    pub(crate) async fn neighbour(&self) -> Self {
        Self::create(
            self.db.clone(),
            Arc::clone(&self.dir),
            Arc::clone(&self.ids),
            "1002",
        )
        .await
    }

    async fn create(db: Db, dir: Arc<TempDir>, ids: Arc<AtomicU64>, page: &str) -> Self {
        let mut shop = Self {
            db,
            workspace_id: WorkspaceId::new(Uuid::nil()),
            channel: Channel {
                workspace_id: WorkspaceId::new(Uuid::nil()),
                id: ChannelId::new(Uuid::nil()),
                platform: Platform::Messenger,
                external_id: page.to_owned(),
                name: "Shop".to_owned(),
                username: None,
                region: None,
                capabilities: vec![Capability::HumanAgent],
                restrictions: Vec::new(),
                state: ChannelState::Connected,
                templates: Arc::default(),
                app: OwnApp::default(),
            },
            agent_id: AgentId::new(Uuid::nil()),
            ids,
            dir,
        };
        shop.workspace_id = WorkspaceId::new(shop.id());
        shop.channel.workspace_id = shop.workspace_id;
        let mut tx = shop.db.write().await.unwrap();
        tx.add_workspace(shop.workspace_id, "Shop", start())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        shop.agent_id = shop.add_agent("ana@example.com").await;
        shop.channel.id = shop.add_channel(page).await;
        shop
    }

    pub(crate) fn id(&self) -> Uuid {
        Uuid::from_u128(u128::from(self.ids.fetch_add(1, Ordering::Relaxed)) + 1)
    }

    pub(crate) async fn add_agent(&self, email: &str) -> AgentId {
        let agent = Agent {
            workspace_id: self.workspace_id,
            id: AgentId::new(self.id()),
            name: "Ana".to_owned(),
            email: email.to_owned(),
            role: Role::Owner,
            preferences: transom_domain::agent::Preferences::default(),
            deactivated_at: None,
        };
        let mut tx = self.db.write().await.unwrap();
        tx.add_agent(&agent, None, start()).await.unwrap();
        tx.commit().await.unwrap();
        agent.id
    }

    pub(crate) async fn add_channel(&self, page: &str) -> ChannelId {
        let id = ChannelId::new(self.id());
        let channel = Channel {
            id,
            external_id: page.to_owned(),
            ..self.channel.clone()
        };
        let row = ChannelRow {
            channel,
            graph_url: "http://127.0.0.1:9".to_owned(),
            graph_version: "v26.0".to_owned(),
            parent_id: None,
            secrets: vec![1, 2, 3],
            marketing: None,
        };
        let mut tx = self.db.write().await.unwrap();
        tx.add_channel(&row, start()).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// The thread of a customer, if they are known.
    pub(crate) async fn find(&self, customer: &str) -> Option<Thread> {
        let mut read = self.db.read().await.unwrap();
        let wanted = [(self.channel.id, customer)];
        read.threads(self.workspace_id, &wanted)
            .await
            .unwrap()
            .pop()
    }

    pub(crate) async fn thread(&self, customer: &str) -> Thread {
        self.find(customer).await.unwrap()
    }

    /// Saves one decision.
    pub(crate) async fn save(
        &self,
        decision: Decision,
        is_new: bool,
    ) -> Result<Vec<EventRow>, transom_store::Error> {
        let mut tx = self.db.write().await.unwrap();
        let saved = [Saved { decision, is_new }];
        let events = tx
            .save(self.workspace_id, &saved, start(), &mut || self.id())
            .await?;
        tx.commit().await?;
        Ok(events)
    }

    /// Something happens on the platform.
    pub(crate) async fn hear(&self, customer: &str, at: Timestamp, event: &InboundEvent) {
        let known = self.find(customer).await;
        let is_new = known.is_none();
        let thread = known
            .unwrap_or_else(|| Thread::start(self.channel.id, customer, at, &mut || self.id()));
        let mut decision = self.decide(
            &thread,
            Input::Inbound {
                at,
                event,
                person: &Person::default(),
                ours: None,
            },
            at,
        );
        if let Some(id) = event.external_id(at) {
            let mut read = self.db.read().await.unwrap();
            let wanted = [(self.channel.id, id.as_str())];
            let known = read.known_ids(self.workspace_id, &wanted).await.unwrap();
            if known.iter().any(|known| known.is_deleted) {
                decision.forget(&id);
            }
        }
        self.save(decision, is_new).await.unwrap();
    }

    /// The customer writes; the platform's id of the message is made of the text.
    pub(crate) async fn writes(&self, customer: &str, at: Timestamp, text: &str) -> ConversationId {
        let event = InboundEvent::Message(CustomerMessage {
            customer: customer.to_owned(),
            external_id: format!("m_{text}"),
            text: Some(text.to_owned()),
            ..CustomerMessage::default()
        });
        self.hear(customer, at, &event).await;
        self.thread(customer).await.conversation.id
    }

    /// The agent does something about the conversation of a customer.
    pub(crate) async fn does(&self, customer: &str, now: Timestamp, command: Command) -> Decision {
        let thread = self.thread(customer).await;
        let by = Actor {
            agent_id: self.agent_id,
            origin: Origin::Desk,
        };
        let decision = self.decide(
            &thread,
            Input::Command {
                by,
                command: &command,
            },
            now,
        );
        self.save(decision.clone(), false).await.unwrap();
        decision
    }

    /// The agent answers; gives the message.
    pub(crate) async fn answers(&self, customer: &str, now: Timestamp, text: &str) -> MessageId {
        let reply = Reply::<Human>::new(Content::text(text));
        let decision = self.does(customer, now, Command::Reply(reply)).await;
        decision
            .events
            .iter()
            .find_map(|event| match event {
                Event::MessageAdded(message) => Some(message.id),
                _ => None,
            })
            .unwrap()
    }

    pub(crate) fn decide(&self, thread: &Thread, input: Input<'_>, now: Timestamp) -> Decision {
        let rulebook = Rulebooks::embedded()
            .governing(Platform::Messenger, now)
            .unwrap();
        let situation = Situation {
            rulebook,
            channel: &self.channel,
            thread,
        };
        let mut decision = decide(&situation, input, now, &mut || self.id()).unwrap();
        // The customer's name is nobody's concern here.
        decision
            .effects
            .retain(|effect| *effect != Effect::FetchProfile);
        decision
    }

    /// Claims what is due.
    pub(crate) async fn claim(
        &self,
        now: Timestamp,
        until: Timestamp,
        full: &[ChannelId],
        most: u32,
    ) -> Vec<Job> {
        let mut tx = self.db.write().await.unwrap();
        let lease = Lease {
            owner: SERVER,
            until,
        };
        let jobs = tx.claim_jobs(now, lease, full, most).await.unwrap();
        tx.commit().await.unwrap();
        jobs
    }
}

/// Somebody answers Nora in the platform's own inbox.
pub(crate) fn echo(external_id: &str) -> InboundEvent {
    InboundEvent::Echo(Echo {
        customer: "nora".to_owned(),
        external_id: external_id.to_owned(),
        metadata: None,
        origin: Origin::PlatformInbox,
        app_id: None,
        text: Some("We look".to_owned()),
        attachments: Vec::new(),
        reply_to: None,
        extra: None,
    })
}

/// A decision that leaves a thread as it is given.
pub(crate) fn plain(thread: Thread, events: Vec<Event>, effects: Vec<Effect>) -> Decision {
    Decision {
        thread,
        events,
        effects,
        warnings: Warnings::NONE,
        recount: false,
    }
}
