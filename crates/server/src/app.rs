//! What every part of the running program shares.

use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use transom_channels::courier::{Courier, Timeouts};
use transom_policy::{Channel as Platform, Rulebook, Rulebooks};
use transom_store::{Db, EventKind, EventRow};
use uuid::Uuid;

use crate::bus::Bus;
use crate::channels::Channels;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Error;
use crate::ids::Ids;
use crate::live::Live;
use crate::media::Media;
use crate::metrics::Metrics;
use crate::secret::{Key, KeyError};
use crate::server_id;
use crate::sign_in::Attempts;
use crate::stickers::Shelf;

/// The running program. Cheap to clone; clones are the same program.
#[derive(Debug, Clone)]
pub struct App(Arc<Inner>);

/// The parts, reached through [`App`].
#[derive(Debug)]
#[expect(missing_docs, reason = "each is the type of its name")]
pub struct Inner {
    pub config: Config,
    pub clock: Clock,
    pub ids: Ids,
    pub db: Db,
    pub bus: Bus,
    pub live: Live,
    pub channels: Channels,
    pub courier: Courier,
    pub media: Media,
    pub key: Key,
    /// Which server this is, of several on one store.
    pub server: Uuid,
    pub metrics: Metrics,
    pub attempts: Attempts,
    pub stickers: Shelf,
    /// Rings when there may be a job to do.
    pub jobs: Notify,
    /// Rings when there may be a name to ask for.
    pub profiles: Notify,
    /// Rings when a list of templates may be to be read.
    pub template_syncs: Notify,
    /// Rings when a channel may have to be checked.
    pub checks: Notify,
    /// Rings when a platform is to be asked to keep a customer away.
    pub moderations: Notify,
    /// Rings when a platform is to be asked about labels.
    pub label_work: Notify,
    failed: AtomicBool,
    /// The last attempt to process webhooks failed.
    pub(crate) intake_stands: AtomicBool,
    /// Cancelled when the program is to end.
    pub stop: CancellationToken,
    /// Everything that runs beside requests.
    pub tasks: TaskTracker,
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data directory cannot be made.
    #[error("the data directory {path} cannot be used: {source}")]
    DataDir {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Store(#[from] transom_store::Error),
    /// Where files are kept.
    #[error(transparent)]
    Media(#[from] crate::media::OpenError),
    /// The journal.
    #[error("the journal cannot be opened: {0}")]
    Journal(#[from] crate::journal::OpenError),
    /// The address to listen on.
    #[error("cannot listen on {address}: {source}; choose another with `listen` or TRANSOM_LISTEN")]
    Listen {
        /// Where.
        address: std::net::SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// Something that the first steps need.
    #[error(transparent)]
    Step(#[from] Error),
    /// Channels.
    #[error(transparent)]
    Channels(#[from] crate::channels::ChannelError),
}

/// The name of the database file in the data directory.
pub const DATABASE_FILE: &str = "transom.db";
/// The name of the journal's folder in the data directory.
pub const JOURNAL_DIR: &str = "journal";

impl App {
    /// Where the journal of raw webhooks is.
    pub fn journal_dir(&self) -> std::path::PathBuf {
        self.config.data_dir.join(JOURNAL_DIR)
    }

    /// Opens everything under the data directory. Nothing runs yet: see [`crate::serve`].
    pub async fn open(config: Config, clock: Clock) -> Result<Self, StartError> {
        let dir = &config.data_dir;
        let data_dir = |source| StartError::DataDir {
            path: dir.display().to_string(),
            source,
        };
        std::fs::create_dir_all(dir).map_err(data_dir)?;
        let key = open_key(&config, dir)?;
        let server = server_id::load_or_create(&dir.join("server")).map_err(data_dir)?;
        let db = Db::open(&dir.join(DATABASE_FILE), transom_store::Options::default()).await?;
        let app = Self(Arc::new(Inner {
            ids: Ids::new(clock.clone()),
            clock,
            db,
            bus: Bus::new(),
            live: Live::default(),
            channels: Channels::default(),
            courier: Courier::new(Timeouts::default()),
            media: Media::open(&config)?,
            key,
            server,
            metrics: Metrics::new(),
            attempts: Attempts::new(),
            stickers: Shelf::default(),
            jobs: Notify::new(),
            profiles: Notify::new(),
            template_syncs: Notify::new(),
            checks: Notify::new(),
            moderations: Notify::new(),
            label_work: Notify::new(),
            failed: AtomicBool::new(false),
            intake_stands: AtomicBool::new(false),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
            config,
        }));
        app.channels.reload(&app).await?;
        Ok(app)
    }

    /// Runs a task that shutdown waits for. One that panics ends alone.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the task tracker's own place"
    )]
    pub fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let task = AssertUnwindSafe(task).catch_unwind();
        tokio::spawn(self.tasks.track_future(task.map(|ended| {
            if ended.is_err() {
                tracing::error!("a task panicked; standard error tells where");
            }
        })));
    }

    /// Runs a task without which the program is not whole. Should it end before it is told to, so does the program, as one
    /// that failed: whoever watches it starts it again.
    pub(crate) fn keep(&self, part: &'static str, task: impl Future<Output = ()> + Send + 'static) {
        let app = self.clone();
        self.spawn(async move {
            let panicked = AssertUnwindSafe(task).catch_unwind().await.is_err();
            if panicked || !app.stop.is_cancelled() {
                tracing::error!(
                    part,
                    panicked,
                    "a part of the program has ended by itself; the program ends"
                );
                app.failed.store(true, Ordering::Release);
                app.stop.cancel();
            }
        });
    }

    /// Whether the program ends because a part of it did.
    pub fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Acquire)
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A new id.
    pub fn id(&self) -> Uuid {
        self.ids.next()
    }

    /// The rules in force for a platform at a moment.
    pub fn rulebook(&self, platform: Platform, now: Timestamp) -> Result<&'static Rulebook, Error> {
        Rulebooks::embedded()
            .governing(platform, now)
            .ok_or(Error::NoRulebook(platform))
    }

    /// The moment after a wait.
    pub fn after(&self, wait: SignedDuration) -> Timestamp {
        self.now().saturating_add(wait).unwrap_or(Timestamp::MAX)
    }

    /// The moment up to which a closing window closes soon.
    pub fn soon(&self, now: Timestamp) -> Timestamp {
        let hours = SignedDuration::from_hours(self.config.desk.closing_soon_hours);
        now.checked_add(hours).unwrap_or(Timestamp::MAX)
    }

    /// Tells the pages and the workers what has become durable.
    pub fn happened(&self, events: Vec<EventRow>) {
        let may_release = |event: &EventRow| {
            matches!(
                event.kind,
                EventKind::MessageDeleted | EventKind::AttachmentChanged
            )
        };
        if events.iter().any(may_release) {
            self.media.releases.notify_one();
        }
        self.bus.publish(events);
        self.jobs.notify_one();
        self.profiles.notify_one();
        self.moderations.notify_one();
        self.label_work.notify_one();
    }
}

fn open_key(config: &Config, dir: &Path) -> Result<Key, KeyError> {
    match &config.key {
        Some(hex) => Key::parse(hex.expose()),
        None => Key::load_or_create(&dir.join("key")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn app(dir: &Path) -> App {
        let config = Config::defaults_in(dir).unwrap();
        let clock = Clock::still("2026-11-21T10:00:00Z".parse().unwrap());
        App::open(config, clock).await.unwrap()
    }

    #[tokio::test]
    async fn a_task_that_panics_ends_alone() {
        let dir = tempfile::tempdir().unwrap();
        let app = app(dir.path()).await;
        app.spawn(async { panic!("on purpose") });
        app.tasks.close();
        app.tasks.wait().await;
        assert!(!app.stop.is_cancelled() && !app.has_failed());
    }

    #[tokio::test]
    async fn a_part_that_panics_or_ends_early_ends_the_program_and_one_that_was_told_to_does_not() {
        let dir = tempfile::tempdir().unwrap();
        for panics in [true, false] {
            let app = app(dir.path()).await;
            app.keep("a part", async move { assert!(!panics, "on purpose") });
            app.stop.cancelled().await;
            assert!(app.has_failed());
        }
        let app = app(dir.path()).await;
        app.keep("a part", app.stop.clone().cancelled_owned());
        app.stop.cancel();
        app.tasks.close();
        app.tasks.wait().await;
        assert!(!app.has_failed());
    }
}
