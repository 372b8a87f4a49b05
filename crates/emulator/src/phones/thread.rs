//! A thread as the customer sees it.

use jiff::Timestamp;

use super::words;
use crate::world::act_emoji;
use crate::world::card::Card;
use crate::world::view::{AttachmentView, CustomerView, MessageView, QuickReplyView};

/// One line of the thread: a divider, or a bubble.
pub(super) enum Line {
    Day(String),
    Bubble(Box<Bubble>),
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one class or control of the bubble"
)]
pub(super) struct Bubble {
    pub(super) mid: String,
    pub(super) mine: bool,
    /// The next message is by the same side, within a few minutes.
    pub(super) joined: bool,
    pub(super) persona: Option<String>,
    pub(super) text: Option<String>,
    pub(super) attachments: Vec<AttachmentView>,
    pub(super) quote: Option<String>,
    /// The story it answers.
    pub(super) story: Option<String>,
    pub(super) small_print: String,
    pub(super) reactions: Vec<String>,
    pub(super) reacted: bool,
    pub(super) deleted: bool,
    pub(super) editable: bool,
    /// Header and footer of a card, and what can be tapped below it.
    pub(super) header: Option<String>,
    pub(super) footer: Option<String>,
    pub(super) card: Option<Card>,
    /// Time, and `edited`, inside the bubble where the platform shows it there.
    pub(super) stamp: Option<String>,
    /// The business has read it.
    pub(super) seen: bool,
    /// A voice note was listened to.
    pub(super) played: bool,
    /// The words stand below the files.
    pub(super) files_first: bool,
}

/// The lines of a thread, oldest first.
pub(super) fn lines(
    messages: &[MessageView],
    customer: &CustomerView,
    now: Timestamp,
) -> Vec<Line> {
    let mut lines = Vec::with_capacity(messages.len() + 8);
    let mut day = String::new();
    let seen = customer.seen_by_business_at;
    let seen_last = messages
        .iter()
        .rposition(|message| !message.from_business && seen.is_some_and(|seen| message.at <= seen));
    for (index, message) in messages.iter().enumerate() {
        let today = words::day(message.at, now);
        if today != day {
            lines.push(Line::Day(today.clone()));
            day = today;
        }
        let joined = messages.get(index + 1).is_some_and(|next| {
            next.from_business == message.from_business
                && next.at.duration_since(message.at).as_mins() < 5
        });
        let quote = message
            .reply_to
            .as_deref()
            .and_then(|mid| messages.iter().find(|other| other.mid == mid));
        let whatsapp = customer.whatsapp.is_some();
        let edited = if message.edits > 0 { "edited " } else { "" };
        let reactions = [&message.customer_reaction, &message.business_reaction];
        lines.push(Line::Bubble(Box::new(Bubble {
            mid: message.mid.clone(),
            mine: !message.from_business,
            joined,
            persona: message.persona.clone(),
            text: message.text.clone(),
            attachments: message.attachments.clone(),
            quote: quote.map(preview),
            story: message.story.clone(),
            small_print: small_print(message, customer, seen_last == Some(index)),
            reactions: reactions
                .into_iter()
                .flatten()
                // The heart is drawn in colour only with the selector of that style.
                .map(|name| match act_emoji(name) {
                    Some(sign) => format!("{sign}\u{fe0f}"),
                    None => name.clone(),
                })
                .collect(),
            reacted: message.customer_reaction.is_some(),
            deleted: message.deleted,
            header: message.card.as_ref().and_then(|card| card.header.clone()),
            footer: message.card.as_ref().and_then(|card| card.footer.clone()),
            card: message.card.clone(),
            stamp: whatsapp.then(|| format!("{edited}{}", words::clock(message.at))),
            seen: seen.is_some_and(|seen| message.at <= seen),
            played: message.played_at.is_some(),
            files_first: whatsapp,
            editable: !message.from_business && message.text.is_some() && !message.deleted,
        })));
    }
    lines
}

/// Quick replies hang on the newest message only; they vanish with the next.
pub(super) fn quick_replies(messages: &[MessageView]) -> Vec<QuickReplyView> {
    messages
        .last()
        .map(|message| message.quick_replies.clone())
        .unwrap_or_default()
}

/// A message in one line.
pub(super) fn preview(message: &MessageView) -> String {
    if message.deleted {
        return "Message taken back".to_owned();
    }
    let attachment = || {
        message
            .attachments
            .first()
            .map(|attachment| match attachment.kind.as_str() {
                "template" | "ephemeral" | "like_heart" | "location" | "contacts" | "order" => {
                    attachment.title.clone()
                }
                "sticker" => "Sticker".to_owned(),
                "voice" => "Voice note".to_owned(),
                "ig_post" => "Post".to_owned(),
                "ig_reel" => "Reel".to_owned(),
                "story_mention" => "Mention in a story".to_owned(),
                kind => format!("{} attachment", kind[..1].to_uppercase() + &kind[1..]),
            })
    };
    message.text.clone().or_else(attachment).unwrap_or_default()
}

fn small_print(message: &MessageView, customer: &CustomerView, seen: bool) -> String {
    let whatsapp = customer.whatsapp.is_some();
    let mut parts = Vec::new();
    if !whatsapp {
        parts.push(words::clock(message.at));
        if message.edits > 0 {
            parts.push("edited".to_owned());
        }
    }
    parts.extend(message.label.clone());
    if message.from_business {
        let on_instagram = customer.username.is_some();
        parts.push(match (message.read_at, message.delivered_at) {
            (Some(at), _) if on_instagram => format!("seen {}", words::clock(at)),
            (None, _) if on_instagram => "not seen yet".to_owned(),
            _ if message.played_at.is_some() => "played".to_owned(),
            (Some(at), _) => format!("read {}", words::clock(at)),
            (None, Some(_)) => "delivered".to_owned(),
            (None, None) => "on its way".to_owned(),
        });
    } else if seen && !whatsapp {
        parts.push("seen".to_owned());
    }
    parts.join(" · ")
}
