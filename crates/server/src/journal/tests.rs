//! What the journal promises while all goes well; the folder holds what it promises when not.

use std::ops::Range;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::format::{SEGMENT_HEADER, frame_size};
use super::*;

mod damage;
mod faults;
mod properties;
mod reading;
mod recovery;

/// Sizes small enough to reach every limit: a segment holds about ten entries.
const SMALL: Options = Options {
    segment_bytes: 1024,
    queue_records: 64,
    queue_bytes: 4096,
    max_record_bytes: 512,
};

/// The `number`th of a series of distinct entries.
fn entry(number: u64) -> Entry {
    Entry {
        workspace: Uuid::from_u128(u128::from(number) + 1),
        source: Source::META,
        received_at_micros: -7 + number.cast_signed(),
        body: format!("a body that says {number}").into(),
    }
}

fn kept(number: u64) -> Record {
    let entry = entry(number);
    Record {
        position: Position::new(number),
        workspace: entry.workspace,
        source: entry.source,
        received_at_micros: entry.received_at_micros,
        body: entry.body,
    }
}

fn open(dir: &TempDir) -> Journal {
    Journal::open(dir.path(), SMALL).unwrap()
}

/// Appends the entries with these numbers, each in its own group, and expects their numbers as positions.
fn append(journal: &Journal, numbers: Range<u64>) {
    let append = || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        for number in numbers {
            let position = runtime.block_on(journal.append(entry(number))).unwrap();
            assert_eq!(position, Position::new(number));
        }
    };
    // On a thread of its own, because asynchronous tests call this too.
    std::thread::scope(|scope| scope.spawn(append).join().unwrap());
}

/// A closed journal with the records of these numbers.
fn journal_with(numbers: Range<u64>) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    append(&open(&dir), numbers);
    dir
}

/// Everything from `from` on, in reads of a few records.
fn read_all(journal: &Journal, mut from: Position) -> Vec<Record> {
    let mut records = Vec::new();
    loop {
        let more = journal.read(from, 7, 4096).unwrap();
        let Some(last) = more.last() else {
            return records;
        };
        from = last.position.next();
        records.extend(more);
    }
}

fn all_kept(numbers: Range<u64>) -> Vec<Record> {
    numbers.map(kept).collect()
}

fn segment_path(dir: &Path, first: u64) -> PathBuf {
    dir.join(format!("{first:020}.segment"))
}

/// Where the frame of entry `number` starts in a segment that starts with entry `first`.
fn offset_of(number: u64, first: u64) -> usize {
    let frames = (first..number).map(|number| frame_size(entry(number).body.len()));
    SEGMENT_HEADER + frames.sum::<usize>()
}

#[test]
fn positions_start_at_one_and_continue_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    for start in [1, 4, 7] {
        let journal = open(&dir);
        assert_eq!(journal.head(), Position::new(start));
        append(&journal, start..start + 3);
    }
    assert_eq!(read_all(&open(&dir), Position::FIRST), all_kept(1..10));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_appends_get_distinct_positions_without_gaps_and_are_read_back_as_sent() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(&dir);
    let mut tasks = JoinSet::new();
    for task in 0..16 {
        let journal = journal.clone();
        tasks.spawn(async move {
            let mut sent = Vec::new();
            for number in 0..50 {
                let entry = entry(task * 1000 + number);
                sent.push((journal.append(entry.clone()).await.unwrap(), entry));
            }
            sent
        });
    }
    let sent = tasks.join_all().await;
    for task in &sent {
        assert!(
            task.is_sorted_by_key(|(position, _)| *position),
            "later appends of a task come later"
        );
    }
    let mut sent = sent.concat();
    sent.sort_by_key(|(position, _)| *position);
    journal.close();
    let read = read_all(&open(&dir), Position::FIRST);
    assert_eq!(read.len(), 16 * 50);
    for (index, (record, (position, entry))) in (1..).zip(read.into_iter().zip(sent)) {
        assert_eq!(record.position, Position::new(index));
        assert_eq!(record.position, position);
        let Record {
            workspace,
            source,
            received_at_micros,
            body,
            ..
        } = record;
        assert_eq!(
            Entry {
                workspace,
                source,
                received_at_micros,
                body
            },
            entry
        );
    }
}

#[test]
fn only_one_can_have_it_open_until_closed() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(&dir);
    assert!(matches!(
        Journal::open(dir.path(), SMALL),
        Err(OpenError::Locked(_))
    ));
    journal.close();
    open(&dir);
}

#[tokio::test]
async fn the_head_is_announced_before_the_answer() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(&dir);
    let mut heads = journal.watch();
    for number in 1..10 {
        let position = journal.append(entry(number)).await.unwrap();
        assert!(heads.has_changed().unwrap());
        assert_eq!(*heads.borrow_and_update(), position.next());
        assert_eq!(journal.head(), position.next());
    }
}

#[test]
fn options_that_cannot_hold_the_largest_record_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    for options in [
        Options {
            segment_bytes: 512,
            ..SMALL
        },
        Options {
            queue_bytes: 511,
            ..SMALL
        },
        Options {
            queue_records: 0,
            ..SMALL
        },
        Options {
            max_record_bytes: usize::MAX,
            ..SMALL
        },
    ] {
        assert!(matches!(
            Journal::open(dir.path(), options),
            Err(OpenError::Options(_))
        ));
    }
}
