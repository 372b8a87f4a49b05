//! How long to keep quiet, as the platform tells in its usage headers.

use std::collections::HashMap;
use std::time::Duration;

use http::HeaderMap;
use serde::Deserialize;

/// The platform counts over 24 hours, so it cannot ask for more; a larger number is a fault.
const LONGEST_MINUTES: u64 = 24 * 60;

#[derive(Deserialize)]
struct Usage {
    #[serde(default)]
    estimated_time_to_regain_access: u64,
}

/// The longest wait that any of the headers asks for.
pub(super) fn wait(headers: &HeaderMap) -> Option<Duration> {
    let app: Option<Usage> = json(headers, "x-app-usage");
    let business: Option<HashMap<String, Vec<Usage>>> = json(headers, "x-business-use-case-usage");
    app.into_iter()
        .chain(
            business
                .into_iter()
                .flat_map(HashMap::into_values)
                .flatten(),
        )
        .map(|usage| usage.estimated_time_to_regain_access)
        .max()
        .filter(|minutes| *minutes > 0)
        .map(|minutes| Duration::from_mins(minutes.min(LONGEST_MINUTES)))
}

fn json<'a, T: Deserialize<'a>>(headers: &'a HeaderMap, name: &str) -> Option<T> {
    serde_json::from_slice(headers.get(name)?.as_bytes()).ok()
}
