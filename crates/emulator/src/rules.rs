//! What the platforms let a business send, by date: a request and what the platform knows in, a permission or a named
//! breach out. Pure, and written apart from every other rulebook of the workspace, to be the check on it.
//!
//! A platform cannot see everything it forbids: who wrote a message, what it is about, whether a text promotes, how
//! many tagged messages went before. It takes such a message and may punish later, so these rules permit it. Limits on
//! speed (calls a second, the pace of new templates) are throttles and no rules.

mod act;
mod advertising;
mod breach;
mod calendar;
mod comment;
mod length;
mod sanction;
mod tag;
mod template;
#[cfg(test)]
mod tests;
mod token;
mod window;

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::config::Capability;

pub use act::{Act, Acted};
pub use advertising::advertises;
pub use breach::Breach;
pub use calendar::{changes, spans};
pub use comment::{Comment, Place};
pub use length::{Unit, text_limit};
pub use sanction::{Sanction, Scope};
pub use template::{Begun, Category, Status, Template};
pub(crate) use token::exists;
pub use token::{Token, TokenKind, countries};
pub use window::window_end;

/// Where a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Platform {
    /// Facebook Messenger.
    #[default]
    Messenger,
    /// Instagram messaging.
    Instagram,
    /// WhatsApp, through the Cloud API.
    WhatsApp,
    /// E-mail, which nobody guards.
    Email,
    /// Text messages; the carriers know no window either.
    Sms,
    /// The chat on the business's own site.
    Webchat,
}

/// A request to send, as far as the rules look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request<'a> {
    /// How it asks to be let through.
    pub way: Way<'a>,
    /// What it carries.
    pub content: Content<'a>,
}

/// How a message asks to be let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way<'a> {
    /// By the customer's last act: `RESPONSE` or `UPDATE`, a service message, any message where there is no window.
    Window,
    /// `MESSAGE_TAG` with this tag, as on the wire, for instance `HUMAN_AGENT`.
    Tag(&'a str),
    /// As an approved template: `UTILITY` on Messenger, `template` on WhatsApp.
    Template,
    /// By a token, one-time or for marketing.
    Token(TokenKind, &'a str),
    /// As the private reply to this comment.
    Comment(&'a str),
}

/// What a message carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content<'a> {
    /// A text.
    Text(&'a str),
    /// A customer feedback template.
    Survey,
    /// A template of the business, by name and language.
    Template {
        /// Its name.
        name: &'a str,
        /// Its language, for instance `en_US`.
        language: &'a str,
    },
    /// A file or another structure without rules of its own.
    Other,
}

/// What the platform knows of a person and the business when a request arrives. Nothing need be sorted; what lies
/// after the moment of the request has not happened.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    /// Where.
    pub platform: Platform,
    /// What the customer did.
    pub acts: &'a [Acted],
    /// What the business was approved for.
    pub granted: &'a BTreeSet<Capability>,
    /// What was taken from it.
    pub sanctions: &'a [Sanction],
    /// Tokens of the customer.
    pub tokens: &'a [Token<'a>],
    /// Comments of the customer.
    pub comments: &'a [Comment<'a>],
    /// Templates of the business.
    pub templates: &'a [Template<'a>],
    /// Where the customer is, in two capital letters, if it is known.
    pub customer_country: Option<&'a str>,
    /// Where the business is, in the same way.
    pub business_country: Option<&'a str>,
    /// The customer wants no more marketing.
    pub stopped_marketing: bool,
    /// When marketing to the customer was held back last, because they had enough of it from all businesses.
    pub marketing_held_back_at: Option<Timestamp>,
    /// To whom the business wrote first.
    pub begun: &'a [Begun],
    /// To how many people a day it may; to any number when absent.
    pub people_a_day: Option<usize>,
    /// One of the two has blocked the other.
    pub blocked: bool,
}

impl Default for Known<'_> {
    fn default() -> Self {
        static NOTHING: BTreeSet<Capability> = BTreeSet::new();
        Self {
            platform: Platform::default(),
            acts: &[],
            granted: &NOTHING,
            sanctions: &[],
            tokens: &[],
            comments: &[],
            templates: &[],
            customer_country: None,
            business_country: None,
            stopped_marketing: false,
            marketing_held_back_at: None,
            begun: &[],
            people_a_day: None,
            blocked: false,
        }
    }
}

impl Known<'_> {
    fn has(&self, capability: Capability) -> bool {
        self.granted.contains(&capability)
    }
}

/// Whether a message may go now.
pub fn judge(request: &Request<'_>, known: &Known<'_>, now: Timestamp) -> Result<(), Breach> {
    if known.blocked {
        return Err(Breach::Blocked);
    }
    sanction::judge(request, known, now)?;
    if let Content::Text(text) = request.content {
        length::judge(known.platform, text)?;
    }
    match request.way {
        Way::Window => window::judge(request.content, known, now),
        Way::Tag(tag) => tag::judge(tag, request.content, known, now),
        Way::Template => template::judge(request.content, known, now),
        Way::Token(kind, id) => token::judge(kind, id, request.content, known, now),
        Way::Comment(id) => comment::judge(id, request.content, known, now),
    }
}
