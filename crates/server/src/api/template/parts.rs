//! What programs say that a template is made of.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use transom_channels::template::NewTemplate;
use transom_domain::template::{self as domain, Components, HeaderMedia};
use transom_policy::TemplateCategory;
use utoipa::ToSchema;

use crate::api::{raw, words};
use crate::error::Error;

/// A template that is to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "order_update", "language": "en_US", "category": "utility", "parameter_format": "named",
    "header": {"text": "Order {{order}}", "examples": {"order": "A-17"}},
    "body": {"text": "Your order {{order}} arrives {{day}}.", "examples": {"order": "A-17", "day": "on Monday"}},
    "footer": "Jacket shop",
    "buttons": [{"kind": "url", "label": "Track", "url": "https://shop.example/t/{{1}}", "example": "a17"}]
}))]
pub(in crate::api) struct TemplateRequest {
    /// Small letters, digits and underscores.
    #[schema(example = "order_update")]
    name: String,
    /// As the platform writes it.
    #[schema(example = "en_US")]
    language: String,
    #[schema(value_type = words::TemplateCategory)]
    category: TemplateCategory,
    /// How its variables are named; `positional` when absent.
    #[serde(default)]
    parameter_format: Format,
    header: Option<Header>,
    /// Absent for a one-time code, whose text the platform writes.
    #[serde(default)]
    body: Phrase,
    footer: Option<String>,
    #[serde(default)]
    buttons: Vec<Button>,
    /// For a one-time code: what its text says besides. With one button of the kind `one_time`.
    code: Option<CodeNotice>,
    /// An offer that ends.
    offer: Option<Offer>,
    /// Cards to be swiped through, all with the same kind of file and of buttons.
    #[serde(default)]
    cards: Vec<Card>,
    /// Parts that have no fields here, in the platform's own words.
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    components: Vec<Value>,
    /// After how many seconds the platform gives up delivering a message of it; -1 for the longest time there is. On
    /// WhatsApp only, within what the rules of its category allow; as the platform does when absent.
    #[schema(example = 600)]
    time_to_live_seconds: Option<i64>,
}

/// What a template is to become: name and language stay, and the category of one that is approved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"body": {"text": "Your order {{1}} has arrived.", "examples": {"1": "A-17"}}}))]
pub(in crate::api) struct TemplateChange {
    /// Unchanged when absent.
    #[schema(value_type = Option<words::TemplateCategory>)]
    category: Option<TemplateCategory>,
    /// How its variables are named; `positional` when absent.
    #[serde(default)]
    parameter_format: Format,
    header: Option<Header>,
    /// Absent for a one-time code, whose text the platform writes.
    #[serde(default)]
    body: Phrase,
    footer: Option<String>,
    #[serde(default)]
    buttons: Vec<Button>,
    /// For a one-time code: what its text says besides. With one button of the kind `one_time`.
    code: Option<CodeNotice>,
    /// An offer that ends.
    offer: Option<Offer>,
    /// Cards to be swiped through, all with the same kind of file and of buttons.
    #[serde(default)]
    cards: Vec<Card>,
    /// Parts that have no fields here, in the platform's own words.
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    components: Vec<Value>,
    /// After how many seconds the platform gives up delivering a message of it; -1 for the longest time there is.
    /// Unchanged when absent.
    time_to_live_seconds: Option<i64>,
}

/// How the variables of a template are named.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ParameterFormat)]
enum Format {
    /// `{{1}}`, `{{2}}`, ….
    #[default]
    Positional,
    /// `{{order}}`, `{{day}}`, ….
    Named,
}

/// A text with variables, each with an example.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TemplatePhraseRequest)]
struct Phrase {
    text: String,
    /// What could stand for each variable, by its name or number: the review asks for it.
    #[serde(default)]
    examples: BTreeMap<String, String>,
}

/// What stands above the body: a line, or a file or a place that each message brings.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TemplateHeaderRequest)]
struct Header {
    /// `text` when absent.
    #[serde(default)]
    kind: HeaderKind,
    /// The line.
    text: Option<String>,
    /// What could stand for its variable, by its name or number.
    #[serde(default)]
    examples: BTreeMap<String, String>,
    /// For a file: the `media_id` of an example that was handed over here, or the handle of one, as the platform's
    /// resumable upload gives it.
    example: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TemplateHeaderKind)]
enum HeaderKind {
    #[default]
    Text,
    Image,
    Video,
    Document,
    Location,
}

/// A button of a template.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
#[schema(as = TemplateButtonRequest)]
enum Button {
    /// Comes back as an answer.
    QuickReply {
        label: String,
        /// What comes back with it; only Messenger keeps that with the template.
        payload: Option<String>,
    },
    /// Opens a page.
    Url {
        label: String,
        /// Its end may be a variable: `https://shop.example/t/{{1}}`.
        url: String,
        /// What could stand for the variable.
        example: Option<String>,
    },
    /// Calls a number.
    Phone {
        label: String,
        /// With its country's code.
        #[schema(example = "+33123456789")]
        number: String,
    },
    /// Copies a code that each message brings.
    Code {
        /// What could be copied.
        example: String,
    },
    /// Hands over the one-time code of the body.
    OneTime {
        /// The platform's own when absent.
        #[serde(default)]
        label: String,
        #[serde(default)]
        handover: Handover,
        /// The label of the button that fills the code in; the platform's own when absent.
        autofill: Option<String>,
        /// The apps that take the code, unless it is copied.
        #[serde(default)]
        apps: Vec<CodeApp>,
    },
}

/// How a one-time code gets to where it is asked for. Without a tap it goes only to apps whose users expect that: whoever
/// makes such a template accepts the platform's terms for it.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CodeHandover)]
enum Handover {
    #[default]
    Copy,
    OneTap,
    ZeroTap,
}

/// An app that takes one-time codes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CodeApp {
    #[schema(example = "com.example.shop")]
    package: String,
    /// The hash of the key that it is signed with, in 11 characters.
    #[schema(example = "K8a/AINcGX7")]
    signature: String,
}

/// What the text of a one-time code says besides.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CodeNoticeRequest)]
struct CodeNotice {
    /// It asks not to share the code.
    #[serde(default)]
    warns: bool,
    /// It says in how many minutes the code expires.
    expires_in: Option<u8>,
}

/// An offer that ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TemplateOfferRequest)]
struct Offer {
    text: String,
    /// Whether each message says when it ends.
    #[serde(default)]
    ends: bool,
}

/// A card of several.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TemplateCardRequest)]
struct Card {
    /// A picture or a film.
    header: Header,
    body: Option<Phrase>,
    #[serde(default)]
    buttons: Vec<Button>,
}

impl TemplateRequest {
    pub(super) fn into_new(self) -> Result<NewTemplate, Error> {
        let change = TemplateChange {
            category: None,
            parameter_format: self.parameter_format,
            header: self.header,
            body: self.body,
            footer: self.footer,
            buttons: self.buttons,
            code: self.code,
            offer: self.offer,
            cards: self.cards,
            components: self.components,
            time_to_live_seconds: self.time_to_live_seconds,
        };
        Ok(NewTemplate {
            name: self.name,
            language: self.language,
            category: self.category,
            components: change.into_components()?,
        })
    }
}

impl TemplateChange {
    pub(super) const fn category(&self) -> Option<TemplateCategory> {
        self.category
    }

    pub(super) fn into_components(self) -> Result<Components, Error> {
        let code = self.code.map(|code| domain::CodeNotice {
            warns: code.warns,
            expires_in: code.expires_in,
        });
        Ok(Components {
            format: match self.parameter_format {
                Format::Positional => domain::ParameterFormat::Positional,
                Format::Named => domain::ParameterFormat::Named,
            },
            header: self.header.map(Header::into_header).transpose()?,
            // What the platform writes for a code is known once it was made.
            body: match code {
                Some(_) => domain::Phrase::new("{{1}}"),
                None => phrase(self.body.text, self.body.examples),
            },
            footer: self.footer,
            buttons: self.buttons.into_iter().map(Button::into_button).collect(),
            code,
            offer: self.offer.map(|offer| domain::Offer {
                text: offer.text,
                ends: offer.ends,
            }),
            cards: self
                .cards
                .into_iter()
                .map(Card::into_card)
                .collect::<Result<_, Error>>()?,
            unknown: raw::kinds(&self.components),
            raw: raw::written("components", &self.components)?,
            time_to_live: self.time_to_live_seconds.map(time_to_live).transpose()?,
        })
    }
}

fn time_to_live(seconds: i64) -> Result<domain::TimeToLive, Error> {
    if seconds == -1 {
        return Ok(domain::TimeToLive::Longest);
    }
    let seconds = u32::try_from(seconds).map_err(|_| {
        let problem = "give a number of seconds, or -1 for the longest time";
        Error::invalid("time_to_live_seconds", problem)
    })?;
    Ok(domain::TimeToLive::Seconds(seconds))
}

fn phrase(text: String, examples: BTreeMap<String, String>) -> domain::Phrase {
    domain::Phrase {
        text,
        examples: examples.into_iter().collect(),
    }
}

impl Card {
    fn into_card(self) -> Result<domain::Card, Error> {
        Ok(domain::Card {
            header: self.header.into_header()?,
            body: self.body.map(|body| phrase(body.text, body.examples)),
            buttons: self.buttons.into_iter().map(Button::into_button).collect(),
        })
    }
}

impl Header {
    fn into_header(self) -> Result<domain::Header, Error> {
        let media = match self.kind {
            HeaderKind::Text => {
                let text = self
                    .text
                    .ok_or_else(|| Error::invalid("header.text", "write the line"))?;
                return Ok(domain::Header::Text(phrase(text, self.examples)));
            }
            _ if self.text.is_some() => {
                let problem = "only a header of the kind text has a line";
                return Err(Error::invalid("header.text", problem));
            }
            HeaderKind::Location => return Ok(domain::Header::Location),
            HeaderKind::Image => HeaderMedia::Image,
            HeaderKind::Video => HeaderMedia::Video,
            HeaderKind::Document => HeaderMedia::Document,
        };
        Ok(domain::Header::Media {
            kind: media,
            example: self.example,
        })
    }
}

impl Button {
    fn into_button(self) -> domain::Button {
        match self {
            Self::QuickReply { label, payload } => domain::Button::QuickReply { label, payload },
            Self::Url {
                label,
                url,
                example,
            } => domain::Button::Url {
                label,
                url,
                example,
            },
            Self::Phone { label, number } => domain::Button::Phone { label, number },
            Self::Code { example } => domain::Button::Code {
                example: Some(example),
            },
            Self::OneTime {
                label,
                handover,
                autofill,
                apps,
            } => {
                let apps = apps.into_iter().map(|app| domain::CodeApp {
                    package: app.package,
                    signature: app.signature,
                });
                let apps = apps.collect();
                domain::Button::OneTime {
                    label,
                    handover: match handover {
                        Handover::Copy => domain::Handover::Copy,
                        Handover::OneTap => domain::Handover::OneTap { autofill, apps },
                        Handover::ZeroTap => domain::Handover::ZeroTap { autofill, apps },
                    },
                }
            }
        }
    }
}
