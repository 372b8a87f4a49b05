//! The things a send spends: tokens, comments, templates.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};

use super::gate::{Checked, Gate, Opening, Spends};
use super::past::after;
use crate::draft::Body;
use crate::facts::{
    Comment, CommentKind, MarketingConsent, Template, TemplateCategory, TemplateStatus, Token,
};
use crate::rulebook::{LimitKind, Marketing, Per, Templates};
use crate::{Message, RefusalCode};

impl<'a> Gate<'a> {
    /// Whether something dated in the facts has happened.
    fn has_happened(&self, at: Option<Timestamp>) -> bool {
        at.is_some_and(|at| at <= self.known)
    }

    /// The newest token of the topic decides.
    pub(super) fn one_time_token(&self, calendar_years: u8) -> Checked<Opening<'a>> {
        let topic = match self.message {
            Some(message) => Some(message.topic()),
            None => self.topic.map(Some),
        };
        let mut code = RefusalCode::TokenMissing;
        let mut newest = None;
        for token in &self.facts.tokens {
            let Token::OneTime {
                id,
                topic: about,
                issued_at,
                used_at,
            } = token
            else {
                continue;
            };
            if *issued_at > self.known {
                continue;
            }
            if topic.is_some_and(|topic| topic != about.as_deref()) {
                code = RefusalCode::PurposeMismatch;
                continue;
            }
            let until = years_after(*issued_at, calendar_years);
            let state = if self.has_happened(*used_at) {
                Err(RefusalCode::TokenUsed)
            } else if self.at < until {
                Ok(())
            } else {
                Err(RefusalCode::TokenExpired)
            };
            // Of two of the same instant one that serves, and then any, but always the same one.
            newest = newest.max(Some((*issued_at, state.is_ok(), id, state, until)));
        }
        let (_, _, id, state, until) = newest.ok_or(code)?;
        state?;
        Ok(Opening {
            spends: Some(Spends::Token(id.as_ref())),
            ..Opening::new(Some(until))
        })
    }

    /// The newest live token whose turn has come.
    pub(super) fn marketing_token(&self, marketing: &Marketing) -> Checked<Opening<'a>> {
        let term = marketing
            .term(self.facts.region)
            .ok_or(RefusalCode::RouteRetired)?;
        if self.facts.consent.marketing == MarketingConsent::Stopped {
            return Err(RefusalCode::OptedOut);
        }
        let mut code = RefusalCode::TokenMissing;
        let mut newest = None;
        let mut last_to_person = None;
        for token in &self.facts.tokens {
            let Token::Marketing {
                id,
                issued_at,
                expires_at,
                last_sent_at,
            } = token
            else {
                continue;
            };
            if issued_at.is_some_and(|issued_at| issued_at > self.known) {
                continue;
            }
            let last_sent_at = last_sent_at.filter(|sent_at| *sent_at <= self.known);
            last_to_person = last_to_person.max(last_sent_at);
            if expires_at.is_some_and(|end| end <= self.at) {
                if code == RefusalCode::TokenMissing {
                    code = RefusalCode::TokenExpired;
                }
            } else if last_sent_at.is_some_and(|sent_at| self.at < after(sent_at, term.every)) {
                code = RefusalCode::FrequencyCap;
            } else {
                newest = newest.max(Some((*issued_at, *expires_at, id)));
            }
        }
        let (_, until, id) = newest.ok_or(code)?;
        if term.per == Per::Person
            && last_to_person.is_some_and(|sent_at| self.at < after(sent_at, term.every))
        {
            return Err(RefusalCode::FrequencyCap);
        }
        Ok(Opening {
            spends: Some(Spends::Token(id.as_ref())),
            ..Opening::new(until)
        })
    }

    /// The newest comment that still takes an answer, else what is wrong with the newest.
    pub(super) fn comment(&self, length: SignedDuration) -> Checked<Opening<'a>> {
        let mut newest = None;
        for comment in &self.facts.comments {
            if comment.at > self.known {
                continue;
            }
            let state = self.comment_until(comment, length);
            newest = newest.max(Some((state.is_ok(), comment.at, &comment.id, state)));
        }
        let (_, _, id, state) = newest.ok_or(RefusalCode::CommentMissing)?;
        Ok(Opening {
            spends: Some(Spends::Comment(id.as_ref())),
            ..Opening::new(Some(state?))
        })
    }

    fn comment_until(&self, comment: &Comment, length: SignedDuration) -> Checked<Timestamp> {
        let until = after(comment.at, length);
        if self.has_happened(comment.answered_at) {
            Err(RefusalCode::CommentAnswered)
        } else if until <= self.at {
            Err(RefusalCode::CommentTooOld)
        } else if comment.kind == CommentKind::Live && self.has_happened(comment.live_ended_at) {
            Err(RefusalCode::LiveEnded)
        } else {
            Ok(until)
        }
    }

    /// The channel's templates, or those of one name and language.
    pub(super) fn templates(
        &self,
        wanted: Option<(&str, &str)>,
    ) -> impl Iterator<Item = &'a Template> {
        self.facts.templates.iter().filter(move |template| {
            wanted.is_none_or(|wanted| wanted == (&*template.name, &*template.language))
        })
    }

    /// The draft's template, or without a draft all, if the route carries its category.
    pub(super) fn carried(&self, templates: &Templates) -> impl Iterator<Item = &'a Template> {
        self.templates(self.wanted())
            .filter(|template| templates.carry(template.category))
    }

    /// Whether the platform and the customer let the template go.
    pub(super) fn usable(&self, template: &Template) -> Checked<()> {
        let has_stopped = self.facts.consent.marketing == MarketingConsent::Stopped;
        if template.status != TemplateStatus::Approved {
            Err(RefusalCode::TemplateNotApproved)
        } else if template.category != TemplateCategory::Marketing {
            Ok(())
        } else if has_stopped {
            Err(RefusalCode::OptedOut)
        } else if self.marketing_rests_until().is_some() {
            Err(RefusalCode::FrequencyCap)
        } else {
            Ok(())
        }
    }

    /// Until when marketing to the customer rests, because the platform held some back. What goes within a window that
    /// the customer has opened since does not count.
    fn marketing_rests_until(&self) -> Option<Timestamp> {
        let refused_at = self.facts.marketing_refused_at;
        let refused_at = refused_at.filter(|at| *at <= self.known)?;
        let limit = self.rulebook.limit(LimitKind::MarketingToPerson)?;
        let window = self.past.window();
        let has_answered = window.is_some_and(|held| refused_at < held.at && self.at < held.until);
        Some(after(refused_at, limit.every)).filter(|until| self.at < *until && !has_answered)
    }

    /// The same for a template that is to be sent.
    pub(super) fn rest_until(&self) -> Option<Timestamp> {
        self.wanted()?;
        self.marketing_rests_until()
    }

    /// Whether the business may begin with the contact, or need not: they wrote, or it began with them lately. Gives the
    /// end of that, where it may not begin then.
    fn may_begin(&self) -> Checked<Option<Timestamp>> {
        let Some(full_until) = self.full_until() else {
            return Ok(None);
        };
        match self.need_not_begin_until() {
            None => Err(RefusalCode::RecipientCap),
            until => Ok(until.filter(|until| *until < full_until)),
        }
    }

    /// Until when the platform lets the business begin with nobody new.
    pub(super) fn full_until(&self) -> Option<Timestamp> {
        self.counted_until(self.facts.recipients.full_since)
    }

    /// Until when a message to the contact begins nothing.
    fn need_not_begin_until(&self) -> Option<Timestamp> {
        let window = self.past.window().map(|held| held.until);
        let window = window.filter(|until| self.at < *until);
        window.max(self.counted_until(self.facts.recipients.begun_at))
    }

    /// Until when somebody with whom the business began then is counted.
    fn counted_until(&self, begun_at: Option<Timestamp>) -> Option<Timestamp> {
        let begun_at = begun_at.filter(|at| *at <= self.known)?;
        let limit = self.rulebook.limit(LimitKind::Recipients)?;
        Some(after(begun_at, limit.every)).filter(|until| self.at < *until)
    }

    /// When the pause of the template that is to be sent is over.
    pub(super) fn paused_until(&self) -> Option<Timestamp> {
        let mut found = self.templates(Some(self.wanted()?));
        let template = found.find(|template| template.status == TemplateStatus::Paused)?;
        let pause = template.pause.filter(|pause| pause.at <= self.known)?;
        let until = self.rulebook.pauses()?.end(pause)?;
        Some(until).filter(|until| self.at < *until)
    }

    /// The name and language of the template that is to be sent.
    fn wanted(&self) -> Option<(&'a str, &'a str)> {
        match self.message.map(Message::body) {
            Some(Body::Template { name, language }) => Some((name, language)),
            Some(Body::Text(_) | Body::Feedback) | None => None,
        }
    }

    /// A template that may go, else what is wrong with the one that came furthest.
    pub(super) fn template(&self, templates: &Templates) -> Checked<Opening<'a>> {
        let mut code = RefusalCode::TemplateMissing;
        for template in self.carried(templates) {
            match self.usable(template) {
                Ok(()) => {
                    return Ok(Opening {
                        spends: Some(Spends::Template(&template.name)),
                        ..Opening::new(self.may_begin()?)
                    });
                }
                Err(RefusalCode::TemplateNotApproved) if code != RefusalCode::TemplateMissing => {}
                Err(found) => code = found,
            }
        }
        Err(code)
    }
}

fn years_after(at: Timestamp, years: u8) -> Timestamp {
    at.to_zoned(TimeZone::UTC)
        .checked_add(Span::new().years(years))
        .map_or(Timestamp::MAX, |end| end.timestamp())
}
