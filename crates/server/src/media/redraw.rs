//! Pictures drawn anew for a platform that does not take them as they are: as JPEG, which every platform takes.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageReader, Rgb, RgbImage};
use transom_policy::{FileFacts, FileFault, FileKind, Rulebook};

use super::thumbnail::{decode, format};

/// As what a picture is drawn anew.
pub(super) const DRAWN_AS: &str = "image/jpeg";
/// What is drawn anew.
const DRAWN: [&str; 1] = ["image/webp"];
/// The longest edges that are tried until the picture is small enough.
const EDGES: [u32; 4] = [4096, 2048, 1024, 512];
const QUALITY: u8 = 88;

/// The types of pictures that a platform is given as another, because it would not take them.
pub(crate) fn drawn_types(rulebook: &Rulebook) -> Vec<String> {
    let Some(rule) = rulebook.file(FileKind::Image) else {
        return Vec::new();
    };
    let takes = |name: &str| rule.types.iter().any(|one| one == name);
    let drawn = DRAWN.into_iter();
    let drawn = drawn.filter(|name| takes(DRAWN_AS) && !takes(name));
    drawn.map(str::to_owned).collect()
}

/// Whether a file is a picture that the platform takes once it is drawn anew. One that moves would stand still.
pub(super) fn can_be_drawn(rulebook: &Rulebook, file: &FileFacts<'_>) -> bool {
    let drawn = FileFacts {
        media_type: DRAWN_AS,
        ..*file
    };
    let rule = rulebook.file(FileKind::Image);
    !file.moves
        && file.size.is_some()
        && DRAWN.contains(&file.media_type)
        && rule.is_some_and(|rule| {
            rule.fault(file) == Some(FileFault::Type) && rule.fault(&drawn).is_none()
        })
}

/// The picture as JPEG of at most so many bytes, on white where it could be seen through; nothing where it is broken.
pub(super) fn redraw(bytes: &[u8], media_type: &str, most: u64) -> Option<Vec<u8>> {
    let reader = ImageReader::with_format(Cursor::new(bytes), format(media_type)?);
    let (picture, orientation) = decode(reader)?;
    let mut picture = DynamicImage::from(on_white(&picture));
    picture.apply_orientation(orientation);
    for edge in EDGES {
        if picture.width().max(picture.height()) > edge {
            picture = picture.thumbnail(edge, edge);
        }
        let mut drawn = Vec::new();
        JpegEncoder::new_with_quality(&mut drawn, QUALITY)
            .encode_image(&picture)
            .ok()?;
        if drawn.len() as u64 <= most {
            return Some(drawn);
        }
    }
    None
}

fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let picture = picture.to_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, seen] = picture.get_pixel(x, y).0;
        let mix = |own: u8| {
            let (own, seen) = (u32::from(own), u32::from(seen));
            u8::try_from((own * seen + 255 * (255 - seen)) / 255).unwrap_or(u8::MAX)
        };
        Rgb([red, green, blue].map(mix))
    })
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgba, RgbaImage};

    use super::*;

    fn webp(width: u32, height: u32) -> Vec<u8> {
        let picture = RgbaImage::from_fn(width, height, |x, y| {
            let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).to_le_bytes();
            let seen = if x == 0 { 0 } else { 255 };
            Rgba([noise[1], noise[2], noise[3], seen])
        });
        let mut bytes = Vec::new();
        picture
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::WebP)
            .unwrap();
        bytes
    }

    #[test]
    fn what_could_be_seen_through_is_white() {
        let drawn = redraw(&webp(40, 20), "image/webp", 1_000_000).unwrap();
        let drawn = image::load_from_memory_with_format(&drawn, ImageFormat::Jpeg).unwrap();
        assert_eq!((drawn.width(), drawn.height()), (40, 20));
        let clear = RgbaImage::from_pixel(16, 16, Rgba([9, 9, 9, 0]));
        assert_eq!(on_white(&clear.into()).get_pixel(5, 5).0, [255; 3]);
    }

    #[test]
    fn a_picture_becomes_smaller_until_it_is_taken() {
        let large = webp(1500, 900);
        let whole = redraw(&large, "image/webp", 10_000_000).unwrap();
        let most = whole.len() as u64 - 1;
        let drawn = redraw(&large, "image/webp", most).unwrap();
        assert!(drawn.len() as u64 <= most);
        let drawn = image::load_from_memory(&drawn).unwrap();
        assert_eq!((drawn.width(), drawn.height()), (1024, 614));
        assert_eq!(redraw(&large, "image/webp", 10), None);
    }

    #[test]
    fn what_is_broken_is_not_drawn() {
        assert_eq!(redraw(b"RIFF\x04\0\0\0WEBP", "image/webp", 1_000_000), None);
        assert_eq!(redraw(b"%PDF-1.7", "application/pdf", 1_000_000), None);
    }
}
