//! The decision: may this message be sent now, and by which route?
//!
//! Pure and total: the same arguments give the same verdict, and no argument panics.

mod gate;
mod judge;
mod past;
mod remedy;
mod spend;

use jiff::Timestamp;

pub(crate) use self::gate::{Gate, Opening};
pub(crate) use self::past::Past;
use crate::draft::Body;
use crate::facts::RestrictionScope;
use crate::rulebook::{Condition, RouteRule, RouteState, Rulebook, ScopeSet};
use crate::verdict::{Allowed, Basis, NextRoute, Refusal, Uses, Verdict};
use crate::{
    Author, AuthorKind, Draft, Facts, Message, Purpose, RefusalCode, Route, Warning, Warnings,
};

/// Decides whether `draft` may be sent at `now`.
///
/// `rulebook` is the edition that governs at `now`: see [`Rulebooks::governing`](crate::Rulebooks::governing).
pub fn decide<A: Author>(
    rulebook: &Rulebook,
    facts: &Facts,
    draft: &Draft<A>,
    now: Timestamp,
) -> Verdict<A::Route> {
    let route = draft.route().map(Into::into);
    judge(rulebook, facts, A::KIND, draft.message(), route, now).narrow()
}

/// [`decide`], with the author as a value.
pub(crate) fn judge(
    rulebook: &Rulebook,
    facts: &Facts,
    author: AuthorKind,
    message: &Message,
    asked: Option<Route>,
    now: Timestamp,
) -> Verdict {
    let past = Past::new(rulebook, facts, now);
    let gate = Gate {
        rulebook,
        facts,
        past: &past,
        known: now,
        at: now,
        author,
        message: Some(message),
        topic: None,
        explicit: asked.is_some(),
    };
    let outcome = gate.contact().and_then(|()| match asked {
        Some(route) => gate.explicit(route).map(|opening| (route, opening)),
        None => gate.auto(),
    });
    match outcome {
        Ok((route, opening)) => Verdict::Allow(allow(&gate, route, opening)),
        Err(code) => Verdict::Refuse(Box::new(refuse(&gate, asked, code))),
    }
}

fn allow(gate: &Gate<'_>, route: Route, opening: Opening<'_>) -> Allowed {
    let mut warnings = opening.warnings;
    if gate.explicit && route != Route::Standard && gate.past.window_is_open(gate.at) {
        warnings = warnings.with(Warning::StandardIsOpen);
    }
    Allowed {
        route,
        until: opening.until,
        then: opening.until.and_then(|until| next(gate, until)),
        uses: opening.spends.map(Uses::from),
        rulebook: gate.rulebook.id(),
        warnings,
        basis: match gate.rulebook.route(route) {
            RouteState::Live(rule) => gate.basis(&rule.condition),
            RouteState::Unknown | RouteState::Retired { .. } => Basis::default(),
        },
    }
}

/// The route that auto would take at `at`, if nothing new happened.
fn next(gate: &Gate<'_>, at: Timestamp) -> Option<NextRoute> {
    let later = Gate {
        at,
        explicit: false,
        ..*gate
    };
    later.auto().ok().map(|(route, opening)| NextRoute {
        route,
        until: opening.until,
    })
}

fn refuse(gate: &Gate<'_>, asked: Option<Route>, code: RefusalCode) -> Refusal {
    let possible_until = (code == RefusalCode::WindowClosed)
        .then(|| gate.past.possible_until(gate.at))
        .flatten();
    Refusal {
        code,
        route: asked,
        matches: gate.matches(code),
        restricted_until: match code {
            RefusalCode::Restricted => gate.restricted_until(asked),
            RefusalCode::FrequencyCap => gate.rest_until(),
            RefusalCode::RecipientCap => gate.full_until(),
            RefusalCode::TemplateNotApproved => gate.paused_until(),
            _ => None,
        },
        possible_until,
        remedies: remedy::remedies(gate),
        rulebook: gate.rulebook.id(),
        warnings: match possible_until {
            Some(_) => Warnings::NONE.with(Warning::WindowPossible),
            None => Warnings::NONE,
        },
        basis: gate.basis(&Condition::Window),
    }
}

impl<'a> Gate<'a> {
    /// What bars every route alike.
    pub(crate) fn contact(&self) -> Result<(), RefusalCode> {
        if self.facts.blocked {
            return Err(RefusalCode::Blocked);
        }
        if self.facts.channel_paused {
            return Err(RefusalCode::ChannelPaused);
        }
        if self.facts.standby {
            return Err(RefusalCode::Standby);
        }
        Ok(())
    }

    /// The one route asked for: the first of the refusals in their order.
    pub(crate) fn explicit(&self, route: Route) -> Result<Opening<'a>, RefusalCode> {
        self.explicit_by(self.life(route)?)
    }

    /// [`Gate::explicit`] for a route that the platform has.
    pub(crate) fn explicit_by(&self, rule: &RouteRule) -> Result<Opening<'a>, RefusalCode> {
        if self.is_restricted(rule, self.at) {
            return Err(RefusalCode::Restricted);
        }
        if self.is_too_long() {
            return Err(RefusalCode::ContentTooLong);
        }
        let mut opening = self.opening(rule)?;
        opening.warnings = opening
            .warnings
            .and(self.content(rule)?)
            .and(self.counting(rule)?);
        Ok(opening)
    }

    /// The first legal route for the draft.
    pub(crate) fn auto(&self) -> Result<(Route, Opening<'a>), RefusalCode> {
        if !self.is_ahead()
            && self
                .restrictions(self.at)
                .any(|restriction| restriction.scope == RestrictionScope::All)
        {
            return Err(RefusalCode::Restricted);
        }
        match self.message.map(Message::body) {
            Some(Body::Template { .. }) => self.only(self.template_route()),
            Some(Body::Feedback) => self.only(Route::TagCustomerFeedback),
            Some(Body::Text(_)) | None => self.auto_text(),
        }
    }

    /// Whether the question is what comes later, not what may be sent now.
    fn is_ahead(&self) -> bool {
        self.known < self.at
    }

    /// Whether a restriction bars an open route: now, or a later route until it ends in turn.
    fn is_barred(&self, rule: &RouteRule, opening: &Opening<'_>) -> bool {
        if self.facts.restrictions.is_empty() {
            return false;
        }
        let free_by = match opening.until {
            _ if !self.is_ahead() => self.at,
            Some(until) => just_before(until),
            None => Timestamp::MAX,
        };
        self.is_restricted(rule, free_by)
    }

    /// A draft that one route alone carries.
    fn only(&self, route: Route) -> Result<(Route, Opening<'a>), RefusalCode> {
        let rule = self.life(route)?;
        let mut opening = self.opening(rule)?;
        opening.warnings = opening.warnings.and(self.counting(rule)?);
        if self.is_barred(rule, &opening) {
            return Err(RefusalCode::Restricted);
        }
        Ok((route, opening))
    }

    fn auto_text(&self) -> Result<(Route, Opening<'a>), RefusalCode> {
        let mut is_barred = false;
        let mut objection = None;
        for route in self.auto_routes() {
            let Ok(rule) = self.life(route) else { continue };
            let Ok(mut opening) = self.opening(rule) else {
                continue;
            };
            let judged = self
                .content(rule)
                .and_then(|content| Ok(content.and(self.counting(rule)?)));
            match (self.is_barred(rule, &opening), judged) {
                (false, Ok(_)) if self.is_too_long() => return Err(RefusalCode::ContentTooLong),
                (false, Ok(warnings)) => {
                    opening.warnings = opening.warnings.and(warnings);
                    return Ok((route, opening));
                }
                (true, Ok(_)) => is_barred = true,
                (false, Err(code)) => objection = objection.or(Some(code)),
                (true, Err(_)) => {}
            }
        }
        Err(if is_barred {
            RefusalCode::Restricted
        } else if self.is_too_long() {
            RefusalCode::ContentTooLong
        } else if !self.past.acted() {
            RefusalCode::NeverContacted
        } else {
            objection.unwrap_or(RefusalCode::WindowClosed)
        })
    }

    /// The routes that auto tries for a text, in their order.
    fn auto_routes(&self) -> impl Iterator<Item = Route> {
        let purpose = self.message.and_then(Message::purpose);
        let by_topic = (purpose == Some(Purpose::Topic)).then_some(Route::OneTimeNotification);
        [
            Some(Route::Standard),
            Some(Route::HumanAgent),
            purpose.and_then(|purpose| self.rulebook.route_for(purpose)),
            by_topic,
            Some(Route::PrivateReply),
        ]
        .into_iter()
        .flatten()
    }

    /// The one route that carries templates on this channel.
    fn template_route(&self) -> Route {
        match self.rulebook.route(Route::Template) {
            RouteState::Unknown => Route::UtilityTemplate,
            RouteState::Live(_) | RouteState::Retired { .. } => Route::Template,
        }
    }

    /// When the restriction that bars the way is over; `None` where it has no end. Of several ways, the one that is
    /// free first.
    fn restricted_until(&self, asked: Option<Route>) -> Option<Timestamp> {
        let end = |scopes: ScopeSet| {
            self.restrictions(self.at)
                .filter(|restriction| scopes.contains(restriction.scope))
                .map(|restriction| restriction.until.unwrap_or(Timestamp::MAX))
                .max()
        };
        let ends = |route| {
            let rule = self.life(route).ok()?;
            if asked.is_none() && self.opening(rule).is_err() {
                return None;
            }
            self.barring(rule).filter_map(end).min()
        };
        let over = match (asked, self.message.map(Message::body)) {
            (Some(route), _) => ends(route),
            (None, Some(Body::Template { .. })) => ends(self.template_route()),
            (None, Some(Body::Feedback)) => ends(Route::TagCustomerFeedback),
            (None, Some(Body::Text(_)) | None) => self.auto_routes().filter_map(ends).min(),
        };
        over.or_else(|| end(ScopeSet::new(&[])))
            .filter(|until| *until < Timestamp::MAX)
    }
}

fn just_before(instant: Timestamp) -> Timestamp {
    Timestamp::from_nanosecond(instant.as_nanosecond() - 1).unwrap_or(instant)
}
