//! What a customer permitted: writing to them once about a topic, or marketing; and asking for it.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::conversation::PermissionKind;
use transom_domain::decide::{Command, Reply};
use transom_domain::message::{Content, Extra, PermissionRequest, Structured};
use transom_policy::{Draft, Human, Purpose, Route};

use super::actions;
use crate::app::App;
use crate::web::i18n::Text;
use crate::web::session::{Answer, Form};
use crate::web::viewer::Viewer;

/// A permission that a message may be sent with now.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    pub(crate) kind: PermissionKind,
    pub(crate) topic: String,
    pub(crate) until: Option<Timestamp>,
}

impl Offer {
    pub(crate) fn code(&self) -> &'static str {
        code(self.kind)
    }

    pub(crate) fn icon(&self) -> &'static str {
        match self.kind {
            PermissionKind::OneTime => "bell-ring",
            PermissionKind::Marketing => "megaphone",
        }
    }

    pub(crate) fn route(&self) -> Route {
        route(self.kind)
    }

    pub(crate) fn title(&self, viewer: &Viewer) -> Text {
        viewer.text(match self.kind {
            PermissionKind::OneTime => "remedy-once",
            PermissionKind::Marketing => "remedy-marketing",
        })
    }

    pub(crate) fn why(&self, viewer: &Viewer) -> Text {
        let key = match self.kind {
            PermissionKind::OneTime => "remedy-once-why",
            PermissionKind::Marketing => "remedy-marketing-why",
        };
        viewer.text(key).arg("topic", self.topic.as_str())
    }
}

pub(super) const fn code(kind: PermissionKind) -> &'static str {
    match kind {
        PermissionKind::OneTime => "one_time",
        PermissionKind::Marketing => "marketing",
    }
}

pub(super) const fn route(kind: PermissionKind) -> Route {
    match kind {
        PermissionKind::OneTime => Route::OneTimeNotification,
        PermissionKind::Marketing => Route::MarketingMessage,
    }
}

/// A text that goes out with a permission.
pub(super) fn draft(kind: PermissionKind, topic: &str, text: &str) -> Draft<Human> {
    let draft = Draft::text(text).by(route(kind));
    match kind {
        PermissionKind::OneTime => draft.on_topic(topic).for_purpose(Purpose::Topic),
        PermissionKind::Marketing => draft,
    }
}

/// A message by permission.
#[derive(Debug, Deserialize)]
pub(crate) struct Written {
    kind: PermissionKind,
    topic: String,
    text: String,
}

/// `POST /conversations/{conversation}/permitted`
pub(crate) async fn send(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Written>,
) -> Answer {
    let text = fields.text.replace("\r\n", "\n");
    let reply = Reply::new(Content::text(text.trim())).by(route(fields.kind));
    let reply = match fields.kind {
        PermissionKind::OneTime => reply.on_topic(fields.topic).for_purpose(Purpose::Topic),
        PermissionKind::Marketing => reply,
    };
    actions::carry_out(
        &app,
        &reader,
        &headers,
        &id,
        Command::Reply(reply),
        Some(text),
    )
    .await
}

/// A request for a permission.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    kind: PermissionKind,
    title: String,
    topic: String,
}

/// `POST /conversations/{conversation}/requests`
pub(crate) async fn ask(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Asked>,
) -> Answer {
    let request = PermissionRequest {
        title: fields.title.trim().to_owned(),
        topic: fields.topic.trim().to_owned(),
        image_url: None,
    };
    let parts = match fields.kind {
        PermissionKind::OneTime => Structured::NotificationRequest(request),
        PermissionKind::Marketing => Structured::MarketingRequest(request),
    };
    let content = Content {
        extra: Some(Extra::Structured(Box::new(parts))),
        ..Content::default()
    };
    let command = Command::Reply(Reply::new(content));
    actions::carry_out(&app, &reader, &headers, &id, command, None).await
}
