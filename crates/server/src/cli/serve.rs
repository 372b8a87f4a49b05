//! `transom serve`.

use std::io;

use tracing_subscriber::EnvFilter;

use super::{ENDED, Failure, Place, asked_to_end, say};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, LogFormat};
use crate::{serve, sign_in};

pub(super) async fn run(place: &Place) -> Result<(), Failure> {
    let config = Config::load(place.config.as_deref())?;
    start_log(&config)?;
    let app = App::open(config, Clock::system()).await?;
    let serving = serve::start(app.clone()).await?;
    let url = url(&app, serving.address());
    if app.config.shares_one_address() {
        tracing::warn!(
            "whoever signs in seems to come from this machine: name the proxy's network in `trusted_proxies`, such as \
             [\"127.0.0.1/32\", \"::1/128\"], or one stranger's tries keep everybody from signing in"
        );
    }
    tracing::info!(%url, data_dir = %app.config.data_dir.display(), "transom serves");
    if let Some(word) = sign_in::offer_setup(&app).await? {
        say(&format!(
            "Create the owner of this installation: {url}/setup?token={}",
            word.expose()
        ))?;
    }
    tokio::select! {
        () = asked_to_end() => {}
        () = app.stop.cancelled() => {}
    }
    tracing::info!("ending: nothing new is taken, what is under way is finished");
    serving.close().await;
    if app.has_failed() {
        return Err(Failure::wrong(ENDED));
    }
    Ok(())
}

fn url(app: &App, address: std::net::SocketAddr) -> String {
    let configured = app
        .config
        .public_url
        .as_deref()
        .map(|url| url.trim_end_matches('/').to_owned());
    configured.unwrap_or_else(|| format!("http://{address}"))
}

/// Starts to write the log, to standard error.
pub(super) fn start_log(config: &Config) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&config.log.level)
        .map_err(|error| Failure::wrong(format!("log.level: {error}")))?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr);
    let started = match config.log.format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    };
    started.map_err(|error| Failure::wrong(error.to_string()))
}
