//! What every part of the running program shares.

use std::path::Path;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use transom_channels::courier::{Courier, Timeouts};
use transom_policy::{Channel as Platform, Rulebook, Rulebooks};
use transom_store::{Db, EventRow};
use uuid::Uuid;

use crate::bus::Bus;
use crate::channels::Channels;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Error;
use crate::ids::Ids;
use crate::journal::{self, Journal};
use crate::metrics::Metrics;
use crate::secret::{Key, KeyError};
use crate::sign_in::Attempts;

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
    pub journal: Journal,
    pub bus: Bus,
    pub channels: Channels,
    pub courier: Courier,
    pub key: Key,
    pub metrics: Metrics,
    pub attempts: Attempts,
    /// Rings when there may be a job to do.
    pub jobs: Notify,
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
    /// The journal.
    #[error("the journal cannot be opened: {0}")]
    Journal(#[from] journal::OpenError),
    /// Channels.
    #[error(transparent)]
    Channels(#[from] crate::channels::ChannelError),
}

/// The name of the database file in the data directory.
pub const DATABASE_FILE: &str = "transom.db";
/// The name of the journal's folder in the data directory.
pub const JOURNAL_DIR: &str = "journal";

impl App {
    /// Opens everything under the data directory. Nothing runs yet: see [`App::run`].
    pub async fn open(config: Config, clock: Clock) -> Result<Self, StartError> {
        let dir = &config.data_dir;
        std::fs::create_dir_all(dir).map_err(|source| StartError::DataDir {
            path: dir.display().to_string(),
            source,
        })?;
        let key = open_key(&config, dir)?;
        let db = Db::open(&dir.join(DATABASE_FILE), transom_store::Options::default()).await?;
        let journal = Journal::open(dir.join(JOURNAL_DIR), journal_options(&config))?;
        let channels = Channels::new(config.send.per_second);
        let app = Self(Arc::new(Inner {
            ids: Ids::new(clock.clone()),
            clock,
            db,
            journal,
            bus: Bus::new(),
            channels,
            courier: Courier::new(Timeouts::default()),
            key,
            metrics: Metrics::new(),
            attempts: Attempts::new(),
            jobs: Notify::new(),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
            config,
        }));
        app.channels.reload(&app).await?;
        Ok(app)
    }

    /// Starts what runs beside requests: processing of the journal and jobs.
    pub fn run(&self) {
        self.spawn(crate::intake::run(self.clone()));
        self.spawn(crate::jobs::run(self.clone()));
    }

    /// Runs a task that shutdown waits for.
    #[expect(clippy::disallowed_methods, reason = "this is the task tracker's own place")]
    pub fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        tokio::spawn(self.tasks.track_future(task));
    }

    /// Stops: what was acknowledged is in the journal, what is being sent is waited for.
    pub async fn close(&self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
        self.journal.close();
        self.db.close().await;
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
        Rulebooks::embedded().governing(platform, now).ok_or(Error::NoRulebook(platform))
    }

    /// The moment up to which a closing window closes soon.
    pub fn soon(&self, now: Timestamp) -> Timestamp {
        let hours = SignedDuration::from_hours(self.config.desk.closing_soon_hours);
        now.checked_add(hours).unwrap_or(Timestamp::MAX)
    }

    /// Tells the pages and the workers what has become durable.
    pub fn happened(&self, events: Vec<EventRow>) {
        self.bus.publish(events);
        self.jobs.notify_one();
    }
}

fn open_key(config: &Config, dir: &Path) -> Result<Key, KeyError> {
    match &config.key {
        Some(hex) => Key::parse(hex),
        None => Key::load_or_create(&dir.join("key")),
    }
}

fn journal_options(config: &Config) -> journal::Options {
    journal::Options {
        segment_bytes: config.journal.segment_mib * 1024 * 1024,
        queue_records: config.journal.queue,
        max_record_bytes: config.webhook.max_bytes,
        ..journal::Options::default()
    }
}
