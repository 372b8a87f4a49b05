//! What is known about the threads and messages of one workspace, while a batch is decided.

mod labels;
mod names;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use transom_domain::conversation::Thread;
use transom_domain::decide::{Decision, Event, Input, Ours, Situation, decide};
use transom_domain::id::{ChannelId, ConversationId, LabelId, MessageId, WorkspaceId};
use transom_domain::inbound::{Echo, InboundEvent};
use transom_domain::label::{Label, Mark};
use transom_domain::message::{Attachment, AttachmentKind, Content, Extra, Structured};
use transom_policy::Channel as Platform;
use transom_store::{EventRow, MessageRef, Saved, UnderWay, Write};

use super::batch::Understood;
use crate::app::App;
use crate::error::Error;
use names::{Key, Names};

/// What is known about the threads and messages of one workspace, while a batch is decided.
#[derive(Debug, Default)]
pub(super) struct Known {
    threads: HashMap<Key, Thread>,
    /// Who is who, where customers have several ids.
    names: Names,
    by_external_id: HashMap<(ChannelId, String), MessageId>,
    by_id: HashMap<MessageId, MessageRef>,
    /// Our messages that may have gone out, for echoes that name none.
    under_way: Vec<UnderWay>,
    /// Messages that were taken back.
    deleted: HashSet<(ChannelId, String)>,
    /// Lines added by this batch.
    added: HashMap<(ChannelId, String), Option<MessageId>>,
    /// Labels that the batch tells of, by the platform's id.
    labels: HashMap<(ChannelId, String), Label>,
    /// How they stand with customers.
    marks: HashMap<(ConversationId, LabelId), Mark>,
    /// Conversations with whom only a comment was known, and who they turned out to be with.
    identified: Vec<(ConversationId, String)>,
}

impl Known {
    /// What is known, and what finding out who is who made happen.
    pub(super) async fn load(
        app: &App,
        tx: &mut Write,
        workspace_id: WorkspaceId,
        understood: &[Understood],
    ) -> Result<(Self, Vec<EventRow>), Error> {
        let (names, theirs, events) = Names::load(app, tx, workspace_id, understood).await?;
        let mut customers: Vec<(ChannelId, &str)> = Vec::with_capacity(understood.len());
        let mut external_ids: Vec<(ChannelId, String)> = Vec::with_capacity(understood.len());
        let mut ours: Vec<MessageId> = Vec::new();
        for one in understood {
            let channel_id = one.connected.channel.id;
            let event = &one.inbound.event;
            if one.connected.channel.platform != Platform::WhatsApp {
                customers.extend(event.customer().map(|customer| (channel_id, customer)));
            }
            let line = event.external_id(one.inbound.at);
            let line = line.map(|id| (channel_id, id));
            external_ids.extend(line.or_else(|| reported_line(channel_id, event)));
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
        let by_external_id = found.iter().filter_map(|known| {
            let name = (known.channel_id, known.external_id.clone());
            Some((name, known.message.as_ref()?.id))
        });
        let answered = answered_namelessly(understood, &threads);
        let under_way = tx.under_way(workspace_id, &answered).await?;
        let by_customer = threads.into_iter().map(|thread| {
            let identity = &thread.identity;
            ((identity.channel_id, identity.external_id.clone()), thread)
        });
        let known = Self {
            threads: by_customer.chain(theirs).collect(),
            names,
            deleted: found
                .iter()
                .filter(|known| known.is_deleted)
                .map(|known| (known.channel_id, known.external_id.clone()))
                .collect(),
            by_external_id: by_external_id.collect(),
            under_way,
            by_id: found
                .into_iter()
                .filter_map(|known| known.message)
                .chain(by_id)
                .map(|message| (message.id, message))
                .collect(),
            added: HashMap::new(),
            labels: HashMap::new(),
            marks: HashMap::new(),
            identified: Vec::new(),
        };
        let known = known.with_labels(app, tx, workspace_id, understood).await?;
        Ok((known, events))
    }

    /// Keeps whose ids are, once the threads are saved.
    pub(super) async fn save_names(
        &self,
        tx: &mut Write,
        workspace_id: WorkspaceId,
    ) -> Result<(), Error> {
        self.names.save(tx, workspace_id, &self.threads).await
    }

    /// Decides one event; nothing, when it is there already.
    pub(super) fn decide(&mut self, app: &App, one: &Understood) -> Result<Option<Saved>, Error> {
        let channel = &one.connected.channel;
        let event = &one.inbound.event;
        let at = one.at();
        let Some(customer) = event.customer() else {
            return Ok(None);
        };
        let marked = match event {
            InboundEvent::Labelled(notice) => match self.marked(channel.id, notice) {
                Some(marked) => Some((marked, notice.is_on)),
                None => return Ok(None),
            },
            _ => None,
        };
        let line = event.external_id(one.inbound.at).map(|id| (channel.id, id));
        let key = self.names.key(one);
        let key = key.unwrap_or_else(|| (channel.id, customer.to_owned()));
        let ours = self.ours(event, &key, line.as_ref());
        if ours.is_none()
            && let Some(line) = &line
            && (self.by_external_id.contains_key(line) || self.added.contains_key(line))
        {
            return Ok(self.fill(&key, line, event));
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
        let ours = ours.as_ref().and_then(|message| {
            Some(Ours {
                id: message.id,
                external_id: message.external_id.as_deref(),
                status: message.status.as_ref()?,
                stage: message.stage,
                looks: message.looks,
            })
        });
        let reported = ours.map(|ours| ours.id);
        if let Some(message) = reported.and_then(|id| self.by_id.get(&id))
            && message.conversation_id != thread.conversation.id
        {
            let told = (message.conversation_id, customer.to_owned());
            self.identified.push(told);
        }
        let person = &one.inbound.person;
        let input = match &marked {
            Some((marked, is_on)) => Input::Labelled {
                at,
                is_on: *is_on,
                marked,
                line: line.as_ref().map(|(_, line)| line.as_str()),
            },
            None => Input::Inbound {
                at,
                event,
                person,
                ours,
            },
        };
        let mut decision = decide(&situation, input, app.now().max(at), &mut || app.id())
            .map_err(|refusal| Error::Internal(format!("an event was refused: {refusal}")))?;
        if at != one.inbound.at
            && let Some((_, told)) = &line
        {
            name_as_told(&mut decision, event.external_id(at).as_deref(), told);
        }
        if let Some(line) = line.as_ref().filter(|line| self.deleted.contains(*line)) {
            decision.forget(&line.1);
        }
        if let InboundEvent::Deleted { external_id, .. } = event {
            self.deleted.insert((channel.id, external_id.clone()));
        }
        self.note(channel.id, reported, &decision);
        self.note_marks(&decision);
        self.threads.insert(key, decision.thread.clone());
        let added = decision.events.iter().find_map(|event| match event {
            Event::MessageAdded(message) if message.external_id.is_some() => Some(message.id),
            _ => None,
        });
        self.added.extend(line.map(|line| (line, added)));
        Ok(Some(Saved { decision, is_new }))
    }

    /// The file of a line that is there already, where the event brings one that was to come.
    fn fill(&self, key: &Key, line: &(ChannelId, String), event: &InboundEvent) -> Option<Saved> {
        let added = self.added.get(line).copied().flatten();
        let message_id = self.by_external_id.get(line).copied().or(added)?;
        let thread = self.threads.get(key)?.clone();
        let decision = Decision::filled(thread, message_id, event)?;
        Some(Saved {
            decision,
            is_new: false,
        })
    }

    /// The conversations of which the batch told whose they are.
    pub(super) fn identified(self) -> Vec<(ConversationId, String)> {
        self.identified
    }

    /// Where our message stands now, for the next report about it in the same batch.
    fn note(&mut self, channel_id: ChannelId, reported: Option<MessageId>, decision: &Decision) {
        let message = reported.and_then(|id| self.by_id.get_mut(&id));
        let Some(message) = message else { return };
        for event in &decision.events {
            message.looks += u32::from(matches!(event, Event::LooksAgain { .. }));
            if let Event::DeliveryChanged {
                external_id,
                status,
                ..
            } = event
            {
                message.status = Some(status.clone());
                if let Some(external_id) = external_id {
                    message.external_id = Some(external_id.clone());
                    let name = (channel_id, external_id.clone());
                    self.by_external_id.insert(name, message.id);
                }
            }
        }
        for event in &decision.events {
            // Of an earlier attempt, under another id of the platform, nothing is said here.
            if let Event::Progressed {
                external_id,
                reached,
                ..
            } = event
                && message.external_id.as_ref() == Some(external_id)
            {
                message.stage = message.stage.max(Some(reached.stage()));
            }
        }
    }

    /// The message of ours that an event reports: named by what we attached, or by the id that the platform gave it. An
    /// echo is also known by what it says, where the platform carries nothing back.
    fn ours(
        &mut self,
        event: &InboundEvent,
        customer: &Key,
        line: Option<&(ChannelId, String)>,
    ) -> Option<MessageRef> {
        let name = reported_line(customer.0, event)?;
        let named = our_message(event)
            .and_then(|id| self.by_id.get(&id))
            .or_else(|| self.by_id.get(self.by_external_id.get(&name)?));
        if let Some(message) = named {
            return message.status.is_some().then(|| message.clone());
        }
        let echo = echo(event)?;
        if self.added.contains_key(line?) {
            return None;
        }
        let conversation_id = self.threads.get(customer)?.conversation.id;
        let place = self.under_way.iter().position(|one| {
            one.message.conversation_id == conversation_id && is_echo_of(echo, &one.content)
        })?;
        // Each message is sent once, so a second echo of the same words is of another.
        let UnderWay { message, .. } = self.under_way.remove(place);
        self.by_id.insert(message.id, message.clone());
        message.status.is_some().then_some(message)
    }
}

/// A line without an id of the platform has one made of its moment: of the one that the platform told, also where that is
/// ahead of our clock and the line stands at our time.
fn name_as_told(decision: &mut Decision, made: Option<&str>, told: &str) {
    for added in &mut decision.events {
        if let Event::MessageAdded(message) = added
            && made.is_some_and(|made| message.external_id.as_deref() == Some(made))
        {
            message.external_id = Some(told.to_owned());
        }
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
    if said(&echo.text) != said(&content.text) {
        return false;
    }
    let told = kinds(&echo.attachments);
    match &content.extra {
        Some(Extra::Structured(structured)) => match &**structured {
            Structured::Heart => told == [AttachmentKind::Sticker],
            Structured::Post { .. } => {
                told == [AttachmentKind::Post] || told == [AttachmentKind::Link]
            }
            _ => told == [AttachmentKind::Template],
        },
        _ => told == kinds(&content.attachments),
    }
}

fn echo(event: &InboundEvent) -> Option<&Echo> {
    match event {
        InboundEvent::Echo(echo) => Some(echo),
        InboundEvent::Standby(inner) | InboundEvent::Past(inner) => echo(inner),
        _ => None,
    }
}

fn our_message(event: &InboundEvent) -> Option<MessageId> {
    let (_, metadata) = event.reported()?;
    metadata?.parse().ok()
}

/// The platform's id of the message that an event reports.
fn reported_line(channel_id: ChannelId, event: &InboundEvent) -> Option<(ChannelId, String)> {
    let (external_id, _) = event.reported()?;
    Some((channel_id, external_id.to_owned()))
}
