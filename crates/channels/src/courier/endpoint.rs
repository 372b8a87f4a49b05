//! Where a call goes and with whose rights: parsed once, right from then on.

mod part;

use std::sync::Arc;

use reqwest::Url;
use reqwest::header::HeaderValue;
use transom_domain::delivery::Outgoing;

use crate::send::{self, Rendered};
use crate::signature::SigningSecret;
use crate::usage::Gauge;
use crate::{instagram, messenger, whatsapp};

pub use part::{AccessToken, ApiVersion, GraphUrl, InvalidEndpoint};

/// What stands where the token was.
const BLOT: &str = "…";

/// Where WhatsApp has the files that webhooks tell of.
const FILE_HOST: &str = "lookaside.fbsbx.com";

/// What is spoken with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interface {
    /// Messenger, with a page.
    Messenger,
    /// Instagram, with the page that the account is linked to.
    InstagramOfPage,
    /// Instagram, with the account itself.
    Instagram,
    /// WhatsApp's Cloud API, with a number; its business account is the endpoint's parent.
    WhatsApp,
}

/// Why a message has no form where it is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotRender {
    /// On Messenger or Instagram.
    #[error(transparent)]
    Meta(#[from] send::CannotRender),
    /// On WhatsApp.
    #[error(transparent)]
    WhatsApp(#[from] whatsapp::CannotRender),
}

/// An account on a Graph API, with the right to speak for it.
#[derive(Debug, Clone)]
pub struct Endpoint {
    interface: Interface,
    versioned: Url,
    account: String,
    parent: Option<String>,
    token: AccessToken,
    proof: Option<Box<str>>,
    gauge: Arc<Gauge>,
}

impl Endpoint {
    /// Puts the parts together, for Messenger. With the app's secret, each call carries the proof that some apps demand.
    pub fn new(
        graph: &GraphUrl,
        version: &ApiVersion,
        account: impl Into<String>,
        token: AccessToken,
        secret: Option<&SigningSecret>,
    ) -> Self {
        let mut versioned = graph.0.clone();
        extend(&mut versioned, [&*version.0]);
        let proof = secret.map(|secret| secret.proof(&token.0).into());
        Self {
            interface: Interface::Messenger,
            versioned,
            account: account.into(),
            parent: None,
            token,
            proof,
            gauge: Arc::default(),
        }
    }

    /// The same Graph API, asked in the name of another, without proof and with limits of its own.
    pub(super) fn with_token(&self, account: &str, token: AccessToken) -> Self {
        Self {
            interface: Interface::Messenger,
            versioned: self.versioned.clone(),
            account: account.to_owned(),
            parent: None,
            token,
            proof: None,
            gauge: Arc::default(),
        }
    }

    /// The same account, whose limits are watched by this gauge.
    #[must_use]
    pub fn watched(self, gauge: Arc<Gauge>) -> Self {
        Self { gauge, ..self }
    }

    /// The same account, spoken with in another way.
    #[must_use]
    pub fn by(self, interface: Interface) -> Self {
        Self { interface, ..self }
    }

    /// The same account, below another: a WhatsApp number below its business account.
    #[must_use]
    pub fn under(self, parent: impl Into<String>) -> Self {
        let parent = Some(parent.into());
        Self { parent, ..self }
    }

    /// What is spoken with the account.
    pub const fn interface(&self) -> Interface {
        self.interface
    }

    /// The request that sends a message from the account.
    pub fn render(&self, outgoing: &Outgoing) -> Result<Rendered, CannotRender> {
        match self.interface {
            Interface::Messenger => Ok(messenger::render(outgoing)?),
            Interface::InstagramOfPage | Interface::Instagram => Ok(instagram::render(outgoing)?),
            Interface::WhatsApp => Ok(whatsapp::render(outgoing)?),
        }
    }

    /// The platform's id of the account: of a page, of an Instagram account, of a WhatsApp number.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// The platform's id of the account above it: of the business account of a WhatsApp number.
    pub fn parent(&self) -> Option<&str> {
        self.parent.as_deref()
    }

    pub(super) fn gauge(&self) -> &Gauge {
        &self.gauge
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.versioned.scheme() == "https"
    }

    /// Whether an address is on the same server as the Graph API.
    pub(super) fn is_beside(&self, url: &Url) -> bool {
        url.origin() == self.versioned.origin()
    }

    /// Whether an address that somebody told is surely the platform's own, so that the token may go there.
    pub(super) fn is_own(&self, url: &Url) -> bool {
        let is_file_host = url.scheme() == "https"
            && url.host_str() == Some(FILE_HOST)
            && url.port_or_known_default() == Some(443);
        self.is_beside(url) || is_file_host
    }

    pub(super) fn url(&self, path: &[&str], query: &[(&str, &str)]) -> Url {
        let mut url = self.versioned.clone();
        extend(&mut url, path.iter().copied());
        let proof = self
            .proof
            .as_deref()
            .map(|proof| ("appsecret_proof", proof));
        if !query.is_empty() || proof.is_some() {
            url.query_pairs_mut()
                .extend_pairs(query)
                .extend_pairs(proof);
        }
        url
    }

    /// Where an upload goes on: its name ends in parameters of its own.
    pub(super) fn url_of_example(&self, name: &str) -> Url {
        let (name, parameters) = name.split_once('?').unwrap_or((name, ""));
        let mut own = self.versioned.clone();
        own.set_query(Some(parameters));
        let own: Vec<_> = own.query_pairs().into_owned().collect();
        let own: Vec<_> = own
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect();
        self.url(&[name], &own)
    }

    /// Where the token itself is asked about; the platform wants it among the parameters.
    pub(super) fn url_about_token(&self) -> Url {
        self.url(&["debug_token"], &[("input_token", &self.token.0)])
    }

    /// Where the token is renewed: the platform has that beside its versions, with the token among the parameters.
    pub(super) fn url_to_renew_token(&self) -> Url {
        let mut url = self.versioned.clone();
        let path = url.path_segments_mut();
        path.expect("http addresses have a path")
            .pop()
            .push("refresh_access_token");
        url.query_pairs_mut()
            .append_pair("grant_type", "ig_refresh_token")
            .append_pair("access_token", &self.token.0);
        url
    }

    /// A token that an answer names, which may be our own: blotted out as everywhere.
    pub(super) fn unredacted(&self, token: &str) -> Result<AccessToken, InvalidEndpoint> {
        if token == BLOT {
            return Ok(self.token.clone());
        }
        token.parse()
    }

    pub(super) fn authorization(&self) -> HeaderValue {
        let mut value = HeaderValue::from_str(&format!("Bearer {}", self.token.0))
            .expect("a token has only visible ASCII characters");
        value.set_sensitive(true);
        value
    }

    /// The same, in the word that uploads in pieces want.
    pub(super) fn authorization_as_user(&self) -> HeaderValue {
        let mut value = HeaderValue::from_str(&format!("OAuth {}", self.token.0))
            .expect("a token has only visible ASCII characters");
        value.set_sensitive(true);
        value
    }

    /// Blots out the token and its proof where the other side quotes them.
    pub(super) fn redact(&self, text: &str) -> String {
        let text = text.replace(&*self.token.0, BLOT);
        match &self.proof {
            Some(proof) => text.replace(&**proof, BLOT),
            None => text,
        }
    }
}

fn extend<'a>(url: &mut Url, path: impl IntoIterator<Item = &'a str>) {
    url.path_segments_mut()
        .expect("http addresses have a path")
        .extend(path);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_goes_only_where_the_platform_surely_is() {
        let graph: GraphUrl = "https://graph.facebook.com".parse().unwrap();
        let version = "v26.0".parse().unwrap();
        let endpoint = Endpoint::new(&graph, &version, "1", "token".parse().unwrap(), None);
        for (url, is_own) in [
            (
                "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
                true,
            ),
            ("https://graph.facebook.com/v26.0/1", true),
            (
                "http://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
                false,
            ),
            ("https://lookaside.fbsbx.com:8443/", false),
            ("https://lookaside.fbsbx.com.example/", false),
            ("https://lookaside.fbsbx.com@example.com/", false),
            ("https://files.example/1.jpg", false),
        ] {
            assert_eq!(endpoint.is_own(&Url::parse(url).unwrap()), is_own, "{url}");
        }
    }

    #[test]
    fn a_token_shows_neither_in_debug_output_nor_in_quoted_text() {
        let token: AccessToken = "EAAsecret".parse().unwrap();
        let secret = SigningSecret::new("shh").unwrap();
        let graph = "https://graph.facebook.com".parse().unwrap();
        let endpoint = Endpoint::new(
            &graph,
            &"v26.0".parse().unwrap(),
            "1029",
            token,
            Some(&secret),
        );
        let proof = secret.proof("EAAsecret");
        let quoted = endpoint.redact(&format!("Malformed access token EAAsecret with {proof}"));
        assert_eq!(quoted, "Malformed access token … with …");
        assert!(!format!("{endpoint:?}").contains("EAAsecret"));
        assert!(format!("{:?}", endpoint.authorization()).contains("Sensitive"));
        for bad in ["", "two words", "line\nbreak", "café"] {
            assert!(bad.parse::<AccessToken>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn an_id_cannot_leave_its_place_in_the_path() {
        let graph = "https://graph.example/base/".parse().unwrap();
        let token = "EAA".parse().unwrap();
        let endpoint = Endpoint::new(&graph, &"v26.0".parse().unwrap(), "10/29?x", token, None);
        let upload = endpoint.url_of_example("upload:MTp/x==?sig=AR+1%2F&b=2");
        assert_eq!(
            upload.as_str(),
            "https://graph.example/base/v26.0/upload:MTp%2Fx==?sig=AR+1%2F&b=2"
        );
        let url = endpoint.url(&[endpoint.account(), "messages"], &[("fields", "a,b")]);
        assert_eq!(
            url.as_str(),
            "https://graph.example/base/v26.0/10%2F29%3Fx/messages?fields=a%2Cb"
        );
    }
}
