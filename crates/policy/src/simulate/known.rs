//! What is known at a moment of a history, and how it grows.

use std::mem;

use jiff::Timestamp;

use super::record::{NewFacts, Object};
use crate::decide::Past;
use crate::{
    Capability, Circumstance, Comment, Facts, Restriction, Route, Rulebook, Template,
    TemplateCategory, Token, Uses, WindowEvent,
};

/// What is known of a contact. The facts of its channel are lent to it while a send is judged.
#[derive(Debug, Default)]
pub(super) struct Contact {
    pub(super) facts: Facts,
    /// When the last tagged message went out.
    pub(super) tagged_at: Option<Timestamp>,
    /// When the customer last wrote from an ad and had no answer yet.
    pub(super) entered_at: Option<Timestamp>,
    /// Until when a free entry point is open.
    pub(super) free_until: Option<Timestamp>,
}

/// What is known of a channel, for all of its contacts.
#[derive(Debug, Default)]
pub(super) struct ChannelFacts {
    capabilities: Vec<Capability>,
    restrictions: Vec<Restriction>,
    templates: Vec<Template>,
    paused: bool,
}

impl Contact {
    /// Keeps the latest act of each kind: no rule asks for an earlier one.
    pub(super) fn note(&mut self, event: WindowEvent) {
        let events = &mut self.facts.window_events;
        match events.iter_mut().find(|known| known.kind == event.kind) {
            Some(known) => known.at = known.at.max(event.at),
            None => events.push(event),
        }
    }

    /// The customer acted: tagged messages sent before are no longer in a row.
    pub(super) fn acted(&mut self, at: Timestamp) {
        if Some(at) > self.tagged_at {
            self.facts.consecutive_tagged = 0;
        }
    }

    pub(super) fn learn(&mut self, new: &NewFacts) {
        let facts = &mut self.facts;
        facts.region = new.region.or(facts.region);
        set(
            &mut facts.consent,
            new.consent.as_ref().map(|consent| consent.0),
        );
        set(&mut facts.blocked, new.blocked);
        for token in new.tokens.iter().flatten() {
            lay(&mut facts.tokens, &token.0);
        }
        for comment in new.comments.iter().flatten() {
            if lay(&mut self.facts.comments, &comment.0) {
                self.acted(comment.0.at);
            }
        }
        set(&mut self.facts.consecutive_tagged, new.consecutive_tagged);
    }

    /// What a send at `at` meets. It may be the answer that opens the free entry point.
    pub(super) fn circumstance(&mut self, edition: &Rulebook, at: Timestamp) -> Circumstance {
        if let Some(entered_at) = self.entered_at.take()
            && let Some(entry_point) = edition.entry_point()
        {
            let free_until = entry_point.free_until(entered_at, at);
            self.free_until = self.free_until.max(free_until);
        }
        if self.free_until.is_some_and(|until| at < until) {
            Circumstance::EntryPoint
        } else if edition.unlimited || Past::new(edition, &self.facts, at).window_is_open(at) {
            Circumstance::Window
        } else {
            Circumstance::Outside
        }
    }
}

impl ChannelFacts {
    pub(super) fn learn(&mut self, new: &NewFacts) {
        if let Some(capabilities) = &new.capabilities {
            self.capabilities.clone_from(capabilities);
        }
        if let Some(restrictions) = &new.restrictions {
            self.restrictions = restrictions.iter().map(|Object(new)| *new).collect();
        }
        for Object(template) in new.templates.iter().flatten() {
            lay(&mut self.templates, template);
        }
        set(&mut self.paused, new.channel_paused);
    }

    /// The category of a template.
    pub(super) fn category(&self, name: &str, language: &str) -> Option<TemplateCategory> {
        self.templates
            .iter()
            .find(|template| (&*template.name, &*template.language) == (name, language))
            .map(|template| template.category)
    }

    /// Lends the channel's facts to those of a contact, or takes them back.
    pub(super) const fn swap(&mut self, facts: &mut Facts) {
        mem::swap(&mut self.capabilities, &mut facts.capabilities);
        mem::swap(&mut self.restrictions, &mut facts.restrictions);
        mem::swap(&mut self.templates, &mut facts.templates);
        mem::swap(&mut self.paused, &mut facts.channel_paused);
    }
}

fn set<T>(known: &mut T, new: Option<T>) {
    if let Some(new) = new {
        *known = new;
    }
}

/// Something that a later line may say anew, by its name.
trait Named: Clone {
    fn is(&self, other: &Self) -> bool;

    /// What was spent stays spent.
    fn keep_spent(&mut self, _known: &Self) {}
}

/// Adds `new`, or puts it in the place of what has its name; tells whether it was not known.
fn lay<T: Named>(known: &mut Vec<T>, new: &T) -> bool {
    let Some(known) = known.iter_mut().find(|known| known.is(new)) else {
        known.push(new.clone());
        return true;
    };
    let mut new = new.clone();
    new.keep_spent(known);
    *known = new;
    false
}

impl Named for Token {
    fn is(&self, other: &Self) -> bool {
        mem::discriminant(self) == mem::discriminant(other) && self.id() == other.id()
    }

    fn keep_spent(&mut self, known: &Self) {
        match (self, known) {
            (Self::OneTime { used_at, .. }, Self::OneTime { used_at: spent, .. }) => {
                *used_at = used_at.or(*spent);
            }
            (
                Self::Marketing { last_sent_at, .. },
                Self::Marketing {
                    last_sent_at: spent,
                    ..
                },
            ) => *last_sent_at = (*last_sent_at).max(*spent),
            _ => {}
        }
    }
}

impl Named for Comment {
    fn is(&self, other: &Self) -> bool {
        self.id == other.id
    }

    fn keep_spent(&mut self, known: &Self) {
        self.answered_at = self.answered_at.or(known.answered_at);
    }
}

impl Named for Template {
    fn is(&self, other: &Self) -> bool {
        (&self.name, &self.language) == (&other.name, &other.language)
    }
}

impl Facts {
    /// Marks as spent what a send by `route` used.
    pub(super) fn spend(&mut self, uses: &Uses, route: Route, at: Timestamp) {
        match uses {
            Uses::Token(spent) => {
                for token in &mut self.tokens {
                    match (token, route) {
                        (Token::OneTime { id, used_at, .. }, Route::OneTimeNotification)
                            if id == spent =>
                        {
                            *used_at = Some(at);
                        }
                        (
                            Token::Marketing {
                                id, last_sent_at, ..
                            },
                            Route::MarketingMessage,
                        ) if id == spent => *last_sent_at = Some(at),
                        _ => {}
                    }
                }
            }
            Uses::Comment(spent) => {
                for comment in &mut self.comments {
                    if comment.id == *spent {
                        comment.answered_at = Some(at);
                    }
                }
            }
            Uses::Template(_) => {}
        }
    }
}
