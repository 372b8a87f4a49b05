//! What a file is: by its bytes. What was claimed only settles what bytes leave open.

use transom_domain::message::AttachmentKind;

/// What is said of a file of which nothing is known.
pub(crate) const UNKNOWN: &str = "application/octet-stream";

/// How a file is shown by a browser, where that is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    Picture,
    Film,
    Sound,
}

/// The media type of a file that begins like this.
pub(crate) fn media_type(head: &[u8], claimed: AttachmentKind) -> &'static str {
    let Some(found) = infer::get(head) else {
        return if is_text(head) { "text/plain" } else { UNKNOWN };
    };
    // Some wrappings hold films and sound alike.
    match (found.mime_type(), claimed) {
        ("video/mp4" | "video/x-m4v", AttachmentKind::Audio) | ("audio/m4a", _) => "audio/mp4",
        ("video/x-m4v", _) => "video/mp4",
        ("video/webm", AttachmentKind::Audio) => "audio/webm",
        ("audio/ogg", AttachmentKind::Video) => "video/ogg",
        ("audio/opus", _) => "audio/ogg",
        ("audio/x-wav", _) => "audio/wav",
        (found, _) => found,
    }
}

/// Beginnings are cut anywhere, so the last character may be half there.
fn is_text(head: &[u8]) -> bool {
    is_utf8(head) || is_utf16(head) || is_of_windows(head)
}

/// Marked as such: what tables are exported as for other alphabets.
fn is_utf16(head: &[u8]) -> bool {
    let unit: fn([u8; 2]) -> u16 = match head {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return false,
    };
    let (pairs, _) = head[2..].as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let mut told = char::decode_utf16(units).map(|one| one.unwrap_or(' '));
    !pairs.is_empty() && !told.any(|one| one.is_control() && !one.is_whitespace())
}

/// In the letters of Windows for western Europe, in which its programs still export tables: mostly plain letters, and no
/// byte that is no letter.
fn is_of_windows(head: &[u8]) -> bool {
    let is_letter = |byte: &u8| match byte {
        0x81 | 0x8d | 0x8f | 0x90 | 0x9d => false,
        byte => !byte.is_ascii_control() || byte.is_ascii_whitespace(),
    };
    let plain = head.iter().filter(|byte| byte.is_ascii()).count();
    !head.is_empty() && head.iter().all(is_letter) && plain * 4 >= head.len() * 3
}

fn is_utf8(head: &[u8]) -> bool {
    let is_cut = |error: std::str::Utf8Error| error.error_len().is_none();
    let is_printed = |text: &str| {
        !text
            .chars()
            .any(|one| one.is_control() && !one.is_whitespace())
    };
    match std::str::from_utf8(head) {
        Ok(text) => !text.is_empty() && is_printed(text),
        Err(error) if is_cut(error) => {
            std::str::from_utf8(&head[..error.valid_up_to()]).is_ok_and(is_printed)
        }
        Err(_) => false,
    }
}

/// How a browser may show a file of this type by itself. Nothing that can hold a script is among them.
pub(crate) fn shown(media_type: &str) -> Option<Shown> {
    Some(match media_type {
        "image/jpeg" | "image/png" | "image/gif" | "image/webp" => Shown::Picture,
        "video/mp4" | "video/webm" | "video/ogg" | "video/quicktime" => Shown::Film,
        "audio/mpeg" | "audio/mp4" | "audio/aac" | "audio/ogg" | "audio/wav" | "audio/webm"
        | "audio/x-flac" => Shown::Sound,
        _ => return None,
    })
}

/// So much of a file tells whether it moves.
pub(super) const HEADER: u64 = 32;

/// Whether a picture that begins like this moves: a WebP says so in its extended header.
pub(super) fn moves(head: &[u8]) -> bool {
    let is_extended = head.starts_with(b"RIFF") && head.get(8..16) == Some(b"WEBPVP8X");
    is_extended && head.get(20).is_some_and(|flags| flags & 0b10 != 0)
}

/// What a file is sent as.
pub(crate) fn sent_as(media_type: &str) -> AttachmentKind {
    match media_type.split('/').next() {
        Some("image") => AttachmentKind::Image,
        Some("video") => AttachmentKind::Video,
        Some("audio") => AttachmentKind::Audio,
        _ => AttachmentKind::File,
    }
}

/// Whether a file is what it was said to be.
pub(crate) fn is_as_claimed(media_type: &str, claimed: AttachmentKind) -> bool {
    match claimed {
        AttachmentKind::Sticker => sent_as(media_type) == AttachmentKind::Image,
        AttachmentKind::Image | AttachmentKind::Video | AttachmentKind::Audio => {
            sent_as(media_type) == claimed
        }
        _ => true,
    }
}

/// The usual ending of a file's name.
pub(crate) fn ending(media_type: &str) -> &'static str {
    match media_type {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/heif" => "heic",
        "video/mp4" => "mp4",
        "video/webm" => "webm",
        "video/ogg" => "ogv",
        "video/quicktime" => "mov",
        "video/3gpp" => "3gp",
        "audio/mpeg" => "mp3",
        "audio/mp4" => "m4a",
        "audio/aac" => "aac",
        "audio/ogg" => "ogg",
        "audio/wav" => "wav",
        "audio/webm" => "weba",
        "audio/amr" => "amr",
        "application/pdf" => "pdf",
        "application/zip" => "zip",
        "application/msword" => "doc",
        "application/vnd.ms-excel" => "xls",
        "application/vnd.ms-powerpoint" => "ppt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation" => "pptx",
        "text/plain" => "txt",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MP4: &[u8] = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom";

    #[test]
    fn bytes_say_what_a_file_is_whatever_was_claimed() {
        for claimed in AttachmentKind::ALL {
            assert_eq!(
                media_type(b"\xff\xd8\xff\xe0\0\x10JFIF", claimed),
                "image/jpeg"
            );
            assert_eq!(media_type(b"%PDF-1.7", claimed), "application/pdf");
            assert_eq!(
                media_type(b"PK\x03\x04\x14\0\0\0", claimed),
                "application/zip"
            );
            assert_eq!(media_type(b"<!DOCTYPE html><script>", claimed), "text/html");
            assert_eq!(media_type("größer".as_bytes(), claimed), "text/plain");
            assert_eq!(media_type(b"\x01\x02\x03\x04", claimed), UNKNOWN);
            assert_eq!(media_type(b"", claimed), UNKNOWN);
        }
    }

    #[test]
    fn a_wrapping_for_films_and_sound_is_what_it_was_said_to_hold() {
        assert_eq!(media_type(MP4, AttachmentKind::Audio), "audio/mp4");
        assert_eq!(media_type(MP4, AttachmentKind::Video), "video/mp4");
        assert_eq!(media_type(MP4, AttachmentKind::File), "video/mp4");
        let ogg = b"OggS\0\x02\0\0\0\0\0\0\0\0";
        assert_eq!(media_type(ogg, AttachmentKind::Audio), "audio/ogg");
        assert_eq!(media_type(ogg, AttachmentKind::Video), "video/ogg");
    }

    #[test]
    fn nothing_that_can_hold_a_script_is_shown() {
        for harmful in [
            "text/html",
            "image/svg+xml",
            "application/pdf",
            "text/plain",
            "text/xml",
        ] {
            assert_eq!(shown(harmful), None, "{harmful}");
        }
        assert_eq!(shown("image/png"), Some(Shown::Picture));
    }

    #[test]
    fn a_program_is_no_picture() {
        assert!(!is_as_claimed(
            "application/x-executable",
            AttachmentKind::Image
        ));
        assert!(!is_as_claimed("application/zip", AttachmentKind::Sticker));
        assert!(is_as_claimed("image/webp", AttachmentKind::Sticker));
        assert!(is_as_claimed("application/zip", AttachmentKind::File));
    }

    #[test]
    fn tables_are_texts_in_whatever_letters_they_were_exported() {
        let table = "Größe;Menge\r\nM;2\r\n";
        let utf16: Vec<u8> = "\u{feff}Größe;Menge\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let of_windows = b"Gr\xf6\xdfe;Menge\r\nM;2\r\n";
        for bytes in [table.as_bytes(), &utf16, of_windows] {
            assert_eq!(media_type(bytes, AttachmentKind::File), "text/plain");
        }
        for bytes in [
            b"\x93\xfa\x96\xbe\x82\xa2".as_slice(),
            b"text and \x00",
            b"\xff\xfe",
            b"\xff\xfe\x01\0",
            b"plain\x07",
        ] {
            assert_eq!(
                media_type(bytes, AttachmentKind::File),
                UNKNOWN,
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn a_picture_that_moves_says_so_in_its_header() {
        let extended =
            |flags: u8| [b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0".as_slice(), &[flags]].concat();
        assert!(moves(&extended(0b0000_0010)) && moves(&extended(0b0001_0010)));
        assert!(!moves(&extended(0b0001_0000)));
        assert!(!moves(b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\xff") && !moves(b"RIFF") && !moves(b""));
    }

    #[test]
    fn a_text_may_end_within_a_character() {
        let text = "é".repeat(100);
        assert_eq!(
            media_type(&text.as_bytes()[..99], AttachmentKind::File),
            "text/plain"
        );
    }
}
