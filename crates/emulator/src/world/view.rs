//! What the world shows of itself; the answers of the control API.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::permission;
use super::state::{
    Comment, Customer, Message, Outlet, Owner, Post, Standing, State, Target, TokenState,
};
use crate::config::Capability;
use crate::fault::Faults;
use crate::rules::Platform;

/// A page or an account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OutletView {
    /// Its number.
    pub id: String,
    /// `messenger` or `instagram`.
    pub platform: &'static str,
    /// The page an account is linked to; an account without one has a token of its own.
    pub linked_page: Option<String>,
    /// Whether connected tools have access to the messages of an account.
    pub access_allowed: Option<bool>,
    /// Questions on offer to who has not written to an account yet.
    pub ice_breakers: Vec<QuickReplyView>,
    /// Its display name.
    pub name: String,
    /// Its name in `m.me` and `ig.me` links.
    pub username: Option<String>,
    /// What the app was approved for.
    pub capabilities: Vec<Capability>,
    /// Fields the app is subscribed to; none when it is not subscribed.
    pub subscribed_fields: Option<Vec<String>>,
    /// Whether its token works.
    pub token_valid: bool,
    /// `good`, `warned` or `barred`.
    pub standing: &'static str,
    /// The platform's reason.
    pub reason: Option<String>,
    /// When a bar ends.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub barred_until: Option<Timestamp>,
    /// Its switches.
    pub faults: Faults,
    /// What it published.
    pub posts: Vec<PostView>,
}

/// A post.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PostView {
    /// Its number.
    pub id: String,
    /// Its words.
    pub text: String,
    /// `post`, `reel`, `story` or `live`.
    pub kind: &'static str,
    /// Customers still see it: a story lasts a day, a broadcast until it ends.
    pub shown: bool,
}

/// A customer, without the thread.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
pub struct CustomerView {
    /// Their number towards this page or account.
    pub id: String,
    /// The page or account.
    pub page: String,
    /// First and last name.
    pub name: String,
    /// Their name on Instagram.
    pub username: Option<String>,
    /// Language and country.
    pub locale: String,
    /// They blocked the business.
    pub blocked: bool,
    /// They are typing.
    pub typing: bool,
    /// The business is typing.
    pub business_typing: bool,
    /// Their phone confirms delivery at once.
    pub auto_delivery: bool,
    /// They read at once.
    pub auto_read: bool,
    /// Another app owns the thread.
    pub owned_by_other_app: bool,
    /// When the business can no longer answer freely; absent when it never could.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub window_until: Option<Timestamp>,
    /// How far the business has seen the thread.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub seen_by_business_at: Option<Timestamp>,
    /// Messages of the business they have not read.
    pub unread: usize,
    /// The newest message.
    pub last_message: Option<MessageView>,
    /// The newest act or message.
    #[schema(value_type = String, format = DateTime)]
    pub active_at: Timestamp,
}

/// A message on a phone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MessageView {
    /// Its id.
    pub mid: String,
    /// Its time.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The business wrote it, by whatever app.
    pub from_business: bool,
    /// Its words.
    pub text: Option<String>,
    /// What hangs on it.
    pub attachments: Vec<AttachmentView>,
    /// Quick replies on offer.
    pub quick_replies: Vec<QuickReplyView>,
    /// The message it quotes.
    pub reply_to: Option<String>,
    /// The words of the story it answers.
    pub story: Option<String>,
    /// Type and tag with which it was sent.
    pub label: Option<String>,
    /// The customer's reaction.
    pub customer_reaction: Option<String>,
    /// The business's reaction.
    pub business_reaction: Option<String>,
    /// How often it was edited.
    pub edits: u8,
    /// The customer took it back.
    pub deleted: bool,
    /// When the phone had it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub delivered_at: Option<Timestamp>,
    /// When it was read.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub read_at: Option<Timestamp>,
}

/// Something that hangs on a message.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AttachmentView {
    /// `image`, `template`, …
    #[serde(rename = "type")]
    pub kind: String,
    /// Where it lies.
    pub url: Option<String>,
    /// Words that stand for it.
    pub title: String,
    /// Buttons of a template.
    pub buttons: Vec<ButtonView>,
}

/// A button.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ButtonView {
    /// What stands on it.
    pub title: String,
    /// What comes back when it is tapped.
    pub payload: Option<String>,
    /// Where it leads.
    pub url: Option<String>,
    /// It asks to be notified once.
    pub notify_me: bool,
}

/// A quick reply.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct QuickReplyView {
    /// What stands on it.
    pub title: String,
    /// What comes back when it is tapped.
    pub payload: String,
}

/// A comment.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CommentView {
    /// Its number.
    pub id: String,
    /// The post it stands under.
    pub post: String,
    /// The customer who wrote it.
    pub customer: String,
    /// Its words.
    pub text: String,
    /// Its time.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The business answered it privately.
    pub answered: bool,
}

impl OutletView {
    pub(crate) fn new(state: &State, outlet: &Outlet, now: Timestamp) -> Self {
        let holder = state.outlets.get(state.token_holder(&outlet.id));
        let account = outlet.as_account();
        let ice_breakers = account.map(|account| account.ice_breakers.as_slice());
        let (standing, reason, barred_until) = match &outlet.standing {
            Standing::Warned { reason } => ("warned", Some(reason.clone()), None),
            Standing::Barred { reason, until, .. } if outlet.is_barred(now) => {
                ("barred", Some(reason.clone()), *until)
            }
            Standing::Good | Standing::Barred { .. } => ("good", None, None),
        };
        Self {
            id: outlet.id.clone(),
            platform: match outlet.platform() {
                Platform::Instagram => "instagram",
                _ => "messenger",
            },
            linked_page: outlet.linked_page().map(str::to_owned),
            access_allowed: account.map(|account| account.access_allowed),
            ice_breakers: ice_breakers
                .unwrap_or_default()
                .iter()
                .map(|breaker| QuickReplyView {
                    title: breaker.question.clone(),
                    payload: breaker.payload.clone(),
                })
                .collect(),
            name: outlet.name.clone(),
            username: outlet.username.clone(),
            capabilities: outlet.capabilities.iter().copied().collect(),
            subscribed_fields: outlet
                .subscription
                .as_ref()
                .map(|fields| fields.iter().cloned().collect()),
            token_valid: holder.is_some_and(|holder| holder.token == TokenState::Valid),
            standing,
            reason,
            barred_until,
            faults: outlet.faults.clone(),
            posts: outlet
                .posts
                .iter()
                .map(|post| PostView::new(post, now))
                .collect(),
        }
    }
}

impl PostView {
    pub(crate) fn new(post: &Post, now: Timestamp) -> Self {
        Self {
            id: post.id.clone(),
            text: post.text.clone(),
            kind: post.kind.name(),
            shown: post.is_shown(now),
        }
    }
}

impl CustomerView {
    pub(crate) fn new(outlet: &Outlet, customer: &Customer, now: Timestamp) -> Self {
        let unread = |message: &&Message| message.is_from_business() && message.read_at.is_none();
        Self {
            id: customer.id.clone(),
            page: customer.outlet.clone(),
            name: customer.name(),
            username: customer.username.clone(),
            locale: customer.locale.clone(),
            blocked: customer.blocked,
            typing: customer.is_typing,
            business_typing: customer
                .business_types_until
                .is_some_and(|until| now < until),
            auto_delivery: customer.auto_delivery.unwrap_or(outlet.auto_delivery),
            auto_read: customer.auto_read.unwrap_or(outlet.auto_read),
            owned_by_other_app: customer.owner == Owner::Other,
            window_until: permission::window_end(outlet, customer, now),
            seen_by_business_at: customer.seen_by_business,
            unread: customer.thread.iter().filter(unread).count(),
            last_message: customer.thread.last().map(MessageView::new),
            active_at: customer.active_at,
        }
    }
}

impl MessageView {
    pub(crate) fn new(message: &Message) -> Self {
        let attachments = message.attachments.iter().map(|attachment| AttachmentView {
            kind: attachment.kind.clone(),
            url: attachment.payload["url"].as_str().map(str::to_owned),
            title: attachment.title.clone(),
            buttons: attachment
                .buttons
                .iter()
                .map(|button| ButtonView {
                    title: button.title.clone(),
                    payload: match &button.target {
                        Target::Postback(payload) | Target::NotifyMe(payload) => {
                            Some(payload.clone())
                        }
                        Target::Link(_) => None,
                    },
                    url: match &button.target {
                        Target::Link(url) => Some(url.clone()),
                        _ => None,
                    },
                    notify_me: matches!(button.target, Target::NotifyMe(_)),
                })
                .collect(),
        });
        Self {
            mid: message.mid.clone(),
            at: message.at,
            from_business: message.is_from_business(),
            text: message.text.clone(),
            attachments: attachments.collect(),
            quick_replies: message
                .quick_replies
                .iter()
                .map(|reply| QuickReplyView {
                    title: reply.title.clone(),
                    payload: reply.payload.clone(),
                })
                .collect(),
            reply_to: message.reply_to.clone(),
            story: message.story.as_ref().map(|story| story.text.clone()),
            label: message.label.clone(),
            customer_reaction: message.customer_reaction.clone(),
            business_reaction: message.business_reaction.clone(),
            edits: message.edits,
            deleted: message.deleted,
            delivered_at: message.delivered_at,
            read_at: message.read_at,
        }
    }
}

impl CommentView {
    pub(crate) fn new(comment: &Comment) -> Self {
        Self {
            id: comment.id.clone(),
            post: comment.post.clone(),
            customer: comment.customer.clone(),
            text: comment.text.clone(),
            at: comment.at,
            answered: comment.answered,
        }
    }
}
