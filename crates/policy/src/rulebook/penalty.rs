//! What a platform does to a channel that breaks its rules, step by step. A decision looks at the restrictions in its
//! facts, not at this.

use jiff::SignedDuration;
use serde::Deserialize;
use toml::Spanned;

use super::load::Source;
use super::{Confidence, LoadError, Provenance, RouteState, Rulebook};
use crate::{RestrictionScope, Route};

/// The ladder of penalties, from the lightest to the heaviest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Penalties {
    /// The steps.
    pub steps: Vec<PenaltyStep>,
    /// Where they are known from.
    pub provenance: Provenance,
}

impl Penalties {
    /// The shortest time for which the platform is known to take this away.
    pub fn shortest(&self, scope: RestrictionScope) -> Option<SignedDuration> {
        let steps = self.steps.iter().filter(|step| step.bars.contains(&scope));
        let lengths = steps.flat_map(|step| &step.lasts);
        lengths.filter_map(|length| length.duration()).min()
    }
}

/// One step of the ladder.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PenaltyStep {
    /// What is taken away; nothing by a warning.
    pub bars: Vec<RestrictionScope>,
    /// For how long, from the shortest; nothing for a warning.
    pub lasts: Vec<PenaltyLength>,
}

/// How long a penalty lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PenaltyLength {
    /// So many days of 24 hours.
    Days(u16),
    /// Until an appeal is granted.
    UntilAppeal,
    /// For good.
    ForGood,
}

impl PenaltyLength {
    /// The length; `None` has no end of its own.
    pub const fn duration(self) -> Option<SignedDuration> {
        match self {
            Self::Days(days) => Some(SignedDuration::from_hours(days as i64 * 24)),
            Self::UntilAppeal | Self::ForGood => None,
        }
    }
}

/// Penalties as they are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PenaltyTerms {
    steps: Vec<Spanned<PenaltyStep>>,
    source: String,
    confidence: Confidence,
}

impl Source<'_> {
    pub(super) fn penalties(
        &self,
        terms: &Spanned<PenaltyTerms>,
        rulebook: &Rulebook,
    ) -> Result<Penalties, LoadError> {
        let given = terms.as_ref();
        if given.steps.is_empty() {
            return Err(self.fault(terms.span(), "penalties without a step"));
        }
        for step in &given.steps {
            self.check_step(step, rulebook)?;
        }
        Ok(Penalties {
            steps: given
                .steps
                .iter()
                .map(|step| step.as_ref().clone())
                .collect(),
            provenance: Provenance {
                source: given.source.trim().to_owned(),
                confidence: given.confidence,
            },
        })
    }

    fn check_step(
        &self,
        step: &Spanned<PenaltyStep>,
        rulebook: &Rulebook,
    ) -> Result<(), LoadError> {
        let PenaltyStep { bars, lasts } = step.as_ref();
        let fault = |fault: String| Err(self.fault(step.span(), fault));
        if bars.is_empty() != lasts.is_empty() {
            return fault("a penalty bars something and lasts; a warning does neither".to_owned());
        }
        if lasts.contains(&PenaltyLength::Days(0))
            || !lasts.is_sorted_by(|short, long| short < long)
        {
            return fault("the lengths of a penalty rise from one day".to_owned());
        }
        let is_felt = |scope: RestrictionScope| {
            Route::ALL.into_iter().any(|route| {
                matches!(rulebook.route(route), RouteState::Live(rule) if rule.barring().contains(scope))
            })
        };
        match bars.iter().find(|scope| !is_felt(**scope)) {
            Some(scope) => fault(format!("`{}` bars no route of the edition", scope.as_str())),
            None => Ok(()),
        }
    }
}
