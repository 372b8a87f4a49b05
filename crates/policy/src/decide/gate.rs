//! One route at one moment: is it there, is it barred, is it open, and does the content fit?

use std::sync::Arc;

use jiff::Timestamp;

use super::past::{Past, after};
use crate::draft::Body;
use crate::facts::{MarketingConsent, Restriction, Template, TemplateCategory};
use crate::rulebook::{Carries, Condition, RouteRule, RouteState, Rulebook, ScopeSet};
use crate::verdict::{Basis, Uses};
use crate::{AuthorKind, Facts, Message, RefusalCode, Route, Warning, Warnings};

/// All that a check looks at.
#[derive(Clone, Copy)]
pub(crate) struct Gate<'a> {
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) facts: &'a Facts,
    pub(crate) past: &'a Past,
    /// What lies after this instant has not happened.
    pub(crate) known: Timestamp,
    /// When the message would be sent: `known` or later.
    pub(crate) at: Timestamp,
    pub(crate) author: AuthorKind,
    /// Without a message the checks of drafts pass: they tell what a fitting draft could do.
    pub(crate) message: Option<&'a Message>,
    /// Without a message, the topic of the tokens to look at; `None` looks at all.
    pub(crate) topic: Option<&'a str>,
    /// Whether the author asked for the route.
    pub(crate) explicit: bool,
}

/// An open route.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opening<'a> {
    pub(crate) until: Option<Timestamp>,
    pub(crate) spends: Option<Spends<'a>>,
    pub(crate) warnings: Warnings,
}

/// What a send by an open route would spend. Most openings are only looked at, so nothing is counted up before one is
/// taken.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Spends<'a> {
    Token(Option<&'a Arc<str>>),
    Comment(Option<&'a Arc<str>>),
    Template(&'a Arc<str>),
}

impl From<Spends<'_>> for Uses {
    fn from(spends: Spends<'_>) -> Self {
        match spends {
            Spends::Token(id) => Self::Token(id.cloned()),
            Spends::Comment(id) => Self::Comment(id.cloned()),
            Spends::Template(name) => Self::Template(Arc::clone(name)),
        }
    }
}

impl Opening<'_> {
    pub(super) const fn new(until: Option<Timestamp>) -> Self {
        Self {
            until,
            spends: None,
            warnings: Warnings::NONE,
        }
    }
}

pub(super) type Checked<T> = Result<T, RefusalCode>;

impl<'a> Gate<'a> {
    /// Whether the platform has the route for this contact, and within the product's reach.
    pub(crate) fn life(&self, route: Route) -> Checked<&'a RouteRule> {
        let rule = match self.rulebook.route(route) {
            RouteState::Unknown => return Err(RefusalCode::RouteUnknown),
            RouteState::Retired { .. } => return Err(RefusalCode::RouteRetired),
            RouteState::Live(rule) => rule,
        };
        if let Condition::MarketingToken(marketing) = &rule.condition
            && marketing.term(self.facts.region).is_none()
        {
            return Err(RefusalCode::RouteRetired);
        }
        if self.ends_at(rule).is_some_and(|end| end <= self.at) {
            return Err(RefusalCode::RouteRetired);
        }
        if matches!(rule.condition, Condition::AdsTools) {
            return Err(RefusalCode::ExternalRoute);
        }
        Ok(rule)
    }

    /// When the rulebook withdraws the route from this contact.
    fn ends_at(&self, rule: &RouteRule) -> Option<Timestamp> {
        match &rule.condition {
            Condition::MarketingToken(marketing) => {
                earlier(rule.ends_at, marketing.ends_at(self.facts.region))
            }
            _ => rule.ends_at,
        }
    }

    /// The restrictions in force at `at`.
    pub(crate) fn restrictions(&self, at: Timestamp) -> impl Iterator<Item = &'a Restriction> {
        self.facts
            .restrictions
            .iter()
            .filter(move |restriction| restriction.until.is_none_or(|until| at < until))
    }

    /// Whether a restriction in force at `at` bars the route.
    pub(crate) fn is_restricted(&self, rule: &RouteRule, at: Timestamp) -> bool {
        !self.facts.restrictions.is_empty()
            && self.barring(rule).all(|scopes| {
                self.restrictions(at)
                    .any(|restriction| scopes.contains(restriction.scope))
            })
    }

    /// The scopes that bar the route; several sets where templates of several categories could go by it.
    pub(crate) fn barring(&self, rule: &RouteRule) -> impl Iterator<Item = ScopeSet> {
        let mut sets = [None; TemplateCategory::ALL.len()];
        if let Condition::Template(templates) = &rule.condition {
            let is_usable = |template: &&Template| self.usable(template).is_ok();
            let any_usable = self.carried(templates).any(|template| is_usable(&template));
            for template in self.carried(templates) {
                if !any_usable || is_usable(&template) {
                    let own = templates.barred_by(template.category);
                    sets[template.category as usize] = own.map(|own| own.and(rule.barred_by));
                }
            }
        }
        let is_plain = sets.iter().all(Option::is_none);
        sets.into_iter()
            .flatten()
            .chain(is_plain.then_some(rule.barred_by))
    }

    pub(crate) fn is_too_long(&self) -> bool {
        self.message.is_some_and(|message| match message.body() {
            Body::Text(text) if !message.is_of_parts => !self.rulebook.text().fits(text),
            Body::Text(_) | Body::Template { .. } | Body::Feedback => false,
        })
    }

    /// Everything between the draft's kind and the route's own time, token, comment or template.
    pub(crate) fn opening(&self, rule: &RouteRule) -> Checked<Opening<'a>> {
        self.check_kind(rule)?;
        if rule.human_only && self.author != AuthorKind::Human {
            return Err(RefusalCode::HumanOnly);
        }
        if let Some(capability) = rule.capability
            && !self.facts.capabilities.contains(&capability)
        {
            return Err(RefusalCode::CapabilityMissing);
        }
        if rule.needs_act && !self.past.acted() {
            return Err(RefusalCode::NeverContacted);
        }
        if self.explicit
            && let Some(own) = rule.purpose
            && let Some(stated) = self.message.and_then(Message::purpose)
            && stated != own
        {
            return Err(RefusalCode::PurposeMismatch);
        }
        let mut opening = self.condition(&rule.condition)?;
        opening.until = earlier(opening.until, self.ends_at(rule));
        if let Some(warning) = rule.warning {
            opening.warnings = opening.warnings.with(warning);
        }
        let has_agreed = self.facts.consent.marketing == MarketingConsent::Granted;
        if rule.needs_opt_in && !has_agreed && !self.past.acted() {
            opening.warnings = opening.warnings.with(Warning::OptInUnproven);
        }
        Ok(opening)
    }

    fn check_kind(&self, rule: &RouteRule) -> Checked<()> {
        let Some(message) = self.message else {
            return Ok(());
        };
        match (rule.carries, message.body()) {
            (Carries::Text, Body::Text(_)) | (Carries::Feedback, Body::Feedback) => Ok(()),
            (Carries::Template, Body::Template { name, language }) => {
                let Condition::Template(templates) = &rule.condition else {
                    return Ok(());
                };
                let mut found = self.templates(Some((name, language))).peekable();
                let is_missing = found.peek().is_none();
                if is_missing || found.any(|template| templates.carry(template.category)) {
                    Ok(())
                } else {
                    Err(RefusalCode::DraftMismatch)
                }
            }
            (Carries::Template | Carries::Feedback, Body::Text(_)) => {
                Err(RefusalCode::TemplateMissing)
            }
            _ => Err(RefusalCode::DraftMismatch),
        }
    }

    fn condition(&self, condition: &Condition) -> Checked<Opening<'a>> {
        match condition {
            Condition::Window => self.window(),
            Condition::Always => Ok(Opening::new(None)),
            Condition::SinceMessage(length) => {
                let (at, _) = self.past.last_message().ok_or(RefusalCode::WindowClosed)?;
                self.within(after(at, *length))
            }
            Condition::SinceAct(length) => {
                let at = self.past.last_act().ok_or(RefusalCode::WindowClosed)?;
                self.within(after(at, *length))
            }
            Condition::OneTimeToken { calendar_years } => self.one_time_token(*calendar_years),
            Condition::MarketingToken(marketing) => self.marketing_token(marketing),
            Condition::Comment(length) => self.comment(*length),
            Condition::Template(templates) => self.template(templates),
            Condition::AdsTools => Err(RefusalCode::ExternalRoute),
        }
    }

    fn within(&self, until: Timestamp) -> Checked<Opening<'a>> {
        if self.at < until {
            Ok(Opening::new(Some(until)))
        } else {
            Err(RefusalCode::WindowClosed)
        }
    }

    fn window(&self) -> Checked<Opening<'a>> {
        let held = self.past.window().ok_or(RefusalCode::WindowClosed)?;
        let mut opening = self.within(held.until)?;
        if !self.past.window_is_firm(self.at) {
            opening.warnings = opening.warnings.with(Warning::WindowUncertain);
        }
        Ok(opening)
    }

    /// The act of the customer on which a condition rests, for the explanation.
    pub(crate) fn basis(&self, condition: &Condition) -> Basis {
        let act = match condition {
            Condition::Window => self.past.window().map(|held| (held.at, held.event)),
            Condition::SinceMessage(_) => self.past.last_message(),
            _ => None,
        };
        act.map_or(Basis::default(), |(at, event)| Basis {
            event: Some(event),
            at: Some(at),
        })
    }
}

/// The earlier of two ends, `None` being no end.
pub(super) fn earlier(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
