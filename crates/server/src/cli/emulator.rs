//! `transom emulator`: the stand-in for the platform, alone.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use clap::Args;
use transom_emulator::{Capability, Clock, Config, DeliveryConfig, PageConfig};

use super::{Failure, asked_to_end, say};

/// Run the stand-in for the platforms alone.
#[derive(Debug, Args)]
pub(super) struct Emulator {
    /// The port to listen on.
    #[arg(long, default_value_t = 8090)]
    port: u16,
    /// Where webhooks go, such as `http://127.0.0.1:8080/hooks/meta`.
    #[arg(long)]
    callback: Option<String>,
    /// The page's id.
    #[arg(long, default_value = "1029384756")]
    page_id: String,
    /// The page's name.
    #[arg(long, default_value = "Emulated page")]
    page_name: String,
    /// The page access token that is accepted.
    #[arg(long, default_value = "emulated-token")]
    access_token: String,
    /// The app's id.
    #[arg(long, default_value = "111222333")]
    app_id: String,
    /// The app secret that signs webhooks.
    #[arg(long, default_value = "emulated-secret")]
    app_secret: String,
    /// The word for the verification of the webhook.
    #[arg(long, default_value = "emulated-verify")]
    verify_token: String,
}

impl Emulator {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let config = Config {
            page: PageConfig {
                id: self.page_id,
                name: self.page_name,
                username: None,
                access_token: self.access_token.into(),
                capabilities: [Capability::HumanAgent].into(),
                auto_delivery: true,
                auto_read: false,
                send_limit: None,
                country: None,
            },
            app_id: self.app_id,
            app_secret: self.app_secret.into(),
            verify_token: self.verify_token.into(),
            callback: self.callback,
            delivery: DeliveryConfig::default(),
        };
        let failed = |error: transom_emulator::Error| Failure::wrong(error.to_string());
        let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), self.port);
        let running = transom_emulator::Emulator::bind(config, Clock::system(), address)
            .await
            .map_err(failed)?;
        say(&format!(
            "The emulator listens on http://{}",
            running.addr()
        ))?;
        asked_to_end().await;
        running.shutdown();
        running.join().await;
        Ok(())
    }
}
