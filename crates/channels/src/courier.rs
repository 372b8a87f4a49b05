//! The courier: carries calls to the platform and brings back what became of them.
//!
//! The only place that holds a network client. Nothing here tries twice: whether a message goes again is decided
//! where its whole story is known. Tokens never appear in errors, and this module does not log.

use std::sync::OnceLock;
use std::time::Duration;

use reqwest::Client;
use serde::de::IgnoredAny;
use transom_domain::delivery::{Outcome, Outgoing, Problem};

use crate::outcome::{CallFailed, of_message, outcome};
use crate::send::{Action, render_action};
use crate::whatsapp;

mod account;
mod endpoint;
mod example;
mod exchange;
mod fetch;
mod label;
mod moderation;
mod page;
mod reach;
mod standing;
mod sticker;
mod template;
mod thread_control;
mod token;
mod upload;

pub use account::{Account, Profile, Subscription};
pub use endpoint::{
    AccessToken, ApiVersion, CannotRender, Endpoint, GraphUrl, Interface, InvalidEndpoint,
};
pub use example::ExampleUpload;
use exchange::Call;
pub use fetch::{Allowance, Download, NotFetched, Place};
pub use label::ListedLabel;
pub use page::{CALLS_TO_SET, Persona};
pub use standing::Onboarding;
pub use sticker::{Sticker, StickerPack};
pub use template::{MadeTemplate, TemplateList};
pub use token::Renewed;
pub use upload::{Body, LONGEST_UPLOAD, Upload};

/// How long a call may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// Until the connection stands, TLS included.
    pub connect: Duration,
    /// For the whole call.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(3),
            total: Duration::from_secs(15),
        }
    }
}

/// Carries calls to the platforms. Meant to be shared: connections stay open between calls.
#[derive(Debug)]
pub struct Courier {
    timeouts: Timeouts,
    plain: OnceLock<Client>,
    secure: OnceLock<Client>,
    /// For addresses that somebody else tells.
    public: OnceLock<Client>,
}

impl Courier {
    /// A courier that gives up after these times. It connects to nothing yet.
    pub fn new(timeouts: Timeouts) -> Self {
        Self {
            timeouts,
            plain: OnceLock::new(),
            secure: OnceLock::new(),
            public: OnceLock::new(),
        }
    }

    /// Sends a message, once.
    pub async fn send(&self, endpoint: &Endpoint, outgoing: &Outgoing) -> Outcome {
        let rendered = match endpoint.render(outgoing) {
            Ok(rendered) => rendered,
            Err(reason) => {
                return Outcome::Permanent(Problem {
                    code: None,
                    detail: reason.to_string(),
                });
            }
        };
        let call = Call::post(
            endpoint.url(&[endpoint.account(), rendered.path], &[]),
            Some(rendered.body),
        );
        match self.exchange(endpoint, call).await {
            Ok(answer) if endpoint.interface() == Interface::WhatsApp => {
                whatsapp::outcome(answer.status, &answer.headers, &answer.body)
            }
            Ok(answer) => outcome(outgoing.route, answer.status, &answer.headers, &answer.body),
            Err(failed) => of_message(outgoing.route, failed),
        }
    }

    /// Marks a customer's message on WhatsApp, and all before it, as read; with `typing`, it also shows that somebody
    /// writes.
    pub async fn mark_read(
        &self,
        endpoint: &Endpoint,
        external_id: &str,
        typing: bool,
    ) -> Result<(), CallFailed> {
        let rendered = whatsapp::render_read(external_id, typing);
        let call = Call::post(
            endpoint.url(&[endpoint.account(), rendered.path], &[]),
            Some(rendered.body),
        );
        self.ask::<IgnoredAny>(endpoint, call).await.map(drop)
    }

    /// Shows a customer of Messenger or Instagram that their messages were seen, or that somebody is typing.
    pub async fn act(
        &self,
        endpoint: &Endpoint,
        customer: &str,
        action: Action,
    ) -> Result<(), CallFailed> {
        let rendered = render_action(customer, action);
        let call = Call::post(
            endpoint.url(&[endpoint.account(), rendered.path], &[]),
            Some(rendered.body),
        );
        self.ask::<IgnoredAny>(endpoint, call).await.map(drop)
    }
}
