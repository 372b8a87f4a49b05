//! Secrets: values that are never shown, sealing them at rest, and tokens that only their holder knows.

use std::fmt;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};

/// A value that logs and error messages never show.
#[derive(Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a value.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A fresh token of 256 random bits, as text, and the digest under which it is kept.
pub fn fresh_token() -> (Secret, Vec<u8>) {
    let token = URL_SAFE_NO_PAD.encode(random::<32>());
    let digest = digest(&token);
    (Secret(token), digest)
}

/// The digest under which a token is kept. A token is random, so a plain digest is enough.
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Random bytes from the system.
///
/// # Panics
/// When the system has none to give, without which nothing here is safe.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// Why sealed secrets cannot be made or read.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The key has the wrong form.
    #[error("the key must be 64 hexadecimal digits; make one with `openssl rand -hex 32`")]
    Malformed,
    /// The key file cannot be read or written.
    #[error("the key file {path} cannot be used: {source}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// What was sealed does not open with this key.
    #[error(
        "channel secrets do not open with this key; start with the key they were sealed with, or connect the channels again"
    )]
    Wrong,
}

/// The key that seals channel secrets.
#[derive(Clone)]
pub struct Key(XChaCha20Poly1305);

const NONCE_BYTES: usize = 24;

impl Key {
    /// The key from its written form.
    pub fn parse(hex: &str) -> Result<Self, KeyError> {
        let hex = hex.trim();
        if hex.len() != 64 || !hex.is_ascii() {
            return Err(KeyError::Malformed);
        }
        let mut bytes = [0u8; 32];
        for (byte, digits) in bytes.iter_mut().zip(hex.as_bytes().chunks_exact(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| KeyError::Malformed)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| KeyError::Malformed)?;
        }
        Ok(Self(XChaCha20Poly1305::new(&bytes.into())))
    }

    /// The key in the file, made and written there at the first start.
    pub fn load_or_create(path: &Path) -> Result<Self, KeyError> {
        let file = |source| KeyError::File {
            path: path.display().to_string(),
            source,
        };
        match std::fs::read_to_string(path) {
            Ok(hex) => Self::parse(&hex),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let hex = hex(&random::<32>());
                write_private(path, &format!("{hex}\n")).map_err(file)?;
                Self::parse(&hex)
            }
            Err(error) => Err(file(error)),
        }
    }

    /// Seals a text for one place; it opens nowhere else.
    ///
    /// # Panics
    /// Never: only a text longer than memory holds cannot be sealed.
    pub fn seal(&self, place: &[u8], text: &str) -> Vec<u8> {
        let nonce = random::<NONCE_BYTES>();
        let payload = Payload {
            msg: text.as_bytes(),
            aad: place,
        };
        let sealed = self
            .0
            .encrypt(&XNonce::from(nonce), payload)
            .expect("a text in memory is shorter than the cipher's limit");
        [&nonce[..], &sealed].concat()
    }

    /// Opens what was sealed for the place.
    pub fn open(&self, place: &[u8], sealed: &[u8]) -> Result<String, KeyError> {
        let (nonce, sealed) = sealed
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(KeyError::Wrong)?;
        let payload = Payload {
            msg: sealed,
            aad: place,
        };
        let text = self
            .0
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| KeyError::Wrong)?;
        String::from_utf8(text).map_err(|_| KeyError::Wrong)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;

    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
            write!(text, "{byte:02x}").expect("a String takes everything");
            text
        })
}

/// Writes a file that only its owner can read.
pub(crate) fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;

    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_with_its_key_and_in_its_place() {
        let key = Key::parse(&"ab".repeat(32)).unwrap();
        let other = Key::parse(&"cd".repeat(32)).unwrap();
        let sealed = key.seal(b"channel 1", "EAAG…");
        assert_eq!(key.open(b"channel 1", &sealed).unwrap(), "EAAG…");
        assert!(matches!(
            key.open(b"channel 2", &sealed),
            Err(KeyError::Wrong)
        ));
        assert!(matches!(
            other.open(b"channel 1", &sealed),
            Err(KeyError::Wrong)
        ));
        assert!(matches!(
            key.open(b"channel 1", b"short"),
            Err(KeyError::Wrong)
        ));
    }

    #[test]
    fn the_key_file_is_made_once_and_private() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        let sealed = Key::load_or_create(&path).unwrap().seal(b"", "x");
        assert_eq!(
            Key::load_or_create(&path)
                .unwrap()
                .open(b"", &sealed)
                .unwrap(),
            "x"
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
    }

    #[test]
    fn a_secret_is_not_shown() {
        assert_eq!(format!("{:?}", Secret::new("EAAG")), "Secret(…)");
    }
}
