//! A browser without scripts: it keeps the session's cookie and sends forms as browsers do.

use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::request::Builder;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;
use transom::app::App;
use transom::journal::Journal;
use transom::{http, sign_in};
use transom_domain::id::{AgentId, WorkspaceId};
use transom_testkit::live::Live;
use transom_testkit::{Answer, TestApp};

/// A browser at the desk.
pub(crate) struct Browser {
    router: Router,
    cookie: Option<String>,
    /// What the desk's forms carry.
    pub(crate) csrf: String,
    /// What the browser prefers.
    pub(crate) language: &'static str,
}

impl Browser {
    /// Nobody is signed in.
    pub(crate) fn new(app: &TestApp) -> Self {
        Self::at(&app.app, &app.journal)
    }

    /// Nobody is signed in to this installation.
    pub(crate) fn at(app: &App, journal: &Journal) -> Self {
        let router = http::router(app, journal);
        Self {
            router,
            cookie: None,
            csrf: String::new(),
            language: "en",
        }
    }

    /// Somebody is signed in.
    pub(crate) async fn of(app: &TestApp, workspace: WorkspaceId, agent: AgentId) -> Self {
        let secret = sign_in::open_session(&app.app, workspace, agent)
            .await
            .unwrap();
        Self::with(app, secret.expose()).await
    }

    /// The cookie of a session.
    pub(crate) async fn with(app: &TestApp, cookie: &str) -> Self {
        Self::new(app).signed_in(&app.app, cookie).await
    }

    /// The owner of a program that serves is signed in.
    pub(crate) async fn owner_of(live: &Live) -> Self {
        let secret = sign_in::open_session(&live.app, live.workspace_id, live.owner)
            .await
            .unwrap();
        Self::at(&live.app, live.journal())
            .signed_in(&live.app, secret.expose())
            .await
    }

    async fn signed_in(self, app: &App, cookie: &str) -> Self {
        let signed_in = sign_in::find_session(app, cookie).await.unwrap().unwrap();
        let cookie = Some(format!("{}={cookie}", sign_in::COOKIE));
        Self {
            cookie,
            csrf: signed_in.csrf,
            ..self
        }
    }

    pub(crate) async fn owner(app: &TestApp) -> Self {
        Self::of(app, app.shop.workspace_id, app.shop.owner).await
    }

    pub(crate) async fn agent(app: &TestApp) -> Self {
        Self::of(app, app.shop.workspace_id, app.shop.agent).await
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let asks_once = request.uri().query();
        let asks_once = asks_once.is_some_and(|query| query.contains("once=true"));
        let (parts, body) = self
            .router
            .clone()
            .oneshot(request)
            .await
            .unwrap()
            .into_parts();
        // The live stream has no end; its head is all that is looked at.
        let is_stream = parts
            .headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind == "text/event-stream");
        let body = if is_stream && !asks_once {
            Vec::new()
        } else {
            to_bytes(body, usize::MAX).await.unwrap().to_vec()
        };
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    fn request(&self, method: &str, path: &str) -> Builder {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .extension(ConnectInfo(SocketAddr::from(([203, 0, 113, 9], 40_000))))
            .header(header::HOST, "desk.example")
            .header(header::ACCEPT_LANGUAGE, self.language);
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        request
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path).body(Body::empty()).unwrap())
            .await
    }

    /// Asks with one more header.
    pub(crate) async fn get_with(&self, path: &str, (name, value): (&str, &str)) -> Answer {
        let request = self.request("GET", path).header(name, value);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form of the desk.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut fields = fields.to_vec();
        fields.push(("csrf", &self.csrf));
        self.post_with(path, &fields, ("sec-fetch-site", "same-origin"))
            .await
    }

    /// Sends the composer's form with files: each with its name and its bytes.
    pub(crate) async fn post_files(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Answer {
        let files = files.iter().map(|(name, bytes)| ("file", *name, *bytes));
        let files: Vec<_> = files.collect();
        self.post_parts(path, fields, &files).await
    }

    /// Sends a form with files: each with its field, its name and its bytes.
    pub(crate) async fn post_parts(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        const BOUNDARY: &str = "a-line-that-stands-in-no-file";
        let mut body = Vec::new();
        let mut part = |head: String, bytes: &[u8]| {
            body.extend(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes(),
            );
            body.extend(bytes);
            body.extend(b"\r\n");
        };
        for (name, value) in fields {
            part(format!("name=\"{name}\""), value.as_bytes());
        }
        for (field, name, bytes) in files {
            let kind = "Content-Type: application/octet-stream";
            part(
                format!("name=\"{field}\"; filename=\"{name}\"\r\n{kind}"),
                bytes,
            );
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, kind)
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends a form just as it is, with one more header.
    pub(crate) async fn post_with(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        (name, value): (&str, &str),
    ) -> Answer {
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(name, value);
        let body = serde_html_form::to_string(fields).unwrap();
        self.send(request.body(Body::from(body)).unwrap()).await
    }
}

/// A form as the page shows it, with some fields changed.
pub(crate) fn filled_in<'f>(
    form: &[(&'f str, &'f str)],
    changed: &[(&'f str, &'f str)],
) -> Vec<(&'f str, &'f str)> {
    let mut fields = form.to_vec();
    fields.retain(|(name, _)| changed.iter().all(|(other, _)| other != name));
    fields.extend(changed);
    fields
}

/// The page as text.
pub(crate) fn text(answer: &Answer) -> String {
    String::from_utf8(answer.body.clone()).unwrap()
}

/// Where the answer sends the browser.
pub(crate) fn next(answer: &Answer) -> &str {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", text(answer));
    answer.headers[header::LOCATION].to_str().unwrap()
}

/// The value of the session's cookie that the answer sets.
pub(crate) fn cookie(answer: &Answer) -> &str {
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    let pair = cookie.split(';').next().unwrap();
    pair.split_once('=').unwrap().1
}

/// What stands in the page between two texts.
pub(crate) fn between<'t>(page: &'t str, before: &str, after: &str) -> &'t str {
    let (_, rest) = page
        .split_once(before)
        .unwrap_or_else(|| panic!("no {before} in {page}"));
    rest.split_once(after)
        .unwrap_or_else(|| panic!("no {after} after {before}"))
        .0
}
