//! What waits for the writer: bounded in records and bytes, so that overload is refused at once instead of piling up.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};

use tokio::sync::oneshot;

use super::{AppendError, Entry, Options, Position, locked};

pub(super) type Answer = Result<Position, AppendError>;

/// A record and who waits for its position.
#[derive(Debug)]
pub(super) struct Append {
    pub(super) entry: Entry,
    pub(super) answer: oneshot::Sender<Answer>,
}

#[derive(Debug)]
pub(super) struct Queue {
    options: Options,
    state: Mutex<State>,
    arrived: Condvar,
}

/// `records` and `bytes` count everything unanswered, also what the writer has taken.
#[derive(Debug, Default)]
struct State {
    waiting: VecDeque<Append>,
    records: usize,
    bytes: usize,
    writer_sleeps: bool,
    /// A new segment is wanted, begun at this moment.
    turn_at_micros: Option<i64>,
    stopped: Option<Arc<str>>,
}

impl Queue {
    pub(super) fn new(options: Options) -> Self {
        Self {
            options,
            state: Mutex::default(),
            arrived: Condvar::new(),
        }
    }

    /// Takes a record in, or refuses it without waiting.
    pub(super) fn push(&self, entry: Entry) -> Result<oneshot::Receiver<Answer>, AppendError> {
        let bytes = entry.body.len();
        let limit = self.options.max_record_bytes;
        if bytes > limit {
            return Err(AppendError::TooLarge { bytes, limit });
        }
        let (answer, receiver) = oneshot::channel();
        let mut state = locked(&self.state);
        if let Some(reason) = &state.stopped {
            return Err(AppendError::unavailable(reason));
        }
        if state.records >= self.options.queue_records
            || state.bytes + bytes > self.options.queue_bytes
        {
            return Err(AppendError::Overloaded);
        }
        state.records += 1;
        state.bytes += bytes;
        state.waiting.push_back(Append { entry, answer });
        let wake = std::mem::take(&mut state.writer_sleeps);
        drop(state);
        if wake {
            self.arrived.notify_one();
        }
        Ok(receiver)
    }

    /// Wants the next record in a new segment.
    pub(super) fn turn(&self, at_micros: i64) {
        let mut state = locked(&self.state);
        state.turn_at_micros = Some(at_micros);
        state.writer_sleeps = false;
        drop(state);
        self.arrived.notify_one();
    }

    /// Whether a new segment is wanted, and begun when; asked once.
    pub(super) fn take_turn(&self) -> Option<i64> {
        locked(&self.state).turn_at_micros.take()
    }

    /// Waits for records, or for the wish for a new segment, and moves all records into the empty `batch`; `false` once
    /// stopped and drained.
    pub(super) fn take(&self, batch: &mut VecDeque<Append>) -> bool {
        let mut state = locked(&self.state);
        while state.waiting.is_empty() && state.turn_at_micros.is_none() {
            if state.stopped.is_some() {
                return false;
            }
            state.writer_sleeps = true;
            state = self
                .arrived
                .wait(state)
                .unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        std::mem::swap(&mut state.waiting, batch);
        true
    }

    /// Makes room for as much as is about to be answered.
    pub(super) fn release(&self, records: usize, bytes: usize) {
        let mut state = locked(&self.state);
        state.records -= records;
        state.bytes -= bytes;
    }

    /// Refuses new records from now on, for the first reason given; the writer still gets those that wait.
    pub(super) fn stop(&self, reason: &str) {
        locked(&self.state)
            .stopped
            .get_or_insert_with(|| reason.into());
        self.arrived.notify_one();
    }

    pub(super) fn is_stopped(&self) -> bool {
        locked(&self.state).stopped.is_some()
    }

    /// Answers everything that waits with the reason the queue was stopped for.
    pub(super) fn refuse_waiting(&self) {
        let mut state = locked(&self.state);
        let Some(reason) = state.stopped.clone() else {
            return;
        };
        for append in state.waiting.drain(..) {
            let _gone = append.answer.send(Err(AppendError::unavailable(&reason)));
        }
    }
}
