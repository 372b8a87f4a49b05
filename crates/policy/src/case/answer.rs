//! The lines of JSON that answer a case.

use jiff::Timestamp;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::{RefusalCode, Route, RouteStatus, RulebookId, Verdict, Warning, Warnings};

/// A line that is no case, or that no rulebook governs.
pub(super) struct CaseError {
    pub(super) id: Option<Value>,
    pub(super) code: ErrorCode,
    pub(super) detail: String,
    pub(super) line: usize,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ErrorCode {
    InvalidCase,
    NoRulebook,
}

pub(super) fn error(error: &CaseError) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        id: &'a Option<Value>,
        error: Inner<'a>,
    }
    #[derive(Serialize)]
    struct Inner<'a> {
        code: ErrorCode,
        detail: &'a str,
        line: usize,
    }
    to_line(&Line {
        id: &error.id,
        error: Inner {
            code: error.code,
            detail: &error.detail,
            line: error.line,
        },
    })
}

pub(super) fn verdict(id: &str, verdict: &Verdict) -> String {
    match verdict {
        Verdict::Allow(allowed) => to_line(&AllowLine {
            id,
            decision: "allow",
            route: allowed.route,
            until: allowed.until,
            uses: allowed.uses.as_ref().and_then(|uses| uses.id()),
            then: allowed.then.map(|next| Then {
                route: next.route,
                until: next.until,
            }),
            rulebook: allowed.rulebook,
            warnings: allowed.warnings,
            explanation: allowed.explanation(),
        }),
        Verdict::Refuse(refusal) => to_line(&RefuseLine {
            id,
            decision: "refuse",
            code: refusal.code,
            matches: &refusal.matches,
            restricted_until: refusal.restricted_until,
            possible_until: refusal.possible_until,
            remedies: refusal
                .remedies
                .iter()
                .map(|remedy| RemedyLine {
                    route: remedy.route,
                    needs: remedy.needs(),
                })
                .collect(),
            rulebook: refusal.rulebook,
            warnings: refusal.warnings,
            explanation: refusal.explanation(),
        }),
    }
}

pub(super) fn routes(id: &str, rulebook: RulebookId, routes: &[RouteStatus]) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        id: &'a str,
        rulebook: RulebookId,
        routes: &'a [RouteStatus],
    }
    to_line(&Line {
        id,
        rulebook,
        routes,
    })
}

#[derive(Serialize)]
struct AllowLine<'a> {
    id: &'a str,
    decision: &'static str,
    route: Route,
    until: Option<Timestamp>,
    uses: Option<&'a str>,
    then: Option<Then>,
    rulebook: RulebookId,
    warnings: Warnings,
    explanation: String,
}

#[derive(Serialize)]
struct Then {
    route: Route,
    until: Option<Timestamp>,
}

#[derive(Serialize)]
struct RefuseLine<'a> {
    id: &'a str,
    decision: &'static str,
    code: RefusalCode,
    matches: &'a [String],
    restricted_until: Option<Timestamp>,
    possible_until: Option<Timestamp>,
    remedies: Vec<RemedyLine>,
    rulebook: RulebookId,
    warnings: Warnings,
    explanation: String,
}

#[derive(Serialize)]
struct RemedyLine {
    route: Route,
    needs: String,
}

pub(crate) fn to_line(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("strings, numbers and times always become JSON")
}

impl Serialize for RulebookId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Warnings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Warning::as_str))
    }
}
