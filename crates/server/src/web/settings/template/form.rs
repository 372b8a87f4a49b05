//! What the form of a template holds. Buttons and examples come as lists whose places go together.

mod code;
mod file;
mod time;

use jiff::Timestamp;
use serde::Deserialize;
use transom_channels::template::NewTemplate;
use transom_domain::template::{
    Button, Components, Header, ParameterFormat, Phrase, Template, blanks,
};
use transom_policy::{Channel as Platform, TemplateCategory};

pub(crate) use code::HANDOVERS;
pub(crate) use file::{CARD_BUTTONS, CARDS, CardRow, HEADERS};
pub(crate) use time::UNITS;

/// What the form holds.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct TemplateForm {
    /// `preview`, or to be made.
    #[serde(default)]
    step: String,
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) language: String,
    #[serde(default)]
    pub(crate) category: String,
    #[serde(default)]
    pub(crate) header: String,
    /// `text`, or what stands in its place.
    #[serde(default)]
    pub(crate) header_kind: String,
    /// Our id of the example, or the platform's handle.
    #[serde(default)]
    pub(crate) header_example: String,
    /// Our id of the file that was chosen just now.
    #[serde(default)]
    header_file: String,
    /// What stands above the text of each card; there are no cards when it is empty.
    #[serde(default)]
    pub(crate) card_kind: String,
    #[serde(default)]
    card_text: Vec<String>,
    #[serde(default)]
    card_example: Vec<String>,
    #[serde(default)]
    card_file: Vec<String>,
    /// Of every card.
    #[serde(default)]
    card_button_kind: Vec<String>,
    /// Those of the first card, then those of the next.
    #[serde(default)]
    card_button_label: Vec<String>,
    #[serde(default)]
    card_button_value: Vec<String>,
    #[serde(default)]
    card_button_example: Vec<String>,
    #[serde(default)]
    pub(crate) body: String,
    #[serde(default)]
    pub(crate) footer: String,
    /// Whose examples these are: `body.order`.
    #[serde(default)]
    example_of: Vec<String>,
    #[serde(default)]
    example: Vec<String>,
    #[serde(default)]
    button_kind: Vec<String>,
    #[serde(default)]
    button_label: Vec<String>,
    #[serde(default)]
    button_value: Vec<String>,
    #[serde(default)]
    button_example: Vec<String>,
    /// Ticked: the text of a one-time code asks not to share it.
    #[serde(default)]
    pub(crate) code_warns: Option<String>,
    /// In minutes.
    #[serde(default)]
    pub(crate) code_expires_in: String,
    #[serde(default)]
    pub(crate) code_label: String,
    #[serde(default)]
    pub(crate) code_handover: String,
    #[serde(default)]
    pub(crate) code_autofill: String,
    /// After how many of these the platform gives up; as it does when empty.
    #[serde(default)]
    pub(crate) time_to_live: String,
    #[serde(default)]
    pub(crate) time_to_live_unit: String,
    /// One app a line: its package and the hash of its key.
    #[serde(default)]
    pub(crate) code_apps: String,
}

/// The example of a variable.
#[derive(Debug)]
pub(crate) struct Example {
    /// `body.order`
    pub(crate) place: String,
    /// The field that a fault names: `body.examples.order`.
    pub(crate) field: String,
    /// The variable as it is written.
    pub(crate) label: String,
    pub(crate) value: String,
}

/// A button, or room for one more.
#[derive(Debug)]
pub(crate) struct ButtonRow {
    pub(crate) kind: String,
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) example: String,
}

/// The kinds of buttons, with the keys of their names; Messenger has none that copies a code.
pub(crate) const KINDS: [(&str, &str); 4] = [
    ("quick_reply", "template-button-reply"),
    ("url", "template-button-url"),
    ("phone", "template-button-phone"),
    ("code", "template-button-code"),
];

/// Rows that are shown at least.
const ROWS: usize = 3;

impl TemplateForm {
    pub(super) fn fresh() -> Self {
        Self {
            category: TemplateCategory::Utility.as_str().to_owned(),
            code_warns: Some("on".to_owned()),
            ..Self::default()
        }
    }

    /// The form of one that is there.
    pub(super) fn of(template: &Template, now: Timestamp) -> Self {
        let components = template.made_of().unwrap_or_default();
        let category = template.category_at(now).map(TemplateCategory::as_str);
        let mut form = Self {
            name: template.name.clone(),
            language: template.language.clone(),
            category: category.unwrap_or_default().to_owned(),
            body: components.body.text.clone(),
            footer: components.footer.clone().unwrap_or_default(),
            ..Self::default()
        };
        form.keep_code(&components);
        form.keep_time(&components);
        form.keep_files(&components);
        if let Some(Header::Text(phrase)) = &components.header {
            form.header.clone_from(&phrase.text);
            form.keep_examples("header", phrase);
        }
        form.keep_examples("body", &components.body);
        for button in components.buttons {
            if let Button::OneTime { .. } = &button {
                continue;
            }
            let (value, example) = match &button {
                Button::QuickReply { payload, .. } => (payload.clone(), None),
                Button::Url { url, example, .. } => (Some(url.clone()), example.clone()),
                Button::Phone { number, .. } => (Some(number.clone()), None),
                Button::Code { example } => (None, example.clone()),
                Button::OneTime { .. } | Button::Other { .. } => (None, None),
            };
            form.button_kind.push(button.kind().to_owned());
            form.button_label
                .push(button.label().unwrap_or_default().to_owned());
            form.button_value.push(value.unwrap_or_default());
            form.button_example.push(example.unwrap_or_default());
        }
        form
    }

    fn keep_examples(&mut self, part: &str, phrase: &Phrase) {
        for (name, example) in &phrase.examples {
            self.example_of.push(format!("{part}.{name}"));
            self.example.push(example.clone());
        }
    }

    pub(super) fn is_preview(&self) -> bool {
        self.step == "preview"
    }

    fn example(&self, place: &str) -> String {
        let at = self.example_of.iter().position(|own| own == place);
        let example = at.and_then(|at| self.example.get(at));
        example.map_or_else(String::new, |example| example.trim().to_owned())
    }

    fn phrase(&self, part: &str, text: &str) -> Phrase {
        // Browsers send line breaks as two characters.
        let text = text.replace("\r\n", "\n").trim().to_owned();
        let examples = blanks(&text)
            .into_iter()
            .map(|name| (name.to_owned(), self.example(&format!("{part}.{name}"))))
            .collect();
        Phrase { text, examples }
    }

    /// The same with the files that were chosen.
    pub(super) fn with_files(mut self) -> Self {
        self.chosen();
        self
    }

    /// The template that the form describes.
    pub(super) fn new_template(&self, known: Option<&Template>) -> NewTemplate {
        let category = TemplateCategory::ALL
            .into_iter()
            .find(|category| category.as_str() == self.category)
            .unwrap_or(TemplateCategory::Utility);
        if category == TemplateCategory::Authentication {
            return NewTemplate {
                name: self.name.trim().to_owned(),
                language: self.language.trim().to_owned(),
                category,
                components: Components {
                    time_to_live: self.time(),
                    ..self.code()
                },
            };
        }
        let body = self.phrase("body", &self.body);
        let line = self.phrase("header", &self.header);
        let known = known.and_then(Template::made_of).unwrap_or_default();
        let cards = self.cards();
        let is_named = {
            let on_cards = cards.iter().filter_map(|card| card.body.as_ref());
            let texts = [&line, &body].into_iter().chain(on_cards);
            let is_word = |name: &&str| !name.bytes().all(|byte| byte.is_ascii_digit());
            let mut texts = texts.map(|phrase| blanks(&phrase.text));
            texts.any(|names| names.iter().any(is_word))
        };
        let footer = self.footer.trim();
        NewTemplate {
            name: self.name.trim().to_owned(),
            language: self.language.trim().to_owned(),
            category,
            components: Components {
                format: if is_named {
                    ParameterFormat::Named
                } else {
                    ParameterFormat::Positional
                },
                header: self
                    .header_of_file()
                    .or_else(|| (!line.text.is_empty()).then_some(Header::Text(line))),
                body,
                footer: (!footer.is_empty()).then(|| footer.to_owned()),
                buttons: self.buttons(),
                offer: known.offer,
                cards,
                time_to_live: self.time(),
                ..Components::default()
            },
        }
    }

    fn row(&self, index: usize) -> ButtonRow {
        let text = |list: &[String]| {
            let own = list.get(index);
            own.map_or_else(String::new, |own| own.trim().to_owned())
        };
        ButtonRow {
            kind: text(&self.button_kind),
            label: text(&self.button_label),
            value: text(&self.button_value),
            example: text(&self.button_example),
        }
    }

    /// The buttons; a row without label and value is none.
    fn buttons(&self) -> Vec<Button> {
        let rows = (0..self.button_kind.len()).map(|index| self.row(index));
        let filled = |text: String| (!text.is_empty()).then_some(text);
        rows.filter_map(|row| {
            let is_code = row.kind == "code" && !row.example.is_empty();
            if row.label.is_empty() && row.value.is_empty() && !is_code {
                return None;
            }
            Some(match row.kind.as_str() {
                "url" => Button::Url {
                    label: row.label,
                    url: row.value,
                    example: filled(row.example),
                },
                "phone" => Button::Phone {
                    label: row.label,
                    number: row.value.split_whitespace().collect(),
                },
                "code" => Button::Code {
                    example: filled(row.example).or(filled(row.value)),
                },
                _ => Button::QuickReply {
                    label: row.label,
                    payload: filled(row.value),
                },
            })
        })
        .collect()
    }

    /// The buttons with room for one more, as many as the platform takes.
    pub(super) fn rows(&self, platform: Platform) -> Vec<ButtonRow> {
        let most = match platform {
            Platform::Messenger => 3,
            _ => 10,
        };
        let own = (0..self.button_kind.len()).map(|index| self.row(index));
        let mut rows: Vec<_> = own
            .filter(|row| !(row.label.is_empty() && row.value.is_empty() && row.example.is_empty()))
            .collect();
        let wanted = (rows.len() + 1).max(ROWS).min(most);
        while rows.len() < wanted {
            rows.push(ButtonRow {
                kind: String::new(),
                label: String::new(),
                value: String::new(),
                example: String::new(),
            });
        }
        rows
    }

    /// The examples that the review asks for.
    pub(super) fn examples(&self, new: &NewTemplate) -> Vec<Example> {
        let header = match &new.components.header {
            Some(Header::Text(phrase)) => Some(("header", phrase)),
            _ => None,
        };
        let own = header.into_iter().chain([("body", &new.components.body)]);
        let own = own.map(|(part, phrase)| (part.to_owned(), part.to_owned(), phrase));
        let phrases = own.chain(Self::card_phrases(&new.components.cards));
        let mut examples = Vec::new();
        for (part, field, phrase) in phrases {
            for name in blanks(&phrase.text) {
                let place = format!("{part}.{name}");
                examples.push(Example {
                    value: self.example(&place),
                    field: format!("{field}.examples.{name}"),
                    label: format!("{{{{{name}}}}}"),
                    place,
                });
            }
        }
        examples
    }
}
