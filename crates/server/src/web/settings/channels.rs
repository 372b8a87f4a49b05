//! The connected pages: their health, and the form that connects one.

use askama::Template;
use jiff::Timestamp;

use super::Tab;
use crate::web::inbox::Health;
use crate::web::shell::Shell;

/// `GET /settings/channels`
#[derive(Debug, Template)]
#[template(path = "settings/channels.html")]
pub(crate) struct ChannelsPage {
    pub(crate) shell: Shell,
    pub(crate) tab: Tab,
    pub(crate) channels: Vec<ChannelRow>,
}

/// A channel in the list.
#[derive(Clone, Debug)]
pub(crate) struct ChannelRow {
    /// `chan_…`
    pub(crate) id: String,
    pub(crate) name: String,
    /// The platform's id of the page.
    pub(crate) external_id: String,
    pub(crate) health: Health,
    /// When the pause or restriction ends, where that is known.
    pub(crate) paused_until: Option<Timestamp>,
    /// The platform's last complaint.
    pub(crate) detail: Option<String>,
    pub(crate) last_received_at: Option<Timestamp>,
    pub(crate) last_sent_at: Option<Timestamp>,
    pub(crate) has_human_agent: bool,
}

/// `GET /settings/channels/new` and `GET /settings/channels/{channel}`; the form posts to the same address.
#[derive(Debug, Template)]
#[template(path = "settings/channel.html")]
pub(crate) struct ChannelPage {
    pub(crate) shell: Shell,
    pub(crate) tab: Tab,
    /// `None` for a new one.
    pub(crate) id: Option<String>,
    pub(crate) form: ChannelForm,
    /// The address that the platform must call, `https://…/hooks/meta`.
    pub(crate) webhook_url: String,
    /// The sentence of a refusal.
    pub(crate) problem: Option<String>,
}

/// What the form holds. Secrets are never shown again: only that they are there.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChannelForm {
    pub(crate) name: String,
    pub(crate) page_id: String,
    pub(crate) has_token: bool,
    pub(crate) secrets: Vec<StoredSecret>,
    pub(crate) verify_token: String,
    pub(crate) graph_url: String,
    pub(crate) human_agent: bool,
}

/// An app secret that is kept, encrypted.
#[derive(Clone, Debug)]
pub(crate) struct StoredSecret {
    /// The value of the field `remove_secret`.
    pub(crate) id: String,
    pub(crate) added_at: Timestamp,
}

impl ChannelPage {
    fn action(&self) -> String {
        format!("/settings/channels/{}", self.id.as_deref().unwrap_or("new"))
    }
}
