//! From files to editions: parses, compiles, and refuses what contradicts itself.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use toml::Spanned;
use toml::value::Datetime;

use super::edition::Edition;
use super::{Condition, LoadError, Provenance, RouteRule, RouteState, Rulebook, RulebookId};
use crate::{Channel, Route};

/// A rulebook file: its path below `rulebooks/`, and its text.
pub(super) type File<'a> = (&'a str, &'a str);

/// Compiles the editions of one channel, given from the oldest to the newest.
pub(super) fn load(files: &[File<'_>]) -> Result<Vec<Rulebook>, LoadError> {
    let mut editions: Vec<Rulebook> = Vec::with_capacity(files.len());
    for (position, file) in files.iter().enumerate() {
        let is_last = position + 1 == files.len();
        let source = Source::parse(file)?;
        source.check_path()?;
        editions.push(source.compile(editions.last(), is_last)?);
    }
    set_ends(&mut editions);
    Ok(editions)
}

/// Compiles a draft and lays it over the editions of its channel, which it replaces from its first day on.
pub(super) fn lay<'a>(
    editions: impl FnOnce(Channel) -> &'a [Rulebook],
    draft: &File<'_>,
) -> Result<Vec<Rulebook>, LoadError> {
    let source = Source::parse(draft)?;
    let (_, valid_from) = source.day(&source.edition.valid_from)?;
    let mut kept: Vec<Rulebook> = editions(*source.edition.channel.as_ref())
        .iter()
        .filter(|edition| edition.valid_from < valid_from)
        .cloned()
        .collect();
    if let Some(last) = kept.last_mut() {
        last.valid_until = Some(valid_from);
    }
    // What the editions left out would have withdrawn stays, so the draft must not inherit those ends.
    set_ends(&mut kept);
    kept.push(source.compile(kept.last(), true)?);
    set_ends(&mut kept);
    Ok(kept)
}

/// A parsed file with its text, to find the line of a fault.
pub(super) struct Source<'a> {
    path: &'a str,
    text: &'a str,
    pub(super) edition: Edition,
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

    pub(super) fn fault(&self, at: Range<usize>, fault: impl Into<String>) -> LoadError {
        LoadError::new(self.path, line(self.text, Some(at)), fault)
    }

    fn id(&self, date: Date) -> RulebookId {
        RulebookId {
            channel: *self.edition.channel.as_ref(),
            date,
        }
    }

    /// An edition of a series lies where its name says.
    fn check_path(&self) -> Result<(), LoadError> {
        let (date, _) = self.day(&self.edition.valid_from)?;
        let id = self.id(date);
        if self.path == format!("{id}.toml") {
            return Ok(());
        }
        let fault = format!("the file of {id} is {id}.toml");
        Err(self.fault(self.edition.channel.span(), fault))
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
        let id = self.id(date);
        self.check_dates(id, valid_from, valid_until, before, is_last)?;
        let mut rulebook = Rulebook {
            id,
            valid_from,
            valid_until,
            summary: edition.summary.trim().to_owned(),
            provenance: self.provenance(),
            unlimited: self.unlimited(before),
            text: self.text_rule(before)?,
            events: self.events(before)?,
            routes: before.map_or(
                [const { RouteState::Unknown }; Route::ALL.len()],
                |before| before.routes.clone(),
            ),
            live: 0,
            limits: before.map_or_else(BTreeMap::new, |before| before.limits.clone()),
            prices: before.map_or_else(BTreeMap::new, |before| before.prices.clone()),
            entry_point: before.and_then(|before| before.entry_point.clone()),
            penalties: before.and_then(|before| before.penalties.clone()),
            files: before.map_or_else(BTreeMap::new, |before| before.files.clone()),
            uploads: before.and_then(|before| before.uploads.clone()),
            tokens: before.and_then(|before| before.tokens.clone()),
            pauses: before.and_then(|before| before.pauses.clone()),
            times_to_live: before.map_or_else(BTreeMap::new, |before| before.times_to_live.clone()),
        };
        self.add_routes(&mut rulebook)?;
        self.retire_routes(&mut rulebook)?;
        rulebook.set_live();
        self.check_purposes(&rulebook)?;
        self.check_window(&rulebook)?;
        self.add_limits(&mut rulebook)?;
        self.add_prices(&mut rulebook)?;
        self.add_penalties(&mut rulebook)?;
        self.add_files(&mut rulebook)?;
        self.add_pauses(&mut rulebook)?;
        self.add_tokens(&mut rulebook)?;
        self.add_times_to_live(&mut rulebook)?;
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
        match (&self.edition.valid_until, valid_until) {
            (Some(day), Some(until)) if until <= valid_from => {
                return Err(self.fault(day.span(), "the edition ends before it begins"));
            }
            (Some(day), _) if is_last => {
                return Err(self.fault(day.span(), "gap: no edition follows this end"));
            }
            (None, _) if !is_last => {
                return Err(self.fault(
                    from,
                    "overlap: `valid_until` is missing, but an edition follows",
                ));
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
                format!(
                    "gap: {} ends on {until}, this one begins on {valid_from}",
                    before.id
                ),
            )),
            Some(until) if until > valid_from => Err(self.fault(
                from,
                format!(
                    "overlap: {} ends on {until}, this one begins on {valid_from}",
                    before.id
                ),
            )),
            _ => Ok(()),
        }
    }

    /// A date of the file, and its first instant in UTC.
    fn day(&self, day: &Spanned<Datetime>) -> Result<(Date, Timestamp), LoadError> {
        let not_a_day = || self.fault(day.span(), "expected a date such as 2026-09-28");
        let Datetime {
            date: Some(_),
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
    }

    /// Where the edition as a whole is known from.
    pub(super) fn provenance(&self) -> Provenance {
        Provenance {
            source: self.edition.source.trim().to_owned(),
            confidence: self.edition.confidence,
        }
    }

    /// What an edition repeats it does not change: refused, as a slip.
    pub(super) fn repeats(&self, at: Range<usize>) -> LoadError {
        self.fault(at, "says what the edition before says")
    }

    pub(super) fn incomplete(&self, missing: &str) -> LoadError {
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
    let start = span.map_or(0, |span| text.floor_char_boundary(span.start));
    text[..start].matches('\n').count() + 1
}
