//! What an event of the platform changes. Written so that the order of arrival and repetition make no difference.

use jiff::Timestamp;
use transom_policy::WindowEventKind;
use uuid::Uuid;

use super::control;
use super::line::{begin, customer_line, echoed};
use super::permission::permitted;
use super::progress::{consent_changed, identity_changed, notice, progressed};
use super::{Decision, Effect, Event, Ours};
use crate::conversation::{Conversation, Thread, Told};
use crate::inbound::{CustomerMessage, IdentityChange, InboundEvent, Person, Referral, Response};
use crate::message::{Activity, Content, Extra, Tap};

type Ids<'a> = &'a mut dyn FnMut() -> Uuid;

pub(super) fn inbound(
    decision: &mut Decision,
    at: Timestamp,
    event: &InboundEvent,
    ours: Option<Ours<'_>>,
    own_app: Option<&str>,
    ids: Ids<'_>,
) {
    let (event, standby) = match event {
        InboundEvent::Standby(event) => (&**event, true),
        event => (event, false),
    };
    let said = Content {
        standby,
        ..Content::default()
    };
    happened(decision, at, event, &said, ours, own_app, ids);
}

/// What an event changes; `said` is what its line says besides what the event tells.
pub(super) fn happened(
    decision: &mut Decision,
    at: Timestamp,
    event: &InboundEvent,
    said: &Content,
    ours: Option<Ours<'_>>,
    own_app: Option<&str>,
    ids: Ids<'_>,
) {
    began(decision, at);
    control::witnessed(decision, at, event, said.standby);
    match event {
        InboundEvent::Message(message) => written(decision, at, message, said, ids),
        InboundEvent::Postback {
            title,
            payload,
            referral,
            ..
        } => {
            let opens = opening_kind(referral.as_ref(), WindowEventKind::Postback);
            act(decision, opens, at);
            let content = Content {
                tapped: Some(Tap {
                    title: title.clone(),
                    payload: payload.clone(),
                }),
                referral: referral.clone(),
                ..said.clone()
            };
            customer_line(decision, at, content, event.external_id(at), None, ids);
        }
        InboundEvent::Referral { referral, .. } => {
            followed(decision, at, referral, said, event.external_id(at), ids);
        }
        InboundEvent::Responded { response, .. } => {
            let content = responded(response, said);
            customer_line(decision, at, content, event.external_id(at), None, ids);
        }
        InboundEvent::Acted { act, .. } => {
            begin(&mut decision.thread.conversation);
            let acted = Activity::CustomerActed { act: act.clone() };
            notice(decision, at, acted, event.external_id(at), ids);
        }
        InboundEvent::OptIn { opt_in, .. } => {
            permitted(decision, at, opt_in, event.external_id(at), ids);
        }
        InboundEvent::Edited {
            external_id,
            number,
            text,
            ..
        } => {
            decision.events.push(Event::MessageEdited {
                external_id: external_id.clone(),
                number: *number,
                at,
                text: text.clone(),
            });
        }
        InboundEvent::Deleted { external_id, .. } => {
            taken_back(&mut decision.thread.conversation, external_id);
            decision.events.push(Event::MessageDeleted {
                external_id: external_id.clone(),
                at,
            });
        }
        InboundEvent::Reaction {
            external_id, emoji, ..
        } => reacted(decision, at, external_id, emoji.as_deref()),
        InboundEvent::Progress(progress) => progressed(decision, at, progress, ours),
        InboundEvent::IdentityChanged {
            customer, change, ..
        } => {
            identity_changed(decision, at, (customer, change), event.external_id(at), ids);
        }
        InboundEvent::MarketingConsent { granted, .. } => {
            consent_changed(decision, at, *granted, event.external_id(at), ids);
        }
        InboundEvent::Echo(echo) => echoed(decision, at, echo, ours, said, ids),
        InboundEvent::ThreadControl(told) => {
            let line = event.external_id(at);
            control::told(decision, at, told, (own_app, said.standby), line, ids);
        }
        InboundEvent::Delivered {
            until,
            external_ids,
            ..
        } => {
            let delivered = &mut decision.thread.identity.delivered_until;
            *delivered = (*delivered).max(Some(*until));
            receipts(decision, external_ids.clone(), *until);
        }
        InboundEvent::Read { until, .. } => {
            let identity = &mut decision.thread.identity;
            identity.read_until = identity.read_until.max(Some(*until));
            identity.delivered_until = identity.delivered_until.max(Some(*until));
            receipts(decision, Vec::new(), *until);
        }
        // These are about the channel, not about a conversation, or tell only of the person; labels are looked up before
        // they are decided about; the others are never nested.
        InboundEvent::Introduced { .. }
        | InboundEvent::Labelled(_)
        | InboundEvent::Enforcement(_)
        | InboundEvent::AppRoles(_)
        | InboundEvent::Account(_)
        | InboundEvent::Template(_)
        | InboundEvent::Comment(_)
        | InboundEvent::Standby(_)
        | InboundEvent::Past(_) => {}
    }
}

/// An answer to a message made of parts, as a line of the customer's.
fn responded(response: &Response, said: &Content) -> Content {
    Content {
        text: response.said(),
        tapped: match response {
            Response::Coupon { code, payload } => Some(Tap {
                title: code.clone(),
                payload: payload.clone(),
            }),
            Response::Survey(_) | Response::Order { .. } => None,
        },
        extra: match response {
            Response::Order { order, .. } => Some(Extra::Order(order.clone())),
            Response::Coupon { .. } | Response::Survey(_) => None,
        },
        ..said.clone()
    }
}

fn reacted(decision: &mut Decision, at: Timestamp, external_id: &str, emoji: Option<&str>) {
    let kind = match emoji {
        Some(_) => WindowEventKind::Reaction,
        None => WindowEventKind::Unreaction,
    };
    act(decision, kind, at);
    decision.events.push(Event::ReactionChanged {
        external_id: external_id.to_owned(),
        at,
        emoji: emoji.map(str::to_owned),
    });
}

/// The lists must not show what was taken back.
pub(super) fn taken_back(conversation: &mut Conversation, external_id: &str) {
    let preview = &mut conversation.preview;
    if preview.external_id.as_deref() == Some(external_id) {
        *preview = preview.clone().taken_back();
    }
}

/// Nothing is known of the customer yet: the platform is to be asked who they are. `writes` when they write themselves.
pub(super) fn introduce(decision: &mut Decision, writes: bool) {
    let Thread {
        identity,
        conversation,
        ..
    } = &decision.thread;
    let is_new = has_no_line(conversation)
        && identity.delivered_until.is_none()
        && identity.read_until.is_none();
    // Of who was only answered in private the platform tells no more than what they comment under, until they write.
    let was_answered = identity
        .granted
        .comments
        .iter()
        .any(|one| one.answer.is_some());
    let writes_at_last = was_answered && conversation.last_customer_at.is_none() && writes;
    if identity.window_events.is_empty() && (is_new || writes_at_last) {
        decision.effects.push(Effect::FetchProfile);
    }
}

/// What the event tells of its customer. A notice that they moved names them by the ids that were theirs until then.
pub(super) fn learn(decision: &mut Decision, at: Timestamp, event: &InboundEvent, person: &Person) {
    let identity = &mut decision.thread.identity;
    let renamed = match event {
        InboundEvent::IdentityChanged {
            change: IdentityChange::Moved { .. },
            ..
        } => identity.profile.learn_names(person, at),
        _ => identity.learn(person, at),
    };
    if renamed {
        let value = |told: &Option<Told<String>>| told.as_ref().map(|told| told.value.clone());
        let event = Event::Renamed {
            name: value(&identity.profile.name),
            username: value(&identity.profile.username),
        };
        decision.events.push(event);
    }
}

fn has_no_line(conversation: &Conversation) -> bool {
    conversation.last_customer_at.is_none() && conversation.last_reply_at.is_none()
}

/// Events may come in any order: a conversation began with the earliest, and until a line is there the lists show that.
pub(super) fn began(decision: &mut Decision, at: Timestamp) {
    let conversation = &mut decision.thread.conversation;
    conversation.created_at = conversation.created_at.min(at);
    if has_no_line(conversation) && conversation.preview.text.is_empty() {
        conversation.preview.at = conversation.created_at;
    }
}

fn receipts(decision: &mut Decision, delivered: Vec<String>, until: Timestamp) {
    decision
        .events
        .push(Event::ReceiptsAdvanced { delivered, until });
}

/// A first message after a click on an ad may open a longer window than another.
fn opening_kind(referral: Option<&Referral>, otherwise: WindowEventKind) -> WindowEventKind {
    if referral.is_some_and(Referral::is_ad) {
        WindowEventKind::AdMessage
    } else {
        otherwise
    }
}

fn followed(
    decision: &mut Decision,
    at: Timestamp,
    referral: &Referral,
    said: &Content,
    external_id: Option<String>,
    ids: Ids<'_>,
) {
    if referral.is_act() {
        act(decision, WindowEventKind::Referral, at);
    }
    let content = Content {
        text: referral.said(),
        referral: Some(referral.clone()),
        ..said.clone()
    };
    customer_line(decision, at, content, external_id, None, ids);
}

fn written(
    decision: &mut Decision,
    at: Timestamp,
    message: &CustomerMessage,
    said: &Content,
    ids: Ids<'_>,
) {
    let kind = if message.is_mention() {
        WindowEventKind::StoryMention
    } else {
        WindowEventKind::Message
    };
    act(decision, opening_kind(message.referral.as_ref(), kind), at);
    let content = Content {
        text: message.text.clone(),
        attachments: message.attachments.clone(),
        tapped: message.quick_reply.as_ref().map(|payload| Tap {
            title: message.text.clone(),
            payload: Some(payload.clone()),
        }),
        commands: message.commands.clone(),
        extra: message.extra.clone(),
        forwarded: message.forwarded,
        product: message.product.clone(),
        referral: message.referral.clone(),
        unsupported: message.unsupported,
        ..said.clone()
    };
    let external_id = Some(message.external_id.clone());
    customer_line(
        decision,
        at,
        content,
        external_id,
        message.reply_to.clone(),
        ids,
    );
}

pub(super) fn act(decision: &mut Decision, kind: WindowEventKind, at: Timestamp) {
    decision.thread.identity.acted(kind, at);
    let conversation = &mut decision.thread.conversation;
    if kind != WindowEventKind::Unreaction && Some(at) > conversation.last_reply_at {
        conversation.consecutive_tagged = 0;
    }
}
