//! The form that connects a Messenger page, or changes one that is connected.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use transom_domain::agent::Permission;
use transom_domain::channel::{Channel, ChannelState};
use transom_domain::id::ChannelId;
use transom_policy::Capability;

use super::channels::trouble;
use super::{Tab, base_url};
use crate::app::App;
use crate::channels::{
    self, ChannelSecrets, Connected, GRAPH_URL, GRAPH_VERSION, NewMessenger, connect_messenger,
    load_secrets,
};
use crate::error::Error;
use crate::secret::{Secret, digest, fresh_token};
use crate::web::refused::{Refused, answer};
use crate::web::session::{Answer, Form, Reader};
use crate::web::shell::{Section, Shell};
use crate::web::sign_in::Nothing;

/// `GET /settings/channels/new` and `GET /settings/channels/{channel}`; the form posts to the same address.
#[derive(Debug, Template)]
#[template(path = "settings/channel.html")]
pub(crate) struct ChannelPage {
    pub(crate) shell: Shell,
    pub(crate) tab: Tab,
    /// `None` for a new one.
    pub(crate) id: Option<String>,
    /// The name of one that is connected.
    pub(crate) name: String,
    pub(crate) form: ChannelForm,
    /// The app secrets that are kept, by the value of the field `remove_secret`. They are never shown.
    pub(crate) secrets: Vec<String>,
    /// The address that the platform must call, `https://…/hooks/meta`.
    pub(crate) webhook_url: String,
    /// The platform would not call the address, because it is not encrypted.
    pub(crate) is_out_of_reach: bool,
    /// That the platform bars it from sending, and until when, where that is known.
    pub(crate) restriction: Option<String>,
    /// The sentence of a refusal, or what is wrong with the connection.
    pub(crate) problem: Option<String>,
}

impl ChannelPage {
    fn action(&self) -> String {
        format!("/settings/channels/{}", self.id.as_deref().unwrap_or("new"))
    }
}

/// What the form holds. What is empty among the secrets is kept as it is.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct ChannelForm {
    pub(crate) page_id: String,
    /// Empty takes the page's own name.
    pub(crate) name: String,
    token: Secret,
    pub(crate) verify_token: String,
    app_secret: Secret,
    #[serde(default)]
    remove_secret: Vec<String>,
    #[serde(default)]
    pub(crate) human_agent: Option<String>,
    /// Two letters, or empty.
    pub(crate) region: String,
    pub(crate) graph_url: String,
    pub(crate) graph_version: String,
}

/// A page that is connected, with what of it the form does not repeat.
struct Kept {
    connected: Arc<Connected>,
    secrets: ChannelSecrets,
}

impl Kept {
    async fn load(app: &App, reader: &Reader, id: &str) -> Result<Self, Error> {
        let workspace_id = reader.signed_in.agent.workspace_id;
        let id: ChannelId = id.parse().map_err(|_| Error::NotFound("channel"))?;
        let connected = app
            .channels
            .find(workspace_id, id)
            .ok_or(Error::NotFound("channel"))?;
        let secrets = load_secrets(app, workspace_id, id).await?;
        Ok(Self { connected, secrets })
    }

    fn channel(&self) -> &Channel {
        &self.connected.channel
    }
}

/// Names an app secret without telling it.
fn name_of(secret: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(digest(secret.expose()))
}

impl ChannelForm {
    fn fresh() -> Self {
        Self {
            verify_token: fresh_token().0.expose().to_owned(),
            graph_url: GRAPH_URL.to_owned(),
            graph_version: GRAPH_VERSION.to_owned(),
            ..Self::default()
        }
    }

    fn of(kept: &Kept) -> Self {
        let channel = kept.channel();
        let has_human_agent = channel.capabilities.contains(&Capability::HumanAgent);
        Self {
            page_id: channel.external_id.clone(),
            // Named by its id until the platform can be asked.
            name: Some(&channel.name)
                .filter(|name| **name != channel.external_id)
                .cloned()
                .unwrap_or_default(),
            verify_token: kept.secrets.verify_token.expose().to_owned(),
            human_agent: has_human_agent.then(|| "on".to_owned()),
            region: channel
                .region
                .map(|region| region.to_string())
                .unwrap_or_default(),
            graph_url: kept.connected.graph_url.clone(),
            graph_version: kept.connected.graph_version.clone(),
            ..Self::default()
        }
    }

    fn page(&self, kept: Option<&Kept>) -> Result<NewMessenger, Error> {
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let fresh = |secret: &Secret| filled(secret.expose()).map(Secret::new);
        let region = match filled(&self.region) {
            Some(code) => {
                let country = code.parse();
                Some(
                    country
                        .map_err(|_| Error::invalid("region", "give a country's two letters"))?,
                )
            }
            None => None,
        };
        let mut app_secrets = kept.map_or_else(Vec::new, |kept| kept.secrets.app_secrets.clone());
        app_secrets.retain(|secret| !self.remove_secret.contains(&name_of(secret)));
        app_secrets.extend(fresh(&self.app_secret).filter(|new| !app_secrets.contains(new)));
        let granted = kept
            .map(|kept| kept.channel().capabilities.clone())
            .unwrap_or_default();
        let others = granted
            .into_iter()
            .filter(|one| *one != Capability::HumanAgent);
        Ok(NewMessenger {
            page_id: kept
                .map_or(self.page_id.trim(), |kept| &kept.channel().external_id)
                .to_owned(),
            name: filled(&self.name),
            access_token: fresh(&self.token)
                .or_else(|| kept.map(|kept| kept.secrets.access_token.clone()))
                .unwrap_or_default(),
            app_secrets,
            verify_token: Secret::new(self.verify_token.trim()),
            graph_url: self.graph_url.trim().to_owned(),
            graph_version: self.graph_version.trim().to_owned(),
            region,
            capabilities: self
                .human_agent
                .as_ref()
                .map(|_| Capability::HumanAgent)
                .into_iter()
                .chain(others)
                .collect(),
        })
    }
}

/// `GET /settings/channels/new`
pub(crate) async fn show_new(State(app): State<App>, headers: HeaderMap, reader: Reader) -> Answer {
    let shown = async {
        reader.require(Permission::ManageChannels)?;
        page(&app, &reader, &headers, None, ChannelForm::fresh(), None).await
    };
    shown.await.map_err(|error: Error| reader.problem(error))
}

/// `GET /settings/channels/{channel}`
pub(crate) async fn show(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    reader: Reader,
) -> Answer {
    let shown = async {
        reader.require(Permission::ManageChannels)?;
        let kept = Kept::load(&app, &reader, &id).await?;
        let form = ChannelForm::of(&kept);
        page(&app, &reader, &headers, Some(&kept), form, None).await
    };
    shown.await.map_err(|error: Error| reader.problem(error))
}

async fn page(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    kept: Option<&Kept>,
    form: ChannelForm,
    refused: Option<&Refused>,
) -> Result<Response, Error> {
    let webhook_url = format!("{}/hooks/meta", base_url(app, headers));
    let problem = match (refused, kept) {
        (Some(refused), _) => Some(refused.sentence.clone()),
        (None, Some(kept)) => trouble(kept.channel(), &reader.viewer),
        (None, None) => None,
    };
    let page = ChannelPage {
        shell: reader.shell(app, Section::Settings, None).await?,
        tab: Tab::Channels,
        id: kept.map(|kept| kept.channel().id.to_string()),
        name: kept.map_or_else(String::new, |kept| kept.channel().name.clone()),
        secrets: kept.map_or_else(Vec::new, |kept| {
            kept.secrets.app_secrets.iter().map(name_of).collect()
        }),
        is_out_of_reach: form.graph_url == GRAPH_URL && !webhook_url.starts_with("https://"),
        form,
        webhook_url,
        restriction: kept
            .and_then(|kept| kept.channel().bar(reader.viewer.now))
            .map(|bar| reader.viewer.restriction(bar.until)),
        problem,
    };
    answer(&page, refused)
}

/// `POST /settings/channels/new`
pub(crate) async fn connect(
    State(app): State<App>,
    headers: HeaderMap,
    Form { reader, fields }: Form<ChannelForm>,
) -> Answer {
    let answered = async {
        reader.require(Permission::ManageChannels)?;
        put(&app, &reader, &headers, None, fields).await
    };
    answered.await.map_err(|error: Error| reader.problem(error))
}

/// `POST /settings/channels/{channel}`
pub(crate) async fn save(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<ChannelForm>,
) -> Answer {
    let answered = async {
        reader.require(Permission::ManageChannels)?;
        let kept = Kept::load(&app, &reader, &id).await?;
        put(&app, &reader, &headers, Some(&kept), fields).await
    };
    answered.await.map_err(|error: Error| reader.problem(error))
}

/// `POST /settings/channels/{channel}/resume`: the owner knows that the platform bars the page no longer.
pub(crate) async fn resume(
    State(app): State<App>,
    Path(id): Path<String>,
    Form { reader, .. }: Form<Nothing>,
) -> Answer {
    let resumed = async {
        reader.require(Permission::ManageChannels)?;
        let id = id.parse().map_err(|_| Error::NotFound("channel"))?;
        channels::resume(&app, reader.signed_in.agent.workspace_id, id).await
    };
    resumed
        .await
        .map_err(|error: Error| reader.problem(error))?;
    Ok(Redirect::to("/settings/channels?done=resumed").into_response())
}

async fn put(
    app: &App,
    reader: &Reader,
    headers: &HeaderMap,
    kept: Option<&Kept>,
    form: ChannelForm,
) -> Result<Response, Error> {
    let connected = async {
        let new = form.page(kept)?;
        connect_messenger(app, reader.signed_in.agent.workspace_id, new).await
    };
    match connected.await {
        Ok(connected) => {
            let channel = &connected.channel;
            let next = match channel.state {
                // The channel's own page says what the platform has against it.
                ChannelState::Disconnected { .. } => format!("/settings/channels/{}", channel.id),
                ChannelState::Connected => "/settings/channels?done=connected".to_owned(),
            };
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => {
            let refused = Refused::because(error, &reader.viewer)?;
            page(app, reader, headers, kept, form, Some(&refused)).await
        }
    }
}
