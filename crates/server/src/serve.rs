//! Serving: the journal, the tasks beside requests, and the listener, from start to a graceful end.

use std::net::SocketAddr;
use std::time::Duration;

use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::time::MissedTickBehavior;

use crate::app::{App, StartError};
use crate::journal::{self, Journal, Position};
use crate::{channels, http, intake, jobs, live, media, templates};

/// A program that serves.
#[derive(Debug)]
pub struct Serving {
    app: App,
    journal: Journal,
    address: SocketAddr,
}

/// How often the write-ahead log is folded back into the database's file: little at a time, because the journal waits for
/// the same disk.
const CHECKPOINT_EVERY: Duration = Duration::from_millis(300);
/// How often single measurements become counts.
const TIDY_EVERY: Duration = Duration::from_secs(5);
/// How long requests and sends under way are waited for at the end.
const PATIENCE: Duration = Duration::from_secs(25);

/// Starts to serve on the configured address.
pub async fn start(app: App) -> Result<Serving, StartError> {
    let address = app.config.listen;
    let listener = TcpListener::bind(address)
        .await
        .map_err(|source| StartError::Listen { address, source })?;
    start_on(app, listener).await
}

/// Starts to serve on a listener.
pub async fn start_on(app: App, listener: TcpListener) -> Result<Serving, StartError> {
    let address = app.config.listen;
    let address = listener
        .local_addr()
        .map_err(|source| StartError::Listen { address, source })?;
    let taken = intake::position(&app).await?;
    let taken = (taken > 0).then_some(Position::new(taken));
    let journal = Journal::open_after(app.journal_dir(), options(&app), taken)?;
    // Only now, when it is certain that no other server uses them.
    app.media.discard_incoming()?;
    app.keep("journal", stands(app.clone(), journal.clone()));
    app.keep("intake", intake::run(app.clone(), journal.clone()));
    app.keep(
        "journal's age",
        intake::forget(app.clone(), journal.clone()),
    );
    app.keep("jobs", jobs::run(app.clone()));
    app.keep("names", jobs::names::run(app.clone()));
    app.keep("templates", templates::sync::run(app.clone()));
    let checks = jobs::due::run::<jobs::health::Checks>(app.clone());
    app.keep("checks", checks);
    let moderations = jobs::due::run::<jobs::moderation::Moderations>(app.clone());
    app.keep("moderations", moderations);
    let labels = jobs::due::run::<jobs::labels::LabelsDue>(app.clone());
    app.keep("labels", labels);
    app.keep("fetches", media::fetch::run(app.clone()));
    app.keep("sweep", media::sweep::run(app.clone()));
    app.keep("channels", channels::follow(app.clone()));
    app.keep("live", live::run(app.clone()));
    app.keep("counts", live::count(app.clone()));
    app.keep("checkpoints", checkpoints(app.clone()));
    app.keep("metrics", tidy_metrics(app.clone()));
    let router = http::router(&app, &journal);
    let stop = app.stop.clone();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    // Answers are small and leave at once.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    let served = axum::serve(listener, service).with_graceful_shutdown(stop.cancelled_owned());
    app.keep("listener", async move {
        if let Err(error) = served.await {
            tracing::error!(error = %error, "the listener failed");
        }
    });
    Ok(Serving {
        app,
        journal,
        address,
    })
}

impl Serving {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The program.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The journal.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Stops: takes nothing new, finishes what is under way. What is acknowledged but not processed waits in the
    /// journal for the next start.
    pub async fn close(self) {
        let Self { app, journal, .. } = self;
        app.stop.cancel();
        app.tasks.close();
        if tokio::time::timeout(PATIENCE, app.tasks.wait())
            .await
            .is_err()
        {
            tracing::warn!(
                "some requests or sends did not end in time; their outcomes will be settled at the next start"
            );
        }
        journal.close();
        app.db.close().await;
    }
}

/// Ends when the journal takes nothing any more: only a new start opens it again.
async fn stands(app: App, journal: Journal) {
    app.stop.run_until_cancelled(journal.ended()).await;
}

async fn tidy_metrics(app: App) {
    let mut ticks = tokio::time::interval(TIDY_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while app.stop.run_until_cancelled(ticks.tick()).await.is_some() {
        app.metrics.tidy();
    }
}

async fn checkpoints(app: App) {
    let mut ticks = tokio::time::interval(CHECKPOINT_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while app.stop.run_until_cancelled(ticks.tick()).await.is_some() {
        if let Err(error) = app.db.checkpoint().await {
            tracing::warn!(error = %error, "the database's log could not be folded back");
        }
    }
}

fn options(app: &App) -> journal::Options {
    let defaults = journal::Options::default();
    let max_record_bytes = app.config.webhook.max_bytes;
    journal::Options {
        segment_bytes: app.config.journal.segment_mib * 1024 * 1024,
        queue_records: app.config.journal.queue,
        queue_bytes: defaults.queue_bytes.max(2 * max_record_bytes),
        max_record_bytes,
    }
}
