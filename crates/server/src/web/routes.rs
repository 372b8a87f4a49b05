//! Every address of the desk.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{get, post};

use super::inbox::{
    actions, attachment, control, labels, moderation, pages, permitted, stickers, tagged, template,
};
use super::{assets, comments, error_page, live, policy, session, settings, sign_in};
use crate::app::App;

/// The pages, their forms, their live stream and their assets.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(pages::home))
        .route("/inbox", get(pages::home))
        .route("/inbox/{view}", get(pages::list))
        .route("/inbox/{view}/{conversation}", get(pages::conversation))
        .route(
            "/conversations/{conversation}/messages",
            get(pages::earlier)
                .post(actions::reply)
                // Files have limits of their own.
                .layer(DefaultBodyLimit::disable()),
        )
        .route("/conversations/{conversation}/tagged", post(tagged::send))
        .route(
            "/conversations/{conversation}/tagged/check",
            post(tagged::check),
        )
        .route(
            "/conversations/{conversation}/template",
            // Files have limits of their own.
            post(template::act).layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/conversations/{conversation}/permitted",
            post(permitted::send),
        )
        .route(
            "/conversations/{conversation}/requests",
            post(permitted::ask),
        )
        .route(
            "/conversations/{conversation}/stickers",
            get(stickers::show).post(stickers::send),
        )
        .route("/stickers/{channel}", get(stickers::picture))
        .route(
            "/conversations/{conversation}/typing",
            post(actions::typing),
        )
        .route("/conversations/{conversation}/notes", post(actions::note))
        .route(
            "/conversations/{conversation}/assignee",
            post(actions::assign),
        )
        .route("/conversations/{conversation}/close", post(actions::close))
        .route(
            "/conversations/{conversation}/reopen",
            post(actions::reopen),
        )
        .route(
            "/conversations/{conversation}/snooze",
            post(actions::snooze),
        )
        .route(
            "/conversations/{conversation}/thread-control",
            post(control::act),
        )
        .route(
            "/conversations/{conversation}/moderation",
            post(moderation::moderate),
        )
        .route("/conversations/{conversation}/labels", post(labels::add))
        .route(
            "/conversations/{conversation}/labels/remove",
            post(labels::remove),
        )
        .route("/messages/{message}/retry", post(actions::retry))
        .route("/messages/{message}/reaction", post(actions::react))
        .route("/comments", get(comments::show))
        .route(
            "/comments/{channel}/{comment}/reply",
            post(comments::reply).layer(DefaultBodyLimit::disable()),
        )
        .route("/media/{message}/{number}", get(attachment::show))
        .route(
            "/media/{message}/{number}/thumbnail",
            get(attachment::thumbnail),
        )
        .route(
            "/media/{message}/{number}/fetch",
            post(attachment::fetch_again),
        )
        .route("/policy", get(policy::show))
        .route("/live", get(live::stream))
        .merge(settings::routes())
        .merge(sign_in::routes())
        .fallback(error_page::not_found)
        .layer(from_fn(session::guard))
        .route("/assets/{version}/{*path}", get(assets::show))
}
