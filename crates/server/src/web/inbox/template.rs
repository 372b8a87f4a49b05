//! The template picker: found by its words, filled in, seen as the customer will see it, and sent.
//!
//! Every step is a form, so it works without scripts; with them only the picker is replaced and what is being typed
//! beside it stays.

mod choice;
mod field;
mod file;
mod picker;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use transom_domain::decide::{Command, Reply};
use transom_domain::id::ConversationId;
use transom_domain::template::Template;

use super::actions;
use super::composer::Tried;
use super::open::Opened;
use super::pages::conversation_id;
use crate::app::App;
use crate::conversations;
use crate::error::Error;
use crate::templates::{self, TemplateProblem, Values};
use crate::web::file_form::FileForm;
use crate::web::patch::{Action, Patch};
use crate::web::session::{Answer, Reader};

use choice::Choices;
use file::Filled;
pub(crate) use picker::{Open, Picker};

/// What the picker's forms send. Places and values go in pairs.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    step: Step,
    /// What is looked for.
    #[serde(default)]
    find: String,
    /// The template, as `name language`.
    #[serde(default)]
    template: String,
    #[serde(default)]
    place: Vec<String>,
    #[serde(default)]
    value: Vec<String>,
    /// The places of files, each with our id of the one that was chosen just now.
    #[serde(default)]
    file_place: Vec<String>,
    #[serde(default)]
    file: Vec<String>,
}

/// What is wanted of the picker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    /// To look at one, or through all when none is named.
    #[default]
    Look,
    /// To look through all again.
    List,
    /// To see one with what was filled in.
    Preview,
    Send,
    /// To put it away.
    Close,
}

impl Fields {
    fn values(&self) -> Values {
        let places = self.place.iter().cloned();
        // Browsers send line breaks as two characters.
        let values = self.value.iter().map(|value| value.replace("\r\n", "\n"));
        // A file that is chosen takes the place of the one before.
        let files = self.file_place.iter().cloned().zip(self.file.clone());
        let chosen = files.filter(|(_, id)| !id.is_empty());
        Values(places.zip(values).chain(chosen).collect())
    }
}

/// `POST /conversations/{conversation}/template`
pub(crate) async fn act(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    FileForm {
        reader,
        fields,
        untaken,
    }: FileForm<Fields>,
) -> Answer {
    let acted = async {
        let id = conversation_id(&id)?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let opened = Opened::load(&app, workspace_id, id).await?;
        let channel_id = opened.thread.identity.channel_id;
        let known = templates::list(&app, workspace_id, channel_id).await?;
        let mut known = known.templates;
        let named = |template: &Template| {
            let name = (template.name.as_str(), template.language.as_str());
            fields.template.split_once(' ') == Some(name)
        };
        let at = known.iter().position(named);
        let Some(at) = at.filter(|_| fields.step != Step::List) else {
            let open = Choices {
                opened: &opened,
                app: &app,
                viewer: &reader.viewer,
            };
            let open = open.find(&known, fields.find.trim())?;
            let shown = (fields.step != Step::Close).then_some(open);
            return show(&app, &reader, &headers, id, shown, StatusCode::OK).await;
        };
        let template = known.swap_remove(at);
        if fields.step == Step::Look {
            let open = Open::chosen(&opened, &app, &reader.viewer, &template, None)?;
            return show(&app, &reader, &headers, id, Some(open), StatusCode::OK).await;
        }
        let filled = Filled::look(&app, &reader, &opened, &template, fields.values()).await?;
        let is_whole = untaken.is_none() && filled.fits();
        if fields.step == Step::Send && is_whole {
            return send(&app, &reader, &headers, &opened, &template, &filled).await;
        }
        let mut open = Open::chosen(&opened, &app, &reader.viewer, &template, Some(&filled))?;
        if let Some(Error::File(untaken)) = untaken {
            open.refuse(reader.viewer.untaken(&untaken).to_string());
        }
        let status = if is_whole {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        show(&app, &reader, &headers, id, Some(open), status).await
    };
    Box::pin(acted)
        .await
        .map_err(|error: Error| reader.problem(error))
}

async fn send(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    opened: &Opened,
    template: &Template,
    filled: &Filled,
) -> Result<Response, Error> {
    let id = opened.thread.conversation.id;
    let workspace_id = reader.signed_in.agent.workspace_id;
    let components = template.made_of().ok_or(Error::NotFound("template"))?;
    let message = templates::fill_in(template, &components, &filled.values);
    let sent = async {
        let content = templates::content(app, workspace_id, id, message).await?;
        let command = Command::Reply(Reply::new(content));
        conversations::act(app, workspace_id, id, actions::by(reader), command).await
    };
    let mut open = Open::chosen(opened, app, &reader.viewer, template, Some(filled))?;
    let status = match sent.await {
        Ok(_) if reader.takes_patches => {
            return show(app, reader, headers, id, None, StatusCode::OK).await;
        }
        Ok(done) => return actions::answer(app, reader, headers, id, Ok(done), None).await,
        Err(Error::Refused { refusal, .. }) => {
            open.refuse(actions::refusal_sentence(&reader.viewer, &refusal));
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(Error::Template(problem)) => {
            match &*problem {
                TemplateProblem::Mismatches(found) => open.find_missing(found, &reader.viewer),
                other => open.refuse(other.to_string()),
            }
            problem.status()
        }
        Err(Error::Invalid { problem, .. }) => {
            open.refuse(problem.into_owned());
            StatusCode::BAD_REQUEST
        }
        Err(error) => return Err(error),
    };
    show(app, reader, headers, id, Some(open), status).await
}

/// The picker as it is now: alone, or on its page.
async fn show(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    id: ConversationId,
    open: Option<Open>,
    status: StatusCode,
) -> Result<Response, Error> {
    if !reader.takes_patches {
        let tried = match open {
            Some(open) => Tried::Template(Box::new(open)),
            None => return Ok(actions::back(headers, id)),
        };
        return actions::show_tried(app, reader, headers, id, tried, status).await;
    }
    let picker = match open {
        Some(open) => Picker::Open(Box::new(open)),
        None => Picker::Closed,
    };
    let id = id.to_string();
    let patch = Patch::new(
        Action::Replace,
        format!("template-{id}"),
        &picker.show(&id, &reader.viewer),
    );
    let patch = patch.map_err(|error| Error::Internal(error.to_string()))?;
    let mut response = actions::patches(&[patch]);
    *response.status_mut() = status;
    Ok(response)
}
