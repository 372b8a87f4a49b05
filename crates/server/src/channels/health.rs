//! The health of channels: what is known of it, and asking the platform about it.
//!
//! What is found changes the channel where it says more than was known: a token that the platform refuses, or takes
//! again; a restriction with its end. Receiving goes on whatever is found.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use transom_channels::courier::{Account, Interface, Subscription};
use transom_channels::messenger::{CallFailed, Class};
use transom_channels::{instagram, messenger, whatsapp};
use transom_domain::channel::{Cause, Channel, ChannelState, Measure, OwnApp};
use transom_domain::health::{Findings, Hearing, Reach, Record, Sending, Standing, Token};
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_policy::RestrictionScope;
use transom_store::{HealthRow, Write};

use super::{Connected, NotYet, change, effects, renewal};
use crate::app::App;
use crate::error::Error;
use crate::pace::{Asked, Call};

/// How far back failures are told.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What a check came to.
#[derive(Debug)]
pub(crate) enum Checked {
    Found(Box<Found>),
    /// The channel must not ask before.
    NotYet(Timestamp),
}

/// What a check found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) findings: Findings,
    /// How the account stands was not told this time, so that it stands as it was told last.
    pub(crate) is_silent: bool,
}

/// What is known of a channel's health.
pub(crate) async fn record(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
) -> Result<(Record, Timestamp), Error> {
    let row = app.db.read().await?.load_health(workspace_id, id).await?;
    let next_check_at = row.next_check_at;
    Ok((of(app, row).await?, next_check_at))
}

/// The same of a row that is there already.
pub(crate) async fn of(app: &App, row: HealthRow) -> Result<Record, Error> {
    let now = app.now();
    let since = now.saturating_sub(DAY).unwrap_or(Timestamp::MIN);
    let (workspace_id, id) = (row.workspace_id, row.channel_id);
    let mut read = app.db.read().await?;
    let errors = read.errors_since(workspace_id, id, since).await?;
    let ending = effects::ending(&mut read, workspace_id, id).await?;
    let standing = app
        .channels
        .find(workspace_id, id)
        .map(|connected| connected.pace.standing(now));
    Ok(Record {
        checked_at: row.checked_at,
        findings: row.findings,
        heard_at: row.heard_at,
        lag: row.lag,
        errors,
        quiet_until: standing.and_then(|standing| standing.quiet_until),
        used: standing.and_then(|standing| standing.used),
        ahead: SignedDuration::from_hours(24 * i64::from(app.config.health.token_days)),
        ending,
    })
}

/// Has the platform asked about a channel as soon as it may be.
pub(crate) async fn check_soon(
    app: &App,
    workspace_id: WorkspaceId,
    channel_id: ChannelId,
) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    if !tx
        .ask_for_check(workspace_id, channel_id, app.now())
        .await?
    {
        return Err(Error::NotFound("channel"));
    }
    tx.commit().await?;
    app.checks.notify_one();
    Ok(())
}

/// Why a check was not carried to its end.
enum Stopped {
    NotYet(Timestamp),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stopped {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Asks the platform about a channel, at the channel's pace.
pub(crate) async fn check(app: &App, connected: &Connected) -> Result<Checked, Error> {
    match look(app, connected).await {
        Ok(found) => Ok(Checked::Found(Box::new(found))),
        Err(Stopped::NotYet(until)) => Ok(Checked::NotYet(until)),
        Err(Stopped::Failed(error)) => Err(error),
    }
}

async fn turn(app: &App, connected: &Connected, times: u32) -> Result<(), Stopped> {
    let asked = Asked::from(Call::Manage).times(times);
    let turn = connected.turn(app, asked).await?;
    turn.map_err(|NotYet { until }| Stopped::NotYet(until))
}

async fn look(app: &App, connected: &Connected) -> Result<Found, Stopped> {
    let endpoint = &connected.endpoint;
    // About the account, and about its subscriptions.
    turn(app, connected, 2).await?;
    let account = match app.courier.check(endpoint).await {
        Ok(account) => account,
        Err(failed) => {
            connected.pace.note_call(&failed, app.now());
            return Ok(unreached(&failed));
        }
    };
    let is_of_page = endpoint.interface() == Interface::InstagramOfPage;
    if is_of_page && account.id != connected.channel.external_id {
        let reason = format!("the page is linked to the Instagram account {}", account.id);
        return Ok(found(Reach::Refused { reason }));
    }
    let token = if endpoint.interface() == Interface::Instagram {
        if renewal::is_due(app, connected)? {
            turn(app, connected, 1).await?;
        }
        renewal::token(app, connected).await?
    } else {
        turn(app, connected, 1).await?;
        app.courier.token(endpoint).await.unwrap_or_default()
    };
    let own = token.app_id.as_ref().or(connected.channel.app.id.as_ref());
    let hearing = hearing(app, connected, &account, own.map(String::as_str)).await?;
    if matches!(
        endpoint.interface(),
        Interface::Messenger | Interface::WhatsApp
    ) {
        turn(app, connected, 1).await?;
    }
    let (standing, is_silent) = standing(app, connected).await;
    Ok(Found {
        findings: Findings {
            reach: Reach::Works,
            hearing,
            standing,
            token,
        },
        is_silent,
    })
}

/// How the account stands, and whether that was not told this time. A page may keep it to itself; then nothing is known.
async fn standing(app: &App, connected: &Connected) -> (Standing, bool) {
    let asked = app.courier.standing(&connected.endpoint, app.now()).await;
    match asked {
        Ok(standing) => (standing, false),
        Err(failed) => {
            connected.pace.note_call(&failed, app.now());
            let is_kept_back = matches!(failed.class, Class::Permission | Class::Permanent);
            (Standing::default(), !is_kept_back)
        }
    }
}

fn unreached(failed: &CallFailed) -> Found {
    let reason = failed.to_string();
    found(match failed.class {
        Class::Reconnect => Reach::Refused { reason },
        Class::Permission | Class::Unsettled(_) => Reach::Lacks { reason },
        _ => Reach::Unknown { reason },
    })
}

fn found(reach: Reach) -> Found {
    Found {
        findings: Findings {
            reach,
            hearing: Hearing::Unknown,
            standing: Standing::default(),
            token: Token::default(),
        },
        is_silent: true,
    }
}

/// Which webhooks come to our own app. The platform takes a subscription away without a word when webhooks failed for
/// long: it is asked for again. It is also when nobody knows which of the apps is ours, which costs nothing.
async fn hearing(
    app: &App,
    connected: &Connected,
    account: &Account,
    own: Option<&str>,
) -> Result<Hearing, Stopped> {
    let interface = connected.endpoint.interface();
    let wanted = fields(interface);
    let missing = missing(interface, wanted, account, own);
    let is_sure = own.is_some() || account.subscriptions.is_empty();
    if missing.is_empty() && is_sure {
        return Ok(Hearing::All);
    }
    turn(app, connected, 1).await?;
    match app.courier.subscribe(&connected.endpoint, wanted).await {
        Ok(()) if is_sure => {
            let channel = connected.channel.id;
            tracing::warn!(%channel, fields = missing.join(","), "the platform had stopped to send webhooks; it sends them again");
            Ok(Hearing::Restored)
        }
        Ok(()) => Ok(Hearing::Renewed),
        Err(failed) => {
            connected.pace.note_call(&failed, app.now());
            Ok(if missing.is_empty() {
                Hearing::Unknown
            } else {
                Hearing::Missing { fields: missing }
            })
        }
    }
}

/// What our own app does not hear; where that is not known, what no app does.
fn missing(
    interface: Interface,
    wanted: &[&str],
    account: &Account,
    own: Option<&str>,
) -> Vec<String> {
    let is_own = |app: &&Subscription| own.is_none_or(|own| app.app_id == own);
    let mut apps = account.subscriptions.iter().filter(is_own).peekable();
    // WhatsApp tells which apps hear, but not of what.
    if interface == Interface::WhatsApp && apps.peek().is_some() {
        return Vec::new();
    }
    let heard: BTreeSet<&str> = apps
        .flat_map(|subscription| subscription.fields.iter().map(String::as_str))
        .collect();
    let missing = wanted.iter().filter(|field| !heard.contains(**field));
    missing.map(|field| (*field).to_owned()).collect()
}

/// The webhooks that are asked for.
pub(super) fn fields(interface: Interface) -> &'static [&'static str] {
    match interface {
        Interface::Instagram => &instagram::WEBHOOK_FIELDS,
        // A page has one subscription, whatever is connected through it: asking for less would take away from the other.
        Interface::Messenger | Interface::InstagramOfPage => &messenger::WEBHOOK_FIELDS,
        Interface::WhatsApp => &whatsapp::WEBHOOK_FIELDS,
    }
}

/// When a channel was asked about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Times {
    /// The time before, when that was answered.
    pub(crate) asked_before: Option<Timestamp>,
    /// This time.
    pub(crate) asked_at: Timestamp,
    pub(crate) now: Timestamp,
}

/// Changes a channel by what was found, inside a transaction of the caller's. Whether there was anything: reload
/// afterwards.
pub(crate) async fn apply(
    tx: &mut Write,
    connected: &Connected,
    findings: &Findings,
    times: Times,
) -> Result<bool, Error> {
    let Times {
        asked_before,
        asked_at,
        now,
    } = times;
    let known = &connected.channel;
    let mut changed = false;
    if let Some(state) = state(known, &findings.reach, (asked_at, now)) {
        match &state {
            ChannelState::Connected => {
                tracing::info!(channel = %known.id, "the platform takes the token again");
            }
            ChannelState::Disconnected { reason, .. } => {
                tracing::warn!(channel = %known.id, reason, "the platform refuses the token: renew it");
            }
        }
        change(tx, known.id, |channel| Channel { state, ..channel }).await?;
        changed = true;
    }
    // By this it is also known whom notices are about, where several apps share a page.
    if let Some(id) = findings
        .token
        .app_id
        .clone()
        .filter(|id| known.app.id.as_ref() != Some(id))
    {
        change(tx, known.id, |channel| Channel {
            app: OwnApp {
                id: Some(id),
                ..channel.app
            },
            ..channel
        })
        .await?;
        changed = true;
    }
    // A refusal has the platform asked at once, and that answer may not know of it yet: the next one does.
    let told_by = asked_before.filter(|told_by| {
        let mut bars = known.restrictions.iter();
        bars.any(|measure| measure.is_freed(*told_by) && measure.is_in_force(asked_at))
    });
    match (findings.standing.sending, told_by) {
        (Some(Sending::Free | Sending::Limited), Some(told_by)) => {
            tracing::info!(channel = %known.id, "the platform lets the channel send again");
            change(tx, known.id, |channel| channel.freed(told_by, asked_at)).await?;
            changed = true;
        }
        // What bars it already may name its end.
        (Some(Sending::Blocked), _) if known.bar(now).is_none() => {
            let mut complaints = findings.standing.complaints.iter();
            let reason = complaints.find(|complaint| complaint.bars);
            let reason = reason.map(|complaint| complaint.text.clone());
            let measure = Measure {
                scope: RestrictionScope::All,
                told_at: asked_at,
                until: None,
                is_assumed: false,
                reason: reason.unwrap_or_default(),
            };
            tracing::warn!(channel = %known.id, reason = %measure.reason, "the platform lets the channel send nothing");
            change(tx, known.id, |channel| channel.restricted(measure)).await?;
            changed = true;
        }
        _ => {}
    }
    for measure in &findings.standing.measures {
        if let Some(measure) = news(known, measure, now) {
            tracing::warn!(channel = %known.id, reason = %measure.reason, "the platform bars the channel from sending");
            change(tx, known.id, |channel| channel.restricted(measure)).await?;
            changed = true;
        }
    }
    Ok(changed)
}

/// The state that follows, if it is another. Only what was found by asking is over because of an answer.
fn state(
    channel: &Channel,
    reach: &Reach,
    (asked_at, now): (Timestamp, Timestamp),
) -> Option<ChannelState> {
    match (reach, &channel.state) {
        (Reach::Refused { reason }, ChannelState::Connected) => Some(ChannelState::Disconnected {
            reason: reason.clone(),
            since: now,
            cause: Cause::Asked,
        }),
        // What a message met with is found by asking too, and so is its end.
        (
            Reach::Refused { .. },
            ChannelState::Disconnected {
                reason,
                since,
                cause: Cause::Sending,
            },
        ) => Some(ChannelState::Disconnected {
            reason: reason.clone(),
            since: *since,
            cause: Cause::Asked,
        }),
        (
            Reach::Works,
            ChannelState::Disconnected {
                since,
                cause: Cause::Asked,
                ..
            },
        ) if *since <= asked_at => Some(ChannelState::Connected),
        _ => None,
    }
}

/// The measure, if it tells more than is known: that it is in force at all, or until when.
fn news(channel: &Channel, measure: &Measure, now: Timestamp) -> Option<Measure> {
    let mut of_scope = channel
        .restrictions
        .iter()
        .filter(|known| known.scope == measure.scope && known.is_in_force(now));
    let is_known = of_scope.any(|known| known.until == measure.until);
    (measure.is_in_force(now) && !is_known).then(|| Measure {
        told_at: now,
        ..measure.clone()
    })
}
