//! Keeping a customer away: the menu in the header, each choice with what it does, and its form.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::decide::{Command, Refusal, Situation, moderation_refusal};
use transom_domain::moderation::{BarKind, Barred, Moderation};

use super::actions::carry_out;
use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;
use crate::web::session::{Answer, Form};
use crate::web::viewer::Viewer;

/// What can be asked of the platform about a customer now.
#[derive(Clone, Debug)]
pub(crate) struct ModerationMenu {
    /// `conv_…`
    conversation: String,
    choices: Vec<Choice>,
}

/// One of the menu, with the keys of its words.
#[derive(Clone, Copy, Debug)]
struct Choice {
    action: &'static str,
    icon: &'static str,
    label: &'static str,
    /// What it does.
    hint: &'static str,
    /// The platform would refuse it now, as the hint says.
    not_now: bool,
}

/// The choice of the menu.
#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    action: String,
}

impl ModerationMenu {
    pub(super) fn of(connected: &Connected, situation: &Situation<'_>, now: Timestamp) -> Self {
        let thread = situation.thread;
        let barred = thread.identity.profile.barred;
        let actions = Moderation::on(situation.channel.platform).iter().copied();
        let fitting =
            actions.filter(|action| connected.endpoint.moderates() && fits(*action, barred));
        let choices =
            fitting.filter_map(|action| match moderation_refusal(situation, action, now) {
                None => Some(choice(action)),
                Some(Refusal::NotWrittenLately) => Some(Choice {
                    hint: "moderate-block-not-now",
                    not_now: true,
                    ..choice(action)
                }),
                Some(_) => None,
            });
        Self {
            conversation: thread.conversation.id.to_string(),
            choices: choices.collect(),
        }
    }

    /// Whether there is anything to choose.
    pub(crate) fn is_empty(&self) -> bool {
        self.choices.is_empty()
    }

    /// Whether this can be chosen, and the platform would do it.
    pub(super) fn offers(&self, action: Moderation) -> bool {
        let mut choices = self.choices.iter();
        choices.any(|choice| choice.action == action.as_str() && !choice.not_now)
    }

    /// The menu, for this viewer.
    pub(crate) fn show<'a>(&'a self, viewer: &'a Viewer) -> ModerationFragment<'a> {
        ModerationFragment { viewer, menu: self }
    }
}

/// Whether it changes anything: nobody is blocked twice.
fn fits(action: Moderation, barred: Option<Barred>) -> bool {
    let kind = barred.map(|barred| barred.kind);
    match action {
        Moderation::Block => kind.is_none(),
        Moderation::Unblock => kind == Some(BarKind::Block),
        Moderation::Ban => kind != Some(BarKind::Ban),
        Moderation::Unban => kind == Some(BarKind::Ban),
        Moderation::Spam => true,
    }
}

impl HtmlSafe for ModerationFragment<'_> {}

/// The menu with its confirmations.
#[derive(Debug, Template)]
#[template(path = "inbox/moderation.html")]
pub(crate) struct ModerationFragment<'a> {
    viewer: &'a Viewer,
    menu: &'a ModerationMenu,
}

/// The key of its name.
pub(super) const fn label(action: Moderation) -> &'static str {
    match action {
        Moderation::Block => "moderate-block",
        Moderation::Unblock => "moderate-unblock",
        Moderation::Ban => "moderate-ban",
        Moderation::Unban => "moderate-unban",
        Moderation::Spam => "moderate-spam",
    }
}

const fn choice(action: Moderation) -> Choice {
    let (icon, hint) = match action {
        Moderation::Block => ("ban", "moderate-block-hint"),
        Moderation::Unblock => ("rotate-cw", "moderate-unblock-hint"),
        Moderation::Ban => ("circle-x", "moderate-ban-hint"),
        Moderation::Unban => ("rotate-cw", "moderate-unban-hint"),
        Moderation::Spam => ("triangle-alert", "moderate-spam-hint"),
    };
    Choice {
        action: action.as_str(),
        icon,
        label: label(action),
        hint,
        not_now: false,
    }
}

/// `POST /conversations/{conversation}/moderation`
pub(crate) async fn moderate(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Chosen>,
) -> Answer {
    match fields.action.parse() {
        Ok(action) => {
            carry_out(
                &app,
                &reader,
                &headers,
                &id,
                Command::Moderate(action),
                None,
            )
            .await
        }
        Err(()) => Err(reader.problem(Error::invalid("action", "choose one of the menu"))),
    }
}
