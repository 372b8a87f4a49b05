//! What customers find before they write, for owners: asked from the platform, changed there.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use serde::Deserialize;
use transom_channels::profile::{IceBreaker, MenuItem, PageProfile, SlashCommand};
use transom_domain::agent::Permission;
use transom_domain::id::ChannelId;
use transom_policy::Channel;

use super::Tab;
use crate::app::App;
use crate::error::Error;
use crate::page;
use crate::web::inbox::pages::html;
use crate::web::platform::Platform;
use crate::web::refused;
use crate::web::session::{Answer, Form, Reader};
use crate::web::shell::{Section, Shell};

/// `GET /settings/channels/{channel}/profile`
#[derive(Debug, Template)]
#[template(path = "settings/page_profile.html")]
pub(crate) struct ProfilePage {
    shell: Shell,
    tab: Tab,
    id: String,
    name: String,
    platform: Platform,
    /// Nothing while the platform does not say what there is: an empty form would take away what is there.
    form: Option<ProfileForm>,
    /// What the platform, or the form, has against it.
    problem: Option<String>,
}

impl ProfilePage {
    fn is_messenger(&self) -> bool {
        self.platform.0 == Channel::Messenger
    }
}

/// The form: lists are lines, each with an equals sign between what is read and what it does.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ProfileForm {
    get_started: String,
    greeting: String,
    ice_breakers: String,
    menu: String,
    commands: String,
}

/// A line without an equals sign, by the name of its field on the page.
#[derive(Debug)]
struct Unequal(&'static str);

fn lines<'a>(
    field: &'static str,
    text: &'a str,
) -> impl Iterator<Item = Result<(String, String), Unequal>> + 'a {
    let filled = text.lines().map(str::trim).filter(|line| !line.is_empty());
    filled.map(move |line| {
        let (shown, does) = line.split_once('=').ok_or(Unequal(field))?;
        Ok((shown.trim().to_owned(), does.trim().to_owned()))
    })
}

fn joined<T>(entries: &[T], line: impl Fn(&T) -> (&str, &str)) -> String {
    let lines = entries.iter().map(|entry| {
        let (shown, does) = line(entry);
        format!("{shown} = {does}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

impl ProfileForm {
    fn of(profile: &PageProfile) -> Self {
        Self {
            get_started: profile.get_started.clone().unwrap_or_default(),
            greeting: profile.greeting.clone().unwrap_or_default(),
            ice_breakers: joined(&profile.ice_breakers, |one| (&one.question, &one.payload)),
            menu: joined(&profile.menu, |item| match item {
                MenuItem::Postback { title, payload } => (title, payload),
                MenuItem::WebUrl { title, url } => (title, url),
            }),
            commands: joined(&profile.commands, |one| (&one.name, &one.description)),
        }
    }

    fn parse(&self) -> Result<PageProfile, Unequal> {
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let breakers = lines("profile-breakers", &self.ice_breakers)
            .map(|line| line.map(|(question, payload)| IceBreaker { question, payload }));
        let menu = lines("profile-menu", &self.menu).map(|line| {
            line.map(|(title, target)| {
                if target.starts_with("https://") || target.starts_with("http://") {
                    MenuItem::WebUrl { title, url: target }
                } else {
                    let payload = target;
                    MenuItem::Postback { title, payload }
                }
            })
        });
        let commands = lines("profile-commands", &self.commands)
            .map(|line| line.map(|(name, description)| SlashCommand { name, description }));
        Ok(PageProfile {
            get_started: filled(&self.get_started),
            greeting: filled(&self.greeting),
            ice_breakers: breakers.collect::<Result<_, _>>()?,
            menu: menu.collect::<Result<_, _>>()?,
            commands: commands.collect::<Result<_, _>>()?,
        })
    }
}

/// `GET /settings/channels/{channel}/profile`
pub(crate) async fn show(State(app): State<App>, Path(id): Path<String>, reader: Reader) -> Answer {
    let shown = async {
        reader.require(Permission::ManageChannels)?;
        let id: ChannelId = id.parse().map_err(|_| Error::NotFound("channel"))?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let (form, problem) = match page::profile(&app, workspace_id, id).await {
            Ok(profile) => (Some(ProfileForm::of(&profile)), None),
            Err(error @ Error::Platform(_)) => (None, Some(error.to_string())),
            Err(Error::NotYet { until, .. }) => {
                (None, Some(refused::not_yet(&reader.viewer, until)))
            }
            Err(error) => return Err(error),
        };
        html(&page_of(&app, &reader, id, form, problem).await?)
    };
    shown.await.map_err(|error: Error| reader.problem(error))
}

async fn page_of(
    app: &App,
    reader: &Reader,
    id: ChannelId,
    form: Option<ProfileForm>,
    problem: Option<String>,
) -> Result<ProfilePage, Error> {
    let connected = app
        .channels
        .find(reader.signed_in.agent.workspace_id, id)
        .ok_or(Error::NotFound("channel"))?;
    Ok(ProfilePage {
        shell: reader.shell(app, Section::Settings, None).await?,
        tab: Tab::Channels,
        id: id.to_string(),
        name: connected.channel.name.clone(),
        platform: Platform(connected.channel.platform),
        form,
        problem,
    })
}

/// `POST /settings/channels/{channel}/profile`
pub(crate) async fn save(
    State(app): State<App>,
    Path(id): Path<String>,
    Form { reader, fields }: Form<ProfileForm>,
) -> Answer {
    let saved = async {
        reader.require(Permission::ManageChannels)?;
        let id: ChannelId = id.parse().map_err(|_| Error::NotFound("channel"))?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let viewer = &reader.viewer;
        let problem = match fields.parse() {
            Ok(profile) => match page::set_profile(&app, workspace_id, id, &profile).await {
                Ok(()) => return Ok(Redirect::to("/settings/channels?done=saved").into_response()),
                Err(Error::NotYet { until, .. }) => refused::not_yet(viewer, until),
                Err(error @ (Error::Platform(_) | Error::Invalid { .. })) => error.to_string(),
                Err(error) => return Err(error),
            },
            Err(Unequal(field)) => {
                let words = viewer
                    .text("profile-equals")
                    .arg("part", viewer.text(field));
                words.to_string()
            }
        };
        let page = page_of(&app, &reader, id, Some(fields), Some(problem)).await?;
        let mut response = html(&page)?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        Ok(response)
    };
    saved.await.map_err(|error: Error| reader.problem(error))
}
