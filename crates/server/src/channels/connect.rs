//! Connecting accounts: a Messenger page, an Instagram account in either of its flavours, a WhatsApp number.
//!
//! The platform is asked whether the token is good and is told to send webhooks. What it says against that becomes the
//! channel's state, not an error: receiving must not depend on it.

use std::sync::Arc;

use transom_domain::id::WorkspaceId;
use transom_policy::{Capability, Channel as Platform, Country};

use super::{Connected, GRAPH_URL, INSTAGRAM_GRAPH_URL};
use crate::app::App;
use crate::error::Error;
use crate::secret::Secret;

mod account;

use account::New;

/// How an account is reached, whatever the platform.
#[derive(Debug, Clone)]
pub struct Connection {
    /// Its name; asked from the platform when absent.
    pub name: Option<String>,
    /// The right to send.
    pub access_token: Secret,
    /// What webhooks may be signed with. The first one also proves our calls, where the platform asks for that; which of
    /// an app's secrets signs those of Instagram, the platform does not say, so give all.
    pub app_secrets: Vec<Secret>,
    /// The word for the verification of the webhook.
    pub verify_token: Secret,
    /// The base address of the Graph API; the platform's own when absent.
    pub graph_url: Option<String>,
    /// Its version.
    pub graph_version: String,
    /// The country whose rules apply; of a WhatsApp number that of the number when absent.
    pub region: Option<Country>,
    /// Permissions that the platform has granted.
    pub capabilities: Vec<Capability>,
}

/// What an owner says to connect a Messenger page.
#[derive(Debug, Clone)]
pub struct NewMessenger {
    /// The page's id.
    pub page_id: String,
    /// How it is reached: with the page access token.
    pub connection: Connection,
}

/// What an owner says to connect an Instagram account.
#[derive(Debug, Clone)]
pub struct NewInstagram {
    /// The account's id, as webhooks name it.
    pub account_id: String,
    /// The Facebook page that it is linked to, for apps with Facebook Login; absent with Instagram Login.
    pub page_id: Option<String>,
    /// How it is reached: with the page's access token, or with Instagram Login the account's.
    pub connection: Connection,
}

/// What an owner says to connect a WhatsApp number.
#[derive(Debug, Clone)]
pub struct NewWhatsapp {
    /// The number's id, which is not the number.
    pub phone_number_id: String,
    /// The id of the WhatsApp business account that it belongs to.
    pub waba_id: String,
    /// How it is reached: with a system user's token.
    pub connection: Connection,
}

/// Connects a Messenger page, or changes one that is connected.
pub async fn connect_messenger(
    app: &App,
    workspace_id: WorkspaceId,
    new: NewMessenger,
) -> Result<Arc<Connected>, Error> {
    require_page(&new.page_id)?;
    let new = New {
        platform: Platform::Messenger,
        external_id: new.page_id,
        parent_id: None,
        own_graph_url: GRAPH_URL,
        connection: new.connection,
    };
    new.connect(app, workspace_id).await
}

/// Connects an Instagram account, or changes one that is connected.
pub async fn connect_instagram(
    app: &App,
    workspace_id: WorkspaceId,
    new: NewInstagram,
) -> Result<Arc<Connected>, Error> {
    if !is_number(&new.account_id) {
        return Err(Error::invalid(
            "account_id",
            "an account id is a number, such as 17841405822304914; it is not the @name",
        ));
    }
    new.page_id.as_deref().map_or(Ok(()), require_page)?;
    let new = New {
        platform: Platform::Instagram,
        external_id: new.account_id,
        own_graph_url: match new.page_id {
            Some(_) => GRAPH_URL,
            None => INSTAGRAM_GRAPH_URL,
        },
        parent_id: new.page_id,
        connection: new.connection,
    };
    new.connect(app, workspace_id).await
}

/// Connects a WhatsApp number, or changes one that is connected.
pub async fn connect_whatsapp(
    app: &App,
    workspace_id: WorkspaceId,
    new: NewWhatsapp,
) -> Result<Arc<Connected>, Error> {
    if !is_number(&new.phone_number_id) {
        return Err(Error::invalid(
            "phone_number_id",
            "a phone number id is a number that Meta shows below the phone number; it has neither + nor spaces",
        ));
    }
    if !is_number(&new.waba_id) {
        return Err(Error::invalid(
            "waba_id",
            "the id of a WhatsApp business account is a number; Meta shows it beside the phone number id",
        ));
    }
    let new = New {
        platform: Platform::WhatsApp,
        external_id: new.phone_number_id,
        parent_id: Some(new.waba_id),
        own_graph_url: GRAPH_URL,
        connection: new.connection,
    };
    new.connect(app, workspace_id).await
}

fn require_page(id: &str) -> Result<(), Error> {
    if is_number(id) {
        return Ok(());
    }
    Err(Error::invalid(
        "page_id",
        "a page id is a number; it is under “About” of the page",
    ))
}

fn is_number(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
}
