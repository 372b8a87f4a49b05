//! How fast a channel's calls may be: by what the platform has published, and by the configuration.

use jiff::SignedDuration;
use transom_domain::health::Standing;
use transom_policy::{Amount, Limit, LimitKind, Rulebook};

use super::Call;
use super::rate::Rate;
use crate::config;

/// What a platform lets a number send, as it tells at a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Throughput {
    /// What every number is sure of.
    #[default]
    Usual,
    /// The most there is.
    Raised,
    /// That of a number which is also used on a phone.
    BesidePhone,
}

impl Throughput {
    /// What follows from how an account stands.
    pub(crate) fn of(standing: &Standing) -> Self {
        match standing {
            Standing {
                is_on_phone: true, ..
            } => Self::BesidePhone,
            Standing {
                is_raised: true, ..
            } => Self::Raised,
            _ => Self::Usual,
        }
    }
}

/// How fast a channel's calls may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rates {
    sends: Rate,
    media: Option<Rate>,
    private_replies: Option<Rate>,
    live_replies: Option<Rate>,
    person: Option<Rate>,
    profiles: Rate,
    lookups: Rate,
    page_profile: Option<Rate>,
    new_templates: Option<Rate>,
    management: Rate,
}

const SECOND: SignedDuration = SignedDuration::from_secs(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

impl Rates {
    /// The rates under a rulebook. A limit with tiers is sure of its lowest, unless the platform told of another. Of what
    /// counts for the whole account, each of the channels that `share` it has its part.
    pub(crate) fn of(
        rulebook: &Rulebook,
        send: &config::Send,
        throughput: Throughput,
        share: u32,
    ) -> Self {
        let limit = |kind| rulebook.limit(kind);
        let most = |kind| limit(kind).and_then(|limit| limit.most.surely());
        let spread = |kind| limit(kind).and_then(|limit| spread(limit, false));
        let configured = Rate::within(send.per_second, SECOND);
        let most_sends = match throughput {
            Throughput::BesidePhone => spread(LimitKind::SendsBesidePhone),
            _ => None,
        };
        let most_sends = most_sends.or_else(|| {
            let is_raised = throughput == Throughput::Raised;
            limit(LimitKind::Sends).and_then(|limit| self::spread(limit, is_raised))
        });
        let share = share.max(1);
        let calls = limit(LimitKind::PlatformCalls);
        // All numbers of an account have one limit; a page has its own, which the platform counts by customers and tells
        // with every answer.
        let management = match most(LimitKind::PlatformCalls) {
            Some(_) => send.management_per_hour / share,
            None => send.management_per_hour,
        };
        Self {
            sends: most_sends.map_or(configured, |limit| configured.or_slower(limit)),
            media: spread(LimitKind::MediaSends),
            private_replies: spread(LimitKind::PrivateReplies),
            live_replies: spread(LimitKind::LiveReplies),
            person: spread(LimitKind::SendsToPerson),
            profiles: Rate::within(send.profiles_per_second, SECOND),
            lookups: calls
                .and_then(|limit| {
                    let templates = most(LimitKind::NewTemplates).unwrap_or(0);
                    let desk_and_checks = send.management_per_hour.saturating_mul(2);
                    beside(limit, desk_and_checks.saturating_add(templates), share)
                })
                .unwrap_or_else(|| Rate::within(management, HOUR)),
            page_profile: limit(LimitKind::ProfileCalls).and_then(|limit| by_hand(limit, 1)),
            new_templates: limit(LimitKind::NewTemplates).and_then(|limit| by_hand(limit, share)),
            management: Rate::within(management, HOUR),
        }
    }

    pub(super) fn of_call(&self, call: Call) -> Option<Rate> {
        match call {
            // Each goes before one message at the most.
            Call::Send | Call::Sign | Call::Upload => Some(self.sends),
            Call::SendMedia => self.media,
            Call::PrivateReply => self.private_replies,
            Call::LiveReply => self.live_replies,
            Call::Profile => Some(self.profiles),
            Call::Lookup => Some(self.lookups),
            Call::PageProfile => self.page_profile.or(Some(self.management)),
            Call::NewTemplate => self.new_templates.or(Some(self.management)),
            Call::Act | Call::Manage => Some(self.management),
        }
    }

    /// Of messages to one customer.
    pub(super) fn person(&self) -> Option<Rate> {
        self.person
    }
}

fn spread(limit: &Limit, is_raised: bool) -> Option<Rate> {
    let most = match &limit.most {
        Amount::Tiers(tiers) if is_raised => tiers.last().copied(),
        amount => amount.surely(),
    };
    let (most, every) = (most?, limit.every);
    Some(match limit.burst {
        Some(burst) => Rate::bursting(burst, most, every),
        None => Rate::within(most, every),
    })
}

fn by_hand(limit: &Limit, share: u32) -> Option<Rate> {
    Some(Rate::by_hand(limit.most.surely()? / share, limit.every))
}

/// What the limit of all calls leaves beside others. An account whose customers
/// write is active, so the highest tier counts.
fn beside(calls: &Limit, others: u32, share: u32) -> Option<Rate> {
    let Amount::Tiers(tiers) = &calls.most else {
        return None;
    };
    let left = tiers.last()?.saturating_sub(others);
    Some(Rate::within(left / share, calls.every))
}
