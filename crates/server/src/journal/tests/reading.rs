//! Reading across segments, and what is no longer there.

use super::*;

#[test]
fn a_full_segment_is_followed_by_the_next_and_reads_cross_over() {
    let dir = journal_with(1..41);
    let journal = open(&dir);
    let segments = journal.segments();
    assert!(segments.len() > 3);
    for segment in &segments {
        assert_eq!(segment.bytes, SMALL.segment_bytes);
        assert_eq!(
            segment.begun_at_micros,
            kept(segment.first.get()).received_at_micros
        );
        assert!(segment_path(dir.path(), segment.first.get()).exists());
    }
    for from in 1..41 {
        assert_eq!(read_all(&journal, Position::new(from)), all_kept(from..41));
    }
}

#[test]
fn a_read_keeps_to_its_limits_but_gets_past_any_record() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(&dir);
    append(&journal, 1..31);
    let written_just_now = journal.clone();
    journal.close();
    for journal in [written_just_now, open(&dir)] {
        let read =
            |from, records, bytes| journal.read(Position::new(from), records, bytes).unwrap();
        assert_eq!(read(5, 3, 4096), all_kept(5..8));
        assert_eq!(read(5, 100, 2 * kept(5).body.len()), all_kept(5..7));
        assert_eq!(read(5, 100, 1), all_kept(5..6));
        assert_eq!(read(5, 0, 4096), []);
        assert_eq!(read(31, 100, 4096), []);
        assert_eq!(read(1000, 100, 4096), []);
    }
}

#[test]
fn dropping_removes_whole_segments_and_never_the_newest() {
    let dir = journal_with(1..41);
    let journal = open(&dir);
    let segments = journal.segments();
    assert_eq!(journal.drop_before(segments[1].first).unwrap(), 1);
    assert_eq!(
        journal
            .drop_before(Position::new(segments[2].first.get() - 1))
            .unwrap(),
        0
    );
    assert_eq!(journal.oldest(), segments[1].first);
    let dropped = journal.read(Position::FIRST, 10, 4096);
    assert!(matches!(dropped, Err(ReadError::Dropped { oldest }) if oldest == segments[1].first));

    assert_eq!(
        journal.drop_before(Position::new(1000)).unwrap(),
        segments.len() - 2
    );
    let newest = *segments.last().unwrap();
    assert_eq!(journal.segments(), [newest]);
    journal.close();
    assert!(
        journal.drop_before(Position::new(1000)).is_err(),
        "a closed journal is another's to change"
    );

    let journal = open(&dir);
    append(&journal, 41..43);
    assert_eq!(
        read_all(&journal, journal.oldest()),
        all_kept(newest.first.get()..43)
    );
}

#[test]
fn a_reader_follows_a_journal_that_is_being_written() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(&dir);
    let reader = Reader::open(dir.path()).unwrap();
    assert_eq!(reader.head().unwrap(), Position::FIRST);
    std::thread::scope(|scope| {
        scope.spawn(|| append(&journal, 1..301));
        let mut from = Position::FIRST;
        while from < Position::new(301) {
            let records = reader.read(from, 10, 4096).unwrap();
            let end = from.get() + records.len() as u64;
            assert_eq!(records, all_kept(from.get()..end));
            assert!(reader.head().unwrap() >= Position::new(end));
            from = Position::new(end);
        }
    });
    assert_eq!(reader.head().unwrap(), journal.head());
    assert_eq!(reader.oldest().unwrap(), journal.oldest());
    assert_eq!(reader.segments().unwrap(), journal.segments());
}

#[test]
fn what_no_longer_fits_into_memory_is_read_from_the_files() {
    let dir = tempfile::tempdir().unwrap();
    let options = Options {
        segment_bytes: 5 * 1024 * 1024,
        ..Options::default()
    };
    let journal = Journal::open(dir.path(), options).unwrap();
    append(&journal, 1..3);
    let large = Entry {
        body: vec![1; 4 * 1024 * 1024].into(),
        ..entry(3)
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(journal.append(large.clone())).unwrap();
    append(&journal, 4..6);
    let mut records = read_all(&journal, Position::FIRST);
    assert_eq!(records.remove(2).body, large.body);
    let expected: Vec<_> = [1, 2, 4, 5].into_iter().map(kept).collect();
    assert_eq!(records, expected);
}

#[test]
fn a_segment_is_turned_by_wish_once_it_has_a_record_and_can_be_dropped_then() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(&dir);
    let firsts = || -> Vec<u64> {
        let segments = journal.segments();
        segments.iter().map(|segment| segment.first.get()).collect()
    };
    journal.turn(5);
    append(&journal, 1..3);
    assert_eq!(firsts(), [1], "there was nothing to turn");
    journal.turn(7);
    while firsts().len() < 2 {
        std::thread::yield_now();
    }
    assert_eq!(firsts(), [1, 3]);
    assert_eq!(journal.segments()[1].begun_at_micros, 7);
    journal.turn(9);
    assert_eq!(journal.drop_before(Position::new(3)).unwrap(), 1);
    append(&journal, 3..4);
    assert_eq!(firsts(), [3], "an empty one is not turned again");
    assert_eq!(
        journal.read(Position::new(3), 9, 4096).unwrap(),
        all_kept(3..4)
    );
    drop(journal);
    let journal = open(&dir);
    assert_eq!(journal.head(), Position::new(4));
    assert!(matches!(
        journal.read(Position::new(2), 1, 100),
        Err(ReadError::Dropped { .. })
    ));
}
