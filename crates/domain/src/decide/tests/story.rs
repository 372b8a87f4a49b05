//! A story is played against the real decisions and written down line by line: what was done, and what came of it.

mod lines;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use transom_policy::{Capability, Channel as Platform, Rulebooks};
use uuid::Uuid;

use crate::channel::{Channel, ChannelState, OwnApp};
use crate::conversation::Thread;
use crate::decide::{Actor, Command, Decision, Event, Input, Ours, Refusal, Situation, decide};
use crate::delivery::Outcome;
use crate::id::{AgentId, ChannelId, MessageId, WorkspaceId};
use crate::inbound::{CustomerMessage, InboundEvent, Person, Stage};
use crate::label::Marked;
use crate::message::{Message, Origin};
use words::{changes, command_line, event_line, outcome_line, refusal_line, short};

pub(super) const ANNA: AgentId = AgentId::new(Uuid::from_u128(0xA));
pub(super) const BORIS: AgentId = AgentId::new(Uuid::from_u128(0xB));

/// One conversation on one channel, and the clock.
pub(super) struct Story {
    pub(super) channel: Channel,
    pub(super) thread: Thread,
    pub(super) messages: Vec<Message>,
    /// The highest stage reported of each message, by the platform's id.
    pub(super) stages: BTreeMap<String, Stage>,
    pub(super) now: Timestamp,
    /// What the last decision was.
    pub(super) last: Option<Decision>,
    /// Why the last thing was refused, if it was.
    pub(super) refusal: Option<Refusal>,
    next_id: u128,
    text: String,
}

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

pub(super) fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

/// A customer's text under an id.
pub(super) fn text(external_id: &str, text: &str) -> InboundEvent {
    InboundEvent::Message(CustomerMessage {
        customer: "nora".to_owned(),
        external_id: external_id.to_owned(),
        text: Some(text.to_owned()),
        ..CustomerMessage::default()
    })
}

impl Story {
    /// A page with the permission for late answers, and a customer who has not written, at a moment.
    pub(super) fn on(now: &str) -> Self {
        Self::of(Platform::Messenger, now)
    }

    /// The same on another platform.
    pub(super) fn of(platform: Platform, now: &str) -> Self {
        let now = at(now);
        let mut next_id = 0x100;
        let mut ids = || {
            next_id += 1;
            Uuid::from_u128(next_id)
        };
        let channel = Channel {
            workspace_id: WorkspaceId::new(Uuid::from_u128(1)),
            id: ChannelId::new(Uuid::from_u128(2)),
            platform,
            external_id: "1042".to_owned(),
            name: "Shop".to_owned(),
            username: None,
            region: None,
            capabilities: vec![Capability::HumanAgent],
            restrictions: Vec::new(),
            state: ChannelState::Connected,
            templates: Arc::default(),
            app: OwnApp::default(),
        };
        let thread = Thread::start(channel.id, "nora", now, &mut ids);
        let mut text = String::new();
        writeln!(text, "given  {} a customer who has not written", short(now)).unwrap();
        Self {
            channel,
            thread,
            messages: Vec::new(),
            stages: BTreeMap::new(),
            now,
            last: None,
            refusal: None,
            next_id,
            text,
        }
    }

    /// Time goes by.
    pub(super) fn later(&mut self, by: SignedDuration) -> &mut Self {
        self.now += by;
        self
    }

    /// Something happens on the platform now.
    pub(super) fn happens(&mut self, event: &InboundEvent) -> &mut Self {
        let now = self.now;
        self.happened(now, event)
    }

    /// Something that happened on the platform at a moment is told now.
    pub(super) fn happened(&mut self, at: Timestamp, event: &InboundEvent) -> &mut Self {
        let ours = self.ours(event).map(|message| {
            let delivery = message.delivery.as_ref().unwrap();
            let status = delivery.status.clone();
            let external_id = message.external_id.clone();
            (message.id, external_id, status, delivery.looks)
        });
        let ours = ours.as_ref().map(|(id, external_id, status, looks)| Ours {
            id: *id,
            external_id: external_id.as_deref(),
            status,
            // As the store joins them: of the id that the message has.
            stage: external_id
                .as_ref()
                .and_then(|id| self.stages.get(id).copied()),
            looks: *looks,
        });
        let told = format!("{} {}", short(at), event_line(event));
        let person = Person::default();
        let input = Input::Inbound {
            at,
            event,
            person: &person,
            ours,
        };
        self.step(&told, input)
    }

    fn ours(&self, event: &InboundEvent) -> Option<&Message> {
        let (external_id, metadata) = event.reported()?;
        let id: Option<MessageId> = metadata.and_then(|metadata| metadata.parse().ok());
        self.messages.iter().find(|message| match id {
            Some(id) => message.id == id,
            None => {
                message.delivery.is_some() && message.external_id.as_deref() == Some(external_id)
            }
        })
    }

    /// Anna does something at the desk.
    pub(super) fn does(&mut self, command: &Command) -> &mut Self {
        let by = Actor {
            agent_id: ANNA,
            origin: Origin::Desk,
        };
        let told = format!("{} {}", short(self.now), command_line(command));
        self.step(&told, Input::Command { by, command })
    }

    /// The platform tells of a label; `line` when by itself.
    pub(super) fn labelled(
        &mut self,
        at: Timestamp,
        is_on: bool,
        marked: &Marked,
        line: Option<&str>,
    ) -> &mut Self {
        let told = format!("{} the label {} is told: {is_on}", short(at), marked.name);
        let input = Input::Labelled {
            at,
            is_on,
            marked,
            line,
        };
        self.step(&told, input)
    }

    /// Anna sends the newest message again.
    pub(super) fn tries_again(&mut self) -> &mut Self {
        let message = self.sent().clone();
        self.does(&Command::Retry(message))
    }

    /// The turn of the newest message comes.
    pub(super) fn turn(&mut self) -> &mut Self {
        let message = self.sent().clone();
        let told = format!(
            "{} the turn of {} comes",
            short(self.now),
            self.name(message.id)
        );
        self.step(&told, Input::Turn { message: &message })
    }

    /// The platform answers about the newest message.
    pub(super) fn answer(&mut self, attempts: u32, outcome: &Outcome) -> &mut Self {
        let message = self.sent().clone();
        let told = format!(
            "{} attempt {attempts} ended: {}",
            short(self.now),
            outcome_line(outcome)
        );
        self.step(
            &told,
            Input::Outcome {
                message: &message,
                attempts,
                outcome,
            },
        )
    }

    /// A wake-up, about the newest message when it waits for its echo.
    pub(super) fn wakes(&mut self, for_echo: bool) -> &mut Self {
        let message = for_echo.then(|| self.sent().clone());
        let told = format!("{} a wake-up", short(self.now));
        self.step(
            &told,
            Input::Wake {
                unconfirmed: message.as_ref(),
            },
        )
    }

    /// The newest message of ours.
    pub(super) fn sent(&self) -> &Message {
        self.messages
            .iter()
            .rev()
            .find(|message| message.delivery.is_some())
            .unwrap()
    }

    /// The whole story, as it was written down.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    fn step(&mut self, told: &str, input: Input<'_>) -> &mut Self {
        writeln!(self.text, "when   {told}").unwrap();
        let Self {
            channel,
            thread,
            now,
            next_id,
            ..
        } = self;
        let rulebook = Rulebooks::embedded()
            .governing(channel.platform, *now)
            .unwrap();
        let situation = Situation {
            rulebook,
            channel,
            thread,
        };
        let mut ids = || {
            *next_id += 1;
            Uuid::from_u128(*next_id)
        };
        match decide(&situation, input, *now, &mut ids) {
            Ok(decision) => {
                self.refusal = None;
                self.takes(decision);
            }
            Err(refusal) => {
                let line = refusal_line(&refusal);
                self.then(&line);
                self.last = None;
                self.refusal = Some(refusal);
            }
        }
        self
    }

    fn takes(&mut self, decision: Decision) {
        for event in &decision.events {
            match event {
                Event::MessageAdded(message) => self.messages.push(message.clone()),
                Event::DeliveryChanged {
                    message_id,
                    external_id,
                    status,
                } => {
                    let message = self.message_mut(*message_id);
                    message.external_id = external_id.clone().or(message.external_id.take());
                    message.delivery.as_mut().unwrap().status = status.clone();
                }
                Event::Requeued {
                    message_id,
                    delivery,
                } => {
                    self.message_mut(*message_id).delivery = Some(delivery.clone());
                }
                Event::LooksAgain { message_id } => {
                    let message = self.message_mut(*message_id);
                    message.delivery.as_mut().unwrap().looks += 1;
                }
                Event::ActivityChanged {
                    message_id,
                    activity,
                } => {
                    self.message_mut(*message_id).content.activity = Some(activity.clone());
                }
                Event::Progressed {
                    external_id,
                    reached,
                    ..
                } => {
                    let stage = reached.stage();
                    let known = self.stages.entry(external_id.clone()).or_insert(stage);
                    *known = stage.max(*known);
                }
                _ => {}
            }
            let line = self.happened_line(event);
            self.then(&line);
        }
        for effect in &decision.effects {
            let line = self.effect_line(effect);
            self.then(&line);
        }
        let warnings: Vec<_> = decision
            .warnings
            .iter()
            .map(transom_policy::Warning::as_str)
            .collect();
        if !warnings.is_empty() {
            self.then(&format!("warned: {}", warnings.join(", ")));
        }
        if decision.recount {
            self.then("to be counted from the messages");
        }
        for line in changes(&self.thread, &decision.thread) {
            self.then(&format!("  {line}"));
        }
        self.thread = decision.thread.clone();
        self.last = Some(decision);
    }

    fn message_mut(&mut self, id: MessageId) -> &mut Message {
        self.messages
            .iter_mut()
            .find(|message| message.id == id)
            .unwrap()
    }

    fn then(&mut self, line: &str) {
        writeln!(self.text, "then   {line}").unwrap();
    }

    /// `#1` for the first line of the conversation.
    fn name(&self, id: MessageId) -> String {
        let index = self.messages.iter().position(|message| message.id == id);
        index.map_or_else(|| "?".to_owned(), |index| format!("#{}", index + 1))
    }
}
