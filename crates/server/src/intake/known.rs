//! What is known about the threads and messages of one workspace, while a batch is decided.

use std::collections::{HashMap, HashSet};

use transom_domain::conversation::Thread;
use transom_domain::decide::{Input, Situation, decide};
use transom_domain::id::{ChannelId, ConversationId, MessageId, WorkspaceId};
use transom_domain::inbound::{Echo, InboundEvent};
use transom_domain::message::{Attachment, AttachmentKind, Content, DeliveryStatus};
use transom_policy::Channel as Platform;
use transom_store::{MessageRef, Saved, UnderWay, Write};

use super::batch::Understood;
use crate::app::App;
use crate::error::Error;

/// What is known about the threads and messages of one workspace, while a batch is decided.
#[derive(Debug, Default)]
pub(super) struct Known {
    threads: HashMap<(ChannelId, String), Thread>,
    by_external_id: HashMap<(ChannelId, String), MessageRef>,
    by_id: HashMap<MessageId, MessageRef>,
    /// Our messages that may have gone out, for echoes that name none.
    under_way: Vec<UnderWay>,
    /// Messages that were taken back.
    deleted: HashSet<(ChannelId, String)>,
    /// Lines added by this batch.
    added: HashSet<(ChannelId, String)>,
}

impl Known {
    pub(super) async fn load(
        tx: &mut Write,
        workspace_id: WorkspaceId,
        understood: &[Understood],
    ) -> Result<Self, Error> {
        let mut customers: Vec<(ChannelId, &str)> = Vec::with_capacity(understood.len());
        let mut external_ids: Vec<(ChannelId, String)> = Vec::with_capacity(understood.len());
        let mut ours: Vec<MessageId> = Vec::new();
        for one in understood {
            let channel_id = one.connected.channel.id;
            let event = &one.inbound.event;
            customers.extend(event.customer().map(|customer| (channel_id, customer)));
            external_ids.extend(event.external_id(one.inbound.at).map(|id| (channel_id, id)));
            ours.extend(our_message(event));
        }
        customers.sort_unstable();
        customers.dedup();
        let threads = tx.threads(workspace_id, &customers).await?;
        let wanted: Vec<(ChannelId, &str)> = external_ids
            .iter()
            .map(|(channel_id, id)| (*channel_id, id.as_str()))
            .collect();
        let found = tx.known_ids(workspace_id, &wanted).await?;
        let by_id = tx.messages_by_id(workspace_id, &ours).await?;
        let answered = answered_namelessly(understood, &threads);
        let under_way = tx.under_way(workspace_id, &answered).await?;
        Ok(Self {
            threads: threads
                .into_iter()
                .map(|thread| {
                    let identity = &thread.identity;
                    ((identity.channel_id, identity.external_id.clone()), thread)
                })
                .collect(),
            deleted: found
                .iter()
                .filter(|known| known.is_deleted)
                .map(|known| (known.channel_id, known.external_id.clone()))
                .collect(),
            by_external_id: found
                .into_iter()
                .filter_map(|known| Some(((known.channel_id, known.external_id), known.message?)))
                .collect(),
            under_way,
            by_id: by_id
                .into_iter()
                .map(|message| (message.id, message))
                .collect(),
            added: HashSet::new(),
        })
    }

    /// Decides one event; nothing, when it is there already.
    pub(super) fn decide(&mut self, app: &App, one: &Understood) -> Result<Option<Saved>, Error> {
        let channel = &one.connected.channel;
        let event = &one.inbound.event;
        // The platform's clock may run ahead of ours; an act has not happened after it was reported.
        let at = one.inbound.at.min(one.received_at);
        let Some(customer) = event.customer() else {
            return Ok(None);
        };
        let line = event.external_id(one.inbound.at).map(|id| (channel.id, id));
        let key = (channel.id, customer.to_owned());
        let ours = self.ours(event, &key, line.as_ref());
        if ours.is_none()
            && let Some(line) = &line
            && (self.by_external_id.contains_key(line) || self.added.contains(line))
        {
            return Ok(None);
        }
        let (thread, is_new) = match self.threads.get(&key) {
            Some(thread) => (thread.clone(), false),
            None => (
                Thread::start(channel.id, customer, at, &mut || app.id()),
                true,
            ),
        };
        let rulebook = app.rulebook(channel.platform, app.now())?;
        let situation = Situation {
            rulebook,
            channel,
            thread: &thread,
        };
        let ours = ours.as_ref().map(|(id, status)| (*id, status));
        let input = Input::Inbound { at, event, ours };
        let mut decision = decide(&situation, input, app.now().max(at), &mut || app.id())
            .map_err(|refusal| Error::Internal(format!("an event was refused: {refusal}")))?;
        if let Some(line) = line.as_ref().filter(|line| self.deleted.contains(*line)) {
            decision.forget(&line.1);
        }
        if let InboundEvent::Deleted { external_id, .. } = event {
            self.deleted.insert((channel.id, external_id.clone()));
        }
        self.threads.insert(key, decision.thread.clone());
        self.added.extend(line);
        Ok(Some(Saved { decision, is_new }))
    }

    /// The message of ours that an echo reports: named by what we attached, or by the id that the platform gave it, or
    /// known by what it says where the platform carries nothing back.
    fn ours(
        &mut self,
        event: &InboundEvent,
        customer: &(ChannelId, String),
        line: Option<&(ChannelId, String)>,
    ) -> Option<(MessageId, DeliveryStatus)> {
        let echo = echo(event)?;
        let named = our_message(event)
            .and_then(|id| self.by_id.get(&id))
            .or_else(|| self.by_external_id.get(line?));
        if let Some(message) = named {
            return Some((message.id, message.status.clone()?));
        }
        if self.added.contains(line?) {
            return None;
        }
        let conversation_id = self.threads.get(customer)?.conversation.id;
        let place = self.under_way.iter().position(|one| {
            one.message.conversation_id == conversation_id && is_echo_of(echo, &one.content)
        })?;
        // Each message is sent once, so a second echo of the same words is of another.
        let UnderWay { message, .. } = self.under_way.remove(place);
        Some((message.id, message.status?))
    }
}

/// The conversations in which something was sent, nobody says what, on platforms whose echoes carry nothing of ours.
fn answered_namelessly(understood: &[Understood], threads: &[Thread]) -> Vec<ConversationId> {
    let nameless: HashSet<(ChannelId, &str)> = understood
        .iter()
        .filter(|one| one.connected.channel.platform == Platform::Instagram)
        .filter_map(|one| {
            let echo = echo(&one.inbound.event)?;
            Some((one.connected.channel.id, echo.customer.as_str()))
        })
        .collect();
    let answered = threads.iter().filter(|thread| {
        let identity = &thread.identity;
        nameless.contains(&(identity.channel_id, identity.external_id.as_str()))
    });
    answered.map(|thread| thread.conversation.id).collect()
}

/// Whether an echo says what a message of ours says. Addresses differ: the platform tells its own.
fn is_echo_of(echo: &Echo, content: &Content) -> bool {
    let kinds = |attachments: &[Attachment]| -> Vec<AttachmentKind> {
        attachments.iter().map(|one| one.kind).collect()
    };
    let said = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    said(&echo.text) == said(&content.text)
        && kinds(&echo.attachments) == kinds(&content.attachments)
}

fn echo(event: &InboundEvent) -> Option<&Echo> {
    match event {
        InboundEvent::Echo(echo) => Some(echo),
        InboundEvent::Standby(inner) => echo(inner),
        _ => None,
    }
}

fn our_message(event: &InboundEvent) -> Option<MessageId> {
    echo(event)?.metadata.as_deref()?.parse().ok()
}
