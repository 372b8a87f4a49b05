//! The log of webhook deliveries.

use std::collections::VecDeque;
use std::sync::Mutex;

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// One webhook, from the moment its turn came.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Delivery {
    /// Number in this world, from 1.
    pub number: u64,
    /// When it was first tried, by the world's clock.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The page or account it tells of.
    pub page: String,
    /// Subscription fields of its events, in order.
    pub fields: Vec<&'static str>,
    /// The exact body that was signed.
    pub body: String,
    /// Every attempt, in order.
    pub attempts: Vec<Attempt>,
    /// Where it stands.
    pub state: DeliveryState,
}

/// One try to deliver a webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Attempt {
    /// The HTTP status that came back.
    pub status: Option<u16>,
    /// Why none came.
    pub error: Option<String>,
    /// How long it took.
    pub milliseconds: u64,
}

impl Attempt {
    pub(crate) fn succeeded(&self) -> bool {
        self.status
            .is_some_and(|status| (200..300).contains(&status))
    }
}

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Not yet answered with success.
    Pending,
    /// Answered with success.
    Delivered,
    /// Never will be.
    GivenUp,
}

/// The newest deliveries and the count of all.
#[derive(Debug)]
pub(crate) struct DeliveryLog {
    limit: usize,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    last: u64,
    kept: VecDeque<Delivery>,
    totals: DeliveryTotals,
}

/// Counts since the world began.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct DeliveryTotals {
    /// Webhooks answered with success.
    pub delivered: u64,
    /// Webhooks given up.
    pub given_up: u64,
    /// Attempts, successful or not.
    pub attempts: u64,
}

impl DeliveryLog {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit: limit.max(1),
            inner: Mutex::default(),
        }
    }

    /// Opens an entry and gives its number.
    pub(crate) fn open(
        &self,
        page: &str,
        fields: Vec<&'static str>,
        body: &[u8],
        at: Timestamp,
    ) -> u64 {
        let mut inner = crate::lock(&self.inner);
        if inner.kept.len() == self.limit {
            inner.kept.pop_front();
        }
        inner.last += 1;
        let number = inner.last;
        inner.kept.push_back(Delivery {
            number,
            at,
            page: page.to_owned(),
            fields,
            body: String::from_utf8_lossy(body).into_owned(),
            attempts: Vec::new(),
            state: DeliveryState::Pending,
        });
        number
    }

    pub(crate) fn record(&self, number: u64, attempt: Attempt, state: DeliveryState) {
        let mut inner = crate::lock(&self.inner);
        inner.totals.attempts += 1;
        match state {
            DeliveryState::Pending => {}
            DeliveryState::Delivered => inner.totals.delivered += 1,
            DeliveryState::GivenUp => inner.totals.given_up += 1,
        }
        let Some(first) = inner.kept.front().map(|delivery| delivery.number) else {
            return;
        };
        let place = number
            .checked_sub(first)
            .and_then(|place| usize::try_from(place).ok());
        if let Some(delivery) = place.and_then(|place| inner.kept.get_mut(place)) {
            delivery.attempts.push(attempt);
            delivery.state = state;
        }
    }

    pub(crate) fn totals(&self) -> DeliveryTotals {
        crate::lock(&self.inner).totals
    }

    /// The newest deliveries, newest first.
    pub(crate) fn newest(&self, limit: usize) -> Vec<Delivery> {
        crate::lock(&self.inner)
            .kept
            .iter()
            .rev()
            .take(limit)
            .cloned()
            .collect()
    }
}
