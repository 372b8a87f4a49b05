//! One case, judged by both sides.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use transom_emulator::rules::Breach;
use transom_policy::{
    Allowed, AuthorKind, Body, Purpose, Refusal, RefusalCode, Route, Rulebook, Verdict, Warning,
    WindowState, window,
};

use super::case::Case;
use super::platform::{Mood, World, tag_of};

/// What `policy` said, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Said {
    Allowed(Route),
    Refused(RefusalCode),
}

/// How the two sides differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Difference {
    /// The platform refuses what `policy` allows.
    Refuses(Breach),
    /// The platform takes, by this route, what `policy` refuses.
    Takes(Route),
    /// The platform refuses before the end that `policy` gives.
    EndsBefore(Breach),
    /// The platform takes the message at the end that `policy` gives.
    GoesOn,
    /// The platform takes it before the end of what is said to be in the way.
    FreeBefore,
    /// That is still in the way at its end.
    NotFree(Breach),
    /// The window is said to be possible, but no platform keeps it open.
    Impossible,
    /// The platform may keep the window open, and the refusal does not say so.
    Untold,
    /// The window ends at another moment than the countdown.
    Countdown,
    /// The platform refuses the route that is said to follow.
    NothingFollows(Route),
    /// The platform takes nothing by the route that is said to be a remedy.
    NoRemedy(Route),
    /// An allowed send does not say which token or comment it spends.
    SpendsNothing,
}

/// A microsecond, the finest that the platforms and the store tell apart.
const TICK: SignedDuration = SignedDuration::from_micros(1);

/// Judges a case by both sides.
pub(super) fn compare(case: &Case, rulebook: &Rulebook) -> (Said, Option<Difference>) {
    let world = World::new(case);
    let (said, difference) = match case.decide(rulebook) {
        Verdict::Allow(allowed) => (
            Said::Allowed(allowed.route),
            check_allowed(case, &world, &allowed),
        ),
        Verdict::Refuse(refusal) => (
            Said::Refused(refusal.code),
            check_refused(case, rulebook, &world, &refusal),
        ),
    };
    (
        said,
        difference.or_else(|| check_window(case, rulebook, &world)),
    )
}

/// The countdown ends when the window does.
fn check_window(case: &Case, rulebook: &Rulebook, world: &World<'_>) -> Option<Difference> {
    let shown = window(rulebook, &case.facts, case.now);
    let agrees = shown.state == WindowState::Unlimited
        || shown.closes_at == world.window_end(Mood::Strict)
            && (shown.possible_until.is_none()
                || shown.possible_until == world.window_end(Mood::Generous));
    (!agrees).then_some(Difference::Countdown)
}

/// The platform takes the message, now and until the moment that the verdict names, and not at that moment.
fn check_allowed(case: &Case, world: &World<'_>, allowed: &Allowed) -> Option<Difference> {
    let Some(request) = world.request(allowed.route, allowed.uses.as_ref()) else {
        return Some(Difference::SpendsNothing);
    };
    let says = |at| world.judge(&request, Mood::Strict, at);
    if let Err(breach) = says(case.now) {
        return Some(Difference::Refuses(breach));
    }
    let Some(until) = allowed.until else {
        return says(long_after(case.now)).err().map(Difference::EndsBefore);
    };
    if let Err(breach) = says(until - TICK) {
        return Some(Difference::EndsBefore(breach));
    }
    let follows = allowed.then.filter(|next| {
        let last = next
            .until
            .map_or(long_after(case.now), |until| until - TICK);
        let mut requests = world.requests(next.route).into_iter();
        !requests.any(|request| world.judge(&request, Mood::Strict, last).is_ok())
    });
    if let Some(next) = follows {
        return Some(Difference::NothingFollows(next.route));
    }
    // When the platform replaced recurring notifications, a verdict ended, but not each permission.
    let may_go_on = allowed.route == Route::MarketingMessage;
    (says(until).is_ok() && !may_go_on).then_some(Difference::GoesOn)
}

/// Longer than any rule counts.
fn long_after(now: Timestamp) -> Timestamp {
    now + SignedDuration::from_hours(24 * 365 * 30)
}

/// The platform takes the draft by none of the routes that the refusal speaks of, unless the reason is ours alone.
fn check_refused(
    case: &Case,
    rulebook: &Rulebook,
    world: &World<'_>,
    refusal: &Refusal,
) -> Option<Difference> {
    let mut remedies = refusal.remedies.iter().map(|remedy| remedy.route);
    if let Some(route) = remedies.find(|route| !world.is_open(*route)) {
        return Some(Difference::NoRemedy(route));
    }
    if is_ours_alone(refusal.code, &case.body) || is_awaited(case, refusal) {
        return None;
    }
    if let Some(difference) = check_end(world, refusal) {
        return Some(difference);
    }
    let routes = match case.route {
        Some(route) => vec![route],
        None => routes_of_auto(case),
    };
    let is_possible = refusal.warnings.contains(Warning::WindowPossible);
    // A restriction is told before a reason of ours that bars what the restriction left.
    let is_ours_by = |route| {
        refusal.code == RefusalCode::Restricted
            && case.route.is_none()
            && matches!(
                Case { route: Some(route), ..case.clone() }.decide(rulebook),
                Verdict::Refuse(refusal) if is_ours_alone(refusal.code, &case.body)
            )
    };
    for route in routes {
        for request in world.requests(route) {
            let says = |mood| world.judge(&request, mood, case.now);
            match (says(Mood::Strict), says(Mood::Generous)) {
                (Ok(()), _) if is_ours_by(route) => {}
                (Ok(()), _) => return Some(Difference::Takes(route)),
                // Told or not, a window that is merely possible is none of ours; but what is told must be true.
                (Err(_), Ok(())) if is_possible || refusal.code == RefusalCode::Restricted => {}
                (Err(_), Ok(())) => return Some(Difference::Untold),
                (_, Err(Breach::OutsideWindow)) if is_possible && route == Route::Standard => {
                    return Some(Difference::Impossible);
                }
                (_, Err(_)) => {}
            }
        }
    }
    None
}

/// A pause that should be over: the platform takes the template again, and we wait until it says so.
fn is_awaited(case: &Case, refusal: &Refusal) -> bool {
    let Body::Template { name, language } = &case.body else {
        return false;
    };
    let mut templates = case.facts.templates.iter();
    let own = templates.find(|one| one.name == *name && one.language == *language);
    refusal.code == RefusalCode::TemplateNotApproved
        && refusal.restricted_until.is_none()
        && own.is_some_and(|one| one.pause.is_some_and(|pause| pause.at <= case.now))
}

/// What the platform put in the way of a template is there until its end, and not at its end.
fn check_end(world: &World<'_>, refusal: &Refusal) -> Option<Difference> {
    let own = match refusal.code {
        RefusalCode::TemplateNotApproved => Breach::TemplatePaused,
        RefusalCode::FrequencyCap => Breach::MarketingHeldBack,
        RefusalCode::RecipientCap => Breach::TooManyPeople,
        _ => return None,
    };
    let until = refusal.restricted_until?;
    let request = world.requests(Route::Template).pop()?;
    let says = |at| world.judge(&request, Mood::Strict, at);
    if says(until - TICK).is_ok() {
        return Some(Difference::FreeBefore);
    }
    (says(until) == Err(own)).then_some(Difference::NotFree(own))
}

/// The routes that a draft without a stated one may take. A tag is for its purpose and a one-time token for its topic:
/// without them the platform would take the message, but it would be a lie.
fn routes_of_auto(case: &Case) -> Vec<Route> {
    match &case.body {
        Body::Template { .. } => vec![Route::UtilityTemplate, Route::Template],
        Body::Feedback => vec![Route::TagCustomerFeedback],
        Body::Text(_) => {
            let mut routes = vec![Route::Standard, Route::PrivateReply];
            if case.author == AuthorKind::Human {
                routes.push(Route::HumanAgent);
            }
            routes.extend(case.purpose.and_then(tag_of));
            if case.purpose == Some(Purpose::Topic) && case.topic.is_some() {
                routes.push(Route::OneTimeNotification);
            }
            routes
        }
    }
}

/// Whether the platform would take what is refused with this code, because it cannot see the reason or has none.
pub(super) fn is_ours_alone(code: RefusalCode, body: &Body) -> bool {
    match code {
        // Who wrote a message, what for, whether it promotes or recurs: it cannot tell before it is sent.
        RefusalCode::HumanOnly
        | RefusalCode::PurposeMismatch
        | RefusalCode::PromotionalContent
        | RefusalCode::RecurringContent
        // Our reading of where abuse begins.
        | RefusalCode::ConsecutiveTagged
        // A switch of ours.
        | RefusalCode::ChannelPaused
        // Who controls a thread is no rule of what may be sent: the emulator keeps it with the thread.
        | RefusalCode::Standby
        // Sent elsewhere, by no request of ours.
        | RefusalCode::ExternalRoute => true,
        // The platform also takes a survey inside the window or as a private reply; ours goes with its tag alone.
        RefusalCode::DraftMismatch => *body == Body::Feedback,
        RefusalCode::WindowClosed
        | RefusalCode::NeverContacted
        | RefusalCode::CapabilityMissing
        | RefusalCode::RouteRetired
        | RefusalCode::RouteUnknown
        | RefusalCode::Restricted
        | RefusalCode::TokenMissing
        | RefusalCode::TokenUsed
        | RefusalCode::TokenExpired
        | RefusalCode::CommentMissing
        | RefusalCode::CommentAnswered
        | RefusalCode::CommentTooOld
        | RefusalCode::LiveEnded
        | RefusalCode::TemplateMissing
        | RefusalCode::TemplateNotApproved
        | RefusalCode::OptedOut
        | RefusalCode::Blocked
        | RefusalCode::FrequencyCap
        | RefusalCode::RecipientCap
        | RefusalCode::ContentTooLong => false,
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Allowed(route) => write!(f, "allows it by {route}"),
            Self::Refused(code) => write!(f, "refuses it as {code}"),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refuses(breach) => write!(f, "the platform refuses it: {}", breach.code()),
            Self::Takes(route) => write!(f, "the platform takes it by {route}"),
            Self::EndsBefore(breach) => write!(
                f,
                "before `until` the platform refuses it: {}",
                breach.code()
            ),
            Self::GoesOn => f.write_str("the platform still takes it at `until`"),
            Self::FreeBefore => {
                f.write_str("before `restricted_until` the platform takes it already")
            }
            Self::NotFree(breach) => write!(
                f,
                "at `restricted_until` the platform still refuses it: {}",
                breach.code()
            ),
            Self::Countdown => f.write_str("the window ends at another moment than the countdown"),
            Self::Impossible => f.write_str("the window is not possible"),
            Self::Untold => f.write_str("the window is possible, which it does not say"),
            Self::NothingFollows(route) => {
                write!(f, "the platform refuses {route}, which is to follow")
            }
            Self::NoRemedy(route) => write!(f, "the platform takes nothing by {route}, a remedy"),
            Self::SpendsNothing => f.write_str("it does not say what it spends"),
        }
    }
}
