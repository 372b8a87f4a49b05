//! The panel beside the thread: the contact, and the facts of the conversation.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::Timestamp;
use transom_policy::Channel;

use super::window::Window;
use crate::web::person::Person;
use crate::web::platform::Platform;
use crate::web::viewer::Viewer;

/// What the panel shows.
#[derive(Clone, Debug)]
pub(crate) struct Panel {
    /// `conv_…`
    pub(crate) conversation: String,
    pub(crate) contact: Person,
    pub(crate) since: Timestamp,
    /// The person on each channel.
    pub(crate) identities: Vec<Identity>,
    pub(crate) opened_at: Option<Timestamp>,
    pub(crate) closes_at: Option<Timestamp>,
    pub(crate) human_until: Option<Timestamp>,
    /// What opened the window.
    pub(crate) cause: Option<Cause>,
    /// The edition that governs, `messenger/2026-09-28`.
    pub(crate) rulebook: String,
    pub(crate) created_at: Timestamp,
    pub(crate) messages: u64,
    /// The customer waits for an answer since then.
    pub(crate) waiting_since: Option<Timestamp>,
}

/// A person on one channel.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub(crate) id: String,
    pub(crate) channel: String,
    pub(crate) platform: Platform,
    /// The name in their address, on platforms where people have one.
    pub(crate) username: Option<String>,
    /// The platform's id of the person on this page.
    pub(crate) external_id: String,
    pub(crate) window: Window,
}

impl Identity {
    /// The platform's id of them; a phone number with its plus.
    fn called(&self) -> String {
        let is_number = self.external_id.bytes().all(|byte| byte.is_ascii_digit());
        let plus = if is_number && self.platform.0 == Channel::WhatsApp {
            "+"
        } else {
            ""
        };
        format!("{plus}{}", self.external_id)
    }
}

/// The customer's action that opened the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    Message,
    Postback,
    Referral,
    Reaction,
    OptIn,
    AdMessage,
    StoryMention,
}

impl Cause {
    fn label(self) -> &'static str {
        match self {
            Cause::Message => "cause-message",
            Cause::Postback => "cause-postback",
            Cause::Referral => "cause-referral",
            Cause::Reaction => "cause-reaction",
            Cause::OptIn => "cause-opt-in",
            Cause::AdMessage => "cause-ad-message",
            Cause::StoryMention => "cause-story-mention",
        }
    }
}

impl Panel {
    /// Who it is, for this viewer.
    pub(crate) fn who<'a>(&'a self, viewer: &'a Viewer) -> WhoFragment<'a> {
        WhoFragment {
            viewer,
            panel: self,
        }
    }

    /// The fragment, for this viewer.
    pub(crate) fn show<'a>(&'a self, viewer: &'a Viewer) -> PanelFragment<'a> {
        PanelFragment {
            viewer,
            panel: self,
        }
    }
}

impl HtmlSafe for PanelFragment<'_> {}
impl HtmlSafe for WhoFragment<'_> {}

/// Who it is: replace `who-<conversation>`.
#[derive(Debug, Template)]
#[template(path = "inbox/who.html")]
pub(crate) struct WhoFragment<'a> {
    pub(crate) viewer: &'a Viewer,
    pub(crate) panel: &'a Panel,
}

/// The panel as a fragment: replace `panel-<conversation>`.
#[derive(Debug, Template)]
#[template(path = "inbox/facts.html")]
pub(crate) struct PanelFragment<'a> {
    pub(crate) viewer: &'a Viewer,
    pub(crate) panel: &'a Panel,
}
