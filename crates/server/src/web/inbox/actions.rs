//! The inbox's forms: each is one command.
//!
//! With the desk's script the answer is a few patches or nothing, because the live stream brings what changed; without
//! it the browser is sent back to the conversation.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use transom_domain::decide::{Actor, Command, Refusal as DomainRefusal};
use transom_domain::id::{AgentId, ConversationId, MessageId};
use transom_domain::message::Origin;

use super::compose::Composed;
use super::composer::{Mode, Refusal, Tried};
use super::listing::Listing;
use super::open::Opened;
use super::pages::{conversation_id, page, page_after, settings};
use crate::app::App;
use crate::conversations::{self, Done};
use crate::error::Error;
use crate::reactions;
use crate::web::patch::{Action, Patch, join};
use crate::web::refused::not_yet;
use crate::web::session::{Answer, Form, Reader};
use crate::web::shell::{Notice, NoticeTone};
use crate::web::viewer::Viewer;

/// A form with nothing in it but its button.
#[derive(Debug, Deserialize)]
pub(crate) struct Nothing {}

/// A note.
#[derive(Debug, Deserialize)]
pub(crate) struct Written {
    text: String,
}

/// Who is to care for the conversation; empty for nobody.
#[derive(Debug, Deserialize)]
pub(crate) struct Given {
    agent: String,
}

/// The choice of the snooze menu.
#[derive(Debug, Deserialize)]
pub(crate) struct Put {
    until: String,
}

/// `POST /conversations/{conversation}/messages`
pub(crate) async fn reply(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    composed: Composed,
) -> Answer {
    let Composed {
        reader,
        text,
        files,
    } = composed;
    // Browsers send line breaks as two characters; platforms count characters.
    let text = text.replace("\r\n", "\n");
    let done = async {
        let id = conversation_id(&id)?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let said = match files {
            Ok(files) => {
                let by = by(&reader);
                conversations::say(&app, workspace_id, id, by, text.trim(), &files).await
            }
            Err(error) => Err(error),
        };
        match said {
            // The words stay where they are.
            Err(Error::File(untaken)) => {
                let sentence = reader.viewer.untaken(&untaken).to_string();
                let refusal = Refusal { sentence };
                let tried = Tried::Reply { refusal, text };
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                show_tried(&app, &reader, &headers, id, tried, status).await
            }
            said => answer(&app, &reader, &headers, id, said, Some(text)).await,
        }
    };
    done.await.map_err(|error: Error| reader.problem(error))
}

/// Whether somebody writes, or stopped without sending.
#[derive(Debug, Deserialize)]
pub(crate) struct Typing {
    typing: bool,
}

/// `POST /conversations/{conversation}/typing`
pub(crate) async fn typing(
    State(app): State<App>,
    Path(id): Path<String>,
    Form { reader, fields }: Form<Typing>,
) -> Answer {
    let done = async {
        let id = conversation_id(&id)?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        conversations::typing(&app, workspace_id, id, fields.typing).await?;
        Ok(StatusCode::NO_CONTENT.into_response())
    };
    done.await.map_err(|error: Error| reader.problem(error))
}

/// `POST /conversations/{conversation}/notes`
pub(crate) async fn note(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Written>,
) -> Answer {
    let command = Command::Note(fields.text.replace("\r\n", "\n"));
    carry_out(&app, &reader, &headers, &id, command, None).await
}

/// `POST /conversations/{conversation}/assignee`
pub(crate) async fn assign(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Given>,
) -> Answer {
    let to = match fields.agent.as_str() {
        "" => None,
        agent => match agent.parse::<AgentId>() {
            Ok(agent) => Some(agent),
            Err(error) => return Err(reader.problem(Error::invalid("agent", error.to_string()))),
        },
    };
    carry_out(&app, &reader, &headers, &id, Command::Assign(to), None).await
}

/// `POST /conversations/{conversation}/close`
pub(crate) async fn close(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, .. }: Form<Nothing>,
) -> Answer {
    carry_out(&app, &reader, &headers, &id, Command::Close, None).await
}

/// `POST /conversations/{conversation}/reopen`
pub(crate) async fn reopen(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, .. }: Form<Nothing>,
) -> Answer {
    carry_out(&app, &reader, &headers, &id, Command::Reopen, None).await
}

/// `POST /conversations/{conversation}/snooze`
pub(crate) async fn snooze(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Put>,
) -> Answer {
    let until = async {
        let id = conversation_id(&id)?;
        let opened = Opened::load(&app, reader.signed_in.agent.workspace_id, id).await?;
        opened
            .snooze_until(&fields.until, &reader.viewer)
            .ok_or_else(|| Error::invalid("until", "choose one of the times of the menu"))
    };
    match until.await {
        Ok(until) => carry_out(&app, &reader, &headers, &id, Command::Snooze(until), None).await,
        Err(error) => Err(reader.problem(error)),
    }
}

/// `POST /messages/{message}/retry`
pub(crate) async fn retry(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, .. }: Form<Nothing>,
) -> Answer {
    let done = async {
        let id: MessageId = id.parse().map_err(|_| Error::NotFound("message"))?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let row = app.db.read().await?.load_message(workspace_id, id).await?;
        let done = conversations::retry(&app, workspace_id, id, by(&reader)).await;
        answer(
            &app,
            &reader,
            &headers,
            row.message.conversation_id,
            done,
            None,
        )
        .await
    };
    done.await.map_err(|error: Error| reader.problem(error))
}

/// Whether there is to be a heart.
#[derive(Debug, Deserialize)]
pub(crate) struct Reacts {
    reacts: bool,
}

/// `POST /messages/{message}/reaction`
pub(crate) async fn react(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Reacts>,
) -> Answer {
    let done = async {
        let id: MessageId = id.parse().map_err(|_| Error::NotFound("message"))?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let row = app.db.read().await?.load_message(workspace_id, id).await?;
        let conversation_id = row.message.conversation_id;
        let text = match reactions::react(&app, workspace_id, id, fields.reacts).await {
            Ok(()) if reader.takes_patches => return Ok(patches(&[])),
            Ok(()) => return Ok(back(&headers, conversation_id)),
            Err(Error::Platform(said)) => {
                let text = reader.viewer.text("control-failed");
                text.arg("said", said).to_string()
            }
            Err(Error::NotYet { until, .. }) => not_yet(&reader.viewer, until),
            Err(error) => return Err(error),
        };
        problem(&app, &reader, &headers, conversation_id, text).await
    };
    done.await.map_err(|error: Error| reader.problem(error))
}

pub(super) async fn carry_out(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    id: &str,
    command: Command,
    typed: Option<String>,
) -> Answer {
    let done = async {
        let id = conversation_id(id)?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let done = conversations::act(app, workspace_id, id, by(reader), command).await;
        answer(app, reader, headers, id, done, typed).await
    };
    done.await.map_err(|error: Error| reader.problem(error))
}

pub(crate) fn by(reader: &Reader) -> Actor {
    Actor {
        agent_id: reader.signed_in.agent.id,
        origin: Origin::Desk,
    }
}

pub(super) async fn answer(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    id: ConversationId,
    done: Result<Done, Error>,
    typed: Option<String>,
) -> Result<Response, Error> {
    match done {
        Ok(_) if reader.takes_patches => Ok(patches(&[])),
        Ok(_) => Ok(back(headers, id)),
        Err(Error::Refused { refusal, .. }) => {
            refused(app, reader, headers, id, &refusal, typed).await
        }
        Err(error) => Err(error),
    }
}

pub(super) fn patches(patches: &[Patch]) -> Response {
    (
        [(header::CONTENT_TYPE, "text/vnd.turbo-stream.html")],
        join(patches),
    )
        .into_response()
}

/// Back to the page the form was on, when it was one of the inbox.
pub(super) fn back(headers: &HeaderMap, id: ConversationId) -> Response {
    Redirect::to(&Listing::of_origin(headers).beside(&id.to_string())).into_response()
}

/// What did not work, in a sentence above the page that the form was on.
pub(super) async fn problem(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    id: ConversationId,
    text: String,
) -> Result<Response, Error> {
    let viewer = &reader.viewer;
    let notice = Notice {
        tone: NoticeTone::Problem,
        text,
    };
    if reader.takes_patches {
        let patch = Patch::new(Action::Append, "notices", &notice.show(viewer))
            .map_err(|error| Error::Internal(error.to_string()))?;
        return Ok(patches(&[patch]));
    }
    page(
        app,
        reader,
        Listing::of_origin(headers),
        Some(id),
        Some(notice),
    )
    .await
}

async fn refused(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    id: ConversationId,
    refusal: &DomainRefusal,
    typed: Option<String>,
) -> Result<Response, Error> {
    let viewer = &reader.viewer;
    let Some(typed) = typed else {
        let text = refusal_sentence(viewer, refusal);
        return problem(app, reader, headers, id, text).await;
    };
    let refusal = Refusal {
        sentence: refusal_sentence(viewer, refusal),
    };
    let tried = Tried::Reply {
        refusal,
        text: typed,
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show_tried(app, reader, headers, id, tried, status).await
}

/// The composer with what was tried: alone, or on its page.
pub(super) async fn show_tried(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    id: ConversationId,
    tried: Tried,
    status: StatusCode,
) -> Result<Response, Error> {
    let mut response = if reader.takes_patches {
        let viewer = &reader.viewer;
        let opened = Opened::load(app, reader.signed_in.agent.workspace_id, id).await?;
        let composer = opened.composer(viewer, settings(reader), Some(tried), Mode::Reply);
        let target = format!("composer-{id}");
        let patch = Patch::new(Action::Replace, target, &composer.show(viewer))
            .map_err(|error| Error::Internal(error.to_string()))?;
        patches(&[patch])
    } else {
        let listing = Listing::of_origin(headers);
        page_after(app, reader, listing, Some(id), None, Some(tried)).await?
    };
    *response.status_mut() = status;
    Ok(response)
}

/// The sentence of a refusal: the policy engine's own, the same as in the API.
pub(crate) fn refusal_sentence(viewer: &Viewer, refusal: &DomainRefusal) -> String {
    match refusal {
        DomainRefusal::Policy(refusal) => viewer.refused(refusal),
        DomainRefusal::EmptyMessage => viewer.text("refusal-empty").to_string(),
        DomainRefusal::SnoozeInThePast => viewer.text("refusal-snooze-past").to_string(),
        DomainRefusal::NotFailed => viewer.text("refusal-not-failed").to_string(),
        DomainRefusal::CannotLabel => viewer.text("refusal-cannot-label").to_string(),
        DomainRefusal::CannotModerate => viewer.text("refusal-cannot-moderate").to_string(),
        DomainRefusal::NotWrittenLately => viewer.text("moderate-block-not-now").to_string(),
    }
}
