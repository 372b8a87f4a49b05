//! Small pictures of pictures: upright, and with nothing in them but what is seen.

use std::io::{BufRead, Cursor, Seek};
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

/// The longest edge, in pixels: twice what the thread shows, for sharp screens.
const EDGE: u32 = 640;
/// Larger pictures are not decoded: a small file can claim to be a picture that no memory holds.
const MOST_PIXELS: u64 = 50_000_000;
const LONGEST_EDGE: u32 = 20_000;
/// A photograph of 50 megapixels takes 150 MB.
const MOST_MEMORY: u64 = 160 * 1024 * 1024;
const QUALITY: u8 = 82;

/// A picture, looked at.
#[derive(Debug)]
pub(super) struct Picture {
    /// Width and height, upright.
    pub(super) size: (u32, u32),
    pub(super) thumbnail: Thumbnail,
}

#[derive(Debug)]
pub(super) struct Thumbnail {
    pub(super) media_type: &'static str,
    pub(super) bytes: Vec<u8>,
}

/// The kind of picture that is looked at.
pub(super) fn format(media_type: &str) -> Option<ImageFormat> {
    Some(match media_type {
        "image/jpeg" => ImageFormat::Jpeg,
        "image/png" => ImageFormat::Png,
        "image/gif" => ImageFormat::Gif,
        "image/webp" => ImageFormat::WebP,
        _ => return None,
    })
}

/// Looks at a picture. One that is broken or too large has no thumbnail, and is kept all the same.
pub(super) fn look(file: &Path, format: ImageFormat) -> Option<Picture> {
    let mut reader = ImageReader::open(file).ok()?;
    reader.set_format(format);
    let (picture, orientation) = decode(reader)?;
    let (width, height) = (picture.width(), picture.height());
    let mut small = if width.max(height) > EDGE {
        picture.thumbnail(EDGE, EDGE)
    } else {
        picture
    };
    small.apply_orientation(orientation);
    let is_turned = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    Some(Picture {
        size: if is_turned {
            (height, width)
        } else {
            (width, height)
        },
        thumbnail: draw(&small)?,
    })
}

/// A picture as it lies in its file, and how it is to be turned; of one that moves, its first.
pub(super) fn decode<R: BufRead + Seek>(
    reader: ImageReader<R>,
) -> Option<(DynamicImage, Orientation)> {
    let mut decoder = decoder(reader)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).ok()?;
    Some((picture, orientation))
}

/// What decodes a picture, if memory holds it.
fn decoder<'a, R: BufRead + Seek + 'a>(
    mut reader: ImageReader<R>,
) -> Option<impl ImageDecoder + use<'a, R>> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_EDGE);
    limits.max_image_height = Some(LONGEST_EDGE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 || u64::from(width) * u64::from(height) > MOST_PIXELS {
        return None;
    }
    // The limit holds for what the decoder takes for itself, not for what it decodes into.
    if decoder.total_bytes() > MOST_MEMORY {
        return None;
    }
    Some(decoder)
}

/// As JPEG; what can be seen through stays so, as PNG.
fn draw(small: &DynamicImage) -> Option<Thumbnail> {
    let mut bytes = Vec::new();
    if small.color().has_alpha() {
        let picture = small.to_rgba8();
        picture
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
            .ok()?;
        return Some(Thumbnail {
            media_type: "image/png",
            bytes,
        });
    }
    let picture = small.to_rgb8();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(&picture)
        .ok()?;
    Some(Thumbnail {
        media_type: "image/jpeg",
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::{BufReader, Write as _};

    use image::{Rgb, RgbImage, Rgba, RgbaImage};
    use tempfile::NamedTempFile;

    use super::*;

    fn file(bytes: &[u8]) -> NamedTempFile {
        let mut file = NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    fn encode(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        picture
            .write_to(&mut Cursor::new(&mut bytes), format)
            .unwrap();
        bytes
    }

    /// Red on the left, blue on the right.
    fn flag(width: u32, height: u32) -> DynamicImage {
        RgbImage::from_fn(width, height, |x, _| {
            if x < width / 2 {
                Rgb([250, 0, 0])
            } else {
                Rgb([0, 0, 250])
            }
        })
        .into()
    }

    /// A JPEG with an Exif block that says how the camera was held and where.
    fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        exif.extend(b"52.5200 N, 13.4050 E");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
    }

    #[test]
    fn a_large_picture_becomes_small_and_keeps_its_shape() {
        let picture = file(&encode(&flag(1600, 800), ImageFormat::Png));
        let looked = look(picture.path(), ImageFormat::Png).unwrap();
        assert_eq!(looked.size, (1600, 800));
        let small = image::load_from_memory(&looked.thumbnail.bytes).unwrap();
        assert_eq!((small.width(), small.height()), (640, 320));
        assert_eq!(looked.thumbnail.media_type, "image/jpeg");
    }

    #[test]
    fn a_picture_is_shown_upright_and_without_what_the_camera_noted() {
        let jpeg = with_exif(&encode(&flag(200, 100), ImageFormat::Jpeg), 6);
        assert!(jpeg.windows(7).any(|bytes| bytes == b"52.5200"));
        let looked = look(file(&jpeg).path(), ImageFormat::Jpeg).unwrap();
        assert_eq!(looked.size, (100, 200), "held on its side");
        let thumbnail = &looked.thumbnail.bytes;
        assert!(
            !thumbnail
                .windows(4)
                .any(|bytes| bytes == b"Exif" || bytes == b"52.5")
        );
        let small = image::load_from_memory(thumbnail).unwrap().to_rgb8();
        assert_eq!(small.dimensions(), (100, 200));
        // What was left is at the top.
        assert!(small.get_pixel(50, 20).0[0] > 200 && small.get_pixel(50, 180).0[2] > 200);
    }

    #[test]
    fn what_can_be_seen_through_stays_so() {
        let sticker: DynamicImage = RgbaImage::from_pixel(64, 64, Rgba([0, 200, 0, 0])).into();
        let looked = look(
            file(&encode(&sticker, ImageFormat::WebP)).path(),
            ImageFormat::WebP,
        );
        let thumbnail = looked.unwrap().thumbnail;
        assert_eq!(thumbnail.media_type, "image/png");
        let small = image::load_from_memory(&thumbnail.bytes)
            .unwrap()
            .to_rgba8();
        assert_eq!(small.get_pixel(10, 10).0[3], 0);
    }

    #[test]
    fn a_picture_that_claims_to_be_huge_is_not_decoded() {
        let mut png = encode(&flag(4, 4), ImageFormat::Png);
        // Width and height stand in the first chunk, and its checksum behind it.
        png[16..24].copy_from_slice(&[0, 0, 0x4e, 0, 0, 0, 0x4e, 0]);
        let checksum = crc32(&png[12..29]).to_be_bytes();
        png[29..33].copy_from_slice(&checksum);
        assert!(look(file(&png).path(), ImageFormat::Png).is_none());
    }

    fn png_of(file: &NamedTempFile) -> ImageReader<BufReader<File>> {
        let mut reader = ImageReader::open(file.path()).unwrap();
        reader.set_format(ImageFormat::Png);
        reader
    }

    #[test]
    fn a_picture_whose_pixels_take_too_much_memory_is_not_decoded() {
        // 49 megapixels are few enough, at eight bytes each they are 392 MB. None of them is there: a decoder that begins
        // takes the memory first.
        let mut png = encode(&flag(4, 4), ImageFormat::Png);
        png[16..24].copy_from_slice(&[0, 0, 0x1b, 0x58, 0, 0, 0x1b, 0x58]);
        png[24..26].copy_from_slice(&[16, 6]);
        let checksum = crc32(&png[12..29]).to_be_bytes();
        png[29..33].copy_from_slice(&checksum);
        assert!(decoder(png_of(&file(&png))).is_none());
        // As a photograph it may be looked at.
        png[24..26].copy_from_slice(&[8, 2]);
        let checksum = crc32(&png[12..29]).to_be_bytes();
        png[29..33].copy_from_slice(&checksum);
        let photograph = decoder(png_of(&file(&png))).unwrap();
        assert_eq!(photograph.dimensions(), (7000, 7000));
    }

    #[test]
    fn what_is_no_picture_has_no_thumbnail() {
        for format in [
            ImageFormat::Png,
            ImageFormat::Jpeg,
            ImageFormat::Gif,
            ImageFormat::WebP,
        ] {
            assert!(look(file(b"\x89PNG and then nothing").path(), format).is_none());
            assert!(look(file(b"").path(), format).is_none());
        }
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
            })
        })
    }
}
