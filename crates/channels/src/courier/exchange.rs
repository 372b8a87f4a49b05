//! One request and its answer.

use std::time::Duration;

use http::HeaderMap;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use reqwest::multipart::Form;
use reqwest::{Client, ClientBuilder, Method, Url, redirect};
use serde::de::DeserializeOwned;

use super::{Courier, Endpoint, Interface};
use crate::outcome::{CallFailed, Class, failed};
use crate::whatsapp;

/// Answers of the Graph API are small; what is longer is not read to its end.
const LONGEST_ANSWER: usize = 1 << 20;

/// Shorter than the platforms' own patience: a connection that they close just as it is used again leaves open
/// whether a message went out.
const IDLE: Duration = Duration::from_secs(20);

/// What is asked of the platform.
pub(super) struct Call {
    method: Method,
    url: Url,
    body: Body,
    /// When it takes longer than other calls.
    time: Option<Duration>,
    /// The token is shown as that of a user, which uploads in pieces want.
    by_user: bool,
}

/// What goes along.
enum Body {
    Nothing,
    Json(Vec<u8>),
    Form(Form),
    /// The bytes of a file from an offset on.
    Bytes(u64, reqwest::Body),
}

impl Call {
    pub(super) fn get(url: Url) -> Self {
        Self {
            method: Method::GET,
            url,
            body: Body::Nothing,
            time: None,
            by_user: false,
        }
    }

    pub(super) fn delete(url: Url, json: Option<Vec<u8>>) -> Self {
        Self {
            method: Method::DELETE,
            url,
            body: json.map_or(Body::Nothing, Body::Json),
            time: None,
            by_user: false,
        }
    }

    pub(super) fn post(url: Url, json: Option<Vec<u8>>) -> Self {
        Self {
            method: Method::POST,
            url,
            body: json.map_or(Body::Nothing, Body::Json),
            time: None,
            by_user: false,
        }
    }

    pub(super) fn form(url: Url, form: Form) -> Self {
        Self {
            method: Method::POST,
            url,
            body: Body::Form(form),
            time: None,
            by_user: false,
        }
    }

    pub(super) fn bytes(url: Url, offset: u64, body: reqwest::Body) -> Self {
        Self {
            body: Body::Bytes(offset, body),
            ..Self::post(url, None)
        }
    }

    /// The same, with the token shown as that of a user.
    pub(super) fn by_user(self) -> Self {
        Self {
            by_user: true,
            ..self
        }
    }

    /// The same, with more time.
    pub(super) fn within(self, time: Duration) -> Self {
        Self {
            time: Some(time),
            ..self
        }
    }
}

/// What came back, without the secrets that went out.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// What a call hoped for, or why it did not come.
    pub(super) fn understand<T: DeserializeOwned>(
        &self,
        endpoint: &Endpoint,
    ) -> Result<T, CallFailed> {
        let Self {
            status,
            headers,
            body,
        } = self;
        if (200..300).contains(status)
            && let Ok(understood) = serde_json::from_slice(body)
        {
            return Ok(understood);
        }
        Err(match endpoint.interface() {
            Interface::WhatsApp => whatsapp::failed(*status, headers, body),
            _ => failed(*status, headers, body),
        })
    }
}

impl Courier {
    /// One request and its answer as it came. An answer that breaks off is an answer as far as it came.
    pub(super) async fn exchange(
        &self,
        endpoint: &Endpoint,
        call: Call,
    ) -> Result<Answer, CallFailed> {
        let mut request = self
            .client(endpoint)?
            .request(call.method, call.url)
            .header(
                AUTHORIZATION,
                if call.by_user {
                    endpoint.authorization_as_user()
                } else {
                    endpoint.authorization()
                },
            );
        if let Some(time) = call.time {
            request = request.timeout(time);
        }
        request = match call.body {
            Body::Nothing => request,
            Body::Json(json) => request.header(CONTENT_TYPE, "application/json").body(json),
            Body::Form(form) => request.multipart(form),
            Body::Bytes(offset, bytes) => request
                .header("file_offset", offset)
                .header(CONTENT_TYPE, "application/octet-stream")
                .body(bytes),
        };
        let mut response = request.send().await.map_err(|error| not_answered(&error))?;
        endpoint.gauge().note(response.headers());
        let mut body = Vec::new();
        while let Ok(Some(chunk)) = response.chunk().await
            && body.len() < LONGEST_ANSWER
        {
            body.extend_from_slice(&chunk);
        }
        Ok(Answer {
            status: response.status().as_u16(),
            headers: std::mem::take(response.headers_mut()),
            body: endpoint
                .redact(&String::from_utf8_lossy(&body))
                .into_bytes(),
        })
    }

    /// One request whose answer is understood as a `T`.
    pub(super) async fn ask<T: DeserializeOwned>(
        &self,
        endpoint: &Endpoint,
        call: Call,
    ) -> Result<T, CallFailed> {
        self.exchange(endpoint, call).await?.understand(endpoint)
    }

    /// The client for this address, made when it is first needed: a desk that speaks only to an emulator needs no
    /// certificates, and the program need not wait for them when it starts.
    pub(super) fn client(&self, endpoint: &Endpoint) -> Result<&Client, CallFailed> {
        let place = if endpoint.is_encrypted() {
            &self.secure
        } else {
            &self.plain
        };
        if let Some(client) = place.get() {
            return Ok(client);
        }
        let builder = self.builder();
        let builder = if endpoint.is_encrypted() {
            builder.https_only(true)
        } else {
            builder.no_proxy().tls_certs_only([])
        };
        let client = builder.build().map_err(|_| without_certificates())?;
        Ok(place.get_or_init(|| client))
    }

    /// What all clients have in common.
    pub(super) fn builder(&self) -> ClientBuilder {
        // Whoever was first has installed the same provider.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Client::builder()
            .http1_only()
            .redirect(redirect::Policy::none())
            .connect_timeout(self.timeouts.connect)
            .timeout(self.timeouts.total)
            .pool_idle_timeout(IDLE)
            .user_agent(concat!("transom/", env!("CARGO_PKG_VERSION")))
    }
}

pub(super) fn without_certificates() -> CallFailed {
    let detail = "no TLS client could be made: does this machine have CA certificates?";
    CallFailed::new(Class::Retry, detail)
}

/// Before the connection stands nothing was written; after that nobody knows.
fn not_answered(error: &reqwest::Error) -> CallFailed {
    let (class, detail) = if error.is_connect() {
        (Class::Retry, "no connection to the platform")
    } else if error.is_builder() {
        (Class::Permanent, "the request could not be put together")
    } else if error.is_timeout() {
        (Class::Reconcile, "the platform did not answer in time")
    } else {
        (
            Class::Reconcile,
            "the connection to the platform broke off before it answered",
        )
    };
    CallFailed::new(class, detail)
}
