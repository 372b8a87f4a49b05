//! The parts of an endpoint: each is right once it is there.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use reqwest::Url;

/// Why a part of an endpoint is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEndpoint {
    /// Not an address at all, or one with a user, a query or a fragment.
    #[error("expected an address like https://graph.facebook.com, got {0:?}")]
    Url(String),
    /// Tokens would travel in the clear.
    #[error("{0:?} is not encrypted: use https; http is accepted only for this machine itself")]
    NotEncrypted(String),
    /// Not a version of the Graph API.
    #[error("expected a version like v26.0, got {0:?}")]
    Version(String),
    /// Not a token; what was given is not repeated.
    #[error("the access token is empty or has characters that no token has")]
    Token,
}

/// The base address of a Graph API: https, or http on the loopback interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphUrl(pub(super) Url);

impl FromStr for GraphUrl {
    type Err = InvalidEndpoint;

    fn from_str(text: &str) -> Result<Self, InvalidEndpoint> {
        let invalid = || InvalidEndpoint::Url(text.to_owned());
        let mut url = Url::parse(text).map_err(|_| invalid())?;
        let bare = url.username().is_empty() && url.password().is_none();
        if !bare || url.query().is_some() || url.fragment().is_some() {
            return Err(invalid());
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(InvalidEndpoint::NotEncrypted(text.to_owned())),
            _ => return Err(invalid()),
        }
        url.path_segments_mut()
            .map_err(|()| invalid())?
            .pop_if_empty();
        Ok(Self(url))
    }
}

impl GraphUrl {
    /// The name or address of the machine; an address of version 6 in brackets.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }
}

impl fmt::Display for GraphUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let address = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost"
            || address
                .parse()
                .is_ok_and(|address: IpAddr| address.is_loopback())
    })
}

/// A version of the Graph API, as `v26.0`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiVersion(pub(super) Box<str>);

impl FromStr for ApiVersion {
    type Err = InvalidEndpoint;

    fn from_str(text: &str) -> Result<Self, InvalidEndpoint> {
        let is_number =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let numbers = text
            .strip_prefix('v')
            .and_then(|numbers| numbers.split_once('.'));
        match numbers {
            Some((major, minor)) if is_number(major) && is_number(minor) => Ok(Self(text.into())),
            _ => Err(InvalidEndpoint::Version(text.to_owned())),
        }
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The right to speak for an account.
#[derive(Clone)]
pub struct AccessToken(pub(super) Box<str>);

impl FromStr for AccessToken {
    type Err = InvalidEndpoint;

    fn from_str(text: &str) -> Result<Self, InvalidEndpoint> {
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(InvalidEndpoint::Token);
        }
        Ok(Self(text.into()))
    }
}

impl AccessToken {
    /// The token itself, to be kept where it is safe.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encrypted_or_loopback_addresses_are_accepted() {
        for good in [
            "https://graph.facebook.com",
            "https://graph.facebook.com/",
            "https://proxy.example:8443/meta",
            "http://localhost:8090",
            "http://127.0.0.1:8090",
            "http://127.8.0.1",
            "http://[::1]:8090",
        ] {
            assert!(good.parse::<GraphUrl>().is_ok(), "{good}");
        }
        for open in [
            "http://graph.facebook.com",
            "http://10.0.0.1",
            "http://localhost.example",
            "http://[::2]",
        ] {
            assert_eq!(
                open.parse::<GraphUrl>(),
                Err(InvalidEndpoint::NotEncrypted(open.into()))
            );
        }
        for bad in [
            "",
            "graph.facebook.com",
            "ftp://graph.facebook.com",
            "https://someone@graph.facebook.com",
            "https://graph.facebook.com?access_token=x",
            "https://graph.facebook.com#x",
            "data:text/plain,x",
        ] {
            assert_eq!(
                bad.parse::<GraphUrl>(),
                Err(InvalidEndpoint::Url(bad.into()))
            );
        }
    }

    #[test]
    fn a_version_is_a_v_and_two_numbers() {
        assert!("v26.0".parse::<ApiVersion>().is_ok());
        for bad in [
            "", "26.0", "v26", "v26.", "v.0", "v2/6.0", "v26.0/..", "v26.x",
        ] {
            assert!(bad.parse::<ApiVersion>().is_err(), "{bad}");
        }
    }
}
