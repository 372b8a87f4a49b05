//! What an archive is: a text, a table or slides of an office program, by the names of the files within.
//!
//! Programs write those in any order and keep their sizes for the end, so the beginning does not tell. The list at the end
//! does.

use std::io::{self, Read, Seek, SeekFrom};

/// An archive that is nothing else.
pub(super) const ARCHIVE: &str = "application/zip";
const TEXT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const TABLE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const SLIDES: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

/// What the end of an archive begins with, and how long that is without its comment.
const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
/// The longest comment.
const COMMENT: u64 = 65_535;
/// What an entry of the list begins with, and how long that is without its name.
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_BYTES: usize = 46;
/// The longest list that is read; those of documents are of a few kilobytes.
const LIST: u64 = 1024 * 1024;

/// Whether what a file begins like may turn out to be such a document.
pub(super) fn may_be(media_type: &str) -> bool {
    [ARCHIVE, TEXT, TABLE, SLIDES].contains(&media_type)
}

/// What an archive is; nothing when it is just an archive. One that brings programs along is no document.
pub(super) fn media_type(mut file: impl Read + Seek) -> io::Result<Option<&'static str>> {
    let Some(list) = list(&mut file)? else {
        return Ok(None);
    };
    let (mut found, mut is_package) = (None, false);
    for name in names(&list) {
        match name {
            b"[Content_Types].xml" => is_package = true,
            b"word/document.xml" => found = Some(TEXT),
            b"xl/workbook.xml" => found = Some(TABLE),
            b"ppt/presentation.xml" => found = Some(SLIDES),
            name if name.ends_with(b"vbaProject.bin") => return Ok(None),
            _ => {}
        }
    }
    Ok(found.filter(|_| is_package))
}

/// The list of what is in an archive, if its end is there.
fn list(file: &mut (impl Read + Seek)) -> io::Result<Option<Vec<u8>>> {
    let length = file.seek(SeekFrom::End(0))?;
    let from = length.saturating_sub(END_BYTES as u64 + COMMENT);
    file.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    file.take(length - from).read_to_end(&mut tail)?;
    let end = tail
        .windows(END_BYTES)
        .rposition(|window| window.starts_with(END));
    let Some(end) = end.and_then(|place| tail.get(place..)) else {
        return Ok(None);
    };
    let (Some(bytes), Some(begin)) = (number::<4>(end, 12), number::<4>(end, 16)) else {
        return Ok(None);
    };
    if bytes > LIST || begin.saturating_add(bytes) > length {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(begin))?;
    let mut list = Vec::new();
    file.take(bytes).read_to_end(&mut list)?;
    Ok(Some(list))
}

/// The names in a list, as far as it can be read.
fn names(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = list;
    std::iter::from_fn(move || {
        if !rest.starts_with(ENTRY) {
            return None;
        }
        let length = |at| usize::try_from(number::<2>(rest, at)?).ok();
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        let end = ENTRY_BYTES + name;
        let named = rest.get(ENTRY_BYTES..end)?;
        rest = rest.get(end + extra + comment..)?;
        Some(named)
    })
}

/// A number of so many bytes, the least first.
fn number<const BYTES: usize>(bytes: &[u8], at: usize) -> Option<u64> {
    let digits = bytes.get(at..at + BYTES)?;
    let number = digits.iter().rev();
    Some(number.fold(0, |number, digit| number << 8 | u64::from(*digit)))
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Cursor;

    use super::*;

    /// An archive with empty files of these names, written as programs do that do not go back: sizes stand behind.
    pub(in crate::media) fn archive(names: &[&str]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut list = Vec::new();
        for name in names {
            let begin = u32::try_from(bytes.len()).unwrap();
            let length = u16::try_from(name.len()).unwrap().to_le_bytes();
            bytes.extend(b"PK\x03\x04\x14\0\x08\0\0\0\0\0\0\0");
            bytes.extend([0; 12]);
            bytes.extend(length);
            bytes.extend([0, 0]);
            bytes.extend(name.bytes());
            bytes.extend(b"PK\x07\x08");
            bytes.extend([0; 12]);
            list.extend(b"PK\x01\x02\x14\0\x14\0\x08\0\0\0\0\0\0\0");
            list.extend([0; 12]);
            list.extend(length);
            list.extend([0; 12]);
            list.extend(begin.to_le_bytes());
            list.extend(name.bytes());
        }
        let (begin, count) = (bytes.len(), u16::try_from(names.len()).unwrap());
        bytes.extend(&list);
        bytes.extend(b"PK\x05\x06\0\0\0\0");
        bytes.extend(count.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(u32::try_from(list.len()).unwrap().to_le_bytes());
        bytes.extend(u32::try_from(begin).unwrap().to_le_bytes());
        bytes.extend([0, 0]);
        bytes
    }

    fn found(bytes: &[u8]) -> Option<&'static str> {
        media_type(Cursor::new(bytes)).unwrap()
    }

    #[test]
    fn a_document_is_known_by_what_is_in_it_in_whatever_order() {
        let package = "[Content_Types].xml";
        let more: Vec<String> = (0..300)
            .map(|number| format!("media/{number}.png"))
            .collect();
        for (main, kind) in [
            ("word/document.xml", TEXT),
            ("xl/workbook.xml", TABLE),
            ("ppt/presentation.xml", SLIDES),
        ] {
            assert_eq!(found(&archive(&[package, "_rels/.rels", main])), Some(kind));
            assert_eq!(found(&archive(&[main, package])), Some(kind));
            let mut many: Vec<&str> = more.iter().map(String::as_str).collect();
            many.extend([main, package]);
            assert_eq!(found(&archive(&many)), Some(kind));
            assert_eq!(found(&archive(&[main])), None, "no package");
        }
    }

    #[test]
    fn an_archive_is_no_document_and_one_with_programs_is_none_either() {
        assert_eq!(found(&archive(&["word/letter.txt", "a.exe"])), None);
        let with_programs = [
            "[Content_Types].xml",
            "word/document.xml",
            "word/vbaProject.bin",
        ];
        assert_eq!(found(&archive(&with_programs)), None);
        assert_eq!(found(b""), None);
        assert_eq!(found(b"PK\x03\x04"), None);
        let whole = archive(&["[Content_Types].xml", "xl/workbook.xml"]);
        for cut in 0..whole.len() {
            assert_eq!(found(&whole[..cut]), None, "cut at {cut}");
        }
    }

    #[test]
    fn a_comment_behind_it_and_a_list_that_lies_change_nothing() {
        let mut commented = archive(&["[Content_Types].xml", "xl/workbook.xml"]);
        let length = commented.len();
        commented[length - 2..].copy_from_slice(&[5, 0]);
        commented.extend(b"hello");
        assert_eq!(found(&commented), Some(TABLE));
        let mut lying = archive(&["[Content_Types].xml", "xl/workbook.xml"]);
        let length = lying.len();
        lying[length - 10..length - 6].copy_from_slice(&[255; 4]);
        assert_eq!(found(&lying), None);
    }
}
