//! Comments in public. They open no window, but allow one private reply.

use super::input::NewComment;
use super::rejection::Rejection;
use super::state::{Bar, Comment};
use super::view::CommentView;
use super::{World, account, page, pair};
use crate::rules::Platform;

impl World {
    /// A customer comments on something that the outlet published: the first post, if none is named.
    pub fn comment(&self, customer: &str, new: NewComment) -> Result<CommentView, Rejection> {
        let at = self.time_of(new.at)?;
        if new.text.trim().is_empty() {
            return Err(Rejection::invalid("empty-comment", "a comment needs words"));
        }
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        if customer.barred == Some(Bar::Banned) {
            return Err(Rejection::invalid(
                "barred",
                "the page has banned this customer",
            ));
        }
        let first = outlet.posts.first().map(|post| post.id.clone());
        let post = match new.post {
            None => first.ok_or_else(|| {
                Rejection::invalid("not-here", "nothing is published here to comment on")
            })?,
            Some(post) => post,
        };
        let platform = outlet.platform();
        if platform == Platform::Instagram {
            account::commentable(outlet, customer, &post, at)?;
        } else if outlet.post(&post).is_none() {
            return Err(Rejection::unknown("post", &post));
        }
        if let Some(parent) = &new.parent
            && !outlet.comments.iter().any(|known| known.id == *parent)
        {
            return Err(Rejection::unknown("comment", parent));
        }
        let number = self.ids().number();
        let comment = Comment {
            id: match platform {
                Platform::Instagram => number,
                _ => page::comment_id(&post, &number),
            },
            post,
            parent: new.parent,
            customer: customer.id.clone(),
            text: new.text,
            at,
            answered: false,
        };
        customer.touch(at);
        let event = match platform {
            Platform::Instagram => account::comment_event(outlet, customer, &comment),
            _ => page::comment_event(outlet, customer, &comment),
        };
        self.emit(outlet, event);
        let view = CommentView::new(&comment);
        outlet.comments.push(comment);
        drop(state);
        self.changed();
        Ok(view)
    }
}
