//! What a program wants to say, and saying it.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Deserializer, Serialize};
use transom_domain::agent::Scope;
use transom_domain::decide::{Command, Reply};
use transom_domain::id::{ConversationId, MessageId};
use transom_domain::message::{self, Attachment, Content, Extra, LinkPreview, QuickReply};
use transom_policy::{Author, AutomationRoute, Route};
use utoipa::ToSchema;

use super::Accepted;
use super::card::Card;
use super::carousel::Carousel;
use super::file::{self, File};
use super::kind::{Link, List, Location, Reaction};
use super::offer::{Flow, Shop};
use super::structured::Structured;
use super::template::Template;
use crate::api::bearer::Bearer;
use crate::api::conversation::command::actor;
use crate::api::problem::{Failure, Problems, Refusals};
use crate::api::request::{Body, Named, word};
use crate::api::route::Writer;
use crate::api::words;
use crate::app::App;
use crate::conversations::{self, thread_control};
use crate::error::Error;
use crate::sign_in::Program;
use crate::templates;

/// What is to be said: a text, attachments, a template, a message made of parts, or one of the other kinds, which go where
/// the platform has a form for them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "Your parcel left this morning."}))]
pub(in crate::api) struct Draft {
    text: Option<String>,
    template: Option<Template>,
    structured: Option<Structured>,
    /// `auto`, the first legal route, when absent.
    #[schema(value_type = Option<words::RouteChoice>)]
    #[serde(default, deserialize_with = "route")]
    route: Option<Route>,
    /// What it is for, where a route asks for that.
    purpose: Option<Purpose>,
    /// What it is about, where a permission of the customer is for one topic: with the route `one_time_notification`.
    topic: Option<String>,
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
    /// How the customer's device announces it; in another way than usual on Messenger only.
    #[serde(default)]
    announcement: Announcement,
    #[serde(default)]
    attachments: Vec<File>,
    /// A line above the text of a message with buttons, where the platform sets one apart.
    heading: Option<String>,
    /// A line below the text of a message with buttons, where the platform sets one apart.
    footer: Option<String>,
    /// Whether a page that the text links to is shown with it, where the platform leaves that to us.
    #[serde(default = "yes")]
    #[schema(default = true)]
    link_preview: bool,
    location: Option<Location>,
    /// People's cards.
    #[serde(default)]
    contacts: Vec<Card>,
    reaction: Option<Reaction>,
    list: Option<List>,
    link: Option<Link>,
    /// A button below the text with which the customer sends where they are.
    #[serde(default)]
    location_request: bool,
    shop: Option<Shop>,
    flow: Option<Flow>,
    /// Gives the thread away with this message, once the platform took it; needs the scope `conversations:write`, too.
    /// Messenger only.
    hand_over: Option<HandOver>,
    carousel: Option<Carousel>,
}

/// To whom a thread goes with a message.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "to", deny_unknown_fields)]
pub(in crate::api) enum HandOver {
    /// To another app that shares the page, by the platform's id of it; see the thread's control for which there are.
    App { app_id: String },
    /// Back to the platform.
    Platform,
}

impl From<HandOver> for message::HandOver {
    fn from(to: HandOver) -> Self {
        match to {
            HandOver::App { app_id } => Self::App { app_id },
            HandOver::Platform => Self::Platform,
        }
    }
}

impl From<message::HandOver> for HandOver {
    fn from(to: message::HandOver) -> Self {
        match to {
            message::HandOver::App { app_id } => Self::App { app_id },
            message::HandOver::Platform => Self::Platform,
        }
    }
}

const fn yes() -> bool {
    true
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

/// An answer offered as a button: a title and a payload, or a detail that it asks for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Button {
    title: Option<String>,
    /// What comes back when it is tapped.
    payload: Option<String>,
    /// Where a small picture beside the title lies. On Messenger and Instagram.
    image_url: Option<String>,
    asks: Option<Detail>,
}

/// A detail that the customer sends with a tap, as far as the platform knows it. Messenger only.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[schema(as = CustomerDetail)]
#[serde(rename_all = "snake_case")]
pub(in crate::api) enum Detail {
    Email,
    Phone,
}

/// How a customer's device announces a message.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::api) enum Announcement {
    #[default]
    Usual,
    /// On the screen, without a sound.
    Silent,
    /// Not at all.
    None,
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
    let mut draft = draft;
    let mut content = if let Some(template) = draft.template.take() {
        let message = template.into_message()?;
        templates::content(&app, program.workspace_id, id, message).await?
    } else {
        let looked_up = match (draft.reaction.take(), draft.carousel.take()) {
            (Some(Reaction { message_id, emoji }), _) => {
                let to = conversations::quote(&app, program.workspace_id, id, message_id).await?;
                Some(Extra::Reaction { to, emoji })
            }
            (None, Some(carousel)) => Some(carousel.into_extra(&app, &program, id).await?),
            (None, None) => None,
        };
        let files = std::mem::take(&mut draft.attachments);
        let files = file::attachments(&app, &program, id, files).await?;
        draft.content(files, looked_up)?
    };
    if let Some(to) = draft.hand_over.take() {
        program.require(Scope::ConversationsWrite)?;
        let to = to.into();
        let by = actor(&program);
        thread_control::may_hand_over(&app, program.workspace_id, id, by, &to).await?;
        content.hand_over = Some(to);
    }
    let quoted = match draft.reply_to {
        Some(message_id) => {
            Some(conversations::quote(&app, program.workspace_id, id, message_id).await?)
        }
        None => None,
    };
    let command = match (writer, draft.route.map(AutomationRoute::try_from)) {
        (Writer::Human, _) => Command::Reply(draft.into_human_reply(content, quoted)),
        (Writer::Automation, None) => Command::AutomatedReply(draft.into_reply(content, quoted)),
        (Writer::Automation, Some(Ok(route))) => {
            Command::AutomatedReply(draft.into_reply(content, quoted).by(route))
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
pub(in crate::api) fn writer(program: &Program, asked: Option<Writer>) -> Result<Writer, Error> {
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
        let kinds = [
            ("location", self.location.is_some()),
            ("contacts", !self.contacts.is_empty()),
            ("reaction", self.reaction.is_some()),
            ("list", self.list.is_some()),
            ("link", self.link.is_some()),
            ("location_request", self.location_request),
            ("shop", self.shop.is_some()),
            ("flow", self.flow.is_some()),
            ("carousel", self.carousel.is_some()),
            ("structured", self.structured.is_some()),
        ];
        let mut given = kinds.into_iter().filter(|(_, is_given)| *is_given);
        let first = given.next();
        if let Some((second, _)) = given.next() {
            return Err(Error::invalid(
                second,
                "a message is of one kind; send the others by themselves",
            ));
        }
        if self.structured.is_some() && (self.text.is_some() || !self.attachments.is_empty()) {
            return Err(Error::invalid(
                "structured",
                "this is a message of its own; send only quick replies with it",
            ));
        }
        let has_content = first.is_some()
            || self.text.is_some()
            || !self.attachments.is_empty()
            || !self.quick_replies.is_empty();
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
        file::check(&self.attachments)
    }

    /// What is said by other means than a template.
    fn content(
        &mut self,
        files: Vec<Attachment>,
        looked_up: Option<Extra>,
    ) -> Result<Content, Error> {
        let cards = std::mem::take(&mut self.contacts);
        let contacts = (!cards.is_empty())
            .then(|| Extra::Contacts(cards.into_iter().map(Card::into).collect()));
        let extra = looked_up
            .or(contacts)
            .or_else(|| self.location.take().map(Extra::from))
            .or_else(|| self.list.take().map(Extra::from))
            .or_else(|| self.link.take().map(Extra::from))
            .or_else(|| self.location_request.then_some(Extra::LocationRequest))
            .or_else(|| self.shop.take().map(Extra::from))
            .or_else(|| self.flow.take().map(Extra::from))
            .or_else(|| {
                let parts = self.structured.take()?;
                Some(Extra::Structured(Box::new(parts.into_domain())))
            });
        Ok(Content {
            text: self.text.take(),
            attachments: files,
            quick_replies: quick_replies(std::mem::take(&mut self.quick_replies))?,
            announcement: self.announcement.into(),
            extra,
            heading: self.heading.take(),
            footer: self.footer.take(),
            link_preview: if self.link_preview {
                LinkPreview::Shown
            } else {
                LinkPreview::Hidden
            },
            ..Content::default()
        })
    }

    fn into_human_reply(
        self,
        content: Content,
        quoted: Option<String>,
    ) -> Reply<transom_policy::Human> {
        let (route, attested) = (self.route, self.attested);
        let mut reply = self.into_reply(content, quoted);
        if let Some(route) = route {
            reply = reply.by(route);
        }
        if attested { reply.attested() } else { reply }
    }

    fn into_reply<A: Author>(self, content: Content, quoted: Option<String>) -> Reply<A> {
        let mut reply = Reply::new(content);
        if let Some(purpose) = self.purpose {
            reply = reply.for_purpose(purpose.into());
        }
        if let Some(topic) = self.topic {
            reply = reply.on_topic(topic);
        }
        if let Some(quoted) = quoted {
            reply = reply.answering(quoted);
        }
        reply
    }
}

/// The answers offered below a message.
pub(in crate::api) fn quick_replies(buttons: Vec<Button>) -> Result<Vec<QuickReply>, Error> {
    let reply = |button| match button {
        Button {
            title: Some(title),
            payload: Some(payload),
            image_url,
            asks: None,
        } => Ok(QuickReply::Answer {
            title,
            payload,
            image_url,
        }),
        Button {
            title: None,
            payload: None,
            image_url: None,
            asks: Some(detail),
        } => Ok(QuickReply::Detail {
            detail: detail.into(),
        }),
        _ => Err(Error::invalid(
            "quick_replies",
            "give each a title and a payload, or only what it asks for",
        )),
    };
    buttons.into_iter().map(reply).collect()
}

impl From<Detail> for message::CustomerDetail {
    fn from(detail: Detail) -> Self {
        match detail {
            Detail::Email => Self::Email,
            Detail::Phone => Self::Phone,
        }
    }
}

impl From<message::CustomerDetail> for Detail {
    fn from(detail: message::CustomerDetail) -> Self {
        match detail {
            message::CustomerDetail::Email => Self::Email,
            message::CustomerDetail::Phone => Self::Phone,
        }
    }
}

impl From<Announcement> for message::Announcement {
    fn from(announcement: Announcement) -> Self {
        match announcement {
            Announcement::Usual => Self::Usual,
            Announcement::Silent => Self::Silent,
            Announcement::None => Self::None,
        }
    }
}

impl From<message::Announcement> for Announcement {
    fn from(announcement: message::Announcement) -> Self {
        match announcement {
            message::Announcement::Usual => Self::Usual,
            message::Announcement::Silent => Self::Silent,
            message::Announcement::None => Self::None,
        }
    }
}

fn route<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Route>, D::Error> {
    let chosen = Option::<String>::deserialize(deserializer)?;
    let Some(name) = chosen.filter(|name| name != words::AUTO) else {
        return Ok(None);
    };
    word(&name, words::route_choices()).map(Some)
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
