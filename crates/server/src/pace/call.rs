//! What is asked of a platform, as its limits count it.

use transom_domain::conversation::Granted;
use transom_domain::id::{JobId, MessageId};
use transom_domain::inbound::CommentPlace;
use transom_domain::message::{AttachmentKind, Content};
use transom_policy::{Channel as Platform, Route};

/// What is asked of the platform, as its limits count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Call {
    /// A message.
    Send,
    /// A sign beside messages: that the customer's were read, or that somebody writes.
    Sign,
    /// A message with a recording or a film; on Instagram with any file.
    SendMedia,
    /// The one private reply to a comment.
    PrivateReply,
    /// The one private reply to a comment under a live broadcast.
    LiveReply,
    /// A file that a message is to name.
    Upload,
    /// Who a customer is.
    Profile,
    /// Where a file lies that a customer sent, or a page of a list.
    Lookup,
    /// What customers find before they write.
    PageProfile,
    /// A new template.
    NewTemplate,
    /// Something else that somebody at the desk waits for: blocking, thread control.
    Act,
    /// Everything that nobody waits for: labels, lists, subscriptions, checks.
    Manage,
}

impl Call {
    /// What sending this by a route counts as.
    pub(crate) fn of(platform: Platform, route: Route, content: &Content, is_live: bool) -> Self {
        let is_slow = |kind| {
            platform == Platform::Instagram
                || matches!(kind, AttachmentKind::Audio | AttachmentKind::Video)
        };
        if route == Route::PrivateReply {
            if is_live {
                Self::LiveReply
            } else {
                Self::PrivateReply
            }
        } else if content.attachments.iter().any(|one| is_slow(one.kind)) {
            Self::SendMedia
        } else {
            Self::Send
        }
    }

    pub(super) fn is_message(self) -> bool {
        matches!(
            self,
            Self::Send | Self::SendMedia | Self::PrivateReply | Self::LiveReply
        )
    }

    /// From how much of the platform's limit on, in percent, it gives way to what people wait for. Customers miss no
    /// sign and no name; lists and checks come later.
    pub(super) fn gives_way_at(self) -> Option<u8> {
        match self {
            Self::Sign | Self::Profile => Some(75),
            Self::Manage => Some(90),
            _ => None,
        }
    }

    /// The limits that it uses up.
    pub(super) fn counted_as(self) -> &'static [Self] {
        match self {
            Self::Send | Self::Sign => &[Self::Send],
            Self::SendMedia => &[Self::Send, Self::SendMedia],
            Self::PrivateReply => &[Self::Send, Self::PrivateReply],
            Self::LiveReply => &[Self::Send, Self::LiveReply],
            Self::Upload => &[Self::Upload],
            Self::Profile => &[Self::Profile],
            Self::Lookup => &[Self::Lookup],
            Self::PageProfile => &[Self::PageProfile],
            Self::NewTemplate => &[Self::NewTemplate],
            Self::Act => &[Self::Act],
            Self::Manage => &[Self::Manage],
        }
    }
}

/// Whether a message answers a comment under a live broadcast.
pub(crate) fn answers_live(granted: &Granted, message: MessageId) -> bool {
    granted.comments.iter().any(|comment| {
        comment.place == CommentPlace::Live
            && comment.answer.is_some_and(|spent| spent.by == message)
    })
}

/// Calls that are to leave.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) call: Call,
    /// How many, one after the other.
    pub(crate) times: u32,
    /// To whom, as the platform names them.
    pub(crate) customer: Option<&'a str>,
    /// What comes back when its turn is later.
    pub(crate) job: Option<JobId>,
}

impl From<Call> for Asked<'_> {
    /// One, that is not kept a turn when it cannot leave soon.
    fn from(call: Call) -> Self {
        Self {
            call,
            times: 1,
            customer: None,
            job: None,
        }
    }
}

impl Asked<'_> {
    /// Of which there are so many.
    pub(crate) fn times(self, times: u32) -> Self {
        Self { times, ..self }
    }

    /// For which a turn is kept until the job comes back.
    pub(crate) fn of_job(self, job: JobId) -> Self {
        let job = Some(job);
        Self { job, ..self }
    }
}

#[cfg(test)]
mod tests {
    use transom_domain::message::Attachment;

    use super::*;

    #[test]
    fn every_file_is_media_on_instagram_and_elsewhere_what_plays() {
        use AttachmentKind::{Audio, File, Image, Video};
        let call = |platform, kinds: &[AttachmentKind]| {
            let attachments = kinds.iter().map(|kind| Attachment {
                kind: *kind,
                ..Attachment::default()
            });
            let content = Content {
                attachments: attachments.collect(),
                ..Content::default()
            };
            Call::of(platform, Route::Standard, &content, false)
        };
        for kind in [Audio, Video] {
            for platform in [Platform::Messenger, Platform::Instagram] {
                assert_eq!(call(platform, &[kind]), Call::SendMedia);
            }
        }
        for kind in [Image, File] {
            assert_eq!(call(Platform::Messenger, &[kind]), Call::Send);
            assert_eq!(call(Platform::Instagram, &[kind]), Call::SendMedia);
        }
        assert_eq!(call(Platform::Instagram, &[]), Call::Send);
    }
}
