//! What a request carries, read strictly: what is unknown or malformed is refused with the name of its field.

use std::fmt::Display;
use std::str::FromStr;

use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Query, RawPathParams, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use super::problem::Failure;
use crate::error::Error;

/// The one variable part of the address.
#[derive(Debug)]
pub(super) struct Named<T>(pub(super) T);

impl<S, T> FromRequestParts<S> for Named<T>
where
    S: Send + Sync,
    T: FromStr<Err: Display>,
{
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let variables = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|error| Error::invalid("address", error.body_text()))?;
        Ok(Self(named(variables.iter().next().unwrap_or_default())?))
    }
}

/// The two variable parts of the address.
#[derive(Debug)]
pub(super) struct NamedPair<A, B>(pub(super) A, pub(super) B);

impl<S, A, B> FromRequestParts<S> for NamedPair<A, B>
where
    S: Send + Sync,
    A: FromStr<Err: Display>,
    B: FromStr<Err: Display>,
{
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let variables = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|error| Error::invalid("address", error.body_text()))?;
        let mut variables = variables.iter();
        let mut next = || variables.next().unwrap_or_default();
        let (first, second) = (next(), next());
        Ok(Self(named(first)?, named(second)?))
    }
}

fn named<T: FromStr<Err: Display>>((name, value): (&str, &str)) -> Result<T, Error> {
    let parsed = value.parse();
    parsed.map_err(|error: T::Err| Error::invalid(name.to_owned(), error.to_string()))
}

/// The parameters behind the question mark.
#[derive(Debug)]
pub(super) struct Parameters<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Parameters<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let query = Query::from_request_parts(parts, state).await;
        let Query(parameters) = query.map_err(|rejection: QueryRejection| {
            misread::<serde::de::value::Error>(&rejection, "query", &rejection.body_text())
        })?;
        Ok(Self(parameters))
    }
}

/// The JSON of the body.
#[derive(Debug)]
pub(super) struct Body<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let taken = Json::from_request(request, state).await;
        let Json(body) = taken.map_err(|rejection| not_taken(&rejection))?;
        Ok(Self(body))
    }
}

fn not_taken(rejection: &JsonRejection) -> Failure {
    let text = rejection.body_text();
    match rejection.status() {
        status @ StatusCode::UNSUPPORTED_MEDIA_TYPE => Failure::of(
            status,
            "not-json",
            "send the body as JSON, with Content-Type: application/json",
        ),
        status @ StatusCode::PAYLOAD_TOO_LARGE => {
            Failure::of(status, "too-large", "the body may have 256 KiB at the most")
        }
        _ if matches!(rejection, JsonRejection::JsonDataError(_)) => {
            misread::<serde_json::Error>(rejection, "body", &text).into()
        }
        _ => Error::invalid("body", text).into(),
    }
}

/// What could not be read, with the field that the reader stood at.
fn misread<E: std::error::Error + 'static>(
    rejection: &(dyn std::error::Error + 'static),
    whole: &'static str,
    text: &str,
) -> Error {
    let found = std::iter::successors(Some(rejection), |error| error.source())
        .find_map(|error| error.downcast_ref::<serde_path_to_error::Error<E>>());
    match found {
        Some(error) => {
            let path = error.path().to_string();
            let field = if path == "." { whole.to_owned() } else { path };
            Error::invalid(field, error.inner().to_string())
        }
        None => Error::invalid(whole, text.to_owned()),
    }
}

/// How many entries of a list are wanted.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(try_from = "u32")]
#[schema(minimum = 1, maximum = 200, default = 50)]
pub(super) struct Limit(u32);

const MOST_ENTRIES: u32 = 200;

impl Default for Limit {
    fn default() -> Self {
        Self(50)
    }
}

impl TryFrom<u32> for Limit {
    type Error = &'static str;

    fn try_from(limit: u32) -> Result<Self, Self::Error> {
        if (1..=MOST_ENTRIES).contains(&limit) {
            Ok(Self(limit))
        } else {
            Err("a list gives 1 to 200 entries at a time")
        }
    }
}

impl Limit {
    pub(super) const fn get(self) -> u32 {
        self.0
    }

    /// One more than is wanted, to see whether there is more.
    pub(super) const fn and_one(self) -> u32 {
        self.0 + 1
    }

    /// Takes off the entry too many; tells whether there was one.
    pub(super) fn cut<T>(self, entries: &mut Vec<T>) -> bool {
        let limit = usize::try_from(self.0).unwrap_or(usize::MAX);
        let more = entries.len() > limit;
        entries.truncate(limit);
        more
    }
}

/// One of the listed words.
pub(super) fn word<T: FromStr, E: serde::de::Error>(
    word: &str,
    words: impl IntoIterator<Item = &'static str>,
) -> Result<T, E> {
    word.parse().map_err(|_| {
        let words: Vec<_> = words.into_iter().collect();
        E::custom(format!("{word:?} is not one of: {}", words.join(", ")))
    })
}
