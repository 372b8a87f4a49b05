//! The window that a customer's act opens.

use jiff::Timestamp;

use super::act::past;
use super::calendar::{DAY, VARIABLE_WINDOW, WEEK, after};
use super::{Act, Breach, Content, Known, Platform};
use crate::config::Capability;

/// Free messages. A survey goes inside a window as any other structure does; a template of the business only by its
/// own way.
pub(super) fn judge(content: Content<'_>, known: &Known<'_>, now: Timestamp) -> Result<(), Breach> {
    match content {
        Content::Template { .. } => Err(Breach::WrongContent),
        Content::Survey if known.platform != Platform::Messenger => Err(Breach::WrongContent),
        _ if !known.platform.has_window() => Ok(()),
        _ => match window_end(known, now) {
            Some(end) if now < end => Ok(()),
            _ => Err(Breach::OutsideWindow),
        },
    }
}

/// The end of the window in which the business may answer freely; it may have passed. None when the customer never
/// opened one.
pub fn window_end(known: &Known<'_>, now: Timestamp) -> Option<Timestamp> {
    windows(known, now).map(|(_, end)| end).max()
}

/// Whether the customer has opened a window after this moment that is open now.
pub(super) fn has_written_since(known: &Known<'_>, since: Timestamp, now: Timestamp) -> bool {
    windows(known, now).any(|(from, end)| from > since && now < end)
}

/// Every act that opened a window: when, and the end of that.
fn windows<'a>(
    known: &'a Known<'_>,
    now: Timestamp,
) -> impl Iterator<Item = (Timestamp, Timestamp)> + 'a {
    let length = move |act| match act {
        Act::AdMessage
            if known.platform.is_metas()
                && known.has(Capability::AdWindow)
                && VARIABLE_WINDOW.has_come(now) =>
        {
            WEEK
        }
        _ => DAY,
    };
    past(known.acts, now)
        .filter(|(_, act)| known.platform.opens(*act))
        .map(move |(at, act)| (at, after(at, length(act))))
}

impl Platform {
    fn has_window(self) -> bool {
        self.is_metas() || self == Self::WhatsApp
    }

    /// Messenger and Instagram, which share most rules.
    pub(super) fn is_metas(self) -> bool {
        matches!(self, Self::Messenger | Self::Instagram)
    }

    fn opens(self, act: Act) -> bool {
        match act {
            Act::Message | Act::AdMessage => self.has_window(),
            Act::Postback | Act::Referral | Act::PluginOptIn | Act::Reaction => self.is_metas(),
            Act::StoryMention => self == Self::Instagram,
            Act::Call => self == Self::WhatsApp,
            Act::Unreaction
            | Act::Comment
            | Act::Read
            | Act::Delivery
            | Act::TopicOptIn
            | Act::MarketingOptIn => false,
        }
    }
}
