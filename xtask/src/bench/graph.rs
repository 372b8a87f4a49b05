//! The platform's Graph API, as far as the program calls it while it is measured: every call succeeds at once.

use std::net::{Ipv4Addr, SocketAddr};
use std::thread;

use axum::Router;
use axum::http::header::CONTENT_TYPE;

use super::webhook::PAGE_ID;
use crate::Outcome;

/// Answers until the process ends.
pub(super) struct Graph {
    address: SocketAddr,
}

impl Graph {
    pub(super) fn start() -> Outcome<Self> {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        // It holds for the page, for a customer and for a subscription.
        let answer = format!(
            r#"{{"id":"{PAGE_ID}","name":"Kettle & Co.","first_name":"Ada","last_name":"Muster","success":true}}"#
        );
        thread::spawn(move || {
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                let app = Router::new()
                    .fallback(async move || ([(CONTENT_TYPE, "application/json")], answer.clone()));
                axum::serve(listener, app).await
            })
        });
        Ok(Self { address })
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}
