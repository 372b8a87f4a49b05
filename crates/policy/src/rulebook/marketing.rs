//! Where marketing is possible, and how often.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use crate::facts::Country;

/// Where marketing is possible, and how often.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Marketing {
    pub(crate) terms: Vec<MarketingTerm>,
    /// The terms of the editions that follow, with the first instant of each.
    pub(crate) later: Vec<(Timestamp, Vec<MarketingTerm>)>,
}

/// The pace of marketing in some regions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MarketingTerm {
    pub(crate) every: SignedDuration,
    /// What `every` counts.
    pub(crate) per: Per,
    /// `None` is everywhere.
    pub(crate) regions: Option<Regions>,
}

/// Whether the pace is that of each token or of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Per {
    Token,
    Person,
}

impl Marketing {
    /// The term for a contact's region; an unknown region is only covered by a term for everywhere.
    pub(crate) fn term(&self, region: Option<Country>) -> Option<&MarketingTerm> {
        covering(&self.terms, region)
    }

    /// When marketing ends in a region where it is possible now.
    pub(crate) fn ends_at(&self, region: Option<Country>) -> Option<Timestamp> {
        self.later
            .iter()
            .find(|(_, terms)| covering(terms, region).is_none())
            .map(|(from, _)| *from)
    }
}

fn covering(terms: &[MarketingTerm], region: Option<Country>) -> Option<&MarketingTerm> {
    terms.iter().find(|term| match &term.regions {
        None => true,
        Some(regions) => region.is_some_and(|country| regions.contains(country)),
    })
}

/// A set of countries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Regions([u64; Country::COUNT.div_ceil(64)]);

impl Regions {
    pub(crate) const fn empty() -> Self {
        Self([0; Country::COUNT.div_ceil(64)])
    }

    pub(crate) fn insert(&mut self, country: Country) {
        let index = country.index();
        self.0[index / 64] |= 1 << (index % 64);
    }

    /// The countries, in the order of their letters.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Country> {
        Country::all().filter(|country| self.contains(*country))
    }

    pub(crate) fn contains(&self, country: Country) -> bool {
        let index = country.index();
        self.0[index / 64] & (1 << (index % 64)) != 0
    }
}
