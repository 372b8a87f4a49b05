//! The message templates of a channel's account: as the platform told last, read anew on demand, deleted.

use askama::Template as Page;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use jiff::Timestamp;
use transom_channels::template::Rule;
use transom_domain::agent::Permission;
use transom_domain::id::ChannelId;
use transom_domain::template::Template;
use transom_policy::{Capability, Channel as Platform};

use super::{Done, Tab};
use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;
use crate::templates;
use crate::web::inbox::pages::html;
use crate::web::platform::Platform as Mark;
use crate::web::session::{Answer, Form, Reader};
use crate::web::shell::{Section, Shell};
use crate::web::sign_in::Nothing;
use crate::web::template_terms::tone;
use crate::web::viewer::Viewer;

/// `GET /settings/channels/{channel}/templates`
#[derive(Debug, Page)]
#[template(path = "settings/templates.html")]
pub(crate) struct TemplatesPage {
    shell: Shell,
    tab: Tab,
    channel: String,
    /// `chan_…`
    channel_id: String,
    platform: Mark,
    rows: Vec<Row>,
    synced_at: Option<Timestamp>,
    is_running: bool,
    /// Why the list could not be read.
    problem: Option<String>,
    /// The page lacks the permission, as far as this desk was told.
    lacks_permission: bool,
}

/// A template in the list.
#[derive(Debug)]
struct Row {
    /// The platform's id.
    id: String,
    name: String,
    language: String,
    category: String,
    /// What it is to count as, and when.
    upcoming: Option<String>,
    status: String,
    tone: &'static str,
    quality: Option<String>,
    /// Why it cannot be sent.
    trouble: Option<String>,
    line: String,
}

impl Row {
    fn of(template: &Template, viewer: &Viewer) -> Option<Self> {
        let standing = &template.standing.as_ref()?.value;
        let components = template.made_of()?;
        let category = template.category_at(viewer.now)?;
        let quality = template.quality.as_ref();
        Some(Self {
            id: template.external_id.value.clone(),
            name: template.name.clone(),
            language: template.language.clone(),
            category: viewer.lang.template_category(category).to_string(),
            upcoming: template.upcoming(viewer.now).map(|upcoming| {
                let key = viewer.text("template-upcoming");
                key.arg("category", viewer.lang.template_category(upcoming.category))
                    .arg("at", viewer.exact(upcoming.from))
                    .to_string()
            }),
            status: viewer.lang.template_status(standing.status).to_string(),
            tone: tone(standing.status),
            quality: quality.map(|told| viewer.lang.template_quality(told.value).to_string()),
            trouble: viewer.template_reason(template),
            line: components.body.text,
        })
    }
}

/// A channel of the reader's workspace, by the id in an address.
pub(super) fn channel(
    app: &App,
    reader: &Reader,
    id: &str,
) -> Result<std::sync::Arc<Connected>, Error> {
    reader.require(Permission::ManageChannels)?;
    let id: ChannelId = id.parse().map_err(|_| Error::NotFound("channel"))?;
    let found = app.channels.find(reader.signed_in.agent.workspace_id, id);
    found.ok_or(Error::NotFound("channel"))
}

/// `GET /settings/channels/{channel}/templates`
pub(crate) async fn show(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(done): Query<Done>,
    reader: Reader,
) -> Answer {
    let shown = async {
        let connected = channel(&app, &reader, &id)?;
        let channel = &connected.channel;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let known = templates::list(&app, workspace_id, channel.id).await?;
        let viewer = &reader.viewer;
        let notice = done.notice(viewer);
        let sync = known.sync.as_ref();
        html(&TemplatesPage {
            shell: reader.shell(&app, Section::Settings, notice).await?,
            tab: Tab::Channels,
            channel: channel.name.clone(),
            channel_id: channel.id.to_string(),
            platform: Mark(channel.platform),
            rows: known
                .templates
                .iter()
                .filter_map(|template| Row::of(template, viewer))
                .collect(),
            synced_at: sync.and_then(|sync| sync.synced_at),
            is_running: sync.is_some_and(|sync| sync.is_running),
            problem: sync.and_then(|sync| sync.problem.clone()),
            lacks_permission: channel.platform == Platform::Messenger
                && !channel.capabilities.contains(&Capability::UtilityMessages),
        })
    };
    shown.await.map_err(|error: Error| reader.problem(error))
}

/// `POST /settings/channels/{channel}/templates/sync`
pub(crate) async fn sync(
    State(app): State<App>,
    Path(id): Path<String>,
    Form { reader, .. }: Form<Nothing>,
) -> Answer {
    let asked = async {
        let connected = channel(&app, &reader, &id)?;
        let channel_id = connected.channel.id;
        templates::ask_sync(&app, reader.signed_in.agent.workspace_id, channel_id).await?;
        let next = format!("/settings/channels/{channel_id}/templates?done=asked");
        Ok(Redirect::to(&next).into_response())
    };
    asked.await.map_err(|error: Error| reader.problem(error))
}

/// The fields that have no place of their own in the form.
pub(super) fn is_of_whole(field: &str) -> bool {
    matches!(field, "status" | "components" | "template" | "buttons")
        || field.starts_with("header.media")
}

/// A fault in a sentence.
pub(super) fn sentence(rule: Rule, viewer: &Viewer) -> String {
    viewer.lang.template_rule(rule).to_string()
}
