//! What customers find before they write, and personas.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use transom_channels::profile::{self, PageProfile};
use transom_domain::agent::Scope;
use transom_domain::id::{AgentId, ChannelId};
use utoipa::ToSchema;

use super::bearer::Bearer;
use super::problem::{Failure, PlatformRefusals, Problems};
use super::request::{Body, Named};
use crate::app::App;
use crate::error::Error;
use crate::page::{self, Face};

/// What customers find before they write. What is absent is removed when it is set.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Profile {
    /// What comes back from the button Get Started, which a menu on Messenger needs. Messenger only.
    #[schema(example = "START")]
    get_started: Option<String>,
    /// Up to 160 characters. Messenger only.
    greeting: Option<String>,
    /// Up to four; they stand in the place of Get Started.
    #[serde(default)]
    ice_breakers: Vec<IceBreaker>,
    /// Up to twenty.
    #[serde(default)]
    menu: Vec<MenuItem>,
    /// Up to a hundred. Messenger only.
    #[serde(default)]
    commands: Vec<SlashCommand>,
}

/// A question on offer to who has not written yet.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct IceBreaker {
    question: String,
    payload: String,
}

/// An entry of the menu, with a title of up to 30 characters.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "action", deny_unknown_fields)]
enum MenuItem {
    Postback { title: String, payload: String },
    Link { title: String, url: String },
}

/// A word that customers can send with a slash.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SlashCommand {
    name: String,
    description: String,
}

impl From<Profile> for PageProfile {
    fn from(profile: Profile) -> Self {
        let breaker = |one: IceBreaker| profile::IceBreaker {
            question: one.question,
            payload: one.payload,
        };
        let item = |item| match item {
            MenuItem::Postback { title, payload } => profile::MenuItem::Postback { title, payload },
            MenuItem::Link { title, url } => profile::MenuItem::WebUrl { title, url },
        };
        let command = |one: SlashCommand| profile::SlashCommand {
            name: one.name,
            description: one.description,
        };
        Self {
            get_started: profile.get_started,
            greeting: profile.greeting,
            ice_breakers: profile.ice_breakers.into_iter().map(breaker).collect(),
            menu: profile.menu.into_iter().map(item).collect(),
            commands: profile.commands.into_iter().map(command).collect(),
        }
    }
}

impl From<PageProfile> for Profile {
    fn from(profile: PageProfile) -> Self {
        let breaker = |one: profile::IceBreaker| IceBreaker {
            question: one.question,
            payload: one.payload,
        };
        let item = |item| match item {
            profile::MenuItem::Postback { title, payload } => MenuItem::Postback { title, payload },
            profile::MenuItem::WebUrl { title, url } => MenuItem::Link { title, url },
        };
        let command = |one: profile::SlashCommand| SlashCommand {
            name: one.name,
            description: one.description,
        };
        Self {
            get_started: profile.get_started,
            greeting: profile.greeting,
            ice_breakers: profile.ice_breakers.into_iter().map(breaker).collect(),
            menu: profile.menu.into_iter().map(item).collect(),
            commands: profile.commands.into_iter().map(command).collect(),
        }
    }
}

/// Read what customers find before they write
#[utoipa::path(
    get, path = "/channels/{channel_id}/profile", operation_id = "read_profile", tag = "channels",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    responses(
        (status = 200, body = Profile, description = "As the platform has it for everybody."),
        PlatformRefusals,
        Problems
    ),
    security(("token" = ["channels:read"]))
)]
pub(super) async fn show(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
) -> Result<Json<Profile>, Failure> {
    program.require(Scope::ChannelsRead)?;
    let profile = page::profile(&app, program.workspace_id, id).await?;
    Ok(Json(profile.into()))
}

/// Replace what customers find before they write
///
/// As a whole, and for everybody. On Instagram there are ice breakers only.
#[utoipa::path(
    post, path = "/channels/{channel_id}/profile", operation_id = "set_profile", tag = "channels",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    request_body = Profile,
    responses(
        (status = 200, body = Profile, description = "As it was given."),
        PlatformRefusals,
        Problems
    ),
    security(("token" = ["channels:write"]))
)]
pub(super) async fn set(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
    Body(profile): Body<Profile>,
) -> Result<Json<Profile>, Failure> {
    program.require(Scope::ChannelsWrite)?;
    let profile = PageProfile::from(profile);
    page::set_profile(&app, program.workspace_id, id, &profile).await?;
    Ok(Json(profile.into()))
}

/// A face and a name under which a page answers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Persona {
    /// The platform's id.
    id: String,
    name: String,
    profile_picture_url: Option<String>,
    /// Those who answer as it, as `agent_…`.
    #[schema(value_type = Vec<String>)]
    agents: Vec<AgentId>,
}

/// The personas of a page.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PersonaList {
    personas: Vec<Persona>,
}

/// A persona to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPersona {
    /// Up to 50 characters.
    name: String,
    /// Where the platform can fetch its picture.
    profile_picture_url: String,
    /// Who is to answer as it from now on, as `agent_…`.
    #[schema(value_type = Option<String>)]
    agent_id: Option<AgentId>,
}

/// List the personas of a page
#[utoipa::path(
    get, path = "/channels/{channel_id}/personas", operation_id = "list_personas", tag = "channels",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    responses(
        (status = 200, body = PersonaList, description = "Those that are not deleted."),
        PlatformRefusals,
        Problems
    ),
    security(("token" = ["channels:read"]))
)]
pub(super) async fn personas(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
) -> Result<Json<PersonaList>, Failure> {
    program.require(Scope::ChannelsRead)?;
    let faces = page::personas(&app, program.workspace_id, id).await?;
    let shown = |Face { persona, agents }| Persona {
        id: persona.id,
        name: persona.name,
        profile_picture_url: persona.profile_picture_url,
        agents,
    };
    Ok(Json(PersonaList {
        personas: faces.into_iter().map(shown).collect(),
    }))
}

/// Make a persona
#[utoipa::path(
    post, path = "/channels/{channel_id}/personas", operation_id = "create_persona", tag = "channels",
    params(("channel_id" = String, Path, description = "`chan_…`")),
    request_body = NewPersona,
    responses(
        (status = 201, body = Persona, description = "Made."),
        PlatformRefusals,
        Problems
    ),
    security(("token" = ["channels:write"]))
)]
pub(super) async fn create_persona(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
    Body(new): Body<NewPersona>,
) -> Result<(StatusCode, Json<Persona>), Failure> {
    program.require(Scope::ChannelsWrite)?;
    let said = (new.name.as_str(), new.profile_picture_url.as_str());
    let made = page::create_persona(&app, program.workspace_id, id, said, new.agent_id).await?;
    let persona = Persona {
        id: made,
        name: new.name,
        profile_picture_url: Some(new.profile_picture_url),
        agents: new.agent_id.into_iter().collect(),
    };
    Ok((StatusCode::CREATED, Json(persona)))
}

/// Delete a persona
///
/// What was said as it stays as it is.
#[utoipa::path(
    delete, path = "/channels/{channel_id}/personas/{persona_id}", operation_id = "delete_persona", tag = "channels",
    params(
        ("channel_id" = String, Path, description = "`chan_…`"),
        ("persona_id" = String, Path, description = "The platform's id of it."),
    ),
    responses(
        (status = 204, description = "It is gone."),
        PlatformRefusals,
        Problems
    ),
    security(("token" = ["channels:write"]))
)]
pub(super) async fn delete_persona(
    State(app): State<App>,
    Bearer(program): Bearer,
    Path((channel, persona)): Path<(String, String)>,
) -> Result<StatusCode, Failure> {
    program.require(Scope::ChannelsWrite)?;
    let channel = channel.parse().map_err(|_| Error::NotFound("channel"))?;
    page::delete_persona(&app, program.workspace_id, channel, &persona).await?;
    Ok(StatusCode::NO_CONTENT)
}
