//! The whole HTTP surface.

use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Router;
use axum::extract::{MatchedPath, State};
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
            // Not the address: queries carry secrets, and so do the paths of links that let somebody in.
            let route = request.extensions().get::<MatchedPath>();
            let route = route.map_or("none", MatchedPath::as_str);
            tracing::debug_span!("request", method = %request.method(), route)
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

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};

    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt as _;
    use tracing_subscriber::fmt::MakeWriter;

    use super::*;
    use crate::clock::Clock;
    use crate::config::Config;
    use crate::journal;

    /// What was logged.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl<'a> MakeWriter<'a> for Log {
        type Writer = Self;

        fn make_writer(&'a self) -> Self {
            self.clone()
        }
    }

    #[tokio::test]
    async fn the_log_names_routes_and_not_the_secrets_in_addresses() {
        let dir = tempfile::tempdir().unwrap();
        let config = Config::defaults_in(dir.path()).unwrap();
        let clock = Clock::still("2026-11-21T10:00:00Z".parse().unwrap());
        let app = App::open(config, clock).await.unwrap();
        let journal = Journal::open(app.journal_dir(), journal::Options::default()).unwrap();
        let log = Log::default();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(Level::DEBUG)
            .with_writer(log.clone())
            .finish();
        let _guard = tracing::subscriber::set_default(subscriber);
        for path in ["/invitations/s3cret", "/setup/s3cret", "/nowhere/s3cret"] {
            let request = Request::get(path).body(Body::empty()).unwrap();
            router(&app, &journal).oneshot(request).await.unwrap();
        }
        let said = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert!(said.contains("/invitations/{token}"), "{said}");
        assert!(!said.contains("s3cret"), "{said}");
    }
}
