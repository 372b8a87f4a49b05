//! Countries.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};

use crate::UnknownName;

/// A country, by its two letters of ISO 3166.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// A number below [`Country::COUNT`], different for each pair of letters.
    pub(crate) fn index(self) -> usize {
        let [first, second] = self.0.map(|letter| usize::from(letter - b'A'));
        first * 26 + second
    }

    /// Every pair of letters, in their order.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (b'A'..=b'Z').flat_map(|first| (b'A'..=b'Z').map(move |second| Self([first, second])))
    }

    /// How many pairs of letters there are.
    pub(crate) const COUNT: usize = 26 * 26;
}

impl FromStr for Country {
    type Err = UnknownName;

    fn from_str(code: &str) -> Result<Self, UnknownName> {
        match code.as_bytes() {
            [first, second] if code.bytes().all(|letter| letter.is_ascii_alphabetic()) => {
                Ok(Self([
                    first.to_ascii_uppercase(),
                    second.to_ascii_uppercase(),
                ]))
            }
            _ => Err(UnknownName::new("country", code)),
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .into_iter()
            .try_for_each(|letter| fmt::Write::write_char(f, char::from(letter)))
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
