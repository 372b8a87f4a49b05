//! Outcomes, faults and the summary as lines of JSON.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::bill::Cost;
use super::outcome::{Actual, Change, Fault, FaultCode, Outcome};
use super::summary::{Group, Reality, Summary, Tally};
use crate::case::to_line;
use crate::{
    AuthorKind, Channel, Purpose, RefusalCode, Remedy, Route, RulebookId, Verdict, Warnings,
};

impl Outcome {
    /// One line of JSON.
    pub fn to_json(&self) -> String {
        to_line(&OutcomeLine {
            line: self.line,
            id: self.id.as_deref(),
            at: self.at,
            channel: self.channel,
            contact: &self.contact,
            author: self.author,
            purpose: self.purpose,
            route: self.asked,
            change: self.change,
            reference: VerdictObject::of(&self.reference, self.reference_cost),
            compared: VerdictObject::of(&self.compared, self.compared_cost),
            with_permission: (self.change == Change::Lost).then_some(&self.with_permission),
            outcome: self.actual.map(|actual| match actual {
                Actual::Delivered(_) => "delivered",
                Actual::Refused => "refused",
            }),
            outcome_route: match self.actual {
                Some(Actual::Delivered(route)) => route,
                Some(Actual::Refused) | None => None,
            },
        })
    }
}

#[derive(Serialize)]
struct OutcomeLine<'a> {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    at: Timestamp,
    channel: Channel,
    contact: &'a str,
    author: AuthorKind,
    purpose: Option<Purpose>,
    route: Option<Route>,
    change: Change,
    reference: VerdictObject<'a>,
    compared: VerdictObject<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    with_permission: Option<&'a Vec<Route>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome_route: Option<Route>,
}

#[derive(Serialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
enum VerdictObject<'a> {
    Allow {
        route: Route,
        cost: Option<&'static str>,
        rulebook: RulebookId,
        warnings: Warnings,
    },
    Refuse {
        code: RefusalCode,
        matches: &'a [String],
        possible_until: Option<Timestamp>,
        remedies: Vec<RemedyObject>,
        rulebook: RulebookId,
        warnings: Warnings,
        explanation: String,
    },
}

#[derive(Serialize)]
struct RemedyObject {
    route: Route,
    needs: String,
}

impl<'a> VerdictObject<'a> {
    fn of(verdict: &'a Verdict, cost: Option<Cost>) -> Self {
        match verdict {
            Verdict::Allow(allowed) => Self::Allow {
                route: allowed.route,
                cost: cost.map(Cost::as_str),
                rulebook: allowed.rulebook,
                warnings: allowed.warnings,
            },
            Verdict::Refuse(refusal) => Self::Refuse {
                code: refusal.code,
                matches: &refusal.matches,
                possible_until: refusal.possible_until,
                remedies: refusal.remedies.iter().map(RemedyObject::of).collect(),
                rulebook: refusal.rulebook,
                warnings: refusal.warnings,
                explanation: refusal.explanation(),
            },
        }
    }
}

impl RemedyObject {
    fn of(remedy: &Remedy) -> Self {
        Self {
            route: remedy.route,
            needs: remedy.needs(),
        }
    }
}

impl Fault {
    /// One line of JSON, in the shape of a case that is none.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Line<'a> {
            id: &'a Option<Value>,
            error: Inner<'a>,
        }
        #[derive(Serialize)]
        struct Inner<'a> {
            code: FaultCode,
            detail: &'a str,
            line: usize,
        }
        to_line(&Line {
            id: &self.id,
            error: Inner {
                code: self.code,
                detail: &self.detail,
                line: self.line,
            },
        })
    }
}

impl Summary {
    /// One line of JSON.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Line<'a> {
            summary: SummaryObject<'a>,
        }
        to_line(&Line {
            summary: SummaryObject::of(self),
        })
    }
}

#[derive(Serialize)]
struct SummaryObject<'a> {
    compared_with: &'a [RulebookId],
    entries: u64,
    faults: u64,
    contacts: u64,
    first_send_at: Option<Timestamp>,
    last_send_at: Option<Timestamp>,
    #[serde(flatten)]
    total: Group,
    reference: &'a Tally,
    compared: &'a Tally,
    groups: Vec<GroupObject>,
    lost_contacts: u64,
    lost_by_code: &'a BTreeMap<RefusalCode, u64>,
    remedies: &'a BTreeMap<Route, u64>,
    with_permission: &'a BTreeMap<Route, u64>,
    without_remedy: u64,
    moves: Vec<MoveObject>,
    reality: Reality,
}

#[derive(Serialize)]
struct GroupObject {
    channel: Channel,
    purpose: Option<Purpose>,
    #[serde(flatten)]
    group: Group,
}

#[derive(Serialize)]
struct MoveObject {
    from: Route,
    to: Route,
    sends: u64,
}

impl<'a> SummaryObject<'a> {
    fn of(summary: &'a Summary) -> Self {
        Self {
            compared_with: &summary.compared_with,
            entries: summary.entries,
            faults: summary.faults,
            contacts: summary.contacts,
            first_send_at: summary.period.map(|(first, _)| first),
            last_send_at: summary.period.map(|(_, last)| last),
            total: summary.total(),
            reference: &summary.reference,
            compared: &summary.compared,
            groups: summary
                .groups
                .iter()
                .map(|(&(channel, purpose), &group)| GroupObject {
                    channel,
                    purpose,
                    group,
                })
                .collect(),
            lost_contacts: summary.lost_contacts,
            lost_by_code: &summary.lost_by_code,
            remedies: &summary.remedies,
            with_permission: &summary.with_permission,
            without_remedy: summary.without_remedy,
            moves: summary
                .moves
                .iter()
                .map(|(&(from, to), &sends)| MoveObject { from, to, sends })
                .collect(),
            reality: summary.reality,
        }
    }
}
