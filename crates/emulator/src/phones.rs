//! The customers' phones: a page on which one is the customer, sees what the business sends, moves the
//! clock and breaks things. Every control is a form or link; the script only saves reloads.

mod clock;
mod deed;
mod gesture;
mod instagram;
mod live;
mod panel;
mod screen;
mod thread;
mod trouble;
mod whatsapp;
mod words;

use axum::Router;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::world::World;

const STYLE: &str = concat!(
    include_str!("phones/style/base.css"),
    include_str!("phones/style/list.css"),
    include_str!("phones/style/phone.css"),
    include_str!("phones/style/instagram.css"),
    include_str!("phones/style/whatsapp.css"),
    include_str!("phones/style/panel.css"),
);
const SCRIPT: &str = include_str!("phones/phones.js");
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
    img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The routes of the phones.
pub(crate) fn router() -> Router<World> {
    Router::new()
        .route("/", get(screen::show))
        .route("/phones/style.css", get(async || asset("text/css", STYLE)))
        .route(
            "/phones/script.js",
            get(async || asset("text/javascript", SCRIPT)),
        )
        .route("/phones/events", get(live::events))
        .route("/phones/clock", post(clock::turn))
        .route("/phones/customers", post(deed::create))
        .route("/phones/customers/{customer}/{deed}", post(deed::act))
        .route("/phones/pages/{page}/enforcement", post(trouble::enforce))
        .route("/phones/pages/{page}/faults", post(trouble::set_faults))
        .route("/phones/accounts/{account}/{deed}", post(instagram::act))
        .route("/phones/whatsapp/{what}/{id}", post(whatsapp::act))
        .route("/phones/media/{media}", get(whatsapp::file))
        .layer(from_fn(guard))
}

fn asset(kind: &'static str, text: &'static str) -> impl IntoResponse {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], text)
}

/// Sets the headers of every answer, and refuses forms that another site sends.
async fn guard(request: Request, next: Next) -> Response {
    let site = request.headers().get("sec-fetch-site");
    if request.method() == "POST" && site.is_some_and(|site| site == "cross-site") {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(
        "x-content-type-options",
        HeaderValue::from_static("nosniff"),
    );
    response
}
