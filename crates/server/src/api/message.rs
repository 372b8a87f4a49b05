//! Messages: what was said, by whom, and how far it got.

pub(super) mod draft;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_domain::agent::Scope;
use transom_domain::id::{AgentId, ConversationId, MessageId};
use transom_domain::message::{self, DeliveryStatus};
use transom_policy::Route;
use transom_store::MessageRow;
use utoipa::{IntoParams, ToSchema};

use super::bearer::Bearer;
use super::conversation::command::actor;
use super::problem::{Failure, Notice, Problems, Refusals};
use super::request::{Limit, Named, Parameters};
use super::words;
use crate::app::App;
use crate::conversations::{self, Done};
use crate::error::Error;
use crate::sign_in::Program;

mod view;

pub(super) use view::MessageView;
