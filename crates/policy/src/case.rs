//! Cases as lines of JSON: one case in, one verdict or one list of routes out.
//!
//! The caller reads the lines and skips blank ones. A line that is no case becomes an error object, for the caller to
//! write in its place; it stops nothing.

mod answer;
mod content;

use std::str::FromStr;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

pub(crate) use self::answer::to_line;
use self::answer::{CaseError, ErrorCode};
pub use self::content::check_content_line;
use crate::decide::judge;
use crate::facts::or_default;
use crate::routes::routes_on_topic;
use crate::{
    AuthorKind, Body, Channel, Country, Facts, Message, Purpose, Route, Rulebook, Rulebooks,
};

/// Judges the case in `line`. `Ok` is the verdict, `Err` the error object; both are one line of JSON.
pub fn decide_line(rulebooks: &Rulebooks, number: usize, line: &str) -> Result<String, String> {
    answer(rulebooks, number, line, |case, rulebook| {
        let verdict = judge(
            rulebook,
            &case.facts,
            case.author,
            &case.message,
            case.route,
            case.now,
        );
        answer::verdict(&case.id, &verdict)
    })
}

/// Lists the routes for the case in `line`, whatever its draft. `Ok` is the list, `Err` the error object; both are one
/// line of JSON.
pub fn routes_line(rulebooks: &Rulebooks, number: usize, line: &str) -> Result<String, String> {
    answer(rulebooks, number, line, |case, rulebook| {
        let routes = routes_on_topic(
            rulebook,
            &case.facts,
            case.author,
            case.message.topic(),
            case.now,
        );
        answer::routes(&case.id, rulebook.id(), &routes)
    })
}

fn answer(
    rulebooks: &Rulebooks,
    number: usize,
    line: &str,
    judge: impl FnOnce(&Case, &Rulebook) -> String,
) -> Result<String, String> {
    let fail = |code, detail| {
        Err(answer::error(&CaseError {
            id: find_id(line),
            code,
            detail,
            line: number,
        }))
    };
    let case = match Case::from_str(line) {
        Ok(case) => case,
        Err(detail) => return fail(ErrorCode::InvalidCase, detail),
    };
    match rulebooks.governing(case.channel, case.now) {
        Some(rulebook) => Ok(judge(&case, rulebook)),
        None => fail(
            ErrorCode::NoRulebook,
            format!(
                "no rulebook of this build governs {} at {}",
                case.channel, case.now
            ),
        ),
    }
}

/// A case, read.
struct Case {
    id: String,
    now: Timestamp,
    channel: Channel,
    author: AuthorKind,
    route: Option<Route>,
    message: Message,
    facts: Facts,
}

impl FromStr for Case {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let record: CaseRecord = serde_json::from_str(line).map_err(|error| detail(&error))?;
        check_objects(&serde_json::from_str(line).map_err(|error| detail(&error))?)?;
        let attested = record.draft.attested;
        let mut message = Message::new(record.draft.body()?);
        message.purpose = record.purpose;
        message.topic = record.topic;
        message.attested = attested;
        Ok(Self {
            id: record.id,
            now: record.now,
            channel: record.channel,
            author: record.author,
            route: record.route.0,
            message,
            facts: Facts {
                region: record.region,
                ..record.facts
            },
        })
    }
}

/// A case as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseRecord {
    id: String,
    now: Timestamp,
    channel: Channel,
    #[serde(default)]
    region: Option<Country>,
    author: AuthorKind,
    #[serde(default)]
    purpose: Option<Purpose>,
    #[serde(default)]
    topic: Option<Arc<str>>,
    #[serde(default)]
    route: RouteRecord,
    draft: DraftRecord,
    #[serde(default, deserialize_with = "or_default")]
    facts: Facts,
}

/// `auto`, or a route.
#[derive(Default)]
pub(crate) struct RouteRecord(pub(crate) Option<Route>);

impl<'de> Deserialize<'de> for RouteRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Option::<String>::deserialize(deserializer)?.as_deref() {
            None | Some("auto") => Ok(Self(None)),
            Some(name) => name
                .parse()
                .map(|route| Self(Some(route)))
                .map_err(serde::de::Error::custom),
        }
    }
}

/// A draft as it is written: one shape for every kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DraftRecord {
    kind: DraftKind,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    name: Option<Arc<str>>,
    #[serde(default)]
    language: Option<Arc<str>>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) attested: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum DraftKind {
    Text,
    Template,
    Feedback,
}

impl DraftRecord {
    pub(crate) fn body(self) -> Result<Body, String> {
        match (self.kind, self.text, self.name, self.language) {
            (DraftKind::Text, Some(text), ..) => Ok(Body::Text(text)),
            (DraftKind::Text, None, ..) => Err("a text draft needs `text`".to_owned()),
            (DraftKind::Template, _, Some(name), Some(language)) => {
                Ok(Body::Template { name, language })
            }
            (DraftKind::Template, ..) => {
                Err("a template draft needs `name` and `language`".to_owned())
            }
            (DraftKind::Feedback, ..) => Ok(Body::Feedback),
        }
    }
}

/// Refuses arrays where objects belong: the parser would take their elements for the fields in their order.
fn check_objects(case: &Value) -> Result<(), String> {
    let facts = &case["facts"];
    let items = facts
        .as_object()
        .into_iter()
        .flat_map(|facts| facts.values());
    let within = items.filter_map(Value::as_array).flatten();
    let pauses = facts["templates"].as_array().into_iter().flatten();
    let within = within.chain(pauses.map(|template| &template["pause"]));
    let is_list = [
        case,
        &case["draft"],
        facts,
        &facts["consent"],
        &facts["recipients"],
    ]
    .into_iter()
    .chain(within)
    .any(Value::is_array);
    if is_list {
        return Err("an array stands where an object belongs".to_owned());
    }
    Ok(())
}

/// What is wrong with the JSON. The parser counts lines within its text, which is one line here.
pub(crate) fn detail(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" at line ") {
        Some((what, _)) => format!("{what} (column {})", error.column()),
        None => message,
    }
}

/// The id of a line that is no case, where it is JSON and has one.
pub(crate) fn find_id(line: &str) -> Option<Value> {
    let mut value: Value = serde_json::from_str(line).ok()?;
    value.get_mut("id").map(Value::take)
}
