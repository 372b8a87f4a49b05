//! Files that belong to messages: named by their content.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The SHA-256 of a file: what it is called where it is kept, so that the same file is kept once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// Why a text is not the name of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a SHA-256 as 64 hexadecimal digits")]
pub struct InvalidDigest;

impl Digest {
    /// Wraps a SHA-256.
    pub const fn new(sha256: [u8; 32]) -> Self {
        Self(sha256)
    }

    /// The bare bytes, as the database keeps them.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = InvalidDigest;

    fn from_str(text: &str) -> Result<Self, InvalidDigest> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(InvalidDigest);
        }
        let mut sha256 = [0; 32];
        for (byte, pair) in sha256.iter_mut().zip(digits.chunks_exact(2)) {
            let value = |digit: u8| char::from(digit).to_digit(16).ok_or(InvalidDigest);
            let both = value(pair[0])? * 16 + value(pair[1])?;
            *byte = u8::try_from(both).map_err(|_| InvalidDigest)?;
        }
        Ok(Self(sha256))
    }
}

impl Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Why a file that came with a message is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Unfetched {
    /// It is larger than what is taken here.
    TooLarge {
        /// Its size in bytes, when it was told beforehand.
        is: Option<u64>,
        /// The most that is taken.
        most: u64,
    },
    /// The platform does not have it any more, or its address ran out.
    Gone,
    /// It is said to lie where nothing is fetched from: unencrypted, inside of a network, or behind too many redirects.
    Forbidden,
    /// There was nothing in it.
    Empty,
    /// The platform did not hand it over, however often it was asked.
    Unreachable,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_reads_back_what_it_wrote() {
        let digest = Digest::new(std::array::from_fn(|place| {
            u8::try_from(place * 8).unwrap()
        }));
        let text = digest.to_string();
        assert!(text.starts_with("0008101820"), "{text}");
        assert_eq!(text.parse(), Ok(digest));
        for bad in [
            "",
            "00",
            &text[1..],
            &text.replace('8', "g"),
            "é".repeat(32).as_str(),
        ] {
            assert_eq!(bad.parse::<Digest>(), Err(InvalidDigest), "{bad:?}");
        }
    }
}
