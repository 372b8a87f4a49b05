//! The keyed hashes of the platform: the signature of webhooks and the proof of the app secret.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

/// The headers that sign a webhook, by name.
pub(crate) type Signatures = [(&'static str, String); 2];

/// What stands above a webhook: the headers of the signature, and of the older one that the platform still sends.
pub(crate) fn headers(secret: &str, body: &[u8]) -> Signatures {
    let mut older =
        Hmac::<Sha1>::new_from_slice(secret.as_bytes()).expect("an HMAC takes keys of any length");
    older.update(body);
    let older = digits(&older.finalize().into_bytes());
    [
        ("x-hub-signature", format!("sha1={older}")),
        (
            "x-hub-signature-256",
            format!("sha256={}", hex(secret, body)),
        ),
    ]
}

/// HMAC-SHA256 in lower-case hexadecimal digits.
pub(crate) fn hex(secret: &str, message: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
        .expect("an HMAC takes keys of any length");
    mac.update(message);
    digits(&mac.finalize().into_bytes())
}

/// Bytes in lower-case hexadecimal digits.
pub(crate) fn digits(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Whether `proof` is the proof that belongs to `token`.
pub(crate) fn proves(secret: &str, token: &str, proof: &str) -> bool {
    hex(secret, token.as_bytes())
        .as_bytes()
        .ct_eq(proof.as_bytes())
        .into()
}
