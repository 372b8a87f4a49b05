//! Sends of the app under test: judged by the rules, recorded, put on the phone, echoed.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::World;
use super::compose::{attachment_value, echo, instagram};
use super::permission::{may_ask, permit};
use super::record::{SendOutcome, SendRecord};
use super::refusal::{self, Obstacle};
use super::routing::{self, Party};
use super::send::{Action, Draft, Recipient, SendReply, SendRequest, Way};
use super::state::{Author, Customer, Message, Outlet, State};
use super::template::{self, Filled};
use crate::error::GraphError;
use crate::rules::{self, Platform};
use crate::webhook::event::Event;

/// How long a phone shows that the business is typing.
const TYPING: SignedDuration = SignedDuration::from_secs(20);

/// Everything about a request that is not in the request itself.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) outlet: &'a str,
    pub(crate) raw: &'a Value,
    /// A fault switch will keep the answer from the caller.
    pub(crate) answer_lost: bool,
}

/// A refusal and the name of the rule that was broken, if it was one.
pub(super) type Refused = (GraphError, Option<&'static str>);

impl World {
    /// Judges and carries out a request, and writes it into the log of sends.
    pub(crate) fn send(
        &self,
        call: &Call<'_>,
        request: Result<SendRequest, GraphError>,
    ) -> Result<SendReply, GraphError> {
        let now = self.now();
        self.review_due();
        let mut state = self.lock();
        let mut record = record(call, now);
        let result = match request {
            Ok(request) => {
                record.kind = request.kind();
                record.summary = request.summary();
                record.customer = person(&state, &request.recipient, call.outlet);
                self.carry_out(&mut state, call.outlet, request, &mut record, now)
            }
            Err(error) => Err((error, Some("malformed"))),
        };
        let result = match result {
            Ok(reply) => {
                record.outcome = SendOutcome::Accepted {
                    mid: reply.mid.clone(),
                };
                Ok(reply)
            }
            Err((error, violation)) => {
                record.outcome = (&error).into();
                record.violation = violation.map(str::to_owned);
                Err(error)
            }
        };
        self.log_send(&mut state, record);
        drop(state);
        self.changed();
        result
    }

    /// Records a request that a fault switch refused or swallowed.
    pub(crate) fn record_fault(&self, call: &Call<'_>, error: Option<&GraphError>) {
        let mut record = record(call, self.now());
        record.outcome = error.map_or(SendOutcome::Lost, SendOutcome::from);
        self.log_send(&mut self.lock(), record);
        self.changed();
    }

    fn carry_out(
        &self,
        state: &mut State,
        outlet: &str,
        request: SendRequest,
        record: &mut SendRecord,
        now: Timestamp,
    ) -> Result<SendReply, Refused> {
        let State {
            outlets, customers, ..
        } = state;
        let outlet = outlets
            .get_mut(outlet)
            .ok_or_else(|| (GraphError::no_object(outlet), None))?;
        let platform = outlet.platform();
        let refused = |obstacle: Obstacle| refusal::stopped(platform, obstacle);
        let access = outlet.as_account().map(|account| account.access_allowed);
        if access == Some(false) {
            return Err(refused(Obstacle::NoAccess));
        }
        if outlet.is_barred(now) {
            return Err(refused(Obstacle::Barred));
        }
        let customer = record
            .customer
            .as_ref()
            .and_then(|id| customers.get_mut(id));
        let comment = matches!(
            request.recipient,
            Recipient::Comment(_) | Recipient::Post(_)
        );
        let token = matches!(
            request.recipient,
            Recipient::Token(..) | Recipient::Checkbox(_)
        );
        let customer = match customer {
            Some(customer) if customer.reachable || comment => customer,
            _ if comment => return Err(refused(Obstacle::UnknownComment)),
            _ if token => return Err(refused(Obstacle::UnknownToken)),
            _ => return Err(refused(Obstacle::UnknownPerson)),
        };
        if customer.blocked {
            return Err(refused(Obstacle::Blocked));
        }
        if routing::controller(outlet, customer, now) != Party::Own {
            return Err(refused(Obstacle::OtherApp));
        }
        let recipient = customer.id.clone();
        let draft = match request.action {
            Action::Message(mut draft) => {
                if !instagram::resolve_shares(outlet, &mut draft.attachments) {
                    return Err((GraphError::BAD_MESSAGE_DATA, Some("malformed")));
                }
                *draft
            }
            action => {
                act(customer, action, now)?;
                return Ok(SendReply {
                    recipient,
                    mid: None,
                });
            }
        };
        if let Some(persona) = &draft.persona
            && !outlet
                .personas
                .iter()
                .any(|known| known.id == *persona && !known.deleted)
        {
            return Err((GraphError::NO_SUCH_PERSONA, Some("malformed")));
        }
        let control = match &request.control {
            Some(control) => Some(self.next_party(outlet, control)?),
            None => None,
        };
        may_ask(outlet, &draft, now)?;
        permit(
            outlet,
            customer,
            &request.recipient,
            &request.way,
            &draft,
            now,
        )?;
        let filled = match &draft.utility {
            Some(utility) => {
                let filled = template::fill(outlet, utility);
                Some(filled.map_err(|error| (error, Some("malformed")))?)
            }
            None => None,
        };
        let tagged = matches!(request.way, Way::Tag(_));
        if tagged && draft.text.as_deref().is_some_and(rules::advertises) {
            record.violation = Some("promotional-under-tag".to_owned());
        }
        let label = Some(label(outlet, &request.recipient, &record.kind));
        let mid = self.put(outlet, customer, (draft, filled), label, now);
        if let Some(to) = control {
            self.hand_over(outlet, customer, to, None);
        }
        Ok(SendReply {
            recipient,
            mid: Some(mid),
        })
    }

    /// Puts a permitted message on the phone and echoes it.
    fn put(
        &self,
        outlet: &Outlet,
        customer: &mut Customer,
        (mut draft, filled): (Draft, Option<Filled>),
        label: Option<String>,
        now: Timestamp,
    ) -> String {
        let mid = self.message_id(outlet);
        let mut echo = echo(outlet, &mid, super::number(&self.app().id));
        let mut message = Message::new(mid.clone(), now, Author::App);
        message.label = label;
        message.persona = draft.persona.as_deref().and_then(|id| {
            let known = outlet.personas.iter().find(|persona| persona.id == id);
            known.map(|persona| persona.name.clone())
        });
        if let Some(utility) = &draft.utility {
            echo["template"] = utility.wire.clone();
        }
        if let (Some(metadata), Platform::Messenger) = (&draft.metadata, outlet.platform()) {
            echo["metadata"] = json!(metadata);
        }
        if let Some(text) = draft.text {
            echo["text"] = json!(text);
            message.text = Some(text);
        }
        for sticker in &mut draft.attachments {
            if let Some(number) = sticker.payload["sticker_id"].as_u64() {
                sticker.payload["url"] = json!(self.sticker_address(number));
            }
        }
        if !draft.attachments.is_empty() {
            echo["attachments"] = draft.attachments.iter().map(attachment_value).collect();
        }
        if let Some(quoted) = &draft.reply_to {
            echo["reply_to"] = json!({ "mid": quoted });
        }
        message.attachments = draft.attachments;
        if let Some(filled) = filled {
            message.text = Some(filled.text);
            message.attachments.extend(filled.card);
        }
        message.quick_replies = draft.quick_replies;
        message.reply_to = draft.reply_to;
        customer.business_types_until = None;
        customer.reachable = true;
        customer.insert(message);
        self.emit(outlet, Event::echo(outlet, &customer.id, now, &echo));
        self.receive(outlet, customer, now);
        mid
    }
}

/// The small print of a message: how it was sent, or which comment it answers in private.
fn label(outlet: &Outlet, recipient: &Recipient, kind: &str) -> String {
    let answered = match recipient {
        Recipient::Comment(id) | Recipient::Post(id) => {
            outlet.comments.iter().find(|comment| comment.id == *id)
        }
        _ => None,
    };
    match answered {
        Some(post) if post.is_post => format!("to your post “{}”", post.text),
        Some(comment) => format!("to your comment “{}”", comment.text),
        None => kind.to_owned(),
    }
}

/// The record of a request, before anything is known of it.
pub(super) fn record(call: &Call<'_>, now: Timestamp) -> SendRecord {
    SendRecord {
        number: 0,
        at: now,
        page: call.outlet.to_owned(),
        customer: None,
        request: call.raw.clone(),
        kind: "unread".to_owned(),
        summary: String::new(),
        outcome: SendOutcome::Lost,
        answer_lost: call.answer_lost,
        violation: None,
    }
}

/// The customer whom a recipient means, if there is one here.
fn person(state: &State, recipient: &Recipient, outlet: &str) -> Option<String> {
    let id = match recipient {
        Recipient::Person(id) => id,
        Recipient::Comment(id) | Recipient::Post(id) => {
            let is_post = matches!(recipient, Recipient::Post(_));
            let mut comments = state.outlets.get(outlet)?.comments.iter();
            let found = comments.find(|one| one.id == *id && one.is_post == is_post);
            &found?.customer
        }
        Recipient::Checkbox(user_ref) => {
            let mut customers = state.customers.values();
            let own = |one: &&Customer| one.outlet == outlet && one.user_refs.contains(user_ref);
            &customers.find(own)?.id
        }
        Recipient::Token(_, token) => {
            let mut customers = state.customers.values();
            &customers
                .find(|customer| customer.tokens.iter().any(|known| known.token == *token))?
                .id
        }
    };
    let customer = state.customers.get(id)?;
    (customer.outlet == outlet).then(|| customer.id.clone())
}

/// Sender actions: what the phone shows beside messages.
fn act(customer: &mut Customer, action: Action, now: Timestamp) -> Result<(), Refused> {
    let malformed = |detail: &str| (GraphError::invalid(detail), Some("malformed"));
    match action {
        Action::Message(_) => {}
        Action::Typing(on) => customer.business_types_until = on.then(|| now + TYPING),
        Action::Seen => customer.seen_by_business = Some(now),
        Action::React { mid, reaction } => {
            let message = customer
                .message_mut(&mid)
                .filter(|message| !message.is_from_business());
            let message = message.ok_or_else(|| malformed("there is no such message"))?;
            message.business_reaction = Some(reaction);
        }
        Action::Unreact { mid } => {
            let message = customer
                .message_mut(&mid)
                .filter(|message| !message.is_from_business());
            message
                .ok_or_else(|| malformed("there is no such message"))?
                .business_reaction = None;
        }
    }
    Ok(())
}
