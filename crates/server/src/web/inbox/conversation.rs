//! The open conversation: header, banner, thread, composer, and the panel beside it.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::Timestamp;

use super::composer::Composer;
use super::control::Control;
use super::labels::Labels;
use super::listing::Listing;
use super::message::Entry;
use super::moderation::ModerationMenu;
use super::panel::Panel;
use super::window::Window;
use crate::web::person::Person;
use crate::web::platform::Platform;
use crate::web::viewer::Viewer;

/// What the thread shows.
#[derive(Clone, Debug)]
pub(crate) struct Conversation {
    /// `conv_…`
    pub(crate) id: String,
    pub(crate) contact: Person,
    /// The name of the page or account.
    pub(crate) channel: String,
    pub(crate) platform: Platform,
    pub(crate) window: Window,
    pub(crate) status: Status,
    pub(crate) assignee: Option<Assignee>,
    /// Everybody it may be given to, the reader first.
    pub(crate) agents: Vec<Assignee>,
    pub(crate) snoozes: Vec<Snooze>,
    /// Which app may write into the thread.
    pub(crate) control: Control,
    /// How the customer can be kept away.
    pub(crate) moderation: ModerationMenu,
    /// The most severe of what must be said, see [`Banner`].
    pub(crate) banner: Option<Banner>,
    pub(crate) entries: Vec<Entry>,
    /// The address of the entries before these.
    pub(crate) earlier: Option<String>,
    pub(crate) composer: Composer,
    pub(crate) panel: Panel,
    /// Where customers have labels.
    pub(crate) labels: Option<Labels>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Open,
    Snoozed(Timestamp),
    Closed,
}

/// An agent to whom a conversation is or can be assigned.
#[derive(Clone, Debug)]
pub(crate) struct Assignee {
    /// `agent_…`
    pub(crate) id: String,
    pub(crate) person: Person,
    /// The agent who looks at the page.
    pub(crate) is_you: bool,
}

/// A choice of the snooze menu.
#[derive(Clone, Debug)]
pub(crate) struct Snooze {
    /// The value of the form field `until`.
    pub(crate) code: SnoozeCode,
    pub(crate) until: Timestamp,
    /// The window closes before the conversation comes back: said beside the choice.
    pub(crate) after_window: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SnoozeCode {
    Hour,
    /// Three hours before the window closes.
    BeforeWindow,
    Tomorrow,
    Week,
}

impl SnoozeCode {
    pub(crate) fn code(self) -> &'static str {
        match self {
            SnoozeCode::Hour => "hour",
            SnoozeCode::BeforeWindow => "before-window",
            SnoozeCode::Tomorrow => "tomorrow",
            SnoozeCode::Week => "week",
        }
    }

    fn label(self) -> &'static str {
        match self {
            SnoozeCode::Hour => "snooze-hour",
            SnoozeCode::BeforeWindow => "snooze-before-window",
            SnoozeCode::Tomorrow => "snooze-tomorrow",
            SnoozeCode::Week => "snooze-week",
        }
    }
}

/// One thing that must be said above the thread. The variants are in the order of severity; only the first that
/// holds is shown.
#[derive(Clone, Debug)]
pub(crate) enum Banner {
    /// The page's token is refused. The settings address is for owners.
    Disconnected {
        settings: Option<String>,
    },
    /// The platform restricts the page; `None` has no known end.
    Restricted {
        until: Option<Timestamp>,
    },
    /// Another app, of this name, may write into the thread.
    Standby {
        app: String,
        /// It can be taken from here.
        is_shared: bool,
    },
    /// Neither the window nor the time for a person is open.
    WindowClosed {
        since: Option<Timestamp>,
    },
    ClosingSoon {
        closes_at: Timestamp,
        /// Within the hour.
        is_urgent: bool,
    },
    AssignedToOther {
        name: String,
    },
    Snoozed {
        until: Timestamp,
    },
}

impl Banner {
    fn tone(&self) -> &'static str {
        match self {
            Banner::Disconnected { .. }
            | Banner::Restricted { .. }
            | Banner::ClosingSoon {
                is_urgent: true, ..
            } => "alarm",
            Banner::ClosingSoon { .. } => "soon",
            Banner::WindowClosed { .. } => "closed",
            Banner::AssignedToOther { .. } | Banner::Snoozed { .. } | Banner::Standby { .. } => {
                "quiet"
            }
        }
    }

    fn icon(&self) -> &'static str {
        match self {
            Banner::Disconnected { .. } => "wifi-off",
            Banner::Restricted { .. } => "ban",
            Banner::Standby { .. } => "shuffle",
            Banner::WindowClosed { .. } => "lock",
            Banner::ClosingSoon { .. } => "clock-alert",
            Banner::AssignedToOther { .. } => "user-check",
            Banner::Snoozed { .. } => "alarm-clock",
        }
    }

    fn text(&self, viewer: &Viewer) -> String {
        match self {
            Banner::Disconnected { .. } => viewer.text("banner-disconnected"),
            Banner::Restricted { until } => return viewer.restriction(*until),
            Banner::Standby { app, .. } => viewer.text("banner-standby").arg("app", app),
            Banner::WindowClosed { since: Some(since) } => viewer
                .text("banner-window-closed")
                .arg("span", viewer.since(*since)),
            Banner::WindowClosed { since: None } => viewer.text("banner-never-open"),
            Banner::ClosingSoon { closes_at, .. } => viewer
                .text("banner-closing-soon")
                .arg("at", viewer.clock(*closes_at)),
            Banner::AssignedToOther { name } => viewer.text("banner-assigned").arg("name", name),
            Banner::Snoozed { until } => viewer
                .text("banner-snoozed")
                .arg("until", viewer.exact(*until)),
        }
        .to_string()
    }
}

impl Conversation {
    /// The header, for this viewer.
    pub(crate) fn head<'a>(&'a self, viewer: &'a Viewer, listing: Listing) -> HeadFragment<'a> {
        HeadFragment {
            viewer,
            listing,
            open: self,
        }
    }

    /// The banner or its empty place, for this viewer.
    pub(crate) fn banner<'a>(&'a self, viewer: &'a Viewer) -> BannerFragment<'a> {
        BannerFragment { viewer, open: self }
    }
}

impl HtmlSafe for HeadFragment<'_> {}
impl HtmlSafe for BannerFragment<'_> {}

/// The header with assignee and status: replace `head-<conversation>`.
#[derive(Debug, Template)]
#[template(path = "inbox/head.html")]
pub(crate) struct HeadFragment<'a> {
    pub(crate) viewer: &'a Viewer,
    pub(crate) listing: Listing,
    pub(crate) open: &'a Conversation,
}

/// The banner, or its empty place: replace `banner-<conversation>`.
#[derive(Debug, Template)]
#[template(path = "inbox/banner.html")]
pub(crate) struct BannerFragment<'a> {
    pub(crate) viewer: &'a Viewer,
    pub(crate) open: &'a Conversation,
}
