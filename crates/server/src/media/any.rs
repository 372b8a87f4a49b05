//! What holds of any bytes as a file: for the tests, and for the fuzz target.

use std::io::{Cursor, Write as _};

use tempfile::NamedTempFile;
use transom_domain::message::AttachmentKind;

use super::kind::{ending, is_as_claimed, media_type, sent_as, shown};
use super::office;
use super::thumbnail::{format, look};

/// The longest edge of a small picture.
const EDGE: u32 = 640;

/// Panics where something does not hold.
pub(super) fn holds(bytes: &[u8]) {
    for claimed in AttachmentKind::ALL {
        let found = media_type(bytes, claimed);
        assert!(found.contains('/') && !ending(found).is_empty());
        let is_safe = |kind: &str| found.starts_with(kind) && !found.contains("svg");
        assert!(shown(found).is_none() || ["image/", "video/", "audio/"].into_iter().any(is_safe));
        assert!(is_as_claimed(found, AttachmentKind::File));
        let kind = sent_as(found);
        assert!(is_as_claimed(found, kind), "it is what it is sent as");
    }
    let document = office::media_type(Cursor::new(bytes)).expect("bytes can be read");
    assert!(document.is_none_or(|kind| ending(kind) != "bin" && office::may_be(kind)));
    let found = media_type(bytes, AttachmentKind::Image);
    if let Some(format) = format(found) {
        has_a_small_picture_or_none(bytes, format);
    }
}

fn has_a_small_picture_or_none(bytes: &[u8], format: image::ImageFormat) {
    let mut file = NamedTempFile::new().expect("there is a folder for such files");
    file.write_all(bytes).expect("it can be written");
    let Some(picture) = look(file.path(), format) else {
        return;
    };
    assert!(picture.size.0 > 0 && picture.size.1 > 0);
    let small = &picture.thumbnail;
    let drawn = match small.media_type {
        "image/png" => image::ImageFormat::Png,
        other => {
            assert_eq!(other, "image/jpeg");
            image::ImageFormat::Jpeg
        }
    };
    let drawn = image::load_from_memory_with_format(&small.bytes, drawn);
    let drawn = drawn.expect("what was drawn is a picture");
    assert!((1..=EDGE).contains(&drawn.width()) && (1..=EDGE).contains(&drawn.height()));
    let is_noted = |bytes: &[u8]| bytes == b"Exif";
    assert!(
        !small.bytes.windows(4).take(64).any(is_noted),
        "nothing that the camera noted"
    );
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, ImageFormat, RgbaImage};
    use proptest::prelude::*;

    use super::*;

    /// Small files of all kinds that are looked at, and of some that are not.
    fn files() -> Vec<Vec<u8>> {
        let pictures = [
            ImageFormat::Jpeg,
            ImageFormat::Png,
            ImageFormat::Gif,
            ImageFormat::WebP,
        ];
        let pictures = pictures.map(|format| {
            let picture = RgbaImage::from_fn(40, 30, |x, y| {
                image::Rgba([
                    u8::try_from(x * 6).unwrap(),
                    u8::try_from(y * 8).unwrap(),
                    99,
                    255,
                ])
            });
            let picture = DynamicImage::from(picture);
            let picture = match format {
                ImageFormat::Jpeg => DynamicImage::from(picture.to_rgb8()),
                _ => picture,
            };
            let mut bytes = Vec::new();
            picture
                .write_to(&mut Cursor::new(&mut bytes), format)
                .unwrap();
            bytes
        });
        let others: [&[u8]; 5] = [
            b"%PDF-1.7 and more",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
            b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
            b"OggS\0\x02\0\0\0\0\0\0\0\0",
            "größer".as_bytes(),
        ];
        pictures
            .into_iter()
            .chain(others.map(<[u8]>::to_vec))
            .chain([office::tests::archive(&[
                "[Content_Types].xml",
                "xl/workbook.xml",
            ])])
            .collect()
    }

    #[test]
    fn it_holds_of_files_as_they_come() {
        for file in files() {
            holds(&file);
        }
        holds(b"");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn it_holds_of_damaged_files(
            file in prop::sample::select(files()),
            damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
            cut in prop::option::weighted(0.3, any::<prop::sample::Index>()),
        ) {
            let mut file = file;
            for (place, byte) in damage {
                *place.get_mut(&mut file) = byte;
            }
            if let Some(cut) = cut {
                file.truncate(cut.index(file.len()));
            }
            holds(&file);
        }

        #[test]
        fn it_holds_of_any_bytes(file in prop::collection::vec(any::<u8>(), 0..200)) {
            holds(&file);
        }
    }
}
