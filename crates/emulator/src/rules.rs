//! When the platform lets a business write, by date. Written apart from every other rulebook of the
//! workspace, to be the check on it. Pure: facts and a date in, a permission or a breach out.

use std::collections::BTreeSet;

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::config::Capability;

/// Something a customer did towards the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Any message.
    Message,
    /// The first message after a click on an ad that opens a chat.
    AdMessage,
    /// A button, the Get Started button or an ice breaker.
    Postback,
    /// A chat link, opened by somebody who already has a thread.
    Referral,
    /// A plugin on a website, confirmed.
    PluginOptIn,
    /// A reaction put on a message.
    Reaction,
    /// A "Notify me" button; opens nothing.
    TopicOptIn,
}

/// An act and its time.
pub type Acted = (Timestamp, Act);

/// How a message asks to be let through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pass<'a> {
    /// `RESPONSE` or `UPDATE`: inside the window.
    Window,
    /// `MESSAGE_TAG` with this tag. `survey`: the message is a customer feedback template.
    Tag {
        /// As on the wire, for instance `HUMAN_AGENT`.
        tag: &'a str,
        /// The message is a customer feedback template.
        survey: bool,
    },
    /// `UTILITY`; whether the template exists and is approved.
    Utility {
        /// Approved under the name and language that the message gives.
        approved: bool,
    },
}

/// Why the platform refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breach {
    /// The window has closed, or the tag's own time is over.
    OutsideWindow,
    /// The same, for a page that used the news tag without being a news page.
    NotANewsPage,
    /// The tag does not exist at this date, or never did.
    UnknownTag,
    /// The app lacks the permission.
    NoPermission,
    /// The template does not exist or is not approved, or the tag carries another content.
    WrongContent,
}

impl Breach {
    /// A stable name for logs and tests.
    pub fn code(self) -> &'static str {
        match self {
            Self::OutsideWindow => "outside-window",
            Self::NotANewsPage => "not-a-news-page",
            Self::UnknownTag => "unknown-tag",
            Self::NoPermission => "no-permission",
            Self::WrongContent => "wrong-content",
        }
    }
}

const DAY: SignedDuration = SignedDuration::from_hours(24);
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The tags of before March 2020, when they were cut to a few.
const OLD_TAGS: [&str; 6] = [
    "ISSUE_RESOLUTION",
    "SHIPPING_UPDATE",
    "RESERVATION_UPDATE",
    "APPOINTMENT_UPDATE",
    "TICKET_UPDATE",
    "PAYMENT_UPDATE",
];

fn midnight(year: i16, month: i8, day: i8) -> Timestamp {
    date(year, month, day)
        .to_zoned(TimeZone::UTC)
        .map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

/// Whether a message may go now. `acts` need not be sorted; what lies after `now` has not happened.
pub fn judge(
    pass: &Pass<'_>,
    acts: &[Acted],
    granted: &BTreeSet<Capability>,
    now: Timestamp,
) -> Result<(), Breach> {
    match pass {
        Pass::Window => match window_end(acts, granted, now) {
            Some(end) if now < end => Ok(()),
            _ => Err(Breach::OutsideWindow),
        },
        Pass::Tag { tag, survey } => judge_tag(tag, *survey, acts, granted, now),
        Pass::Utility { approved } => {
            if !granted.contains(&Capability::UtilityMessages) {
                Err(Breach::NoPermission)
            } else if *approved {
                Ok(())
            } else {
                Err(Breach::WrongContent)
            }
        }
    }
}

/// The end of the window in which the business may answer freely; it may have passed. None when the
/// customer never opened one.
pub fn window_end(
    acts: &[Acted],
    granted: &BTreeSet<Capability>,
    now: Timestamp,
) -> Option<Timestamp> {
    let long_after_ads = granted.contains(&Capability::AdWindow) && now >= midnight(2026, 9, 28);
    past(acts, now)
        .filter_map(|(at, act)| match act {
            Act::TopicOptIn => None,
            Act::AdMessage if long_after_ads => Some(at + WEEK),
            _ => Some(at + DAY),
        })
        .max()
}

fn judge_tag(
    tag: &str,
    survey: bool,
    acts: &[Acted],
    granted: &BTreeSet<Capability>,
    now: Timestamp,
) -> Result<(), Breach> {
    let cut = midnight(2020, 3, 4);
    let end = midnight(2026, 4, 27);
    let within = |limit: SignedDuration| {
        let written = |act| matches!(act, Act::Message | Act::AdMessage);
        if past(acts, now).any(|(at, act)| written(act) && now < at + limit) {
            Ok(())
        } else {
            Err(Breach::OutsideWindow)
        }
    };
    match tag {
        "HUMAN_AGENT" if now >= cut => {
            if granted.contains(&Capability::HumanAgent) {
                within(WEEK)
            } else {
                Err(Breach::NoPermission)
            }
        }
        "CONFIRMED_EVENT_UPDATE" | "POST_PURCHASE_UPDATE" | "ACCOUNT_UPDATE"
            if (cut..end).contains(&now) =>
        {
            Ok(())
        }
        "CUSTOMER_FEEDBACK" if (cut..end).contains(&now) => {
            if survey {
                within(WEEK)
            } else {
                Err(Breach::WrongContent)
            }
        }
        "NON_PROMOTIONAL_SUBSCRIPTION" => {
            if granted.contains(&Capability::NewsPage) {
                Ok(())
            } else {
                Err(Breach::NotANewsPage)
            }
        }
        old if now < cut && OLD_TAGS.contains(&old) => Ok(()),
        _ => Err(Breach::UnknownTag),
    }
}

fn past(acts: &[Acted], now: Timestamp) -> impl Iterator<Item = Acted> + '_ {
    acts.iter().copied().filter(move |(at, _)| *at <= now)
}

/// Whether a comment may still be answered privately: for seven days.
pub fn private_reply_is_open(commented_at: Timestamp, now: Timestamp) -> bool {
    commented_at <= now && now < commented_at + WEEK
}

/// Whether a "Notify me" token may still be used: for one calendar year.
pub fn token_is_live(issued_at: Timestamp, now: Timestamp) -> bool {
    let end = issued_at
        .to_zoned(TimeZone::UTC)
        .checked_add(jiff::Span::new().years(1))
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp());
    issued_at <= now && now < end
}

/// Words of a sale, in the languages a shop of our tests writes in. The platform lets such a message
/// pass under a tag and punishes later; the log of sends marks it at once.
const PROMOTIONAL: [&str; 16] = [
    "discount",
    "% off",
    "coupon",
    "promo code",
    "black friday",
    "buy now",
    "special offer",
    "flash sale",
    "soldes",
    "réduction",
    "bon de réduction",
    "sconto",
    "offerta speciale",
    "desconto",
    "descuento",
    "oferta especial",
];

/// Whether a text plainly advertises, which no tag allows.
pub fn advertises(text: &str) -> bool {
    let text = text.to_lowercase();
    PROMOTIONAL.iter().any(|word| text.contains(word))
}
