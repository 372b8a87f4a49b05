//! Checks: the platform is asked about every channel from time to time.

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use tracing::Span;
use transom_store::{Check, Read, Write};

use super::due::Due;
use crate::app::App;
use crate::channels::health::{self, Checked, Found, Times};
use crate::channels::own_app;
use crate::error::Error;
use crate::pace::Throughput;

/// How long failures are kept.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// What becomes of the channels' rows.
pub(crate) enum Checks {}

impl Due for Checks {
    type Row = Check;
    const CALLS: u32 = 6;
    const FAILED: &'static str = "a channel could not be checked";

    fn bell(app: &App) -> &Notify {
        &app.checks
    }

    async fn next_at(read: &mut Read) -> Result<Option<Timestamp>, transom_store::Error> {
        read.next_check_at().await
    }

    async fn claim(
        tx: &mut Write,
        now: Timestamp,
        until: Timestamp,
        most: u32,
    ) -> Result<Vec<Check>, transom_store::Error> {
        tx.forget_errors(now.saturating_sub(KEPT).unwrap_or(Timestamp::MIN))
            .await?;
        tx.claim_checks(now, until, most).await
    }

    fn span(check: &Check) -> Span {
        tracing::error_span!("check", channel = %check.channel_id)
    }

    async fn perform(app: &App, check: Check) -> Result<(), Error> {
        perform(app, check).await
    }

    async fn before_rest(app: &App) {
        if let Err(error) = tell(app).await {
            tracing::error!(error = %error, "the health of the channels could not be read");
        }
    }
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
    let asked_at = app.now();
    match health::check(app, &connected).await? {
        Checked::NotYet(until) => postpone(app, check, until).await,
        Checked::Found(found) => {
            save(app, check, *found, asked_at).await?;
            let connected = app.channels.find(check.workspace_id, check.channel_id);
            let connected = connected.ok_or(Error::NotFound("channel"))?;
            own_app::learn(app, &connected).await.map(drop)
        }
    }
}

async fn postpone(app: &App, check: Check, until: Timestamp) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    tx.postpone_check(check, until).await?;
    Ok(tx.commit().await?)
}

async fn save(app: &App, check: Check, found: Found, asked_at: Timestamp) -> Result<(), Error> {
    let Found {
        mut findings,
        is_silent,
    } = found;
    let now = app.now();
    // As it is now: it may have changed while the platform was asked.
    let connected = app
        .channels
        .find(check.workspace_id, check.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    let mut tx = app.db.write().await?;
    let before = tx.load_health(check.workspace_id, check.channel_id).await?;
    let times = Times {
        asked_before: before.checked_at,
        asked_at,
        now,
    };
    let changed = health::apply(&mut tx, &connected, &findings, times).await?;
    // What the platform did not tell this time holds as it told it last.
    if let Some(before) = before.findings {
        if is_silent {
            findings.standing = before.standing;
        } else if findings.standing.sending.is_none() {
            findings.standing.sending = before.standing.sending;
        }
    }
    tx.save_check(check, &findings, now, app.after(interval(app, check)))
        .await?;
    tx.commit().await?;
    let throughput = Throughput::of(&findings.standing);
    connected.pace.set_throughput(throughput);
    if changed {
        app.channels.reload(app).await.map_err(Error::channels)?;
    }
    Ok(())
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
        let throughput = row.findings.as_ref();
        let throughput = throughput.map(|found| Throughput::of(&found.standing));
        connected
            .pace
            .set_throughput(throughput.unwrap_or_default());
        let record = health::of(app, row).await?;
        let channel = &connected.channel;
        let grade = record.grade(channel, now);
        app.metrics.channel(channel, &record, grade);
        grades.insert(channel.id, grade);
    }
    app.channels.set_grades(grades);
    Ok(())
}
