//! Who is speaking: the signature under a webhook, and the handshake that connects one.
//!
//! Meta signs the raw bytes of a webhook with the app's secret, HMAC-SHA256 in hexadecimal, in the header
//! [`HEADER`]. It escapes characters in its own way, so only the bytes as they came may be checked.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// The header that carries the signature.
pub const HEADER: &str = "x-hub-signature-256";

/// An app's secret, kept as the prepared state of the hash, so that each webhook pays for its own bytes only.
#[derive(Clone)]
pub struct SigningSecret(Hmac<Sha256>);

impl SigningSecret {
    /// Prepares a secret for use; nothing when it is empty, for anybody could sign with that.
    pub fn new(secret: &str) -> Option<Self> {
        let secret = Some(secret).filter(|secret| !secret.is_empty())?;
        Hmac::new_from_slice(secret.as_bytes()).ok().map(Self)
    }

    /// The signature of these bytes, as the header carries it.
    pub fn sign(&self, body: &[u8]) -> String {
        format!("sha256={}", self.hex(body))
    }

    /// The `appsecret_proof` of an access token: shows that a call comes from a holder of the secret.
    pub(crate) fn proof(&self, token: &str) -> String {
        self.hex(token.as_bytes())
    }

    fn hex(&self, bytes: &[u8]) -> String {
        let mac = self.0.clone().chain_update(bytes).finalize().into_bytes();
        base16ct::lower::encode_string(&mac)
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningSecret(…)")
    }
}

/// Which of the secrets signed this body: its position, or nothing when none did or the header is malformed.
///
/// Compares in constant time. An app may have several secrets while one is being replaced.
pub fn verify(body: &[u8], header: &[u8], secrets: &[SigningSecret]) -> Option<usize> {
    let mut claimed = [0; 32];
    let digits = header.strip_prefix(b"sha256=")?;
    if base16ct::mixed::decode(digits, &mut claimed).ok()?.len() != claimed.len() {
        return None;
    }
    secrets.iter().position(|secret| {
        secret
            .0
            .clone()
            .chain_update(body)
            .verify(&claimed.into())
            .is_ok()
    })
}

/// The word that proves to us that the platform's question comes from where the channel was set up.
#[derive(Clone)]
pub struct VerifyToken(Box<str>);

impl VerifyToken {
    /// Takes the word as it was configured; nothing when it is empty.
    pub fn new(token: &str) -> Option<Self> {
        (!token.is_empty()).then(|| Self(token.into()))
    }
}

impl fmt::Debug for VerifyToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VerifyToken(…)")
    }
}

/// The platform's question before it sends webhooks, as the query of a `GET`.
#[derive(Deserialize)]
pub struct Handshake {
    #[serde(rename = "hub.mode")]
    mode: String,
    #[serde(rename = "hub.verify_token")]
    token: String,
    #[serde(rename = "hub.challenge")]
    challenge: String,
}

impl Handshake {
    /// What to answer, bare, with status 200; nothing when the token is none of ours, which is a 403.
    ///
    /// Compares in constant time, except for a token's length.
    pub fn answer(self, tokens: &[VerifyToken]) -> Option<String> {
        let ours = tokens
            .iter()
            .any(|token| bool::from(token.0.as_bytes().ct_eq(self.token.as_bytes())));
        (ours && self.mode == "subscribe").then_some(self.challenge)
    }
}

impl fmt::Debug for Handshake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handshake")
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"object":"page","entry":[{"text":"\u00e4\/"}]}"#;

    fn secret(text: &str) -> SigningSecret {
        SigningSecret::new(text).unwrap()
    }

    fn secrets() -> [SigningSecret; 3] {
        ["the old one", "the new one", "another app"].map(secret)
    }

    #[test]
    fn the_hash_is_the_one_of_rfc_4231() {
        assert_eq!(
            secret("Jefe").sign(b"what do ya want for nothing?"),
            "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn every_secret_is_tried_and_the_one_that_signed_is_named() {
        let secrets = secrets();
        for (position, secret) in secrets.iter().enumerate() {
            let header = secret.sign(BODY);
            assert_eq!(verify(BODY, header.as_bytes(), &secrets), Some(position));
            assert_eq!(
                verify(
                    BODY,
                    header.to_uppercase().replace("SHA", "sha").as_bytes(),
                    &secrets
                ),
                Some(position)
            );
        }
    }

    #[test]
    fn a_changed_body_or_a_foreign_secret_does_not_match() {
        let secrets = secrets();
        let header = secrets[0].sign(BODY);
        assert_eq!(verify(&BODY[1..], header.as_bytes(), &secrets), None);
        assert_eq!(verify(BODY, header.as_bytes(), &secrets[1..]), None);
        assert_eq!(verify(BODY, header.as_bytes(), &[]), None);
    }

    #[test]
    fn a_malformed_header_does_not_match() {
        let secrets = secrets();
        let good = secrets[0].sign(BODY);
        let bad = [
            String::new(),
            "sha256=".into(),
            good.replace("sha256=", ""),
            good.replace("sha256=", "sha1="),
            good[..good.len() - 2].into(),
            format!("{good}00"),
            format!("{good} "),
            format!("sha256={}", "zz".repeat(32)),
        ];
        for header in bad {
            assert_eq!(
                verify(BODY, header.as_bytes(), &secrets),
                None,
                "{header:?}"
            );
        }
    }

    #[test]
    fn the_handshake_is_answered_for_a_known_token_only() {
        let ask = |mode: &str, token: &str| Handshake {
            mode: mode.into(),
            token: token.into(),
            challenge: "1158201444".into(),
        };
        let tokens = ["first", "second"].map(|token| VerifyToken::new(token).unwrap());
        assert_eq!(
            ask("subscribe", "second").answer(&tokens).as_deref(),
            Some("1158201444")
        );
        assert_eq!(ask("subscribe", "secon").answer(&tokens), None);
        assert_eq!(ask("unsubscribe", "first").answer(&tokens), None);
    }

    #[test]
    fn an_empty_secret_or_token_does_not_exist() {
        assert!(SigningSecret::new("").is_none());
        assert!(VerifyToken::new("").is_none());
    }

    #[test]
    fn secrets_do_not_show_in_debug_output() {
        let handshake = Handshake {
            mode: "subscribe".into(),
            token: "first".into(),
            challenge: "1".into(),
        };
        let shown = format!(
            "{:?} {:?} {handshake:?}",
            SigningSecret::new("first"),
            VerifyToken::new("first")
        );
        assert!(!shown.contains("first"), "{shown}");
    }
}
