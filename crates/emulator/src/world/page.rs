//! What only a page on Messenger has.

use serde_json::json;

use super::World;
use super::rejection::Rejection;
use super::state::{Comment, Customer, Outlet, Post, PostKind};
use super::view::OutletView;
use crate::config::PageConfig;
use crate::rules::Platform;
use crate::webhook::event::Event;
use crate::webhook::topic::Topic;
use crate::webhook::{Hook, Outbox};

impl World {
    /// Adds a page, to which the app is not yet subscribed.
    pub fn add_page(&self, config: PageConfig) -> Result<OutletView, Rejection> {
        if config.id.is_empty() || !config.id.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Rejection::invalid(
                "page-id",
                "the id of a page is a number",
            ));
        }
        let hook = Hook {
            platform: Platform::Messenger,
            secret: self.app().secret.clone(),
            callbacks: vec![self.courier().callback.clone()],
        };
        let mut page = Outlet::page(config, Outbox::open(self, hook));
        page.posts.push(Post {
            id: format!("{}_{}", page.id, self.ids().number()),
            text: format!("News from {}", page.name),
            kind: PostKind::Feed,
            at: self.now(),
        });
        self.add(page)
    }
}

/// The number of a comment: that of its post, then its own.
pub(super) fn comment_id(post: &str, number: &str) -> String {
    let post = post.split_once('_').map_or(post, |(_, number)| number);
    format!("{post}_{number}")
}

/// A comment as the page's feed tells of it.
pub(super) fn comment_event(page: &Outlet, customer: &Customer, comment: &Comment) -> Event {
    let value = json!({
        "item": "comment", "verb": "add",
        "comment_id": comment.id, "post_id": comment.post, "parent_id": comment.parent.as_ref().unwrap_or(&comment.post),
        "from": { "id": customer.commenter_id, "name": customer.name() },
        "message": comment.text, "created_time": comment.at.as_second(),
    });
    Event::change(page, &customer.id, comment.at, Topic::Comment, &value)
}

/// A visitor's post as the page's feed tells of it.
pub(super) fn post_event(page: &Outlet, customer: &Customer, post: &Comment) -> Event {
    let value = json!({
        "item": "post", "verb": "add", "post_id": post.id,
        "from": { "id": customer.commenter_id, "name": customer.name() },
        "message": post.text, "created_time": post.at.as_second(),
    });
    Event::change(page, &customer.id, post.at, Topic::Comment, &value)
}
