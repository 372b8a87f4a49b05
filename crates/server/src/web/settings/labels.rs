//! The labels of a page: as the platform told last, read anew on demand, made and deleted.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::id::LabelId;
use transom_domain::label::{LONGEST_NAME, Label, LabelStage};

use super::templates::channel;
use super::{Done, Tab};
use crate::app::App;
use crate::error::Error;
use crate::labels;
use crate::web::inbox::labels::{because, sentence_of};
use crate::web::platform::Platform;
use crate::web::refused::{Refused, answer};
use crate::web::session::{Answer, Form, Reader};
use crate::web::shell::{Notice, Section, Shell};
use crate::web::sign_in::Nothing;
use crate::web::viewer::Viewer;

/// `GET /settings/channels/{channel}/labels`
#[derive(Debug, Template)]
#[template(path = "settings/labels.html")]
pub(crate) struct LabelsPage {
    shell: Shell,
    tab: Tab,
    channel: String,
    platform: Platform,
    /// `chan_…`
    channel_id: String,
    rows: Vec<Row>,
    read_at: Option<Timestamp>,
    is_reading: bool,
    /// Why the list could not be read.
    trouble: Option<String>,
    /// What was typed, and why it was refused.
    name: String,
    problem: Option<String>,
    longest: usize,
}

/// A label in the list.
#[derive(Debug)]
struct Row {
    /// `label_…`
    id: String,
    name: String,
    customers: u64,
    /// What the platform is being asked.
    state: Option<&'static str>,
    /// What it did not do, and why.
    trouble: Option<String>,
    /// It can be asked to delete it.
    is_there: bool,
    /// The platform did not make it, so that it can be tried again.
    is_missing: bool,
}

impl Row {
    fn of(label: &Label, customers: u64, viewer: &Viewer) -> Self {
        let (state, trouble) = match &label.stage {
            LabelStage::Making => (Some("label-making"), None),
            LabelStage::Deleting => (Some("label-deleting"), None),
            LabelStage::NotMade(problem) => (None, Some(("label-not-made", problem))),
            LabelStage::NotDeleted(problem) => (None, Some(("label-not-deleted", problem))),
            LabelStage::Known | LabelStage::Gone(_) => (None, None),
        };
        Self {
            id: label.id.to_string(),
            name: label.name.clone(),
            customers,
            state,
            trouble: trouble.map(|(key, problem)| {
                let said = because(viewer, problem);
                viewer.text(key).arg("said", said).to_string()
            }),
            is_there: label.is_there(),
            is_missing: matches!(label.stage, LabelStage::NotMade(_)),
        }
    }
}

/// `GET /settings/channels/{channel}/labels`
pub(crate) async fn show(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(done): Query<Done>,
    reader: Reader,
) -> Answer {
    let notice = done.notice(&reader.viewer);
    let shown = page(&app, &reader, &id, notice, String::new(), None).await;
    shown.map_err(|error: Error| reader.problem(error))
}

async fn page(
    app: &App,
    reader: &Reader,
    id: &str,
    notice: Option<Notice>,
    name: String,
    refused: Option<&Refused>,
) -> Result<Response, Error> {
    let connected = channel(app, reader, id)?;
    let channel = &connected.channel;
    if !connected.endpoint.has_labels() {
        return Err(Error::NotFound("labels on this channel"));
    }
    let known = labels::list(app, channel.workspace_id, channel.id).await?;
    let viewer = &reader.viewer;
    let trouble = known.list.problem.as_ref();
    let page = LabelsPage {
        shell: reader.shell(app, Section::Settings, notice).await?,
        tab: Tab::Channels,
        channel: channel.name.clone(),
        platform: Platform(channel.platform),
        channel_id: channel.id.to_string(),
        rows: known
            .labels
            .iter()
            .map(|(label, customers)| Row::of(label, *customers, viewer))
            .collect(),
        read_at: known.list.read_at,
        is_reading: known.list.is_asked,
        trouble: trouble.map(|problem| because(viewer, problem)),
        name,
        problem: refused.map(|refused| refused.sentence.clone()),
        longest: LONGEST_NAME,
    };
    answer(&page, refused)
}

/// A label to be made.
#[derive(Debug, Deserialize)]
pub(crate) struct NewLabel {
    name: String,
}

/// `POST /settings/channels/{channel}/labels`
pub(crate) async fn make(
    State(app): State<App>,
    Path(id): Path<String>,
    Form { reader, fields }: Form<NewLabel>,
) -> Answer {
    let made = async {
        let connected = channel(&app, &reader, &id)?;
        let channel = &connected.channel;
        match labels::make(&app, channel.workspace_id, channel.id, &fields.name).await {
            Ok(_) => Ok(back(&id, "label")),
            Err(error) => {
                let Some(key) = sentence_of(&error) else {
                    return Err(error);
                };
                let sentence = reader.viewer.text(key);
                let refused = Refused {
                    status: error.status(),
                    sentence: sentence.number("most", LONGEST_NAME as u64).to_string(),
                };
                page(&app, &reader, &id, None, fields.name, Some(&refused)).await
            }
        }
    };
    made.await.map_err(|error: Error| reader.problem(error))
}

/// `POST /settings/channels/{channel}/labels/{label}/delete`
pub(crate) async fn delete(
    State(app): State<App>,
    Path((id, label)): Path<(String, String)>,
    Form { reader, .. }: Form<Nothing>,
) -> Answer {
    let deleted = async {
        let connected = channel(&app, &reader, &id)?;
        let label: LabelId = label.parse().map_err(|_| Error::NotFound("label"))?;
        let channel = &connected.channel;
        labels::delete(&app, channel.workspace_id, channel.id, label).await?;
        Ok(back(&id, "label-deleting"))
    };
    deleted.await.map_err(|error: Error| reader.problem(error))
}

/// `POST /settings/channels/{channel}/labels/sync`
pub(crate) async fn sync(
    State(app): State<App>,
    Path(id): Path<String>,
    Form { reader, .. }: Form<Nothing>,
) -> Answer {
    let asked = async {
        let connected = channel(&app, &reader, &id)?;
        let channel = &connected.channel;
        labels::fetch(&app, channel.workspace_id, channel.id).await?;
        Ok(back(&id, "labels-asked"))
    };
    asked.await.map_err(|error: Error| reader.problem(error))
}

fn back(channel: &str, done: &str) -> Response {
    Redirect::to(&format!("/settings/channels/{channel}/labels?done={done}")).into_response()
}
