//! How the API says no: `application/problem+json` (RFC 9457), with a code for programs and a sentence for people.

use std::borrow::Cow;
use std::collections::BTreeMap;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use transom_domain::decide;
use transom_policy::{RouteStatus, Status, Warning};
use utoipa::openapi::{self, Content, Ref, RefOr, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

use super::route::Remedy;
use super::words;
use crate::error::{Error, seconds_until};

/// Why a request is not answered as asked.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "type": "about:blank", "title": "Bad Request", "status": 400,
    "detail": "limit: a list gives 1 to 200 entries at a time", "code": "invalid", "field": "limit"
}))]
pub(super) struct Problem {
    /// Always `about:blank`: the code tells problems apart.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The name of the status.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What is wrong and what to do, in a sentence.
    detail: Cow<'static, str>,
    /// A stable word for programs.
    code: Cow<'static, str>,
    /// The field with a value that cannot be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<Cow<'static, str>>,
    /// Every field with a value that cannot be used, where there may be several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<FieldProblem>,
}

/// What is wrong with a field.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FieldProblem {
    #[schema(example = "body.examples.order")]
    field: String,
    /// What to do, in a sentence.
    detail: String,
}

/// Why something must not be done now, and what is legal instead. When the platform's rules are the reason, the code is a
/// `RefusalCode`; otherwise it is `empty-message`, `not-failed` or `snooze-in-the-past`, and the lists are empty.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "type": "about:blank", "title": "Unprocessable Entity", "status": 422, "code": "window-closed",
    "detail": "The messaging window is closed, and no other way is open for this message.",
    "rulebook": "messenger/2026-09-28", "routes": [], "matches": [],
    "remedies": [{
        "route": "human_agent", "sentence": "A person who writes the answer by hand, without promotion.", "until": "2026-11-28T10:00:00Z"
    }],
    "restricted_until": null, "possible_until": null
}))]
pub(super) struct Refusal {
    #[serde(flatten)]
    problem: Problem,
    /// The edition of the rules that decided.
    #[schema(example = "messenger/2026-09-28")]
    rulebook: Option<String>,
    /// The routes that are open at this moment to a fitting message of this author.
    routes: Vec<Remedy>,
    /// What would be legal now, most useful first, perhaps by another author or with another kind of message.
    remedies: Vec<Remedy>,
    /// The words that tripped the content check, as they were written.
    matches: Vec<String>,
    /// When the platform's restriction ends, where one bars the way.
    restricted_until: Option<Timestamp>,
    /// Until when the platform may still take a free message, without a promise.
    possible_until: Option<Timestamp>,
}

/// A problem on its way out.
#[derive(Debug)]
pub(super) enum Failure {
    Error(Error),
    Plain(Problem),
}

impl Failure {
    /// A problem of HTTP itself.
    pub(super) fn of(status: StatusCode, code: &'static str, detail: &'static str) -> Self {
        Self::Plain(Problem::new(status, code.into(), detail.into()))
    }
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

impl Problem {
    fn new(status: StatusCode, code: Cow<'static, str>, detail: Cow<'static, str>) -> Self {
        let title = status.canonical_reason().unwrap_or("Error");
        Self {
            kind: "about:blank",
            title,
            status: status.as_u16(),
            detail,
            code,
            field: None,
            fields: Vec::new(),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::Plain(problem) => respond(problem.status, &problem),
            Self::Error(error) => {
                error.log();
                told(&error)
            }
        }
    }
}

fn told(error: &Error) -> Response {
    let mut problem = Problem::new(error.status(), error.code(), detail(error));
    let mut header = None;
    match error {
        Error::Refused { refusal, routes } => {
            let status = problem.status;
            return respond(status, &Refusal::of(problem, refusal, routes));
        }
        Error::Invalid { field, .. } => problem.field = Some(field.clone()),
        Error::File(untaken) => problem.field = Some(untaken.field.clone().into()),
        Error::Template(template) => {
            let fields = template.fields().into_iter();
            problem.fields = fields
                .map(|(field, detail)| FieldProblem { field, detail })
                .collect();
            let first = problem.fields.first();
            problem.field = first.map(|first| first.field.clone().into());
        }
        Error::Unauthorized => {
            header = Some((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
        }
        Error::TooMany(seconds) => {
            header = Some((header::RETRY_AFTER, HeaderValue::from(*seconds)));
        }
        Error::NotYet { until, now } => {
            let seconds = seconds_until(*until, *now);
            header = Some((header::RETRY_AFTER, HeaderValue::from(seconds)));
        }
        _ => {}
    }
    let mut response = respond(problem.status, &problem);
    response.headers_mut().extend(header);
    response
}

fn detail(error: &Error) -> Cow<'static, str> {
    match error {
        Error::Refused { refusal, .. } => sentence(refusal),
        Error::Unauthorized => "send a valid token, as Authorization: Bearer transom_…".into(),
        Error::Template(_) | Error::Platform(_) => error.to_string().into(),
        _ if error.status().is_server_error() => {
            "this failed on the server's side; its log says why".into()
        }
        _ => error.to_string().into(),
    }
}

fn respond(status: u16, body: &impl Serialize) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_vec(body).expect("it has text keys only");
    (status, [(header::CONTENT_TYPE, PROBLEM_JSON)], body).into_response()
}

const PROBLEM_JSON: &str = "application/problem+json";

fn sentence(refusal: &decide::Refusal) -> Cow<'static, str> {
    match refusal {
        decide::Refusal::Policy(refusal) => refusal.explanation().into(),
        decide::Refusal::EmptyMessage => {
            "there is nothing to send: give a text or an attachment".into()
        }
        decide::Refusal::SnoozeInThePast => "a snooze must end later than now".into(),
        decide::Refusal::NotFailed => "only a message that failed can be sent again".into(),
        decide::Refusal::CannotLabel => {
            "this customer cannot be labelled: the platform knows them only once they have written"
                .into()
        }
        decide::Refusal::CannotModerate => "the platform cannot do this with this customer".into(),
        decide::Refusal::NotWrittenLately => {
            "WhatsApp only blocks a customer while a message of theirs holds the window open; wait until they write again".into()
        }
    }
}

impl Refusal {
    fn of(problem: Problem, refusal: &decide::Refusal, routes: &[RouteStatus]) -> Self {
        let mut told = Self {
            problem,
            rulebook: None,
            routes: Vec::new(),
            remedies: Vec::new(),
            matches: Vec::new(),
            restricted_until: None,
            possible_until: None,
        };
        if let decide::Refusal::Policy(refusal) = refusal {
            let open = routes.iter().filter(|route| route.status == Status::Open);
            told.rulebook = Some(refusal.rulebook.to_string());
            told.routes = open
                .map(|route| Remedy::of(route.route, route.until))
                .collect();
            told.remedies = refusal
                .remedies
                .iter()
                .map(|way| Remedy::of(way.route, way.until))
                .collect();
            told.matches.clone_from(&refusal.matches);
            told.restricted_until = refusal.restricted_until;
            told.possible_until = refusal.possible_until;
        }
        told
    }
}

/// What the sender should know although the message may go.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Warning)]
pub(super) struct Notice {
    /// A stable word for programs.
    #[schema(value_type = words::WarningCode)]
    code: Warning,
    /// The same for people.
    sentence: &'static str,
}

impl Notice {
    pub(super) fn all(warnings: transom_policy::Warnings) -> Vec<Self> {
        let language = transom_policy::Language::English;
        warnings
            .iter()
            .map(|code| Self {
                code,
                sentence: code.sentence(language),
            })
            .collect()
    }
}

/// The responses that every operation may give.
pub(super) struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<openapi::Response>> {
        let all = [
            (
                "400",
                "A field has a value that cannot be used, or is unknown.",
            ),
            ("401", "There is no token, or it is not good."),
            ("403", "The token lacks the scope."),
            ("404", "It is not there, or belongs to another workspace."),
            (
                "default",
                "Anything else that went wrong, here or on the way.",
            ),
        ];
        all.map(|(status, description)| (status.to_owned(), described(description, "Problem")))
            .into()
    }
}

/// The response to what the rules do not allow.
pub(super) struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<openapi::Response>> {
        [(
            "422".to_owned(),
            described(
                "It must not be done now; the code and the sentence say why.",
                "Refusal",
            ),
        )]
        .into()
    }
}

/// The response to what the platform, which was asked at once, did not do.
pub(super) struct PlatformRefusals;

impl IntoResponses for PlatformRefusals {
    fn responses() -> BTreeMap<String, RefOr<openapi::Response>> {
        let refused = described("The platform refused.", "Problem");
        [("502".to_owned(), refused)].into()
    }
}

fn described(description: &str, schema: &str) -> RefOr<openapi::Response> {
    let content = Content::new(Some(Ref::from_schema_name(schema)));
    ResponseBuilder::new()
        .description(description)
        .content(PROBLEM_JSON, content)
        .build()
        .into()
}
