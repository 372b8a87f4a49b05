//! What holds of any header and any body under a signature.

use transom_channels::signature::{SigningSecret, verify};

/// Panics where something does not hold. The header comes first, then a line break, then the body.
pub(crate) fn holds(input: &[u8]) {
    let end = input.iter().position(|byte| *byte == b'\n');
    let (header, body) = input.split_at(end.unwrap_or(input.len()));
    let secrets: Vec<_> = ["the old one", "the new one"]
        .into_iter()
        .filter_map(SigningSecret::new)
        .collect();
    let is_of = |secret: &SigningSecret| {
        let signature = secret.sign(body);
        header.len() == signature.len()
            && header.starts_with(b"sha256=")
            && header.eq_ignore_ascii_case(signature.as_bytes())
    };
    assert_eq!(
        verify(body, header, &secrets),
        secrets.iter().position(is_of)
    );
    for (place, secret) in secrets.iter().enumerate() {
        let signature = secret.sign(body);
        assert_eq!(verify(body, signature.as_bytes(), &secrets), Some(place));
        // Whatever else stands in the header, it is no second way in.
        let more = [signature.as_bytes(), header].concat();
        assert!(header.is_empty() || verify(body, &more, &secrets).is_none());
    }
}
