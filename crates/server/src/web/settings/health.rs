//! The health of a channel: what there is to say about it, and what to do.

mod line;
mod notice;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use jiff::Timestamp;
use transom_domain::agent::Permission;
use transom_domain::health::Grade;
use transom_domain::id::ChannelId;

use self::line::Line;
pub(super) use self::line::barred;
use self::notice::NoticeLine;
use super::{Done, Tab};
use crate::app::App;
use crate::channels::health;
use crate::error::Error;
use crate::web::inbox::pages::html;
use crate::web::platform::Platform;
use crate::web::session::{Answer, Form, Reader};
use crate::web::shell::{Section, Shell};
use crate::web::sign_in::Nothing;

/// `GET /settings/channels/{channel}/health`
#[derive(Debug, Template)]
#[template(path = "settings/health.html")]
pub(crate) struct HealthPage {
    pub(crate) shell: Shell,
    pub(crate) tab: Tab,
    /// `chan_…`
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) platform: Platform,
    pub(crate) checked_at: Option<Timestamp>,
    pub(crate) next_check_at: Timestamp,
    /// The worst first.
    pub(crate) lines: Vec<Line>,
    /// What the platform told of the account, newest first.
    pub(crate) notices: Vec<NoticeLine>,
}

/// So many notices are shown; programs may read more.
const MOST_NOTICES: u32 = 30;

/// The key of a grade's name.
fn label(grade: Grade) -> &'static str {
    match grade {
        Grade::Good => "grade-good",
        Grade::Unknown => "grade-unknown",
        Grade::Watch => "grade-watch",
        Grade::Bad => "grade-bad",
    }
}

fn parse(id: &str) -> Result<ChannelId, Error> {
    id.parse().map_err(|_| Error::NotFound("channel"))
}

/// `GET /settings/channels/{channel}/health`
pub(crate) async fn show(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(done): Query<Done>,
    reader: Reader,
) -> Answer {
    let shown = async {
        reader.require(Permission::ManageChannels)?;
        let (id, viewer) = (parse(&id)?, &reader.viewer);
        let workspace_id = reader.signed_in.agent.workspace_id;
        let found = app.channels.find(workspace_id, id);
        let connected = found.ok_or(Error::NotFound("channel"))?;
        let (record, next_check_at) = health::record(&app, workspace_id, id).await?;
        let remarks = record.remarks(&connected.channel, viewer.now);
        let mut read = app.db.read().await?;
        let notices = read.channel_notices(workspace_id, id, MOST_NOTICES).await?;
        drop(read);
        let page = HealthPage {
            shell: reader
                .shell(&app, Section::Settings, done.notice(viewer))
                .await?,
            tab: Tab::Channels,
            id: id.to_string(),
            name: connected.channel.name.clone(),
            platform: Platform(connected.channel.platform),
            checked_at: record.checked_at,
            next_check_at,
            lines: remarks
                .iter()
                .map(|remark| Line::of(remark, viewer))
                .collect(),
            notices: notices
                .iter()
                .map(|(at, change)| NoticeLine::of(*at, change, viewer))
                .collect(),
        };
        html(&page)
    };
    shown.await.map_err(|error: Error| reader.problem(error))
}

/// `POST /settings/channels/{channel}/health/check`
pub(crate) async fn check(
    State(app): State<App>,
    Path(id): Path<String>,
    Form { reader, .. }: Form<Nothing>,
) -> Answer {
    let asked = async {
        reader.require(Permission::ManageChannels)?;
        let id = parse(&id)?;
        health::check_soon(&app, reader.signed_in.agent.workspace_id, id).await?;
        let next = format!("/settings/channels/{id}/health?done=checking");
        Ok(Redirect::to(&next).into_response())
    };
    asked.await.map_err(|error: Error| reader.problem(error))
}
