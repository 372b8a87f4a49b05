//! A template that a program sends, with what goes into its variables.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use transom_domain::id::UploadId;
use transom_domain::message::{
    Attachment, AttachmentKind, ButtonValue, Location, Parameters, TemplateButton, TemplateCard,
    TemplateHeader, TemplateMessage,
};
use utoipa::ToSchema;

use crate::api::raw;
use crate::error::Error;

/// A template of the channel with what goes into its variables.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "order_update", "language": "en_US",
    "body": {"order": "A-17", "day": "on Monday"}, "buttons": {"0": "a17"}
}))]
pub(super) struct Template {
    #[schema(example = "order_update")]
    name: String,
    /// As the platform writes it.
    #[schema(example = "en_US")]
    language: String,
    /// What goes above the body, where the template leaves that open.
    header: Option<Header>,
    /// What goes into the variables of the body.
    #[serde(default)]
    body: Values,
    /// What goes into the buttons, by their place from 0: the end of an address, a code, or what comes back with a quick
    /// reply.
    #[serde(default)]
    buttons: BTreeMap<u8, ButtonContent>,
    /// When the offer ends, where the template has one that does.
    offer_ends_at: Option<Timestamp>,
    /// What goes into the cards, in their order.
    #[serde(default)]
    cards: Vec<Card>,
    /// Parts that have no fields here, in the platform's own words.
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    components: Vec<Value>,
}

/// What goes into a card.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TemplateCardValue)]
struct Card {
    /// The picture or film above its text.
    header: Option<Header>,
    /// What goes into the variables of its text.
    #[serde(default)]
    body: Values,
    /// What goes into its buttons, by their place from 0.
    #[serde(default)]
    buttons: BTreeMap<u8, ButtonContent>,
}

/// Values by the names of the variables, or in their order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
enum Values {
    /// `["A-17", "on Monday"]`
    Positional(Vec<String>),
    /// `{"order": "A-17"}`
    Named(BTreeMap<String, String>),
}

impl Default for Values {
    fn default() -> Self {
        Self::Positional(Vec::new())
    }
}

/// What goes above the body: values for the line, a file, or a place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = TemplateHeaderValue)]
enum Header {
    Text(Values),
    /// A picture.
    Image(File),
    Video(File),
    Document(File),
    Location(Place),
}

/// A file: the address from which the platform can fetch it, or more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(as = TemplateFile)]
enum File {
    Address(String),
    Here(FileHere),
    There(FileThere),
}

/// A file that was handed over here.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TemplateFileHere)]
struct FileHere {
    #[schema(value_type = String, example = "media_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    media_id: UploadId,
    /// What a document is called on the phone; the name that it was handed over with when absent.
    name: Option<String>,
}

/// A file that the platform can fetch.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TemplateFileThere)]
struct FileThere {
    url: String,
    /// What a document is called on the phone.
    name: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TemplateLocation)]
struct Place {
    latitude: f64,
    longitude: f64,
    name: Option<String>,
    address: Option<String>,
}

/// What goes into a button: the end of its address as a text, or another value with its kind.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
enum ButtonContent {
    /// The end of an address.
    Url(String),
    Code {
        code: String,
    },
    Payload {
        payload: String,
    },
}

impl Template {
    pub(super) fn into_message(self) -> Result<TemplateMessage, Error> {
        Ok(TemplateMessage {
            name: self.name,
            language: self.language,
            header: self.header.map(Header::into_header).transpose()?,
            body: self.body.into(),
            buttons: buttons(self.buttons),
            offer_ends_at: self.offer_ends_at,
            cards: self
                .cards
                .into_iter()
                .map(Card::into_card)
                .collect::<Result<_, Error>>()?,
            raw: raw::written("template.components", &self.components)?,
            reads: None,
        })
    }
}

impl Card {
    fn into_card(self) -> Result<TemplateCard, Error> {
        Ok(TemplateCard {
            header: self.header.map(Header::into_header).transpose()?,
            body: self.body.into(),
            buttons: buttons(self.buttons),
        })
    }
}

fn buttons(buttons: BTreeMap<u8, ButtonContent>) -> Vec<TemplateButton> {
    let filled = buttons.into_iter().map(|(index, content)| TemplateButton {
        index,
        value: match content {
            ButtonContent::Url(end) => ButtonValue::Url(end),
            ButtonContent::Code { code } => ButtonValue::Code(code),
            ButtonContent::Payload { payload } => ButtonValue::Payload(payload),
        },
    });
    filled.collect()
}

impl From<Values> for Parameters {
    fn from(values: Values) -> Self {
        match values {
            Values::Positional(values) => Self::Positional(values),
            Values::Named(values) => Self::Named(values.into_iter().collect()),
        }
    }
}

impl Header {
    fn into_header(self) -> Result<TemplateHeader, Error> {
        let (kind, file) = match self {
            Self::Text(values) => return Ok(TemplateHeader::Text(values.into())),
            Self::Location(place) => {
                return Ok(TemplateHeader::Location(Location {
                    latitude: place.latitude,
                    longitude: place.longitude,
                    name: place.name,
                    address: place.address,
                    url: None,
                }));
            }
            Self::Image(file) => (AttachmentKind::Image, file),
            Self::Video(file) => (AttachmentKind::Video, file),
            Self::Document(file) => (AttachmentKind::File, file),
        };
        let (url, title) = match file {
            File::Address(url) => (url, None),
            File::There(file) => (file.url, file.name),
            File::Here(FileHere { media_id, name }) => {
                return Ok(TemplateHeader::Media(Attachment {
                    kind,
                    url: Some(media_id.to_string()),
                    title: name,
                    ..Attachment::default()
                }));
            }
        };
        if !(url.starts_with("https://") || url.starts_with("http://")) {
            return Err(Error::invalid(
                "template.header",
                "give an address that begins with https://, from which the platform can fetch it",
            ));
        }
        Ok(TemplateHeader::Media(Attachment {
            kind,
            url: Some(url),
            title,
            ..Attachment::default()
        }))
    }
}
