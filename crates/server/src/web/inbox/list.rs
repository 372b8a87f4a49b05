//! The list: from rows of the store to cards, and which view a row belongs to.

use jiff::Timestamp;
use transom_domain::conversation::{Conversation, Status, Thread};
use transom_domain::id::{AgentId, ConversationId};
use transom_domain::message::{AttachmentKind as Kind, Author};
use transom_store::{ConversationRow, Sort as StoreSort, View as StoreView, ViewCounts};

use super::card::{Card, Preview, PreviewContent, PreviewSender};
use super::labels::CardLabels;
use super::listing::Listing;
use super::message::AttachmentKind;
use super::names::{Names, contact};
use super::window::Window;
use super::{Sort, View, ViewCount};
use crate::web::viewer::Viewer;

/// How a list is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) listing: Listing,
    /// Windows that close up to here close soon.
    pub(crate) soon: Timestamp,
    /// The conversation that is open beside the list.
    pub(crate) open: Option<ConversationId>,
}

impl View {
    /// The view as the store knows it.
    pub(crate) fn stored(self) -> StoreView {
        match self {
            View::Mine => StoreView::Mine,
            View::Unassigned => StoreView::Unassigned,
            View::All => StoreView::All,
            View::ClosingSoon => StoreView::Closing,
            View::HumanAgent => StoreView::HumanAgent,
            View::WindowClosed => StoreView::WindowClosed,
            View::Snoozed => StoreView::Snoozed,
            View::Closed => StoreView::Closed,
        }
    }

    /// Whether a conversation belongs to the view, as the store's own condition says.
    pub(crate) fn holds(
        self,
        conversation: &Conversation,
        you: AgentId,
        now: Timestamp,
        soon: Timestamp,
    ) -> bool {
        let is_open = conversation.status == Status::Open;
        let window = conversation.window;
        let closes = window.closes_at.filter(|closes| *closes > now);
        let human = window.human_agent_until.filter(|until| *until > now);
        match self {
            View::Mine => is_open && conversation.assignee == Some(you),
            View::Unassigned => is_open && conversation.assignee.is_none(),
            View::All => is_open,
            View::ClosingSoon => is_open && closes.is_some_and(|closes| closes <= soon),
            View::HumanAgent => is_open && closes.is_none() && human.is_some(),
            View::WindowClosed => is_open && closes.is_none() && human.is_none(),
            View::Snoozed => matches!(conversation.status, Status::Snoozed { .. }),
            View::Closed => conversation.status == Status::Closed,
        }
    }
}

impl Sort {
    /// The order as the store knows it.
    pub(crate) fn stored(self) -> StoreSort {
        match self {
            Sort::Deadline => StoreSort::Deadline,
            Sort::Waiting => StoreSort::Waiting,
            Sort::Activity => StoreSort::Activity,
        }
    }

    /// The order of an address.
    pub(crate) fn from_code(code: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|sort| sort.code() == code)
    }

    /// Where a conversation stands in the order: the store's own key.
    fn position(self, conversation: &Conversation, now: Timestamp) -> i64 {
        let key = match self {
            Sort::Deadline => {
                let window = conversation.window;
                let ends = [window.closes_at, window.human_agent_until];
                ends.into_iter().flatten().find(|end| *end > now)
            }
            Sort::Waiting => conversation.waiting_since,
            Sort::Activity => return -conversation.preview.at.as_microsecond(),
        };
        key.map_or(i64::MAX, |at: Timestamp| at.as_microsecond())
    }
}

/// A row as a card.
pub(crate) fn card(row: &ConversationRow, names: &Names, viewer: &Viewer, look: &Look) -> Card {
    let conversation = &row.thread.conversation;
    let identity = &row.thread.identity;
    let id = conversation.id.to_string();
    Card {
        href: look.listing.beside(&id),
        contact: contact(row.contact_name.as_deref(), &identity.external_id, viewer),
        channel: names.channel_name(identity.channel_id),
        platform: names.platform(identity.channel_id),
        window: window(&row.thread),
        at: conversation.preview.at,
        preview: preview(conversation, names),
        unread: u64::from(conversation.unread),
        labels: CardLabels::of(&row.labels),
        assignee: conversation.assignee.map(|agent| names.agent(agent)),
        failed: !conversation.failed.is_empty(),
        closed: conversation.status == Status::Closed,
        elsewhere: conversation.control.is_standby(),
        snoozed_until: match conversation.status {
            Status::Snoozed { until } => Some(until),
            Status::Empty | Status::Open | Status::Closed => None,
        },
        selected: look.open == Some(conversation.id),
        position: look.listing.sort.position(conversation, viewer.now),
        id,
    }
}

/// The window of a conversation, for its pill.
pub(crate) fn window(thread: &Thread) -> Window {
    let dates = thread.conversation.window;
    Window {
        closes_at: dates.closes_at,
        human_until: dates.human_agent_until,
        is_blocked: thread.identity.unreachable_since.is_some(),
        bar: thread.identity.profile.barred.map(|barred| barred.stage),
    }
}

fn preview(conversation: &Conversation, names: &Names) -> Preview {
    let preview = &conversation.preview;
    let sender = match preview.author {
        Author::Customer | Author::Activity(_) => PreviewSender::Contact,
        Author::Agent(Some(agent)) if agent == names.you => PreviewSender::You,
        Author::Agent(Some(agent)) => PreviewSender::Colleague(names.agent(agent).name),
        Author::Agent(None) | Author::Automation => PreviewSender::Page,
        Author::Note(agent) => PreviewSender::Note(names.agent(agent).name),
    };
    let content = match (preview.text.as_str(), preview.attachment) {
        _ if preview.deleted => PreviewContent::Deleted,
        ("", Some(kind)) => PreviewContent::Attachment(attachment_kind(kind)),
        ("", None) => PreviewContent::Unsupported,
        (text, _) => PreviewContent::Text(text.to_owned()),
    };
    Preview { sender, content }
}

/// A kind of attachment as the page shows it.
pub(crate) fn attachment_kind(kind: Kind) -> AttachmentKind {
    match kind {
        Kind::Image => AttachmentKind::Image,
        Kind::Video => AttachmentKind::Video,
        Kind::Audio => AttachmentKind::Audio,
        Kind::Sticker => AttachmentKind::Sticker,
        Kind::Link | Kind::Post => AttachmentKind::Link,
        Kind::StoryMention => AttachmentKind::StoryMention,
        Kind::StoryReply => AttachmentKind::StoryReply,
        Kind::Ephemeral => AttachmentKind::Ephemeral,
        Kind::Appointment => AttachmentKind::Appointment,
        Kind::File | Kind::Template | Kind::Other => AttachmentKind::File,
    }
}

/// The counts, in the order of the page.
pub(crate) fn counts(counts: &ViewCounts) -> Vec<ViewCount> {
    View::ALL
        .into_iter()
        .map(|view| ViewCount {
            view,
            count: counts.of(view.stored()).cast_unsigned(),
        })
        .collect()
}
