//! What a decision says.

use std::sync::Arc;

use jiff::Timestamp;

use crate::author::Narrow;
use crate::rulebook::RulebookId;
use crate::{RefusalCode, Route, Warnings, WindowEventKind};

/// Whether a message may be sent, with `R` the routes its author can name.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict<R = Route> {
    /// It may, and how.
    Allow(Allowed<R>),
    /// It may not, and what would be legal.
    Refuse(Box<Refusal>),
}

/// A message that may be sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Allowed<R = Route> {
    /// The route it takes.
    pub route: R,
    /// When the route ends if nothing new happens; `None` where nothing ends it.
    pub until: Option<Timestamp>,
    /// The legal route after `until`.
    pub then: Option<NextRoute<R>>,
    /// What the send spends.
    pub uses: Option<Uses>,
    /// The edition that decided.
    pub rulebook: RulebookId,
    /// What the sender should know.
    pub warnings: Warnings,
    /// The fact the rule rests on.
    pub basis: Basis,
}

/// The route that follows when the given one ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextRoute<R = Route> {
    /// The route.
    pub route: R,
    /// When it ends in turn.
    pub until: Option<Timestamp>,
}

/// What a send spends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uses {
    /// A token, by the caller's name for it.
    Token(Option<Arc<str>>),
    /// The one private reply to a comment, by the caller's name for it.
    Comment(Option<Arc<str>>),
    /// A template, by name.
    Template(Arc<str>),
}

impl Uses {
    /// The name of the thing.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Token(id) | Self::Comment(id) => id.as_deref(),
            Self::Template(name) => Some(name),
        }
    }
}

/// The fact a decision rests on, for the explanation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// What the customer did.
    pub event: Option<WindowEventKind>,
    /// When.
    pub at: Option<Timestamp>,
}

/// A message that may not be sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Why not.
    pub code: RefusalCode,
    /// The route that was asked for or came nearest.
    pub route: Option<Route>,
    /// The words that tripped the content check, as they were written.
    pub matches: Vec<String>,
    /// When what the platform put in the way is over: a restriction, a rest of marketing to the customer, a pause of the
    /// template. Nothing where that has no known end, or nothing of the kind is in the way.
    pub restricted_until: Option<Timestamp>,
    /// Until when the platform may still take a free message, without a promise.
    pub possible_until: Option<Timestamp>,
    /// The ways that are legal now, most useful first.
    pub remedies: Vec<Remedy>,
    /// The edition that decided.
    pub rulebook: RulebookId,
    /// What the sender should know.
    pub warnings: Warnings,
    /// The fact the rule rests on.
    pub basis: Basis,
}

/// A way that is legal now, for the right author and draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// The way.
    pub route: Route,
    /// Until when it stays legal.
    pub until: Option<Timestamp>,
}

impl Verdict<Route> {
    /// The same verdict in the words of its author; a route the author cannot name is refused.
    pub(crate) fn narrow<R: Narrow>(self) -> Verdict<R> {
        match self {
            Self::Refuse(refusal) => Verdict::Refuse(refusal),
            Self::Allow(allowed) => match R::narrow(allowed.route) {
                Some(route) => Verdict::Allow(Allowed {
                    route,
                    until: allowed.until,
                    then: allowed.then.and_then(|next| {
                        Some(NextRoute {
                            route: R::narrow(next.route)?,
                            until: next.until,
                        })
                    }),
                    uses: allowed.uses,
                    rulebook: allowed.rulebook,
                    warnings: allowed.warnings,
                    basis: allowed.basis,
                }),
                None => Verdict::Refuse(Box::new(Refusal::human_only(
                    allowed.route,
                    allowed.rulebook,
                ))),
            },
        }
    }
}

impl Refusal {
    /// What an automation is told about a route that it cannot name.
    pub const fn human_only(route: Route, rulebook: RulebookId) -> Self {
        Self::unavailable(RefusalCode::HumanOnly, route, rulebook)
    }

    /// What somebody is told who asks for what only serves a route that the channel does not have.
    pub const fn unavailable(code: RefusalCode, route: Route, rulebook: RulebookId) -> Self {
        Self {
            code,
            route: Some(route),
            matches: Vec::new(),
            restricted_until: None,
            possible_until: None,
            remedies: Vec::new(),
            rulebook,
            warnings: Warnings::NONE,
            basis: Basis {
                event: None,
                at: None,
            },
        }
    }
}

impl<R> Verdict<R> {
    /// Whether the message may be sent.
    pub const fn is_allowed(&self) -> bool {
        matches!(self, Self::Allow(_))
    }
}
