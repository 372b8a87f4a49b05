//! What a message of a business on WhatsApp shows beside words and files: a header, a footer, buttons, a list.

use serde::Serialize;
use utoipa::ToSchema;

/// The frame of a message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Card {
    /// A line above the words.
    pub header: Option<String>,
    /// A line below them.
    pub footer: Option<String>,
    /// What can be tapped.
    pub buttons: Vec<CardButton>,
    /// What can be chosen from.
    pub list: Option<CardList>,
}

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CardButton {
    /// What stands on it.
    pub title: String,
    /// What it does.
    pub deed: CardDeed,
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CardDeed {
    /// Answers with the id of the button.
    Reply {
        /// The id.
        id: String,
    },
    /// Answers with the payload of a template's button.
    QuickReply {
        /// The payload.
        payload: String,
    },
    /// Opens an address.
    Link {
        /// The address.
        url: String,
    },
    /// Calls a number.
    Call {
        /// The number.
        number: String,
    },
    /// Copies a code.
    Copy {
        /// The code.
        code: String,
    },
    /// Opens a form and answers with what was filled in.
    Flow {
        /// What the business knows it by.
        token: String,
    },
    /// Asks where the customer is.
    Location,
    /// Asks for the customer's contact card.
    Contact,
    /// Opens the catalogue or some products of it.
    Products {
        /// Number of the catalogue.
        catalog: String,
        /// The products.
        products: Vec<String>,
    },
    /// Something that the phones only show.
    Other,
}

/// A list behind a button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CardList {
    /// What stands on the button.
    pub button: String,
    /// Its sections.
    pub sections: Vec<CardSection>,
}

/// A section of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CardSection {
    /// Its title.
    pub title: Option<String>,
    /// What can be chosen.
    pub rows: Vec<CardRow>,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CardRow {
    /// What comes back.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A line below it.
    pub description: Option<String>,
}

impl Card {
    /// The row of this id.
    pub(crate) fn row(&self, id: &str) -> Option<&CardRow> {
        let rows = self.list.iter().flat_map(|list| &list.sections);
        rows.flat_map(|section| &section.rows)
            .find(|row| row.id == id)
    }
}
