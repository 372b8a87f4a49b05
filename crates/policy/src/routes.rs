//! Every route of a channel and how it stands, whatever is to be sent.

use jiff::Timestamp;
use serde::Serialize;

use crate::decide::{Gate, Past};
use crate::{AuthorKind, Facts, RefusalCode, Route, Rulebook};

/// How a route stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RouteStatus {
    /// The route.
    pub route: Route,
    /// How it stands.
    pub status: Status,
    /// Why it is not open.
    pub code: Option<RefusalCode>,
    /// When it ends, where it is open and something ends it.
    pub until: Option<Timestamp>,
}

/// How a route stands, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A fitting draft may go by it.
    Open,
    /// Its time, token, comment or template is missing or over.
    Closed,
    /// A permission, a restriction or the kind of author is in the way.
    Unavailable,
    /// The platform withdrew it.
    Retired,
    /// The platform never had it, or does not have it yet.
    Unknown,
}

impl Status {
    const fn of(code: RefusalCode) -> Self {
        match code {
            RefusalCode::RouteRetired => Self::Retired,
            RefusalCode::RouteUnknown => Self::Unknown,
            RefusalCode::Blocked
            | RefusalCode::ChannelPaused
            | RefusalCode::Standby
            | RefusalCode::Restricted
            | RefusalCode::CapabilityMissing
            | RefusalCode::HumanOnly
            | RefusalCode::ExternalRoute => Self::Unavailable,
            _ => Self::Closed,
        }
    }
}

/// How every route stands at `now`, in the order of [`Route::ALL`], for a draft that fits it.
pub fn routes(
    rulebook: &Rulebook,
    facts: &Facts,
    author: AuthorKind,
    now: Timestamp,
) -> Vec<RouteStatus> {
    routes_on_topic(rulebook, facts, author, None, now)
}

/// [`routes`], with the one-time tokens of one topic where one is stated.
pub(crate) fn routes_on_topic(
    rulebook: &Rulebook,
    facts: &Facts,
    author: AuthorKind,
    topic: Option<&str>,
    now: Timestamp,
) -> Vec<RouteStatus> {
    let past = Past::new(rulebook, facts, now);
    let gate = Gate {
        rulebook,
        facts,
        past: &past,
        known: now,
        at: now,
        author,
        message: None,
        topic,
        explicit: true,
    };
    Route::ALL
        .into_iter()
        .map(
            |route| match gate.contact().and_then(|()| gate.explicit(route)) {
                Ok(opening) => RouteStatus {
                    route,
                    status: Status::Open,
                    code: None,
                    until: opening.until,
                },
                Err(code) => RouteStatus {
                    route,
                    status: Status::of(code),
                    code: Some(code),
                    until: None,
                },
            },
        )
        .collect()
}
