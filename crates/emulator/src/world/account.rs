//! What only an account on Instagram has.

use jiff::Timestamp;
use serde_json::json;

use super::World;
use super::input::{AccountSwitches, NewPost, NewPostKind};
use super::outlet::every_field;
use super::rejection::Rejection;
use super::state::{Account, Comment, Customer, Outlet, Post, PostKind};
use super::view::{OutletView, PostView};
use crate::config::{AccountConfig, Login};
use crate::rules::Platform;
use crate::webhook::event::Event;
use crate::webhook::topic::Topic;
use crate::webhook::{Hook, Outbox};

impl World {
    /// Adds an account on Instagram. One that is linked to a page shares the page's subscription; to one with
    /// Instagram Login the app subscribes by itself.
    pub fn add_account(&self, config: AccountConfig) -> Result<OutletView, Rejection> {
        if config.id.is_empty() || !config.id.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Rejection::invalid(
                "account-id",
                "the id of an account is a number",
            ));
        }
        if config.username.trim().is_empty() {
            return Err(Rejection::invalid(
                "username",
                "an account needs a username",
            ));
        }
        let subscribed = self.check_login(&config)?;
        let hook = Hook {
            platform: Platform::Instagram,
            secret: config
                .app_secret
                .clone()
                .unwrap_or_else(|| self.app().secret.clone()),
            callbacks: vec![match &config.callback {
                Some(own) => std::sync::Arc::new(std::sync::Mutex::new(Some(own.clone()))),
                None => self.courier().callback.clone(),
            }],
        };
        let mut account = Outlet::account(config, Outbox::open(self, hook));
        account.subscription = subscribed.then(|| every_field(Platform::Instagram));
        let name = account.name.clone();
        for (kind, text) in [
            (PostKind::Feed, format!("News from {name}")),
            (PostKind::Reel, format!("A day at {name}")),
            (PostKind::Story, format!("Today at {name}")),
        ] {
            account.posts.push(Post {
                id: self.ids().number(),
                text,
                kind,
                at: self.now(),
            });
        }
        self.add(account)
    }

    /// Whether the page of a linked account exists and is free, and whether the app is subscribed to it.
    fn check_login(&self, config: &AccountConfig) -> Result<bool, Rejection> {
        let Login::Page { page } = &config.login else {
            return Ok(false);
        };
        let state = self.lock();
        let found = state.outlet(page)?;
        if found.platform() != Platform::Messenger {
            return Err(Rejection::unknown("page", page));
        }
        let mut others = state.outlets.values();
        if others.any(|other| other.linked_page() == Some(page)) {
            return Err(Rejection::invalid(
                "page-linked",
                "an account is already linked to this page",
            ));
        }
        Ok(found.subscription.is_some())
    }

    /// Publishes something.
    pub fn publish(&self, account: &str, new: NewPost) -> Result<PostView, Rejection> {
        let at = self.time_of(new.at)?;
        let mut state = self.lock();
        let outlet = state.outlet_mut(account)?;
        require_account(outlet)?;
        let post = Post {
            id: self.ids().number(),
            text: new.text,
            kind: match new.kind {
                NewPostKind::Post => PostKind::Feed,
                NewPostKind::Reel => PostKind::Reel,
                NewPostKind::Story => PostKind::Story,
                NewPostKind::Live => PostKind::Live { ended_at: None },
            },
            at,
        };
        let view = PostView::new(&post, self.now());
        outlet.posts.push(post);
        drop(state);
        self.changed();
        Ok(view)
    }

    /// Ends a broadcast. Its comments can then no longer be answered privately.
    pub fn end_live(&self, account: &str, post: &str) -> Result<PostView, Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let outlet = state.outlet_mut(account)?;
        let found = outlet.posts.iter_mut().find(|known| known.id == post);
        let found = found.ok_or_else(|| Rejection::unknown("post", post))?;
        let PostKind::Live {
            ended_at: ended_at @ None,
        } = &mut found.kind
        else {
            return Err(Rejection::invalid("not-live", "this is not on air"));
        };
        *ended_at = Some(now);
        let view = PostView::new(found, now);
        drop(state);
        self.changed();
        Ok(view)
    }

    /// Flips switches of an account.
    pub fn switch_account(
        &self,
        account: &str,
        switches: AccountSwitches,
    ) -> Result<OutletView, Rejection> {
        let mut state = self.lock();
        let found = require_account(state.outlet_mut(account)?)?;
        if let Some(allowed) = switches.access_allowed {
            found.access_allowed = allowed;
        }
        drop(state);
        self.changed();
        self.outlet(account)
    }

    /// The account that is linked to a page.
    pub(crate) fn linked_account(&self, page: &str) -> Option<String> {
        let state = self.lock();
        let mut outlets = state.outlets.values();
        let linked = outlets.find(|outlet| outlet.linked_page() == Some(page));
        linked.map(|outlet| outlet.id.clone())
    }

    /// Whether a send of a page goes out on the account linked to it: to a person of Instagram, or to a comment there.
    pub(crate) fn is_of_instagram(&self, account: &str, person_or_comment: &str) -> bool {
        let state = self.lock();
        let on_instagram = |id: &str| {
            let outlet = state.outlets.get(id);
            outlet.is_some_and(|outlet| outlet.platform() == Platform::Instagram)
        };
        let person = state.customers.get(person_or_comment);
        let comments = state.outlets.get(account).map(|outlet| &outlet.comments);
        person.is_some_and(|person| on_instagram(&person.outlet))
            || comments.is_some_and(|all| all.iter().any(|comment| comment.id == person_or_comment))
    }
}

fn require_account(outlet: &mut Outlet) -> Result<&mut Account, Rejection> {
    let id = outlet.id.clone();
    let account = outlet.as_account_mut();
    account.ok_or_else(|| Rejection::unknown("account", &id))
}

/// Whether a customer can comment on this.
pub(super) fn commentable(
    account: &Outlet,
    customer: &Customer,
    post: &str,
    at: Timestamp,
) -> Result<(), Rejection> {
    let found = account
        .post(post)
        .ok_or_else(|| Rejection::unknown("post", post))?;
    if customer.blocked {
        return Err(Rejection::invalid(
            "blocked",
            "this customer has blocked the account and must unblock it first",
        ));
    }
    match found.kind {
        PostKind::Story => Err(Rejection::invalid(
            "story",
            "a story is answered by a message, not by a comment",
        )),
        PostKind::Live { .. } if !found.is_shown(at) => {
            Err(Rejection::invalid("live-over", "the broadcast is over"))
        }
        _ => Ok(()),
    }
}

/// A comment as it is told on Instagram. Unlike on Messenger, the person has the id of the thread.
pub(super) fn comment_event(account: &Outlet, customer: &Customer, comment: &Comment) -> Event {
    let kind = account.post(&comment.post).map(|post| post.kind);
    let mut media = json!({ "id": comment.post });
    let topic = match kind {
        Some(PostKind::Live { .. }) => Topic::LiveComment,
        Some(PostKind::Reel) => {
            media["media_product_type"] = json!("REELS");
            Topic::Comment
        }
        _ => {
            media["media_product_type"] = json!("FEED");
            Topic::Comment
        }
    };
    let mut value = json!({
        "id": comment.id,
        "from": { "id": customer.commenter_id, "username": customer.username },
        "media": media, "text": comment.text,
    });
    if let Some(parent) = &comment.parent {
        value["parent_id"] = json!(parent);
    }
    Event::change(account, &customer.id, comment.at, topic, &value)
}
