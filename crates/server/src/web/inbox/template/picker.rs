//! What the picker shows.

use askama::Template as Fragment;
use askama::filters::HtmlSafe;
use transom_domain::template::{Mismatch, Template, Trouble};

use super::choice::{Choice, Choices};
use super::field::{Field, fields};
use super::file::Filled;
use crate::app::App;
use crate::error::Error;
use crate::web::inbox::open::Opened;
use crate::web::inbox::template_bubble::TemplateBubble;
use crate::web::viewer::Viewer;

/// The picker of one conversation.
#[derive(Clone, Debug)]
pub(crate) enum Picker {
    /// Offered.
    Closed,
    /// In use.
    Open(Box<Open>),
    /// The account has no template yet; where they are made, for owners.
    Empty { settings: Option<String> },
    /// No template may go out; why.
    Barred(String),
}

/// The picker in use.
#[derive(Clone, Debug)]
pub(crate) struct Open {
    find: String,
    choices: Vec<Choice>,
    /// How many more were found than are shown.
    more: usize,
    chosen: Option<Chosen>,
    /// Why the last attempt to send was refused.
    refusal: Option<String>,
}

/// The template that was chosen.
#[derive(Clone, Debug)]
struct Chosen {
    choice: Choice,
    fields: Vec<Field>,
    bubble: TemplateBubble,
}

impl Chosen {
    /// Whether files go along, for which the form comes in parts.
    fn takes_files(&self) -> bool {
        self.fields.iter().any(|field| field.file.is_some())
    }
}

impl Open {
    pub(super) fn list(find: String, choices: Vec<Choice>, more: usize) -> Self {
        Self {
            find,
            choices,
            more,
            chosen: None,
            refusal: None,
        }
    }

    /// One template, with what was filled in; with the customer's name where it is still untouched.
    pub(super) fn chosen(
        opened: &Opened,
        app: &App,
        viewer: &Viewer,
        template: &Template,
        filled: Option<&Filled>,
    ) -> Result<Self, Error> {
        let components = template.made_of().ok_or(Error::NotFound("template"))?;
        let choices = Choices {
            opened,
            app,
            viewer,
        };
        let alone = std::slice::from_ref(template);
        let mut open = choices.find(alone, "")?;
        let mut fields = fields(&components, opened, viewer);
        if let Some(filled) = filled {
            for field in &mut fields {
                field.fill(filled, viewer);
            }
        }
        let bubble = TemplateBubble::filled(&components, |place| {
            let place = place.to_string();
            let mut own = fields.iter().filter(|field| field.place == place);
            own.next()
                .map_or_else(String::new, |field| field.shown().to_owned())
        });
        let choice = open.choices.pop().ok_or(Error::NotFound("template"))?;
        open.chosen = Some(Chosen {
            choice,
            fields,
            bubble,
        });
        Ok(open)
    }

    pub(super) fn refuse(&mut self, sentence: String) {
        self.refusal = Some(sentence);
    }

    /// Marks the fields that must still be filled in.
    pub(super) fn find_missing(&mut self, found: &[Mismatch], viewer: &Viewer) {
        let Some(chosen) = &mut self.chosen else {
            return;
        };
        for one in found.iter().filter(|one| one.trouble == Trouble::Missing) {
            let place = one.place.to_string();
            for field in chosen
                .fields
                .iter_mut()
                .filter(|field| field.place == place)
            {
                field.miss(viewer);
            }
        }
        let mut missing = chosen.fields.iter().filter(|field| field.problem.is_some());
        let key = if missing.all(|field| field.file.is_some()) {
            "template-file-missing"
        } else {
            "template-missing-some"
        };
        self.refusal = Some(viewer.text(key).to_string());
    }
}

impl Picker {
    /// The fragment, for this viewer.
    pub(crate) fn show<'a>(
        &'a self,
        conversation: &'a str,
        viewer: &'a Viewer,
    ) -> PickerFragment<'a> {
        PickerFragment {
            viewer,
            conversation,
            picker: self,
        }
    }
}

impl HtmlSafe for PickerFragment<'_> {}

/// The picker, as part of the composer: replace `template-<conversation>`.
#[derive(Debug, Fragment)]
#[template(path = "inbox/template.html")]
pub(crate) struct PickerFragment<'a> {
    viewer: &'a Viewer,
    conversation: &'a str,
    picker: &'a Picker,
}
