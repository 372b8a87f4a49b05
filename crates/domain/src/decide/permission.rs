//! Permissions that customers give to write to them later.

use jiff::Timestamp;
use transom_policy::WindowEventKind;
use uuid::Uuid;

use super::inbound::act;
use super::line::begin;
use super::progress::{consent_changed, notice};
use super::{Decision, Event};
use crate::conversation::{Permission, PermissionKind};
use crate::inbound::OptIn;
use crate::message::Activity;

/// The customer gave one, or took it back.
pub(super) fn permitted(
    decision: &mut Decision,
    at: Timestamp,
    opt_in: &OptIn,
    external_id: Option<String>,
    ids: &mut dyn FnMut() -> Uuid,
) {
    begin(&mut decision.thread.conversation);
    if let Some(permission) = permission(opt_in, at) {
        decision.thread.identity.granted.permitted(permission);
    }
    match opt_in {
        OptIn::Plugin { .. } => {
            act(decision, WindowEventKind::PluginOptIn, at);
            decision.events.push(Event::ConversationChanged);
        }
        OptIn::OneTime { topic, .. } => {
            let topic = topic.clone();
            let wanted = Activity::NotificationWanted { topic };
            notice(decision, at, wanted, external_id, ids);
        }
        OptIn::Marketing { stopped, .. } => {
            consent_changed(decision, at, !stopped, external_id, ids);
        }
    }
}

/// A permission to write, as it is kept.
fn permission(opt_in: &OptIn, at: Timestamp) -> Option<Permission> {
    let (kind, topic, token, expires_at, stopped) = match opt_in {
        OptIn::Plugin { .. } => return None,
        OptIn::OneTime { topic, token } => (PermissionKind::OneTime, topic, token, None, false),
        OptIn::Marketing {
            topic,
            token,
            expires_at,
            stopped,
        } => (
            PermissionKind::Marketing,
            topic,
            token,
            *expires_at,
            *stopped,
        ),
    };
    Some(Permission {
        token: token.clone(),
        kind,
        topic: topic.clone(),
        issued_at: at,
        told_at: at,
        expires_at,
        stopped,
        spent: Vec::new(),
        held_at: None,
    })
}
