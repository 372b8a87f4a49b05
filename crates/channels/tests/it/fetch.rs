//! Fetching files: only from where they may be fetched, no more than allowed, and with the token nowhere else.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http::{HeaderMap, StatusCode, header};
use serde_json::json;
use tokio::net::TcpListener;
use transom_channels::courier::{
    Allowance, Courier, Endpoint, Interface, NotFetched, Place, Timeouts,
};

const TOKEN: &str = "EAAexampletoken";
const PICTURE: &[u8] = b"\xff\xd8\xff\xe0 a picture";

/// A platform with files; it remembers which addresses were asked with a token.
#[derive(Debug, Clone, Default)]
struct Files {
    /// Where it is itself.
    base: Arc<Mutex<String>>,
    /// Another server on this machine.
    elsewhere: Arc<Mutex<String>>,
    asked: Arc<Mutex<Vec<(String, bool)>>>,
}

impl Files {
    async fn listen() -> (Self, String) {
        let files = Self::default();
        let base = serve(files.clone()).await;
        base.clone_into(&mut files.base.lock().unwrap());
        (files, base)
    }

    fn asked(&self) -> Vec<(String, bool)> {
        self.asked.lock().unwrap().clone()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "these servers end with the test's runtime"
)]
async fn serve(files: Files) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new()
        .route("/v26.0/{id}", get(about))
        .fallback(file)
        .with_state(files);
    tokio::spawn(async move { axum::serve(listener, router).await });
    base
}

async fn about(State(files): State<Files>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    note(&files, &format!("/v26.0/{id}"), &headers);
    let base = files.base.lock().unwrap().clone();
    let url = match id.as_str() {
        "901" => format!("{base}/picture"),
        "902" => format!("{base}/to/picture"),
        "903" => format!("{base}/away"),
        "904" => files.elsewhere.lock().unwrap().clone() + "/picture",
        "905" => "https://169.254.169.254/latest/meta-data".to_owned(),
        _ => {
            let mut error = json!({ "error": { "code": 100, "message": "no such media" } });
            if id == "906" {
                error["error"]["error_subcode"] = json!(33);
            }
            return (StatusCode::BAD_REQUEST, error.to_string()).into_response();
        }
    };
    let told = json!({
        "url": url, "mime_type": "image/jpeg", "file_size": PICTURE.len(), "id": id, "messaging_product": "whatsapp",
    });
    told.to_string().into_response()
}

fn note(files: &Files, path: &str, headers: &HeaderMap) {
    let token = headers.get(header::AUTHORIZATION);
    if let Some(token) = token {
        assert_eq!(token, &format!("Bearer {TOKEN}"));
    }
    files
        .asked
        .lock()
        .unwrap()
        .push((path.to_owned(), token.is_some()));
}

async fn file(State(files): State<Files>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    note(&files, &path, request.headers());
    let elsewhere = files.elsewhere.lock().unwrap().clone();
    if let Some(rest) = path.strip_prefix("/to/") {
        return Redirect::temporary(&format!("/{rest}")).into_response();
    }
    if let Some(status) = path.strip_prefix("/status/") {
        let status: u16 = status.parse().unwrap();
        return StatusCode::from_u16(status).unwrap().into_response();
    }
    match path.as_str() {
        "/picture" => ([(header::CONTENT_TYPE, "image/jpeg")], PICTURE).into_response(),
        "/away" => Redirect::temporary(&format!("{elsewhere}/picture")).into_response(),
        "/inside" => Redirect::temporary("http://169.254.169.254/latest/meta-data").into_response(),
        "/round" => Redirect::temporary("/round").into_response(),
        "/endless" => {
            let chunks =
                futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![7; 4096]));
            Body::from_stream(chunks).into_response()
        }
        "/slow" => {
            let never = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
            Body::from_stream(never).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn endpoint(base: &str) -> Endpoint {
    Endpoint::new(
        &base.parse().unwrap(),
        &"v26.0".parse().unwrap(),
        "204811937760102",
        TOKEN.parse().unwrap(),
        None,
    )
}

const ALLOWED: Allowance = Allowance {
    bytes: 1 << 20,
    time: Duration::from_secs(20),
};

async fn take(base: &str, place: Place<'_>, allowed: Allowance) -> Result<Vec<u8>, NotFetched> {
    let courier = Courier::new(Timeouts::default());
    let mut download = courier.fetch(&endpoint(base), place, allowed).await?;
    let mut bytes = Vec::new();
    while let Some(chunk) = download.chunk().await? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

#[tokio::test]
async fn a_file_beside_the_api_is_fetched_without_the_token() {
    let (files, base) = Files::listen().await;
    let url = format!("{base}/to/to/picture");
    let bytes = take(&base, Place::Url(&url), ALLOWED).await.unwrap();
    assert_eq!(bytes, PICTURE);
    assert_eq!(files.asked().len(), 3);
    assert!(files.asked().iter().all(|(_, with_token)| !with_token));
}

#[tokio::test]
async fn a_file_by_its_id_is_asked_for_and_fetched_with_the_token() {
    let (files, base) = Files::listen().await;
    for id in ["901", "902"] {
        let bytes = take(&base, Place::Id(id), ALLOWED).await.unwrap();
        assert_eq!(bytes, PICTURE);
    }
    assert!(
        files.asked().iter().all(|(_, with_token)| *with_token),
        "{:?}",
        files.asked()
    );
}

#[tokio::test]
async fn nothing_is_fetched_from_inside_of_a_network() {
    let (files, base) = Files::listen().await;
    let (other, elsewhere) = Files::listen().await;
    elsewhere.clone_into(&mut files.elsewhere.lock().unwrap());
    let port = elsewhere.rsplit(':').next().unwrap();
    for url in [
        format!("{elsewhere}/picture"),
        format!("https://127.0.0.1:{port}/picture"),
        format!("https://localhost:{port}/picture"),
        format!("http://localhost:{port}/picture"),
        "https://[::1]/picture".to_owned(),
        "http://scontent.example/picture".to_owned(),
        "file:///etc/passwd".to_owned(),
        "no address".to_owned(),
        // By a redirect, from an address that is allowed.
        format!("{base}/away"),
        format!("{base}/inside"),
    ] {
        let refused = take(&base, Place::Url(&url), ALLOWED).await.unwrap_err();
        assert!(
            matches!(refused, NotFetched::Forbidden(_)),
            "{url}: {refused:?}"
        );
    }
    for id in ["903", "904", "905"] {
        let refused = take(&base, Place::Id(id), ALLOWED).await.unwrap_err();
        assert!(
            matches!(refused, NotFetched::Forbidden(_)),
            "{id}: {refused:?}"
        );
    }
    assert_eq!(other.asked(), [], "nobody there was asked for anything");
}

#[tokio::test]
async fn a_file_may_be_three_redirects_away_and_no_more() {
    let (_files, base) = Files::listen().await;
    let near = format!("{base}/to/to/to/picture");
    assert!(take(&base, Place::Url(&near), ALLOWED).await.is_ok());
    for far in [
        format!("{base}/to/to/to/to/picture"),
        format!("{base}/round"),
    ] {
        let refused = take(&base, Place::Url(&far), ALLOWED).await.unwrap_err();
        assert!(
            matches!(refused, NotFetched::Forbidden(_)),
            "{far}: {refused:?}"
        );
    }
}

#[tokio::test]
async fn no_more_is_taken_than_allowed() {
    let (_files, base) = Files::listen().await;
    let few = Allowance {
        bytes: 10,
        ..ALLOWED
    };
    let is = Some(PICTURE.len() as u64);
    for place in [Place::Url(&format!("{base}/picture")), Place::Id("901")] {
        let refused = take(&base, place, few).await.unwrap_err();
        assert_eq!(refused, NotFetched::TooLarge { is, most: 10 });
    }
    // Nobody says how much comes.
    let refused = take(&base, Place::Url(&format!("{base}/endless")), ALLOWED).await;
    let most = ALLOWED.bytes;
    assert_eq!(
        refused.unwrap_err(),
        NotFetched::TooLarge { is: None, most }
    );
}

#[tokio::test]
async fn a_file_that_does_not_come_is_not_waited_for() {
    let (_files, base) = Files::listen().await;
    let soon = Allowance {
        time: Duration::from_millis(200),
        ..ALLOWED
    };
    let late = take(&base, Place::Url(&format!("{base}/slow")), soon).await;
    assert!(matches!(late, Err(NotFetched::Later(_))), "{late:?}");
}

#[tokio::test]
async fn what_is_gone_is_gone_and_what_fails_may_come_later() {
    let (_files, base) = Files::listen().await;
    for status in [400, 403, 404, 410] {
        let url = format!("{base}/status/{status}");
        let gone = take(&base, Place::Url(&url), ALLOWED).await;
        assert_eq!(gone, Err(NotFetched::Gone(status)));
    }
    for status in [401, 408, 429, 500, 503] {
        let url = format!("{base}/status/{status}");
        let later = take(&base, Place::Url(&url), ALLOWED).await;
        assert!(
            matches!(later, Err(NotFetched::Later(_))),
            "{status}: {later:?}"
        );
    }
    let unknown = take(&base, Place::Id("999"), ALLOWED).await;
    assert!(matches!(unknown, Err(NotFetched::Gone(_))), "{unknown:?}");
    // An id that ran out does not exist; the same words of the account itself say something else.
    let number = endpoint(&base).by(Interface::WhatsApp);
    for endpoint in [endpoint(&base), number] {
        let courier = Courier::new(Timeouts::default());
        let ran_out = courier.fetch(&endpoint, Place::Id("906"), ALLOWED).await;
        assert!(matches!(ran_out, Err(NotFetched::Gone(_))), "{ran_out:?}");
    }
    let nobody = take("http://127.0.0.1:9", Place::Id("901"), ALLOWED).await;
    assert!(matches!(nobody, Err(NotFetched::NotTold(_))), "{nobody:?}");
}
