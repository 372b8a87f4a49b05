//! From files to editions: parses, compiles, and refuses what contradicts itself.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use toml::Spanned;
use toml::value::Datetime;

use super::edition::{Edition, Event, Forbidden, MarketingTerms, OpensBy, RouteTerms};
use super::{
    Carries, Condition, EventRule, LoadError, Marketing, MarketingTerm, Provenance, Regions,
    RouteRule, RouteState, Rulebook, RulebookId, ScopeSet, TextRule,
};
use crate::facts::Country;
use crate::{Route, WindowEventKind};

/// A rulebook file: its path below `rulebooks/`, and its text.
pub(super) type File<'a> = (&'a str, &'a str);

/// Compiles the editions of one channel, given from the oldest to the newest.
pub(super) fn load(files: &[File<'_>]) -> Result<Vec<Rulebook>, LoadError> {
    let mut editions: Vec<Rulebook> = Vec::with_capacity(files.len());
    for (position, file) in files.iter().enumerate() {
        let is_last = position + 1 == files.len();
        let source = Source::parse(file)?;
        editions.push(source.compile(editions.last(), is_last)?);
    }
    set_ends(&mut editions);
    Ok(editions)
}

/// A parsed file with its text, to find the line of a fault.
struct Source<'a> {
    path: &'a str,
    text: &'a str,
    edition: Edition,
}

impl<'a> Source<'a> {
    fn parse(&(path, text): &File<'a>) -> Result<Self, LoadError> {
        let edition = toml::from_str(text).map_err(|error| {
            LoadError::new(path, line(text, error.span()), error.message().to_owned())
        })?;
        Ok(Self {
            path,
            text,
            edition,
        })
    }

    fn fault(&self, at: Range<usize>, fault: impl Into<String>) -> LoadError {
        LoadError::new(self.path, line(self.text, Some(at)), fault)
    }

    fn compile(&self, before: Option<&Rulebook>, is_last: bool) -> Result<Rulebook, LoadError> {
        let edition = &self.edition;
        let (date, valid_from) = self.day(&edition.valid_from)?;
        let valid_until = edition
            .valid_until
            .as_ref()
            .map(|day| self.day(day))
            .transpose()?
            .map(|(_, instant)| instant);
        let id = RulebookId {
            channel: *edition.channel.as_ref(),
            date,
        };
        self.check_dates(id, valid_from, valid_until, before, is_last)?;
        let mut rulebook = Rulebook {
            id,
            valid_from,
            valid_until,
            summary: edition.summary.trim().to_owned(),
            provenance: Provenance {
                source: edition.source.clone(),
                confidence: edition.confidence,
            },
            unlimited: edition.unlimited,
            text: self.text_rule(before)?,
            events: self.events(before)?,
            routes: before.map_or([const { RouteState::Unknown }; Route::ALL.len()], |before| {
                before.routes.clone()
            }),
        };
        self.add_routes(&mut rulebook)?;
        self.retire_routes(&mut rulebook)?;
        self.check_purposes(&rulebook)?;
        Ok(rulebook)
    }

    fn check_dates(
        &self,
        id: RulebookId,
        valid_from: Timestamp,
        valid_until: Option<Timestamp>,
        before: Option<&Rulebook>,
        is_last: bool,
    ) -> Result<(), LoadError> {
        let from = self.edition.valid_from.span();
        if self.path != format!("{id}.toml") {
            return Err(self.fault(
                self.edition.channel.span(),
                format!("the file of {id} is {id}.toml"),
            ));
        }
        match (&self.edition.valid_until, valid_until) {
            (Some(day), Some(until)) if until <= valid_from => {
                return Err(self.fault(day.span(), "the edition ends before it begins"));
            }
            (Some(day), _) if is_last => {
                return Err(self.fault(day.span(), "gap: no edition follows this end"));
            }
            (None, _) if !is_last => {
                return Err(self.fault(from, "overlap: `valid_until` is missing, but an edition follows"));
            }
            _ => {}
        }
        let Some(before) = before else { return Ok(()) };
        if before.channel() != id.channel {
            return Err(self.fault(
                self.edition.channel.span(),
                format!("follows an edition of {}", before.channel()),
            ));
        }
        match before.valid_until {
            Some(until) if until < valid_from => Err(self.fault(
                from,
                format!("gap: {} ends on {until}, this one begins on {valid_from}", before.id),
            )),
            Some(until) if until > valid_from => Err(self.fault(
                from,
                format!("overlap: {} ends on {until}, this one begins on {valid_from}", before.id),
            )),
            _ => Ok(()),
        }
    }

    fn text_rule(&self, before: Option<&Rulebook>) -> Result<TextRule, LoadError> {
        match (&self.edition.text, before) {
            (Some(text), before) => {
                let rule = TextRule {
                    limit: text.as_ref().limit,
                    unit: text.as_ref().unit,
                };
                if before.is_some_and(|before| before.text == rule) {
                    return Err(self.fault(text.span(), "says what the edition before says"));
                }
                Ok(rule)
            }
            (None, Some(before)) => Ok(before.text.clone()),
            (None, None) => Err(self.incomplete("text")),
        }
    }

    fn events(
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
                        return Err(self.fault(event.span(), "says what the edition before says"));
                    }
                    rule
                }
                (None, Some(old)) => old.clone(),
                (None, None) => return Err(self.incomplete(&format!("events.{}", kind.as_str()))),
            };
            rules.push(rule);
        }
        rules
            .try_into()
            .map_err(|_| self.incomplete("events"))
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

    fn add_routes(&self, rulebook: &mut Rulebook) -> Result<(), LoadError> {
        for (route, terms) in &self.edition.routes {
            let rule = self.route(*route, terms)?;
            match rulebook.route(*route) {
                RouteState::Retired { at } => {
                    return Err(self.fault(
                        terms.span(),
                        format!("`{route}` was withdrawn on {at}"),
                    ));
                }
                RouteState::Live(old) if *old == rule => {
                    return Err(self.fault(terms.span(), "says what the edition before says"));
                }
                RouteState::Live(_) | RouteState::Unknown => {
                    rulebook.routes[*route as usize] = RouteState::Live(rule);
                }
            }
        }
        Ok(())
    }

    fn retire_routes(&self, rulebook: &mut Rulebook) -> Result<(), LoadError> {
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
        if given.purpose.is_some() && self.edition.retires.iter().any(|r| *r.as_ref() == route) {
            return fault(format!("`{route}` is both given and withdrawn"));
        }
        Ok(RouteRule {
            carries: given.carries,
            human_only: given.human_only,
            capability: given.capability,
            needs_act: given.needs_act,
            purpose: given.purpose,
            condition: self.condition(&given.opens_by)?,
            forbids_promotion: given.forbids.contains(&Forbidden::Promotional),
            forbids_recurring: given.forbids.contains(&Forbidden::Recurring),
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
            OpensBy::Template(categories) => Condition::Template(categories.clone()),
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
                            return Err(self.fault(name.span(), format!("{country} is named twice")));
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

    fn check_purposes(&self, rulebook: &Rulebook) -> Result<(), LoadError> {
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
                return Err(self.fault(at, format!("`{other}` and `{route}` both serve `{purpose}`")));
            }
        }
        Ok(())
    }

    /// A date of the file, and its first instant in UTC.
    fn day(&self, day: &Spanned<Datetime>) -> Result<(Date, Timestamp), LoadError> {
        let not_a_day = || self.fault(day.span(), "expected a date such as 2026-09-28");
        let Datetime {
            date: Some(date),
            time: None,
            offset: None,
        } = day.as_ref()
        else {
            return Err(not_a_day());
        };
        day.as_ref()
            .to_string()
            .parse::<Date>()
            .ok()
            .and_then(|date| Some((date, date.to_zoned(TimeZone::UTC).ok()?.timestamp())))
            .ok_or_else(not_a_day)
            .inspect(|_| debug_assert!(date.year > 0))
    }

    fn incomplete(&self, missing: &str) -> LoadError {
        LoadError::new(
            self.path,
            1,
            format!("the first edition of a channel is complete: `{missing}` is missing"),
        )
    }
}

/// Tells every live route when a later edition withdraws it, in whole or for a region.
fn set_ends(editions: &mut [Rulebook]) {
    for position in 0..editions.len() {
        let (past, later) = editions.split_at_mut(position + 1);
        for route in Route::ALL {
            let RouteState::Live(rule) = &mut past[position].routes[route as usize] else {
                continue;
            };
            rule.ends_at = later.iter().find_map(|edition| match edition.route(route) {
                RouteState::Retired { at } => Some(*at),
                RouteState::Live(_) | RouteState::Unknown => None,
            });
            if let Condition::MarketingToken(marketing) = &mut rule.condition {
                marketing.later = later
                    .iter()
                    .filter_map(|edition| match edition.route(route) {
                        RouteState::Live(RouteRule {
                            condition: Condition::MarketingToken(marketing),
                            ..
                        }) => Some((edition.valid_from, marketing.terms.clone())),
                        _ => None,
                    })
                    .collect();
            }
        }
    }
}

/// The line, from 1, in which a span begins.
fn line(text: &str, span: Option<Range<usize>>) -> usize {
    let start = span.map_or(0, |span| span.start.min(text.len()));
    text.as_bytes()[..start]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
        + 1
}
