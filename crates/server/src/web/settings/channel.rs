//! The form that connects a page or an account, or changes one that is connected.

mod form;
pub(crate) mod marketing;
mod words;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use transom_channels::whatsapp::WEBHOOK_FIELDS;
use transom_domain::agent::Permission;
use transom_domain::channel::{self as known, ChannelState};
use transom_policy::Channel;

use self::form::{ChannelForm, Kept, Login, name_of};
use self::marketing::MarketingForm;
use self::words::Words;
use super::channels::trouble;
use super::health::barred;
use super::{Tab, base_url};
use crate::app::App;
use crate::channels::{self, GRAPH_URL, INSTAGRAM_GRAPH_URL};
use crate::error::Error;
use crate::web::platform::Platform;
use crate::web::refused::{Refused, answer};
use crate::web::session::{Answer, Form, Reader};
use crate::web::shell::{Section, Shell};
use crate::web::sign_in::Nothing;
use crate::web::viewer::Viewer;

/// `GET /settings/channels/new` and `GET /settings/channels/{channel}`; the form posts to the same address.
#[derive(Debug, Template)]
#[template(path = "settings/channel.html")]
pub(crate) struct ChannelPage {
    pub(crate) shell: Shell,
    pub(crate) tab: Tab,
    pub(crate) platform: Platform,
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
    fn is_instagram(&self) -> bool {
        self.platform.0 == Channel::Instagram
    }

    /// The sentences that differ from platform to platform.
    fn words(&self) -> Words {
        Words::of(self.platform.0)
    }

    fn action(&self) -> String {
        format!("/settings/channels/{}", self.id.as_deref().unwrap_or("new"))
    }
}

/// Which platform's form is asked for; Messenger's when it does not say.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    platform: Option<String>,
}

/// The platforms that a form connects, in the order in which they are offered.
const PLATFORMS: [Platform; 3] = [
    Platform(Channel::Messenger),
    Platform(Channel::Instagram),
    Platform(Channel::WhatsApp),
];

/// `GET /settings/channels/new`
pub(crate) async fn show_new(
    State(app): State<App>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
    reader: Reader,
) -> Answer {
    let shown = async {
        reader.require(Permission::ManageChannels)?;
        let form = ChannelForm::fresh(wanted.platform.as_deref());
        page(&app, &reader, &headers, None, form, None).await
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
        platform: form.platform(kept),
        id: kept.map(|kept| kept.channel().id.to_string()),
        name: kept.map_or_else(String::new, |kept| kept.channel().name.clone()),
        secrets: kept.map_or_else(Vec::new, |kept| {
            kept.secrets.app_secrets.iter().map(name_of).collect()
        }),
        is_out_of_reach: is_the_platforms(&form.graph_url) && !webhook_url.starts_with("https://"),
        form,
        webhook_url,
        restriction: kept.and_then(|kept| restriction(kept.channel(), &reader.viewer)),
        problem,
    };
    answer(&page, refused)
}

/// What the platform keeps the channel from sending, as far as an owner may lift it here.
fn restriction(channel: &known::Channel, viewer: &Viewer) -> Option<String> {
    if let Some(bar) = channel.bar(viewer.now) {
        return Some(viewer.restriction(bar.until));
    }
    let mut measures = channel.restrictions.iter();
    let measure = measures.find(|measure| measure.is_in_force(viewer.now))?;
    Some(barred(measure.scope, measure.until, viewer).to_string())
}

/// Whether the address is Meta's own, which calls only what is encrypted.
fn is_the_platforms(graph_url: &str) -> bool {
    ["", GRAPH_URL, INSTAGRAM_GRAPH_URL].contains(&graph_url)
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
    let workspace_id = reader.signed_in.agent.workspace_id;
    match form.connect(app, workspace_id, kept).await {
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
