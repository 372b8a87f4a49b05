//! Pages, their subscriptions and their posts.

use std::collections::BTreeSet;

use super::input::NewComment;
use super::rejection::Rejection;
use super::state::{Comment, Page, TokenState};
use super::view::{CommentView, PageView};
use super::{World, pair};
use crate::config::PageConfig;
use crate::fault::Faults;
use crate::webhook::event::Event;
use crate::webhook::{FIELDS, HandshakeError, Outbox, handshake};

/// Why a subscription did not come about.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SubscribeError {
    #[error(transparent)]
    Handshake(#[from] HandshakeError),
    #[error("{0:?} is no field that can be subscribed to")]
    Field(String),
}

impl World {
    /// Adds a page, to which the app is not yet subscribed.
    pub fn add_page(&self, config: PageConfig) -> Result<PageView, Rejection> {
        if config.id.is_empty() || !config.id.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Rejection::invalid(
                "page-id",
                "the id of a page is a number",
            ));
        }
        let now = self.now();
        let page = Page::new(config, &self.ids().number(), Outbox::open(self));
        let mut state = self.lock();
        let taken = state.pages.values().any(|other| {
            other.config.id == page.config.id
                || other.config.access_token == page.config.access_token
        });
        if taken {
            return Err(Rejection::invalid(
                "page-exists",
                "a page has this id or this access token",
            ));
        }
        let view = PageView::new(&page, now);
        state.page_order.push(view.id.clone());
        state.pages.insert(view.id.clone(), page);
        Ok(view)
    }

    /// All pages, the first one first.
    pub fn pages(&self) -> Vec<PageView> {
        let now = self.now();
        let state = self.lock();
        let pages = state.page_order.iter().filter_map(|id| state.pages.get(id));
        pages.map(|page| PageView::new(page, now)).collect()
    }

    /// One page.
    pub fn page(&self, id: &str) -> Result<PageView, Rejection> {
        let now = self.now();
        let state = self.lock();
        let page = state
            .pages
            .get(id)
            .ok_or_else(|| Rejection::unknown("page", id))?;
        Ok(PageView::new(page, now))
    }

    /// The page given, or the first one.
    pub(crate) fn page_or_first(&self, id: Option<String>) -> Result<String, Rejection> {
        let state = self.lock();
        let id = id.unwrap_or_else(|| state.page_order[0].clone());
        if state.pages.contains_key(&id) {
            Ok(id)
        } else {
            Err(Rejection::unknown("page", &id))
        }
    }

    /// The page that a token belongs to, and whether the token works.
    pub(crate) fn page_of_token(&self, token: &str) -> Option<(String, bool)> {
        let state = self.lock();
        let mut pages = state.pages.values();
        let page = pages.find(|page| page.config.access_token.expose() == token)?;
        Some((page.config.id.clone(), page.token == TokenState::Valid))
    }

    /// Replaces the switches of a page.
    pub fn set_faults(&self, page: &str, faults: Faults) -> Result<(), Rejection> {
        faults
            .check()
            .map_err(|detail| Rejection::invalid("faults", detail))?;
        let mut state = self.lock();
        let page = state
            .pages
            .get_mut(page)
            .ok_or_else(|| Rejection::unknown("page", page))?;
        page.faults = faults;
        drop(state);
        self.courier().switched.notify_waiters();
        self.changed();
        Ok(())
    }

    /// Sets the callback of the app once it has passed the handshake.
    pub async fn set_callback(
        &self,
        callback: String,
        verify_token: Option<String>,
    ) -> Result<(), HandshakeError> {
        let token = match verify_token {
            Some(token) => token.into(),
            None => crate::lock(&self.app().verify_token).clone(),
        };
        handshake::verify(
            &self.courier().client,
            &callback,
            token.expose(),
            &self.ids().number(),
        )
        .await?;
        *crate::lock(&self.app().verify_token) = token;
        *crate::lock(&self.courier().callback) = Some(callback);
        self.changed();
        Ok(())
    }

    /// Subscribes the app to fields of a page, after another handshake with the callback, where there
    /// is one.
    pub(crate) async fn subscribe(
        &self,
        page: &str,
        fields: BTreeSet<String>,
    ) -> Result<(), SubscribeError> {
        let known =
            |field: &String| FIELDS.contains(&field.as_str()) || UNUSED.contains(&field.as_str());
        if let Some(field) = fields.iter().find(|field| !known(field)) {
            return Err(SubscribeError::Field(field.clone()));
        }
        let callback = crate::lock(&self.courier().callback).clone();
        if let Some(callback) = callback {
            self.set_callback(callback, None).await?;
        }
        if let Some(page) = self.lock().pages.get_mut(page) {
            page.subscription = Some(fields);
        }
        self.changed();
        Ok(())
    }

    /// Ends the app's subscription to a page.
    pub(crate) fn unsubscribe(&self, page: &str) {
        if let Some(page) = self.lock().pages.get_mut(page) {
            page.subscription = None;
        }
        self.changed();
    }

    /// What the platform does to an app whose callback has failed for too long.
    pub(crate) fn unsubscribe_after_failure(&self, page: &str) {
        tracing::warn!(
            page,
            "webhooks disabled: the callback has failed for too long"
        );
        self.unsubscribe(page);
    }

    /// A customer comments on a post. Opens no window, but allows one private reply.
    pub fn comment(&self, customer: &str, new: NewComment) -> Result<CommentView, Rejection> {
        let at = self.time_of(new.at)?;
        if new.text.trim().is_empty() {
            return Err(Rejection::invalid("empty-comment", "a comment needs words"));
        }
        let mut state = self.lock();
        let (page, customer) = pair(&mut state, customer)?;
        let post = match new.post {
            None => page.posts[0].id.clone(),
            Some(post) if page.posts.iter().any(|known| known.id == post) => post,
            Some(post) => return Err(Rejection::unknown("post", &post)),
        };
        let number = post
            .split_once('_')
            .map_or(post.as_str(), |(_, number)| number);
        let comment = Comment {
            id: format!("{number}_{}", self.ids().number()),
            post,
            customer: customer.id.clone(),
            text: new.text,
            at,
            answered: false,
        };
        customer.touch(at);
        let value = serde_json::json!({
            "item": "comment", "verb": "add",
            "comment_id": comment.id, "post_id": comment.post, "parent_id": comment.post,
            "from": { "id": customer.commenter_id, "name": customer.name() },
            "message": comment.text, "created_time": at.as_second(),
        });
        self.emit(page, Event::feed(&page.config.id, &customer.id, at, &value));
        let view = CommentView::new(&comment);
        page.comments.push(comment);
        drop(state);
        self.changed();
        Ok(view)
    }

    /// All comments on a page, oldest first.
    pub fn comments(&self, page: &str) -> Result<Vec<CommentView>, Rejection> {
        let state = self.lock();
        let page = state
            .pages
            .get(page)
            .ok_or_else(|| Rejection::unknown("page", page))?;
        Ok(page.comments.iter().map(CommentView::new).collect())
    }
}

/// Fields that may be subscribed to, but of which this world never tells.
const UNUSED: [&str; 12] = [
    "messaging_handovers",
    "messaging_account_linking",
    "messaging_feedback",
    "messaging_customer_information",
    "messaging_game_plays",
    "response_feedback",
    "send_cart",
    "inbox_labels",
    "business_integrity",
    "message_template_status_update",
    "calls",
    "call_permission_reply",
];
