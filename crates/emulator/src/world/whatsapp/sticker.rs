//! What passes as a sticker: read from the beginning of a WebP file.
//!
//! <https://developers.google.com/speed/webp/docs/riff_container>

/// The pixels on each edge.
const EDGE: u32 = 512;
const KIB: usize = 1 << 10;

/// Whether a file has the measures of a sticker.
pub(super) fn fits(bytes: &[u8]) -> bool {
    let Some((width, height, moves)) = shape(bytes) else {
        return false;
    };
    let most = if moves { 500 * KIB } else { 100 * KIB };
    (width, height) == (EDGE, EDGE) && bytes.len() <= most
}

/// Width and height, and whether it moves.
fn shape(bytes: &[u8]) -> Option<(u32, u32, bool)> {
    if !bytes.starts_with(b"RIFF") || bytes.get(8..12)? != b"WEBP" {
        return None;
    }
    let body = bytes.get(20..)?;
    let number = |from: usize, many: usize| {
        let digits = body.get(from..from + many)?.iter().rev();
        Some(digits.fold(0, |sum: u32, digit| (sum << 8) | u32::from(*digit)))
    };
    match bytes.get(12..16)? {
        b"VP8X" => Some((
            number(4, 3)? + 1,
            number(7, 3)? + 1,
            number(0, 1)? & 0b10 != 0,
        )),
        b"VP8L" if number(0, 1)? == 0x2f => {
            let packed = number(1, 4)?;
            Some(((packed & 0x3fff) + 1, ((packed >> 14) & 0x3fff) + 1, false))
        }
        b"VP8 " if body.get(3..6)? == b"\x9d\x01\x2a" => {
            Some((number(6, 2)? & 0x3fff, number(8, 2)? & 0x3fff, false))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(kind: &[u8], body: &[u8]) -> Vec<u8> {
        [b"RIFF\0\0\0\0WEBP", kind, b"\0\0\0\0", body].concat()
    }

    #[test]
    fn each_form_of_the_file_tells_its_measures() {
        let edge = 511_u32.to_le_bytes();
        let extended = |flags| [&[flags, 0, 0, 0], &edge[..3], &edge[..3]].concat();
        assert_eq!(
            shape(&file(b"VP8X", &extended(0b10))),
            Some((512, 512, true))
        );
        assert_eq!(
            shape(&file(b"VP8X", &extended(0b1_0000))),
            Some((512, 512, false))
        );
        let packed = (511_u32 | (299 << 14)).to_le_bytes();
        let lossless = [&[0x2f], &packed[..]].concat();
        assert_eq!(shape(&file(b"VP8L", &lossless)), Some((512, 300, false)));
        let lossy = b"\0\0\0\x9d\x01\x2a\0\x02\x2c\x01";
        assert_eq!(shape(&file(b"VP8 ", lossy)), Some((512, 300, false)));
        for broken in [
            &b"RIFF"[..],
            b"\x89PNG",
            &file(b"VP8X", b"\0"),
            &file(b"ICCP", b""),
        ] {
            assert_eq!(shape(broken), None);
        }
    }

    #[test]
    fn one_that_moves_may_be_larger() {
        let edge = 511_u32.to_le_bytes();
        let sized = |flags, bytes| {
            let mut file = file(
                b"VP8X",
                &[&[flags, 0, 0, 0], &edge[..3], &edge[..3]].concat(),
            );
            file.resize(bytes, 0);
            file
        };
        assert!(fits(&sized(0, 100 * KIB)) && !fits(&sized(0, 100 * KIB + 1)));
        assert!(fits(&sized(2, 500 * KIB)) && !fits(&sized(2, 500 * KIB + 1)));
    }
}
