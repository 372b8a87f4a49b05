//! The whole HTTP surface.

use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::sync::oneshot;
use tower_http::trace::TraceLayer;
use tracing::{Instrument as _, Level};

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
        .make_span_with(|request: &Request| {
            // Not the address: queries carry secrets, and so do the paths of links that let somebody in.
            let route = request.extensions().get::<MatchedPath>();
            let route = route.map_or("none", MatchedPath::as_str);
            tracing::debug_span!("request", method = %request.method(), route)
        })
        .on_response(|response: &Response, took: Duration, _: &tracing::Span| {
            tracing::event!(
                Level::DEBUG,
                status = response.status().as_u16(),
                ?took,
                "answered"
            );
        })
        .on_failure(());
    Router::new()
        .route("/metrics", get(metrics))
        .merge(api::routes())
        .with_state(app.clone())
        .merge(health)
        .merge(web::routes().with_state(app.clone()))
        .layer(from_fn_with_state(app.clone(), to_its_end))
        .layer(trace)
        // Untraced: the hottest route counts and logs for itself.
        .merge(hooks::routes(app.clone(), journal.clone()))
}

/// What changes something is done to its end, also when whoever asked for it has gone: a platform may have been called, and
/// what it did must be kept.
async fn to_its_end(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let (sender, answer) = oneshot::channel();
    let work = async move {
        // Nobody may be waiting for it.
        let _ = sender.send(next.run(request).await);
    };
    app.spawn(work.in_current_span());
    answer
        .await
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
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
    use std::path::Path;
    use std::sync::{Arc, Mutex};

    use axum::body::Body;
    use axum::http::Request;
    use axum::routing::post;
    use tokio::sync::Notify;
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

    async fn app(dir: &Path) -> App {
        let config = Config::defaults_in(dir).unwrap();
        let clock = Clock::still("2026-11-21T10:00:00Z".parse().unwrap());
        App::open(config, clock).await.unwrap()
    }

    #[tokio::test]
    async fn the_log_names_routes_and_not_the_secrets_in_addresses() {
        let dir = tempfile::tempdir().unwrap();
        let app = app(dir.path()).await;
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

    #[tokio::test]
    async fn what_changes_something_is_done_to_its_end_when_the_caller_has_gone() {
        let dir = tempfile::tempdir().unwrap();
        let app = app(dir.path()).await;
        let (begun, platform, kept) = (
            Arc::new(Notify::new()),
            Arc::new(Notify::new()),
            Arc::new(Notify::new()),
        );
        let steps = (Arc::clone(&begun), Arc::clone(&platform), Arc::clone(&kept));
        let change = async move || {
            let (begun, platform, kept) = steps;
            begun.notify_one();
            platform.notified().await;
            kept.notify_one();
        };
        let router = Router::new()
            .route("/", post(change))
            .layer(from_fn_with_state(app.clone(), to_its_end));
        let request = Request::post("/").body(Body::empty()).unwrap();
        let mut caller = Box::pin(router.oneshot(request));
        tokio::select! {
            _ = &mut caller => panic!("the platform has not answered"),
            () = begun.notified() => {}
        }
        drop(caller);
        platform.notify_one();
        kept.notified().await;
    }

    #[tokio::test]
    async fn a_change_that_panics_is_answered() {
        let dir = tempfile::tempdir().unwrap();
        let app = app(dir.path()).await;
        let router = Router::new()
            .route("/", post(async || -> () { panic!("on purpose") }))
            .layer(from_fn_with_state(app.clone(), to_its_end));
        let request = Request::post("/").body(Body::empty()).unwrap();
        let answer = router.oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
