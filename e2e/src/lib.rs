//! A demo, and a browser in front of it.
//!
//! The browser is Chromium, driven by chromedriver. Where they are missing a test says so and ends: `cargo xtask test`
//! installs them.

mod browser;
mod conversation;
mod demo;

pub use browser::{Browser, Look};
pub use conversation::{REPLY, SEND};
pub use demo::Demo;

/// The result of a test: any failure, with its own words.
pub type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A demo with a browser that is signed in to its desk; nothing where no browser is installed.
pub async fn stage(look: Look) -> Option<(Demo, Browser)> {
    stage_with(look, &[]).await
}

/// [`stage`], at a moment of its world.
pub async fn stage_at(look: Look, at: &str) -> Option<(Demo, Browser)> {
    stage_with(look, &["--at", at]).await
}

async fn stage_with(look: Look, arguments: &[&str]) -> Option<(Demo, Browser)> {
    // The HTTP client is built without a provider of its own; a second test finds it installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let browser = Browser::start(look).await?;
    let demo = Demo::start(arguments).await;
    browser.open(&demo.sign_in_url).await;
    Some((demo, browser))
}
