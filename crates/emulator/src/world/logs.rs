//! The logs of sends and of webhooks.

use serde::Serialize;
use utoipa::ToSchema;

use super::World;
use super::record::SendRecord;
use super::state::State;
use crate::webhook::{Delivery, DeliveryTotals};

/// The log of sends.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SendLog {
    /// Requests to send since the world began.
    pub total: u64,
    /// How many of them broke a rule.
    pub violations: u64,
    /// The newest, newest first.
    pub sends: Vec<SendRecord>,
}

/// The log of webhooks.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeliveryReport {
    /// Counts since the world began.
    pub totals: DeliveryTotals,
    /// Events that wait or are on their way.
    pub pending_events: usize,
    /// The newest, newest first.
    pub deliveries: Vec<Delivery>,
}

impl World {
    /// The newest sends, newest first; only those to a customer, or those that broke a rule, if asked.
    pub fn sends(&self, customer: Option<&str>, only_violations: bool, limit: usize) -> SendLog {
        let state = self.lock();
        let wanted = |send: &&SendRecord| {
            customer.is_none_or(|id| send.customer.as_deref() == Some(id))
                && (!only_violations || send.violation.is_some())
        };
        SendLog {
            total: state.send_count,
            violations: state.violation_count,
            sends: state
                .sends
                .iter()
                .rev()
                .filter(wanted)
                .take(limit)
                .cloned()
                .collect(),
        }
    }

    /// The newest webhooks, newest first.
    pub fn deliveries(&self, limit: usize) -> DeliveryReport {
        let log = &self.courier().log;
        DeliveryReport {
            totals: log.totals(),
            pending_events: self.pending_events(),
            deliveries: log.newest(limit),
        }
    }

    /// Writes a send into the log.
    pub(super) fn log_send(&self, state: &mut State, mut record: SendRecord) {
        state.send_count += 1;
        state.violation_count += u64::from(record.violation.is_some());
        record.number = state.send_count;
        if state.sends.len() >= self.courier().log_limit() {
            state.sends.pop_front();
        }
        state.sends.push_back(record);
    }
}
