//! A conversation as programs see it.

use jiff::Timestamp;
use serde::Serialize;
use transom_domain::conversation::{self, Status, Thread};
use transom_domain::id::{AgentId, ChannelId, ContactId, ConversationId, IdentityId, WorkspaceId};
use transom_domain::moderation::{BarKind, BarStage, Barred};
use transom_policy::Channel as Platform;
use transom_store::ConversationRow;
use utoipa::ToSchema;

use crate::api::label::MarkView;
use crate::api::window::Window;
use crate::api::words;
use crate::app::App;
use crate::error::Error;

/// A conversation: the thread between one customer and one channel.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Conversation)]
pub(in crate::api) struct ConversationView {
    #[schema(value_type = String, example = "conv_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: ConversationId,
    created_at: Timestamp,
    status: ConversationStatus,
    /// When a snooze ends.
    snoozed_until: Option<Timestamp>,
    /// Who cares for it.
    #[schema(value_type = Option<String>, example = "agent_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    assignee: Option<AgentId>,
    /// Customer messages that no agent has seen.
    unread: u32,
    /// The first customer message that nobody has answered.
    waiting_since: Option<Timestamp>,
    last_customer_at: Option<Timestamp>,
    last_reply_at: Option<Timestamp>,
    /// How many messages of ours did not go out and wait for somebody to deal with them.
    failed: usize,
    preview: Preview,
    window: Window,
    contact: ContactName,
    identity: Identity,
    channel: ChannelName,
    /// The labels of the customer, by name: those they carry, and those about which the platform is asked or refused.
    labels: Vec<MarkView>,
}

/// Whether somebody has to care for a conversation.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ConversationStatus {
    /// Nothing was said yet that we know of; no list has it.
    Empty,
    /// Yes.
    Open,
    /// Later.
    Snoozed,
    /// No, until the customer writes again.
    Closed,
}

/// The newest line, in short.
#[derive(Debug, Serialize, ToSchema)]
struct Preview {
    at: Timestamp,
    /// The beginning of the text; empty when it had none.
    text: String,
    /// It was taken back.
    deleted: bool,
}

/// The person who writes.
#[derive(Debug, Serialize, ToSchema)]
struct ContactName {
    #[schema(value_type = String, example = "contact_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: ContactId,
    /// Known once the platform has told.
    name: Option<String>,
}

/// The contact on this channel.
#[derive(Debug, Serialize, ToSchema)]
struct Identity {
    #[schema(value_type = String, example = "ident_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: IdentityId,
    /// The platform's id of them, by which they are reached.
    external_id: String,
    /// On WhatsApp, the id made of their number, while they have one.
    phone_id: Option<String>,
    /// On WhatsApp, the id made for this business alone.
    scoped_id: Option<String>,
    /// The name in their address, on platforms where people have one.
    username: Option<String>,
    /// Since when the platform says that they cannot be reached.
    unreachable_since: Option<Timestamp>,
    /// How the business keeps them away.
    barred: Option<BarredView>,
    /// What they permitted.
    permissions: Vec<Permission>,
}

/// A customer whom the business keeps away.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Barred)]
struct BarredView {
    /// `block`: they cannot write. `ban`: nor comment.
    #[schema(example = "block")]
    kind: &'static str,
    #[schema(value_type = String)]
    by: AgentId,
    since: Timestamp,
    /// `asked`: the platform is being asked. `done`: it did it. `lifting`: it is being asked to let them back.
    #[schema(example = "done")]
    stage: &'static str,
}

impl From<Barred> for BarredView {
    fn from(barred: Barred) -> Self {
        Self {
            kind: match barred.kind {
                BarKind::Block => "block",
                BarKind::Ban => "ban",
            },
            by: barred.by,
            since: barred.since,
            stage: match barred.stage {
                BarStage::Asked => "asked",
                BarStage::Done => "done",
                BarStage::Lifting => "lifting",
            },
        }
    }
}

/// A permission to write to a customer later.
#[derive(Debug, Serialize, ToSchema)]
struct Permission {
    kind: PermissionKind,
    /// What it is about; send it as `topic` with a one-time notification.
    topic: String,
    issued_at: Timestamp,
    /// When the platform lets it end, where it said so; the rules may end it earlier.
    expires_at: Option<Timestamp>,
    /// The customer took it back.
    stopped: bool,
    /// When a message last went out with it.
    used_at: Option<Timestamp>,
}

/// For what a permission is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum PermissionKind {
    /// One message.
    OneTime,
    /// Marketing messages.
    Marketing,
}

impl From<conversation::Permission> for Permission {
    fn from(permission: conversation::Permission) -> Self {
        Self {
            kind: match permission.kind {
                conversation::PermissionKind::OneTime => PermissionKind::OneTime,
                conversation::PermissionKind::Marketing => PermissionKind::Marketing,
            },
            topic: permission.topic,
            issued_at: permission.issued_at,
            expires_at: permission.expires_at,
            stopped: permission.stopped,
            used_at: permission.spent.iter().map(|spent| spent.at).max(),
        }
    }
}

/// The channel of a conversation.
#[derive(Debug, Serialize, ToSchema)]
struct ChannelName {
    #[schema(value_type = String, example = "chan_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: ChannelId,
    #[schema(value_type = words::Platform)]
    platform: Platform,
    name: String,
}

impl ConversationView {
    pub(super) fn of(
        app: &App,
        workspace_id: WorkspaceId,
        row: ConversationRow,
    ) -> Result<Self, Error> {
        let channel_id = row.thread.identity.channel_id;
        let connected = app
            .channels
            .find(workspace_id, channel_id)
            .ok_or(Error::NotFound("channel"))?;
        let channel = &connected.channel;
        let window = Window::of(app, channel, &row.thread, app.now())?;
        let Thread {
            identity,
            conversation,
            ..
        } = row.thread;
        Ok(Self {
            id: conversation.id,
            created_at: conversation.created_at,
            status: conversation.status.into(),
            snoozed_until: match conversation.status {
                Status::Snoozed { until } => Some(until),
                Status::Empty | Status::Open | Status::Closed => None,
            },
            assignee: conversation.assignee,
            unread: conversation.unread,
            waiting_since: conversation.waiting_since,
            last_customer_at: conversation.last_customer_at,
            last_reply_at: conversation.last_reply_at,
            failed: conversation.failed.len(),
            preview: Preview {
                at: conversation.preview.at,
                text: conversation.preview.text,
                deleted: conversation.preview.deleted,
            },
            window,
            contact: ContactName {
                id: identity.contact_id,
                name: row.contact_name,
            },
            identity: Identity {
                id: identity.id,
                phone_id: identity.profile.phone_id().map(str::to_owned),
                scoped_id: identity.profile.scoped_id().map(str::to_owned),
                external_id: identity.external_id,
                username: row.username,
                unreachable_since: identity.unreachable_since,
                barred: identity.profile.barred.map(BarredView::from),
                permissions: identity
                    .granted
                    .permissions
                    .into_iter()
                    .map(Permission::from)
                    .collect(),
            },
            channel: ChannelName {
                id: channel.id,
                platform: channel.platform,
                name: channel.name.clone(),
            },
            labels: row.labels.into_iter().filter_map(MarkView::of).collect(),
        })
    }
}

impl From<Status> for ConversationStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Empty => Self::Empty,
            Status::Open => Self::Open,
            Status::Snoozed { .. } => Self::Snoozed,
            Status::Closed => Self::Closed,
        }
    }
}
