//! What a failed call about templates means. The codes are common to both platforms; here the subcodes tell.

use std::fmt;

use http::HeaderMap;
use serde::Deserialize;

use crate::outcome::{self, CallFailed, Class};

/// The part of a template that the platform found fault with, or the account's own bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Faulty {
    /// The name: taken in this language, or blocked after a deletion.
    Name,
    /// The header.
    Header,
    /// The body.
    Body,
    /// The footer.
    Footer,
    /// Something as a whole: too long, or too many blanks for its words.
    Components,
    /// The account has as many templates as it may have.
    Limit,
    /// It is not there, or not any more.
    Gone,
}

impl Faulty {
    /// The field of a form.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Header => "header.text",
            Self::Body => "body.text",
            Self::Footer => "footer",
            Self::Components | Self::Limit | Self::Gone => "template",
        }
    }
}

/// A call about templates that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFailed {
    /// What can be done about it, and what was said.
    pub call: CallFailed,
    /// What was found fault with, when the platform told.
    pub faulty: Option<Faulty>,
}

impl fmt::Display for TemplateFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.fmt(f)
    }
}

impl std::error::Error for TemplateFailed {}

impl From<CallFailed> for TemplateFailed {
    fn from(call: CallFailed) -> Self {
        Self { call, faulty: None }
    }
}

/// Subcodes of what the platform finds fault with (its error page of 2025-11-19, and reports from the field).
#[rustfmt::skip]
const FAULTY: [(i64, Faulty); 11] = [
    (2_388_019, Faulty::Limit),       // as many templates as the account may have
    (2_388_023, Faulty::Name),        // the name was deleted lately and is blocked
    (2_388_024, Faulty::Name),        // there is one of this name and language
    (2_388_040, Faulty::Components),  // a field is too long
    (2_388_047, Faulty::Header),      // the header's form
    (2_388_072, Faulty::Body),        // the body's form
    (2_388_073, Faulty::Footer),      // the footer's form
    (2_388_293, Faulty::Body),        // too many blanks for the words
    (2_388_299, Faulty::Body),        // a blank at the beginning or the end
    (2_593_002, Faulty::Gone),        // nothing of this name
    (2_018_416, Faulty::Components),  // Messenger: a kind of button that it does not take
];

/// Codes under which the calls of a WhatsApp account are throttled.
const ACCOUNT_RATE: [i64; 2] = [80_007, 80_008];

#[derive(Deserialize)]
struct ErrorBody {
    error: Explained,
}

/// The platform tells people more than its message does.
#[derive(Deserialize)]
struct Explained {
    code: i64,
    error_subcode: Option<i64>,
    error_user_title: Option<String>,
    error_user_msg: Option<String>,
}

/// What an answer about templates says that is not the one hoped for.
pub fn failed(status: u16, headers: &HeaderMap, body: &[u8]) -> TemplateFailed {
    let mut call = outcome::failed(status, headers, body);
    let Ok(ErrorBody { error }) = serde_json::from_slice(body) else {
        return call.into();
    };
    let said = [error.error_user_title, error.error_user_msg];
    let said: Vec<String> = said
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    if !said.is_empty() {
        call.problem.detail = CallFailed::new(call.class, &said.join(": ")).problem.detail;
    }
    if ACCOUNT_RATE.contains(&error.code) {
        call.class = Class::Throttled;
    }
    let subcode = error.error_subcode.unwrap_or_default();
    let row = FAULTY.iter().find(|(code, _)| *code == subcode);
    let faulty = row.map(|(_, faulty)| *faulty);
    if faulty.is_some() {
        call.class = Class::Permanent;
    }
    TemplateFailed { call, faulty }
}
