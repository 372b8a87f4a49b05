//! For how long the platform tries to deliver: the rulebook says between what.

use jiff::SignedDuration;
use transom_domain::template::TimeToLive;
use transom_policy::Rulebook;

use super::{Fault, Rule};
use crate::template::NewTemplate;

/// What the platform would not take of the time after which a template's messages are given up.
pub fn check_time_to_live(rulebook: &Rulebook, new: &NewTemplate) -> Option<Fault> {
    let asked = new.components.time_to_live?;
    let rule = match (rulebook.time_to_live(new.category), asked) {
        (None, _) => Rule::Kind,
        (Some(rule), TimeToLive::Seconds(seconds)) => {
            let asked = SignedDuration::from_secs(seconds.into());
            if (rule.least..=rule.most).contains(&asked) {
                return None;
            }
            Rule::Time(rule.least, rule.most)
        }
        (Some(rule), TimeToLive::Longest) if rule.longest.is_some() => return None,
        (Some(rule), TimeToLive::Longest) => Rule::Time(rule.least, rule.most),
    };
    Some(Fault {
        field: "time_to_live_seconds".to_owned(),
        rule,
    })
}
