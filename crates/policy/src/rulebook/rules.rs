//! The rules of one file, compiled onto those of the edition before.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use toml::Spanned;

use super::edition::{Event, Forbidden, MarketingTerms, OpensBy, RouteTerms};
use super::load::Source;
use super::{
    Carries, Condition, EventRule, Forbids, LoadError, Marketing, MarketingTerm, Provenance,
    Regions, RouteRule, RouteState, Rulebook, ScopeSet, Templates, TextLimit,
};
use crate::facts::Country;
use crate::{Route, WindowEventKind};

impl Source<'_> {
    pub(super) fn text_rule(&self, before: Option<&Rulebook>) -> Result<TextLimit, LoadError> {
        match (&self.edition.text, before) {
            (Some(text), before) => {
                let rule = *text.as_ref();
                if before.is_some_and(|before| before.text == rule) {
                    return Err(self.repeats(text.span()));
                }
                Ok(rule)
            }
            (None, Some(before)) => Ok(before.text),
            (None, None) => Err(self.incomplete("text")),
        }
    }

    pub(super) fn unlimited(&self, before: Option<&Rulebook>) -> bool {
        match &self.edition.unlimited {
            Some(unlimited) => *unlimited.as_ref(),
            None => before.is_some_and(|before| before.unlimited),
        }
    }

    pub(super) fn events(
        &self,
        before: Option<&Rulebook>,
    ) -> Result<[EventRule; WindowEventKind::ALL.len()], LoadError> {
        let mut rules = Vec::with_capacity(WindowEventKind::ALL.len());
        for kind in WindowEventKind::ALL {
            let old = before.map(|before| before.event(kind));
            let rule = match (self.edition.events.get(&kind), old) {
                (Some(event), old) => {
                    let rule = self.event(event)?;
                    if old == Some(&rule) {
                        return Err(self.repeats(event.span()));
                    }
                    rule
                }
                (None, Some(old)) => old.clone(),
                (None, None) if self.unlimited(before) => EventRule::ignored(self.provenance()),
                (None, None) => return Err(self.incomplete(&format!("events.{}", kind.as_str()))),
            };
            rules.push(rule);
        }
        rules.try_into().map_err(|_| self.incomplete("events"))
    }

    fn event(&self, event: &Spanned<Event>) -> Result<EventRule, LoadError> {
        let terms = event.as_ref();
        let fault = |fault: &str| Err(self.fault(event.span(), fault));
        if terms.opens.is_some() && !terms.acts {
            return fault("an event that opens the window is an act");
        }
        if terms.uncertain && terms.opens.is_none() {
            return fault("`uncertain` without `opens`");
        }
        let opens = terms.opens.map(SignedDuration::from);
        let possible = terms.possible.map(SignedDuration::from);
        if possible.is_some() && possible <= opens {
            return fault("`possible` is not longer than `opens`");
        }
        Ok(EventRule {
            acts: terms.acts,
            is_message: terms.is_message,
            opens,
            firm: !terms.uncertain,
            possible,
            provenance: Provenance {
                source: terms.source.clone(),
                confidence: terms.confidence,
            },
        })
    }

    pub(super) fn add_routes(&self, rulebook: &mut Rulebook) -> Result<(), LoadError> {
        for (route, terms) in &self.edition.routes {
            let rule = self.route(*route, terms)?;
            match rulebook.route(*route) {
                RouteState::Retired { at } => {
                    return Err(
                        self.fault(terms.span(), format!("`{route}` was withdrawn on {at}"))
                    );
                }
                RouteState::Live(old) if *old == rule => {
                    return Err(self.repeats(terms.span()));
                }
                RouteState::Live(_) | RouteState::Unknown => {
                    rulebook.routes[*route as usize] = RouteState::Live(rule);
                }
            }
        }
        Ok(())
    }

    pub(super) fn retire_routes(&self, rulebook: &mut Rulebook) -> Result<(), LoadError> {
        for retired in &self.edition.retires {
            let route = *retired.as_ref();
            let fault = |fault: String| Err(self.fault(retired.span(), fault));
            if self.edition.routes.contains_key(&route) {
                return fault(format!("`{route}` is both given and withdrawn"));
            }
            match rulebook.route(route) {
                RouteState::Live(_) => {
                    rulebook.routes[route as usize] = RouteState::Retired {
                        at: rulebook.valid_from,
                    };
                }
                RouteState::Unknown => return fault(format!("there is no `{route}` to withdraw")),
                RouteState::Retired { .. } => {
                    return fault(format!("`{route}` was withdrawn before"));
                }
            }
        }
        Ok(())
    }

    fn route(&self, route: Route, terms: &Spanned<RouteTerms>) -> Result<RouteRule, LoadError> {
        let given = terms.as_ref();
        let fault = |fault: String| Err(self.fault(terms.span(), fault));
        let carries_template = given.carries == Carries::Template;
        if carries_template != matches!(given.opens_by, OpensBy::Template(_)) {
            return fault(format!("`{route}`: `carries` and `opens_by` disagree"));
        }
        if given.carries != Carries::Text && !given.forbids.is_empty() {
            return fault(format!("`{route}` carries no text to forbid anything in"));
        }
        if given.needs_act && given.needs_opt_in {
            return fault(format!(
                "`{route}`: a customer who acted needs no opt-in before"
            ));
        }
        if given.purpose.is_some() && self.edition.retires.iter().any(|r| *r.as_ref() == route) {
            return fault(format!("`{route}` is both given and withdrawn"));
        }
        Ok(RouteRule {
            carries: given.carries,
            human_only: given.human_only,
            capability: given.capability,
            needs_act: given.needs_act,
            needs_opt_in: given.needs_opt_in,
            purpose: given.purpose,
            condition: self.condition(&given.opens_by)?,
            forbids: Forbids {
                promotion: given.forbids.contains(&Forbidden::Promotional),
                recurring: given.forbids.contains(&Forbidden::Recurring),
            },
            tagged: given.tagged,
            barred_by: ScopeSet::new(&given.barred_by),
            warning: given.warning,
            ends_at: None,
            provenance: Provenance {
                source: given.source.clone(),
                confidence: given.confidence,
            },
        })
    }

    fn condition(&self, opens_by: &OpensBy) -> Result<Condition, LoadError> {
        Ok(match opens_by {
            OpensBy::Window => Condition::Window,
            OpensBy::Always => Condition::Always,
            OpensBy::SinceMessage(length) => Condition::SinceMessage((*length).into()),
            OpensBy::SinceAct(length) => Condition::SinceAct((*length).into()),
            OpensBy::OneTimeToken(years) => Condition::OneTimeToken {
                calendar_years: years.calendar_years,
            },
            OpensBy::MarketingToken(terms) => Condition::MarketingToken(Marketing {
                terms: self.marketing(terms)?,
                later: Vec::new(),
            }),
            OpensBy::Comment(length) => Condition::Comment((*length).into()),
            OpensBy::Template(categories) => Condition::Template(Templates::new(categories)),
            OpensBy::AdsTools => Condition::AdsTools,
        })
    }

    fn marketing(&self, terms: &[MarketingTerms]) -> Result<Vec<MarketingTerm>, LoadError> {
        let mut taken = BTreeMap::new();
        terms
            .iter()
            .enumerate()
            .map(|(position, term)| {
                let mut regions = Regions::empty();
                for name in term.regions.iter().flatten() {
                    for country in self.countries(name)? {
                        if taken.insert(country, position).is_some() {
                            return Err(
                                self.fault(name.span(), format!("{country} is named twice"))
                            );
                        }
                        regions.insert(country);
                    }
                }
                Ok(MarketingTerm {
                    every: term.every.into(),
                    per: term.per,
                    regions: term.regions.is_some().then_some(regions),
                })
            })
            .collect()
    }

    /// The countries behind a name: those of a group of this file, or the one country.
    fn countries(&self, name: &Spanned<String>) -> Result<Vec<Country>, LoadError> {
        let country = |name: &Spanned<String>| {
            name.as_ref()
                .parse::<Country>()
                .map_err(|error| self.fault(name.span(), error.to_string()))
        };
        match self.edition.regions.get(name.as_ref()) {
            Some(group) => group.iter().map(country).collect(),
            None => Ok(vec![country(name)?]),
        }
    }

    /// A channel without a window has no route or event that needs one.
    pub(super) fn check_window(&self, rulebook: &Rulebook) -> Result<(), LoadError> {
        if !rulebook.unlimited {
            return Ok(());
        }
        let unlimited = || self.edition.unlimited.as_ref().map(Spanned::span);
        for route in Route::ALL {
            if let RouteState::Live(rule) = rulebook.route(route)
                && rule.condition == Condition::Window
            {
                let at = self.edition.routes.get(&route).map(Spanned::span);
                return Err(self.fault(
                    at.or_else(unlimited).unwrap_or(0..0),
                    format!("`{route}` opens by a window that the channel does not have"),
                ));
            }
        }
        for kind in WindowEventKind::ALL {
            if rulebook.event(kind).opens.is_some() {
                let at = self.edition.events.get(&kind).map(Spanned::span);
                return Err(self.fault(
                    at.or_else(unlimited).unwrap_or(0..0),
                    format!(
                        "`{}` opens a window that the channel does not have",
                        kind.as_str()
                    ),
                ));
            }
        }
        Ok(())
    }

    pub(super) fn check_purposes(&self, rulebook: &Rulebook) -> Result<(), LoadError> {
        let mut purposes = BTreeMap::new();
        for route in Route::ALL {
            if let RouteState::Live(RouteRule {
                purpose: Some(purpose),
                ..
            }) = rulebook.route(route)
                && let Some(other) = purposes.insert(*purpose, route)
            {
                let at = self.edition.routes.get(&route).map_or(0..0, Spanned::span);
                let purpose = purpose.as_str();
                return Err(self.fault(
                    at,
                    format!("`{other}` and `{route}` both serve `{purpose}`"),
                ));
            }
        }
        Ok(())
    }
}
