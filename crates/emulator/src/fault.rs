//! Switches that make the platform misbehave on a page or account, in the ways real ones are known to.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::GraphError;
use crate::rules::Platform;

/// All switches of a page or account. The default is a platform on its best day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Faults {
    /// What happens to webhooks.
    pub webhooks: WebhookFaults,
    /// What happens to the next Send API requests, used up one after the other.
    pub graph: Vec<GraphFault>,
    /// Pause before every Graph API answer, in milliseconds of the real clock.
    pub slow_ms: u64,
    /// How many calls a day there may be for each engaged person. 200 where it is absent, and then never fewer than for ten
    /// people.
    pub calls_per_person: Option<u32>,
}

/// What happens to webhooks on their way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WebhookFaults {
    /// Each webhook is delivered this many times more.
    #[schema(maximum = 10)]
    pub duplicate: u8,
    /// Events that wait together are delivered in the reverse order.
    pub reorder: bool,
    /// Pause before each delivery, in milliseconds of the real clock.
    #[schema(maximum = 600_000)]
    pub delay_ms: u64,
    /// The most events packed into one webhook, each as its own entry.
    #[schema(minimum = 1, maximum = 1000)]
    pub batch: usize,
    /// Deliveries at the same time. With 1 the order of all is kept; above it, each customer's is.
    #[schema(minimum = 1, maximum = 64)]
    pub lanes: usize,
    /// Nothing is delivered; events wait in order.
    pub paused: bool,
}

impl Default for WebhookFaults {
    fn default() -> Self {
        Self {
            duplicate: 0,
            reorder: false,
            delay_ms: 0,
            batch: 1,
            lanes: 1,
            paused: false,
        }
    }
}

/// A misbehaviour of the Send API and how often it strikes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GraphFault {
    /// What happens.
    pub kind: GraphFaultKind,
    /// How many requests it strikes; every one until it is cleared when absent.
    #[serde(default)]
    pub times: Option<u32>,
}

/// What may happen to a Send API request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GraphFaultKind {
    /// The connection breaks before the request is looked at.
    DropBefore,
    /// The message goes out, then the connection breaks without an answer.
    DropAfter,
    /// The message goes out, but the answer is error 1/1357046, on WhatsApp 131000.
    ErrorAfter,
    /// HTTP 500 with error 2, on WhatsApp 131000; nothing is sent.
    ServerError,
    /// HTTP 503 with a page of HTML, nothing is sent.
    Unavailable,
    /// Error 613, on Instagram 613/2534040, on WhatsApp 130429.
    Throttle,
    /// Error 4.
    AppThrottle,
    /// Error 190 for a token that has expired.
    ExpiredToken,
    /// Any error of the platform's table, as `/errors` lists them. Those of WhatsApp are set at the number's
    /// `failures`.
    Error {
        /// Its code.
        code: u32,
        /// Its subcode.
        #[serde(default)]
        subcode: Option<u32>,
        /// When a limit is free again, in minutes, as the headers tell with codes of limits.
        #[serde(default = "one")]
        minutes: u32,
    },
}

fn one() -> u32 {
    1
}

impl Faults {
    /// Uses up one stroke of the first fault that is left.
    pub(crate) fn strike(&mut self) -> Option<GraphFaultKind> {
        let fault = self.graph.first_mut()?;
        let kind = fault.kind;
        if let Some(times) = &mut fault.times {
            *times = times.saturating_sub(1);
            if *times == 0 {
                self.graph.remove(0);
            }
        }
        Some(kind)
    }

    /// Says what cannot be set on a platform.
    pub(crate) fn check(&self, platform: Platform) -> Result<(), &'static str> {
        let unknown = |fault: &GraphFault| match fault.kind {
            GraphFaultKind::Error { code, subcode, .. } => {
                GraphError::documented(platform, code, subcode).is_none()
            }
            _ => false,
        };
        let webhooks = &self.webhooks;
        if !(1..=1000).contains(&webhooks.batch) {
            Err("webhooks.batch must lie between 1 and 1000")
        } else if !(1..=64).contains(&webhooks.lanes) {
            Err("webhooks.lanes must lie between 1 and 64")
        } else if webhooks.duplicate > 10 {
            Err("webhooks.duplicate must be 10 or less")
        } else if webhooks.delay_ms > 600_000 || self.slow_ms > 600_000 {
            Err("a delay must be 600000 ms or less")
        } else if self.graph.iter().any(|fault| fault.times == Some(0)) {
            Err("graph[].times must be 1 or more")
        } else if self.graph.iter().any(unknown) {
            Err("graph[].kind.error must be one of those that /errors lists for this platform")
        } else {
            Ok(())
        }
    }
}
