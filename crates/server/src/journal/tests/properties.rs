//! Any sequence of appends, restarts, crashes and drops agrees with a plain list.

use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone)]
enum Step {
    /// Appends bodies of these sizes at once.
    Append(Vec<usize>),
    Reopen,
    /// A crash after which this many of the bytes written last are not there.
    Cut(usize),
    /// A crash that left bytes behind the last record.
    Garbage(Vec<u8>),
    /// Drops what comes before this share, in percent, of all positions.
    Drop(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => vec(0..512_usize, 1..8).prop_map(Step::Append),
        1 => Just(Step::Reopen),
        1 => (0..600_usize).prop_map(Step::Cut),
        1 => vec(any::<u8>(), 1..200).prop_map(Step::Garbage),
        1 => (0..=100_u64).prop_map(Step::Drop),
    ];
    vec(step, 1..12)
}

/// The records that should be there; the journal may have dropped the first ones.
#[derive(Default)]
struct Model {
    records: Vec<Record>,
}

impl Model {
    fn append(&mut self, journal: &Journal, sizes: &[usize]) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let mut tasks = JoinSet::new();
        for size in sizes {
            let journal = journal.clone();
            let body = vec![b'x'; *size].into();
            let append = async move {
                let entry = Entry { body, ..entry(1) };
                (journal.append(entry.clone()).await.unwrap(), entry)
            };
            tasks.spawn_on(append, runtime.handle());
        }
        for (position, entry) in runtime.block_on(tasks.join_all()) {
            let Entry {
                workspace,
                source,
                received_at_micros,
                body,
            } = entry;
            self.records.push(Record {
                position,
                workspace,
                source,
                received_at_micros,
                body,
            });
        }
        self.records.sort_by_key(|record| record.position);
    }

    /// Where the frames of `segment` end.
    fn end(&self, segment: &Segment) -> usize {
        let records = self
            .records
            .iter()
            .filter(|record| record.position >= segment.first);
        SEGMENT_HEADER
            + records
                .map(|record| frame_size(record.body.len()))
                .sum::<usize>()
    }

    /// Forgets the records of `segment` that do not end before `offset`.
    fn cut(&mut self, segment: &Segment, offset: usize) {
        while let Some(last) = self.records.last().cloned()
            && last.position >= segment.first
        {
            self.records.pop();
            if self.end(segment) + 48 + last.body.len() <= offset {
                self.records.push(last);
                return;
            }
        }
    }

    fn check(&self, journal: &Journal) {
        assert_eq!(journal.head().get(), self.records.len() as u64 + 1);
        let oldest = journal.oldest();
        let kept: Vec<_> = self
            .records
            .iter()
            .filter(|record| record.position >= oldest)
            .cloned()
            .collect();
        assert_eq!(read_all(journal, oldest), kept);
    }
}

fn overwrite(path: &Path, offset: usize, bytes: &[u8]) {
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(offset as u64)).unwrap();
    file.write_all(bytes).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_history_agrees_with_a_plain_list(steps in steps()) {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = open(&dir);
        let mut model = Model::default();
        for step in steps {
            let newest = journal.segments().last().copied();
            match (step, newest) {
                (Step::Append(sizes), _) => model.append(&journal, &sizes),
                (Step::Drop(percent), _) => {
                    let before = Position::new(journal.head().get() * percent / 100);
                    let oldest = journal.oldest();
                    journal.drop_before(before).unwrap();
                    prop_assert!(journal.oldest() <= before.max(oldest));
                }
                (step, newest) => {
                    journal.close();
                    if let Some(newest) = newest {
                        let path = newest.path(dir.path());
                        let end = model.end(&newest);
                        let space = usize::try_from(newest.bytes).unwrap() - end;
                        match step {
                            Step::Cut(bytes) => {
                                let start = end.saturating_sub(bytes).max(SEGMENT_HEADER);
                                overwrite(&path, start, &vec![0; end - start]);
                                model.cut(&newest, start);
                            }
                            Step::Garbage(garbage) => overwrite(&path, end, &garbage[..garbage.len().min(space)]),
                            _ => {}
                        }
                    }
                    journal = open(&dir);
                }
            }
            model.check(&journal);
        }
        journal.close();
        model.check(&open(&dir));
    }
}
