//! Crashes: what may be cut, and what may not come back.

use std::fs;

use super::super::format::put_frame;
use super::*;

/// Puts `image` in place of the only segment, and expects the journal to hold the first `count` entries and to go on.
fn assert_recovers(dir: &TempDir, image: &[u8], count: u64) {
    fs::write(segment_path(dir.path(), 1), image).unwrap();
    let journal = open(dir);
    assert_eq!(journal.head(), Position::new(count + 1));
    assert_eq!(read_all(&journal, Position::FIRST), all_kept(1..count + 1));
    append(&journal, count + 1..count + 2);
    journal.close();
    assert_eq!(
        read_all(&open(dir), Position::FIRST),
        all_kept(1..count + 2)
    );
    let dropped: Vec<_> = fs::read_dir(dir.path())
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    for path in dropped {
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn a_last_record_cut_at_any_byte_is_dropped_and_its_position_given_anew() {
    let dir = journal_with(1..4);
    let image = fs::read(segment_path(dir.path(), 1)).unwrap();
    for cut in offset_of(3, 1)..offset_of(3, 1) + 48 + entry(3).body.len() {
        assert_recovers(&dir, &image[..cut], 2);
        let mut unwritten = image.clone();
        unwritten[cut..].fill(0);
        assert_recovers(&dir, &unwritten, 2);
    }
}

#[test]
fn a_last_record_with_any_byte_changed_is_dropped() {
    let dir = journal_with(1..4);
    let image = fs::read(segment_path(dir.path(), 1)).unwrap();
    for offset in offset_of(3, 1)..offset_of(3, 1) + 48 + entry(3).body.len() {
        let mut changed = image.clone();
        changed[offset] ^= 0x55;
        assert_recovers(&dir, &changed, 2);
    }
}

#[test]
fn garbage_behind_the_last_record_is_no_record() {
    let dir = journal_with(1..4);
    let image = fs::read(segment_path(dir.path(), 1)).unwrap();
    for garbage in [0xff, 0x01] {
        let mut image = image.clone();
        image[offset_of(4, 1)..].fill(garbage);
        assert_recovers(&dir, &image, 3);
    }
}

#[test]
fn an_intact_record_behind_a_torn_one_of_its_group_never_comes_back() {
    let dir = journal_with(1..2);
    let path = segment_path(dir.path(), 1);
    let mut group = Vec::new();
    put_frame(&mut group, Position::new(2), 0, &entry(2));
    put_frame(&mut group, Position::new(3), 1, &entry(3));
    let start = offset_of(2, 1);
    let mut image = fs::read(&path).unwrap();
    image[start..start + group.len()].copy_from_slice(&group);
    image[start + 50] ^= 1;
    fs::write(&path, &image).unwrap();

    let journal = open(&dir);
    assert_eq!(journal.head(), Position::new(2));
    // It fills the place of the torn record exactly, so that the intact one would be found behind it.
    append(&journal, 2..3);
    journal.close();
    let journal = open(&dir);
    assert_eq!(journal.head(), Position::new(3));
    assert_eq!(read_all(&journal, Position::FIRST), all_kept(1..3));
}

#[test]
fn a_spare_left_by_a_crash_is_not_trusted() {
    let dir = journal_with(1..4);
    fs::write(dir.path().join("spare"), [7; 100]).unwrap();
    let journal = open(&dir);
    append(&journal, 4..40);
    journal.close();
    assert_eq!(read_all(&open(&dir), Position::FIRST), all_kept(1..40));
}

#[test]
fn a_segment_without_records_continues_where_its_name_says() {
    let dir = journal_with(1..40);
    let journal = open(&dir);
    let newest = *journal.segments().last().unwrap();
    journal.close();
    let path = newest.path(dir.path());
    let mut image = fs::read(&path).unwrap();
    image[SEGMENT_HEADER..].fill(0);
    fs::write(path, image).unwrap();
    let journal = open(&dir);
    assert_eq!(journal.head(), newest.first);
    append(&journal, newest.first.get()..50);
    assert_eq!(read_all(&journal, Position::FIRST), all_kept(1..50));
}

#[test]
fn no_position_is_given_again_that_a_reader_had_from_files_that_are_gone() {
    let dir = journal_with(1..4);
    let taken = Some(Position::new(6));
    let journal = Journal::open_after(dir.path(), SMALL, taken).unwrap();
    assert_eq!(journal.head(), Position::new(7));
    append(&journal, 7..9);
    journal.close();
    let journal = Journal::open_after(dir.path(), SMALL, taken).unwrap();
    assert_eq!(journal.head(), Position::new(9));
    assert_eq!(read_all(&journal, Position::new(7)), all_kept(7..9));
    let before = journal.read(Position::FIRST, 100, 4096).unwrap();
    assert_eq!(before, all_kept(1..4), "what is there can still be read");
    let lost = journal.read(Position::new(4), 100, 4096);
    assert!(
        matches!(lost, Err(ReadError::Corrupt { resume, .. }) if resume == Position::new(7)),
        "{lost:?}"
    );
}
