//! The limits on the pace of calls. Those of a second go by the real clock, for they protect real machines; longer ones
//! go by the world's.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::World;
use super::permission::window_end;
use super::state::{Outlet, PostKind, State};
use crate::clock::Clock;
use crate::error::GraphError;
use crate::fault::GraphFaultKind;
use crate::rules::Platform;

/// Sends a second, where an outlet has no limit of its own.
const SENDS: u32 = 300;
/// The same for an account with Instagram Login, by that interface's own page.
const SENDS_BY_LOGIN: u32 = 100;
/// Sends of media a second: audio and video on Messenger, every file on Instagram.
const MEDIA: u32 = 10;
/// Private replies, and those to the comments of a broadcast, a second.
const REPLIES: (usize, SignedDuration) = (750, SignedDuration::from_hours(1));
const LIVE_REPLIES: u32 = 100;
/// Calls a day for each person who is engaged with a page or account.
const CALLS: u32 = 200;
/// The fewest people that are counted: what a page may do that nobody has written to yet, the platform does not say.
const FEWEST: u32 = 10;
/// Calls to the profile of a page or account.
const PROFILE: (usize, SignedDuration) = (10, SignedDuration::from_mins(10));
/// Templates made for a business account on WhatsApp.
const TEMPLATES: (usize, SignedDuration) = (100, SignedDuration::from_hours(1));

impl World {
    /// The fault that strikes the next send, and the pause before the answer, in milliseconds.
    pub(crate) fn strike(&self, outlet: &str) -> (Option<GraphFaultKind>, u64) {
        let mut state = self.lock();
        state.outlets.get_mut(outlet).map_or((None, 0), |outlet| {
            (outlet.faults.strike(), outlet.faults.slow_ms)
        })
    }

    /// Counts a send of a page, account or number, or says which limit it is beyond.
    pub(crate) fn meter(&self, outlet: &str, body: &Value) -> Result<(), GraphError> {
        let (now, second) = (self.now(), second());
        let mut state = self.lock();
        let Some(outlet) = state.outlets.get_mut(outlet) else {
            return Ok(());
        };
        let platform = outlet.platform();
        let throttled = GraphError::throttled(platform);
        let is_live = answers_live(outlet, body);
        let limit = outlet.sends_per_second();
        let meters = &mut outlet.meters;
        if !meters.sends.take(second, limit) {
            return Err(throttled);
        }
        if platform == Platform::WhatsApp {
            return Ok(());
        }
        if carries_media(platform, body) && !meters.media.take(second, MEDIA) {
            return Err(throttled);
        }
        match is_live {
            None => Ok(()),
            Some(true) if meters.live_replies.take(second, LIVE_REPLIES) => Ok(()),
            Some(true) => Err(throttled),
            Some(false) => {
                let (limit, span) = REPLIES;
                let taken = meters.replies.take(now, span, limit);
                taken.map_err(|wait| throttled.regained_in(wait))
            }
        }
    }

    /// Counts a call to the profile of a page or account.
    pub(crate) fn meter_profile(&self, outlet: &str) -> Result<(), GraphError> {
        let now = self.now();
        let mut state = self.lock();
        let Some(outlet) = state.outlets.get_mut(outlet) else {
            return Ok(());
        };
        let (limit, span) = PROFILE;
        let throttled = GraphError::throttled(outlet.platform());
        let taken = outlet.meters.profile.take(now, span, limit);
        taken.map_err(|wait| throttled.regained_in(wait))
    }

    /// Counts a template that is made for a business account.
    pub(crate) fn meter_template(&self, waba: &str) -> Result<(), GraphError> {
        let now = self.now();
        let mut state = self.lock();
        let Some(waba) = state.wabas.get_mut(waba) else {
            return Ok(());
        };
        let (limit, span) = TEMPLATES;
        let taken = waba.creations.take(now, span, limit);
        taken.map_err(|wait| GraphError::WA_TOO_MANY_CALLS.regained_in(wait))
    }

    /// Counts a call of any kind, or says that the page or account has made too many within a day.
    pub(crate) fn meter_call(&self, outlet: &str) -> Result<(), GraphError> {
        let now = self.now();
        let mut state = self.lock();
        let found = state.outlets.get(outlet);
        let limit = found.and_then(|outlet| calls_a_day(&state, outlet, now));
        let (Some(limit), Some(outlet)) = (limit, state.outlets.get_mut(outlet)) else {
            return Ok(());
        };
        let taken = outlet.meters.calls.take(now, limit);
        taken.map_err(|wait| GraphError::TOO_MANY_CALLS.regained_in(wait))
    }

    /// How much of the nearest of its limits a page or account has used, in percent: of the sends in this second, and of
    /// all calls within the day.
    pub(crate) fn usage(&self, outlet: &str) -> u32 {
        let now = self.now();
        let state = self.lock();
        state.outlets.get(outlet).map_or(0, |outlet| {
            let limit = calls_a_day(&state, outlet, now);
            let sends = outlet.sends_per_second();
            let sends = outlet.meters.sends.percent(second(), sends);
            let calls = limit.map_or(0, |limit| {
                let calls = outlet.meters.calls.count(now);
                (calls.saturating_mul(100) / limit.max(1)).min(100)
            });
            sends.max(calls)
        })
    }
}

/// How many calls a page or account may make a day: by the people whose window is open, for whoever wrote within the day
/// is among them. Numbers of WhatsApp are counted in another way.
pub(super) fn calls_a_day(state: &State, outlet: &Outlet, now: Timestamp) -> Option<u32> {
    if outlet.platform() == Platform::WhatsApp {
        return None;
    }
    let people = state.customers.values();
    let engaged = people.filter(|person| {
        person.outlet == outlet.id && window_end(outlet, person, now).is_some_and(|end| end > now)
    });
    let engaged = u32::try_from(engaged.count()).unwrap_or(u32::MAX);
    Some(match outlet.faults.calls_per_person {
        Some(calls) => calls.saturating_mul(engaged),
        None => CALLS.saturating_mul(engaged.max(FEWEST)),
    })
}

impl Outlet {
    fn sends_per_second(&self) -> u32 {
        let by_login = self.as_account().is_some() && self.linked_page().is_none();
        let usual = if by_login { SENDS_BY_LOGIN } else { SENDS };
        self.send_limit.unwrap_or(usual)
    }
}

fn carries_media(platform: Platform, body: &Value) -> bool {
    let several = body["message"]["attachments"].as_array();
    let all = several.into_iter().flatten();
    let mut all = all.chain(body["message"].get("attachment"));
    all.any(|one| match one["type"].as_str() {
        Some("audio" | "video") => true,
        Some("image" | "file") => platform == Platform::Instagram,
        _ => false,
    })
}

/// Whether a private reply is one to a comment of a broadcast; none where it is no private reply.
fn answers_live(outlet: &Outlet, body: &Value) -> Option<bool> {
    let recipient = &body["recipient"];
    let id = recipient.get("comment_id").or(recipient.get("post_id"))?;
    let mut comments = outlet.comments.iter();
    let comment = comments.find(|comment| *id == *comment.id);
    let post = comment.and_then(|comment| outlet.post(&comment.post));
    Some(post.is_some_and(|post| matches!(post.kind, PostKind::Live { .. })))
}

fn second() -> i64 {
    Clock::real().as_second()
}
