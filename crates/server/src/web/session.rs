//! Who asks for a page, and what every page is given: the guard of the headers, the reader, the forms.

use std::fmt;

use axum::RequestExt as _;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use transom_domain::agent::{Permission, Role as AgentRole};
use transom_store::View as StoreView;

use super::error_page::problem_page;
use super::i18n::Lang;
use super::person::Person;
use super::shell::{Account, Notice, Role, Section, Shell, Theme};
use super::viewer::Viewer;
use crate::app::App;
use crate::error::Error;
use crate::secret::{Secret, random};
use crate::sign_in::{self, COOKIE, SignedIn};

/// The nonce of one response.
#[derive(Clone, Debug)]
pub(crate) struct Nonce(String);

/// Refuses forms of other sites, and sends every page with its security headers.
pub(crate) async fn guard(mut request: Request, next: Next) -> Response {
    if request.method() != Method::GET && comes_from_elsewhere(request.headers()) {
        return (
            StatusCode::FORBIDDEN,
            "this form was sent by another site\n",
        )
            .into_response();
    }
    let nonce = URL_SAFE_NO_PAD.encode(random::<16>());
    request.extensions_mut().insert(Nonce(nonce.clone()));
    let mut response = next.run(request).await;
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    );
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        // A customer's file has a stricter one of its own.
        headers
            .entry(header::CONTENT_SECURITY_POLICY)
            .or_insert(policy);
    }
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Browsers say where a form comes from; a form of our own pages is of the same origin.
fn comes_from_elsewhere(headers: &HeaderMap) -> bool {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return !matches!(site, "same-origin" | "none");
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_none_or(|(_, origin)| origin != host),
        _ => false,
    }
}

/// Somebody who is not signed in, with what their browser prefers.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    pub(crate) viewer: Viewer,
    nonce: String,
}

impl Visitor {
    fn of(app: &App, parts: &Parts) -> Self {
        let nonce = parts
            .extensions
            .get::<Nonce>()
            .map_or_else(String::new, |nonce| nonce.0.clone());
        let accepted = parts.headers.get(header::ACCEPT_LANGUAGE);
        let accepted = accepted
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let viewer = Viewer {
            lang: Lang::negotiate(accepted),
            time_zone: zone(cookie(&parts.headers, "time_zone").as_deref()),
            now: app.now(),
            csrf: String::new(),
        };
        Self { viewer, nonce }
    }

    /// The frame of a page outside of the desk.
    pub(crate) fn shell(&self) -> Shell {
        Shell {
            viewer: self.viewer.clone(),
            nonce: self.nonce.clone(),
            theme: Theme::System,
            account: None,
            section: Section::None,
            closing_soon: 0,
            unhandled: 0,
            notice: None,
        }
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        Ok(Self::of(app, parts))
    }
}

/// Somebody who is signed in and reads a page.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    pub(crate) signed_in: SignedIn,
    pub(crate) viewer: Viewer,
    nonce: String,
    /// The request asks for the thread's frame alone.
    pub(crate) wants_frame: Option<String>,
    /// The request takes live patches for an answer.
    pub(crate) takes_patches: bool,
}

impl FromRequestParts<App> for Reader {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let visitor = Visitor::of(app, parts);
        let signed_in = match cookie(&parts.headers, COOKIE) {
            Some(cookie) => sign_in::find_session(app, &cookie)
                .await
                .map_err(|error| problem_page(&visitor, &error))?,
            None => None,
        };
        let Some(signed_in) = signed_in else {
            return Err(to_sign_in(parts));
        };
        let preferences = &signed_in.agent.preferences;
        let mut viewer = visitor.viewer;
        viewer.csrf.clone_from(&signed_in.csrf);
        if let Some(lang) = preferences.language.as_deref().and_then(Lang::from_tag) {
            viewer.lang = lang;
        }
        if preferences.time_zone.is_some() {
            viewer.time_zone = zone(preferences.time_zone.as_deref());
        }
        let text = |name: &'static str| {
            parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned)
        };
        Ok(Self {
            signed_in,
            viewer,
            nonce: visitor.nonce,
            wants_frame: text("turbo-frame"),
            takes_patches: text("accept").is_some_and(|accept| accept.contains("turbo-stream")),
        })
    }
}

fn to_sign_in(parts: &Parts) -> Response {
    let page = if parts.method == Method::GET {
        parts.uri.path_and_query().map(PathAndQuery::as_str)
    } else {
        page_of_form(&parts.headers)
    };
    let next = serde_html_form::to_string([("next", page.unwrap_or("/inbox"))]).unwrap_or_default();
    Redirect::to(&format!("/sign-in?{next}")).into_response()
}

/// The page of ours on which a form stood: what was written there is still in the browser.
fn page_of_form(headers: &HeaderMap) -> Option<&str> {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    let (_, address) = text(header::REFERER)?.split_once("://")?;
    address.strip_prefix(text(header::HOST)?)
}

impl Reader {
    /// Refuses what the reader's role does not carry.
    pub(crate) fn require(&self, permission: Permission) -> Result<(), Error> {
        self.signed_in.require(permission)
    }

    /// The frame of a page of the desk.
    pub(crate) async fn shell(
        &self,
        app: &App,
        section: Section,
        notice: Option<Notice>,
    ) -> Result<Shell, Error> {
        let agent = &self.signed_in.agent;
        let mut read = app.db.read().await?;
        let workspaces = read.workspaces().await?;
        let workspace = workspaces
            .into_iter()
            .find(|(id, _)| *id == agent.workspace_id);
        let now = self.viewer.now;
        let counts = read
            .view_counts(agent.workspace_id, agent.id, now, app.soon(now))
            .await?;
        let unhandled = if agent.role.may(Permission::ManageJournal) {
            read.count_unhandled(agent.workspace_id).await?
        } else {
            0
        };
        Ok(Shell {
            viewer: self.viewer.clone(),
            nonce: self.nonce.clone(),
            theme: theme(agent.preferences.theme.as_deref()),
            account: Some(Account {
                person: Person {
                    name: agent.name.clone(),
                },
                email: agent.email.clone(),
                role: role(agent.role),
                workspace: workspace.map_or_else(String::new, |(_, name)| name),
                has_time_zone: agent.preferences.time_zone.is_some(),
            }),
            section,
            closing_soon: counts.of(StoreView::Closing).cast_unsigned(),
            unhandled: unhandled.cast_unsigned(),
            notice,
        })
    }
}

/// A role as pages name it.
pub(crate) fn role(role: AgentRole) -> Role {
    match role {
        AgentRole::Owner => Role::Owner,
        AgentRole::Agent => Role::Agent,
    }
}

fn theme(code: Option<&str>) -> Theme {
    match code {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

fn zone(name: Option<&str>) -> TimeZone {
    name.and_then(|name| TimeZone::get(name).ok())
        .unwrap_or(TimeZone::UTC)
}

/// The value of a cookie.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let pairs = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let found = pairs
        .flat_map(|pairs| pairs.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)?;
    // Only the browser's time zone is ever encoded, and only its slash.
    Some(found.1.replace("%2F", "/").replace("%2B", "+"))
}

/// The header that signs a browser in.
pub(crate) fn set_cookie(app: &App, value: &Secret) -> (header::HeaderName, String) {
    let secure = if is_https(app) { "; Secure" } else { "" };
    let age = app.config.desk.session_days * 24 * 60 * 60;
    let value = value.expose();
    let cookie = format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}");
    (header::SET_COOKIE, cookie)
}

/// The header that signs a browser out.
pub(crate) fn clear_cookie() -> (header::HeaderName, String) {
    (
        header::SET_COOKIE,
        format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"),
    )
}

fn is_https(app: &App) -> bool {
    app.config
        .public_url
        .as_ref()
        .is_some_and(|url| url.starts_with("https://"))
}

/// The largest form taken.
const MOST_BYTES: usize = 256 * 1024;

#[derive(Deserialize)]
struct Token {
    #[serde(default)]
    csrf: String,
}

/// A form of the desk, sent by the reader from one of our pages.
pub(crate) struct Form<T> {
    pub(crate) reader: Reader,
    pub(crate) fields: T,
}

impl<T> fmt::Debug for Form<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Form")
            .field("reader", &self.reader)
            .finish_non_exhaustive()
    }
}

impl<T: DeserializeOwned> FromRequest<App> for Form<T> {
    type Rejection = Response;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, Response> {
        let visitor: Visitor = request
            .extract_parts_with_state(app)
            .await
            .unwrap_or_else(|never| match never {});
        let reader: Reader = request.extract_parts_with_state(app).await?;
        let fields = async {
            let body = axum::body::to_bytes(request.into_body(), MOST_BYTES)
                .await
                .map_err(|_| Error::invalid("form", "the form is too large"))?;
            let token: Token = parse(&body)?;
            reader.signed_in.check_csrf(&token.csrf)?;
            parse(&body)
        };
        match fields.await {
            Ok(fields) => Ok(Self { reader, fields }),
            Err(error) => Err(problem_page(&visitor, &error)),
        }
    }
}

/// A form of somebody who is not signed in.
pub(crate) struct OpenForm<T> {
    pub(crate) visitor: Visitor,
    pub(crate) fields: T,
}

impl<T> fmt::Debug for OpenForm<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenForm").finish_non_exhaustive()
    }
}

impl<T: DeserializeOwned> FromRequest<App> for OpenForm<T> {
    type Rejection = Response;

    async fn from_request(mut request: Request, app: &App) -> Result<Self, Response> {
        let visitor: Visitor = request
            .extract_parts_with_state(app)
            .await
            .unwrap_or_else(|never| match never {});
        let body = axum::body::to_bytes(request.into_body(), MOST_BYTES).await;
        let body = body.map_err(|_| Error::invalid("form", "the form is too large"));
        match body.and_then(|body| parse(&body)) {
            Ok(fields) => Ok(Self { visitor, fields }),
            Err(error) => Err(problem_page(&visitor, &error)),
        }
    }
}

/// The fields of a form as browsers write them.
pub(super) fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    serde_html_form::from_bytes(body)
        .map_err(|error| Error::invalid("form", format!("the form is not complete: {error}")))
}

/// A page, or the page that says why not.
pub(crate) type Answer = Result<Response, Problem>;

/// Why a page is not shown; becomes the error page in the visitor's language.
#[derive(Debug)]
pub(crate) struct Problem(Box<(Visitor, Error)>);

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        problem_page(&self.0.0, &self.0.1)
    }
}

impl Visitor {
    /// The error, to be shown to this visitor.
    pub(crate) fn problem(&self, error: impl Into<Error>) -> Problem {
        Problem(Box::new((self.clone(), error.into())))
    }
}

impl Reader {
    /// The error, to be shown to this reader.
    pub(crate) fn problem(&self, error: impl Into<Error>) -> Problem {
        let visitor = Visitor {
            viewer: self.viewer.clone(),
            nonce: self.nonce.clone(),
        };
        visitor.problem(error)
    }
}
