//! Fetching files: from where the platform says they are, and from nowhere inside of a network.
//!
//! What lies beside the Graph API itself (the same scheme, host and port) is fetched as the API is called. Everything
//! else must be encrypted and public, at each step of a redirect. The token goes only where the platform, asked for a
//! file by its id, says that the file is, or to a host that is known to be the platform's own, and never along a redirect to
//! another host.

use std::time::{Duration, Instant};

use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};
use reqwest::{Client, Response, StatusCode, Url};
use serde::Deserialize;

use super::exchange::{Call, without_certificates};
use super::reach::{NotPublic, PublicOnly, is_public_url};
use super::{Courier, Endpoint};
use crate::outcome::{CallFailed, Class};

/// Redirects that are followed.
const REDIRECTS: usize = 3;

/// Where a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'a> {
    /// At an address that a webhook told; whoever knows it may fetch it.
    Url(&'a str),
    /// At an address that a webhook told, where the platform wants the token.
    OwnUrl(&'a str),
    /// Behind an id, for which the platform is asked where that is.
    Id(&'a str),
}

/// How much is taken, and how long that may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// The most bytes.
    pub bytes: u64,
    /// From the first question to the last byte.
    pub time: Duration,
}

/// Why a file is not fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotFetched {
    /// It is larger than allowed.
    #[error("it is larger than {most} bytes")]
    TooLarge {
        /// Its size, when it was told beforehand.
        is: Option<u64>,
        /// The most that is taken.
        most: u64,
    },
    /// It is not there, or not any more.
    #[error("it is not there any more (status {0})")]
    Gone(u16),
    /// It is said to lie where nothing is fetched from.
    #[error("{0}")]
    Forbidden(&'static str),
    /// Not this time.
    #[error("{0}")]
    Later(String),
    /// The platform did not say where it is, this time.
    #[error("{0}")]
    NotTold(CallFailed),
}

impl From<CallFailed> for NotFetched {
    fn from(failed: CallFailed) -> Self {
        match failed.problem.code.as_deref() {
            // An id that ran out does not exist, in words that may mean the account as well.
            Some("100" | "100/33") => Self::Gone(404),
            _ if failed.class == Class::Permanent => Self::Gone(404),
            _ => Self::NotTold(failed),
        }
    }
}

/// A file that is being handed over.
#[derive(Debug)]
pub struct Download {
    response: Response,
    mime_type: Option<String>,
    taken: u64,
    most: u64,
}

impl Download {
    /// What the other side says it is.
    pub fn mime_type(&self) -> Option<&str> {
        self.mime_type.as_deref()
    }

    /// The next piece; nothing at the end.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, NotFetched> {
        let chunk = self.response.chunk().await;
        let chunk = chunk.map_err(|_| NotFetched::Later("it broke off half way".to_owned()))?;
        self.taken += chunk.as_ref().map_or(0, |chunk| chunk.len() as u64);
        if self.taken > self.most {
            return Err(NotFetched::TooLarge {
                is: None,
                most: self.most,
            });
        }
        Ok(chunk)
    }
}

/// What the platform tells about a file by its id.
#[derive(Deserialize)]
struct Told {
    url: String,
    mime_type: Option<String>,
    file_size: Option<u64>,
}

impl Courier {
    /// Begins to fetch a file.
    pub async fn fetch(
        &self,
        endpoint: &Endpoint,
        place: Place<'_>,
        allowed: Allowance,
    ) -> Result<Download, NotFetched> {
        let until = Instant::now() + allowed.time;
        match place {
            Place::Url(url) => {
                let url = parse(url)?;
                self.follow(endpoint, url, false, allowed.bytes, until)
                    .await
            }
            Place::OwnUrl(url) => {
                let url = parse(url)?;
                if !endpoint.is_own(&url) {
                    return Err(NotFetched::Forbidden("its address is not the platform's"));
                }
                self.follow(endpoint, url, true, allowed.bytes, until).await
            }
            Place::Id(id) => {
                let told: Told = self
                    .ask(endpoint, Call::get(endpoint.url(&[id], &[])))
                    .await?;
                if let Some(is) = told.file_size.filter(|is| *is > allowed.bytes) {
                    return Err(too_large(is, allowed.bytes));
                }
                let url = parse(&told.url)?;
                let found = self.follow(endpoint, url, true, allowed.bytes, until).await;
                found.map(|download| Download {
                    mime_type: told.mime_type.or(download.mime_type),
                    ..download
                })
            }
        }
    }

    async fn follow(
        &self,
        endpoint: &Endpoint,
        mut url: Url,
        mut with_token: bool,
        most: u64,
        until: Instant,
    ) -> Result<Download, NotFetched> {
        for _ in 0..=REDIRECTS {
            let client = self.client_for(endpoint, &url)?;
            let left = until.saturating_duration_since(Instant::now());
            let mut request = client.get(url.clone()).timeout(left);
            if with_token {
                request = request.header(AUTHORIZATION, endpoint.authorization());
            }
            let response = request.send().await.map_err(|error| not_answered(&error))?;
            if !response.status().is_redirection() {
                return taken(response, most);
            }
            let next = response.headers().get(LOCATION);
            let next = next.and_then(|next| next.to_str().ok());
            let next = next.and_then(|next| url.join(next).ok());
            let next = next.ok_or(NotFetched::Forbidden("it leads to no address"))?;
            with_token &= next.origin() == url.origin();
            url = next;
        }
        Err(NotFetched::Forbidden(
            "it leads from one address to another",
        ))
    }

    /// The client for an address that somebody told, if it may be asked at all.
    fn client_for(&self, endpoint: &Endpoint, url: &Url) -> Result<&Client, NotFetched> {
        if endpoint.is_beside(url) {
            return Ok(self.client(endpoint)?);
        }
        if !is_public_url(url) {
            return Err(NotFetched::Forbidden("its address is not a public one"));
        }
        if let Some(client) = self.public.get() {
            return Ok(client);
        }
        // A proxy would choose the address by itself.
        let client = self
            .builder()
            .no_proxy()
            .https_only(true)
            .dns_resolver(PublicOnly)
            .build();
        let client = client.map_err(|_| without_certificates())?;
        Ok(self.public.get_or_init(|| client))
    }
}

fn parse(url: &str) -> Result<Url, NotFetched> {
    Url::parse(url).map_err(|_| NotFetched::Forbidden("its address is none"))
}

fn too_large(is: u64, most: u64) -> NotFetched {
    NotFetched::TooLarge { is: Some(is), most }
}

/// The answer at the last address.
fn taken(response: Response, most: u64) -> Result<Download, NotFetched> {
    let status = response.status();
    match status {
        StatusCode::OK => {}
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS | StatusCode::UNAUTHORIZED => {
            return Err(NotFetched::Later(format!(
                "it answered with status {status}"
            )));
        }
        // Addresses that ran out are answered in many ways, all of this kind.
        _ if status.is_client_error() => return Err(NotFetched::Gone(status.as_u16())),
        _ => {
            return Err(NotFetched::Later(format!(
                "it answered with status {status}"
            )));
        }
    }
    if let Some(is) = response.content_length().filter(|is| *is > most) {
        return Err(too_large(is, most));
    }
    let mime_type = response.headers().get(CONTENT_TYPE);
    let mime_type = mime_type.and_then(|value| value.to_str().ok());
    Ok(Download {
        mime_type: mime_type.map(str::to_owned),
        response,
        taken: 0,
        most,
    })
}

fn not_answered(error: &reqwest::Error) -> NotFetched {
    if NotPublic::is_why(error) {
        NotFetched::Forbidden("its address is not a public one")
    } else if error.is_timeout() {
        NotFetched::Later("it was not handed over in time".to_owned())
    } else {
        NotFetched::Later("no connection to where it is".to_owned())
    }
}
