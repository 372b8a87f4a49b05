//! A batch of webhooks: parsed, decided in memory, saved together.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use transom_channels::webhook::{self, Item, NotUnderstood, Parsed};
use transom_channels::{instagram, messenger};
use transom_domain::decide::Effect;
use transom_domain::id::WorkspaceId;
use transom_domain::inbound::{Inbound, InboundEvent, OptIn};
use transom_policy::Channel as Platform;
use transom_store::{EventRow, UnhandledRow, Write};

use super::known::Known;
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
    /// What the platform told changed a channel.
    pub(super) channels_changed: bool,
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
            let (platform, parsed) = parse(&record.body);
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
        let connected = app.channels.by_account(platform, &inbound.account);
        let Some(connected) = connected.filter(|connected| {
            app.channels
                .may_tell(signer, connected.channel.workspace_id)
        }) else {
            let account = Some(inbound.account.as_str());
            let detail = "no channel is connected for this account; connect it, then replay";
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
                            let effects = &decided.decision.effects;
                            let is_fetch =
                                |effect: &Effect| matches!(effect, Effect::FetchMedia { .. });
                            self.has_files |= effects.iter().any(is_fetch);
                            self.channels_changed |=
                                channels::apply(tx, one.connected.channel.id, effects).await?;
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

/// The platform that a webhook is of, and what it says.
fn parse(body: &[u8]) -> (Platform, Result<Parsed, NotUnderstood>) {
    match webhook::object(body).as_deref() {
        Some("instagram") => (Platform::Instagram, instagram::parse(body)),
        // What is of no known platform is listed as such by any of the readers.
        _ => (Platform::Messenger, messenger::parse(body)),
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
        InboundEvent::Account(_) => {
            Some(("not-used", "news of the account itself are not used yet"))
        }
        InboundEvent::Template(_) => Some(("not-used", "templates are not managed here yet")),
        InboundEvent::Standby(inner) => not_used(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use transom_domain::inbound::{AccountChange, AccountUpdate, TemplateChange, TemplateUpdate};

    use super::*;

    #[test]
    fn news_of_the_account_and_its_templates_are_listed_for_a_replay() {
        let news = [
            InboundEvent::Account(AccountUpdate {
                number: None,
                change: AccountChange::Reconnected,
            }),
            InboundEvent::Template(TemplateUpdate {
                external_id: "1".to_owned(),
                name: "order_packed".to_owned(),
                language: "en_US".to_owned(),
                change: TemplateChange::Deleted,
            }),
        ];
        for event in news {
            assert_eq!(event.customer(), None, "nothing would be decided");
            let listed = not_used(&event).map(|(reason, _)| reason);
            assert_eq!(listed, Some("not-used"), "{event:?}");
        }
    }
}
