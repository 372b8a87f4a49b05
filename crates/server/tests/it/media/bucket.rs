//! Files in a bucket of a service that speaks S3.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use transom::media::sweep::{self, Strangers};
use transom::secret::Secret;
use transom_testkit::TestApp;

use super::platform::{Platform, picture, sends_fetched};

/// The service: as much of it as is used.
#[derive(Debug, Clone, Default)]
struct Service {
    objects: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
}

impl Service {
    #[expect(clippy::disallowed_methods, reason = "it ends with the test's runtime")]
    async fn listen() -> (Self, String) {
        let service = Self::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (service, endpoint)
    }

    fn names(&self) -> Vec<String> {
        self.objects.lock().unwrap().keys().cloned().collect()
    }
}

async fn answer(State(service): State<Service>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let signed = head.headers[header::AUTHORIZATION].to_str().unwrap();
    assert!(
        signed.starts_with("AWS4-HMAC-SHA256 Credential=an-id/"),
        "{signed}"
    );
    let path = head.uri.path().to_owned();
    let query = head.uri.query().unwrap_or_default();
    let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    let mut objects = service.objects.lock().unwrap();
    match (head.method, query) {
        (Method::GET, query) if query.contains("list-type=2") => list(&objects, query),
        (Method::POST, query) if query.starts_with("uploads") => {
            let xml = "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>";
            xml.into_response()
        }
        (Method::PUT, query) if query.contains("partNumber") => {
            objects.insert(format!("{path}?{query}"), bytes);
            [(header::ETAG, "\"part\"")].into_response()
        }
        (Method::POST, _) => {
            let parts: Vec<_> = objects
                .keys()
                .filter(|name| name.starts_with(&format!("{path}?")))
                .cloned()
                .collect();
            let whole = parts.iter().flat_map(|name| objects.remove(name).unwrap());
            let whole = whole.collect();
            objects.insert(path, whole);
            "<CompleteMultipartUploadResult><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>"
                .into_response()
        }
        (Method::PUT, _) => {
            objects.insert(path, bytes);
            [(header::ETAG, "\"whole\"")].into_response()
        }
        (Method::DELETE, _) => {
            objects.remove(&path);
            StatusCode::NO_CONTENT.into_response()
        }
        (_, _) => match objects.get(&path) {
            Some(bytes) => object(&head.headers, bytes),
            None => StatusCode::NOT_FOUND.into_response(),
        },
    }
}

fn object(headers: &HeaderMap, bytes: &[u8]) -> Response {
    let response = Response::builder()
        .header(header::ETAG, "\"whole\"")
        .header(header::LAST_MODIFIED, "Sat, 21 Nov 2026 10:00:00 GMT");
    let range = headers.get(header::RANGE);
    let range = range.and_then(|range| range.to_str().unwrap().strip_prefix("bytes="));
    let Some((first, last)) = range.and_then(|range| range.split_once('-')) else {
        return response.body(Body::from(bytes.to_vec())).unwrap();
    };
    let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
    response
        .status(StatusCode::PARTIAL_CONTENT)
        .header(
            header::CONTENT_RANGE,
            format!("bytes {first}-{last}/{}", bytes.len()),
        )
        .body(Body::from(bytes[first..=last].to_vec()))
        .unwrap()
}

fn list(objects: &BTreeMap<String, Vec<u8>>, query: &str) -> Response {
    let prefix = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("prefix="));
    let prefix = prefix.unwrap_or_default().replace("%2F", "/");
    let found = objects.iter().filter_map(|(path, bytes)| {
        let key = path.strip_prefix("/desk/")?;
        key.starts_with(&prefix).then(|| {
            format!(
                "<Contents><Key>{key}</Key><Size>{}</Size><ETag>\"whole\"</ETag>\
                 <LastModified>2026-11-21T10:00:00.000Z</LastModified></Contents>",
                bytes.len()
            )
        })
    });
    let found: String = found.collect();
    format!("<ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>")
        .into_response()
}

async fn start(endpoint: &str) -> TestApp {
    TestApp::start_with(|config| {
        let s3 = &mut config.media.s3;
        s3.bucket = Some("desk".to_owned());
        s3.endpoint = Some(endpoint.to_owned());
        s3.prefix = Some("transom".to_owned());
        s3.access_key_id = Some("an-id".to_owned());
        s3.secret_access_key = Some(Secret::new("a-secret"));
    })
    .await
}

#[tokio::test]
async fn files_are_kept_served_and_deleted_in_a_bucket() {
    let (service, endpoint) = Service::listen().await;
    let app = start(&endpoint).await;
    let platform = Platform::of(&app).await;
    let url = platform.has("1.png", &picture(40, 40));
    let id = sends_fetched(&app, "m1", &[("image", &url)]).await;
    let names = service.names();
    assert_eq!(names.len(), 2);
    assert!(names[0].starts_with("/desk/transom/files/"), "{names:?}");
    assert!(
        names[1].starts_with("/desk/transom/thumbnails/"),
        "{names:?}"
    );
    let path = format!("/api/v1/messages/{id}/attachments/0");
    assert_eq!(app.get(&path, &app.shop.token).await.body, picture(40, 40));
    let range = axum::http::Request::get(&path)
        .header(header::AUTHORIZATION, format!("Bearer {}", app.shop.token))
        .header(header::RANGE, "bytes=1-3");
    let part = app.send(range.body(Body::empty()).unwrap()).await;
    assert_eq!(
        (part.status, part.body.as_slice()),
        (StatusCode::PARTIAL_CONTENT, b"PNG".as_slice())
    );

    // Something that no table knows, and something of somebody else.
    let stranger = format!("/desk/transom/files/ab/{}", "ab".repeat(32));
    let foreign = "/desk/another/files/x".to_owned();
    for name in [&stranger, &foreign] {
        service
            .objects
            .lock()
            .unwrap()
            .insert(name.clone(), vec![1]);
    }
    let mut strangers = Strangers::default();
    sweep::round(&app.app, &mut strangers).await.unwrap();
    sweep::round(&app.app, &mut strangers).await.unwrap();
    let mut left = service.names();
    left.retain(|name| *name != foreign);
    assert_eq!(left, names);
    let mut tx = app.app.db.write().await.unwrap();
    tx.expire_attachments(jiff::Timestamp::MAX, 10)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    sweep::step(&app.app).await.unwrap();
    assert_eq!(service.names(), [foreign]);
}

#[tokio::test]
async fn a_large_file_goes_in_pieces() {
    let (service, endpoint) = Service::listen().await;
    let app = start(&endpoint).await;
    let platform = Platform::of(&app).await;
    let large: Vec<u8> = (0..21_000_000_u32)
        .flat_map(|number| [number.to_le_bytes()[0]])
        .collect();
    let url = platform.has("1.bin", &large);
    let id = sends_fetched(&app, "m1", &[("file", &url)]).await;
    assert_eq!(service.names().len(), 1);
    let path = format!("/api/v1/messages/{id}/attachments/0");
    assert_eq!(app.get(&path, &app.shop.token).await.body, large);
}
