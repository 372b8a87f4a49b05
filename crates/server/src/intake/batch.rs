//! A batch of webhooks: parsed, decided in memory, saved together.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use transom_channels::messenger::{self, NotUnderstood};
use transom_domain::conversation::Thread;
use transom_domain::decide::{Input, Situation, decide};
use transom_domain::id::{ChannelId, MessageId, WorkspaceId};
use transom_domain::inbound::{Echo, Inbound, InboundEvent, OptIn};
use transom_domain::message::DeliveryStatus;
use transom_policy::Channel as Platform;
use transom_store::{EventRow, MessageRef, Saved, UnhandledRow, Write};

use super::received_at;
use crate::app::App;
use crate::channels::{self, Connected};
use crate::error::Error;
use crate::journal::Record;

/// What a batch of webhooks says, and what came of it.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// By workspace, in the order of the journal.
    understood: BTreeMap<WorkspaceId, Vec<Understood>>,
    /// What was not understood.
    pub(super) unhandled: Vec<UnhandledRow>,
    /// Events that were decided.
    pub(super) processed: u64,
    /// Events that were there already.
    pub(super) repeated: u64,
    /// A measure of the platform changed a channel.
    pub(super) channels_changed: bool,
}

#[derive(Debug)]
struct Understood {
    connected: Arc<Connected>,
    received_at: Timestamp,
    inbound: Inbound,
}

/// What is known about the threads and messages of one workspace, while a batch is decided.
#[derive(Debug, Default)]
struct Known {
    threads: HashMap<(ChannelId, String), Thread>,
    by_external_id: HashMap<(ChannelId, String), MessageRef>,
    by_id: HashMap<MessageId, MessageRef>,
    /// Lines added by this batch.
    added: HashSet<(ChannelId, String)>,
}

/// A webhook that the store refused, as it is listed.
pub(super) fn failed(record: &Record, error: &Error) -> UnhandledRow {
    unhandled(record, 0, None, "failed", error.to_string())
}

fn unhandled(
    record: &Record,
    item: usize,
    account: Option<&str>,
    reason: &str,
    detail: impl Into<String>,
) -> UnhandledRow {
    UnhandledRow {
        workspace_id: WorkspaceId::new(record.workspace),
        position: record.position.get(),
        item: u32::try_from(item).unwrap_or(u32::MAX),
        received_at: received_at(record),
        account: account.map(str::to_owned),
        reason: reason.to_owned(),
        detail: detail.into(),
    }
}

impl Batch {
    pub(super) fn parse(app: &App, records: &[Record]) -> Self {
        let mut batch = Self::default();
        for record in records {
            match messenger::parse(&record.body) {
                Ok(parsed) => {
                    for item in parsed.items {
                        batch.sort(app, record, item);
                    }
                }
                Err(error) => batch.unhandled.push(not_understood(record, &error)),
            }
        }
        batch
    }

    fn sort(&mut self, app: &App, record: &Record, item: messenger::Item) {
        let inbound = match item.understood {
            Ok(inbound) => inbound,
            Err(piece) => {
                let (account, reason) = (piece.account.as_deref(), piece.reason.as_str());
                self.unhandled
                    .push(unhandled(record, item.index, account, reason, piece.detail));
                return;
            }
        };
        if let Some((reason, detail)) = not_used(&inbound.event) {
            let account = Some(inbound.account.as_str());
            self.unhandled
                .push(unhandled(record, item.index, account, reason, detail));
            return;
        }
        let signer = WorkspaceId::new(record.workspace);
        let connected = app
            .channels
            .by_account(Platform::Messenger, &inbound.account);
        let Some(connected) = connected.filter(|connected| {
            app.channels
                .may_tell(signer, connected.channel.workspace_id)
        }) else {
            let account = Some(inbound.account.as_str());
            let detail = "no channel is connected for this page; connect it, then replay";
            self.unhandled.push(unhandled(
                record,
                item.index,
                account,
                "unknown-account",
                detail,
            ));
            return;
        };
        let workspace_id = connected.channel.workspace_id;
        let understood = Understood {
            connected,
            received_at: received_at(record),
            inbound,
        };
        self.understood
            .entry(workspace_id)
            .or_default()
            .push(understood);
    }

    pub(super) async fn save(&mut self, app: &App, tx: &mut Write) -> Result<Vec<EventRow>, Error> {
        let mut events = Vec::new();
        for (workspace_id, understood) in std::mem::take(&mut self.understood) {
            let mut known = Known::load(tx, workspace_id, &understood).await?;
            let mut saved = Vec::with_capacity(understood.len());
            for one in &understood {
                match &one.inbound.event {
                    InboundEvent::Comment(comment) => {
                        let channel_id = one.connected.channel.id;
                        tx.save_comment(workspace_id, channel_id, comment, one.inbound.at)
                            .await?;
                        self.processed += 1;
                    }
                    InboundEvent::Enforcement(enforcement) => {
                        let at = one.inbound.at;
                        channels::change(tx, one.connected.channel.id, |channel| {
                            channel.after_enforcement(enforcement, at)
                        })
                        .await?;
                        self.channels_changed = true;
                        self.processed += 1;
                    }
                    _ => match known.decide(app, one)? {
                        Some(decided) => {
                            saved.push(decided);
                            self.processed += 1;
                        }
                        None => self.repeated += 1,
                    },
                }
            }
            events.extend(
                tx.save(workspace_id, &saved, app.now(), &mut || app.id())
                    .await?,
            );
        }
        tx.add_unhandled(&self.unhandled).await?;
        Ok(events)
    }
}

fn not_understood(record: &Record, error: &NotUnderstood) -> UnhandledRow {
    unhandled(record, 0, None, "not-understood", error.to_string())
}

/// Events that nothing here acts on yet; they are listed, so that a later release can replay them.
fn not_used(event: &InboundEvent) -> Option<(&'static str, &'static str)> {
    match event {
        InboundEvent::OptIn {
            opt_in: OptIn::OneTime { .. } | OptIn::Marketing { .. },
            ..
        } => Some((
            "not-used",
            "permissions for later messages are not used yet",
        )),
        InboundEvent::OptIn { customer: None, .. } => {
            Some(("not-used", "the customer is not known until they write"))
        }
        InboundEvent::Standby(inner) => not_used(inner),
        _ => None,
    }
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

impl Known {
    async fn load(
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
        let found = tx.messages_by_external_id(workspace_id, &wanted).await?;
        let by_id = tx.messages_by_id(workspace_id, &ours).await?;
        Ok(Self {
            threads: threads
                .into_iter()
                .map(|thread| {
                    let identity = &thread.identity;
                    ((identity.channel_id, identity.external_id.clone()), thread)
                })
                .collect(),
            by_external_id: found
                .into_iter()
                .filter_map(|(channel_id, message)| {
                    let external_id = message.external_id.clone()?;
                    Some(((channel_id, external_id), message))
                })
                .collect(),
            by_id: by_id
                .into_iter()
                .map(|message| (message.id, message))
                .collect(),
            added: HashSet::new(),
        })
    }

    /// Decides one event; nothing, when it is there already.
    fn decide(&mut self, app: &App, one: &Understood) -> Result<Option<Saved>, Error> {
        let channel = &one.connected.channel;
        let event = &one.inbound.event;
        // The platform's clock may run ahead of ours; an act has not happened after it was reported.
        let at = one.inbound.at.min(one.received_at);
        let Some(customer) = event.customer() else {
            return Ok(None);
        };
        let line = event.external_id(one.inbound.at).map(|id| (channel.id, id));
        let ours = self.ours(event, line.as_ref());
        if ours.is_none()
            && let Some(line) = &line
            && (self.by_external_id.contains_key(line) || self.added.contains(line))
        {
            return Ok(None);
        }
        let key = (channel.id, customer.to_owned());
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
        let decision = decide(&situation, input, app.now().max(at), &mut || app.id())
            .map_err(|refusal| Error::Internal(format!("an event was refused: {refusal}")))?;
        self.threads.insert(key, decision.thread.clone());
        self.added.extend(line);
        Ok(Some(Saved { decision, is_new }))
    }

    /// The message of ours that an echo reports: named by what we attached, or by the id that the platform gave it.
    fn ours(
        &self,
        event: &InboundEvent,
        line: Option<&(ChannelId, String)>,
    ) -> Option<(MessageId, DeliveryStatus)> {
        echo(event)?;
        our_message(event)
            .and_then(|id| self.by_id.get(&id))
            .or_else(|| self.by_external_id.get(line?))
            .and_then(|message| Some((message.id, message.status.clone()?)))
    }
}
