//! To whom a business began, where the platform counts that.

use jiff::Timestamp;
use serde::Deserialize;

/// How near a business is to the most people to whom it may begin. How many these are, the platform tells each business;
/// whoever counts them tells here only what a decision needs, so that it need not look at each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipients {
    /// When it began with the earliest of its latest people, taken as many as it may have: with 250, with the 250th counted
    /// back from the latest. `None` while it has begun with fewer.
    #[serde(default)]
    pub full_since: Option<Timestamp>,
    /// When it began with this contact.
    #[serde(default)]
    pub begun_at: Option<Timestamp>,
}
