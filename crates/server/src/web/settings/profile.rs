//! An agent's own settings.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;
use transom_domain::agent::{Agent, Preferences};

use super::{Done, Tab};
use crate::app::App;
use crate::error::Error;
use crate::people;
use crate::secret::Secret;
use crate::web::caller::Caller;
use crate::web::i18n::Lang;
use crate::web::refused::{Refused, answer};
use crate::web::session::{Answer, Form, Reader, set_cookie};
use crate::web::shell::{Notice, Section, Shell, Theme};

/// `GET /settings/profile`; the first form posts to the same address, the second to `…/password`.
#[derive(Debug, Template)]
#[template(path = "settings/profile.html")]
pub(crate) struct ProfilePage {
    pub(crate) shell: Shell,
    pub(crate) tab: Tab,
    pub(crate) name: String,
    /// `None` follows the browser.
    pub(crate) lang: Option<Lang>,
    /// An IANA name; empty follows the browser.
    pub(crate) time_zone: String,
    /// The names to choose from.
    pub(crate) time_zones: Vec<String>,
    pub(crate) theme: Theme,
    /// Whoever has a password must know it to choose another.
    pub(crate) has_password: bool,
    pub(crate) problem: Option<String>,
}

/// What an agent chooses.
#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    name: String,
    language: String,
    time_zone: String,
    theme: String,
}

impl Chosen {
    fn of(agent: &Agent) -> Self {
        let Preferences {
            language,
            time_zone,
            theme,
        } = agent.preferences.clone();
        Self {
            name: agent.name.clone(),
            language: language.unwrap_or_default(),
            time_zone: time_zone.unwrap_or_default(),
            theme: theme.unwrap_or_default(),
        }
    }

    /// The choices; empty ones, and the theme of the device, are the browser's to make.
    fn preferences(&self) -> Result<Preferences, Error> {
        let unknown = || Error::invalid("choice", "choose one of the offered values");
        let language = match self.language.as_str() {
            "" => None,
            tag => Some(Lang::from_tag(tag).ok_or_else(unknown)?.tag().to_owned()),
        };
        let time_zone = match self.time_zone.as_str() {
            "" => None,
            name => Some(
                TimeZone::get(name)
                    .map_err(|_| unknown())
                    .map(|_| name.to_owned())?,
            ),
        };
        let theme = match Theme::from_code(&self.theme).ok_or_else(unknown)? {
            Theme::System => None,
            theme => Some(theme.code().to_owned()),
        };
        Ok(Preferences {
            language,
            time_zone,
            theme,
        })
    }
}

/// `GET /settings/profile`
pub(crate) async fn show(
    State(app): State<App>,
    Query(done): Query<Done>,
    reader: Reader,
) -> Answer {
    let chosen = Chosen::of(&reader.signed_in.agent);
    let shown = page(&app, &reader, chosen, None, done.notice(&reader.viewer)).await;
    shown.map_err(|error| reader.problem(error))
}

async fn page(
    app: &App,
    reader: &Reader,
    chosen: Chosen,
    refused: Option<&Refused>,
    notice: Option<Notice>,
) -> Result<Response, Error> {
    let page = ProfilePage {
        shell: reader.shell(app, Section::Settings, notice).await?,
        tab: Tab::Profile,
        name: chosen.name,
        lang: Lang::from_tag(&chosen.language),
        time_zones: time_zones(&chosen.time_zone),
        time_zone: chosen.time_zone,
        theme: Theme::from_code(&chosen.theme).unwrap_or_default(),
        has_password: people::has_password(app, &reader.signed_in.agent).await?,
        problem: refused.map(|refused| refused.sentence.clone()),
    };
    answer(&page, refused)
}

/// The places to choose from; the chosen one is always among them.
fn time_zones(chosen: &str) -> Vec<String> {
    const REGIONS: [&str; 8] = [
        "Africa",
        "America",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ];
    let mut names: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.as_str().to_owned())
        .filter(|name| {
            name.split_once('/')
                .is_some_and(|(region, _)| REGIONS.contains(&region))
        })
        .collect();
    names.push("UTC".to_owned());
    names.extend(
        Some(chosen)
            .filter(|chosen| !chosen.is_empty())
            .map(str::to_owned),
    );
    names.sort_unstable();
    names.dedup();
    names
}

/// `POST /settings/profile`
pub(crate) async fn save(State(app): State<App>, Form { reader, fields }: Form<Chosen>) -> Answer {
    let saved = async {
        let preferences = fields.preferences()?;
        let Agent {
            workspace_id, id, ..
        } = reader.signed_in.agent;
        let name = fields.name.clone();
        people::change(&app, workspace_id, id, |agent| {
            agent.name = name;
            agent.preferences = preferences;
        })
        .await
    };
    let answered = match saved.await {
        Ok(()) => Ok(Redirect::to("/settings/profile?done=saved").into_response()),
        Err(error) => again(&app, &reader, fields, error).await,
    };
    answered.map_err(|error| reader.problem(error))
}

async fn again(
    app: &App,
    reader: &Reader,
    chosen: Chosen,
    error: Error,
) -> Result<Response, Error> {
    let refused = Refused::because(error, &reader.viewer)?;
    page(app, reader, chosen, Some(&refused), None).await
}

/// A new password, and the one before as far as there is one.
#[derive(Debug, Deserialize)]
pub(crate) struct Passwords {
    #[serde(default)]
    current: Secret,
    password: Secret,
}

/// `POST /settings/profile/password`
pub(crate) async fn save_password(
    State(app): State<App>,
    Caller(address): Caller,
    Form { reader, fields }: Form<Passwords>,
) -> Answer {
    let Passwords { current, password } = fields;
    let agent = &reader.signed_in.agent;
    let changed = people::change_password(&app, agent, current, password, address).await;
    let answered = match changed {
        Ok(cookie) => {
            let next = Redirect::to("/settings/profile?done=password");
            Ok(([set_cookie(&app, &cookie)], next).into_response())
        }
        Err(error) => again(&app, &reader, Chosen::of(agent), error).await,
    };
    answered.map_err(|error| reader.problem(error))
}
