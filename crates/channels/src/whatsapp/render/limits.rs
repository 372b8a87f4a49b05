//! What WhatsApp takes, and why it would not take the rest.

use std::collections::HashSet;

use transom_domain::message::AttachmentKind;
use transom_policy::Route;

/// Why a message has no form on WhatsApp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotRender {
    /// There is nothing in it.
    #[error("the message is empty: give it a text or an attachment")]
    Empty,
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
    /// Two that must differ are the same.
    #[error("two {0} are the same: make them differ")]
    Repeated(Part),
    /// Each message carries one file.
    #[error("WhatsApp takes one attachment in one message: send them one by one")]
    SeveralAttachments,
    /// Recordings and stickers stand alone.
    #[error("WhatsApp shows no text below this kind of attachment: send the text by itself")]
    NoCaption(AttachmentKind),
    /// Customers can send more kinds of things than a business can.
    #[error("a business cannot send an attachment of this kind here on WhatsApp")]
    AttachmentKind(AttachmentKind),
    /// There is neither an uploaded file nor an address to fetch it from.
    #[error("the attachment is neither uploaded nor at an address that WhatsApp could fetch")]
    AttachmentWithoutSource,
    /// A heading needs something to head.
    #[error("WhatsApp shows a heading or a footer only with buttons: write it into the text")]
    HeadingWithoutButtons,
    /// Something has no place for a heading.
    #[error("WhatsApp shows no heading above this: write it into the text")]
    NoHeading,
    /// Several products need a heading.
    #[error("WhatsApp wants a heading above several products: add one")]
    HeadingMissing,
    /// A section without a row or a product.
    #[error("a section has nothing in it: add something or leave the section out")]
    EmptySection,
    /// What goes into a blank stands within a line.
    #[error(
        "what goes into a blank may have no line break, no tab and no five spaces in a row: write it in one line"
    )]
    BrokenParameter,
    /// A recording that is shown as one that was spoken.
    #[error("WhatsApp takes only Opus in an Ogg file as a voice message: send it as a recording")]
    NotSpoken,
    /// What a form's page is given is no JSON object.
    #[error("give what the form starts with as a JSON object")]
    NotAnObject,
    /// Its buttons are words alone.
    #[error("WhatsApp shows no picture on a button: leave it out")]
    QuickReplyPicture,
    /// It has no button that sends a detail of the customer.
    #[error("WhatsApp has no button for an e-mail address or a number: ask in the text")]
    QuickReplyDetail,
    /// It announces every message in the same way.
    #[error("only Messenger lets a message be announced in another way: leave that out")]
    Announced,
    /// No other app shares a number.
    #[error("a thread is handed over only with a message on Messenger: leave that out")]
    HandOver,
    /// Something that cannot share a message with anything else.
    #[error("WhatsApp takes nothing else in one message with {0}: send it by itself")]
    Alone(&'static str),
    /// One card is none to be swiped through.
    #[error("there are fewer than two cards: add one, or send a picture with buttons")]
    TooFewCards,
    /// Cards that are not alike.
    #[error("the cards differ in their {0}: make it the same on all of them")]
    CardsDiffer(&'static str),
    /// A text that is higher than a card.
    #[error("the text of a card may have {0} line breaks: leave some out")]
    LineBreaks(usize),
    /// Something that WhatsApp does not have.
    #[error("WhatsApp has no {0}: use buttons, a list or a template")]
    NotHere(&'static str),
    /// Something that only a customer sends.
    #[error("only a customer can send {0}")]
    CustomersOnly(&'static str),
    /// Rows of several groups need the groups named.
    #[error("a list of several sections needs a title for each: name them")]
    UntitledSection,
    /// A page that cannot be opened.
    #[error("a link button needs an address that begins with https:// or http://")]
    NotALink,
    /// A place that is not on Earth.
    #[error("a latitude is from -90 to 90 and a longitude from -180 to 180")]
    NotOnEarth,
    /// A button that no template has.
    #[error("a template has at most 10 buttons, counted from 0, each to be filled in once")]
    NoSuchButton(u8),
    /// A route that WhatsApp does not have, or that needs another kind of message.
    #[error("this kind of message cannot go out on WhatsApp by the route {}", .0.as_str())]
    Route(Route),
}

/// A part of a message that has its own limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The text of a plain message.
    Text,
    /// The text below a file.
    Caption,
    /// The text of a message with buttons.
    ButtonsText,
    /// The text of a message with a list.
    ListText,
    /// The line above a text.
    Heading,
    /// The line below a text.
    Footer,
    /// The label of a button.
    ButtonLabel,
    /// What a button brings back.
    ButtonPayload,
    /// The title of a section of a list.
    SectionTitle,
    /// The label of a row.
    RowTitle,
    /// What a row brings back.
    RowPayload,
    /// The line below a row's label.
    RowDescription,
    /// The platform's id of a catalogue.
    CatalogId,
    /// The shop's own id of a product.
    ProductId,
    /// The platform's id of a form.
    FlowId,
    /// What comes back with a form.
    FlowToken,
    /// The page of a form that is opened first.
    Screen,
    /// The name on a card.
    ContactName,
    /// The name of a template.
    TemplateName,
    /// The language of a template.
    TemplateLanguage,
    /// The name of a blank of a template.
    ParameterName,
    /// What goes into a blank of a template.
    Parameter,
    /// What goes into the header of a template.
    HeaderParameter,
    /// The end of an address.
    UrlEnding,
    /// A code to be copied.
    Code,
    /// The text of a card.
    CardText,
}

impl Part {
    const fn most(self) -> usize {
        match self {
            Self::Text | Self::ListText => 4096,
            Self::Caption | Self::ButtonsText => 1024,
            Self::Heading | Self::Footer | Self::HeaderParameter => 60,
            Self::ButtonLabel => 20,
            Self::ButtonPayload => 256,
            Self::SectionTitle | Self::RowTitle => 24,
            Self::RowPayload => 200,
            Self::RowDescription => 72,
            Self::TemplateName => 512,
            Self::UrlEnding => 2000,
            Self::Code => 15,
            Self::CardText => 160,
            // No limit is known below that of the whole text.
            Self::ContactName
            | Self::CatalogId
            | Self::ProductId
            | Self::FlowId
            | Self::FlowToken
            | Self::Screen
            | Self::TemplateLanguage
            | Self::ParameterName
            | Self::Parameter => 32_768,
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

    /// The same for what goes into a blank of a template.
    pub(super) fn fits_blank(self, text: &str) -> Result<&str, CannotRender> {
        if text.contains(['\n', '\r', '\t']) || text.contains("     ") {
            return Err(CannotRender::BrokenParameter);
        }
        self.fits(text)
    }

    /// The same for a part that may be missing.
    pub(super) fn fits_if_any(self, text: Option<&str>) -> Result<Option<&str>, CannotRender> {
        text.map(|text| self.fits(text)).transpose()
    }

    /// Whether all of these differ.
    pub(super) fn all_differ<'a>(
        self,
        texts: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), CannotRender> {
        let mut seen = HashSet::new();
        if texts.into_iter().all(|text| seen.insert(text)) {
            Ok(())
        } else {
            Err(CannotRender::Repeated(self))
        }
    }
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Text | Self::ButtonsText | Self::ListText => "text",
            Self::Caption => "text below the attachment",
            Self::Heading => "heading",
            Self::Footer => "footer",
            Self::ButtonLabel => "button label",
            Self::ButtonPayload => "button payload",
            Self::SectionTitle => "section title",
            Self::RowTitle => "row title",
            Self::RowPayload => "row payload",
            Self::RowDescription => "row description",
            Self::CatalogId => "catalogue's id",
            Self::ProductId => "product's id",
            Self::FlowId => "form's id",
            Self::FlowToken => "form's token",
            Self::Screen => "form's first page",
            Self::ContactName => "contact's name",
            Self::TemplateName => "template name",
            Self::TemplateLanguage => "template language",
            Self::ParameterName => "name of a blank",
            Self::Parameter | Self::HeaderParameter => "value of a blank",
            Self::UrlEnding => "end of the address",
            Self::Code => "code",
            Self::CardText => "text of a card",
        })
    }
}

/// Whether there are between one and the most of something.
pub(super) fn count(what: &'static str, is: usize, most: usize) -> Result<(), CannotRender> {
    match is {
        0 => Err(CannotRender::Empty),
        is if is > most => Err(CannotRender::TooMany { what, is, most }),
        _ => Ok(()),
    }
}

impl CannotRender {
    /// The part of a message, as the API names it, that is at fault, where that depends on nothing else.
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::Empty => Some("text"),
            Self::EmptyPart(part) | Self::TooLong { part, .. } | Self::Repeated(part) => match part
            {
                Part::Text | Part::Caption | Part::ButtonsText | Part::ListText => Some("text"),
                Part::Heading => Some("heading"),
                Part::Footer => Some("footer"),
                _ => None,
            },
            Self::NoHeading | Self::HeadingMissing | Self::HeadingWithoutButtons => Some("heading"),
            Self::QuickReplyPicture | Self::QuickReplyDetail => Some("quick_replies"),
            Self::SeveralAttachments
            | Self::NoCaption(_)
            | Self::AttachmentKind(_)
            | Self::AttachmentWithoutSource
            | Self::NotSpoken => Some("attachments"),
            Self::Announced => Some("announcement"),
            Self::HandOver => Some("hand_over"),
            Self::Route(_) => Some("route"),
            _ => None,
        }
    }
}
