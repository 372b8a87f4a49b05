//! What stands beside the thread.

use transom_policy::WindowEventKind;

use super::Opened;
use crate::web::inbox::list::window;
use crate::web::inbox::panel::{Cause, Identity, Panel};
use crate::web::person::Person;
use crate::web::platform::Platform;

impl Opened {
    pub(super) fn panel(&self, person: Person) -> Panel {
        let conversation = &self.thread.conversation;
        let identity = &self.thread.identity;
        Panel {
            conversation: conversation.id.to_string(),
            contact: person,
            since: conversation.created_at,
            identities: vec![Identity {
                id: identity.id.to_string(),
                channel: self.channel.name.clone(),
                platform: Platform(self.channel.platform),
                username: self.username.clone(),
                external_id: identity.external_id.clone(),
                window: window(&self.thread),
            }],
            opened_at: self.rules.opened_at,
            closes_at: self.rules.closes_at,
            human_until: conversation.window.human_agent_until,
            cause: self.rules.cause.and_then(cause),
            rulebook: self.rulebook.id().to_string(),
            created_at: conversation.created_at,
            messages: self.messages.cast_unsigned(),
            waiting_since: conversation.waiting_since,
        }
    }
}

fn cause(kind: WindowEventKind) -> Option<Cause> {
    Some(match kind {
        WindowEventKind::Message => Cause::Message,
        WindowEventKind::Postback => Cause::Postback,
        WindowEventKind::Referral => Cause::Referral,
        WindowEventKind::Reaction => Cause::Reaction,
        WindowEventKind::PluginOptIn => Cause::OptIn,
        WindowEventKind::AdMessage => Cause::AdMessage,
        WindowEventKind::StoryMention => Cause::StoryMention,
        _ => return None,
    })
}
