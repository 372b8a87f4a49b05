//! Comments under posts, each with the one answer in private that the platform allows.

mod written;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_domain::inbound::CommentPlace;
use transom_domain::message::DeliveryStatus;
use transom_policy::{AuthorKind, RefusalCode, Status};
use transom_store::CommentRow;

use super::file_form::FileForm;
use super::i18n::Text;
use super::inbox::actions;
use super::inbox::pages::html;
use super::inbox::taken::{self, Taken, taken};
use super::person::Person;
use super::platform::Platform;
use super::session::{Answer, Reader};
use super::shell::{Section, Shell};
use super::viewer::Viewer;
use crate::app::App;
use crate::comments;
use crate::error::Error;
use written::{Tried, Written};

/// Comments listed at once.
const MOST: usize = 50;

/// `GET /comments`
#[derive(Debug, Template)]
#[template(path = "comments.html")]
pub(crate) struct CommentsPage {
    shell: Shell,
    only_unanswered: bool,
    comments: Vec<CommentView>,
    /// The address of the next page.
    more: Option<String>,
}

/// A comment as the page shows it.
#[derive(Clone, Debug)]
struct CommentView {
    channel_id: String,
    external_id: String,
    author: Person,
    channel: String,
    platform: Platform,
    text: Option<String>,
    at: Timestamp,
    place: CommentPlace,
    is_hidden: bool,
    state: Standing,
    /// It is the one that is open.
    is_open: bool,
    /// What was just tried, and why it is not allowed.
    tried: Option<Tried>,
    /// What the platform takes as a file, for the one that is open.
    files: Vec<Taken>,
}

/// What has become of a comment, or may.
#[derive(Clone, Debug)]
enum Standing {
    /// It can be answered.
    Open {
        /// Until then.
        until: Option<Timestamp>,
        /// The conversation with an answer that did not go out.
        failed: Option<String>,
    },
    /// It can not.
    Closed(RefusalCode),
    /// It was answered in this conversation.
    Answered {
        conversation: String,
        status: DeliveryStatus,
    },
}

impl CommentView {
    fn of(
        app: &App,
        reader: &Reader,
        row: CommentRow,
        open: Option<&str>,
    ) -> Result<Option<Self>, Error> {
        let workspace_id = reader.signed_in.agent.workspace_id;
        let Some(connected) = app.channels.find(workspace_id, row.channel_id) else {
            return Ok(None);
        };
        let channel = &connected.channel;
        let standing = comments::standing(app, channel, &row, reader.viewer.now)?;
        let state = match (&row.answer, standing) {
            (Some(answer), _) if row.is_answered() => Standing::Answered {
                conversation: answer.conversation_id.to_string(),
                status: answer.status.clone(),
            },
            (answer, Some(status)) if status.status == Status::Open => Standing::Open {
                until: status.until,
                failed: answer
                    .as_ref()
                    .map(|answer| answer.conversation_id.to_string()),
            },
            (_, status) => {
                let code = status.and_then(|status| status.code);
                Standing::Closed(code.unwrap_or(RefusalCode::RouteUnknown))
            }
        };
        let is_open = open == Some(row.external_id.as_str());
        let files = if is_open {
            let rulebook = app.rulebook(channel.platform, reader.viewer.now)?;
            taken(rulebook, &reader.viewer)
        } else {
            Vec::new()
        };
        let unknown = || reader.viewer.text("comment-somebody").to_string();
        Ok(Some(Self {
            is_open,
            files,
            channel_id: row.channel_id.to_string(),
            external_id: row.external_id,
            author: Person {
                name: row.from_name.unwrap_or_else(unknown),
            },
            channel: channel.name.clone(),
            platform: Platform(channel.platform),
            text: row.text,
            at: row.created_at,
            place: row.place,
            is_hidden: row.is_hidden,
            state,
            tried: None,
        }))
    }

    /// Nobody can answer it any more, or ever could.
    fn is_past(&self) -> bool {
        use RefusalCode::{CommentMissing, CommentTooOld};
        matches!(self.state, Standing::Closed(CommentMissing | CommentTooOld))
    }

    /// What was written when it was refused.
    fn typed(&self) -> Option<&Written> {
        self.tried.as_ref().map(|tried| &tried.written)
    }

    /// What may be attached, and how large.
    fn told(&self, viewer: &Viewer) -> String {
        taken::told(&self.files, viewer)
    }

    /// The media types that may be chosen.
    fn accept(&self) -> Option<String> {
        taken::accepted(&self.files)
    }

    /// The same for the script.
    fn rules(&self) -> String {
        taken::rules(&self.files)
    }

    fn address(&self, only_unanswered: bool) -> String {
        let show = if only_unanswered { "open" } else { "all" };
        let id = urlencoding(&self.external_id);
        format!("/comments?show={show}&open={id}#comment-{id}")
    }

    fn place(&self, viewer: &Viewer) -> Text {
        viewer.text(match self.place {
            CommentPlace::Feed => "comment-on-post",
            CommentPlace::Reel => "comment-on-reel",
            CommentPlace::Story => "comment-on-story",
            CommentPlace::Ad => "comment-on-ad",
            CommentPlace::Live => "comment-on-live",
            CommentPlace::VisitorPost => "comment-as-post",
            CommentPlace::Mention => "comment-as-mention",
        })
    }
}

/// Ids of comments are digits and underscores; anything else is kept out of addresses.
fn urlencoding(id: &str) -> String {
    id.chars()
        .filter(|one| one.is_ascii_alphanumeric() || matches!(one, '_' | '-' | '.'))
        .collect()
}

/// Which comments are shown.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// `all`, or those without an answer.
    #[serde(default)]
    show: Option<String>,
    #[serde(default)]
    open: Option<String>,
    /// Microseconds and id of the last of the page before, with a dot between.
    #[serde(default)]
    before: Option<String>,
}

/// `GET /comments`
pub(crate) async fn show(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    reader: Reader,
) -> Answer {
    let shown = async { html(&page(&app, &reader, &asked, None).await?) };
    shown.await.map_err(|error: Error| reader.problem(error))
}

async fn page(
    app: &App,
    reader: &Reader,
    asked: &Asked,
    tried: Option<Tried>,
) -> Result<CommentsPage, Error> {
    let workspace_id = reader.signed_in.agent.workspace_id;
    let only_unanswered = asked.show.as_deref() != Some("all");
    let before = asked.before.as_deref().and_then(|before| {
        let (micros, id) = before.split_once('.')?;
        let at = Timestamp::from_microsecond(micros.parse().ok()?).ok()?;
        Some((at, id))
    });
    let most = u32::try_from(MOST + 1).unwrap_or(u32::MAX);
    let mut rows = app
        .db
        .read()
        .await?
        .comments(workspace_id, only_unanswered, before, most)
        .await?;
    let has_more = rows.len() > MOST;
    rows.truncate(MOST);
    let more = rows.last().filter(|_| has_more).map(|last| {
        let show = if only_unanswered { "open" } else { "all" };
        let (at, id) = (
            last.created_at.as_microsecond(),
            urlencoding(&last.external_id),
        );
        format!("/comments?show={show}&before={at}.{id}")
    });
    let mut comments = Vec::with_capacity(rows.len());
    for row in rows {
        comments.extend(CommentView::of(app, reader, row, asked.open.as_deref())?);
    }
    if let Some(open) = comments.iter_mut().find(|comment| comment.is_open) {
        open.tried = tried;
    }
    // They stand by age: behind one that is too old there is none that can be answered.
    let ends_here = only_unanswered && comments.last().is_some_and(CommentView::is_past);
    if only_unanswered {
        comments.retain(|comment| !comment.is_past());
    }
    let more = more.filter(|_| !ends_here);
    Ok(CommentsPage {
        shell: reader.shell(app, Section::Comments, None).await?,
        only_unanswered,
        comments,
        more,
    })
}

/// `POST /comments/{channel}/{comment}/reply`
pub(crate) async fn reply(
    State(app): State<App>,
    Path((channel, comment)): Path<(String, String)>,
    FileForm {
        reader,
        fields: written,
        untaken,
    }: FileForm<Written>,
) -> Answer {
    let answered = async {
        let channel: ChannelId = channel.parse().map_err(|_| Error::NotFound("channel"))?;
        let workspace_id: WorkspaceId = reader.signed_in.agent.workspace_id;
        let said = async {
            if let Some(error) = untaken {
                return Err(error);
            }
            let content = written.content(&app, &reader, channel).await?;
            let said = (AuthorKind::Human, content);
            let by = actions::by(&reader);
            comments::reply(&app, workspace_id, channel, &comment, by, said).await
        };
        match said.await {
            Ok(_) => {
                let id = urlencoding(&comment);
                let next = format!("/comments?show=all&open={id}#comment-{id}");
                Ok(Redirect::to(&next).into_response())
            }
            Err(error) => {
                let sentence = written::sentence(&reader.viewer, &error).ok_or(error)?;
                let asked = Asked {
                    show: Some("all".to_owned()),
                    open: Some(comment),
                    before: None,
                };
                let tried = Tried { sentence, written };
                let page = page(&app, &reader, &asked, Some(tried)).await?;
                let mut response = html(&page)?;
                *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
                Ok(response)
            }
        }
    };
    answered.await.map_err(|error: Error| reader.problem(error))
}
