//! Labels of a customer: chips in the panel and on cards, the forms that put them on and take them off, and the labels to
//! which the list can be narrowed.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use transom_domain::delivery::Problem;
use transom_domain::id::{ChannelId, ConversationId, LabelId};
use transom_domain::label::{Asked, LONGEST_NAME, Label, LabelStage, Marked};
use transom_store::LabelRow;

use super::actions::{answer, by, problem};
use super::listing::Listing;
use super::names::Names;
use super::pages::conversation_id;
use crate::app::App;
use crate::conversations::label::{self, Which};
use crate::error::Error;
use crate::labels;
use crate::web::session::{Answer, Form, Reader};
use crate::web::viewer::Viewer;

/// Why the platform did not do something about a label, and what to do.
pub(crate) fn because(viewer: &Viewer, problem: &Problem) -> String {
    match problem.code.as_deref() {
        Some(labels::TERMS) => viewer.text("label-terms").to_string(),
        Some(code) => format!("{} ({code})", problem.detail),
        None => problem.detail.clone(),
    }
}

/// The labels of the customer of a conversation.
#[derive(Clone, Debug)]
pub(crate) struct Labels {
    /// `conv_…`
    conversation: String,
    chips: Vec<Chip>,
    /// What can be put on besides.
    offered: Vec<Offer>,
    troubles: Vec<Trouble>,
}

/// A label that the customer carries.
#[derive(Clone, Debug)]
struct Chip {
    /// `label_…`
    id: String,
    name: String,
    /// The platform is still being asked.
    is_pending: bool,
}

/// A label that can be put on.
#[derive(Clone, Debug)]
struct Offer {
    /// `label_…`
    id: String,
    name: String,
}

/// Something that the platform did not do.
#[derive(Clone, Debug)]
struct Trouble {
    /// `label_…`
    id: String,
    name: String,
    /// It was to put it on, or else to take it off.
    puts: bool,
    problem: Problem,
}

impl Trouble {
    fn said(&self, viewer: &Viewer) -> String {
        because(viewer, &self.problem)
    }
}

impl Labels {
    /// Of the marks of a conversation and the labels of its channel.
    pub(super) fn of(id: ConversationId, marks: &[Marked], known: Vec<LabelRow>) -> Self {
        let shown = || marks.iter().filter(|marked| marked.mark.is_shown());
        let carried: Vec<LabelId> = shown().map(|marked| marked.label_id).collect();
        let offered = known.into_iter().map(|row| row.label);
        let offered = offered.filter(|label| label.is_there() && !carried.contains(&label.id));
        let troubles = marks.iter().filter_map(|marked| match &marked.mark.asked {
            Asked::Failed { puts, problem } => Some(Trouble {
                id: marked.label_id.to_string(),
                name: marked.name.clone(),
                puts: *puts,
                problem: problem.clone(),
            }),
            Asked::Nothing | Asked::Wanted { .. } => None,
        });
        Self {
            conversation: id.to_string(),
            chips: shown()
                .map(|marked| Chip {
                    id: marked.label_id.to_string(),
                    name: marked.name.clone(),
                    is_pending: matches!(marked.mark.asked, Asked::Wanted { .. }),
                })
                .collect(),
            offered: offered.map(Offer::of).collect(),
            troubles: troubles.collect(),
        }
    }

    /// The fragment, for this viewer.
    pub(crate) fn show<'a>(&'a self, viewer: &'a Viewer) -> LabelsFragment<'a> {
        LabelsFragment {
            viewer,
            labels: self,
            longest: LONGEST_NAME,
        }
    }
}

impl Offer {
    fn of(label: Label) -> Self {
        Self {
            id: label.id.to_string(),
            name: label.name,
        }
    }
}

impl HtmlSafe for LabelsFragment<'_> {}

/// The labels with their forms: replace `labels-<conversation>`.
#[derive(Debug, Template)]
#[template(path = "inbox/labels.html")]
pub(crate) struct LabelsFragment<'a> {
    viewer: &'a Viewer,
    labels: &'a Labels,
    longest: usize,
}

/// Chips of a card at the most.
const ON_A_CARD: usize = 2;

/// The labels of a card: the first ones by name, and how many more.
#[derive(Clone, Debug, Default)]
pub(crate) struct CardLabels {
    pub(crate) names: Vec<String>,
    pub(crate) more: usize,
    /// All of them, for who asks.
    pub(crate) all: String,
}

impl CardLabels {
    pub(super) fn of(marks: &[Marked]) -> Self {
        let shown = marks.iter().filter(|marked| marked.mark.is_shown());
        let mut names: Vec<String> = shown.map(|marked| marked.name.clone()).collect();
        let all = names.join(", ");
        let more = names.len().saturating_sub(ON_A_CARD);
        names.truncate(ON_A_CARD);
        Self { names, more, all }
    }
}

/// The labels to which the list can be narrowed.
#[derive(Clone, Debug)]
pub(crate) struct Filter {
    pub(crate) choices: Vec<FilterChoice>,
    /// The list without a label.
    pub(crate) everything: String,
    /// The label that it is narrowed to.
    pub(crate) current: Option<String>,
}

/// A label to which the list can be narrowed.
#[derive(Clone, Debug)]
pub(crate) struct FilterChoice {
    pub(crate) name: String,
    /// Its channel, where several have labels.
    pub(crate) channel: Option<String>,
    pub(crate) href: String,
    pub(crate) is_current: bool,
}

impl Filter {
    pub(super) fn of(listing: Listing, known: &[LabelRow], names: &Names) -> Self {
        let there = || {
            known.iter().filter(|row| {
                row.label.is_there() && !matches!(row.label.stage, LabelStage::NotMade(_))
            })
        };
        let mut channels: Vec<ChannelId> = there().map(|row| row.channel_id).collect();
        channels.sort_unstable();
        channels.dedup();
        let choices = there().map(|row| FilterChoice {
            name: row.label.name.clone(),
            channel: (channels.len() > 1).then(|| names.channel_name(row.channel_id)),
            href: listing.narrowed(Some(row.label.id)).address(),
            is_current: listing.label == Some(row.label.id),
        });
        let choices: Vec<FilterChoice> = choices.collect();
        let current = choices.iter().find(|choice| choice.is_current);
        Self {
            current: current.map(|choice| choice.name.clone()),
            everything: listing.narrowed(None).address(),
            choices,
        }
    }
}

/// The list with its channel and its label, as long as they are there: a bookmark may be older.
pub(super) fn existing(listing: Listing, names: &Names, known: &[LabelRow]) -> Listing {
    let listing = listing.on(listing
        .channel
        .filter(|channel| names.has_channel(*channel)));
    let mut there = known.iter().filter(|row| row.label.is_there());
    let is_there = there.any(|row| Some(row.label.id) == listing.label);
    listing.narrowed(listing.label.filter(|_| is_there))
}

/// A label to be put on: one that is there, or a name.
#[derive(Debug, Deserialize)]
pub(crate) struct Added {
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    name: Option<String>,
}

/// `POST /conversations/{conversation}/labels`
pub(crate) async fn add(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Added>,
) -> Answer {
    let done = async {
        let id = conversation_id(&id)?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let which = match (fields.label, fields.name) {
            (Some(label), _) => Which::Known(label_id(&label)?),
            (None, name) => Which::Called(name.unwrap_or_default()),
        };
        let done = label::put(&app, workspace_id, id, by(&reader), which).await;
        tell(&app, &reader, &headers, id, done).await
    };
    done.await.map_err(|error: Error| reader.problem(error))
}

/// The label that is to be taken off.
#[derive(Debug, Deserialize)]
pub(crate) struct Removed {
    label: String,
}

/// `POST /conversations/{conversation}/labels/remove`
pub(crate) async fn remove(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Removed>,
) -> Answer {
    let done = async {
        let id = conversation_id(&id)?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let label = label_id(&fields.label)?;
        let done = label::take(&app, workspace_id, id, by(&reader), label).await;
        tell(&app, &reader, &headers, id, done).await
    };
    done.await.map_err(|error: Error| reader.problem(error))
}

fn label_id(text: &str) -> Result<LabelId, Error> {
    text.parse().map_err(|_| Error::NotFound("label"))
}

async fn tell(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    id: ConversationId,
    done: Result<crate::conversations::Done, Error>,
) -> Result<Response, Error> {
    let key = match &done {
        Err(error) => sentence_of(error),
        Ok(_) => None,
    };
    match key {
        Some(key) => {
            let text = reader.viewer.text(key).number("most", LONGEST_NAME as u64);
            problem(app, reader, headers, id, text.to_string()).await
        }
        None => answer(app, reader, headers, id, done, None).await,
    }
}

/// The key of the sentence for what a person can put right.
pub(crate) fn sentence_of(error: &Error) -> Option<&'static str> {
    match error {
        Error::Invalid { field, .. } if field == "name" => Some("label-name-refused"),
        Error::Invalid { field, .. } if field == "channel" => Some("label-not-here"),
        Error::Conflict("label-being-deleted", _) => Some("label-being-deleted"),
        Error::NotFound("label") => Some("label-not-there"),
        _ => None,
    }
}
