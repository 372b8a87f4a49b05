//! What comes along with a message.

use serde::{Deserialize, Serialize};

use crate::media::Digest;

/// A thing that came along with a message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Attachment {
    /// What it is.
    pub kind: AttachmentKind,
    /// Where it lies; the platforms' addresses expire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its title or file name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The platform's id of it, by which it is fetched or sent again; expires too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_id: Option<String>,
    /// Its media type, as the platform tells: `image/jpeg`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Its SHA-256 in base 64, as the platform tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Spoken into the app, and shown as such.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_voice: bool,
    /// The file that is sent, when it is kept here; what comes in is told apart from where it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Digest>,
}

impl Attachment {
    /// Whether it came in as a file that is to be fetched and kept.
    pub const fn is_to_be_fetched(&self) -> bool {
        self.kind.is_file()
            && self.file.is_none()
            && (self.url.is_some() || self.media_id.is_some())
    }
}

/// What an attachment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A recording.
    Audio,
    /// A document.
    File,
    /// A sticker.
    Sticker,
    /// A shared link.
    Link,
    /// A shared post or reel.
    Post,
    /// A structured message, such as one with buttons.
    Template,
    /// A story of the customer that names the business; its media must not be kept.
    StoryMention,
    /// The story of the business that the message answers; its media must not be kept.
    StoryReply,
    /// A picture or film to be seen once, which the platform does not pass on.
    Ephemeral,
    /// An appointment that was booked in the thread.
    Appointment,
    /// A kind that this version does not know.
    #[default]
    Other,
}

impl AttachmentKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Image,
        Self::Video,
        Self::Audio,
        Self::File,
        Self::Sticker,
        Self::Link,
        Self::Post,
        Self::Template,
        Self::StoryMention,
        Self::StoryReply,
        Self::Ephemeral,
        Self::Appointment,
        Self::Other,
    ];

    /// Whether the platforms let the thing itself, or where it lies, be kept.
    pub const fn may_be_kept(self) -> bool {
        !matches!(
            self,
            Self::StoryMention | Self::StoryReply | Self::Ephemeral
        )
    }

    /// Whether it is a file by itself, not a reference to something elsewhere. Each of these may be kept.
    pub const fn is_file(self) -> bool {
        matches!(
            self,
            Self::Image | Self::Video | Self::Audio | Self::File | Self::Sticker
        )
    }

    /// The word used in the database and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::File => "file",
            Self::Sticker => "sticker",
            Self::Link => "link",
            Self::Post => "post",
            Self::Template => "template",
            Self::StoryMention => "story_mention",
            Self::StoryReply => "story_reply",
            Self::Ephemeral => "ephemeral",
            Self::Appointment => "appointment",
            Self::Other => "other",
        }
    }
}
