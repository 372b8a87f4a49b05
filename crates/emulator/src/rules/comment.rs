//! The one private reply to a comment.

use jiff::Timestamp;

use super::calendar::{WEEK, after};
use super::{Breach, Content, Known};

/// A comment.
#[derive(Debug, Clone, Copy)]
pub struct Comment<'a> {
    /// As on the wire.
    pub id: &'a str,
    /// When it was made.
    pub at: Timestamp,
    /// Under what.
    pub place: Place,
    /// When it got its private reply.
    pub answered_at: Option<Timestamp>,
}

/// What a comment is made under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A post, an ad, a reel, a carousel, a story.
    Published,
    /// A broadcast, which may have ended.
    Live {
        /// When it ended.
        ended_at: Option<Timestamp>,
    },
}

/// Carries any content but templates of the business, which have a way of their own.
pub(super) fn judge(
    id: &str,
    content: Content<'_>,
    known: &Known<'_>,
    now: Timestamp,
) -> Result<(), Breach> {
    if !known.platform.is_metas() {
        return Err(Breach::UnknownWay);
    }
    if matches!(content, Content::Template { .. }) {
        return Err(Breach::WrongContent);
    }
    let happened = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
    let comment = known
        .comments
        .iter()
        .find(|comment| comment.id == id && comment.at <= now)
        .ok_or(Breach::UnknownComment)?;
    match comment.place {
        _ if happened(comment.answered_at) => Err(Breach::CommentAnswered),
        _ if after(comment.at, WEEK) <= now => Err(Breach::CommentTooOld),
        Place::Live { ended_at } if happened(ended_at) => Err(Breach::LiveOver),
        Place::Live { .. } | Place::Published => Ok(()),
    }
}
