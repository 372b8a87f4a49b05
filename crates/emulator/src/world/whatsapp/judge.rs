//! Whether a message may go on WhatsApp. Some refusals come at once, others only as a status after the message was
//! accepted, as on the platform.

use jiff::{SignedDuration, Timestamp};

use super::outgoing::Content;
use crate::error::GraphError;
use crate::rules::{self, Breach, Category, Known, Platform, Request, Way};
use crate::world::business::Refused;
use crate::world::state::waba::{Ban, Waba};
use crate::world::state::{Customer, Failure, Number, Outlet, Person};

pub(super) const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Whether the number may send anything.
pub(super) fn standing(waba: &Waba, number: &Number) -> Result<(), Refused> {
    if waba.ban != Ban::None {
        return Err((GraphError::WA_LOCKED, Some("account-locked")));
    }
    if !number.registered {
        return Err((GraphError::WA_NOT_REGISTERED, None));
    }
    if number.maintenance {
        return Err((GraphError::WA_MAINTENANCE, None));
    }
    Ok(())
}

/// Applies the rules of the windows and templates.
pub(super) fn rules(
    waba: &Waba,
    outlet: &Outlet,
    customer: Option<&Customer>,
    content: &Content,
    now: Timestamp,
) -> Result<(), Breach> {
    let acts: Vec<_> = customer.map_or_else(Vec::new, |one| one.acts.iter().copied().collect());
    let templates: Vec<_> = waba.templates.iter().map(template).collect();
    let sanctions = waba.sanctions();
    let opened = waba.opened.iter();
    let begun: Vec<_> = opened
        .map(|(at, id)| rules::Begun {
            at: *at,
            is_this: customer.is_some_and(|customer| customer.id == *id),
        })
        .collect();
    let person = customer.and_then(|customer| customer.person.as_deref());
    let known = Known {
        platform: Platform::WhatsApp,
        acts: &acts,
        granted: &outlet.capabilities,
        sanctions: &sanctions,
        templates: &templates,
        begun: &begun,
        people_a_day: waba.tier.limit(),
        stopped_marketing: person.is_some_and(|person| person.stopped_marketing),
        blocked: customer.is_some_and(|customer| customer.blocked),
        ..Known::default()
    };
    let request = match content {
        Content::Template(draft) => Request {
            way: Way::Template,
            content: rules::Content::Template {
                name: &draft.name,
                language: &draft.language,
            },
        },
        Content::Text(text) => Request {
            way: Way::Window,
            content: rules::Content::Text(text),
        },
        _ => Request {
            way: Way::Window,
            content: rules::Content::Other,
        },
    };
    rules::judge(&request, &known, now)
}

fn template(template: &crate::world::state::waba::WaTemplate) -> rules::Template<'_> {
    rules::Template {
        name: &template.name,
        language: &template.language,
        category: template.category,
        status: template.status.rule(),
        // The world ends a pause itself, by changing the status.
        pause: None,
    }
}

/// How a broken rule shows: an error at once, a status later, or nothing but silence.
pub(super) enum Verdict {
    Refused(GraphError),
    Failed(Failure),
    /// It stays with one tick: the customer has blocked the business, and nobody says so.
    Silent,
}

/// How this breach shows.
pub(super) fn verdict(breach: Breach) -> Verdict {
    match breach {
        Breach::Blocked => Verdict::Silent,
        Breach::OutsideWindow => Verdict::Failed(OUTSIDE_WINDOW),
        Breach::StoppedMarketing => Verdict::Failed(STOPPED_MARKETING),
        Breach::Sanctioned => Verdict::Refused(GraphError::WA_RESTRICTED),
        Breach::TooManyPeople => Verdict::Refused(GraphError::WA_SPAM),
        Breach::TemplatePaused => Verdict::Refused(GraphError::WA_TEMPLATE_PAUSED),
        Breach::TemplateDisabled => Verdict::Refused(GraphError::WA_TEMPLATE_DISABLED),
        Breach::UnknownTemplate | Breach::TemplateNotApproved => {
            Verdict::Refused(GraphError::WA_NO_TEMPLATE)
        }
        _ => Verdict::Refused(GraphError::INVALID_PARAMETER),
    }
}

/// Counts a marketing message to a person; false when it was one too many. An answer within the last day lets
/// more of them through.
pub(super) fn marketing(waba: &Waba, person: &mut Person, answered: bool, now: Timestamp) -> bool {
    person.marketing.retain(|at| now.duration_since(*at) < DAY);
    let many = u32::try_from(person.marketing.len()).unwrap_or(u32::MAX);
    if !answered && many >= waba.marketing_a_day {
        return false;
    }
    if !answered {
        person.marketing.push_back(now);
    }
    true
}

/// Counts a person whom the business writes to first; false beyond the tier of the account.
pub(super) fn open(waba: &mut Waba, customer: &str, now: Timestamp) -> bool {
    waba.opened.retain(|(at, _)| now.duration_since(*at) < DAY);
    if waba.opened.iter().any(|(_, id)| id == customer) {
        return true;
    }
    let full = waba.tier.limit();
    if full.is_some_and(|limit| waba.opened.len() >= limit) {
        return false;
    }
    waba.opened.push_back((now, customer.to_owned()));
    true
}

/// The category of what a letter carries; none for a service message.
pub(super) fn category(waba: &Waba, content: &Content) -> Option<Category> {
    let Content::Template(draft) = content else {
        return None;
    };
    let mut templates = waba.templates.iter();
    let found =
        templates.find(|known| known.name == draft.name && known.language == draft.language);
    found.map(|template| template.category)
}

pub(super) const OUTSIDE_WINDOW: Failure = Failure::of(
    131_047,
    "Re-engagement message",
    "Message failed to send because more than 24 hours have passed since the customer last replied to this \
              number.",
);
const STOPPED_MARKETING: Failure = Failure::of(
    131_050,
    "Unable to deliver the message. This recipient has chosen to stop receiving marketing messages on WhatsApp \
            from your business",
    "Unable to deliver the message. This recipient has chosen to stop receiving marketing messages on \
              WhatsApp from your business",
);
pub(super) const UNDELIVERABLE: Failure =
    Failure::of(131_026, "Message undeliverable", "Message Undeliverable.");
pub(super) const MARKETING_CAP: Failure = Failure::of(
    131_049,
    "This message was not delivered to maintain healthy ecosystem engagement.",
    "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
);
pub(super) const PACED_OUT: Failure = Failure::of(
    132_015,
    "Template is Paused",
    "Template is paused due to low quality so it cannot be sent in a template message.",
);
pub(super) const MEDIA_DOWNLOAD: Failure = Failure::of(
    131_052,
    "Media download error",
    "The media could not be downloaded from the link that was given.",
);
pub(super) const NO_STICKER: Failure = Failure::of(
    131_053,
    "Media upload error",
    "A sticker has 512 x 512 pixels, and 100 KB when it stands still or 500 KB when it moves.",
);
