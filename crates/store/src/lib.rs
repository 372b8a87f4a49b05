//! The store: what Transom knows, in SQL.
//!
//! A [`Read`] cannot write, by type; a [`Write`] is one transaction, committed or gone. Hot paths work on batches: many
//! rows in few statements. Nothing here decides anything.

mod agents;
mod aliases;
mod attachments;
mod backup;
mod batch;
mod channels;
mod comments;
mod connected_apps;
mod contacts;
mod conversations;
mod db;
mod due;
mod error;
mod events;
mod health;
mod jobs;
mod journal;
mod labels;
mod media;
mod merge;
mod messages;
mod moderations;
mod people;
mod personas;
mod reactions;
mod recipients;
mod row;
mod save;
mod stand_ins;
mod templates;
mod threads;
mod tokens;
mod tx;
mod uploads;

pub use agents::{AgentRow, Session};
pub use aliases::{Alias, Called};
pub use attachments::{AttachmentRow, AttachmentState, NamedAttachment};
pub use backup::backup;
pub use channels::{ChannelRow, NewChannel};
pub use comments::{CommentAnswer, CommentRow};
pub use connected_apps::ConnectedApp;
pub use contacts::ContactRow;
pub use conversations::{ConversationRow, Cursor, Page, Query, Sort, View, ViewCounts};
pub use db::{Db, Options};
pub use error::Error;
pub use events::{EventKind, EventRow};
pub use health::{Check, HealthRow, Heard};
pub use jobs::{Job, JobKind, Lease};
pub use journal::UnhandledRow;
pub use labels::{LabelAction, LabelList, LabelRow, LabelWork};
pub use media::MediaRow;
pub use messages::{MessageRow, ReactionRow};
pub use moderations::ModerationRow;
pub use people::PersonRow;
pub use recipients::RecipientCount;
pub use save::Saved;
pub use templates::{TemplateAccount, TemplateSync};
pub use threads::{KnownId, MessageRef, UnderWay};
pub use tokens::{TokenAccess, TokenRow};
pub use tx::{Read, Write};
pub use uploads::UploadRow;
