//! The whole HTTP surface.

use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use tower_http::trace::TraceLayer;
use tracing::Level;

use crate::app::App;
use crate::journal::Journal;
use crate::{api, hooks, web};

/// Everything that answers requests.
pub fn router(app: &App, journal: &Journal) -> Router {
    let health = Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .with_state((app.clone(), journal.clone()));
    let trace = TraceLayer::new_for_http()
        .make_span_with(|request: &axum::extract::Request| {
            // The path only: queries may carry secrets.
            tracing::debug_span!("request", method = %request.method(), path = request.uri().path())
        })
        .on_response(
            |response: &axum::response::Response, took: Duration, _: &tracing::Span| {
                tracing::event!(
                    Level::DEBUG,
                    status = response.status().as_u16(),
                    ?took,
                    "answered"
                );
            },
        )
        .on_failure(());
    Router::new()
        .route("/metrics", get(metrics))
        .merge(api::routes())
        .with_state(app.clone())
        .merge(health)
        .merge(web::routes().with_state(app.clone()))
        .layer(trace)
        // Untraced: the hottest route counts and logs for itself.
        .merge(hooks::routes(app.clone(), journal.clone()))
}

async fn ready(State((app, journal)): State<(App, Journal)>) -> impl IntoResponse {
    let store = match app.db.read().await {
        Ok(mut read) => read.workspaces().await.is_ok(),
        Err(_) => false,
    };
    let problem = if app.stop.is_cancelled() {
        "the program is ending\n"
    } else if !store || !journal.is_healthy() {
        "the store or the journal cannot be used\n"
    } else if app.intake_stands.load(Ordering::Acquire) {
        "webhooks cannot be processed; the log tells why\n"
    } else {
        return (StatusCode::OK, "ready\n");
    };
    (StatusCode::SERVICE_UNAVAILABLE, problem)
}

async fn metrics(State(app): State<App>) -> impl IntoResponse {
    if let Ok(mut read) = app.db.read().await
        && let Ok(waiting) = read.count_jobs().await
    {
        app.metrics
            .jobs_waiting
            .set(f64::from(u32::try_from(waiting).unwrap_or(u32::MAX)));
    }
    (
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4")],
        app.metrics.render(),
    )
}
