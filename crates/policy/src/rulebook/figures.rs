//! Limits, prices and penalties of one file, laid over those of the edition before.

use super::load::Source;
use super::{LoadError, Rulebook};

impl Source<'_> {
    pub(super) fn add_limits(&self, rulebook: &mut Rulebook) -> Result<(), LoadError> {
        for (kind, terms) in &self.edition.limits {
            let limit = self.limit(*kind, terms)?;
            if rulebook.limits.get(kind) == Some(&limit) {
                return Err(self.repeats(terms.span()));
            }
            rulebook.limits.insert(*kind, limit);
        }
        for lifted in &self.edition.lifts {
            let kind = lifted.as_ref();
            let name = kind.as_str();
            if self.edition.limits.contains_key(kind) {
                let fault = format!("the limit of `{name}` is both given and lifted");
                return Err(self.fault(lifted.span(), fault));
            }
            if rulebook.limits.remove(kind).is_none() {
                let fault = format!("there is no limit of `{name}` to lift");
                return Err(self.fault(lifted.span(), fault));
            }
        }
        Ok(())
    }

    pub(super) fn add_prices(&self, rulebook: &mut Rulebook) -> Result<(), LoadError> {
        if let Some(terms) = &self.edition.entry_point {
            let entry_point = Some(self.entry_point(terms)?);
            if rulebook.entry_point == entry_point {
                return Err(self.repeats(terms.span()));
            }
            rulebook.entry_point = entry_point;
        }
        for (category, terms) in &self.edition.prices {
            let prices = self.price(*category, terms, rulebook.entry_point.is_some())?;
            if rulebook.prices.get(category) == Some(&prices) {
                return Err(self.repeats(terms.span()));
            }
            rulebook.prices.insert(*category, prices);
        }
        Ok(())
    }

    /// Comes after the routes, which say what a penalty can bar.
    pub(super) fn add_penalties(&self, rulebook: &mut Rulebook) -> Result<(), LoadError> {
        if let Some(terms) = &self.edition.penalties {
            let penalties = Some(self.penalties(terms, rulebook)?);
            if rulebook.penalties == penalties {
                return Err(self.repeats(terms.span()));
            }
            rulebook.penalties = penalties;
        }
        Ok(())
    }
}
