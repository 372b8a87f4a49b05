//! The control API under `/_emulator`: everything that happens in the world may be caused and looked
//! at here. Its description is served at `/_emulator/openapi.json`.

mod accounts;
mod customers;
mod files;
mod gestures;
mod labels;
mod pages;
mod threads;
mod times;
mod whatsapp;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::routing::get;
use serde::de::DeserializeOwned;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::world::{Rejection, World};

#[derive(Debug, OpenApi)]
#[openapi(info(
    title = "Emulator control",
    description = "Causes and shows everything that happens in the emulated world."
))]
struct Description;

/// The router, to be nested.
pub(crate) fn router() -> axum::Router<World> {
    let documented = OpenApiRouter::with_openapi(Description::openapi())
        .merge(customers::router())
        .merge(files::router())
        .merge(threads::router())
        .merge(gestures::router())
        .merge(pages::router())
        .merge(labels::router())
        .merge(accounts::router())
        .merge(whatsapp::router())
        .merge(times::router());
    let (router, mut description) = documented.split_for_parts();
    description.servers = Some(vec![utoipa::openapi::Server::new("/_emulator")]);
    router
        .route(
            "/openapi.json",
            get(async move || Json(description.clone())),
        )
        .fallback(async || Rejection::missing_path())
}

/// A JSON body; what cannot be read is answered with 400 and a sentence.
struct Input<T>(T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Input<T> {
    type Rejection = Rejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Rejection> {
        let bytes = Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|error| Rejection::invalid("body", error.body_text()))?;
        let bytes: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
        serde_json::from_slice(bytes).map(Self).map_err(|error| {
            Rejection::invalid("body", format!("the body cannot be read: {error}"))
        })
    }
}

/// The parameters after the question mark, with the same answer to what cannot be read.
struct Parameters<T>(T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Parameters<T> {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Rejection> {
        let query = Query::from_request_parts(parts, state).await;
        let Query(parameters) =
            query.map_err(|error| Rejection::invalid("query", error.body_text()))?;
        Ok(Self(parameters))
    }
}
