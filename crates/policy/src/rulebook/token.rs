//! How long an access token lives that the platform renews when asked: data for whoever keeps one. A decision does not look
//! at it.

use jiff::SignedDuration;
use serde::Deserialize;

use super::edition::Length;
use super::load::Source;
use super::{Confidence, LoadError, Provenance, Rulebook};

/// How long an access token lives, and when the platform renews it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// So long after it was made or renewed it ends.
    pub last: SignedDuration,
    /// So long after it was made or renewed it may be renewed at the earliest.
    pub rest: SignedDuration,
    /// Where it is known from.
    pub provenance: Provenance,
}

impl Tokens {
    /// All but where it is known from.
    pub(super) fn terms(&self) -> impl PartialEq + use<> {
        (self.last, self.rest)
    }
}

/// Tokens as they are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TokenTerms {
    last: Length,
    rest: Length,
    source: String,
    confidence: Confidence,
}

impl Source<'_> {
    pub(super) fn add_tokens(&self, rulebook: &mut Rulebook) -> Result<(), LoadError> {
        let Some(terms) = &self.edition.tokens else {
            return Ok(());
        };
        let given = terms.as_ref();
        let tokens = Tokens {
            last: given.last.into(),
            rest: given.rest.into(),
            provenance: Provenance {
                source: given.source.trim().to_owned(),
                confidence: given.confidence,
            },
        };
        if tokens.rest >= tokens.last {
            return Err(self.fault(terms.span(), "tokens: `rest` is shorter than `last`"));
        }
        if rulebook.tokens.as_ref() == Some(&tokens) {
            return Err(self.repeats(terms.span()));
        }
        rulebook.tokens = Some(tokens);
        Ok(())
    }
}
