//! What programs say that a template is made of.

use std::collections::BTreeMap;

use serde::Deserialize;
use transom_channels::template::NewTemplate;
use transom_domain::template::{self as domain, Components, HeaderMedia};
use transom_policy::TemplateCategory;
use utoipa::ToSchema;

use crate::api::words;
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
    body: Phrase,
    footer: Option<String>,
    #[serde(default)]
    buttons: Vec<Button>,
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
    body: Phrase,
    footer: Option<String>,
    #[serde(default)]
    buttons: Vec<Button>,
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
#[derive(Debug, Deserialize, ToSchema)]
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
    /// For a file: the handle of an example, as the platform's resumable upload gives it.
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
        Ok(Components {
            format: match self.parameter_format {
                Format::Positional => domain::ParameterFormat::Positional,
                Format::Named => domain::ParameterFormat::Named,
            },
            header: self.header.map(Header::into_header).transpose()?,
            body: phrase(self.body.text, self.body.examples),
            footer: self.footer,
            buttons: self.buttons.into_iter().map(Button::into_button).collect(),
            unknown: Vec::new(),
        })
    }
}

fn phrase(text: String, examples: BTreeMap<String, String>) -> domain::Phrase {
    domain::Phrase {
        text,
        examples: examples.into_iter().collect(),
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
        }
    }
}
