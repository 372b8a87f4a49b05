//! The tag wizard: a message for which the governing rulebook has a tag, checked against the rules while it is written.

mod check;
mod kind;

use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::decide::{Command, Reply};
use transom_domain::id::ConversationId;
use transom_domain::message::Content;
use transom_policy::{Draft, Human, Purpose, RefusalCode, RouteStatus, Status, check_content};

use super::actions;
use super::composer::Tried;
use super::open::Opened;
use super::pages::conversation_id;
use crate::app::App;
use crate::conversations;
use crate::error::Error;
use crate::web::patch::{Action, Patch};
use crate::web::session::{Answer, Form, Reader};
use crate::web::viewer::Viewer;

pub(crate) use check::Check;
pub(crate) use kind::Kind;

/// What the wizard of one conversation shows.
#[derive(Clone, Debug)]
pub(crate) struct Wizard {
    /// `conv_…`
    pub(crate) conversation: String,
    /// The most characters the channel takes in one message.
    pub(crate) limit: u32,
    /// A person may answer freely, too: the wizard is the second choice.
    pub(crate) is_second: bool,
    /// What a message may be about now.
    pub(crate) kinds: Vec<&'static Kind>,
    /// Why it may be about nothing, although the rulebook has tags.
    pub(crate) barred: Option<RefusalCode>,
    /// Tagged messages since the customer's last act.
    pub(crate) count: u32,
    /// When the last of them was sent.
    pub(crate) last_at: Option<Timestamp>,
    /// What was written and what the rules say about it.
    pub(crate) written: Option<Written>,
}

/// What somebody wrote, with the answer of the rules.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(crate) purpose: Purpose,
    pub(crate) text: String,
    pub(crate) check: Check,
}

impl Wizard {
    /// The kinds of message that may go by a tag, given how every route stands; nothing where the rulebook has no tag
    /// for this channel.
    pub(crate) fn of(routes: &[RouteStatus]) -> Option<(Vec<&'static Kind>, Option<RefusalCode>)> {
        let mut kinds = Vec::new();
        let mut barred = None;
        for kind in &kind::KINDS {
            let Some(found) = routes.iter().find(|one| one.route == kind.route) else {
                continue;
            };
            match (found.status, found.code) {
                (Status::Open, _) => kinds.push(kind),
                (_, Some(code @ (RefusalCode::ConsecutiveTagged | RefusalCode::Restricted))) => {
                    barred = Some(code);
                }
                _ => {}
            }
        }
        (!kinds.is_empty() || barred.is_some()).then_some((kinds, barred))
    }

    /// Whether a message with this purpose may be written now.
    pub(crate) fn offers(&self, purpose: Purpose) -> bool {
        self.kinds.iter().any(|kind| kind.purpose == purpose)
    }

    fn is_chosen(&self, kind: &Kind) -> bool {
        let written = self.written.as_ref();
        written.is_some_and(|written| written.purpose == kind.purpose)
    }

    fn text(&self) -> &str {
        self.written.as_ref().map_or("", |written| &written.text)
    }

    fn check<'a>(&'a self, viewer: &'a Viewer) -> CheckFragment<'a> {
        let waiting = &Check::Waiting;
        CheckFragment {
            viewer,
            conversation: &self.conversation,
            check: self.written.as_ref().map_or(waiting, |one| &one.check),
        }
    }

    /// The fragment, for this viewer.
    pub(crate) fn show<'a>(&'a self, viewer: &'a Viewer) -> WizardFragment<'a> {
        WizardFragment {
            viewer,
            wizard: self,
        }
    }
}

impl HtmlSafe for WizardFragment<'_> {}
impl HtmlSafe for CheckFragment<'_> {}

/// The wizard, as part of the composer.
#[derive(Debug, Template)]
#[template(path = "inbox/tagged.html")]
pub(crate) struct WizardFragment<'a> {
    viewer: &'a Viewer,
    wizard: &'a Wizard,
}

/// What the rules say about the text: replace `check-<conversation>`.
#[derive(Debug, Template)]
#[template(path = "inbox/tagged/check.html")]
pub(crate) struct CheckFragment<'a> {
    viewer: &'a Viewer,
    conversation: &'a str,
    check: &'a Check,
}

/// The wizard's form.
#[derive(Debug, Deserialize)]
pub(crate) struct Fields {
    purpose: Option<Purpose>,
    text: String,
    /// The words that somebody vouches for: those that had raised the alarm when they did.
    attested: Option<String>,
}

impl Fields {
    /// The kind that was chosen, and the text as platforms count it.
    fn parse(self) -> Result<(&'static Kind, String, bool), Error> {
        let kind = self.purpose.and_then(Kind::of);
        let kind = kind.ok_or_else(|| Error::invalid("purpose", "choose what it is about"))?;
        let text = self.text.replace("\r\n", "\n");
        // Whoever vouched did so for the words they saw; others raise the alarm anew.
        let is_attested = self.attested.is_some_and(|words| words == alarm(&text));
        Ok((kind, text, is_attested))
    }
}

/// The words that raise the content check's alarm, on one line: browsers send line breaks otherwise than they got them.
fn alarm(text: &str) -> String {
    let found = check_content(text.trim(), None).matches;
    let words = found.iter().map(|found| {
        let words: Vec<_> = found.text.split_whitespace().collect();
        words.join(" ")
    });
    words.collect::<Vec<_>>().join(", ")
}

/// `POST /conversations/{conversation}/tagged`: sends the message.
pub(crate) async fn send(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Fields>,
) -> Answer {
    let sent = async {
        let id = conversation_id(&id)?;
        let (kind, text, is_attested) = fields.parse()?;
        let mut reply = Reply::new(Content::text(text.trim()))
            .by(kind.route)
            .for_purpose(kind.purpose);
        if is_attested {
            reply = reply.attested();
        }
        let workspace_id = reader.signed_in.agent.workspace_id;
        let by = actions::by(&reader);
        let done = conversations::act(&app, workspace_id, id, by, Command::Reply(reply)).await;
        let Err(Error::Refused { refusal, .. }) = &done else {
            return actions::answer(&app, &reader, &headers, id, done, None).await;
        };
        let written = Written {
            purpose: kind.purpose,
            check: Check::refused(refusal, &text, &reader.viewer),
            text,
        };
        let tried = Tried::Tagged(written);
        actions::show_tried(
            &app,
            &reader,
            &headers,
            id,
            tried,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await
    };
    sent.await.map_err(|error: Error| reader.problem(error))
}

/// `POST /conversations/{conversation}/tagged/check`: what the rules say about the message; it is not kept.
pub(crate) async fn check(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Fields>,
) -> Answer {
    let checked = async {
        let id = conversation_id(&id)?;
        let (kind, text, is_attested) = fields.parse()?;
        let written = consider(&app, &reader, id, kind, text, is_attested).await?;
        if reader.takes_patches {
            let fragment = CheckFragment {
                viewer: &reader.viewer,
                conversation: &id.to_string(),
                check: &written.check,
            };
            let patch = Patch::new(Action::Replace, format!("check-{id}"), &fragment)
                .map_err(|error| Error::Internal(error.to_string()))?;
            return Ok(actions::patches(&[patch]));
        }
        let tried = Tried::Tagged(written);
        actions::show_tried(&app, &reader, &headers, id, tried, StatusCode::OK).await
    };
    checked.await.map_err(|error: Error| reader.problem(error))
}

async fn consider(
    app: &App,
    reader: &Reader,
    id: ConversationId,
    kind: &Kind,
    text: String,
    is_attested: bool,
) -> Result<Written, Error> {
    let opened = Opened::load(app, reader.signed_in.agent.workspace_id, id).await?;
    let mut draft = Draft::<Human>::text(text.trim())
        .by(kind.route)
        .for_purpose(kind.purpose);
    if is_attested {
        draft = draft.attested();
    }
    let check = if text.trim().is_empty() {
        Check::Waiting
    } else {
        Check::of(&opened.consider(app, &draft)?, &text, &reader.viewer)
    };
    Ok(Written {
        purpose: kind.purpose,
        text,
        check,
    })
}
