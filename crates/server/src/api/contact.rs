//! Contacts: the people who write.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_domain::agent::Scope;
use transom_domain::id::{ChannelId, ContactId, ConversationId, IdentityId};
use transom_store::ContactRow;
use utoipa::{IntoParams, ToSchema};

use super::bearer::Bearer;
use super::problem::{Failure, Problems};
use super::request::{Limit, Named, Parameters};
use crate::app::App;

/// A person who writes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Contact)]
pub(super) struct ContactView {
    #[schema(value_type = String, example = "contact_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: ContactId,
    /// Known once the platform has told.
    name: Option<String>,
    created_at: Timestamp,
    /// The contact on each channel.
    identities: Vec<ContactIdentity>,
}

/// A contact on a channel.
#[derive(Debug, Serialize, ToSchema)]
struct ContactIdentity {
    #[schema(value_type = String, example = "ident_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    id: IdentityId,
    #[schema(value_type = String, example = "chan_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    channel_id: ChannelId,
    /// The platform's id of them, by which they are reached.
    external_id: String,
    /// On WhatsApp, the id made of their number, while they have one.
    phone_id: Option<String>,
    /// On WhatsApp, the id made for this business alone.
    scoped_id: Option<String>,
    /// The name in their address, on platforms where people have one.
    username: Option<String>,
    #[schema(value_type = String, example = "conv_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    conversation_id: ConversationId,
}

impl From<ContactRow> for ContactView {
    fn from(row: ContactRow) -> Self {
        let identity = ContactIdentity {
            id: row.identity_id,
            channel_id: row.channel_id,
            external_id: row.external_id,
            phone_id: row.profile.phone_id().map(str::to_owned),
            scoped_id: row.profile.scoped_id().map(str::to_owned),
            username: row.username,
            conversation_id: row.conversation_id,
        };
        Self {
            id: row.id,
            name: row.name,
            created_at: row.created_at,
            identities: vec![identity],
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// `next` of the part before, as `contact_…`.
    #[param(value_type = Option<String>)]
    after: Option<ContactId>,
    /// How many.
    #[param(value_type = Option<Limit>)]
    #[serde(default)]
    limit: Limit,
}

/// A part of the contacts.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContactList {
    contacts: Vec<ContactView>,
    /// Send it as `after` for the next part; null at the end.
    #[schema(value_type = Option<String>, example = "contact_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    next: Option<ContactId>,
}

/// List contacts
#[utoipa::path(
    get, path = "/contacts", operation_id = "list_contacts", tag = "contacts",
    params(ListQuery),
    responses((status = 200, body = ContactList, description = "In the order in which they first wrote."), Problems),
    security(("token" = ["contacts:read"]))
)]
pub(super) async fn list(
    State(app): State<App>,
    Bearer(program): Bearer,
    Parameters(query): Parameters<ListQuery>,
) -> Result<Json<ContactList>, Failure> {
    program.require(Scope::ContactsRead)?;
    let mut read = app.db.read().await?;
    let mut rows = read
        .contacts(program.workspace_id, query.after, query.limit.and_one())
        .await?;
    let more = query.limit.cut(&mut rows);
    let next = rows.last().filter(|_| more).map(|row| row.id);
    Ok(Json(ContactList {
        contacts: rows.into_iter().map(ContactView::from).collect(),
        next,
    }))
}

/// Read a contact
#[utoipa::path(
    get, path = "/contacts/{contact_id}", operation_id = "read_contact", tag = "contacts",
    params(("contact_id" = String, Path, description = "`contact_…`")),
    responses((status = 200, body = ContactView, description = "As they are known."), Problems),
    security(("token" = ["contacts:read"]))
)]
pub(super) async fn show(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ContactId>,
) -> Result<Json<ContactView>, Failure> {
    program.require(Scope::ContactsRead)?;
    let row = app
        .db
        .read()
        .await?
        .load_contact(program.workspace_id, id)
        .await?;
    Ok(Json(row.into()))
}
