//! What the customer wrote, and echoes of what was sent to them.

use transom_domain::inbound::{CustomerMessage, Echo, InboundEvent};
use transom_domain::message::{Attachment, AttachmentKind, Origin};

use super::{Unhandled, event, optional_id, required_id, wire};
use crate::thread_control::{INSTAGRAM_INBOX, PAGE_INBOX, PAGE_INBOX_IN_ECHOES};

/// The app ids under which Meta's own inboxes appear, in echoes and as the owner of a thread.
const OWN_INBOXES: [&str; 3] = [PAGE_INBOX_IN_ECHOES, PAGE_INBOX, INSTAGRAM_INBOX];

/// How far from each other the two names of one sticker are looked for, in attachments: farther than any message is long,
/// so that what a list of any length costs grows with its length.
const FARTHEST_TWIN: usize = 64;

pub(super) fn written(customer: String, wire: wire::Message) -> Result<InboundEvent, Unhandled> {
    let (reply_to, story) = answered(wire.reply_to);
    let mut attachments = attachments(wire.attachments);
    attachments.extend(story);
    let text = wire.text.filter(|text| !text.is_empty());
    let commands = wire.commands.into_iter().flatten();
    let commands: Vec<_> = commands.filter_map(|command| command.name).collect();
    let says = text.is_some() || !attachments.is_empty() || !commands.is_empty();
    let unsupported = wire.is_unsupported == Some(true) || !says;
    Ok(InboundEvent::Message(CustomerMessage {
        customer,
        external_id: required_id(wire.mid, "message.mid")?,
        text,
        attachments,
        quick_reply: wire.quick_reply.and_then(|tapped| tapped.payload),
        reply_to,
        referral: wire.referral.map(event::referral),
        unsupported,
        commands,
        ..CustomerMessage::default()
    }))
}

/// The customer, or somebody of the business in the platform's app, took a message back.
pub(super) fn taken_back(customer: String, wire: wire::Message) -> Result<InboundEvent, Unhandled> {
    Ok(InboundEvent::Deleted {
        customer,
        external_id: required_id(wire.mid, "message.mid")?,
    })
}

/// The message that is answered; a story that is answered is no message, so that it was one is kept as a thing that
/// came along.
fn answered(reference: Option<wire::Reference>) -> (Option<String>, Option<Attachment>) {
    let Some(wire::Reference { mid, story }) = reference else {
        return (None, None);
    };
    let story = story.map(|wire::Story {}| Attachment {
        kind: AttachmentKind::StoryReply,
        ..Attachment::default()
    });
    (optional_id(mid), story)
}

/// An echo of what some app, perhaps ours, or a person sent. Our own is told by its metadata, which only the
/// store can match, so an app that is not Meta's inbox is another app here.
pub(super) fn echo(customer: String, wire: wire::Message) -> Result<InboundEvent, Unhandled> {
    let app_id = optional_id(wire.app_id);
    let origin = match app_id.as_deref() {
        Some(app) if OWN_INBOXES.contains(&app) => Origin::PlatformInbox,
        None if wire.metadata.is_none() => Origin::PlatformInbox,
        _ => Origin::OtherApp,
    };
    Ok(InboundEvent::Echo(Echo {
        customer,
        external_id: required_id(wire.mid, "message.mid")?,
        metadata: wire.metadata,
        origin,
        app_id,
        text: wire.text.filter(|text| !text.is_empty()),
        attachments: attachments(wire.attachments),
        reply_to: wire
            .reply_to
            .and_then(|reference| optional_id(reference.mid)),
        extra: None,
    }))
}

fn attachments(wire: Option<Vec<wire::Attachment>>) -> Vec<Attachment> {
    let mut seen: Vec<(Option<String>, Attachment)> = Vec::new();
    for (sticker, attachment) in wire.into_iter().flatten().map(attachment) {
        // Until 2026-08-30 Meta names a sticker twice, as an image and as a sticker.
        let near = seen.len().saturating_sub(FARTHEST_TWIN);
        let twin = seen[near..].iter_mut().find(|(id, other)| {
            let same = (id.is_some() && *id == sticker)
                || (other.url.is_some() && other.url == attachment.url);
            same && (other.kind == AttachmentKind::Sticker
                || attachment.kind == AttachmentKind::Sticker)
        });
        match twin {
            Some((_, twin)) => twin.kind = AttachmentKind::Sticker,
            None => seen.push((sticker, attachment)),
        }
    }
    seen.into_iter().map(|(_, attachment)| attachment).collect()
}

/// The sticker's id, if it is one, and what to show.
fn attachment(wire: wire::Attachment) -> (Option<String>, Attachment) {
    let payload = wire.payload.unwrap_or_default();
    let sticker = optional_id(payload.sticker_id);
    let kind = match wire.kind.as_deref() {
        Some("image") if sticker.is_some() => AttachmentKind::Sticker,
        Some("image") => AttachmentKind::Image,
        Some("video") => AttachmentKind::Video,
        Some("audio") => AttachmentKind::Audio,
        Some("file") => AttachmentKind::File,
        Some("sticker" | "like_heart") => AttachmentKind::Sticker,
        Some("fallback" | "share") => AttachmentKind::Link,
        Some("reel" | "ig_reel" | "post" | "ig_post") => AttachmentKind::Post,
        Some("template") => AttachmentKind::Template,
        Some("story_mention") => AttachmentKind::StoryMention,
        Some("ephemeral") => AttachmentKind::Ephemeral,
        Some("appointment_booking") => AttachmentKind::Appointment,
        _ => AttachmentKind::Other,
    };
    let word = wire.kind.filter(|_| kind == AttachmentKind::Other);
    (
        sticker,
        Attachment {
            kind,
            // The media of a story, and what is to be seen once, must not be kept.
            url: payload.url.or(wire.url).filter(|_| kind.may_be_kept()),
            title: wire.title.or(payload.title).or(word),
            ..Attachment::default()
        },
    )
}
