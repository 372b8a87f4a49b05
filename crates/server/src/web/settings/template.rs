//! A template: seen as the customer will see it, made, changed, deleted.

mod form;

use std::borrow::Borrow;

use askama::Template as Page;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::SignedDuration;
use transom_channels::template::{Fault, NewTemplate, Rule};
use transom_domain::template::{Template, TimeToLive};
use transom_policy::{Change, Channel as Platform, Subject, TemplateCategory, TemplateStatus};

use self::form::{ButtonRow, CardRow, Example, TemplateForm};
use super::Tab;
use super::templates::{channel, is_of_whole, sentence};
use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;
use crate::templates::{self, TemplateProblem};
use crate::web::file_form::FileForm;
use crate::web::inbox::pages::html;
use crate::web::inbox::template_bubble::TemplateBubble;
use crate::web::refused::not_yet;
use crate::web::session::{Answer, Form, Reader};
use crate::web::shell::{Section, Shell};
use crate::web::sign_in::Nothing;
use crate::web::template_terms::tone;
use crate::web::viewer::Viewer;

/// `GET /settings/channels/{channel}/templates/new` and `…/{template}`; the form posts to the same address.
#[derive(Debug, Page)]
#[template(path = "settings/template.html")]
pub(crate) struct TemplatePage {
    shell: Shell,
    tab: Tab,
    channel: String,
    /// `chan_…`
    channel_id: String,
    platform: Platform,
    /// The platform's id; `None` for a new one.
    id: Option<String>,
    /// How it stands, for one that is there.
    standing: Option<Standing>,
    form: TemplateForm,
    examples: Vec<Example>,
    buttons: Vec<ButtonRow>,
    cards: Vec<CardRow>,
    card_buttons: Vec<String>,
    bubble: TemplateBubble,
    time_to_live: TimeToLiveWords,
    /// Why it cannot be changed here.
    fixed: Option<String>,
    faults: Vec<Fault>,
    /// What the platform said.
    problem: Option<String>,
}

/// For how long the platform tries to deliver.
#[derive(Debug)]
struct TimeToLiveWords {
    /// What may be said of it, by category; nothing where nothing may.
    rules: Vec<String>,
    /// What is said.
    last: Option<String>,
}

/// How a template stands.
#[derive(Debug)]
struct Standing {
    status: TemplateStatus,
    /// Why it cannot be sent.
    trouble: Option<String>,
}

/// Categories that can be made, in the order in which they are offered.
const CATEGORIES: [TemplateCategory; 3] = TemplateCategory::ALL;
/// Languages that are offered; others can be typed.
const LANGUAGES: [&str; 12] = [
    "ar", "de", "en", "en_GB", "en_US", "es", "es_MX", "fr", "hi", "id", "it", "pt_BR",
];

impl TemplatePage {
    fn action(&self) -> String {
        let template = self.id.as_deref().unwrap_or("new");
        format!(
            "/settings/channels/{}/templates/{template}",
            self.channel_id
        )
    }

    /// What is wrong with a field.
    fn faults(&self, field: &str) -> Vec<String> {
        self.sentences(|own| own == field)
    }

    /// What is wrong with a card.
    fn faults_of_card(&self, index: impl Borrow<usize>) -> Vec<String> {
        let own = format!("cards[{}].", index.borrow());
        self.sentences(|field| field.starts_with(&own) && !field.contains(".examples."))
    }

    /// What is wrong with a button.
    fn faults_of_button(&self, index: impl Borrow<usize>) -> Vec<String> {
        let own = format!("buttons[{}].", index.borrow());
        self.sentences(|field| field.starts_with(&own))
    }

    /// What is wrong and has no field of its own.
    fn other_faults(&self) -> Vec<String> {
        self.sentences(is_of_whole)
    }

    fn sentences(&self, is_own: impl Fn(&str) -> bool) -> Vec<String> {
        let own = self.faults.iter().filter(|fault| is_own(&fault.field));
        own.map(|fault| sentence(fault.rule, &self.shell.viewer))
            .collect()
    }

    fn categories(&self) -> impl Iterator<Item = TemplateCategory> {
        let is_whatsapp = self.platform == Platform::WhatsApp;
        CATEGORIES
            .into_iter()
            .filter(move |category| is_whatsapp || *category == TemplateCategory::Utility)
    }

    fn tone(&self) -> &'static str {
        self.standing
            .as_ref()
            .map_or("pending", |standing| tone(standing.status))
    }
}

/// A template that is there, with its channel.
struct Known {
    connected: std::sync::Arc<Connected>,
    template: Option<Template>,
}

impl Known {
    async fn load(
        app: &App,
        reader: &Reader,
        id: &str,
        template: Option<&str>,
    ) -> Result<Self, Error> {
        let connected = channel(app, reader, id)?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let channel_id = connected.channel.id;
        // The platform has templates at all.
        templates::account_of(&connected).ok_or(Error::NotFound("templates"))?;
        let template = match template {
            Some(id) => Some(templates::load(app, workspace_id, channel_id, id).await?),
            None => None,
        };
        Ok(Self {
            connected,
            template,
        })
    }

    fn status(&self) -> Option<TemplateStatus> {
        let standing = self.template.as_ref()?.standing.as_ref()?;
        Some(standing.value.status)
    }

    /// What the platform would not take.
    fn check(&self, app: &App, new: &NewTemplate) -> Result<Vec<Fault>, Error> {
        let platform = self.connected.channel.platform;
        templates::faults(app, platform, new, self.status())
    }

    /// When the platform gives up delivering, and what may be said of that.
    fn time_to_live(&self, app: &App, viewer: &Viewer) -> Result<TimeToLiveWords, Error> {
        let rulebook = app.rulebook(self.connected.channel.platform, app.now())?;
        let is_of_time = |rule: &Change| matches!(rule.subject(), Subject::TimeToLive(_));
        let rules = rulebook.rules().into_iter().filter(is_of_time);
        let known = self.template.as_ref().and_then(Template::made_of);
        let category = self
            .template
            .as_ref()
            .and_then(|known| known.category_at(viewer.now));
        let last = match known.and_then(|known| known.time_to_live) {
            Some(TimeToLive::Seconds(seconds)) => Some(SignedDuration::from_secs(seconds.into())),
            Some(TimeToLive::Longest) => {
                category.and_then(|category| rulebook.time_to_live(category)?.longest)
            }
            None => None,
        };
        Ok(TimeToLiveWords {
            rules: rules
                .map(|rule| rule.sentence(viewer.lang.policy()))
                .collect(),
            last: last.map(|last| viewer.lang.lasting(last)),
        })
    }

    /// Why it cannot be changed here.
    fn fixed(&self, app: &App, viewer: &Viewer) -> Option<String> {
        let template = self.template.as_ref()?;
        let components = template.made_of()?;
        if !components.unknown.is_empty() {
            let parts = components.unknown.join(", ");
            return Some(
                viewer
                    .text("template-unknown")
                    .arg("parts", parts)
                    .to_string(),
            );
        }
        let new = TemplateForm::of(template, viewer.now).new_template(Some(template));
        let faults = self.check(app, &new).ok()?;
        let is_fixed = faults.iter().any(|fault| fault.rule == Rule::State);
        is_fixed.then(|| sentence(Rule::State, viewer))
    }

    /// The form again, with why a file is not taken.
    async fn refused_file(
        &self,
        app: &App,
        reader: &Reader,
        form: TemplateForm,
        untaken: Error,
    ) -> Result<Response, Error> {
        let status = untaken.status();
        let words = match untaken {
            Error::File(untaken) => reader.viewer.untaken(&untaken).to_string(),
            other => other.to_string(),
        };
        let mut response = self
            .page(app, reader, form, Vec::new(), Some(words))
            .await?;
        *response.status_mut() = status;
        Ok(response)
    }

    async fn page(
        &self,
        app: &App,
        reader: &Reader,
        form: TemplateForm,
        faults: Vec<Fault>,
        problem: Option<String>,
    ) -> Result<Response, Error> {
        let viewer = &reader.viewer;
        let channel = &self.connected.channel;
        let new = form.new_template(self.template.as_ref());
        html(&TemplatePage {
            shell: reader.shell(app, Section::Settings, None).await?,
            tab: Tab::Channels,
            channel: channel.name.clone(),
            channel_id: channel.id.to_string(),
            platform: channel.platform,
            id: self
                .template
                .as_ref()
                .map(|known| known.external_id.value.clone()),
            standing: self.status().map(|status| Standing {
                status,
                trouble: self
                    .template
                    .as_ref()
                    .and_then(|known| viewer.template_trouble(known)),
            }),
            examples: form.examples(&new),
            buttons: form.rows(channel.platform),
            cards: form.card_rows(),
            card_buttons: form.card_button_kinds(),
            bubble: TemplateBubble::example(&new.components),
            fixed: self.fixed(app, viewer),
            time_to_live: self.time_to_live(app, viewer)?,
            form,
            faults,
            problem,
        })
    }
}

/// `GET /settings/channels/{channel}/templates/new`
pub(crate) async fn show_new(
    State(app): State<App>,
    Path(id): Path<String>,
    reader: Reader,
) -> Answer {
    let shown = async {
        let known = Known::load(&app, &reader, &id, None).await?;
        let form = TemplateForm::fresh();
        known.page(&app, &reader, form, Vec::new(), None).await
    };
    shown.await.map_err(|error: Error| reader.problem(error))
}

/// `GET /settings/channels/{channel}/templates/{template}`
pub(crate) async fn show(
    State(app): State<App>,
    Path((id, template)): Path<(String, String)>,
    reader: Reader,
) -> Answer {
    let shown = async {
        let known = Known::load(&app, &reader, &id, Some(&template)).await?;
        let form = known
            .template
            .as_ref()
            .map_or_else(TemplateForm::fresh, |template| {
                TemplateForm::of(template, reader.viewer.now)
            });
        known.page(&app, &reader, form, Vec::new(), None).await
    };
    shown.await.map_err(|error: Error| reader.problem(error))
}

/// `POST /settings/channels/{channel}/templates/new`
pub(crate) async fn make(
    State(app): State<App>,
    Path(id): Path<String>,
    form: FileForm<TemplateForm>,
) -> Answer {
    let reader = form.reader.clone();
    let made = async {
        let known = Known::load(&app, &reader, &id, None).await?;
        put(&app, &reader, known, form).await
    };
    made.await.map_err(|error: Error| reader.problem(error))
}

/// `POST /settings/channels/{channel}/templates/{template}`
pub(crate) async fn change(
    State(app): State<App>,
    Path((id, template)): Path<(String, String)>,
    form: FileForm<TemplateForm>,
) -> Answer {
    let reader = form.reader.clone();
    let changed = async {
        let known = Known::load(&app, &reader, &id, Some(&template)).await?;
        put(&app, &reader, known, form).await
    };
    changed.await.map_err(|error: Error| reader.problem(error))
}

async fn put(
    app: &App,
    reader: &Reader,
    known: Known,
    sent: FileForm<TemplateForm>,
) -> Result<Response, Error> {
    let form = sent.fields.with_files();
    if let Some(untaken) = sent.untaken {
        return known.refused_file(app, reader, form, untaken).await;
    }
    let new = form.new_template(known.template.as_ref());
    if form.is_preview() {
        // The examples are asked for when the variables are known: that one is missing still is no fault.
        let mut faults = known.check(app, &new)?;
        faults.retain(|fault| fault.rule != Rule::ExampleMissing);
        return known.page(app, reader, form, faults, None).await;
    }
    let workspace_id = reader.signed_in.agent.workspace_id;
    let channel_id = known.connected.channel.id;
    let put = match &known.template {
        Some(template) => {
            let id = &template.external_id.value;
            templates::change(app, workspace_id, channel_id, id, &new).await
        }
        None => templates::make(app, workspace_id, channel_id, &new).await,
    };
    match put {
        Ok(_) => {
            let next = format!("/settings/channels/{channel_id}/templates?done=submitted");
            Ok(Redirect::to(&next).into_response())
        }
        Err(Error::Template(problem)) => {
            let status = problem.status();
            let (faults, words) = match *problem {
                TemplateProblem::Faults(faults) => (faults, None),
                other => (Vec::new(), Some(refused(&other, &reader.viewer))),
            };
            let mut response = known.page(app, reader, form, faults, words).await?;
            *response.status_mut() = status;
            Ok(response)
        }
        Err(Error::NotYet { until, .. }) => {
            let words = Some(not_yet(&reader.viewer, until));
            let mut response = known.page(app, reader, form, Vec::new(), words).await?;
            *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
            Ok(response)
        }
        Err(untaken @ (Error::File(_) | Error::Invalid { .. })) => {
            known.refused_file(app, reader, form, untaken).await
        }
        Err(error) => Err(error),
    }
}

/// What the platform said, and whether it may be tried again.
fn refused(problem: &TemplateProblem, viewer: &Viewer) -> String {
    let TemplateProblem::Platform(failed) = problem else {
        return problem.to_string();
    };
    let key = if problem.is_away() {
        "templates-away"
    } else {
        "templates-refused"
    };
    viewer.text(key).arg("reason", failed).to_string()
}

/// `POST /settings/channels/{channel}/templates/{template}/delete`
pub(crate) async fn delete(
    State(app): State<App>,
    Path((id, template)): Path<(String, String)>,
    Form { reader, .. }: Form<Nothing>,
) -> Answer {
    let deleted = async {
        let known = Known::load(&app, &reader, &id, Some(&template)).await?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let channel_id = known.connected.channel.id;
        match templates::delete(&app, workspace_id, channel_id, &template).await {
            Ok(()) => {
                let next = format!("/settings/channels/{channel_id}/templates?done=deleted");
                Ok(Redirect::to(&next).into_response())
            }
            Err(error) => {
                let viewer = &reader.viewer;
                let words = match &error {
                    Error::Template(problem) => refused(problem, viewer),
                    Error::NotYet { until, .. } => not_yet(viewer, *until),
                    _ => return Err(error),
                };
                let form = known
                    .template
                    .as_ref()
                    .map_or_else(TemplateForm::fresh, |own| TemplateForm::of(own, viewer.now));
                let mut response = known
                    .page(&app, &reader, form, Vec::new(), Some(words))
                    .await?;
                *response.status_mut() = match error.status() {
                    StatusCode::BAD_REQUEST => StatusCode::UNPROCESSABLE_ENTITY,
                    status => status,
                };
                Ok(response)
            }
        }
    };
    deleted.await.map_err(|error: Error| reader.problem(error))
}
