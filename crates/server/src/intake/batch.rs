//! A batch of webhooks: parsed, decided in memory, saved together.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use transom_channels::webhook::{self, Item, NotUnderstood, Parsed};
use transom_channels::{instagram, messenger, whatsapp};
use transom_domain::channel::Channel;
use transom_domain::decide::Effect;
use transom_domain::id::{ChannelId, JobId, WorkspaceId};
use transom_domain::inbound::{AccountChange, Inbound, InboundEvent, TemplateUpdate};
use transom_domain::phone;
use transom_policy::Channel as Platform;
use transom_store::{EventRow, Heard, TemplateAccount, UnhandledRow, Write};

use super::known::Known;
use super::{failure, received_at};
use crate::app::App;
use crate::channels::{self, Connected};
use crate::error::Error;
use crate::journal::Record;
use crate::templates;

/// What a batch of webhooks says, and what came of it.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// By workspace, in the order of the journal.
    understood: BTreeMap<WorkspaceId, Vec<Understood>>,
    /// What was reported of templates, and when, for each account that it is for.
    templates: Vec<(TemplateAccount, TemplateUpdate, Timestamp)>,
    /// What was not understood.
    pub(super) unhandled: Vec<UnhandledRow>,
    /// Events that were decided.
    pub(super) processed: u64,
    /// Events that were there already.
    pub(super) repeated: u64,
    /// What the platform told changed a channel.
    pub(super) channels_changed: bool,
    /// Something was told of templates.
    pub(super) templates_changed: bool,
    /// Files came along that are to be fetched.
    pub(super) has_files: bool,
}

/// An event of a connected channel.
#[derive(Debug)]
pub(super) struct Understood {
    pub(super) connected: Arc<Connected>,
    pub(super) received_at: Timestamp,
    pub(super) inbound: Inbound,
}

impl Understood {
    /// When it happened. The platform's clock may run ahead of ours; an act has not happened after it was reported.
    pub(super) fn at(&self) -> Timestamp {
        self.inbound.at.min(self.received_at)
    }
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
            let (platform, parsed) = parse(&record.body, received_at(record));
            match parsed {
                Ok(parsed) => {
                    for item in parsed.items {
                        batch.sort(app, record, platform, item);
                    }
                }
                Err(error) => batch.unhandled.push(not_understood(record, &error)),
            }
        }
        batch
    }

    fn sort(&mut self, app: &App, record: &Record, platform: Platform, item: Item) {
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
        if let InboundEvent::Template(update) = &inbound.event {
            let accounts = templates::accounts_of(app, signer, platform, &inbound.account);
            if !accounts.is_empty() {
                let at = inbound.at.min(received_at(record));
                let told = accounts.into_iter();
                self.templates
                    .extend(told.map(|account| (account, update.clone(), at)));
                return;
            }
        }
        let mut concerned = concerned(app, platform, &inbound);
        concerned.retain(|connected| {
            app.channels
                .may_tell(signer, connected.channel.workspace_id)
        });
        if concerned.is_empty() {
            let account = Some(inbound.account.as_str());
            let detail = "no channel is connected for this account; connect it, then replay";
            self.unhandled.push(unhandled(
                record,
                item.index,
                account,
                "unknown-account",
                detail,
            ));
        }
        let told = std::iter::repeat_n(inbound, concerned.len());
        for (connected, inbound) in concerned.into_iter().zip(told) {
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
    }

    pub(super) async fn save(&mut self, app: &App, tx: &mut Write) -> Result<Vec<EventRow>, Error> {
        let mut events = Vec::new();
        for (workspace_id, understood) in std::mem::take(&mut self.understood) {
            let (mut known, merged) = Known::load(app, tx, workspace_id, &understood).await?;
            events.extend(merged);
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
                        let (id, at) = (one.connected.channel.id, one.inbound.at);
                        let news = AccountChange::Enforced(enforcement.clone());
                        channels::told(tx, (workspace_id, id), &news, at, app.now()).await?;
                        self.channels_changed = true;
                        self.processed += 1;
                    }
                    InboundEvent::AppRoles(roles) => {
                        let at = one.inbound.at;
                        channels::change(tx, one.connected.channel.id, |channel| Channel {
                            app: channel.app.told(roles, at),
                            ..channel
                        })
                        .await?;
                        self.channels_changed = true;
                        self.processed += 1;
                    }
                    InboundEvent::Account(update) => {
                        let (id, at) = (one.connected.channel.id, one.inbound.at);
                        channels::told(tx, (workspace_id, id), &update.change, at, app.now())
                            .await?;
                        self.channels_changed = true;
                        self.processed += 1;
                    }
                    _ => match known.decide(app, one)? {
                        Some(decided) => {
                            self.templates_changed |=
                                failure::note(app, tx, one, &decided.decision).await?;
                            let effects = &decided.decision.effects;
                            let is_fetch =
                                |effect: &Effect| matches!(effect, Effect::FetchMedia { .. });
                            self.has_files |= effects.iter().any(is_fetch);
                            self.channels_changed |=
                                channels::apply(tx, &one.connected.channel, effects, app.now())
                                    .await?;
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
            known.save_names(tx, workspace_id).await?;
            for (conversation_id, customer) in known.identified() {
                // Told twice, or by the answer to the send: then it is done.
                let thread = match tx.load_thread(workspace_id, conversation_id).await {
                    Ok(thread) if thread.is_stand_in() => thread,
                    Ok(_) | Err(transom_store::Error::NotFound(_)) => continue,
                    Err(error) => return Err(error.into()),
                };
                let job_id = JobId::new(app.id());
                events.extend(
                    tx.identify(workspace_id, thread, &customer, job_id, app.now())
                        .await?,
                );
            }
            for heard in heard(&understood, app.now()) {
                tx.heard(workspace_id, heard).await?;
            }
        }
        for (account, update, at) in std::mem::take(&mut self.templates) {
            let read = templates::told(tx, &account, &update, at).await?;
            read.ask(app, tx, &account).await?;
            self.channels_changed = true;
            self.templates_changed = true;
            self.processed += 1;
        }
        tx.add_unhandled(&self.unhandled).await?;
        Ok(events)
    }
}

/// The last webhook of each channel.
fn heard(understood: &[Understood], now: Timestamp) -> Vec<Heard> {
    let mut last: BTreeMap<ChannelId, Timestamp> = BTreeMap::new();
    for one in understood {
        let at = last
            .entry(one.connected.channel.id)
            .or_insert(one.received_at);
        *at = one.received_at.max(*at);
    }
    last.into_iter()
        .map(|(channel_id, at)| Heard {
            channel_id,
            at,
            lag: now.duration_since(at).max(SignedDuration::ZERO),
        })
        .collect()
}

/// The platform that a webhook is of, and what it says.
fn parse(body: &[u8], received_at: Timestamp) -> (Platform, Result<Parsed, NotUnderstood>) {
    match webhook::object(body).as_deref() {
        Some("instagram") => (Platform::Instagram, instagram::parse(body)),
        Some("whatsapp_business_account") => (
            Platform::WhatsApp,
            whatsapp::parse_received(body, received_at),
        ),
        // What is of no known platform is listed as such by any of the readers.
        _ => (Platform::Messenger, messenger::parse(body)),
    }
}

/// The channels that an event is about: the one of its account. What is told of a business account of WhatsApp concerns
/// all of its numbers, or the one that it names.
fn concerned(app: &App, platform: Platform, inbound: &Inbound) -> Vec<Arc<Connected>> {
    if let Some(connected) = app.channels.by_account(platform, &inbound.account) {
        return vec![connected];
    }
    if platform != Platform::WhatsApp || inbound.event.customer().is_some() {
        return Vec::new();
    }
    let mut numbers = app.channels.below(platform, &inbound.account);
    if let InboundEvent::Account(update) = &inbound.event
        && let Some(number) = &update.number
    {
        let digits: String = phone::digits(number).collect();
        numbers.retain(|connected| connected.channel.username.as_ref() == Some(&digits));
    }
    numbers
}

fn not_understood(record: &Record, error: &NotUnderstood) -> UnhandledRow {
    unhandled(record, 0, None, "not-understood", error.to_string())
}

/// Events that nothing here acts on yet; they are listed, so that a later release can replay them.
fn not_used(event: &InboundEvent) -> Option<(&'static str, &'static str)> {
    match event {
        InboundEvent::OptIn { customer: None, .. } => {
            Some(("not-used", "the customer is not known until they write"))
        }
        InboundEvent::Standby(inner) | InboundEvent::Past(inner) => not_used(inner),
        _ => None,
    }
}
