//! The fields of a template: one for each place that a message fills in.

use transom_domain::template::{Button, Components, Header, Phrase, Piece, Place, pieces};

use super::file::{self, File, FileField, Filled};
use crate::web::inbox::open::Opened;
use crate::web::inbox::template_bubble;
use crate::web::viewer::Viewer;

/// A field.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// The name of its place.
    pub(crate) place: String,
    pub(crate) label: String,
    pub(crate) value: String,
    /// What it was approved with, as a hint.
    pub(crate) example: Option<String>,
    /// Why its value is not taken.
    pub(crate) problem: Option<String>,
    /// What of files it takes, where it takes one.
    pub(crate) file: Option<FileField>,
}

impl Field {
    /// What was filled in.
    pub(super) fn fill(&mut self, filled: &Filled, viewer: &Viewer) {
        let value = filled.values.0.get(&self.place);
        self.value = value.cloned().unwrap_or_default();
        let chosen = filled.files.get(&self.place);
        let (Some(field), Some(chosen)) = (&mut self.file, chosen) else {
            return;
        };
        match chosen {
            File::Fits(name) => {
                let nameless = || viewer.text("attachment-file").to_string();
                field.chosen = Some(name.clone().unwrap_or_else(nameless));
            }
            File::Unfit(untaken) => self.problem = Some(viewer.untaken(untaken).to_string()),
            File::Gone => self.problem = Some(viewer.text("template-file-gone").to_string()),
        }
    }

    /// It is still empty.
    pub(super) fn miss(&mut self, viewer: &Viewer) {
        let key = match self.file {
            Some(_) => "template-file-missing",
            None => "template-missing",
        };
        self.problem = Some(viewer.text(key).to_string());
    }

    /// What the customer will see in its place.
    pub(super) fn shown(&self) -> &str {
        match &self.file {
            Some(file) => file.chosen.as_deref().unwrap_or_default(),
            None => self.value.trim(),
        }
    }
}

/// What could stand where a customer is addressed, in the languages of the desk.
const GREETINGS: [&str; 28] = [
    "hi",
    "hello",
    "hey",
    "dear",
    "morning",
    "afternoon",
    "evening",
    "bonjour",
    "bonsoir",
    "salut",
    "cher",
    "chère",
    "ciao",
    "buongiorno",
    "buonasera",
    "salve",
    "gentile",
    "caro",
    "cara",
    "olá",
    "oi",
    "dia",
    "tarde",
    "noite",
    "hola",
    "días",
    "tardes",
    "estimado",
];
/// What a variable is called that stands for somebody's name.
const NAMES: [&str; 10] = [
    "name",
    "customer",
    "customer_name",
    "contact",
    "contact_name",
    "full_name",
    "nom",
    "nome",
    "nombre",
    "cliente",
];
const FIRST_NAMES: [&str; 4] = ["first_name", "firstname", "prenom", "primeiro_nome"];

/// The fields of a template, those for the customer's name filled in.
pub(super) fn fields(components: &Components, opened: &Opened, viewer: &Viewer) -> Vec<Field> {
    let contact = opened.contact_name();
    let files = opened.files(viewer);
    let file = |place: &Place| {
        let kind = file::kind(place)?.attachment_kind().as_str();
        let taken = files.iter().find(|taken| taken.kind == kind)?.clone();
        Some(FileField {
            taken,
            chosen: None,
        })
    };
    let places = components.places().into_iter();
    let fields = places.map(|place| Field {
        label: label(components, &place, viewer),
        value: contact
            .and_then(|name| guess(components, &place, name))
            .unwrap_or_default(),
        example: example(components, &place),
        problem: None,
        file: file(&place),
        place: place.to_string(),
    });
    fields.collect()
}

fn label(components: &Components, place: &Place, viewer: &Viewer) -> String {
    let named = |name: &str| {
        if name.bytes().all(|byte| byte.is_ascii_digit()) {
            let label = viewer.text("template-field-number");
            return label.arg("number", name).to_string();
        }
        let mut words = name.replace('_', " ");
        if let Some(first) = words.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        words
    };
    let button = |buttons: &[Button], index: u8| match buttons.get(usize::from(index)) {
        Some(Button::Url { label, .. }) => viewer
            .text("template-field-address")
            .arg("label", label)
            .to_string(),
        _ => viewer.text("template-field-code").to_string(),
    };
    match place {
        Place::Header(name) => viewer
            .text("template-field-header")
            .arg("name", named(name))
            .to_string(),
        Place::Body(_) if components.code.is_some() => {
            viewer.text("template-field-one-time").to_string()
        }
        Place::Body(name) => named(name),
        Place::HeaderMedia(kind) => viewer.text(template_bubble::file(*kind).1).to_string(),
        Place::HeaderLocation => viewer.text("template-field-place").to_string(),
        Place::Button(index) => button(&components.buttons, *index),
        Place::OfferEnd => viewer.text("template-field-offer-end").to_string(),
        Place::Card(index, inner) => {
            let buttons = components.cards.get(usize::from(*index));
            let what = match &**inner {
                Place::Button(own) => button(buttons.map_or(&[][..], |card| &card.buttons), *own),
                inner => label(components, inner, viewer),
            };
            viewer
                .text("template-field-card")
                .number("number", i64::from(*index) + 1)
                .arg("what", what)
                .to_string()
        }
    }
}

fn example(components: &Components, place: &Place) -> Option<String> {
    let card = match place {
        Place::Card(index, _) => components.cards.get(usize::from(*index)),
        _ => None,
    };
    let (place, header, body, buttons) = match (place, card) {
        (Place::Card(_, inner), Some(card)) => (
            &**inner,
            Some(&card.header),
            card.body.as_ref(),
            &card.buttons,
        ),
        (place, _) => (
            place,
            components.header.as_ref(),
            Some(&components.body),
            &components.buttons,
        ),
    };
    let found = match (place, header) {
        (Place::Header(name), Some(Header::Text(phrase))) => phrase.example(name),
        (Place::Body(_), _) if components.code.is_some() => Some("123456"),
        (Place::Body(name), _) => body.and_then(|body| body.example(name)),
        (Place::HeaderLocation, _) => Some("45.764, 4.8357 Lyon"),
        (Place::OfferEnd, _) => Some("2026-11-30T18:00:00Z"),
        (Place::Button(index), _) => match buttons.get(usize::from(*index)) {
            Some(Button::Url { example, .. } | Button::Code { example }) => example.as_deref(),
            _ => None,
        },
        _ => None,
    };
    found.map(str::to_owned)
}

/// The customer's name, where a blank stands for it: called so, or behind a greeting.
fn guess(components: &Components, place: &Place, contact: &str) -> Option<String> {
    let (name, phrase) = match (place, &components.header) {
        (Place::Body(name), _) => (name.as_str(), &components.body),
        (Place::Header(name), Some(Header::Text(phrase))) => (name.as_str(), phrase),
        _ => return None,
    };
    if FIRST_NAMES.contains(&name) {
        return contact.split_whitespace().next().map(str::to_owned);
    }
    let is_name = NAMES.contains(&name) || follows_greeting(phrase, name);
    is_name.then(|| contact.to_owned())
}

fn follows_greeting(phrase: &Phrase, name: &str) -> bool {
    let mut before = "";
    for piece in pieces(&phrase.text) {
        match piece {
            Piece::Words(words) => before = words,
            Piece::Blank(blank) if blank == name => {
                let word = before.split_whitespace().next_back().unwrap_or_default();
                let word = word.trim_end_matches([',', '!']).to_lowercase();
                return GREETINGS.contains(&word.as_str());
            }
            Piece::Blank(_) => before = "",
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(text: &str, blank: &str) -> Option<String> {
        let components = Components {
            body: Phrase::new(text),
            ..Components::default()
        };
        guess(&components, &Place::Body(blank.to_owned()), "Nina Rossi")
    }

    #[test]
    fn the_customers_name_goes_where_one_is_addressed() {
        for text in [
            "Hi {{1}}, your order left.",
            "Hello {{1}}!",
            "Bonjour {{1}}, merci.",
            "Bom dia, {{1}}!",
            "Buenos días {{1}}.",
        ] {
            assert_eq!(guessed(text, "1").as_deref(), Some("Nina Rossi"), "{text}");
        }
        let first = guessed("For {{first_name}}.", "first_name");
        assert_eq!(first.as_deref(), Some("Nina"));
        assert_eq!(
            guessed("To {{name}}.", "name").as_deref(),
            Some("Nina Rossi")
        );
    }

    #[test]
    fn other_blanks_stay_empty() {
        assert_eq!(guessed("Your order {{1}} left.", "1"), None);
        assert_eq!(guessed("Hi {{1}}, order {{2}} left.", "2"), None);
        assert_eq!(guessed("Order {{order}} left.", "order"), None);
    }
}
