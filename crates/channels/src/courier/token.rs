//! Questions about the token itself, and its renewal.

use std::time::Duration;

use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::health::Token;

use super::exchange::Call;
use super::thread_control::AppId;
use super::{AccessToken, Courier, Endpoint, Interface};
use crate::outcome::{CallFailed, Class};
use crate::{instagram, messenger, whatsapp};

#[derive(Deserialize)]
struct Answer {
    data: About,
}

/// Moments are in seconds; zero stands for never.
#[derive(Deserialize, Default)]
#[serde(default)]
struct About {
    expires_at: i64,
    data_access_expires_at: i64,
    scopes: Option<Vec<String>>,
    app_id: Option<AppId>,
}

/// A token that the platform has renewed.
#[derive(Debug, Clone)]
pub struct Renewed {
    /// The token from now on; it may be the same.
    pub token: AccessToken,
    /// How long it lives.
    pub lasts: Duration,
}

#[derive(Deserialize)]
struct Refreshed {
    access_token: String,
    /// In seconds.
    expires_in: u64,
}

impl Courier {
    /// Asks when the token ends and which permissions it lacks; the token of Instagram Login has nobody to ask.
    pub async fn token(&self, endpoint: &Endpoint) -> Result<Token, CallFailed> {
        if endpoint.interface() == Interface::Instagram {
            return Ok(Token::default());
        }
        let call = Call::get(endpoint.url_about_token());
        let Answer { data } = self.ask(endpoint, call).await?;
        Ok(data.token(needed(endpoint.interface())))
    }

    /// Has the token of Instagram Login live on.
    pub async fn renew_token(&self, endpoint: &Endpoint) -> Result<Renewed, CallFailed> {
        let call = Call::get(endpoint.url_to_renew_token());
        let told: Refreshed = self.ask(endpoint, call).await?;
        let token = endpoint.unredacted(&told.access_token);
        let token = token.map_err(|invalid| {
            let detail = format!("the platform's new token is none: {invalid}");
            CallFailed::new(Class::Permanent, &detail)
        })?;
        Ok(Renewed {
            token,
            lasts: Duration::from_secs(told.expires_in),
        })
    }
}

/// The permissions that a token needs.
fn needed(interface: Interface) -> &'static [&'static str] {
    match interface {
        Interface::Messenger => &messenger::RIGHTS,
        Interface::InstagramOfPage => &instagram::RIGHTS,
        Interface::WhatsApp => &whatsapp::RIGHTS,
        Interface::Instagram => &[],
    }
}

impl About {
    fn token(self, needed: &[&str]) -> Token {
        let at = |second: i64| {
            (second > 0)
                .then(|| Timestamp::from_second(second).ok())
                .flatten()
        };
        // A platform that lists none tells nothing of them.
        let scopes = self.scopes.filter(|scopes| !scopes.is_empty());
        let missing = scopes.map(|scopes| {
            let missing = needed.iter().map(|right| (*right).to_owned());
            missing.filter(|right| !scopes.contains(right)).collect()
        });
        Token {
            expires_at: at(self.expires_at),
            data_until: at(self.data_access_expires_at),
            missing: missing.unwrap_or_default(),
            app_id: self.app_id.map(String::from),
            ..Token::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(data: &Value) -> Token {
        let answer: Answer = serde_json::from_value(json!({ "data": data })).unwrap();
        answer.data.token(&messenger::RIGHTS)
    }

    #[test]
    fn a_token_tells_its_ends_and_lacks_what_is_not_in_its_list() {
        let token = read(&json!({
            "is_valid": true, "expires_at": 0, "data_access_expires_at": 1_763_859_200,
            "scopes": ["pages_messaging", "public_profile"], "app_id": "7700",
        }));
        assert_eq!(token.app_id.as_deref(), Some("7700"));
        assert_eq!(token.expires_at, None, "zero is never");
        assert_eq!(
            token.data_until,
            Some(Timestamp::from_second(1_763_859_200).unwrap())
        );
        assert_eq!(token.missing, ["pages_manage_metadata"]);
    }

    #[test]
    fn what_is_not_told_is_not_missed() {
        assert_eq!(read(&json!({})), Token::default());
        assert_eq!(
            read(&json!({ "scopes": [], "expires_at": -1 })),
            Token::default()
        );
    }
}
