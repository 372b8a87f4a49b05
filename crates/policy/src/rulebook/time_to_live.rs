//! For how long a platform tries to deliver a message of a template: data for whoever makes one. A decision does not look at
//! it.

use jiff::SignedDuration;
use serde::Deserialize;
use toml::Spanned;

use super::edition::Length;
use super::load::Source;
use super::{Confidence, LoadError, Provenance, Rulebook};
use crate::TemplateCategory;

/// Between what a template may say for how long the platform tries to deliver its messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeToLive {
    /// The templates that it is about.
    pub category: TemplateCategory,
    /// The shortest time.
    pub least: SignedDuration,
    /// The longest time.
    pub most: SignedDuration,
    /// The one beyond those that may be asked for too, where there is one.
    pub longest: Option<SignedDuration>,
    /// Where it is known from.
    pub provenance: Provenance,
}

impl TimeToLive {
    /// All but where it is known from.
    pub(super) fn terms(&self) -> impl PartialEq + use<> {
        (self.least, self.most, self.longest)
    }
}

/// The same as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TimeToLiveTerms {
    least: Length,
    most: Length,
    longest: Option<Length>,
    source: String,
    confidence: Confidence,
}

impl Source<'_> {
    pub(super) fn add_times_to_live(&self, rulebook: &mut Rulebook) -> Result<(), LoadError> {
        for (category, terms) in &self.edition.time_to_live {
            let rule = self.time_to_live(*category, terms)?;
            if rulebook.times_to_live.get(category) == Some(&rule) {
                return Err(self.repeats(terms.span()));
            }
            rulebook.times_to_live.insert(*category, rule);
        }
        Ok(())
    }

    fn time_to_live(
        &self,
        category: TemplateCategory,
        terms: &Spanned<TimeToLiveTerms>,
    ) -> Result<TimeToLive, LoadError> {
        let given = terms.as_ref();
        let rule = TimeToLive {
            category,
            least: given.least.into(),
            most: given.most.into(),
            longest: given.longest.map(SignedDuration::from),
            provenance: Provenance {
                source: given.source.trim().to_owned(),
                confidence: given.confidence,
            },
        };
        let is_longer = rule.longest.is_none_or(|longest| longest > rule.most);
        if rule.least.is_zero() || rule.least >= rule.most || !is_longer {
            let fault = "time to live: `least`, `most` and `longest` grow, and begin above zero";
            return Err(self.fault(terms.span(), fault));
        }
        Ok(rule)
    }
}
