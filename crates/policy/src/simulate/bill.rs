//! What sends cost: classes, no amounts.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::{Price, PriceCategory};

/// Whether a send that was let pass costs something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cost {
    /// Nothing.
    Free,
    /// The price of its category.
    Charged(PriceCategory),
}

impl Cost {
    /// The name in the lines of JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Charged(_) => "charged",
        }
    }
}

/// What went out free of a channel's allowance in a calendar month, of UTC.
#[derive(Debug, Default)]
pub(super) struct Allowance {
    month: Option<(i16, i8)>,
    used: [u32; PriceCategory::ALL.len()],
}

impl Allowance {
    /// The cost of one more send; sends come in the order of time.
    pub(super) fn bill(&mut self, category: PriceCategory, price: Price, at: Timestamp) -> Cost {
        match price {
            Price::Free => Cost::Free,
            Price::Charged => Cost::Charged(category),
            Price::ChargedAfter(most) => {
                let date = at.to_zoned(TimeZone::UTC).date();
                let month = Some((date.year(), date.month()));
                if self.month != month {
                    *self = Self {
                        month,
                        ..Self::default()
                    };
                }
                let used = &mut self.used[category as usize];
                if *used < most {
                    *used += 1;
                    Cost::Free
                } else {
                    Cost::Charged(category)
                }
            }
        }
    }
}
