//! What comes of a send in both worlds, and what is wrong with a line.

use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::bill::Cost;
use crate::{AuthorKind, Channel, Purpose, Route, Verdict, Warning};

/// What came of a send.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The number of its line.
    pub line: usize,
    /// The caller's name for it.
    pub id: Option<Arc<str>>,
    /// When it was sent.
    pub at: Timestamp,
    /// Where.
    pub channel: Channel,
    /// To whom.
    pub contact: Arc<str>,
    /// Who wrote it.
    pub author: AuthorKind,
    /// Why, where that was stated.
    pub purpose: Option<Purpose>,
    /// The route that was asked for.
    pub asked: Option<Route>,
    /// What the platform really did, where that is known.
    pub actual: Option<Actual>,
    /// The verdict under the editions that governed.
    pub reference: Verdict,
    /// What it costs then; `None` where it does not go out or its price is not described.
    pub reference_cost: Option<Cost>,
    /// The verdict under the compared rules. Where they refuse the route that was asked for and another carries the
    /// message, it is that other's.
    pub compared: Verdict,
    /// What it costs then; `None` where it does not go out or its price is not described.
    pub compared_cost: Option<Cost>,
    /// How the two differ.
    pub change: Change,
    /// For a lost send: the ways that a permission or an approved template, not had at the time, would open.
    pub with_permission: Vec<Route>,
}

/// What the platform really did with a send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Actual {
    /// It took it, by this route where that is known.
    Delivered(Option<Route>),
    /// It refused it.
    Refused,
}

/// How the fate of a send differs between the reference and the compared rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Not at all.
    Same,
    /// Allowed by both, by another route.
    Moved,
    /// Allowed by the reference, refused by the compared rules.
    Lost,
    /// Refused by the reference, allowed by the compared rules.
    Gained,
    /// Refused by both, but the reference knew the platform might take it.
    MaybeLost,
    /// Refused by both, but under the compared rules the platform might take it.
    MaybeGained,
}

impl Change {
    /// How `compared` differs from `reference`.
    pub(super) fn between(reference: &Verdict, compared: &Verdict) -> Self {
        match (reference, compared) {
            (Verdict::Allow(one), Verdict::Allow(other)) if one.route == other.route => Self::Same,
            (Verdict::Allow(_), Verdict::Allow(_)) => Self::Moved,
            (Verdict::Allow(_), Verdict::Refuse(_)) => Self::Lost,
            (Verdict::Refuse(_), Verdict::Allow(_)) => Self::Gained,
            (one, other) => match (is_possible(one), is_possible(other)) {
                (true, false) => Self::MaybeLost,
                (false, true) => Self::MaybeGained,
                _ => Self::Same,
            },
        }
    }
}

/// Whether the platform may take a refused send, without a promise.
pub(super) fn is_possible(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Refuse(refusal) if refusal.warnings.contains(Warning::WindowPossible))
}

/// A line that could not be replayed.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Its number.
    pub line: usize,
    /// Its `id`, where it has one.
    pub id: Option<Value>,
    /// What is wrong, as a name.
    pub code: FaultCode,
    /// What is wrong and what to do, in words.
    pub detail: String,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultCode {
    /// It cannot be read.
    InvalidLine,
    /// No rulebook governs its channel at its time.
    NoRulebook,
}

impl Fault {
    /// A line that cannot be read, with what [`Entry`](super::Entry) says about it.
    pub fn invalid(line: usize, text: &str, detail: String) -> Self {
        Self {
            line,
            id: crate::case::find_id(text),
            code: FaultCode::InvalidLine,
            detail,
        }
    }

    pub(super) fn no_rulebook(
        line: usize,
        id: Option<Arc<str>>,
        channel: Channel,
        at: Timestamp,
    ) -> Self {
        Self {
            line,
            id: id.map(|id| Value::String(id.as_ref().to_owned())),
            code: FaultCode::NoRulebook,
            detail: format!(
                "no rulebook of this build governs {channel} at {at}: leave the line out"
            ),
        }
    }
}
