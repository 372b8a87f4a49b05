//! Damage to what was acknowledged: reported, never skipped unasked.

use std::fs;

use super::*;

/// Changes the byte at `offset` in the segment that starts with `first`.
fn change(dir: &TempDir, first: u64, offset: usize) {
    let path = segment_path(dir.path(), first);
    let mut image = fs::read(&path).unwrap();
    image[offset] ^= 0x80;
    fs::write(path, image).unwrap();
}

/// Expects exactly record `missing` to be reported, at its place, and everything else to be readable.
fn assert_reported(journal: &Journal, first: u64, missing: u64, end: u64) {
    let path = segment_path(&journal.handle.dir, first);
    let before = journal.read(Position::new(first), 100, 4096).unwrap();
    assert_eq!(
        before,
        all_kept(first..missing),
        "the records before come first"
    );
    match journal.read(Position::new(missing), 100, 4096) {
        Err(ReadError::Corrupt {
            segment,
            offset,
            position,
            resume,
        }) => {
            assert_eq!(segment, path);
            assert_eq!(offset, offset_of(missing, first) as u64);
            assert_eq!(position, Position::new(missing));
            assert_eq!(resume, Position::new(missing + 1));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(
        read_all(journal, Position::new(missing + 1)),
        all_kept(missing + 1..end)
    );
}

#[test]
fn a_damaged_record_in_a_sealed_segment_is_reported_with_its_place() {
    for in_frame in [0, 4, 8, 17, 60] {
        let dir = journal_with(1..41);
        let first = open(&dir).segments()[1].first.get();
        change(&dir, first, offset_of(first + 2, first) + in_frame);
        assert_reported(&open(&dir), first, first + 2, 41);
    }
}

#[test]
fn a_record_missing_at_the_end_of_a_sealed_segment_is_reported() {
    let dir = journal_with(1..41);
    let segments = open(&dir).segments();
    let (first, last) = (segments[0].first.get(), segments[1].first.get() - 1);
    change(&dir, first, offset_of(last, first));
    assert_reported(&open(&dir), first, last, 41);
}

#[test]
fn a_damaged_record_in_the_newest_segment_is_not_mistaken_for_a_torn_tail() {
    let dir = journal_with(1..6);
    change(&dir, 1, offset_of(3, 1) + 4);
    let reader = Reader::open(dir.path()).unwrap();
    assert_eq!(reader.head().unwrap(), Position::new(6));
    let journal = open(&dir);
    assert_eq!(
        journal.head(),
        Position::new(6),
        "no position is given twice"
    );
    append(&journal, 6..8);
    journal.close();
    assert_reported(&open(&dir), 1, 3, 8);
    let reported = reader.read(Position::new(3), 100, 4096);
    assert!(
        matches!(reported, Err(ReadError::Corrupt { .. })),
        "{reported:?}"
    );
}

#[test]
fn a_damaged_record_in_a_group_is_reported_while_the_group_is_not_the_last() {
    use super::super::format::put_frame;
    let dir = journal_with(1..2);
    let path = segment_path(dir.path(), 1);
    let mut frames = Vec::new();
    for (number, index) in [(2, 0), (3, 1), (4, 2), (5, 0)] {
        put_frame(&mut frames, Position::new(number), index, &entry(number));
    }
    let start = offset_of(2, 1);
    let mut image = fs::read(&path).unwrap();
    image[start..start + frames.len()].copy_from_slice(&frames);
    fs::write(&path, image).unwrap();
    change(&dir, 1, offset_of(3, 1) + 55);
    assert_reported(&open(&dir), 1, 3, 6);
}

#[test]
fn a_missing_segment_is_reported() {
    let dir = journal_with(1..41);
    let segments = open(&dir).segments();
    fs::remove_file(segments[1].path(dir.path())).unwrap();
    let journal = open(&dir);
    match journal.read(segments[1].first, 100, 4096) {
        Err(ReadError::Corrupt {
            position, resume, ..
        }) => {
            assert_eq!(position, segments[1].first);
            assert_eq!(resume, segments[2].first);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(
        read_all(&journal, segments[2].first),
        all_kept(segments[2].first.get()..41)
    );
}

#[test]
fn a_damaged_header_is_reported_when_opening() {
    let dir = journal_with(1..41);
    for offset in [0, 8, 12, 16, 24, 31] {
        change(&dir, 1, offset);
        assert!(matches!(
            Journal::open(dir.path(), SMALL),
            Err(OpenError::Read(ReadError::Header(path))) if path.ends_with(segment_path(Path::new(""), 1))
        ));
        change(&dir, 1, offset);
    }
    open(&dir);
}
