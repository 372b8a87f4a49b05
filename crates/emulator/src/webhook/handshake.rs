//! The verification of a callback before the platform trusts it.

use reqwest::{Client, Url};

/// Why a callback was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum HandshakeError {
    /// The address cannot be used.
    #[error("{0:?} is no address of a callback; give one that begins with http:// or https://")]
    Address(String),
    /// Nothing answered.
    #[error("the callback could not be reached: {0}")]
    Unreachable(#[source] reqwest::Error),
    /// Something answered, but not with the challenge.
    #[error(
        "the callback answered {status}, but must answer 200 with the challenge and nothing else"
    )]
    Refused {
        /// The HTTP status.
        status: u16,
    },
}

/// Asks the callback to repeat a challenge.
pub(crate) async fn verify(
    client: &Client,
    callback: &str,
    verify_token: &str,
    challenge: &str,
) -> Result<(), HandshakeError> {
    let mut url = Url::parse(callback)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
        .ok_or_else(|| HandshakeError::Address(callback.to_owned()))?;
    url.query_pairs_mut()
        .append_pair("hub.mode", "subscribe")
        .append_pair("hub.challenge", challenge)
        .append_pair("hub.verify_token", verify_token);
    let response = client
        .get(url)
        .send()
        .await
        .map_err(HandshakeError::Unreachable)?;
    let status = response.status().as_u16();
    let body = response.text().await.map_err(HandshakeError::Unreachable)?;
    if status == 200 && body == challenge {
        Ok(())
    } else {
        Err(HandshakeError::Refused { status })
    }
}
