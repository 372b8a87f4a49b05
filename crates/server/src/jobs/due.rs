//! Rows that say what is to be asked of a platform and when.
//!
//! Whoever finds one due claims it by lease and does it beside all others, so that one that hangs holds up none. A
//! claim that was not ended runs out, and the row is due again.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use tracing::{Instrument as _, Span};
use transom_channels::courier::Timeouts;
use transom_channels::messenger::{CallFailed, Class};
use transom_store::{Read, Write};

use crate::app::App;
use crate::error::Error;
use crate::pace::SOON;

/// Rows that are begun at once.
const MOST: u32 = 32;
/// The longest sleep; a bell or the clock ends it earlier.
const LONGEST_SLEEP: SignedDuration = SignedDuration::from_secs(30);
/// The wait after a failure of the store.
const PAUSE: Duration = Duration::from_secs(1);
/// The wait after the first failure of a row; each further one doubles it.
const WAIT: SignedDuration = SignedDuration::from_secs(4);
/// A row is tried so often.
const TRIES: u32 = 8;

/// One kind of such rows.
pub(crate) trait Due: 'static {
    /// What is claimed.
    type Row: Send + 'static;
    /// Calls of the platform that a row takes at the most; the claim on it outlasts them.
    const CALLS: u32;
    /// What did not happen when it fails, for the log.
    const FAILED: &'static str;

    /// Rings when a row may have become due.
    fn bell(app: &App) -> &Notify;

    /// When the next row may be claimed.
    fn next_at(
        read: &mut Read,
    ) -> impl Future<Output = Result<Option<Timestamp>, transom_store::Error>> + Send;

    /// Claims rows that are due `now`, so many at the most.
    fn claim(
        tx: &mut Write,
        now: Timestamp,
        until: Timestamp,
        most: u32,
    ) -> impl Future<Output = Result<Vec<Self::Row>, transom_store::Error>> + Send;

    /// Whose row it is, for the log.
    fn span(row: &Self::Row) -> Span;

    /// Does what a row says, and ends the claim on it.
    fn perform(app: &App, row: Self::Row) -> impl Future<Output = Result<(), Error>> + Send;

    /// Comes before every rest.
    fn before_rest(_app: &App) -> impl Future<Output = ()> + Send {
        std::future::ready(())
    }
}

/// Does rows of a kind until the program ends.
pub(crate) async fn run<D: Due>(app: App) {
    while !app.stop.is_cancelled() {
        let next = match begin::<D>(&app).await {
            Ok(next) => next,
            Err(error) => {
                tracing::error!(error = %error, "{}; it is tried again", D::FAILED);
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        D::before_rest(&app).await;
        tokio::select! {
            () = D::bell(&app).notified() => {}
            () = rest(&app, next) => {}
            () = app.stop.cancelled() => {}
        }
    }
}

/// Rests until something is due. Not for long, for another server on the same store may have made it so, unheard.
pub(crate) async fn rest(app: &App, next: Option<Timestamp>) {
    let longest = app.after(LONGEST_SLEEP);
    app.clock
        .sleep_until(next.map_or(longest, |next| next.min(longest)))
        .await;
}

/// Begins the rows that are due; tells when the next one is.
async fn begin<D: Due>(app: &App) -> Result<Option<Timestamp>, Error> {
    let now = app.now();
    let next = D::next_at(&mut app.db.read().await?).await?;
    if next.is_none_or(|next| next > now) {
        return Ok(next);
    }
    let turn = Duration::try_from(SOON).unwrap_or_default();
    let held = (turn + Timeouts::default().total) * D::CALLS;
    let until = now.saturating_add(held).unwrap_or(Timestamp::MAX);
    let mut tx = app.db.write().await?;
    let rows = D::claim(&mut tx, now, until, MOST).await?;
    tx.commit().await?;
    for row in rows {
        let span = D::span(&row);
        app.spawn(perform::<D>(app.clone(), row).instrument(span));
    }
    Ok(D::next_at(&mut app.db.read().await?).await?)
}

async fn perform<D: Due>(app: App, row: D::Row) {
    if let Err(error) = D::perform(&app, row).await {
        tracing::error!(error = %error, "{}; it is tried again", D::FAILED);
    }
    D::bell(&app).notify_one();
}

/// How long it is waited before a row is tried again whose call failed; nothing when that is of no use. What may have
/// been done already is simply asked again.
pub(crate) fn again(failed: &CallFailed, attempts: u32) -> Option<SignedDuration> {
    let can = matches!(
        failed.class,
        Class::Retry | Class::Throttled | Class::Reconcile
    );
    let asked = failed
        .wait
        .and_then(|wait| SignedDuration::try_from(wait).ok());
    (can && attempts + 1 < TRIES).then(|| asked.unwrap_or_else(|| WAIT * 2_i32.pow(attempts)))
}
