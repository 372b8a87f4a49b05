//! How many customers may be written to first, in the forms in which it is told.

use serde::Deserialize;
use transom_domain::inbound::RecipientLimit;

/// A limit as a number, where −1 has no end, or as a word such as `TIER_2K`.
#[derive(Deserialize, Default)]
#[serde(untagged)]
pub(crate) enum Limit {
    Number(i64),
    Word(String),
    #[default]
    None,
}

impl Limit {
    /// The limit, when it is told and is one.
    pub(crate) fn recipients(&self) -> Option<RecipientLimit> {
        match self {
            Self::Number(-1) => Some(RecipientLimit::Unlimited),
            Self::Number(most) => u32::try_from(*most).ok().map(RecipientLimit::Most),
            Self::Word(word) => {
                let size = word.strip_prefix("TIER_")?;
                if size == "UNLIMITED" {
                    return Some(RecipientLimit::Unlimited);
                }
                let (digits, thousands) = match size.strip_suffix('K') {
                    Some(digits) => (digits, 1000),
                    None => (size, 1),
                };
                let most = digits.parse::<u32>().ok()?.checked_mul(thousands)?;
                Some(RecipientLimit::Most(most))
            }
            Self::None => None,
        }
    }
}
