//! Attempts to sign in, so that nobody can guess for long.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Mutex, MutexGuard, PoisonError};

use governor::{DefaultKeyedRateLimiter, Quota};
use subtle::ConstantTimeEq;

use crate::error::Error;
use crate::secret::digest;

/// Attempts to sign in, counted, and the one-time word of the first start.
#[derive(Debug)]
pub struct Attempts {
    by_email: DefaultKeyedRateLimiter<String>,
    by_address: DefaultKeyedRateLimiter<IpAddr>,
    setup: Mutex<Option<Vec<u8>>>,
    pub(super) hashing: tokio::sync::Semaphore,
}

const PER_EMAIL_MINUTE: NonZeroU32 = NonZeroU32::new(6).unwrap();
const PER_ADDRESS_MINUTE: NonZeroU32 = NonZeroU32::new(30).unwrap();
/// Each hash takes 19 MiB and a core for some milliseconds.
const HASHES_AT_ONCE: usize = 2;
/// What a caller who came too often is told to wait.
const WAIT_SECONDS: u64 = 60;

impl Attempts {
    pub(crate) fn new() -> Self {
        Self {
            by_email: DefaultKeyedRateLimiter::keyed(Quota::per_minute(PER_EMAIL_MINUTE)),
            by_address: DefaultKeyedRateLimiter::keyed(Quota::per_minute(PER_ADDRESS_MINUTE)),
            setup: Mutex::default(),
            hashing: tokio::sync::Semaphore::new(HASHES_AT_ONCE),
        }
    }

    /// Counts a try with a password; refuses it when there were too many.
    pub(crate) fn count(&self, email: &str, address: IpAddr) -> Result<(), Error> {
        self.by_address.retain_recent();
        self.by_email.retain_recent();
        let allowed = self.by_address.check_key(&block(address)).is_ok()
            && self.by_email.check_key(&email.to_owned()).is_ok();
        if allowed {
            Ok(())
        } else {
            Err(Error::TooMany(WAIT_SECONDS))
        }
    }

    fn setup(&self) -> MutexGuard<'_, Option<Vec<u8>>> {
        self.setup.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the digest of the word of the first start.
    pub(super) fn offer_setup(&self, hash: Vec<u8>) {
        *self.setup() = Some(hash);
    }

    /// Whether this is the word.
    pub(super) fn is_setup(&self, word: &str) -> bool {
        self.setup()
            .as_ref()
            .is_some_and(|hash| bool::from(hash.as_slice().ct_eq(&digest(word))))
    }

    /// Forgets the word; whether there was one.
    pub(super) fn take_setup(&self) -> bool {
        self.setup().take().is_some()
    }
}

/// The addresses that one customer of a provider is given: of version 6 a network of 64 bits.
fn block(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = u128::from(address) & (u128::MAX << 64);
            IpAddr::V6(network.into())
        }
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_a_network_of_version_6_has_the_tries_of_one_address() {
        let attempts = Attempts::new();
        for number in 0..PER_ADDRESS_MINUTE.get() {
            let address = format!("2001:db8:0:7::{number:x}").parse().unwrap();
            attempts
                .count(&format!("{number}@example.com"), address)
                .unwrap();
        }
        let tries = |address: &str| attempts.count("ana@example.com", address.parse().unwrap());
        assert!(tries("2001:db8:0:7:ffff::1").is_err());
        assert!(tries("2001:db8:0:8::1").is_ok());
        assert!(tries("203.0.113.7").is_ok());
        assert_eq!(
            block("::ffff:203.0.113.7".parse().unwrap()).to_string(),
            "203.0.113.7"
        );
    }
}
