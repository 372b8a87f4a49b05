//! A template as programs see it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use transom_domain::template::{self as domain, ParameterFormat, Template};
use transom_policy::{TemplateCategory, TemplateStatus};
use utoipa::ToSchema;

use crate::api::words;

/// A message template.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MessageTemplate)]
pub(in crate::api) struct TemplateView {
    /// The platform's id of it.
    #[schema(example = "168900000")]
    id: String,
    name: String,
    language: String,
    #[schema(value_type = words::TemplateCategory)]
    category: TemplateCategory,
    /// What it is to count as, where the platform has announced that.
    upcoming: Option<Upcoming>,
    #[schema(value_type = words::TemplateStatus)]
    status: TemplateStatus,
    /// When the platform told that.
    status_at: Timestamp,
    /// Why, in the platform's word: `PROMOTIONAL`, `FIRST_PAUSE`.
    reason: Option<String>,
    /// What to do about it, in the platform's sentence.
    advice: Option<String>,
    /// How much customers like it, where the platform tells.
    quality: Option<Quality>,
    #[serde(flatten)]
    parts: Parts,
    /// The places that a message must fill in, by the names under which a value that is missing is told.
    #[schema(example = json!(["body.order", "body.day", "buttons.0"]))]
    places: Vec<String>,
    /// Parts that cannot be filled in here, in the platform's words; such a template cannot be sent from here.
    unknown: Vec<String>,
}

/// A category that is to come.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UpcomingCategory)]
struct Upcoming {
    #[schema(value_type = words::TemplateCategory)]
    category: TemplateCategory,
    from: Timestamp,
}

/// How much customers like a template.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TemplateQuality)]
enum Quality {
    High,
    Medium,
    /// It is about to be paused.
    Low,
    /// Too few have seen it.
    Unknown,
}

/// What a template is made of.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TemplateParts)]
struct Parts {
    parameter_format: Format,
    header: Option<Header>,
    body: Phrase,
    footer: Option<String>,
    buttons: Vec<Button>,
    /// What it says of the one-time code that it carries.
    code: Option<CodeNotice>,
    /// An offer that ends.
    offer: Option<Offer>,
    cards: Vec<Card>,
    /// Parts that have no fields here, as the platform wrote them.
    #[schema(value_type = Vec<Object>)]
    components: Vec<Value>,
    /// After how many seconds the platform gives up delivering a message of it; -1 for the longest time there is, nothing
    /// where that is left to the platform.
    time_to_live_seconds: Option<i64>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CodeNotice)]
struct CodeNotice {
    /// It asks not to share the code.
    warns: bool,
    /// It says in how many minutes the code expires.
    expires_in: Option<u8>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TemplateOffer)]
struct Offer {
    text: String,
    /// Whether each message says when it ends.
    ends: bool,
}

/// A card of several.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TemplateCard)]
struct Card {
    header: Header,
    body: Option<Phrase>,
    buttons: Vec<Button>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ParameterFormatShown)]
enum Format {
    Positional,
    Named,
}

/// A text with its variables' examples by their names.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TemplatePhrase)]
struct Phrase {
    text: String,
    examples: BTreeMap<String, String>,
}

/// What stands above the body: a line, a file of this kind, or a place.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[schema(as = TemplateHeaderShown)]
enum Header {
    Text(Phrase),
    Image,
    Video,
    Document,
    Location,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TemplateButtonShown)]
struct Button {
    /// `quick_reply`, `url`, `phone`, `code`, or the platform's own word for another kind.
    kind: String,
    label: Option<String>,
    url: Option<String>,
    number: Option<String>,
    payload: Option<String>,
    example: Option<String>,
    /// How a one-time code is handed over: `copy`, `one_tap` or `zero_tap`.
    handover: Option<&'static str>,
    /// The packages of the apps that take it.
    apps: Vec<String>,
    /// A button of another kind as the platform wrote it.
    #[schema(value_type = Option<Object>)]
    component: Option<Value>,
}

impl TemplateView {
    /// Nothing while too little of it was told.
    pub(super) fn of(template: &Template, now: Timestamp) -> Option<Self> {
        let standing = template.standing.as_ref()?;
        let components = template.made_of()?;
        Some(Self {
            id: template.external_id.value.clone(),
            name: template.name.clone(),
            language: template.language.clone(),
            category: template.category_at(now)?,
            upcoming: template.upcoming(now).map(|upcoming| Upcoming {
                category: upcoming.category,
                from: upcoming.from,
            }),
            status: standing.value.status,
            status_at: standing.at,
            reason: standing.value.reason.clone(),
            advice: standing.value.advice.clone(),
            quality: template.quality.as_ref().map(|told| told.value.into()),
            places: components
                .places()
                .iter()
                .map(ToString::to_string)
                .collect(),
            unknown: components.unknown.clone(),
            parts: components.into(),
        })
    }
}

impl From<transom_domain::inbound::Quality> for Quality {
    fn from(quality: transom_domain::inbound::Quality) -> Self {
        use transom_domain::inbound::Quality as Known;
        match quality {
            Known::High => Self::High,
            Known::Medium => Self::Medium,
            Known::Low => Self::Low,
            Known::Unknown => Self::Unknown,
        }
    }
}

impl From<domain::Components> for Parts {
    fn from(components: domain::Components) -> Self {
        Self {
            parameter_format: match components.format {
                ParameterFormat::Positional => Format::Positional,
                ParameterFormat::Named => Format::Named,
            },
            header: components.header.map(Header::from),
            body: components.body.into(),
            footer: components.footer,
            buttons: components.buttons.into_iter().map(Button::from).collect(),
            code: components.code.map(|code| CodeNotice {
                warns: code.warns,
                expires_in: code.expires_in,
            }),
            offer: components.offer.map(|offer| Offer {
                text: offer.text,
                ends: offer.ends,
            }),
            cards: components.cards.into_iter().map(Card::from).collect(),
            components: components
                .raw
                .iter()
                .filter_map(|raw| written(raw))
                .collect(),
            time_to_live_seconds: components.time_to_live.map(|time| match time {
                domain::TimeToLive::Seconds(seconds) => seconds.into(),
                domain::TimeToLive::Longest => -1,
            }),
        }
    }
}

/// What the platform wrote.
fn written(raw: &str) -> Option<Value> {
    serde_json::from_str(raw).ok()
}

impl From<domain::Header> for Header {
    fn from(header: domain::Header) -> Self {
        match header {
            domain::Header::Text(phrase) => Self::Text(phrase.into()),
            domain::Header::Location => Self::Location,
            domain::Header::Media { kind, .. } => match kind {
                domain::HeaderMedia::Image => Self::Image,
                domain::HeaderMedia::Video => Self::Video,
                domain::HeaderMedia::Document => Self::Document,
            },
        }
    }
}

impl From<domain::Card> for Card {
    fn from(card: domain::Card) -> Self {
        Self {
            header: card.header.into(),
            body: card.body.map(Phrase::from),
            buttons: card.buttons.into_iter().map(Button::from).collect(),
        }
    }
}

impl From<domain::Phrase> for Phrase {
    fn from(phrase: domain::Phrase) -> Self {
        Self {
            text: phrase.text,
            examples: phrase.examples.into_iter().collect(),
        }
    }
}

impl From<domain::Button> for Button {
    fn from(button: domain::Button) -> Self {
        let mut shown = Self {
            kind: button.kind().to_owned(),
            label: button.label().map(str::to_owned),
            url: None,
            number: None,
            payload: None,
            example: None,
            handover: None,
            apps: Vec::new(),
            component: None,
        };
        match button {
            domain::Button::QuickReply { payload, .. } => shown.payload = payload,
            domain::Button::Url { url, example, .. } => {
                shown.url = Some(url);
                shown.example = example;
            }
            domain::Button::Phone { number, .. } => shown.number = Some(number),
            domain::Button::Code { example } => shown.example = example,
            domain::Button::OneTime { handover, .. } => {
                shown.handover = Some(handover.as_str());
                let apps = handover.apps().iter();
                shown.apps = apps.map(|app| app.package.clone()).collect();
            }
            domain::Button::Other { raw, .. } => {
                shown.component = raw.as_deref().and_then(written);
            }
        }
        shown
    }
}
