//! What a program wants to say, and saying it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Deserializer};
use transom_domain::agent::Scope;
use transom_domain::decide::{Command, Reply};
use transom_domain::id::{ConversationId, MessageId, UploadId};
use transom_domain::message::{self, Content};
use transom_policy::{Author, AutomationRoute, Route};
use utoipa::ToSchema;

use super::Accepted;
use crate::api::bearer::Bearer;
use crate::api::conversation::command::actor;
use crate::api::problem::{Failure, Problems, Refusals};
use crate::api::request::{Body, Named, word};
use crate::api::route::Writer;
use crate::api::words;
use crate::app::App;
use crate::conversations;
use crate::error::Error;
use crate::media::outbound;
use crate::sign_in::Program;

/// What is to be said: a text, attachments, or a template.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "Your parcel left this morning."}))]
pub(in crate::api) struct Draft {
    text: Option<String>,
    template: Option<Template>,
    /// `auto`, the first legal route, when absent.
    #[schema(value_type = Option<words::RouteChoice>)]
    #[serde(default, deserialize_with = "route")]
    route: Option<Route>,
    /// What it is for, where a route asks for that.
    purpose: Option<Purpose>,
    /// A person when absent and the token has the scope `messages:human`, which it needs for a person; an automation
    /// otherwise, which needs the scope `messages:send`.
    author: Option<Writer>,
    /// The message it answers, as `msg_…`.
    #[schema(value_type = Option<String>)]
    reply_to: Option<MessageId>,
    /// A person confirms that the content check is wrong about this text.
    #[serde(default)]
    attested: bool,
    /// Answers offered as buttons below the message.
    #[serde(default)]
    quick_replies: Vec<Button>,
    #[serde(default)]
    attachments: Vec<Enclosed>,
}

/// A template of the channel.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Template {
    #[schema(example = "parcel_on_its_way")]
    name: String,
    /// As the platform writes it.
    #[schema(example = "en_US")]
    language: String,
}

/// What a message is for.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Purpose {
    /// An update on an event the customer registered for.
    EventUpdate,
    /// An update on a purchase.
    PurchaseUpdate,
    /// An update on the customer's account.
    AccountUpdate,
    /// A survey.
    Feedback,
    /// News of a registered publisher.
    News,
    /// Promotion.
    Promotion,
    /// The topic the customer asked to hear about.
    Topic,
}

/// An answer offered as a button.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Button {
    title: String,
    /// What comes back when it is tapped.
    payload: String,
}

/// A file: one that was handed over, by its `media_id`; or one for the platform to fetch and pass on, by its `kind` and
/// `url`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Enclosed {
    /// The id that `POST /media` gave.
    #[schema(value_type = Option<String>, example = "media_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    media_id: Option<UploadId>,
    kind: Option<MediaKind>,
    /// Where the platform can fetch it.
    #[schema(example = "https://example.com/receipt.pdf")]
    url: Option<String>,
}

/// What can be sent along.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum MediaKind {
    Image,
    Video,
    Audio,
    File,
}

/// Send a message
///
/// The rules of the platform decide. What they do not allow is refused with 422, and with the routes that are open
/// instead; nothing is kept of it. What they allow is queued; ask for the message, or follow the events, to see how far
/// it gets.
#[utoipa::path(
    post, path = "/conversations/{conversation_id}/messages", operation_id = "send_message", tag = "messages",
    params(("conversation_id" = String, Path, description = "`conv_…`")),
    request_body = Draft,
    responses((status = 201, body = Accepted, description = "Queued, with its route."), Problems, Refusals),
    security(("token" = ["messages:send"]), ("token" = ["messages:human"]))
)]
pub(in crate::api) async fn send(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ConversationId>,
    Body(draft): Body<Draft>,
) -> Result<(StatusCode, Json<Accepted>), Failure> {
    let writer = writer(&program, draft.author)?;
    draft.check(writer)?;
    let quoted = match draft.reply_to {
        Some(message_id) => {
            Some(conversations::quote(&app, program.workspace_id, id, message_id).await?)
        }
        None => None,
    };
    let files = attachments(&app, &program, id, &draft).await?;
    let command = match (writer, draft.route.map(AutomationRoute::try_from)) {
        (Writer::Human, _) => Command::Reply(draft.into_human_reply(files, quoted)),
        (Writer::Automation, None) => Command::AutomatedReply(draft.into_reply(files, quoted)),
        (Writer::Automation, Some(Ok(route))) => {
            Command::AutomatedReply(draft.into_reply(files, quoted).by(route))
        }
        (Writer::Automation, Some(Err(route))) => {
            let refusal = conversations::human_only(&app, program.workspace_id, id, route).await?;
            return Err(refusal.into());
        }
    };
    let done = conversations::act(&app, program.workspace_id, id, actor(&program), command).await?;
    Ok((
        StatusCode::CREATED,
        Json(Accepted::of(&app, &program, &done).await?),
    ))
}

/// Refuses a token that may not send at all.
pub(in crate::api) fn may_send(program: &Program) -> Result<(), Error> {
    program
        .require(Scope::MessagesHuman)
        .or_else(|_| program.require(Scope::MessagesSend))
}

/// In whose name a program sends.
fn writer(program: &Program, asked: Option<Writer>) -> Result<Writer, Error> {
    may_send(program)?;
    let human = program.require(Scope::MessagesHuman);
    let writer = asked.unwrap_or(if human.is_ok() {
        Writer::Human
    } else {
        Writer::Automation
    });
    match writer {
        Writer::Human => human?,
        Writer::Automation => program.require(Scope::MessagesSend)?,
    }
    Ok(writer)
}

impl Draft {
    fn check(&self, writer: Writer) -> Result<(), Error> {
        let has_content =
            self.text.is_some() || !self.attachments.is_empty() || !self.quick_replies.is_empty();
        if self.template.is_some() && has_content {
            return Err(Error::invalid(
                "template",
                "a template is a message of its own; send nothing else with it",
            ));
        }
        if self.attested && writer == Writer::Automation {
            return Err(Error::invalid(
                "attested",
                "only a person can confirm that the content check is wrong",
            ));
        }
        self.attachments
            .iter()
            .enumerate()
            .try_for_each(|(index, media)| media.check(index))
    }

    fn into_human_reply(
        self,
        attachments: Vec<message::Attachment>,
        quoted: Option<String>,
    ) -> Reply<transom_policy::Human> {
        let (route, attested) = (self.route, self.attested);
        let mut reply = self.into_reply(attachments, quoted);
        if let Some(route) = route {
            reply = reply.by(route);
        }
        if attested { reply.attested() } else { reply }
    }

    fn into_reply<A: Author>(
        self,
        attachments: Vec<message::Attachment>,
        quoted: Option<String>,
    ) -> Reply<A> {
        let mut reply = match self.template {
            Some(template) => Reply::template(template.name, template.language),
            None => Reply::new(Content {
                text: self.text,
                attachments,
                quick_replies: self
                    .quick_replies
                    .into_iter()
                    .map(|button| message::QuickReply {
                        title: button.title,
                        payload: button.payload,
                    })
                    .collect(),
                ..Content::default()
            }),
        };
        if let Some(purpose) = self.purpose {
            reply = reply.for_purpose(purpose.into());
        }
        if let Some(quoted) = quoted {
            reply = reply.answering(quoted);
        }
        reply
    }
}

fn route<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Route>, D::Error> {
    let chosen = Option::<String>::deserialize(deserializer)?;
    let Some(name) = chosen.filter(|name| name != words::AUTO) else {
        return Ok(None);
    };
    word(&name, words::route_choices()).map(Some)
}

impl Enclosed {
    fn check(&self, index: usize) -> Result<(), Error> {
        let is_web = |url: &str| url.starts_with("https://") || url.starts_with("http://");
        match (self.media_id, self.kind, &self.url) {
            (Some(_), None, None) => Ok(()),
            (None, Some(_), Some(url)) if is_web(url) => Ok(()),
            (None, Some(_), Some(_)) => Err(Error::invalid(
                format!("attachments[{index}].url"),
                "give an address that begins with https://, from which the platform can fetch it",
            )),
            _ => Err(Error::invalid(
                format!("attachments[{index}]"),
                "give either media_id, or kind and url",
            )),
        }
    }

    /// What the platform is to fetch by itself.
    fn linked(&self) -> Option<message::Attachment> {
        let kind = match self.kind? {
            MediaKind::Image => message::AttachmentKind::Image,
            MediaKind::Video => message::AttachmentKind::Video,
            MediaKind::Audio => message::AttachmentKind::Audio,
            MediaKind::File => message::AttachmentKind::File,
        };
        Some(message::Attachment {
            kind,
            url: self.url.clone(),
            ..message::Attachment::default()
        })
    }
}

/// The files of a draft, each as the platform of the conversation takes it.
async fn attachments(
    app: &App,
    program: &Program,
    id: ConversationId,
    draft: &Draft,
) -> Result<Vec<message::Attachment>, Error> {
    let uploads: Vec<(usize, UploadId)> = draft
        .attachments
        .iter()
        .enumerate()
        .filter_map(|(index, media)| Some((index, media.media_id?)))
        .collect();
    let mut taken = outbound::in_conversation(app, program.workspace_id, id, &uploads)
        .await?
        .into_iter();
    let all = draft.attachments.iter();
    Ok(all
        .filter_map(|media| media.linked().or_else(|| taken.next()))
        .collect())
}

impl From<Purpose> for transom_policy::Purpose {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::EventUpdate => Self::EventUpdate,
            Purpose::PurchaseUpdate => Self::PurchaseUpdate,
            Purpose::AccountUpdate => Self::AccountUpdate,
            Purpose::Feedback => Self::Feedback,
            Purpose::News => Self::News,
            Purpose::Promotion => Self::Promotion,
            Purpose::Topic => Self::Topic,
        }
    }
}
