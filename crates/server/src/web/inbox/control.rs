//! Thread control at the desk: who may write into the thread, and the forms that change it.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use serde::Deserialize;
use transom_domain::message::ControlChange;

use super::actions;
use super::activity::ActivityKind;
use super::pages::conversation_id;
use crate::app::App;
use crate::conversations::thread_control::{self, Held, Standing, Wanted, is_inbox};
use crate::error::Error;
use crate::web::i18n::Text;
use crate::web::refused;
use crate::web::session::{Answer, Form};
use crate::web::viewer::Viewer;

/// Who may write into a thread, as the header's menu and the composer show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Control {
    /// `conv_…`
    pub(crate) conversation: String,
    /// Something can be done about it.
    pub(crate) is_shared: bool,
    /// The platform may want us to ask before we take it.
    pub(crate) is_secondary: bool,
    pub(crate) holder: Holder,
    /// The wish of another app that waits for an answer.
    pub(crate) request: Option<Request>,
    /// The apps it can be passed to.
    pub(crate) targets: Vec<Target>,
}

/// Who may write into a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// No other app was ever heard of.
    Alone,
    Ours,
    /// Another app, by its name.
    Theirs(String),
}

/// Another app that wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) app_id: String,
    pub(crate) name: String,
    pub(crate) note: Option<String>,
}

/// An app it can be passed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) app_id: String,
    pub(crate) name: String,
    pub(crate) is_inbox: bool,
}

/// What an app is called: the platform's own inboxes in the reader's language, others as they call themselves.
pub(super) fn name(standing: &Standing, app_id: Option<&str>, viewer: &Viewer) -> String {
    let Some(app_id) = app_id else {
        return viewer.text("app-other").to_string();
    };
    if app_id == transom_channels::thread_control::INSTAGRAM_INBOX {
        return viewer.text("app-instagram-inbox").to_string();
    }
    if is_inbox(app_id) {
        return viewer.text("app-page-inbox").to_string();
    }
    let known = standing.name(app_id).map(str::to_owned);
    known.unwrap_or_else(|| viewer.text("app-other").to_string())
}

/// A line that tells what happened to it.
pub(super) fn line(
    change: &ControlChange,
    by: String,
    standing: &Standing,
    viewer: &Viewer,
) -> ActivityKind {
    let app = match change {
        ControlChange::Taken | ControlChange::Released | ControlChange::AskedFor => None,
        ControlChange::Received { from, .. } => from.as_deref(),
        ControlChange::PassedTo { app_id }
        | ControlChange::Declined { app_id }
        | ControlChange::Lost { app_id }
        | ControlChange::GivenUp { app_id }
        | ControlChange::Requested { app_id, .. } => Some(app_id.as_str()),
    };
    let (key, note) = match change {
        ControlChange::Taken => ("activity-control-taken", None),
        ControlChange::PassedTo { .. } => ("activity-control-passed", None),
        ControlChange::Released => ("activity-control-released", None),
        ControlChange::AskedFor => ("activity-control-asked", None),
        ControlChange::Declined { .. } => ("activity-control-declined", None),
        ControlChange::Lost { .. } => ("activity-control-lost", None),
        ControlChange::GivenUp { .. } => ("activity-control-given-up", None),
        ControlChange::Received { note, .. } => ("activity-control-received", note.as_ref()),
        ControlChange::Requested { note, .. } => ("activity-control-requested", note.as_ref()),
    };
    ActivityKind::Control {
        key,
        by,
        app: name(standing, app, viewer),
        note: note.cloned(),
    }
}

impl Control {
    pub(super) fn of(conversation: String, standing: &Standing, viewer: &Viewer) -> Self {
        let held_by = match &standing.holder {
            Held::Theirs(app_id) => app_id.as_deref(),
            Held::Alone | Held::Ours => None,
        };
        let others = standing.apps.iter();
        let others = others.filter(|app| Some(app.external_id.as_str()) != held_by);
        Self {
            conversation,
            is_shared: standing.is_shared,
            is_secondary: standing.is_secondary,
            holder: match &standing.holder {
                Held::Alone => Holder::Alone,
                Held::Ours => Holder::Ours,
                Held::Theirs(app_id) => Holder::Theirs(name(standing, app_id.as_deref(), viewer)),
            },
            request: standing.request.as_ref().map(|request| Request {
                name: name(standing, Some(&request.app_id), viewer),
                app_id: request.app_id.clone(),
                note: request.note.clone(),
            }),
            targets: others
                .map(|app| Target {
                    app_id: app.external_id.clone(),
                    name: name(standing, Some(&app.external_id), viewer),
                    is_inbox: is_inbox(&app.external_id),
                })
                .collect(),
        }
    }

    /// Another app may write, and we stand by.
    pub(crate) const fn is_theirs(&self) -> bool {
        matches!(self.holder, Holder::Theirs(_))
    }

    /// Whether the header has its menu: where something can be done about it, or there is something to tell.
    pub(crate) fn has_menu(&self) -> bool {
        self.is_shared || self.holder != Holder::Alone
    }

    /// Who may write, in a word.
    fn short(&self, viewer: &Viewer) -> String {
        match &self.holder {
            Holder::Theirs(name) => name.clone(),
            Holder::Alone | Holder::Ours => viewer.text("control-us").to_string(),
        }
    }

    /// Who may write, in a sentence.
    fn sentence(&self, viewer: &Viewer) -> Text {
        match &self.holder {
            Holder::Alone => viewer.text("control-alone"),
            Holder::Ours => viewer.text("control-ours"),
            Holder::Theirs(name) => viewer.text("control-theirs").arg("app", name),
        }
    }

    /// The menu, for this viewer.
    pub(crate) fn menu<'a>(&'a self, viewer: &'a Viewer) -> ControlMenu<'a> {
        ControlMenu {
            viewer,
            control: self,
        }
    }

    /// The wish of another app with its two answers, for this viewer.
    pub(crate) fn wish<'a>(&'a self, viewer: &'a Viewer) -> ControlWish<'a> {
        ControlWish {
            viewer,
            control: self,
        }
    }
}

impl HtmlSafe for ControlMenu<'_> {}
impl HtmlSafe for ControlWish<'_> {}

/// The header's menu of thread control.
#[derive(Debug, Template)]
#[template(path = "inbox/control_menu.html")]
pub(crate) struct ControlMenu<'a> {
    viewer: &'a Viewer,
    control: &'a Control,
}

/// The wish of another app.
#[derive(Debug, Template)]
#[template(path = "inbox/control_wish.html")]
pub(crate) struct ControlWish<'a> {
    viewer: &'a Viewer,
    control: &'a Control,
}

/// What is to be done; a button may name an app with it, as `pass:263902037430900`.
#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    act: String,
}

impl Chosen {
    fn wanted(&self) -> Result<Wanted, Error> {
        Ok(match (self.act.as_str(), self.act.split_once(':')) {
            ("take", _) => Wanted::Take,
            ("release", _) => Wanted::Release,
            ("request", _) => Wanted::Request { note: None },
            ("decline", _) => Wanted::Decline,
            ("look", _) => Wanted::Look,
            (_, Some(("pass", app_id))) => Wanted::Pass {
                app_id: app_id.to_owned(),
                note: None,
            },
            _ => return Err(Error::invalid("act", "use one of the buttons")),
        })
    }
}

/// `POST /conversations/{conversation}/thread-control`
pub(crate) async fn act(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Chosen>,
) -> Answer {
    let done = async {
        let id = conversation_id(&id)?;
        let wanted = fields.wanted()?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let by = actions::by(&reader);
        match thread_control::control(&app, workspace_id, id, by, wanted).await {
            Ok(()) if reader.takes_patches => Ok(actions::patches(&[])),
            Ok(()) => Ok(actions::back(&headers, id)),
            Err(Error::Platform(said)) => {
                let viewer = &reader.viewer;
                let text = viewer.text("control-failed").arg("said", said).to_string();
                actions::problem(&app, &reader, &headers, id, text).await
            }
            Err(Error::NotYet { until, .. }) => {
                let text = refused::not_yet(&reader.viewer, until);
                actions::problem(&app, &reader, &headers, id, text).await
            }
            Err(error) => Err(error),
        }
    };
    done.await.map_err(|error: Error| reader.problem(error))
}
