//! What a platform is asked about a customer besides messages: to keep them away.

use serde::de::IgnoredAny;
use serde_json::{Value, json};
use transom_domain::moderation::Moderation;

use super::exchange::Call;
use super::{Courier, Endpoint, Interface};
use crate::outcome::{CallFailed, Class, LONGEST_DETAIL};
use crate::whatsapp;

impl Endpoint {
    /// Whether its platform can be asked to keep customers away; an Instagram account only through its page.
    pub fn moderates(&self) -> bool {
        self.interface() != Interface::Instagram
    }
}

impl Courier {
    /// Has a customer blocked, or whatever else. Asking twice is asking once.
    pub async fn moderate(
        &self,
        endpoint: &Endpoint,
        customer: &str,
        action: Moderation,
    ) -> Result<(), CallFailed> {
        let is_whatsapp = endpoint.interface() == Interface::WhatsApp;
        let call = match (endpoint.interface(), action) {
            (Interface::Instagram, _) => {
                let detail = "an account with Instagram Login cannot keep customers away";
                return Err(CallFailed::new(Class::Permanent, detail));
            }
            (Interface::WhatsApp, Moderation::Block) => of_whatsapp(endpoint, customer, true),
            (Interface::WhatsApp, Moderation::Unblock) => of_whatsapp(endpoint, customer, false),
            (Interface::WhatsApp, _) => {
                let detail = "WhatsApp can only block and unblock";
                return Err(CallFailed::new(Class::Permanent, detail));
            }
            (Interface::Messenger | Interface::InstagramOfPage, _) => {
                let body = json!({ "user_ids": [{ "id": customer }], "actions": [word(action)] });
                let url = endpoint.url(&[endpoint.account(), "moderate_conversations"], &[]);
                Call::post(url, Some(body.to_string().into_bytes()))
            }
        };
        let answer = self.exchange(endpoint, call).await?;
        let done = answer.understand::<IgnoredAny>(endpoint).map(drop);
        done.map_err(|mut failed| {
            if is_whatsapp && let Some(reason) = reason(&answer.body) {
                failed.problem.detail = reason;
            }
            failed
        })
    }
}

fn of_whatsapp(endpoint: &Endpoint, customer: &str, blocks: bool) -> Call {
    let key = if whatsapp::is_phone_id(customer) {
        "user"
    } else {
        "user_id"
    };
    let body = json!({ "messaging_product": "whatsapp", "block_users": [{ key: customer }] });
    let body = Some(body.to_string().into_bytes());
    let url = endpoint.url(&[endpoint.account(), "block_users"], &[]);
    if blocks {
        Call::post(url, body)
    } else {
        Call::delete(url, body)
    }
}

/// Why one of the list was not blocked: the answer itself only says that not all were.
fn reason(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let error = body.pointer("/block_users/failed_users/0/errors/0")?;
    let said = error
        .pointer("/error_data/details")
        .or(error.get("message"))?
        .as_str()?;
    Some(said.chars().take(LONGEST_DETAIL).collect())
}

const fn word(action: Moderation) -> &'static str {
    match action {
        Moderation::Block => "block_user",
        Moderation::Unblock => "unblock_user",
        Moderation::Ban => "ban_user",
        Moderation::Unban => "unban_user",
        Moderation::Spam => "move_to_spam",
    }
}
