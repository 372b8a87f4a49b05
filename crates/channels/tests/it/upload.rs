//! Uploading files: the requests as each platform wants them, and what their answers mean.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Multipart, State};
use axum::routing::post;
use http::{HeaderMap, Method, StatusCode, Uri};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use transom_channels::courier::{Body, Courier, Endpoint, Interface, Timeouts, Upload};
use transom_channels::messenger::Class;
use transom_domain::message::AttachmentKind;

/// What was uploaded: the address, the token, and each field with its file name and type.
type Seen = (String, String, Vec<(String, String, String, Vec<u8>)>);

#[derive(Debug, Clone, Default)]
struct Platform {
    seen: Arc<Mutex<Option<Seen>>>,
    answer: Arc<Mutex<(u16, Value)>>,
}

#[expect(clippy::disallowed_methods, reason = "it ends with the test's runtime")]
async fn platform(status: u16, answer: Value) -> (Platform, String) {
    let platform = Platform::default();
    *platform.answer.lock().unwrap() = (status, answer);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new()
        .route("/{version}/{account}/{edge}", post(take))
        .with_state(platform.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (platform, base)
}

async fn take(
    State(platform): State<Platform>,
    uri: Uri,
    headers: HeaderMap,
    mut form: Multipart,
) -> (StatusCode, String) {
    let mut fields = Vec::new();
    while let Some(field) = form.next_field().await.unwrap() {
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        let (name, file) = (text(field.name()), text(field.file_name()));
        let kind = text(field.content_type());
        fields.push((name, file, kind, field.bytes().await.unwrap().to_vec()));
    }
    let token = headers["authorization"].to_str().unwrap().to_owned();
    *platform.seen.lock().unwrap() = Some((uri.to_string(), token, fields));
    let (status, answer) = platform.answer.lock().unwrap().clone();
    (StatusCode::from_u16(status).unwrap(), answer.to_string())
}

fn endpoint(base: &str, interface: Interface) -> Endpoint {
    let endpoint = Endpoint::new(
        &base.parse().unwrap(),
        &"v26.0".parse().unwrap(),
        "1029",
        "EAAexampletoken".parse().unwrap(),
        None,
    );
    endpoint.by(interface)
}

fn upload(kind: AttachmentKind) -> Upload<'static> {
    Upload {
        kind,
        media_type: "image/png",
        name: "größe.png",
        bytes: 7,
        body: Body::from("picture"),
    }
}

#[tokio::test]
async fn messenger_and_instagram_take_a_reusable_attachment() {
    for (interface, address) in [
        (Interface::Messenger, "/v26.0/1029/message_attachments"),
        (
            Interface::InstagramOfPage,
            "/v26.0/1029/message_attachments?platform=instagram",
        ),
        (Interface::Instagram, "/v26.0/1029/message_attachments"),
    ] {
        let (platform, base) = platform(200, json!({ "attachment_id": "424242" })).await;
        let courier = Courier::new(Timeouts::default());
        let endpoint = endpoint(&base, interface);
        let id = courier
            .upload_attachment(&endpoint, upload(AttachmentKind::Image))
            .await;
        assert_eq!(id.unwrap(), "424242");
        let (uri, token, fields) = platform.seen.lock().unwrap().take().unwrap();
        assert_eq!(
            (uri.as_str(), token.as_str()),
            (address, "Bearer EAAexampletoken")
        );
        let message: Value = serde_json::from_slice(&fields[0].3).unwrap();
        let payload = json!({ "is_reusable": true });
        assert_eq!(
            message,
            json!({ "attachment": { "type": "image", "payload": payload } })
        );
        let (name, file, kind, bytes) = &fields[1];
        assert_eq!((name.as_str(), file.as_str()), ("filedata", "größe.png"));
        assert_eq!(
            (kind.as_str(), bytes.as_slice()),
            ("image/png", b"picture".as_slice())
        );
    }
}

#[tokio::test]
async fn whatsapp_takes_media() {
    let (platform, base) = platform(200, json!({ "id": "901" })).await;
    let courier = Courier::new(Timeouts::default());
    let endpoint = endpoint(&base, Interface::Messenger);
    let id = courier
        .upload_media(&endpoint, upload(AttachmentKind::Image))
        .await;
    assert_eq!(id.unwrap(), "901");
    let (uri, _, fields) = platform.seen.lock().unwrap().take().unwrap();
    assert_eq!(uri, "/v26.0/1029/media");
    let plain: Vec<_> = fields
        .iter()
        .map(|(name, _, _, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let expected = [
        ("messaging_product", b"whatsapp".as_slice()),
        ("type", b"image/png"),
        ("file", b"picture"),
    ];
    assert_eq!(plain, expected);
}

#[tokio::test]
async fn an_upload_of_which_nothing_is_heard_may_be_made_again() {
    let (_platform, base) = platform(
        400,
        json!({ "error": { "code": 100, "message": "too large" } }),
    )
    .await;
    let courier = Courier::new(Timeouts::default());
    let refused = courier
        .upload_media(
            &endpoint(&base, Interface::Messenger),
            upload(AttachmentKind::Image),
        )
        .await;
    assert_eq!(refused.unwrap_err().class, Class::Permanent);
    let (_platform, base) = self::platform(200, json!({ "something": "else" })).await;
    let odd = courier
        .upload_media(
            &endpoint(&base, Interface::Messenger),
            upload(AttachmentKind::Image),
        )
        .await;
    assert_ne!(odd.unwrap_err().class, Class::Reconcile);
}

/// What was asked in pieces: the method, the address, the token, where the bytes begin, and the bytes.
type Piece = (String, String, String, String, Vec<u8>);

#[expect(clippy::disallowed_methods, reason = "it ends with the test's runtime")]
async fn in_pieces() -> (Arc<Mutex<Vec<Piece>>>, String) {
    let seen: Arc<Mutex<Vec<Piece>>> = Arc::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let noted = Arc::clone(&seen);
    let router = Router::new().fallback(
        async move |method: Method, uri: Uri, headers: HeaderMap, body: Bytes| {
            let text = |name: &str| {
                let value = headers.get(name).and_then(|value| value.to_str().ok());
                value.unwrap_or_default().to_owned()
            };
            let piece = (
                method.to_string(),
                uri.to_string(),
                text("authorization"),
                text("file_offset"),
                body.to_vec(),
            );
            noted.lock().unwrap().push(piece);
            let answer = match (method.as_str(), uri.path()) {
                (_, "/v26.0/7700/uploads") => json!({ "id": "upload:MTp==?sig=AR+1%2F" }),
                ("GET", _) => json!({ "id": "upload:MTp==", "file_offset": 3 }),
                _ => json!({ "h": "4::aW" }),
            };
            answer.to_string()
        },
    );
    tokio::spawn(async move { axum::serve(listener, router).await });
    (seen, base)
}

#[tokio::test]
async fn an_example_is_handed_over_in_pieces_under_the_name_that_the_platform_gave() {
    let (seen, base) = in_pieces().await;
    let courier = Courier::new(Timeouts::default());
    let endpoint = endpoint(&base, Interface::WhatsApp);
    let file = ("a b.png", "image/png", 7);
    let upload = courier
        .begin_example(&endpoint, "7700", file)
        .await
        .unwrap();
    assert_eq!(courier.example_offset(&endpoint, &upload).await.unwrap(), 3);
    let rest = Body::from("ture");
    let handle = courier.hand_over_example(&endpoint, &upload, 3, rest).await;
    assert_eq!(handle.unwrap(), "4::aW");
    let seen = seen.lock().unwrap().clone();
    let told: Vec<_> = seen
        .iter()
        .map(|(method, uri, token, offset, bytes)| {
            (
                method.as_str(),
                uri.as_str(),
                token.as_str(),
                offset.as_str(),
                bytes.as_slice(),
            )
        })
        .collect();
    let begun = "/v26.0/7700/uploads?file_name=a+b.png&file_length=7&file_type=image%2Fpng";
    let own = "/v26.0/upload:MTp==?sig=AR+1%2F";
    assert_eq!(
        told,
        [
            ("POST", begun, "Bearer EAAexampletoken", "", b"".as_slice()),
            ("GET", own, "OAuth EAAexampletoken", "", b""),
            ("POST", own, "OAuth EAAexampletoken", "3", b"ture"),
        ]
    );
}
