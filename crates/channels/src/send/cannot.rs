//! Why a message has no form on its platform, each with what to do about it.

use transom_domain::message::AttachmentKind;
use transom_policy::Route;

use super::Part;

/// Why a message has no form on its platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotRender {
    /// There is neither text nor attachment.
    #[error("the message is empty: give it a text or an attachment")]
    Empty,
    /// A message is a text or attachments, not both.
    #[error("one message holds a text or an attachment: send them one after the other")]
    TextWithAttachment,
    /// Only pictures can travel together.
    #[error("one message holds several attachments only when all are images: send them one by one")]
    MixedAttachments,
    /// Customers can send more kinds of things than a business can.
    #[error("a business cannot send an attachment of this kind here")]
    AttachmentKind(AttachmentKind),
    /// The platform fetches attachments from an address.
    #[error("the attachment has no address from which the platform could fetch it")]
    AttachmentWithoutUrl,
    /// Something that the platform has no form for, and that must not be left out in silence.
    #[error("a {0} of this kind has no form here: say it in a text")]
    NoForm(&'static str),
    /// A part that must say something says nothing.
    #[error("the {0} is empty: write something into it")]
    EmptyPart(Part),
    /// A part is too long.
    #[error("the {part} has {is} characters and may have {most}: shorten it")]
    TooLong {
        /// Which part.
        part: Part,
        /// How many characters it has.
        is: usize,
        /// How many it may have.
        most: usize,
    },
    /// There are too many of something.
    #[error("there are {is} {what} and there may be {most}: leave some out or send two messages")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there are.
        is: usize,
        /// How many there may be.
        most: usize,
    },
    /// There are too few of something.
    #[error("there are {is} {what} and there must be {least}: add to them")]
    TooFew {
        /// Of what.
        what: &'static str,
        /// How many there are.
        is: usize,
        /// How many there must be.
        least: usize,
    },
    /// There are more pictures than travel together.
    #[error("there are {is} images and one message holds {most}: send the others by themselves")]
    TooManyImages {
        /// How many there are.
        is: usize,
        /// How many there may be.
        most: usize,
    },
    /// There are more quick replies than are shown.
    #[error("there are {is} quick replies and there may be {most}: leave some out")]
    TooManyQuickReplies {
        /// How many there are.
        is: usize,
        /// How many there may be.
        most: usize,
    },
    /// The picture of a quick reply has no address.
    #[error("give the picture of a quick reply as an address that begins with https:// or http://")]
    QuickReplyPicture,
    /// Instagram knows neither the address nor the number of a customer.
    #[error("Instagram cannot ask for an e-mail address or a number with a tap: ask in the text")]
    QuickReplyDetail,
    /// At least one is needed.
    #[error("this message needs a {0}: add one")]
    NoneOf(&'static str),
    /// Several pictures of a grid would stand out.
    #[error("one picture of a grid may be larger than the others: choose one")]
    Heroes,
    /// A button that does not go below a grid.
    #[error("a button below a grid of pictures opens a page or comes back: leave out the others")]
    GridButton,
    /// A card that is only a title.
    #[error("a card needs more than its title: add a second line, a picture or a button")]
    BareCard,
    /// What Instagram does not have.
    #[error("Instagram has no {0}: say it in a text, or with cards or buttons")]
    OnlyOnMessenger(&'static str),
    /// What Messenger does not have.
    #[error("Messenger has no {0}: say it in a text, or with cards or buttons")]
    OnlyOnInstagram(&'static str),
    /// The way a device announces a message is Messenger's business alone.
    #[error("only Messenger lets a message be announced in another way: leave that out")]
    Announced,
    /// A message with which a thread cannot be handed over.
    #[error(
        "a thread is handed over only with a message of Messenger that is no template: pass it on afterwards"
    )]
    HandOver,
    /// An address that cannot be opened.
    #[error("give an address that begins with https:// or http://")]
    NotAnAddress,
    /// A number that cannot be called.
    #[error("give a telephone number as +33123456789")]
    NotANumber,
    /// A picture or film with buttons that the platform would not fetch.
    #[error("a picture or film with buttons is uploaded first, or lies on facebook.com")]
    NotPublished,
    /// A code that cannot be typed as it is.
    #[error("the code of a coupon has no spaces: take them out")]
    SpaceInCode,
    /// A currency that is none.
    #[error("give the currency as its three letters, such as EUR")]
    NotACurrency,
    /// An amount that is none.
    #[error("an amount is a number from 0 on")]
    NotAnAmount,
    /// A survey that stays open too long, or not at all.
    #[error("a survey can be answered for 1 to {0} days")]
    SurveyDays(u8),
    /// Words beside a message made of parts.
    #[error(
        "a message made of parts holds no other text and no attachment: send them one after the other"
    )]
    PartsWithMore,
    /// A route that needs another kind of message, or none through this platform's interface.
    #[error("a plain message cannot go out here by the route {}", .0.as_str())]
    Route(Route),
}

impl CannotRender {
    /// The part of a message, as the API names it, that is at fault.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Empty => "text",
            Self::TextWithAttachment
            | Self::MixedAttachments
            | Self::AttachmentKind(_)
            | Self::AttachmentWithoutUrl
            | Self::TooManyImages { .. } => "attachments",
            Self::TooManyQuickReplies { .. }
            | Self::QuickReplyPicture
            | Self::QuickReplyDetail
            | Self::EmptyPart(Part::QuickReply | Part::QuickReplyPayload)
            | Self::TooLong {
                part: Part::QuickReply | Part::QuickReplyPayload,
                ..
            } => "quick_replies",
            Self::Announced => "announcement",
            Self::HandOver => "hand_over",
            Self::Route(_) => "route",
            _ => "structured",
        }
    }
}
