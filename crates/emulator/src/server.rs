//! The HTTP side: the phones, the control API and the Graph API on one port.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

use crate::config::Config;
use crate::graph::CutConnection;
use crate::{Clock, Error, World, control, graph, phones};

/// How long open connections may take to end.
const GRACE: Duration = Duration::from_secs(2);

/// An emulator that is not listening.
#[derive(Debug, Clone)]
pub struct Emulator {
    world: World,
}

impl Emulator {
    /// Makes the world. Must be called within a Tokio runtime.
    pub fn new(config: Config, clock: Clock) -> Result<Self, Error> {
        Ok(Self {
            world: World::new(config, clock)?,
        })
    }

    /// The world behind it.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The whole of it as a router, for tests in the same process. Connections are not cut there; a
    /// request whose connection would be cut gets status 502.
    pub fn router(&self) -> Router {
        Router::new()
            .merge(phones::router())
            .nest("/_emulator", control::router())
            // Files are larger than what is read otherwise; the Graph API has limits of its own.
            .fallback(graph::handle.layer(DefaultBodyLimit::disable()))
            .with_state(self.world.clone())
    }

    /// Makes the world and listens.
    pub async fn bind(config: Config, clock: Clock, addr: SocketAddr) -> Result<Running, Error> {
        let listener = TcpListener::bind(addr).await?;
        let emulator = Self::new(config, clock)?;
        emulator.serve(listener)
    }

    /// Answers on a listener until it is shut down.
    pub fn serve(self, listener: TcpListener) -> Result<Running, Error> {
        let addr = listener.local_addr()?;
        let world = self.world.clone();
        world.set_base(format!("http://{addr}"));
        let router = self.router();
        world.tasks().spawn(accept(listener, router, world.clone()));
        Ok(Running { addr, world })
    }
}

/// An emulator that listens. It goes on when this is dropped; only [`Running::shutdown`] ends it.
#[derive(Debug)]
pub struct Running {
    addr: SocketAddr,
    world: World,
}

impl Running {
    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The world behind it.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Tells it to end: no new connections, no more webhooks, and open requests have two seconds.
    pub fn shutdown(&self) {
        self.world.stop().cancel();
    }

    /// Waits until it has ended.
    pub async fn join(self) {
        self.world.tasks().close();
        self.world.tasks().wait().await;
    }
}

async fn accept(listener: TcpListener, router: Router, world: World) {
    let graceful = GracefulShutdown::new();
    loop {
        let stream = tokio::select! {
            () = world.stop().cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        let connection = graceful.watch(serve_connection(stream, router.clone()));
        world.tasks().spawn(async move {
            // Ends with an error when a fault switch cuts it, or the caller does.
            let _ = connection.await;
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(GRACE, graceful.shutdown()).await;
}

/// The reason why hyper cuts a connection.
#[derive(Debug, thiserror::Error)]
#[error("cut by a fault switch")]
struct Cut;

fn serve_connection(
    stream: TcpStream,
    router: Router,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send {
    let _ = stream.set_nodelay(true);
    let service =
        hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let router = router.clone();
            async move {
                let request = request.map(axum::body::Body::new);
                let response = router
                    .oneshot(request)
                    .await
                    .unwrap_or_else(|never: Infallible| match never {});
                if response.extensions().get::<CutConnection>().is_some() {
                    Err(Cut)
                } else {
                    Ok(response)
                }
            }
        });
    hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service)
}
