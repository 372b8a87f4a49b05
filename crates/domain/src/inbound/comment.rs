//! Comments on posts, posts of visitors, and mentions.

use serde::{Deserialize, Serialize};

/// A comment on a post, or something else that is said in public and may be answered in private.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// The platform's id of the comment.
    pub external_id: String,
    /// The post commented on.
    pub post_id: String,
    /// The comment it answers, or the post.
    pub parent_id: Option<String>,
    /// Who commented; absent without the permission to see it.
    pub from_id: Option<String>,
    /// The commenter's name.
    pub from_name: Option<String>,
    /// The text; absent when it was removed.
    pub text: Option<String>,
    /// What happened to it.
    pub change: CommentChange,
    /// Where it stands.
    #[serde(default)]
    pub place: CommentPlace,
}

/// Where a comment stands: how long it may be answered in private depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentPlace {
    /// Under a post.
    #[default]
    Feed,
    /// Under a reel.
    Reel,
    /// Under a story.
    Story,
    /// Under an ad.
    Ad,
    /// In a live broadcast.
    Live,
    /// It is a post of its own, which a visitor left on the page.
    VisitorPost,
    /// It names the account somewhere else; there it cannot be answered in private.
    Mention,
}

impl CommentPlace {
    /// Every place.
    pub const ALL: [Self; 7] = [
        Self::Feed,
        Self::Reel,
        Self::Story,
        Self::Ad,
        Self::Live,
        Self::VisitorPost,
        Self::Mention,
    ];

    /// The word used in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Reel => "reel",
            Self::Story => "story",
            Self::Ad => "ad",
            Self::Live => "live",
            Self::VisitorPost => "visitor_post",
            Self::Mention => "mention",
        }
    }
}

impl std::str::FromStr for CommentPlace {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|place| place.as_str() == text)
            .ok_or(())
    }
}

/// What happened to a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentChange {
    /// It was written.
    Added,
    /// Its text changed.
    Edited,
    /// It was taken away.
    Removed,
    /// It was hidden from the public.
    Hidden,
}
