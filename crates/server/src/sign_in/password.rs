//! Passwords, kept as argon2id hashes.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::app::App;
use crate::error::Error;
use crate::secret::Secret;

/// The shortest password taken, in characters.
const SHORTEST: usize = 12;

/// The form in which a password is kept.
pub(crate) async fn hash(app: &App, password: Secret) -> Result<String, Error> {
    if password.expose().chars().count() < SHORTEST {
        return Err(Error::invalid(
            "password",
            "choose a password of at least 12 characters",
        ));
    }
    blocking(app, move || {
        Argon2::default()
            .hash_password(password.expose().as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|error| Error::Internal(format!("a password could not be hashed: {error}")))
    })
    .await?
}

/// Whether the password is the one that was hashed.
pub(crate) async fn verify(app: &App, password: Secret, hash: String) -> Result<bool, Error> {
    blocking(app, move || {
        PasswordHash::new(&hash).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.expose().as_bytes(), &hash)
                .is_ok()
        })
    })
    .await
}

async fn blocking<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let _permit = app.attempts.hashing.acquire().await;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Internal(format!("a password could not be checked: {error}")))
}

/// A hash with the default cost, of a password that nobody has.
pub(super) const UNKNOWN: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b27g3oQ1RX2vYxlZR7v4xZP1dA";
