//! Overload, and disks that fail or hang.

use std::fs::File;
use std::future::Future;
use std::io::{self, Read};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::super::recovery::{Active, recover};
use super::*;

/// A journal with three records that goes on writing to `file`.
fn journal_on(file: File, options: Options) -> (TempDir, Journal) {
    let dir = journal_with(1..4);
    let mut recovered = recover(dir.path()).unwrap();
    recovered.active = Some(Active {
        file,
        room: options.segment_bytes,
    });
    let journal = Journal::start(recovered, options).unwrap();
    (dir, journal)
}

async fn assert_poisoned(dir: &TempDir, journal: &Journal) {
    for _ in 0..2 {
        let refused = journal.append(entry(4)).await;
        assert!(
            matches!(refused, Err(AppendError::Unavailable { .. })),
            "{refused:?}"
        );
        assert!(!journal.is_healthy());
    }
    assert_eq!(journal.head(), Position::new(4));
    assert_eq!(read_all(journal, Position::FIRST), all_kept(1..4));
    journal.close();
    let reopened = open(dir);
    assert!(reopened.is_healthy());
    assert_eq!(reopened.append(entry(4)).await.unwrap(), Position::new(4));
    assert_eq!(read_all(&reopened, Position::FIRST), all_kept(1..5));
}

#[tokio::test]
async fn a_failed_write_ends_writing_until_the_journal_is_opened_again() {
    let (dir, journal) = journal_on(File::open("/dev/null").unwrap(), SMALL);
    assert_poisoned(&dir, &journal).await;
}

#[tokio::test]
async fn a_failed_sync_ends_writing_although_the_write_succeeded() {
    // A pipe takes the bytes and cannot sync them.
    let (reader, writer) = io::pipe().unwrap();
    let (dir, journal) = journal_on(OwnedFd::from(writer).into(), SMALL);
    assert_poisoned(&dir, &journal).await;
    drop(reader);
}

#[tokio::test]
async fn while_the_disk_hangs_the_queue_fills_and_when_it_fails_everyone_is_told() {
    // More than a socket holds, so that writing it waits for a reader.
    let large = Options {
        segment_bytes: 16 * 1024 * 1024,
        queue_bytes: 16 * 1024 * 1024,
        max_record_bytes: 8 * 1024 * 1024,
        ..SMALL
    };
    let (mut reader, writer) = UnixStream::pair().unwrap();
    let (_dir, journal) = journal_on(OwnedFd::from(writer).into(), large);
    let mut context = Context::from_waker(Waker::noop());
    let mut waiting = Vec::new();
    for number in 0..large.queue_records {
        let bytes = if number == 0 {
            large.max_record_bytes
        } else {
            1
        };
        let mut append = Box::pin(journal.append(body_of(bytes)));
        assert!(append.as_mut().poll(&mut context).is_pending());
        waiting.push(append);
        if number == 0 {
            reader.read_exact(&mut [0]).unwrap();
        }
    }
    let refused = pin!(journal.append(entry(4))).poll(&mut context);
    assert!(matches!(refused, Poll::Ready(Err(AppendError::Overloaded))));

    drop(reader);
    for append in waiting {
        assert!(matches!(append.await, Err(AppendError::Unavailable { .. })));
    }
}

/// An entry with a body of this size.
fn body_of(bytes: usize) -> Entry {
    let body = vec![1; bytes].into();
    Entry { body, ..entry(1) }
}

#[tokio::test]
async fn bodies_that_exceed_the_queue_are_refused_until_those_before_them_are_answered() {
    let queue = queue::Queue::new(SMALL);
    let mut answers: Vec<_> = (0..8).map(|_| queue.push(body_of(512)).unwrap()).collect();
    assert!(matches!(
        queue.push(body_of(1)),
        Err(AppendError::Overloaded)
    ));
    let mut batch = std::collections::VecDeque::new();
    assert!(queue.take(&mut batch));
    assert!(
        matches!(queue.push(body_of(1)), Err(AppendError::Overloaded)),
        "taken is not answered"
    );
    queue.release(1, 512);
    answers.push(queue.push(body_of(512)).unwrap());
    assert!(matches!(
        queue.push(body_of(1)),
        Err(AppendError::Overloaded)
    ));
}

#[tokio::test]
async fn a_body_above_the_limit_is_never_taken() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(&dir);
    assert!(matches!(
        journal.append(body_of(513)).await,
        Err(AppendError::TooLarge {
            bytes: 513,
            limit: 512
        })
    ));
    assert_eq!(journal.append(body_of(512)).await.unwrap(), Position::FIRST);
    assert_eq!(journal.append(body_of(0)).await.unwrap(), Position::new(2));
    assert_eq!(read_all(&journal, Position::FIRST)[1].body, "");
}

#[tokio::test]
async fn a_segment_that_cannot_be_made_refuses_records_until_it_can() {
    let dir = journal_with(1..4);
    let recovered = recover(dir.path()).unwrap();
    let obstacle = dir.path().join("spare");
    std::fs::create_dir(&obstacle).unwrap();
    let journal = Journal::start(recovered, SMALL).unwrap();
    let mut stored = 4;
    let refused = loop {
        match journal.append(entry(stored)).await {
            Ok(position) => assert_eq!(position, Position::new(stored)),
            Err(error) => break error,
        }
        stored += 1;
    };
    assert!(matches!(refused, AppendError::Unavailable { .. }));
    assert!(!journal.is_healthy());
    std::fs::remove_dir(&obstacle).unwrap();
    assert_eq!(
        journal.append(entry(stored)).await.unwrap(),
        Position::new(stored)
    );
    assert!(journal.is_healthy());
    assert_eq!(read_all(&journal, Position::FIRST), all_kept(1..stored + 1));
    journal.close();
    assert_eq!(
        read_all(&open(&dir), Position::FIRST),
        all_kept(1..stored + 1)
    );
}

#[tokio::test]
async fn what_was_taken_is_written_before_the_journal_closes() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(&dir);
    let mut context = Context::from_waker(Waker::noop());
    let mut waiting: Vec<_> = (1..20)
        .map(|number| Box::pin(journal.append(entry(number))))
        .collect();
    for append in &mut waiting {
        let _answered_already = append.as_mut().poll(&mut context);
    }
    drop(waiting);
    journal.close();
    assert!(matches!(
        journal.append(entry(20)).await,
        Err(AppendError::Unavailable { .. })
    ));
    assert_eq!(read_all(&open(&dir), Position::FIRST), all_kept(1..20));
}
