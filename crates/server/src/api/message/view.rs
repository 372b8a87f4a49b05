//! A message as programs see it.

use jiff::Timestamp;
use serde::Serialize;
use transom_domain::id::{AgentId, ConversationId, MessageId};
use transom_domain::message;
use transom_store::MessageRow;
use utoipa::ToSchema;

use super::content::Content;
use super::delivery::Delivery;
use crate::app::App;
use crate::conversations::Done;
use crate::error::Error;
use crate::sign_in::Program;

/// A line of a conversation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Message)]
pub(in crate::api) struct MessageView {
    #[schema(value_type = String, example = "msg_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: MessageId,
    #[schema(value_type = String, example = "conv_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    conversation_id: ConversationId,
    /// When it was said: the platform's time for what came in, ours for what goes out.
    at: Timestamp,
    author: Author,
    origin: Origin,
    /// The platform's id, once it has one.
    external_id: Option<String>,
    /// The platform's id of the message it answers.
    reply_to_external_id: Option<String>,
    /// How often the customer changed it; the text is the latest.
    edits: u32,
    reactions: Vec<Reaction>,
    #[serde(flatten)]
    content: Content,
    #[serde(flatten)]
    delivery: Delivery,
}

/// Who said it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
enum Author {
    /// The customer.
    Customer,
    /// A person at the business; the platform's own inbox does not tell who.
    Agent {
        #[schema(value_type = Option<String>)]
        agent_id: Option<AgentId>,
    },
    /// A program.
    Automation,
    /// A private note of a colleague; never sent.
    Note {
        #[schema(value_type = String)]
        agent_id: AgentId,
    },
    /// Transom, telling what happened to the conversation and by whom.
    Activity {
        #[schema(value_type = Option<String>)]
        agent_id: Option<AgentId>,
    },
}

/// How a message came to be.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Origin {
    /// The customer's app.
    Customer,
    /// Our desk.
    Desk,
    /// This API.
    Api,
    /// The platform's own inbox.
    PlatformInbox,
    /// Another app connected to the same account.
    OtherApp,
}

/// A reaction to a message.
#[derive(Debug, Serialize, ToSchema)]
struct Reaction {
    /// Who reacted.
    #[schema(example = "customer")]
    author: String,
    emoji: String,
}

impl MessageView {
    pub(super) fn of(row: MessageRow) -> Self {
        let delivery = Delivery::of(&row);
        let message = row.message;
        let reactions = row.reactions.into_iter();
        Self {
            id: message.id,
            conversation_id: message.conversation_id,
            at: message.at,
            author: message.author.into(),
            origin: message.origin.into(),
            external_id: message.external_id,
            reply_to_external_id: message.reply_to,
            edits: row.edits,
            reactions: reactions
                .map(|reaction| Reaction {
                    author: reaction.author,
                    emoji: reaction.emoji,
                })
                .collect(),
            content: Content::of(message.id, message.content, &row.attachments),
            delivery,
        }
    }

    /// The message that a command added or changed.
    pub(in crate::api) async fn added(
        app: &App,
        program: &Program,
        done: &Done,
    ) -> Result<Self, Error> {
        let id = done.message_id.ok_or(Error::NotFound("message"))?;
        let mut read = app.db.read().await?;
        Ok(Self::of(read.load_message(program.workspace_id, id).await?))
    }
}

impl From<message::Author> for Author {
    fn from(author: message::Author) -> Self {
        match author {
            message::Author::Customer => Self::Customer,
            message::Author::Agent(agent_id) => Self::Agent { agent_id },
            message::Author::Automation => Self::Automation,
            message::Author::Note(agent_id) => Self::Note { agent_id },
            message::Author::Activity(agent_id) => Self::Activity { agent_id },
        }
    }
}

impl From<message::Origin> for Origin {
    fn from(origin: message::Origin) -> Self {
        match origin {
            message::Origin::Customer => Self::Customer,
            message::Origin::Desk => Self::Desk,
            message::Origin::Api => Self::Api,
            message::Origin::PlatformInbox => Self::PlatformInbox,
            message::Origin::OtherApp => Self::OtherApp,
        }
    }
}
