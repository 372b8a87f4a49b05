//! Whatever happens on the way, no message goes twice unknown.

use std::future::pending;
use std::time::Duration;

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use transom_channels::courier::{Courier, Timeouts};
use transom_domain::delivery::Outcome;

use super::{answering, courier, in_background, send, serve};

/// A courier whose patience is so short that its end can be awaited.
fn hasty() -> Courier {
    Courier::new(Timeouts {
        connect: Duration::from_millis(200),
        total: Duration::from_millis(200),
    })
}

/// A server that reads a request and then writes these bytes and hangs up.
async fn breaking_off(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    in_background(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(answer).await;
        }
    });
    base
}

#[tokio::test]
async fn an_error_body_decides() {
    let base = answering(
        StatusCode::BAD_REQUEST,
        r#"{"error":{"message":"outside of allowed window","code":10,"error_subcode":2018278}}"#,
    )
    .await;
    assert!(matches!(
        send(&courier(), &base).await,
        Outcome::WindowClosed(_)
    ));
}

#[tokio::test]
async fn a_token_that_the_platform_quotes_is_blotted_out() {
    let body = r#"{"error":{"message":"Malformed access token EAAexampletoken","code":190}}"#;
    let base = answering(StatusCode::UNAUTHORIZED, body).await;
    match send(&courier(), &base).await {
        Outcome::Reconnect(problem) => assert_eq!(problem.detail, "Malformed access token …"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_refused_connection_or_an_unknown_host_is_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert!(matches!(send(&courier(), &base).await, Outcome::Retry(_)));
    let nowhere = send(&courier(), "https://graph.invalid").await;
    assert!(matches!(nowhere, Outcome::Retry(_)), "{nowhere:?}");
}

#[tokio::test]
async fn a_failed_tls_handshake_is_tried_again() {
    let base = breaking_off(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        .await
        .replace("http:", "https:");
    let outcome = send(&courier(), &base).await;
    assert!(matches!(outcome, Outcome::Retry(_)), "{outcome:?}");
}

#[tokio::test]
async fn a_tls_handshake_that_does_not_end_is_tried_again() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", silent.local_addr().unwrap());
    let courier = Courier::new(Timeouts {
        connect: Duration::from_millis(200),
        ..Timeouts::default()
    });
    let outcome = send(&courier, &base).await;
    assert!(matches!(outcome, Outcome::Retry(_)), "{outcome:?}");
}

#[tokio::test]
async fn an_answer_that_does_not_come_in_time_is_settled_by_the_echo() {
    let silent = serve(Router::new().fallback(pending::<Response>)).await;
    let outcome = send(&hasty(), &silent).await;
    assert!(matches!(outcome, Outcome::Reconcile(_)), "{outcome:?}");
}

#[tokio::test]
async fn a_connection_that_breaks_after_the_request_is_settled_by_the_echo() {
    let cut = [
        b"".as_slice(),
        b"HTTP/1.1 200",
        b"HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n{\"message_id\":",
        b"HTTP/1.1 500 Oh\r\ncontent-length: 40\r\n\r\n{\"error\":",
        b"no http at all\r\n\r\n",
    ];
    for answer in cut {
        let outcome = send(&courier(), &breaking_off(answer).await).await;
        assert!(matches!(outcome, Outcome::Reconcile(_)), "{outcome:?}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let base = serve(
        Router::new().fallback(|| async { Redirect::temporary("/elsewhere").into_response() }),
    )
    .await;
    let outcome = send(&courier(), &base).await;
    assert!(matches!(outcome, Outcome::Reconnect(_)), "{outcome:?}");
}
