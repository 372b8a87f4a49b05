//! Labels of a channel, and on the customers of conversations.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_domain::agent::Scope;
use transom_domain::delivery::Problem as Refused;
use transom_domain::id::{ChannelId, ConversationId, LabelId};
use transom_domain::label::{Asked, Label, LabelStage, Marked};
use utoipa::ToSchema;

use super::bearer::Bearer;
use super::conversation::ConversationView;
use super::conversation::command::{actor, view};
use super::problem::{Failure, Problems, Refusals};
use super::request::{Body, Named, NamedPair};
use crate::app::App;
use crate::conversations::label::{self, Which};
use crate::error::Error;
use crate::labels;

/// The labels of a channel.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LabelList {
    /// By name.
    labels: Vec<LabelView>,
    /// When the platform's list was read last; null before the first time.
    read_at: Option<Timestamp>,
    /// It is being read.
    reading: bool,
    /// Why it could not be read the last time that was tried.
    problem: Option<LabelProblem>,
}

/// A label of a channel.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Label)]
pub(super) struct LabelView {
    #[schema(value_type = String, example = "label_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: LabelId,
    #[schema(example = "Wholesale")]
    name: String,
    /// The platform's id of it, once it has one.
    external_id: Option<String>,
    state: LabelState,
    /// Why the platform did not make or delete it.
    problem: Option<LabelProblem>,
    /// How many customers carry it.
    customers: u64,
}

/// How a label stands with the platform.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum LabelState {
    /// The platform has it.
    Known,
    /// It is being asked to make it.
    Making,
    /// It did not make it: making one of the same name tries again.
    NotMade,
    /// It is being asked to delete it.
    Deleting,
    /// It did not delete it.
    NotDeleted,
}

/// Why the platform did not do something about a label.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LabelProblem {
    /// The platform's code and subcode.
    #[schema(example = "2/2018344")]
    code: Option<String>,
    /// Its sentence.
    detail: String,
    /// What has to be done before it is tried again, where that is known.
    remedy: Option<&'static str>,
}

impl From<&Refused> for LabelProblem {
    fn from(problem: &Refused) -> Self {
        let is_terms = problem.code.as_deref() == Some(labels::TERMS);
        Self {
            code: problem.code.clone(),
            detail: problem.detail.clone(),
            remedy: is_terms
                .then_some("an administrator of the page has to accept Facebook's contact terms"),
        }
    }
}

impl LabelView {
    fn of(label: Label, customers: u64) -> Self {
        let (state, problem) = match &label.stage {
            LabelStage::Known => (LabelState::Known, None),
            LabelStage::Making => (LabelState::Making, None),
            LabelStage::NotMade(problem) => (LabelState::NotMade, Some(problem)),
            LabelStage::Deleting | LabelStage::Gone(_) => (LabelState::Deleting, None),
            LabelStage::NotDeleted(problem) => (LabelState::NotDeleted, Some(problem)),
        };
        Self {
            id: label.id,
            state,
            problem: problem.map(LabelProblem::from),
            name: label.name,
            external_id: label.external_id,
            customers,
        }
    }
}

/// A label on the customer of a conversation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConversationLabel)]
pub(super) struct MarkView {
    #[schema(value_type = String, example = "label_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: LabelId,
    #[schema(example = "Wholesale")]
    name: String,
    state: MarkState,
    /// Why the platform did not put it on or take it off.
    problem: Option<LabelProblem>,
}

/// How a label stands with a customer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum MarkState {
    /// They carry it.
    On,
    /// The platform is being asked to put it on.
    Putting,
    /// The platform is being asked to take it off.
    Taking,
    /// The platform did not put it on: they do not carry it.
    NotPut,
    /// The platform did not take it off: they carry it still.
    NotTaken,
}

impl MarkView {
    /// Nothing for a label that they do not carry and that nobody wants them to.
    pub(super) fn of(marked: Marked) -> Option<Self> {
        let (state, problem) = match &marked.mark.asked {
            Asked::Nothing if marked.mark.is_on => (MarkState::On, None),
            Asked::Nothing => return None,
            Asked::Wanted { puts: true, .. } => (MarkState::Putting, None),
            Asked::Wanted { .. } => (MarkState::Taking, None),
            Asked::Failed {
                puts: true,
                problem,
            } => (MarkState::NotPut, Some(problem)),
            Asked::Failed { problem, .. } => (MarkState::NotTaken, Some(problem)),
        };
        Some(Self {
            id: marked.label_id,
            state,
            problem: problem.map(LabelProblem::from),
            name: marked.name,
        })
    }
}

/// A label to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewLabel {
    /// At most 100 characters.
    #[schema(example = "Wholesale")]
    name: String,
}

/// A label to be put on, by its id or its name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Labelling {
    /// `label_…`, of the conversation's channel.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    id: Option<LabelId>,
    /// The name instead; a label that does not exist yet is made.
    #[schema(example = "Wholesale")]
    #[serde(default)]
    name: Option<String>,
}

/// List the labels of a channel
///
/// Labels belong to Facebook pages; other channels have none. What is shown is what the platform told last; ask for a sync
/// to have its list read at once.
#[utoipa::path(
    get, path = "/channels/{channel_id}/labels", operation_id = "list_labels", tag = "labels",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    responses((status = 200, body = LabelList, description = "All of them, by name."), Problems),
    security(("token" = ["channels:read"]))
)]
pub(super) async fn list(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
) -> Result<Json<LabelList>, Failure> {
    program.require(Scope::ChannelsRead)?;
    let known = labels::list(&app, program.workspace_id, id).await?;
    let rows = known.labels.into_iter();
    Ok(Json(LabelList {
        labels: rows
            .map(|(label, customers)| LabelView::of(label, customers))
            .collect(),
        read_at: known.list.read_at,
        reading: known.list.is_asked,
        problem: known.list.problem.as_ref().map(LabelProblem::from),
    }))
}

/// Make a label
///
/// One that is called so already is that label, whatever its case. The platform is asked soon after; `state` tells how far
/// it is. It cannot be renamed.
#[utoipa::path(
    post, path = "/channels/{channel_id}/labels", operation_id = "make_label", tag = "labels",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    request_body = NewLabel,
    responses((status = 200, body = LabelView, description = "As it stands."), Problems),
    security(("token" = ["channels:write"]))
)]
pub(super) async fn make(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
    Body(new): Body<NewLabel>,
) -> Result<Json<LabelView>, Failure> {
    program.require(Scope::ChannelsWrite)?;
    let made = labels::make(&app, program.workspace_id, id, &new.name).await?;
    let known = labels::list(&app, program.workspace_id, id).await?;
    let mut labels = known.labels.into_iter();
    let found = labels.find(|(label, _)| label.id == made.id);
    let (label, customers) = found.unwrap_or((made, 0));
    Ok(Json(LabelView::of(label, customers)))
}

/// Delete a label
///
/// Also from every customer who carries it. The platform is asked soon after; until then it is listed as `deleting`.
#[utoipa::path(
    delete, path = "/channels/{channel_id}/labels/{label_id}", operation_id = "delete_label", tag = "labels",
    params(
        ("channel_id" = String, Path, description = "`chan_…`"),
        ("label_id" = String, Path, description = "`label_…`")
    ),
    responses((status = 202, description = "It will be."), Problems),
    security(("token" = ["channels:write"]))
)]
pub(super) async fn delete(
    State(app): State<App>,
    Bearer(program): Bearer,
    NamedPair(id, label_id): NamedPair<ChannelId, LabelId>,
) -> Result<StatusCode, Failure> {
    program.require(Scope::ChannelsWrite)?;
    labels::delete(&app, program.workspace_id, id, label_id).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Have the platform's labels read at once
///
/// Its list, and then what the customers of open and snoozed conversations carry.
#[utoipa::path(
    post, path = "/channels/{channel_id}/labels/sync", operation_id = "sync_labels", tag = "labels",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    responses((status = 202, description = "They will be: `read_at` of the list tells when it was."), Problems),
    security(("token" = ["channels:write"]))
)]
pub(super) async fn sync(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
) -> Result<StatusCode, Failure> {
    program.require(Scope::ChannelsWrite)?;
    labels::fetch(&app, program.workspace_id, id).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Put a label on a customer
///
/// The platform is asked soon after; `labels` of the conversation tell how far it is, and why it was not done.
#[utoipa::path(
    post, path = "/conversations/{conversation_id}/labels", operation_id = "put_label", tag = "labels",
    params(("conversation_id" = String, Path, description = "`conv_…`")),
    request_body = Labelling,
    responses((status = 200, body = ConversationView, description = "As it stands now."), Problems, Refusals),
    security(("token" = ["conversations:write"]))
)]
pub(super) async fn put(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ConversationId>,
    Body(labelling): Body<Labelling>,
) -> Result<Json<ConversationView>, Failure> {
    program.require(Scope::ConversationsWrite)?;
    let which = match (labelling.id, labelling.name) {
        (Some(id), None) => Which::Known(id),
        (None, Some(name)) => Which::Called(name),
        _ => return Err(Error::invalid("id", "give either the id or the name of a label").into()),
    };
    label::put(&app, program.workspace_id, id, actor(&program), which).await?;
    view(&app, &program, id).await
}

/// Take a label off a customer
#[utoipa::path(
    delete, path = "/conversations/{conversation_id}/labels/{label_id}", operation_id = "take_label", tag = "labels",
    params(
        ("conversation_id" = String, Path, description = "`conv_…`"),
        ("label_id" = String, Path, description = "`label_…`")
    ),
    responses((status = 200, body = ConversationView, description = "As it stands now."), Problems, Refusals),
    security(("token" = ["conversations:write"]))
)]
pub(super) async fn take(
    State(app): State<App>,
    Bearer(program): Bearer,
    NamedPair(id, label_id): NamedPair<ConversationId, LabelId>,
) -> Result<Json<ConversationView>, Failure> {
    program.require(Scope::ConversationsWrite)?;
    label::take(&app, program.workspace_id, id, actor(&program), label_id).await?;
    view(&app, &program, id).await
}
