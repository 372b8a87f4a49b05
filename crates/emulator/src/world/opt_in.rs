//! Permissions that customers give on Messenger: plugins, "Notify me", marketing messages and their end.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::act::{Done, refuse_if_blocked};
use super::input::OptIn;
use super::rejection::Rejection;
use super::state::{Customer, TopicToken};
use super::{World, pair};
use crate::rules::{Act, Platform, TokenKind};
use crate::webhook::event::Event;
use crate::webhook::topic::Topic;

/// How long a token for marketing lives.
const MARKETING_TOKEN: SignedDuration = SignedDuration::from_hours(365 * 24);

impl World {
    /// A customer confirms a plugin, asks to be notified, or says whether marketing is welcome.
    pub fn opt_in(&self, customer: &str, opt_in: OptIn) -> Result<Done, Rejection> {
        let at = self.now();
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        refuse_if_blocked(customer)?;
        if outlet.platform() != Platform::Messenger {
            return Err(Rejection::invalid(
                "not-here",
                "only Messenger knows this kind of confirmation",
            ));
        }
        let value = match opt_in {
            OptIn::Plugin { reference } => {
                customer.did(Act::PluginOptIn, at);
                json!({ "ref": reference })
            }
            OptIn::Checkbox {
                reference,
                user_ref,
            } => {
                customer.did(Act::PluginOptIn, at);
                customer.user_refs.insert(user_ref.clone());
                let value = json!({ "ref": reference, "user_ref": user_ref });
                self.emit(outlet, Event::nameless(outlet, &customer.id, at, &value));
                drop(state);
                self.changed();
                return Ok(Done { mid: None, at });
            }
            OptIn::Topic { payload } => {
                customer.did(Act::TopicOptIn, at);
                let token = self.give(customer, TokenKind::OneTime, &payload, at);
                json!({ "type": "one_time_notif_req", "payload": payload, "one_time_notif_token": token.token })
            }
            OptIn::Marketing { payload } => {
                customer.did(Act::MarketingOptIn, at);
                customer.stopped_marketing = false;
                let token = self.give(customer, TokenKind::Marketing, &payload, at);
                marketing(token, None)
            }
            OptIn::StopMarketing => {
                customer.stopped_marketing = true;
                marketing(newest(customer)?, Some("STOP NOTIFICATIONS"))
            }
            OptIn::ResumeMarketing => {
                customer.stopped_marketing = false;
                marketing(newest(customer)?, Some("RESUME NOTIFICATIONS"))
            }
        };
        self.emit_act(outlet, customer, at, Topic::OptIn, ("optin", value));
        drop(state);
        self.changed();
        Ok(Done { mid: None, at })
    }

    fn give<'a>(
        &self,
        customer: &'a mut Customer,
        kind: TokenKind,
        topic: &str,
        at: Timestamp,
    ) -> &'a TopicToken {
        let (name, expires_at) = match kind {
            TokenKind::OneTime => ("otn", None),
            TokenKind::Marketing => ("nmt", at.checked_add(MARKETING_TOKEN).ok()),
        };
        let token = TopicToken {
            token: format!("{name}_{}", self.ids().number()),
            kind,
            topic: topic.to_owned(),
            issued_at: at,
            expires_at,
            used_at: None,
        };
        customer.tokens.push(token);
        &customer.tokens[customer.tokens.len() - 1]
    }
}

/// The token that stopping and resuming is told with.
fn newest(customer: &Customer) -> Result<&TopicToken, Rejection> {
    let mut tokens = customer.tokens.iter().rev();
    let newest = tokens.find(|token| token.kind == TokenKind::Marketing);
    newest.ok_or_else(|| {
        Rejection::invalid(
            "no-subscription",
            "this customer never agreed to marketing messages",
        )
    })
}

fn marketing(token: &TopicToken, status: Option<&str>) -> Value {
    let mut value = json!({
        "type": "notification_messages", "payload": token.topic,
        "notification_messages_token": token.token, "notification_messages_timezone": "UTC",
        "user_token_status": "NOT_REFRESHED",
    });
    if let Some(end) = token.expires_at {
        value["token_expiry_timestamp"] = json!(end.as_millisecond());
    }
    if let Some(status) = status {
        value["notification_messages_status"] = json!(status);
    }
    value
}
