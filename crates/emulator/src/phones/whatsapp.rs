//! What the phones of WhatsApp have beside a thread: what customers send and tap there, and what happens to the
//! business account, its number and its templates.

use axum::Form;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

use super::deed::{Fields, back, given};
use crate::world::card::CardDeed;
use crate::world::input::{
    ContactCard, LadderStep, NewMessage, NumberSwitches, OrderItem, PersonChange, TemplateSwitches,
    WhatsAppContent,
};
use crate::world::view::PersonView;
use crate::world::{Rejection, World};

/// What a form of a customer sends on WhatsApp; none where the deed is another.
pub(super) fn message(deed: &str, fields: &Fields) -> Option<NewMessage> {
    let file = |media: &str| WhatsAppContent::Media {
        media: media.to_owned(),
        data: None,
        mime_type: None,
        filename: None,
    };
    let content = match deed {
        "image" | "video" | "voice" | "document" | "sticker" => file(deed),
        "place" => WhatsAppContent::Location {
            latitude: 45.764,
            longitude: 4.8357,
            name: Some("Place Bellecour".to_owned()),
            address: Some("69002 Lyon".to_owned()),
        },
        "contact" => WhatsAppContent::Contacts {
            contacts: vec![ContactCard {
                name: "Lucía Gómez".to_owned(),
                phone: "+1 983 555 2319".to_owned(),
            }],
        },
        "choose" => WhatsAppContent::Choice {
            of: fields.mid.clone(),
            id: fields.payload.clone(),
        },
        "form" => WhatsAppContent::Flow {
            of: fields.mid.clone(),
            response: json!({ "flow_token": fields.payload, "answer": "Monday, 10 o’clock" }),
        },
        "order" => WhatsAppContent::Order {
            catalog_id: fields.title.clone(),
            items: fields.payload.split(',').map(item).collect(),
        },
        "ask" => WhatsAppContent::Product {
            catalog_id: "55".to_owned(),
            product: "lamp-oak".to_owned(),
        },
        "forward" => WhatsAppContent::Forwarded { often: false },
        "welcome" => WhatsAppContent::Welcome,
        "poll" => WhatsAppContent::Unsupported {
            what: Some("poll".to_owned()),
        },
        _ => return None,
    };
    Some(NewMessage {
        text: given(fields.text.clone()),
        whatsapp: Some(content),
        ..NewMessage::default()
    })
}

fn item(product: &str) -> OrderItem {
    OrderItem {
        product: product.to_owned(),
        quantity: 1,
        price: 59.0,
        currency: "EUR".to_owned(),
    }
}

/// Name, title and state of each switch of a person.
pub(super) fn switches(person: &PersonView) -> Vec<(&'static str, &'static str, bool)> {
    vec![
        (
            "stopped_marketing",
            "Wants no marketing",
            person.stopped_marketing,
        ),
        ("unreachable", "No longer on WhatsApp", person.unreachable),
        (
            "hides_number",
            "Hides the phone number",
            person.hides_number,
        ),
    ]
}

/// What a form changes about a person; none where the deed is another.
pub(super) fn change(deed: &str, fields: &Fields) -> Option<PersonChange> {
    let mut change = PersonChange::default();
    match (deed, fields.name.as_str()) {
        ("person", "stopped_marketing") => change.stopped_marketing = Some(fields.on),
        ("person", "unreachable") => change.unreachable = Some(fields.on),
        ("person", "hides_number") => change.hides_number = Some(fields.on),
        ("number", _) => change.wa_id = Some(fields.text.clone()),
        _ => return None,
    }
    Some(change)
}

impl CardDeed {
    /// The form behind a button; `link` and `none` have none.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Reply { .. } | Self::QuickReply { .. } => "choose",
            Self::Flow { .. } => "form",
            Self::Location => "place",
            Self::Contact => "contact",
            Self::Products { .. } => "order",
            Self::Link { .. } => "link",
            Self::Call { .. } | Self::Copy { .. } | Self::Other => "none",
        }
    }

    /// What its form carries.
    pub(super) fn payload(&self) -> String {
        match self {
            Self::Reply { id: text }
            | Self::QuickReply { payload: text }
            | Self::Flow { token: text }
            | Self::Link { url: text }
            | Self::Copy { code: text }
            | Self::Call { number: text } => text.clone(),
            Self::Products { products, .. } if products.is_empty() => "lamp-oak".to_owned(),
            Self::Products { products, .. } => products.join(","),
            Self::Location | Self::Contact | Self::Other => String::new(),
        }
    }

    /// The catalogue that its form orders from.
    pub(super) fn catalog(&self) -> &str {
        match self {
            Self::Products { catalog, .. } => catalog,
            _ => "",
        }
    }
}

/// A file of a message, to be looked at on the phones.
pub(super) async fn file(State(world): State<World>, Path(id): Path<String>) -> Response {
    match world.media_bytes(&id) {
        Some((kind, bytes)) => ([(CONTENT_TYPE, kind)], Body::from(bytes)).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Every field that a form of a business account, a number or a template has.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AccountFields {
    action: String,
    violation: String,
}

/// What the platform does to a business account, a number or a template.
pub(super) async fn act(
    State(world): State<World>,
    headers: HeaderMap,
    Path((what, id)): Path<(String, String)>,
    Form(fields): Form<AccountFields>,
) -> Response {
    let done = match what.as_str() {
        "account" => account(&world, &id, fields),
        "number" => number(&world, &id, &fields.action),
        "template" => template(&world, &id, &fields.action),
        _ => Err(Rejection::invalid("deed", "there is no such thing")),
    };
    back(&headers, None, done)
}

fn unknown() -> Rejection {
    Rejection::invalid("action", "there is no such action")
}

fn account(world: &World, id: &str, fields: AccountFields) -> Result<(), Rejection> {
    let step = match fields.action.as_str() {
        "next" => LadderStep::Next {
            violation: fields.violation,
        },
        "warn" => LadderStep::Warn {
            violation: fields.violation,
        },
        "reinstate" => LadderStep::Reinstate,
        "revoke_token" | "restore_token" => {
            let switches = crate::world::input::WabaSwitches {
                token_valid: Some(fields.action == "restore_token"),
                ..Default::default()
            };
            return world.switch_waba(id, &switches).map(drop);
        }
        _ => return Err(unknown()),
    };
    world.climb(id, step).map(drop)
}

fn number(world: &World, id: &str, action: &str) -> Result<(), Rejection> {
    let mut switches = NumberSwitches::default();
    match action {
        "maintenance" => switches.maintenance = Some(true),
        "works" => {
            switches.maintenance = Some(false);
            switches.registered = Some(true);
        }
        quality => {
            let quality = serde_json::from_value(quality.into()).map_err(|_| unknown())?;
            switches.quality = Some(quality);
        }
    }
    world.switch_number(id, switches).map(drop)
}

fn template(world: &World, id: &str, action: &str) -> Result<(), Rejection> {
    let mut switches = TemplateSwitches::default();
    match action {
        "GREEN" | "YELLOW" | "RED" => {
            let quality = serde_json::from_value(action.into()).map_err(|_| unknown())?;
            switches.quality = Some(quality);
        }
        status => {
            let status = serde_json::from_value(status.into()).map_err(|_| unknown())?;
            switches.status = Some(status);
        }
    }
    world.switch_template(id, switches).map(drop)
}
