//! Tokens that customers give: for one notification on a topic, or for marketing messages. Messenger alone has them.

use jiff::Timestamp;

use super::calendar::{
    DAY, ONE_TIME_TOKENS, PAID_MARKETING, RECURRING_NOTIFICATIONS, TWO_DAYS, a_year_after, after,
};
use super::{Breach, Content, Known, Platform};
use crate::config::Capability;

/// A token.
#[derive(Debug, Clone, Copy)]
pub struct Token<'a> {
    /// As on the wire.
    pub id: &'a str,
    /// What it is for.
    pub kind: TokenKind,
    /// When the customer gave it, if that is known.
    pub issued_at: Option<Timestamp>,
    /// When it ends before its kind does.
    pub expires_at: Option<Timestamp>,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// One message on the topic the customer asked about. What the message is about, the platform cannot tell.
    OneTime,
    /// Marketing messages, one after the other.
    Marketing,
}

pub(super) fn judge(
    kind: TokenKind,
    id: &str,
    content: Content<'_>,
    known: &Known<'_>,
    now: Timestamp,
) -> Result<(), Breach> {
    let (since, capability) = match kind {
        TokenKind::OneTime => (ONE_TIME_TOKENS, Capability::OneTimeNotification),
        TokenKind::Marketing => (RECURRING_NOTIFICATIONS, Capability::MarketingMessages),
    };
    if known.platform != Platform::Messenger || !since.has_come(now) {
        return Err(Breach::UnknownWay);
    }
    if !known.has(capability) {
        return Err(Breach::NoPermission);
    }
    if matches!(content, Content::Template { .. }) {
        return Err(Breach::WrongContent);
    }
    let token = known
        .tokens
        .iter()
        .find(|token| token.id == id && token.kind == kind)
        .filter(|token| token.issued_at.is_none_or(|at| at <= now))
        .ok_or(Breach::UnknownToken)?;
    if token.expires_at.is_some_and(|end| end <= now) {
        return Err(Breach::TokenExpired);
    }
    match kind {
        TokenKind::OneTime => one_time(token, now),
        TokenKind::Marketing => marketing(token, known, now),
    }
}

fn one_time(token: &Token<'_>, now: Timestamp) -> Result<(), Breach> {
    if token.last_use(now).is_some() {
        Err(Breach::TokenUsed)
    } else if token.issued_at.is_some_and(|at| now < a_year_after(at)) {
        Ok(())
    } else {
        Err(Breach::TokenExpired)
    }
}

/// Recurring notifications first everywhere, then only where they were kept; elsewhere the paid interface, from and to
/// the countries it serves.
fn marketing(token: &Token<'_>, known: &Known<'_>, now: Timestamp) -> Result<(), Breach> {
    if known.stopped_marketing {
        return Err(Breach::StoppedMarketing);
    }
    let kept = known
        .customer_country
        .is_some_and(|country| KEPT.contains(&country));
    let (last, pause) = if kept || !PAID_MARKETING.has_come(now) {
        // Counted for each token.
        (token.last_use(now), TWO_DAYS)
    } else {
        let served = known
            .business_country
            .is_some_and(|country| SERVED.contains(&country));
        if !served || known.customer_country.is_none() {
            return Err(Breach::NotInThisCountry);
        }
        // Counted for the person, whatever token was used.
        let tokens = known.tokens.iter();
        let last = tokens
            .filter(|token| token.kind == TokenKind::Marketing)
            .filter_map(|token| token.last_use(now))
            .max();
        (last, DAY)
    };
    match last {
        Some(last) if now < after(last, pause) => Err(Breach::TooSoon),
        _ => Ok(()),
    }
}

impl Token<'_> {
    fn last_use(&self, now: Timestamp) -> Option<Timestamp> {
        self.used_at.filter(|at| *at <= now)
    }
}

/// Whether the platform has such tokens at this date.
pub(crate) fn exists(kind: TokenKind, now: Timestamp) -> bool {
    match kind {
        TokenKind::OneTime => ONE_TIME_TOKENS.has_come(now),
        TokenKind::Marketing => RECURRING_NOTIFICATIONS.has_come(now),
    }
}

/// Every country that the rules name, some twice.
pub fn countries() -> impl Iterator<Item = &'static str> {
    KEPT.into_iter().chain(SERVED)
}

/// Australia, the European Union, Japan, South Korea and the United Kingdom: customers there keep the recurring
/// notifications, and the paid interface does not reach them.
const KEPT: [&str; 31] = [
    "AU", "JP", "KR", "GB", "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR",
    "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
];

/// Where businesses get the paid interface.
const SERVED: [&str; 20] = [
    "AU", "BR", "CL", "CO", "HK", "IN", "ID", "IL", "MY", "MX", "NZ", "PE", "PH", "SA", "SG", "TW",
    "TH", "AE", "US", "VN",
];
