//! Conversations, the people in them, and the state that every decision about them needs.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_policy::{Country, Recipients, WindowEvent, WindowEventKind};
use uuid::Uuid;

use crate::id::{AgentId, ChannelId, ContactId, ConversationId, IdentityId, MessageId};
use crate::inbound::{IdentityChange, Person};
use crate::message::{AttachmentKind, Author, Message};
use crate::moderation::{BarStage, Barred};
use crate::phone;

mod control;
mod merge;
mod profile;
#[cfg(test)]
mod tests;

pub use control::{ControlRequest, Controller, ThreadControl};
pub use profile::{Profile, Told};

mod granted;

pub use granted::{AnsweredComment, Granted, Permission, PermissionKind, Spent};

/// A contact on one channel, with what the rules need to know about them.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// Our id.
    pub id: IdentityId,
    /// The channel they write on.
    pub channel_id: ChannelId,
    /// The person behind it.
    pub contact_id: ContactId,
    /// The platform's id of them, by which they are reached: a page-scoped id, or of several the one to be used now.
    pub external_id: String,
    /// What else the platform told of them.
    pub profile: Profile,
    /// The latest act of each kind; later ones replace earlier ones, so the order of arrival does not matter.
    pub window_events: Vec<WindowEvent>,
    /// Everything sent up to here has arrived.
    pub delivered_until: Option<Timestamp>,
    /// Everything sent up to here has been read.
    pub read_until: Option<Timestamp>,
    /// What they gave that lets the business write to them later.
    pub granted: Granted,
    /// Since when the platform says that this person cannot be reached; their next act ends it.
    pub unreachable_since: Option<Timestamp>,
}

impl Identity {
    /// Records an act, if it is the latest of its kind.
    pub fn acted(&mut self, kind: WindowEventKind, at: Timestamp) {
        match self
            .window_events
            .iter_mut()
            .find(|event| event.kind == kind)
        {
            Some(event) => event.at = event.at.max(at),
            None => self.window_events.push(WindowEvent { at, kind }),
        }
        if self.unreachable_since.is_some_and(|since| since < at) {
            self.unreachable_since = None;
        }
        // The platform lets them write, so the block was lifted elsewhere.
        let is_lifted = |barred: &Barred| barred.stage == BarStage::Done && barred.since < at;
        if self.profile.barred.as_ref().is_some_and(is_lifted) {
            self.profile.barred = None;
        }
    }

    /// Whether nothing reaches them: they cannot be reached, or the business keeps them away.
    pub const fn is_out_of_reach(&self) -> bool {
        self.unreachable_since.is_some() || self.profile.barred.is_some()
    }

    /// Learns what an event tells of its customer. Whether what they are called is another now.
    pub(crate) fn learn(&mut self, person: &Person, at: Timestamp) -> bool {
        let renamed = self.profile.learn(person, at);
        self.reach();
        renamed
    }

    /// Takes in a change of who they are to the platform, told of them by an id that was theirs until then.
    pub(crate) fn changed(&mut self, customer: &str, change: &IdentityChange, at: Timestamp) {
        if let IdentityChange::Moved {
            phone_id,
            scoped_id,
        } = change
        {
            self.profile
                .moved(customer, phone_id.as_deref(), scoped_id.as_deref(), at);
            self.reach();
        }
    }

    /// From now on they are reached by what is known last.
    fn reach(&mut self) {
        if let Some(id) = self.profile.reached_by() {
            id.clone_into(&mut self.external_id);
        }
    }

    /// Their country, where an id of theirs tells it.
    pub fn country(&self) -> Option<Country> {
        phone::country(self.profile.phone_id()?)
    }

    /// The latest act of a kind.
    pub fn last(&self, kind: WindowEventKind) -> Option<Timestamp> {
        self.window_events
            .iter()
            .find(|event| event.kind == kind)
            .map(|event| event.at)
    }
}

/// The thread between one identity and the business.
#[derive(Debug, Clone, PartialEq)]
pub struct Conversation {
    /// Our id.
    pub id: ConversationId,
    /// When it began.
    pub created_at: Timestamp,
    /// Whether somebody has to care for it.
    pub status: Status,
    /// Who cares for it.
    pub assignee: Option<AgentId>,
    /// Customer messages that no agent has seen.
    pub unread: u32,
    /// Messages up to here have been seen by an agent.
    pub seen_until: Option<Timestamp>,
    /// The first customer message that nobody has answered.
    pub waiting_since: Option<Timestamp>,
    /// The last message of the customer.
    pub last_customer_at: Option<Timestamp>,
    /// The last message of the business.
    pub last_reply_at: Option<Timestamp>,
    /// Tagged messages in a row since the customer's last act.
    pub consecutive_tagged: u32,
    /// The newest message or note, in short.
    pub preview: Preview,
    /// Messages of ours that did not go out and that nobody has dealt with yet.
    pub failed: Vec<MessageId>,
    /// Which app controls the thread.
    pub control: ThreadControl,
    /// The window as the governing rulebook sees it.
    pub window: WindowDates,
}

/// Whether somebody has to care for a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "status")]
pub enum Status {
    /// Nothing was said yet: only receipts, reactions or edits of messages that have not turned up. No list shows it.
    Empty,
    /// Yes.
    Open,
    /// Later.
    Snoozed {
        /// From then on.
        until: Timestamp,
    },
    /// No, until the customer writes again.
    Closed,
}

impl Status {
    /// The word used in the database, the API and the interface.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Open => "open",
            Self::Snoozed { .. } => "snoozed",
            Self::Closed => "closed",
        }
    }
}

/// The newest line of a conversation, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// When it was said.
    pub at: Timestamp,
    /// Who said it.
    pub author: Author,
    /// The beginning of the text; empty when it had none.
    pub text: String,
    /// What it held in place of a text.
    pub attachment: Option<AttachmentKind>,
    /// The platform's id of it, by which an edit finds it.
    pub external_id: Option<String>,
    /// It was taken back.
    pub deleted: bool,
}

/// When the window and the time for a human answer end, kept beside the conversation for lists and deadlines. There are
/// no such times while the customer cannot be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WindowDates {
    /// When free answers end; absent when no act has opened a window.
    pub closes_at: Option<Timestamp>,
    /// When answers by a person end.
    pub human_agent_until: Option<Timestamp>,
}

/// One identity and its conversation: what every decision about either looks at and leaves changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Thread {
    /// The customer on this channel.
    pub identity: Identity,
    /// What was said.
    pub conversation: Conversation,
    /// How near the business is to the most people to whom it may begin. It is counted for who is about to send; nobody
    /// else is told.
    pub recipients: Recipients,
}

/// How many characters of a message the lists show.
const PREVIEW_CHARACTERS: usize = 160;

impl Preview {
    /// Nothing to show yet.
    fn none(at: Timestamp) -> Self {
        Self {
            at,
            author: Author::Customer,
            text: String::new(),
            attachment: None,
            external_id: None,
            deleted: false,
        }
    }

    /// The short form of a line.
    pub fn of(message: &Message) -> Self {
        let content = &message.content;
        let attachment = content
            .attachments
            .first()
            .map(|attachment| attachment.kind);
        Self {
            at: message.at,
            author: message.author,
            text: shorten(&content.summary()),
            attachment,
            external_id: message.external_id.clone(),
            deleted: content.deleted,
        }
    }

    /// The same line after it was taken back.
    #[must_use]
    pub fn taken_back(self) -> Self {
        Self {
            text: String::new(),
            attachment: None,
            deleted: true,
            ..self
        }
    }

    /// The same line after the customer changed its text.
    #[must_use]
    pub fn edited(self, text: &str) -> Self {
        let text = shorten(text);
        Self { text, ..self }
    }
}

/// The beginning of a text, with single spaces.
fn shorten(text: &str) -> String {
    let mut short = String::with_capacity(text.len().min(PREVIEW_CHARACTERS));
    let mut words = text.split_whitespace();
    if let Some(first) = words.next() {
        short.extend(first.chars().take(PREVIEW_CHARACTERS));
    }
    for word in words {
        if short.len() >= PREVIEW_CHARACTERS {
            break;
        }
        short.push(' ');
        short.push_str(word);
    }
    if let Some((end, _)) = short.char_indices().nth(PREVIEW_CHARACTERS) {
        short.truncate(end);
    }
    short
}

impl Thread {
    /// The name of somebody of whom only a comment is known: the platform tells who they are when it has taken the
    /// private answer.
    pub fn stand_in(comment: &str) -> String {
        format!("comment:{comment}")
    }

    /// Whether who the customer is has yet to be told.
    pub fn is_stand_in(&self) -> bool {
        self.identity.external_id.starts_with("comment:")
    }

    /// Takes over what was said to the same customer under another name.
    pub fn absorb(&mut self, other: Self) {
        let Self {
            identity,
            conversation,
            ..
        } = other;
        self.identity.granted.absorb(identity.granted);
        let own = &mut self.conversation;
        own.control = std::mem::take(&mut own.control).merge(
            own.last_customer_at,
            conversation.control,
            conversation.last_customer_at,
        );
        own.created_at = own.created_at.min(conversation.created_at);
        if own.status == Status::Empty {
            own.status = conversation.status;
        }
        own.assignee = own.assignee.or(conversation.assignee);
        own.last_reply_at = own.last_reply_at.max(conversation.last_reply_at);
        own.seen_until = own.seen_until.max(conversation.seen_until);
        own.failed.extend(conversation.failed);
        if conversation.preview.at >= own.preview.at || own.preview.text.is_empty() {
            own.preview = conversation.preview;
        }
    }

    /// The thread of a customer who has not been seen before.
    pub fn start(
        channel_id: ChannelId,
        external_id: &str,
        at: Timestamp,
        ids: &mut dyn FnMut() -> Uuid,
    ) -> Self {
        Self {
            identity: Identity {
                id: IdentityId::new(ids()),
                channel_id,
                contact_id: ContactId::new(ids()),
                external_id: external_id.to_owned(),
                profile: Profile::default(),
                window_events: Vec::new(),
                delivered_until: None,
                read_until: None,
                granted: Granted::default(),
                unreachable_since: None,
            },
            conversation: Conversation {
                id: ConversationId::new(ids()),
                created_at: at,
                status: Status::Empty,
                assignee: None,
                unread: 0,
                seen_until: None,
                waiting_since: None,
                last_customer_at: None,
                last_reply_at: None,
                consecutive_tagged: 0,
                preview: Preview::none(at),
                failed: Vec::new(),
                control: ThreadControl::default(),
                window: WindowDates::default(),
            },
            recipients: Recipients::default(),
        }
    }
}
