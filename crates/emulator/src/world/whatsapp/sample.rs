//! Files that customers send when a test does not bring its own.

const PHOTO: &[u8] = include_bytes!("sample/photo.jpg");
const VOICE: &[u8] = include_bytes!("sample/voice.ogg");
const CLIP: &[u8] = include_bytes!("sample/clip.mp4");
const PAPER: &[u8] = include_bytes!("sample/paper.pdf");
const STICKER: &[u8] = include_bytes!("sample/sticker.webp");

/// The type and the bytes of a file of this kind.
pub(crate) fn sample(kind: &str) -> (&'static str, &'static [u8]) {
    match kind {
        "audio" => ("audio/ogg; codecs=opus", VOICE),
        "video" => ("video/mp4", CLIP),
        "document" => ("application/pdf", PAPER),
        "sticker" => ("image/webp", STICKER),
        _ => ("image/jpeg", PHOTO),
    }
}
