//! Configuration: defaults, then `transom.toml`, then `TRANSOM_*` variables. What is not known is refused.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use confique::{Config as _, Layer as _};
use ipnet::IpNet;
use tracing_subscriber::EnvFilter;

use crate::journal;
use crate::secret::{Key, Secret};

mod names;
#[cfg(test)]
mod tests;

/// Transom's configuration. Every key can stand in `transom.toml` or in the variable named beside it.
#[derive(Debug, Clone, confique::Config)]
pub struct Config {
    /// The address and port to listen on. Put a TLS proxy in front of it when it is not a loopback address.
    #[config(default = "127.0.0.1:8080", env = "TRANSOM_LISTEN")]
    pub listen: SocketAddr,

    /// Where everything is kept: database, journal, key.
    #[config(default = "transom-data", env = "TRANSOM_DATA_DIR")]
    pub data_dir: PathBuf,

    /// The address under which browsers and the platforms reach this server, such as
    /// `https://desk.example.com`. Cookies are marked secure when it begins with https.
    #[config(env = "TRANSOM_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// The networks of proxies that are believed when they name, in `X-Forwarded-For`, the address of whoever asks, such
    /// as `["127.0.0.1/32"]`; in the variable with commas between. Attempts to sign in are limited by that address, so
    /// without this all who come through a proxy share one limit.
    #[config(
        default = [],
        env = "TRANSOM_TRUSTED_PROXIES",
        parse_env = confique::env::parse::list_by_comma
    )]
    pub trusted_proxies: Vec<IpNet>,

    /// The hosts of Graph APIs besides Meta's own that owners may name for a channel, such as `["127.0.0.1"]` for an emulator.
    /// Whatever is named is called from this machine, so a name is a way into its network. `transom channel add` may name
    /// any.
    #[config(
        default = [],
        env = "TRANSOM_GRAPH_HOSTS",
        parse_env = confique::env::parse::list_by_comma
    )]
    pub graph_hosts: Vec<String>,

    /// The key that seals channel secrets: 64 hexadecimal digits. Without it, one is made at the first start
    /// and kept in `data_dir/key`.
    #[config(env = "TRANSOM_KEY")]
    pub key: Option<Secret>,

    /// What is written to standard error.
    #[config(nested)]
    pub log: Log,

    /// What the platforms send.
    #[config(nested)]
    pub webhook: Webhook,

    /// The log of raw webhooks.
    #[config(nested)]
    pub journal: Journal,

    /// What goes out.
    #[config(nested)]
    pub send: Send,

    /// Message templates.
    #[config(nested)]
    pub templates: Templates,
    /// The health of channels.
    #[config(nested)]
    pub health: Health,
    /// Files.
    #[config(nested)]
    pub media: Media,

    /// The pages.
    #[config(nested)]
    pub desk: Desk,
}

/// What is written to standard error.
#[derive(Debug, Clone, confique::Config)]
pub struct Log {
    /// Which messages: `error`, `warn`, `info`, `debug` or `trace`, also by module: `info,transom::intake=debug`.
    #[config(default = "info", env = "TRANSOM_LOG_LEVEL")]
    pub level: String,

    /// Their form: `text` for people, `json` for collectors.
    #[config(default = "text", env = "TRANSOM_LOG_FORMAT")]
    pub format: LogFormat,
}

/// The form of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// What the platforms send.
#[derive(Debug, Clone, confique::Config)]
pub struct Webhook {
    /// The largest body taken, in bytes. A platform brings up to a thousand events at once, and what is not taken is
    /// brought again, until it takes the subscription away. A proxy in front must take as much.
    #[config(default = 33_554_432, env = "TRANSOM_WEBHOOK_MAX_BYTES")]
    pub max_bytes: usize,
}

/// The log of raw webhooks.
#[derive(Debug, Clone, confique::Config)]
pub struct Journal {
    /// The size of one segment file, in MiB; larger where the largest webhook would not fit.
    #[config(default = 64, env = "TRANSOM_JOURNAL_SEGMENT_MIB")]
    pub segment_mib: u64,

    /// How many segments that have been processed are kept for replay.
    #[config(default = 16, env = "TRANSOM_JOURNAL_KEEP_SEGMENTS")]
    pub keep_segments: usize,

    /// How many days they are kept at the most, and up to one more: webhooks hold what customers took back since.
    #[config(default = 3, env = "TRANSOM_JOURNAL_KEEP_DAYS")]
    pub keep_days: u32,

    /// How many webhooks may wait for the disk before further ones are answered 503.
    #[config(default = 8192, env = "TRANSOM_JOURNAL_QUEUE")]
    pub queue: usize,
}

/// What goes out.
#[derive(Debug, Clone, confique::Config)]
pub struct Send {
    /// Messages a second for each channel at the most. The limit that the platform has published counts where it is
    /// lower. On Messenger, above 40 the page's own inbox may stall.
    #[config(default = 200, env = "TRANSOM_SEND_PER_SECOND")]
    pub per_second: u32,

    /// Questions a second for customers' names, for each channel. No platform publishes a figure of its own for these.
    #[config(default = 50, env = "TRANSOM_SEND_PROFILES_PER_SECOND")]
    pub profiles_per_second: u32,

    /// Calls an hour for each channel that nobody waits for: labels, subscriptions, checks; and as many for what people at the
    /// desk wait for: blocking, thread control. The numbers of a WhatsApp account, which is sure of 200 in all, share them.
    #[config(default = 200, env = "TRANSOM_SEND_MANAGEMENT_PER_HOUR")]
    pub management_per_hour: u32,
}

/// The health of channels.
#[derive(Debug, Clone, confique::Config)]
pub struct Health {
    /// Every so many minutes the platform is asked about each channel: token, permissions, webhooks, standing.
    #[config(default = 60, env = "TRANSOM_HEALTH_CHECK_MINUTES")]
    pub check_minutes: u32,
    /// So many days before a token ends it is told that it does.
    #[config(default = 14, env = "TRANSOM_HEALTH_TOKEN_DAYS")]
    pub token_days: u16,
}

/// Message templates.
#[derive(Debug, Clone, confique::Config)]
pub struct Templates {
    /// How many hours pass until each account's list of templates is read again, when nobody asks for it and the platform
    /// reports nothing.
    #[config(default = 6, env = "TRANSOM_TEMPLATES_SYNC_HOURS")]
    pub sync_hours: i64,
}

/// Files: those that customers send are fetched at once and kept, because the platforms' addresses run out.
#[derive(Debug, Clone, confique::Config)]
pub struct Media {
    /// The largest picture or sticker that is fetched or taken, in MiB.
    #[config(default = 16, env = "TRANSOM_MEDIA_MAX_IMAGE_MIB")]
    pub max_image_mib: u64,

    /// The largest film, in MiB.
    #[config(default = 100, env = "TRANSOM_MEDIA_MAX_VIDEO_MIB")]
    pub max_video_mib: u64,

    /// The largest recording, in MiB.
    #[config(default = 32, env = "TRANSOM_MEDIA_MAX_AUDIO_MIB")]
    pub max_audio_mib: u64,

    /// The largest file of any other kind, in MiB.
    #[config(default = 100, env = "TRANSOM_MEDIA_MAX_FILE_MIB")]
    pub max_file_mib: u64,

    /// How many seconds fetching one file may take.
    #[config(default = 120, env = "TRANSOM_MEDIA_FETCH_SECONDS")]
    pub fetch_seconds: u64,

    /// For how many days files are kept; the messages stay. Without it, files stay as long as their messages.
    #[config(env = "TRANSOM_MEDIA_KEEP_DAYS")]
    pub keep_days: Option<u32>,

    /// A bucket for files, in place of `data_dir/media`.
    #[config(nested)]
    pub s3: S3,
}

/// A bucket of an S3-compatible service.
#[derive(Debug, Clone, confique::Config)]
pub struct S3 {
    /// Its name. Without it, files are kept on disk.
    #[config(env = "TRANSOM_MEDIA_S3_BUCKET")]
    pub bucket: Option<String>,

    /// Its region.
    #[config(default = "us-east-1", env = "TRANSOM_MEDIA_S3_REGION")]
    pub region: String,

    /// Where the service is, such as `https://minio.example.com:9000`; Amazon's own when absent.
    #[config(env = "TRANSOM_MEDIA_S3_ENDPOINT")]
    pub endpoint: Option<String>,

    /// What the names of all files begin with, when the bucket holds other things too.
    #[config(env = "TRANSOM_MEDIA_S3_PREFIX")]
    pub prefix: Option<String>,

    /// The id of the access key. Without one, the role of the machine is used.
    #[config(env = "TRANSOM_MEDIA_S3_ACCESS_KEY_ID")]
    pub access_key_id: Option<String>,

    /// The access key itself.
    #[config(env = "TRANSOM_MEDIA_S3_SECRET_ACCESS_KEY")]
    pub secret_access_key: Option<Secret>,
}

/// The pages.
#[derive(Debug, Clone, confique::Config)]
pub struct Desk {
    /// A window closes soon when it has no more than this many hours left.
    #[config(default = 6, env = "TRANSOM_DESK_CLOSING_SOON_HOURS")]
    pub closing_soon_hours: i64,

    /// How many days a browser stays signed in.
    #[config(default = 30, env = "TRANSOM_DESK_SESSION_DAYS")]
    pub session_days: i64,
}

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("{path} is not valid TOML: {source}")]
    Syntax {
        /// Which file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// A key that does not exist.
    #[error("{place} has the key `{key}`, which does not exist{}", suggestion(.nearest.as_ref()))]
    UnknownKey {
        /// The file, or the environment.
        place: String,
        /// The key.
        key: String,
        /// The known key that is most like it.
        nearest: Option<String>,
    },
    /// A value that does not fit.
    #[error("{0}")]
    Value(#[from] confique::Error),
    /// A value that does not fit together with the rest.
    #[error("`{key}` {problem}")]
    Invalid {
        /// The key.
        key: &'static str,
        /// What is wrong and what to do.
        problem: &'static str,
    },
}

fn suggestion(nearest: Option<&String>) -> String {
    nearest.map_or_else(String::new, |nearest| {
        format!("; did you mean `{nearest}`?")
    })
}

impl Config {
    /// Reads the file, when it is given or `transom.toml` is there, and the environment.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let default = Path::new("transom.toml");
        let file = file.or_else(|| default.exists().then_some(default));
        let names = std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
        for ignored in names::check_variables(names.filter(|name| name.starts_with("TRANSOM_")))? {
            // The log is not written yet, and nothing is left to tell of a closed standard error.
            let _ = writeln!(
                std::io::stderr(),
                "transom: {ignored} is ignored: it looks like what Kubernetes sets for a service called transom"
            );
        }
        let mut builder = Self::builder().env();
        if let Some(path) = file {
            let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
                path: path.to_owned(),
                source,
            })?;
            let table: toml::Table =
                toml::from_str(&text).map_err(|source| ConfigError::Syntax {
                    path: path.to_owned(),
                    source: Box::new(source),
                })?;
            names::check_keys(&table, &Self::META, "", &path.display().to_string())?;
            builder = builder.file(path);
        }
        builder.load().map_err(ConfigError::from)?.checked()
    }

    /// The defaults, kept under a directory.
    pub fn defaults_in(data_dir: &Path) -> Result<Self, ConfigError> {
        let mut layer = <Self as confique::Config>::Layer::default_values();
        layer.data_dir = Some(data_dir.to_owned());
        Ok(Self::from_layer(layer)?)
    }

    /// A proxy of this machine brings everybody, and does not say whom.
    pub(crate) fn shares_one_address(&self) -> bool {
        let is_https = |url: &String| url.starts_with("https://");
        self.public_url.as_ref().is_some_and(is_https)
            && self.listen.ip().to_canonical().is_loopback()
            && self.trusted_proxies.is_empty()
    }

    /// An example file with every key, its meaning and its default.
    pub fn example() -> String {
        confique::toml::template::<Self>(confique::toml::FormatOptions::default())
    }

    fn checked(self) -> Result<Self, ConfigError> {
        if let Some(url) = &self.public_url
            && !(url.starts_with("https://") || url.starts_with("http://"))
        {
            return invalid(
                "public_url",
                "must begin with https:// (or http:// for a test)",
            );
        }
        if EnvFilter::try_new(&self.log.level).is_err() {
            return invalid(
                "log.level",
                "must be a level, such as `info`, or levels by module, such as `info,transom::intake=debug`",
            );
        }
        if let Some(key) = &self.key
            && Key::parse(key.expose()).is_err()
        {
            return invalid(
                "key",
                "must be 64 hexadecimal digits; make one with `openssl rand -hex 32`",
            );
        }
        if !(65_536..=268_435_456).contains(&self.webhook.max_bytes) {
            return invalid(
                "webhook.max_bytes",
                "must lie between 65536, for platforms send batches, and 268435456",
            );
        }
        if !(1..=1024).contains(&self.journal.segment_mib) {
            return invalid("journal.segment_mib", "must lie between 1 and 1024");
        }
        if !(1..=365).contains(&self.journal.keep_days) {
            return invalid("journal.keep_days", "must lie between 1 and 365");
        }
        if self.journal.segment_mib * 1024 * 1024
            < journal::smallest_segment(self.webhook.max_bytes)
        {
            return invalid(
                "journal.segment_mib",
                "must have room for one webhook of `webhook.max_bytes`: raise it, or lower the other",
            );
        }
        if self.journal.queue == 0 {
            return invalid("journal.queue", "must be at least 1");
        }
        if !(1..=1000).contains(&self.send.per_second) {
            return invalid(
                "send.per_second",
                "must lie between 1 and 1000, the most that a platform takes",
            );
        }
        if !(1..=1000).contains(&self.send.profiles_per_second) {
            return invalid("send.profiles_per_second", "must lie between 1 and 1000");
        }
        if !(1..=100_000).contains(&self.send.management_per_hour) {
            return invalid("send.management_per_hour", "must lie between 1 and 100000");
        }
        if !(5..=10_080).contains(&self.health.check_minutes) {
            return invalid(
                "health.check_minutes",
                "must lie between 5 and 10080, a week",
            );
        }
        if !(1..=365).contains(&self.health.token_days) {
            return invalid("health.token_days", "must lie between 1 and 365");
        }
        if !(1..=168).contains(&self.templates.sync_hours) {
            return invalid("templates.sync_hours", "must lie between 1 and 168, a week");
        }
        self.media.check()?;
        if !(1..=24).contains(&self.desk.closing_soon_hours) {
            return invalid("desk.closing_soon_hours", "must lie between 1 and 24");
        }
        if !(1..=400).contains(&self.desk.session_days) {
            return invalid(
                "desk.session_days",
                "must lie between 1 and 400, the longest that browsers keep a cookie",
            );
        }
        Ok(self)
    }
}

/// Refuses a value, by its key.
fn invalid<T>(key: &'static str, problem: &'static str) -> Result<T, ConfigError> {
    Err(ConfigError::Invalid { key, problem })
}

impl Media {
    fn check(&self) -> Result<(), ConfigError> {
        let sizes = [
            self.max_image_mib,
            self.max_video_mib,
            self.max_audio_mib,
            self.max_file_mib,
        ];
        if !sizes.iter().all(|size| (1..=2048).contains(size)) {
            return invalid(
                "media.max_image_mib",
                "and its sisters must lie between 1 and 2048",
            );
        }
        if !(5..=3600).contains(&self.fetch_seconds) {
            return invalid("media.fetch_seconds", "must lie between 5 and 3600");
        }
        if self.keep_days == Some(0) {
            return invalid(
                "media.keep_days",
                "must be at least 1; leave it out to keep files as long as their messages",
            );
        }
        if self.s3.access_key_id.is_some() != self.s3.secret_access_key.is_some() {
            return invalid(
                "media.s3.access_key_id",
                "and `secret_access_key` are given together or not at all",
            );
        }
        Ok(())
    }
}
