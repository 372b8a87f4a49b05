//! What a program says by other means than text and files.

use serde::Deserialize;
use transom_domain::id::MessageId;
use transom_domain::message::{self, Extra};
use utoipa::ToSchema;

/// A place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LocationDraft)]
pub(super) struct Location {
    /// Degrees north of the equator.
    #[schema(example = 45.764)]
    latitude: f64,
    /// Degrees east of Greenwich.
    #[schema(example = 4.8357)]
    longitude: f64,
    name: Option<String>,
    address: Option<String>,
}

/// A reaction to a message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReactionDraft)]
pub(super) struct Reaction {
    /// The message reacted to, as `msg_…`.
    #[schema(value_type = String)]
    pub(super) message_id: MessageId,
    /// Null takes the reaction back.
    #[schema(required, example = "👍")]
    #[serde(deserialize_with = "Option::deserialize")]
    pub(super) emoji: Option<String>,
}

/// Rows to choose one from, behind a button below the text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ListDraft)]
pub(super) struct List {
    /// The label of the button.
    #[schema(example = "Slots")]
    button: String,
    sections: Vec<Section>,
}

/// Some rows of a list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ListSectionDraft)]
struct Section {
    /// Needed as soon as there are two.
    title: Option<String>,
    rows: Vec<Row>,
}

/// A row of a list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ListRowDraft)]
struct Row {
    #[schema(example = "09:00")]
    title: String,
    /// What comes back when it is chosen.
    #[schema(example = "monday-9")]
    payload: String,
    description: Option<String>,
}

/// A button below the text that opens a page.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LinkDraft)]
pub(super) struct Link {
    #[schema(example = "Track your parcel")]
    label: String,
    #[schema(example = "https://example.com/track/1")]
    url: String,
}

impl From<Location> for Extra {
    fn from(place: Location) -> Self {
        Self::Location(message::Location {
            latitude: place.latitude,
            longitude: place.longitude,
            name: place.name,
            address: place.address,
            url: None,
        })
    }
}

impl From<List> for Extra {
    fn from(list: List) -> Self {
        let row = |row: Row| message::ListRow {
            title: row.title,
            payload: row.payload,
            description: row.description,
        };
        let sections = list.sections.into_iter();
        Self::List(message::List {
            button: list.button,
            sections: sections
                .map(|section| message::ListSection {
                    title: section.title,
                    rows: section.rows.into_iter().map(row).collect(),
                })
                .collect(),
        })
    }
}

impl From<Link> for message::LinkButton {
    fn from(link: Link) -> Self {
        Self {
            label: link.label,
            url: link.url,
        }
    }
}

impl From<Link> for Extra {
    fn from(link: Link) -> Self {
        Self::Link(link.into())
    }
}
