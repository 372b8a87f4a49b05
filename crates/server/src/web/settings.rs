//! The settings: an agent's own, and those of the workspace for owners.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, header};
use axum::response::Redirect;
use axum::routing::{get, post};
use serde::Deserialize;
use transom_domain::agent::Permission;

use super::journal;
use super::session::Reader;
use super::shell::{Notice, NoticeTone};
use super::viewer::Viewer;
use crate::app::App;

pub(crate) mod channel;
pub(crate) mod channels;
pub(crate) mod health;
pub(crate) mod labels;
pub(crate) mod page_profile;
pub(crate) mod people;
pub(crate) mod profile;
pub(crate) mod template;
pub(crate) mod templates;
pub(crate) mod tokens;

/// The page that is current among the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    Profile,
    Channels,
    People,
    Tokens,
}

impl Tab {
    pub(crate) const ALL: [Tab; 4] = [Tab::Profile, Tab::Channels, Tab::People, Tab::Tokens];

    pub(crate) fn path(self) -> &'static str {
        match self {
            Tab::Profile => "/settings/profile",
            Tab::Channels => "/settings/channels",
            Tab::People => "/settings/people",
            Tab::Tokens => "/settings/tokens",
        }
    }

    pub(crate) fn label(self) -> &'static str {
        match self {
            Tab::Profile => "settings-profile",
            Tab::Channels => "settings-channels",
            Tab::People => "settings-people",
            Tab::Tokens => "settings-tokens",
        }
    }

    pub(crate) fn icon(self) -> &'static str {
        match self {
            Tab::Profile => "circle-user",
            Tab::Channels => "cable",
            Tab::People => "users",
            Tab::Tokens => "key-round",
        }
    }

    /// Whether only owners may see it.
    pub(crate) fn is_for_owners(self) -> bool {
        self != Tab::Profile
    }
}

/// The addresses of the settings and of the journal.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/settings", get(home))
        .route("/settings/profile", get(profile::show).post(profile::save))
        .route(
            "/settings/profile/password",
            get(profile::show).post(profile::save_password),
        )
        .route("/settings/channels", get(channels::show))
        .route(
            "/settings/channels/new",
            get(channel::show_new).post(channel::connect),
        )
        .route(
            "/settings/channels/{channel}",
            get(channel::show).post(channel::save),
        )
        .route("/settings/channels/{channel}/resume", post(channel::resume))
        .route(
            "/settings/channels/{channel}/marketing",
            post(channel::marketing::save),
        )
        .route(
            "/settings/channels/{channel}/templates",
            get(templates::show),
        )
        .route(
            "/settings/channels/{channel}/templates/sync",
            post(templates::sync),
        )
        .route(
            "/settings/channels/{channel}/templates/new",
            get(template::show_new)
                .post(template::make)
                // Files have limits of their own.
                .layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/settings/channels/{channel}/templates/{template}",
            get(template::show)
                .post(template::change)
                .layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/settings/channels/{channel}/templates/{template}/delete",
            post(template::delete),
        )
        .route(
            "/settings/channels/{channel}/labels",
            get(labels::show).post(labels::make),
        )
        .route(
            "/settings/channels/{channel}/labels/sync",
            post(labels::sync),
        )
        .route(
            "/settings/channels/{channel}/labels/{label}/delete",
            post(labels::delete),
        )
        .route(
            "/settings/channels/{channel}/profile",
            get(page_profile::show).post(page_profile::save),
        )
        .route("/settings/channels/{channel}/health", get(health::show))
        .route(
            "/settings/channels/{channel}/health/check",
            post(health::check),
        )
        .route("/settings/people", get(people::show).post(people::invite))
        .route(
            "/settings/people/{agent}",
            get(people::show_all).post(people::act),
        )
        .route("/settings/tokens", get(tokens::show).post(tokens::create))
        .route("/settings/tokens/{token}/revoke", post(tokens::revoke))
        .route("/journal", get(journal::show))
        .route("/journal/replay", post(journal::replay_all))
        .route("/journal/{position}", get(journal::show_raw))
        .route("/journal/{position}/replay", post(journal::replay))
}

/// `GET /settings`: the page that matters most to the reader.
pub(crate) async fn home(reader: Reader) -> Redirect {
    let is_owner = reader.require(Permission::ManageChannels).is_ok();
    let tab = if is_owner {
        Tab::Channels
    } else {
        Tab::Profile
    };
    Redirect::to(tab.path())
}

/// What was done just before a page is shown, as a word of its address.
#[derive(Debug, Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    done: Option<String>,
}

impl Done {
    /// The sentence; nothing for a word that is none of ours.
    pub(crate) fn notice(&self, viewer: &Viewer) -> Option<Notice> {
        let key = match self.done.as_deref()? {
            "saved" => "done-saved",
            "password" => "done-password",
            "connected" => "done-connected",
            "resumed" => "done-resumed",
            "asked" => "done-templates-asked",
            "submitted" => "done-template-submitted",
            "deleted" => "done-template-deleted",
            "label" => "done-label",
            "label-deleting" => "done-label-deleting",
            "labels-asked" => "done-labels-asked",
            "checking" => "done-checking",
            "role" => "done-role",
            "deactivated" => "done-deactivated",
            "reactivated" => "done-reactivated",
            "revoked" => "done-revoked",
            _ => return None,
        };
        Some(Notice {
            tone: NoticeTone::Done,
            text: viewer.text(key).to_string(),
        })
    }
}

/// Where this desk is, for addresses that people copy: as configured, else as the browser reached it.
fn base_url(app: &App, headers: &HeaderMap) -> String {
    let configured = app.config.public_url.as_deref();
    configured.map_or_else(
        || {
            let host = headers
                .get(header::HOST)
                .and_then(|host| host.to_str().ok());
            host.map_or_else(
                || format!("http://{}", app.config.listen),
                |host| format!("http://{host}"),
            )
        },
        |url| url.trim_end_matches('/').to_owned(),
    )
}
