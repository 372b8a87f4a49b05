//! Checks: the platform is asked about every channel from time to time.
//!
//! Each channel has a row that says when, and a lease on it while somebody asks; each is asked about by itself, so that
//! one that hangs holds up no other.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use transom_channels::courier::Timeouts;
use transom_domain::health::Findings;
use transom_store::Check;

use crate::app::App;
use crate::channels::health::{self, Checked};
use crate::channels::own_app;
use crate::error::Error;
use crate::pace::SOON;

/// Checks that are begun at once.
const MOST: u32 = 32;
/// The longest sleep.
const LOOK: SignedDuration = SignedDuration::from_secs(30);
/// The wait after a failure of the store, and after a check that came to nothing for a fault of ours.
const PAUSE: Duration = Duration::from_secs(5);
/// How long failures are kept.
const KEPT: SignedDuration = SignedDuration::from_hours(48);
/// Calls of one check.
const CALLS: u32 = 5;

/// Has channels checked until the program ends.
pub(crate) async fn run(app: App) {
    while !app.stop.is_cancelled() {
        if let Err(error) = begin(&app).await {
            tracing::error!(error = %error, "channels could not be checked; it is tried again");
            tokio::time::sleep(PAUSE).await;
        }
        if let Err(error) = tell(&app).await {
            tracing::error!(error = %error, "the health of the channels could not be read");
        }
        tokio::select! {
            () = app.checks.notified() => {}
            () = wait(&app) => {}
            () = app.stop.cancelled() => return,
        }
    }
}

async fn wait(app: &App) {
    let now = app.now();
    let longest = now.saturating_add(LOOK).unwrap_or(now);
    let next = match app.db.read().await {
        Ok(mut read) => read.next_check_at().await.ok().flatten(),
        Err(_) => None,
    };
    app.clock
        .sleep_until(next.unwrap_or(longest).min(longest))
        .await;
}

/// Begins the checks that are due.
async fn begin(app: &App) -> Result<(), Error> {
    let now = app.now();
    let next = app.db.read().await?.next_check_at().await?;
    if next.is_none_or(|next| next > now) {
        return Ok(());
    }
    let turn = Duration::try_from(SOON).unwrap_or_default();
    let held = (turn + Timeouts::default().total) * CALLS;
    let until = now.saturating_add(held).unwrap_or(Timestamp::MAX);
    let mut tx = app.db.write().await?;
    let checks = tx.claim_checks(now, until, MOST).await?;
    tx.forget_errors(now.saturating_sub(KEPT).unwrap_or(Timestamp::MIN))
        .await?;
    tx.commit().await?;
    for check in checks {
        let app = app.clone();
        app.clone().spawn(async move {
            if let Err(error) = perform(&app, check).await {
                tracing::error!(channel = %check.channel_id, error = %error, "a channel could not be checked; it is tried again");
            }
            app.checks.notify_one();
        });
    }
    Ok(())
}

async fn perform(app: &App, check: Check) -> Result<(), Error> {
    let mut found = app.channels.find(check.workspace_id, check.channel_id);
    if found.is_none() {
        // What was connected this moment may not have been read yet.
        app.channels.reload(app).await.map_err(Error::channels)?;
        found = app.channels.find(check.workspace_id, check.channel_id);
    }
    let Some(connected) = found else {
        return Ok(());
    };
    match health::check(app, &connected).await? {
        Checked::NotYet(until) => postpone(app, check, until).await,
        Checked::Found(findings) => {
            save(app, check, &findings).await?;
            own_app::learn(app, &connected).await.map(drop)
        }
    }
}

async fn postpone(app: &App, check: Check, until: Timestamp) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    tx.postpone_check(check, until).await?;
    Ok(tx.commit().await?)
}

async fn save(app: &App, check: Check, findings: &Findings) -> Result<(), Error> {
    let now = app.now();
    // As it is now: it may have changed while the platform was asked.
    let connected = app
        .channels
        .find(check.workspace_id, check.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    let mut tx = app.db.write().await?;
    let before = tx
        .load_health(check.workspace_id, check.channel_id)
        .await?
        .findings;
    let changed = health::apply(&mut tx, &connected, before.as_ref(), findings, now).await?;
    tx.save_check(check, findings, now, after(app, interval(app, check)))
        .await?;
    tx.commit().await?;
    connected.pace.raise(findings.standing.is_raised);
    if changed {
        app.channels.reload(app).await.map_err(Error::channels)?;
    }
    Ok(())
}

fn after(app: &App, wait: SignedDuration) -> Timestamp {
    let now = app.now();
    now.saturating_add(wait).unwrap_or(Timestamp::MAX)
}

/// The wait until the next check, longer by up to an eighth from channel to channel, so that they are not asked about
/// all at once.
fn interval(app: &App, check: Check) -> SignedDuration {
    let minutes = i64::from(app.config.health.check_minutes);
    let spread = i32::from(check.channel_id.uuid().as_bytes()[15]);
    let wait = SignedDuration::from_mins(minutes);
    wait + wait * spread / 2048
}

/// Tells the pages and the gauges how the channels are.
async fn tell(app: &App) -> Result<(), Error> {
    let now = app.now();
    let rows = app.db.read().await?.all_health().await?;
    let mut grades = std::collections::HashMap::new();
    for row in rows {
        let Some(connected) = app.channels.find(row.workspace_id, row.channel_id) else {
            continue;
        };
        let is_raised = row.findings.as_ref().map(|found| found.standing.is_raised);
        connected.pace.raise(is_raised.unwrap_or(false));
        let record = health::of(app, row).await?;
        let channel = &connected.channel;
        let grade = record.grade(channel, now);
        app.metrics.channel(channel, &record, grade);
        grades.insert(channel.id, grade);
    }
    app.channels.set_grades(grades);
    Ok(())
}
