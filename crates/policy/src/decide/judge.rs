//! What a route forbids in a text, and how many tagged messages it takes in a row.

use super::gate::{Checked, Gate};
use crate::content::ContentKind;
use crate::rulebook::{Beyond, RouteRule};
use crate::{AuthorKind, Purpose, RefusalCode, Warning, Warnings};

impl Gate<'_> {
    /// Whether the text may go by the route. What the sender declares as promotion is promotion, whatever its words.
    pub(super) fn content(&self, rule: &RouteRule) -> Checked<Warnings> {
        let Some(message) = self.message else {
            return Ok(Warnings::NONE);
        };
        if !rule.forbids.promotion && !rule.forbids.recurring {
            return Ok(Warnings::NONE);
        }
        if rule.forbids.promotion && message.purpose() == Some(Purpose::Promotion) {
            return Err(RefusalCode::PromotionalContent);
        }
        let found = message.content();
        let code = if rule.forbids.promotion && found.promotional {
            RefusalCode::PromotionalContent
        } else if rule.forbids.recurring && found.recurring {
            RefusalCode::RecurringContent
        } else {
            return Ok(Warnings::NONE);
        };
        if message.is_attested() && self.author == AuthorKind::Human {
            Ok(Warnings::NONE.with(Warning::ContentAttested))
        } else {
            Err(code)
        }
    }

    /// The words that led to `code`, as they were written.
    pub(super) fn matches(&self, code: RefusalCode) -> Vec<String> {
        let kind = match code {
            RefusalCode::PromotionalContent => ContentKind::Promotional,
            RefusalCode::RecurringContent => ContentKind::Recurring,
            _ => return Vec::new(),
        };
        self.message
            .map(|message| message.content().words(kind))
            .unwrap_or_default()
    }

    pub(super) fn counting(&self, rule: &RouteRule) -> Checked<Warnings> {
        match rule.tagged {
            Some(limit) if self.facts.consecutive_tagged >= limit.most => match limit.beyond {
                Beyond::Refuse => Err(RefusalCode::ConsecutiveTagged),
                Beyond::Warn => Ok(Warnings::NONE.with(Warning::ConsecutiveTagged)),
            },
            Some(_) | None => Ok(Warnings::NONE),
        }
    }
}
