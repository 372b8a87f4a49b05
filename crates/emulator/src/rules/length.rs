//! How long a text may be.

use super::{Breach, Platform};

/// What a length is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Unicode scalar values.
    Character,
    /// Bytes of UTF-8.
    Byte,
}

/// The longest text that a platform takes, where it has a limit.
pub fn text_limit(platform: Platform) -> Option<(usize, Unit)> {
    match platform {
        Platform::Messenger => Some((2000, Unit::Character)),
        Platform::Instagram => Some((1000, Unit::Byte)),
        Platform::WhatsApp => Some((4096, Unit::Character)),
        Platform::Sms => Some((1600, Unit::Character)),
        Platform::Email | Platform::Webchat => None,
    }
}

pub(super) fn judge(platform: Platform, text: &str) -> Result<(), Breach> {
    match text_limit(platform) {
        Some((limit, Unit::Character)) if text.chars().count() > limit => Err(Breach::TooLong),
        Some((limit, Unit::Byte)) if text.len() > limit => Err(Breach::TooLong),
        _ => Ok(()),
    }
}
