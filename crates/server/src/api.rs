//! The JSON API, version 1: what programs may do, under `/api/v1`, with bearer tokens.
//!
//! Its description is made from the handlers and served at `/api/openapi.json`. The views are the API's own types, so
//! that a change inside does not change what programs see.

mod attachment;
mod bearer;
mod channel;
mod comment;
mod contact;
mod conversation;
mod event;
mod journal;
mod label;
mod media;
mod message;
mod moderation;
mod page;
mod problem;
mod raw;
mod request;
mod route;
mod sticker;
mod template;
mod window;
mod words;

use std::future::ready;
use std::sync::Arc;

use axum::Json;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::get;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{OpenApi, Server};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use problem::Failure;

/// Where the API is.
const BASE: &str = "/api/v1";
/// The largest body taken.
const MOST_BYTES: usize = 256 * 1024;
/// What the security scheme is called in the description.
const TOKEN: &str = "token";

/// The routes, and the description of them at `/api/openapi.json`.
pub fn routes() -> axum::Router<App> {
    let (router, description) = described().split_for_parts();
    let description = Arc::new(description);
    let router = router
        .fallback(async || {
            Failure::of(
                StatusCode::NOT_FOUND,
                "not-found",
                "there is nothing at this address",
            )
        })
        .method_not_allowed_fallback(async || {
            let detail = "this address does not take this method; see /api/openapi.json";
            Failure::of(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", detail)
        })
        .layer(DefaultBodyLimit::max(MOST_BYTES));
    let document = get(move || ready(Json(Arc::clone(&description))));
    axum::Router::new()
        .nest(BASE, router)
        .route("/api/openapi.json", document)
}

/// The description of the API, as it is served.
pub fn openapi() -> OpenApi {
    described().into_openapi()
}

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Transom",
        version = "1",
        description = "The shared inbox that never misses a messaging window. Every message goes through the rules of \
            its platform; a refusal says why and what is legal instead. Times are RFC 3339 in UTC, lists are read in \
            parts: send `next` back as the parameter it is described with."
    ),
    tags(
        (name = "conversations", description = "What was said with whom, and who cares for it."),
        (name = "messages", description = "Reading, sending and sending again."),
        (name = "comments", description = "What is said under posts, and its answers in private."),
        (name = "files", description = "The files of messages, and those to be sent."),
        (name = "contacts", description = "The people who write."),
        (name = "channels", description = "Connected pages."),
        (name = "labels", description = "Labels of a page, as in its own inbox, and who carries them."),
        (name = "templates", description = "Message templates of the platform: managed here, reviewed there."),
        (name = "journal", description = "Webhooks as they came, and what was not understood of them."),
        (name = "events", description = "What happened, in order."),
    ),
    components(schemas(problem::Problem, problem::Refusal, request::Limit, words::View, words::Sort))
)]
struct Description;

fn described() -> OpenApiRouter<App> {
    let mut description = <Description as utoipa::OpenApi>::openapi();
    description.servers = Some(vec![Server::new(BASE)]);
    let mut token = Http::new(HttpAuthScheme::Bearer);
    token.description =
        Some("An API token, as `transom_…`; each carries the scopes it was made with.".to_owned());
    description
        .components
        .get_or_insert_default()
        .add_security_scheme(TOKEN, SecurityScheme::Http(token));
    OpenApiRouter::with_openapi(description)
        .routes(routes!(conversation::list))
        .routes(routes!(conversation::counts))
        .routes(routes!(conversation::show))
        .routes(routes!(conversation::command::see))
        .routes(routes!(conversation::command::assign))
        .routes(routes!(conversation::command::close))
        .routes(routes!(conversation::command::reopen))
        .routes(routes!(conversation::command::snooze))
        .routes(routes!(conversation::command::moderate))
        .routes(routes!(conversation::command::note))
        .routes(routes!(
            conversation::thread_control::show,
            conversation::thread_control::change
        ))
        .routes(routes!(message::list, message::draft::send))
        .routes(routes!(route::list))
        .routes(routes!(message::show))
        .routes(routes!(message::retry))
        .routes(routes!(message::react))
        .routes(routes!(media::upload))
        .routes(routes!(attachment::show))
        .routes(routes!(attachment::thumbnail))
        .routes(routes!(attachment::fetch_again))
        .routes(routes!(contact::list))
        .routes(routes!(contact::show))
        .routes(routes!(channel::list))
        .routes(routes!(channel::show))
        .routes(routes!(channel::health::show))
        .routes(routes!(channel::connect::messenger))
        .routes(routes!(channel::resume))
        .routes(routes!(channel::marketing::set))
        .routes(routes!(channel::notice::list))
        .routes(routes!(channel::connect::instagram))
        .routes(routes!(channel::connect::whatsapp))
        .routes(routes!(template::list, template::make))
        .routes(routes!(template::sync))
        .routes(routes!(template::show, template::change, template::delete))
        .routes(routes!(label::list, label::make))
        .routes(routes!(label::delete))
        .routes(routes!(label::sync))
        .routes(routes!(label::put))
        .routes(routes!(label::take))
        .routes(routes!(page::show, page::set))
        .routes(routes!(page::personas, page::create_persona))
        .routes(routes!(page::delete_persona))
        .routes(routes!(sticker::packs))
        .routes(routes!(sticker::of_pack))
        .routes(routes!(sticker::find))
        .routes(routes!(comment::list))
        .routes(routes!(comment::reply))
        .routes(routes!(journal::unhandled))
        .routes(routes!(journal::show))
        .routes(routes!(journal::replay))
        .routes(routes!(event::list))
}
