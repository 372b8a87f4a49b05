//! Who is handed what, and how.

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use transom_testkit::{Answer, TestApp};

use super::platform::{Platform, picture, sends_fetched};
use crate::pages::browser::Browser;

async fn get(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request =
        Request::get(path).header(header::AUTHORIZATION, format!("Bearer {}", app.shop.token));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    app.send(request.body(Body::empty()).unwrap()).await
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

fn is_safe(answer: &Answer) {
    let headers = &answer.headers;
    assert_eq!(text(headers, "x-content-type-options"), "nosniff");
    let policy = text(headers, "content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'") && policy.ends_with("sandbox"),
        "{policy}"
    );
    assert_eq!(text(headers, "cache-control"), "private, no-cache");
}

#[tokio::test]
async fn a_picture_is_the_same_at_the_desk_and_in_the_api() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    let original = picture(1000, 500);
    let url = platform.has("1.png", &original);
    let id = sends_fetched(&app, "m1", &[("image", &url)]).await;
    let agent = Browser::agent(&app).await;
    let at_desk = agent.get(&format!("/media/{id}/0")).await;
    let in_api = get(&app, &format!("/api/v1/messages/{id}/attachments/0"), &[]).await;
    for answer in [&at_desk, &in_api] {
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.body, original);
        assert_eq!(text(&answer.headers, "content-type"), "image/png");
        let disposition = text(&answer.headers, "content-disposition");
        assert!(
            disposition.starts_with("inline; filename=\"image-1.png\""),
            "{disposition}"
        );
        is_safe(answer);
    }
    let saved = agent.get(&format!("/media/{id}/0?download")).await;
    assert!(text(&saved.headers, "content-disposition").starts_with("attachment"));
    for path in [
        format!("/media/{id}/0/thumbnail"),
        format!("/api/v1/messages/{id}/attachments/0/thumbnail"),
    ] {
        let small = if path.starts_with("/api") {
            get(&app, &path, &[]).await
        } else {
            agent.get(&path).await
        };
        is_safe(&small);
        let small = image::load_from_memory(&small.body).unwrap();
        assert_eq!((small.width(), small.height()), (640, 320));
    }
}

#[tokio::test]
async fn nothing_that_could_run_is_shown() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    for (number, (kind, bytes)) in [
        (
            "image",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".as_slice(),
        ),
        ("image", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("file", b"<html><script>alert(1)</script></html>"),
        ("file", b"%PDF-1.7 /JavaScript"),
        (
            "video",
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0",
        ),
        // A picture sent as a recording is not what it was said to be.
        ("audio", b"\x89PNG\r\n\x1a\n"),
    ]
    .into_iter()
    .enumerate()
    {
        let url = platform.has(&number.to_string(), bytes);
        let id = sends_fetched(&app, &format!("m{number}"), &[(kind, &url)]).await;
        let answer = get(&app, &format!("/api/v1/messages/{id}/attachments/0"), &[]).await;
        assert_eq!(answer.body, bytes);
        let disposition = text(&answer.headers, "content-disposition");
        assert!(
            disposition.starts_with("attachment; "),
            "{number}: {disposition}"
        );
        is_safe(&answer);
    }
}

#[tokio::test]
async fn a_player_may_ask_for_parts() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    let sound: Vec<u8> = [b"OggS\0\x02".as_slice(), &vec![7; 20_000]].concat();
    let url = platform.has("1.ogg", &sound);
    let id = sends_fetched(&app, "m1", &[("audio", &url)]).await;
    let path = format!("/api/v1/messages/{id}/attachments/0");
    let all = get(&app, &path, &[]).await;
    assert_eq!(text(&all.headers, "accept-ranges"), "bytes");
    assert_eq!(text(&all.headers, "content-length"), "20006");

    let part = get(&app, &path, &[("range", "bytes=2-5")]).await;
    assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.body, sound[2..6]);
    assert_eq!(text(&part.headers, "content-range"), "bytes 2-5/20006");
    assert_eq!(text(&part.headers, "content-length"), "4");
    is_safe(&part);
    let end = get(&app, &path, &[("range", "bytes=-6")]).await;
    assert_eq!(end.body, sound[20_000..]);
    let beyond = get(&app, &path, &[("range", "bytes=20006-")]).await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(text(&beyond.headers, "content-range"), "bytes */20006");

    let tag = text(&all.headers, "etag");
    let same = get(&app, &path, &[("if-none-match", tag)]).await;
    assert_eq!(
        (same.status, same.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    let other = get(&app, &path, &[("if-none-match", "\"another\"")]).await;
    assert_eq!(other.status, StatusCode::OK);
}

#[tokio::test]
async fn a_place_without_a_file_is_not_found() {
    let app = TestApp::start().await;
    let platform = Platform::of(&app).await;
    let url = platform.has("1.pdf", b"%PDF-1.7");
    let id = sends_fetched(&app, "m1", &[("file", &url)]).await;
    for path in [
        format!("/api/v1/messages/{id}/attachments/1"),
        format!("/api/v1/messages/{id}/attachments/0/thumbnail"),
        "/api/v1/messages/msg_0193b2c4d5e67f8091a2b3c4d5e6f708/attachments/0".to_owned(),
    ] {
        assert_eq!(
            get(&app, &path, &[]).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let owner = Browser::owner(&app).await;
    for path in [
        format!("/media/{id}/x"),
        "/media/x/0".to_owned(),
        format!("/media/{id}/0/thumbnail"),
    ] {
        assert_eq!(
            owner.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}
