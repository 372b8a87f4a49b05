//! Questions about the token itself.

use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::health::Token;

use super::exchange::Call;
use super::{Courier, Endpoint, Interface};
use crate::outcome::CallFailed;
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
            "scopes": ["pages_messaging", "public_profile"],
        }));
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
