//! How much of its limits an app or an account has used, and how long to keep quiet: what the platform tells with every
//! answer.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use http::HeaderMap;
use http::header::RETRY_AFTER;
use serde::Deserialize;
use transom_domain::delivery::Problem;

/// The platform counts over 24 hours, so it cannot ask for more; a larger number is a fault.
const LONGEST_WAIT: Duration = Duration::from_hours(24);
/// The header that counts each business by itself.
const BUSINESS: &str = "x-business-use-case-usage";
/// Those that count the app and the page.
const OTHERS: [&str; 2] = ["x-app-usage", "x-page-usage"];
/// The beginning of what has limits of its own and is none of ours.
const ADS: &str = "ads_";
/// Too many messages to one customer on WhatsApp; everybody else may be written to.
const PAIR_RATE: &str = "131056";

/// How much is used of a limit, and what follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// Of the limit that is nearest, in percent; at 100 the platform throttles.
    pub percent: u8,
    /// How long the platform asks us to keep quiet, when it tells.
    pub wait: Option<Duration>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Counted {
    #[serde(rename = "type")]
    kind: String,
    call_count: f64,
    total_time: f64,
    total_cputime: f64,
    /// In minutes.
    estimated_time_to_regain_access: u64,
}

impl Usage {
    /// What the headers of an answer tell, if they tell anything.
    pub fn read(headers: &HeaderMap) -> Option<Self> {
        let businesses: Option<HashMap<String, Vec<Counted>>> = json(headers, BUSINESS);
        let businesses = businesses.into_iter().flat_map(HashMap::into_values);
        let others = OTHERS.into_iter().filter_map(|name| json(headers, name));
        let counted = others.chain(businesses.flatten());
        let told = counted.filter(|counted| !counted.kind.starts_with(ADS));
        told.map(|counted| Self::of(&counted))
            .chain(retry_after(headers))
            .reduce(|one, other| Self {
                percent: one.percent.max(other.percent),
                wait: one.wait.max(other.wait),
            })
    }

    fn of(counted: &Counted) -> Self {
        let most = counted
            .call_count
            .max(counted.total_time)
            .max(counted.total_cputime);
        let minutes = counted.estimated_time_to_regain_access;
        let wait = (minutes > 0).then(|| {
            let seconds = minutes.saturating_mul(60);
            Duration::from_secs(seconds).min(LONGEST_WAIT)
        });
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it lies between 0 and 100"
        )]
        let percent = most.clamp(0.0, 100.0) as u8;
        Self { percent, wait }
    }
}

fn retry_after(headers: &HeaderMap) -> Option<Usage> {
    let seconds: u64 = headers
        .get(RETRY_AFTER)?
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()?;
    let wait = Duration::from_secs(seconds).min(LONGEST_WAIT);
    Some(Usage {
        percent: 0,
        wait: (!wait.is_zero()).then_some(wait),
    })
}

fn json<'a, T: Deserialize<'a>>(headers: &'a HeaderMap, name: &str) -> Option<T> {
    serde_json::from_slice(headers.get(name)?.as_bytes()).ok()
}

/// Whether a throttled message says something about its customer only, and nothing about the channel.
pub fn is_of_one_customer(problem: &Problem) -> bool {
    problem.code.as_deref() == Some(PAIR_RATE)
}

/// Where the answers to an account's calls leave what they tell of its limits, whoever made the call.
#[derive(Debug, Default)]
pub struct Gauge(Mutex<Option<(Usage, Instant)>>);

impl Gauge {
    pub(crate) fn note(&self, headers: &HeaderMap) {
        let Some(usage) = Usage::read(headers) else {
            return;
        };
        let mut latest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A wait that nobody has looked at yet is not forgotten over a later answer without one.
        let left = latest.take().and_then(|(known, at)| left(known, at));
        let wait = usage.wait.max(left);
        *latest = Some((Usage { wait, ..usage }, Instant::now()));
    }

    /// What was told since this was asked last, with what is left of the wait.
    pub fn take(&self) -> Option<Usage> {
        let mut latest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (usage, at) = latest.take()?;
        let wait = left(usage, at);
        Some(Usage { wait, ..usage })
    }
}

fn left(usage: Usage, told_at: Instant) -> Option<Duration> {
    let left = usage.wait?.saturating_sub(told_at.elapsed());
    (!left.is_zero()).then_some(left)
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(given: &[(&'static str, &'static str)]) -> HeaderMap {
        let one = |(name, value): &(&'static str, &'static str)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        };
        given.iter().map(one).collect()
    }

    fn usage(percent: u8, seconds: u64) -> Usage {
        let wait = (seconds > 0).then(|| Duration::from_secs(seconds));
        Usage { percent, wait }
    }

    #[test]
    fn the_nearest_limit_and_the_longest_wait_count() {
        let app = (
            "x-app-usage",
            r#"{"call_count":28,"total_time":25,"total_cputime":61.5}"#,
        );
        let business = (
            BUSINESS,
            r#"{"1029":[{"type":"messenger","call_count":95,"estimated_time_to_regain_access":2},{"type":"ads_management","call_count":100,"estimated_time_to_regain_access":90}]}"#,
        );
        let after = ("retry-after", "30");
        assert_eq!(Usage::read(&headers(&[app])), Some(usage(61, 0)));
        assert_eq!(
            Usage::read(&headers(&[app, business])),
            Some(usage(95, 120))
        );
        assert_eq!(Usage::read(&headers(&[after])), Some(usage(0, 30)));
        assert_eq!(Usage::read(&headers(&[app, after])), Some(usage(61, 30)));
        assert_eq!(Usage::read(&headers(&[])), None);
    }

    #[test]
    fn numbers_out_of_all_bounds_are_bounded() {
        let page = ("x-page-usage", r#"{"call_count":1e9,"total_time":-5}"#);
        assert_eq!(Usage::read(&headers(&[page])), Some(usage(100, 0)));
        let after = ("retry-after", "99999999999");
        assert_eq!(Usage::read(&headers(&[after])), Some(usage(0, 24 * 3600)));
        for bad in ["soon", "", "-1", "0"] {
            let told = Usage::read(&headers(&[("retry-after", bad)]));
            assert_eq!(told.and_then(|usage| usage.wait), None, "{bad}");
        }
    }

    #[test]
    fn a_wait_is_kept_until_somebody_looks() {
        let gauge = Gauge::default();
        gauge.note(&headers(&[("retry-after", "30")]));
        gauge.note(&headers(&[("x-app-usage", r#"{"call_count":5}"#)]));
        gauge.note(&headers(&[]));
        let told = gauge.take().unwrap();
        assert_eq!(told.percent, 5);
        let wait = told.wait.unwrap();
        assert!(
            wait <= Duration::from_secs(30) && wait > Duration::from_secs(25),
            "{wait:?}"
        );
        assert_eq!(gauge.take(), None);
    }
}
