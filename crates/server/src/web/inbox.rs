//! The inbox: views, list, and beside them the open conversation.

use askama::Template;
use askama::filters::HtmlSafe;
use transom_domain::id::ChannelId;

use super::platform::Platform;
use super::shell::Shell;
use super::viewer::Viewer;

pub(crate) mod actions;
pub(crate) mod activity;
pub(crate) mod attachment;
pub(crate) mod card;
pub(crate) mod compose;
pub(crate) mod composer;
pub(crate) mod control;
pub(crate) mod conversation;
pub(crate) mod delivery;
pub(crate) mod extra;
pub(crate) mod labels;
pub(crate) mod list;
pub(crate) mod listing;
pub(crate) mod message;
pub(crate) mod moderation;
pub(crate) mod names;
pub(crate) mod open;
pub(crate) mod pages;
pub(crate) mod panel;
pub(crate) mod permitted;
pub(crate) mod provenance;
pub(crate) mod structured;
pub(crate) mod tagged;
pub(crate) mod template;
pub(crate) mod template_bubble;
pub(crate) mod thread;
pub(crate) mod window;

use card::Card;
use conversation::Conversation;
use labels::Filter;
use listing::Listing;

/// A named selection of conversations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum View {
    Mine,
    Unassigned,
    All,
    ClosingSoon,
    HumanAgent,
    WindowClosed,
    Snoozed,
    Closed,
}

impl View {
    pub(crate) const ALL: [View; 8] = [
        View::Mine,
        View::Unassigned,
        View::All,
        View::ClosingSoon,
        View::HumanAgent,
        View::WindowClosed,
        View::Snoozed,
        View::Closed,
    ];

    /// The name in addresses and in the ids of the counts.
    pub(crate) fn slug(self) -> &'static str {
        match self {
            View::Mine => "mine",
            View::Unassigned => "unassigned",
            View::All => "all",
            View::ClosingSoon => "closing-soon",
            View::HumanAgent => "human-agent",
            View::WindowClosed => "window-closed",
            View::Snoozed => "snoozed",
            View::Closed => "closed",
        }
    }

    /// The view of an address.
    pub(crate) fn from_slug(slug: &str) -> Option<View> {
        View::ALL.into_iter().find(|view| view.slug() == slug)
    }

    /// The key of the view's name.
    pub(crate) fn label(self) -> &'static str {
        match self {
            View::Mine => "view-mine",
            View::Unassigned => "view-unassigned",
            View::All => "view-all",
            View::ClosingSoon => "view-closing-soon",
            View::HumanAgent => "view-human-agent",
            View::WindowClosed => "view-window-closed",
            View::Snoozed => "view-snoozed",
            View::Closed => "view-closed",
        }
    }

    /// The key of the sentence shown when the view is empty.
    fn empty(self) -> &'static str {
        match self {
            View::Mine => "empty-mine",
            View::Unassigned => "empty-unassigned",
            View::All => "empty-all",
            View::ClosingSoon => "empty-closing-soon",
            View::HumanAgent => "empty-human-agent",
            View::WindowClosed => "empty-window-closed",
            View::Snoozed => "empty-snoozed",
            View::Closed => "empty-closed",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            View::Mine => "user",
            View::Unassigned => "circle-dashed",
            View::All => "layers",
            View::ClosingSoon => "clock-alert",
            View::HumanAgent => "hand",
            View::WindowClosed => "lock",
            View::Snoozed => "alarm-clock",
            View::Closed => "circle-check",
        }
    }
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sort {
    /// The window that closes first is first.
    #[default]
    Deadline,
    /// The customer who has waited longest for an answer is first.
    Waiting,
    /// The latest activity is first.
    Activity,
}

impl Sort {
    pub(crate) const ALL: [Sort; 3] = [Sort::Deadline, Sort::Waiting, Sort::Activity];

    /// The value of the query parameter `sort`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Sort::Deadline => "deadline",
            Sort::Waiting => "waiting",
            Sort::Activity => "activity",
        }
    }

    pub(crate) fn label(self) -> &'static str {
        match self {
            Sort::Deadline => "sort-deadline",
            Sort::Waiting => "sort-waiting",
            Sort::Activity => "sort-activity",
        }
    }
}

/// A view with the number of its conversations.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ViewCount {
    pub(crate) view: View,
    pub(crate) count: u64,
}

/// A connected page with its health, as the views list it.
#[derive(Clone, Debug)]
pub(crate) struct ChannelHealth {
    pub(crate) id: ChannelId,
    pub(crate) name: String,
    pub(crate) platform: Platform,
    pub(crate) health: Health,
}

/// How a channel is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Health {
    Connected,
    /// Something is to be watched or done.
    Troubled,
    /// The platform bars it from sending.
    Restricted,
    /// The token is refused: nothing can be sent.
    Disconnected,
}

impl Health {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Health::Connected => "connected",
            Health::Troubled => "troubled",
            Health::Restricted => "restricted",
            Health::Disconnected => "disconnected",
        }
    }

    pub(crate) fn label(self) -> &'static str {
        match self {
            Health::Connected => "health-connected",
            Health::Troubled => "health-troubled",
            Health::Restricted => "health-restricted",
            Health::Disconnected => "health-disconnected",
        }
    }
}

/// `GET /inbox/{view}` and `GET /inbox/{view}/{conversation}`.
#[derive(Debug, Template)]
#[template(path = "inbox.html")]
pub(crate) struct InboxPage {
    pub(crate) shell: Shell,
    pub(crate) listing: Listing,
    /// The labels that it can be narrowed to.
    pub(crate) filter: Filter,
    pub(crate) views: Vec<ViewCount>,
    pub(crate) channels: Vec<ChannelHealth>,
    pub(crate) cards: Vec<Card>,
    /// The address of the next page of cards.
    pub(crate) more: Option<String>,
    /// The open conversation; `None` shows the list alone.
    pub(crate) conversation: Option<Conversation>,
    /// The address of the page's only event stream, from the position in the event log that the page shows.
    pub(crate) live: String,
}

impl ViewCount {
    pub(crate) fn show(self) -> CountFragment {
        CountFragment { item: self }
    }
}

impl HtmlSafe for CountFragment {}
impl HtmlSafe for ThreadFrame<'_> {}

impl InboxPage {
    fn frame(&self) -> ThreadFrame<'_> {
        ThreadFrame {
            viewer: &self.shell.viewer,
            listing: self.listing,
            conversation: self.conversation.as_ref(),
            live: &self.live,
        }
    }

    /// The list on this channel alone; on all of them where it is that already.
    fn on(&self, channel: &ChannelHealth) -> String {
        let wanted = (!self.is_on(channel)).then_some(channel.id);
        self.listing.on(wanted).address()
    }

    fn is_on(&self, channel: &ChannelHealth) -> bool {
        self.listing.channel == Some(channel.id)
    }

    fn conversation_id(&self) -> &str {
        self.conversation
            .as_ref()
            .map_or("", |conversation| &conversation.id)
    }
}

/// The thread's frame alone, for a request that carries the header `turbo-frame: thread`.
#[derive(Debug, Template)]
#[template(path = "inbox/frame.html")]
pub(crate) struct ThreadFrame<'a> {
    pub(crate) viewer: &'a Viewer,
    pub(crate) listing: Listing,
    pub(crate) conversation: Option<&'a Conversation>,
    pub(crate) live: &'a str,
}

/// A further page of the list; replaces the frame that asked for it.
#[derive(Debug, Template)]
#[template(path = "inbox/more.html")]
pub(crate) struct MoreCards<'a> {
    pub(crate) viewer: &'a Viewer,
    /// The address this page answers, which is the id of its frame.
    pub(crate) here: &'a str,
    pub(crate) cards: &'a [Card],
    pub(crate) more: &'a Option<String>,
}

/// The count of a view: replace `view-count-<view>`.
#[derive(Debug, Template)]
#[template(path = "inbox/count.html")]
pub(crate) struct CountFragment {
    pub(crate) item: ViewCount,
}
