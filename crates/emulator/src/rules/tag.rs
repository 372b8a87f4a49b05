//! Message tags.

use jiff::{SignedDuration, Timestamp};

use super::act::past;
use super::calendar::{FEW_TAGS, NO_TAGS, WEEK, after};
use super::{Breach, Content, Known, Platform};
use crate::config::Capability;

/// The tags of before March 2020.
const OLD_TAGS: [&str; 6] = [
    "ISSUE_RESOLUTION",
    "SHIPPING_UPDATE",
    "RESERVATION_UPDATE",
    "APPOINTMENT_UPDATE",
    "TICKET_UPDATE",
    "PAYMENT_UPDATE",
];

pub(super) fn judge(
    tag: &str,
    content: Content<'_>,
    known: &Known<'_>,
    now: Timestamp,
) -> Result<(), Breach> {
    let few = FEW_TAGS.has_come(now);
    let updates = few && !NO_TAGS.has_come(now);
    match known.platform {
        Platform::Messenger => {}
        // The only tag that Instagram ever had.
        Platform::Instagram if tag == "HUMAN_AGENT" => {}
        Platform::Instagram => return Err(Breach::UnknownTag),
        _ => return Err(Breach::UnknownWay),
    }
    match tag {
        "HUMAN_AGENT" if few => {
            permitted(known, Capability::HumanAgent, Breach::NoPermission)?;
            let mut acts = past(known.acts, now);
            if !acts.any(|(at, act)| act.is_written() && now < after(at, WEEK)) {
                return Err(Breach::OutsideWindow);
            }
        }
        "CONFIRMED_EVENT_UPDATE" | "POST_PURCHASE_UPDATE" | "ACCOUNT_UPDATE" if updates => {}
        "CUSTOMER_FEEDBACK" if updates => {
            return match content {
                Content::Survey if acted_within(WEEK, known, now) => Ok(()),
                Content::Survey => Err(Breach::OutsideWindow),
                _ => Err(Breach::WrongContent),
            };
        }
        // Before, it went to pages with a permission that this world does not know.
        "NON_PROMOTIONAL_SUBSCRIPTION" if few => {
            permitted(known, Capability::NewsPage, Breach::NotANewsPage)?;
        }
        old if !few && OLD_TAGS.contains(&old) => {}
        _ => return Err(Breach::UnknownTag),
    }
    match content {
        Content::Template { .. } | Content::Survey => Err(Breach::WrongContent),
        Content::Text(_) | Content::Other if has_thread(known, now) => Ok(()),
        Content::Text(_) | Content::Other => Err(Breach::NoThread),
    }
}

fn permitted(known: &Known<'_>, capability: Capability, breach: Breach) -> Result<(), Breach> {
    if known.has(capability) {
        Ok(())
    } else {
        Err(breach)
    }
}

/// Whether the customer has acted; a comment is an act.
fn has_thread(known: &Known<'_>, now: Timestamp) -> bool {
    acts(known, now).next().is_some()
}

fn acted_within(limit: SignedDuration, known: &Known<'_>, now: Timestamp) -> bool {
    acts(known, now).any(|at| now < after(at, limit))
}

fn acts(known: &Known<'_>, now: Timestamp) -> impl Iterator<Item = Timestamp> {
    let comments = known.comments.iter().map(|comment| comment.at);
    past(known.acts, now)
        .filter(|(_, act)| act.introduces())
        .map(|(at, _)| at)
        .chain(comments.filter(move |at| *at <= now))
}
