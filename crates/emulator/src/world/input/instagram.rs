//! What may be asked of the world on Instagram alone.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a message of a customer on Instagram is, beyond words and files.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Special {
    /// An answer to a story of the account, in words or as one emoji.
    StoryReply {
        /// Number of the story; the account's newest when absent.
        #[serde(default)]
        story: Option<String>,
    },
    /// The customer's own story, in which the account is mentioned.
    StoryMention,
    /// A post or reel, passed on.
    Share {
        /// Number of a post of the account; its newest when absent.
        #[serde(default)]
        post: Option<String>,
    },
    /// A picture that can be seen once; the app gets a mark without the picture.
    ViewOnce,
    /// Something that the platform shows to no app.
    Unsupported,
}

/// Something that an account publishes.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPost {
    /// What it is.
    pub kind: NewPostKind,
    /// Its caption.
    pub text: String,
    /// When; now when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
}

/// The kinds of things an account publishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NewPostKind {
    /// A picture in the feed.
    Post,
    /// A short film.
    Reel,
    /// A picture for a day.
    Story,
    /// A broadcast, which begins now and lasts until it is ended.
    Live,
}

/// Switches of an account; what is absent stays as it is.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AccountSwitches {
    /// Connected tools have access to messages, as the app of Instagram allows or forbids it.
    pub access_allowed: Option<bool>,
}
