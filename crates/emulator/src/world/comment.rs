//! Comments and visitors' posts in public. They open no window, but allow one private reply.

use serde_json::json;

use super::act::Done;
use super::input::{NewComment, NewMention, VisitorPost};
use super::rejection::Rejection;
use super::state::{Bar, Comment};
use super::view::CommentView;
use super::{World, account, page, pair};
use crate::rules::Platform;
use crate::webhook::event::Event;
use crate::webhook::topic::Topic;

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
            is_post: false,
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

    /// A customer posts on a page.
    pub fn post(&self, customer: &str, new: VisitorPost) -> Result<CommentView, Rejection> {
        let at = self.time_of(new.at)?;
        if new.text.trim().is_empty() {
            return Err(Rejection::invalid("empty-post", "a post needs words"));
        }
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        if outlet.platform() != Platform::Messenger {
            return Err(Rejection::invalid(
                "not-here",
                "visitors post on pages alone",
            ));
        }
        if customer.barred == Some(Bar::Banned) {
            return Err(Rejection::invalid(
                "barred",
                "the page has banned this customer",
            ));
        }
        let id = format!("{}_{}", outlet.id, self.ids().number());
        let post = Comment {
            id: id.clone(),
            post: id,
            parent: None,
            customer: customer.id.clone(),
            text: new.text,
            at,
            answered: false,
            is_post: true,
        };
        customer.touch(at);
        self.emit(outlet, page::post_event(outlet, customer, &post));
        let view = CommentView::new(&post);
        outlet.comments.push(post);
        drop(state);
        self.changed();
        Ok(view)
    }

    /// A customer mentions an account of Instagram somewhere else. The app is told where, and no more.
    pub fn mention(&self, customer: &str, new: NewMention) -> Result<Done, Rejection> {
        let at = self.now();
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        if outlet.platform() != Platform::Instagram {
            return Err(Rejection::invalid(
                "not-here",
                "only accounts on Instagram are mentioned",
            ));
        }
        let mut value = json!({ "media_id": self.ids().number() });
        if new.in_comment {
            value["comment_id"] = json!(self.ids().number());
        }
        customer.touch(at);
        let event = Event::change(outlet, &customer.id, at, Topic::Mention, &value);
        self.emit(outlet, event);
        drop(state);
        self.changed();
        Ok(Done { mid: None, at })
    }
}
