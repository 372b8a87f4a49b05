//! The messaging window of a conversation.

use jiff::Timestamp;
use serde::Serialize;
use transom_domain::channel::Channel;
use transom_domain::conversation::Thread;
use utoipa::ToSchema;

use super::words;
use crate::app::App;
use crate::conversations;
use crate::error::Error;

/// How long the business may write.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Window {
    state: WindowState,
    /// What the customer did to open it.
    #[schema(value_type = Option<words::Act>)]
    cause: Option<transom_policy::WindowEventKind>,
    /// When that happened, by the platform's clock.
    opened_at: Option<Timestamp>,
    /// When free answers end or ended. At this instant the window is closed.
    closes_at: Option<Timestamp>,
    /// Until when the platform may still take free answers, without a promise.
    possible_until: Option<Timestamp>,
    /// Until when a person may answer, where the channel has the permission.
    human_agent_until: Option<Timestamp>,
    /// The edition of the rules that says so.
    #[schema(example = "messenger/2026-09-28")]
    rulebook: String,
}

/// Whether free answers may be sent.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum WindowState {
    /// Surely.
    Open,
    /// Perhaps: the platform does not tell.
    Possible,
    /// No longer.
    Closed,
    /// Not yet: the customer did nothing that opens a window.
    NeverOpened,
    /// The channel has no window.
    Unlimited,
}

impl Window {
    pub(super) fn of(
        app: &App,
        channel: &Channel,
        thread: &Thread,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let window = conversations::window(app, channel, thread, now)?;
        Ok(Self {
            state: window.state.into(),
            cause: window.cause,
            opened_at: window.opened_at,
            closes_at: window.closes_at,
            possible_until: window.possible_until,
            human_agent_until: window.human_agent_until,
            rulebook: app.rulebook(channel.platform, now)?.id().to_string(),
        })
    }
}

impl From<transom_policy::WindowState> for WindowState {
    fn from(state: transom_policy::WindowState) -> Self {
        use transom_policy::WindowState as Known;
        match state {
            Known::Open => Self::Open,
            Known::Possible => Self::Possible,
            Known::Closed => Self::Closed,
            Known::NeverOpened => Self::NeverOpened,
            Known::Unlimited => Self::Unlimited,
        }
    }
}
