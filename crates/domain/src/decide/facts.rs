//! What the rules are told of a thread, and what they say of its window.

use jiff::Timestamp;
use transom_policy::{Capability, Consent, Facts, MarketingConsent, Rulebook};

use crate::channel::{Channel, Measure};
use crate::conversation::{Thread, WindowDates};
use crate::id::MessageId;

/// What the policy engine is to know about a thread.
pub fn facts(channel: &Channel, thread: &Thread) -> Facts {
    facts_for(channel, thread, None)
}

/// The same for a message that is judged again: what it spends itself is not gone for it.
pub fn facts_for(channel: &Channel, thread: &Thread, judged: Option<MessageId>) -> Facts {
    Facts {
        templates: channel.templates.to_vec(),
        ..known(channel, thread, judged)
    }
}

/// The same without the templates, which can be many and have no part in how long the window is open.
pub(super) fn known(channel: &Channel, thread: &Thread, judged: Option<MessageId>) -> Facts {
    let granted = &thread.identity.granted;
    Facts {
        tokens: granted.tokens(judged),
        comments: granted.comments(judged),
        region: thread.identity.country().or(channel.region),
        window_events: thread.identity.window_events.clone(),
        window_refused_at: thread.identity.profile.window_refused_at,
        marketing_refused_at: thread.identity.profile.marketing_refused_at,
        recipients: thread.recipients,
        blocked: thread.identity.is_out_of_reach(),
        standby: thread.conversation.control.is_standby(),
        consecutive_tagged: thread.conversation.consecutive_tagged,
        // Where customers speak of all marketing at once, and where of each topic.
        consent: match &thread.identity.profile.marketing_stopped {
            None => granted.consent(),
            Some(told) if told.value => Consent {
                marketing: MarketingConsent::Stopped,
            },
            Some(_) => Consent {
                marketing: MarketingConsent::Granted,
            },
        },
        ..facts_of(channel)
    }
}

/// What it is to know about a channel, whoever is written to; the templates aside.
pub fn facts_of(channel: &Channel) -> Facts {
    Facts {
        region: channel.region,
        capabilities: channel.capabilities.clone(),
        restrictions: channel
            .restrictions
            .iter()
            .map(Measure::restriction)
            .collect(),
        channel_paused: channel.is_disconnected(),
        ..Facts::default()
    }
}

/// The dates of a thread's window as the rulebook sees them at this moment; none, when the customer cannot be reached.
pub fn window_dates(
    rulebook: &Rulebook,
    channel: &Channel,
    thread: &Thread,
    now: Timestamp,
) -> WindowDates {
    let facts = known(channel, thread, None);
    if facts.blocked {
        return WindowDates::default();
    }
    let window = transom_policy::window(rulebook, &facts, now);
    WindowDates {
        closes_at: window.closes_at,
        human_agent_until: window
            .human_agent_until
            .filter(|_| channel.capabilities.contains(&Capability::HumanAgent)),
    }
}
