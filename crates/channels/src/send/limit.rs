//! How much of each part Messenger and Instagram take, in characters as Meta's reference counts them.

use std::fmt;

use super::CannotRender;

/// A part of a message that has its own limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The text above buttons.
    ButtonsText,
    /// The label of a button.
    ButtonLabel,
    /// The label of a quick reply.
    QuickReply,
    /// What a quick reply brings back.
    QuickReplyPayload,
    /// What a button brings back.
    Payload,
    /// The platform's name of something it keeps.
    Id,
    /// The heading of a card.
    CardTitle,
    /// A line below a heading.
    CardSubtitle,
    /// The title of a grid of pictures.
    GridTitle,
    /// The title of a coupon.
    CouponTitle,
    /// The code of a coupon.
    CouponCode,
    /// The title of a request or a survey.
    RequestTitle,
    /// What later messages are about.
    Topic,
    /// The name of a question.
    QuestionId,
    /// A field of a receipt.
    ReceiptField,
}

impl Part {
    const fn most(self) -> usize {
        match self {
            Self::ButtonsText => 640,
            Self::ButtonLabel | Self::QuickReply => 20,
            Self::CardTitle | Self::CardSubtitle | Self::CouponTitle => 80,
            Self::RequestTitle => 65,
            Self::GridTitle => 45,
            // The reference names none for the rest; that of payloads is a safe one.
            Self::Payload
            | Self::QuickReplyPayload
            | Self::Id
            | Self::CouponCode
            | Self::Topic
            | Self::QuestionId
            | Self::ReceiptField => 1000,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::ButtonsText => "text above the buttons",
            Self::ButtonLabel => "label of a button",
            Self::QuickReply => "label of a quick reply",
            Self::QuickReplyPayload => "payload of a quick reply",
            Self::Payload => "payload",
            Self::Id => "id",
            Self::CardTitle => "title of a card",
            Self::CardSubtitle => "second line",
            Self::GridTitle => "title of the grid",
            Self::CouponTitle => "title of the coupon",
            Self::CouponCode => "code of the coupon",
            Self::RequestTitle => "title",
            Self::Topic => "topic",
            Self::QuestionId => "name of the question",
            Self::ReceiptField => "field of the receipt",
        }
    }

    /// The text, when it says something and is short enough.
    pub(super) fn fits(self, text: &str) -> Result<&str, CannotRender> {
        if text.trim().is_empty() {
            return Err(CannotRender::EmptyPart(self));
        }
        let (is, most) = (text.chars().count(), self.most());
        if is > most {
            return Err(CannotRender::TooLong {
                part: self,
                is,
                most,
            });
        }
        Ok(text)
    }

    /// The same, where it may be missing.
    pub(super) fn optional(self, text: Option<&str>) -> Result<Option<&str>, CannotRender> {
        text.map(|text| self.fits(text)).transpose()
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Refuses more than there may be.
pub(super) fn at_most(what: &'static str, is: usize, most: usize) -> Result<(), CannotRender> {
    if is > most {
        Err(CannotRender::TooMany { what, is, most })
    } else {
        Ok(())
    }
}

/// An address that a phone can open and the platform can fetch from.
pub(super) fn address(url: &str) -> Result<&str, CannotRender> {
    is_address(url)
        .then_some(url)
        .ok_or(CannotRender::NotAnAddress)
}

/// Whether a phone can open it.
pub(super) fn is_address(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}
