//! What stops a send beside the rules of windows and templates: routes, pace, targets, switches.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use crate::error::GraphError;
use crate::rules::Category;
use crate::world::business::Refused;
use crate::world::state::waba::Waba;
use crate::world::state::{Customer, Failure, Outlet};
use crate::world::whatsapp::media::Media;
use crate::world::whatsapp::outgoing::{Address, Content, Letter, MediaDraft, Source};
use crate::world::whatsapp::{judge, sticker};

/// A message can be reacted to for this long.
const REACTION: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Ways that do not carry this kind of message, and what a switch refuses.
pub(super) fn refuse_route(
    waba: &Waba,
    outlet: &mut Outlet,
    letter: &Letter,
    category: Option<Category>,
) -> Result<(), Refused> {
    if letter.marketing && category != Some(Category::Marketing) {
        let error = GraphError::wa_parameter("only marketing templates go this way");
        return Err((error, Some("malformed")));
    }
    if waba.marketing_elsewhere && !letter.marketing && category == Some(Category::Marketing) {
        return Err((GraphError::WA_MARKETING_ELSEWHERE, None));
    }
    let by_user_id = matches!(letter.to, Address::User(_));
    if by_user_id && category == Some(Category::Authentication) {
        return Err((GraphError::WA_NO_USER_ID, Some("malformed")));
    }
    if let Some(failure) = struck(outlet, true) {
        return Err((failure.into(), None));
    }
    Ok(())
}

pub(super) fn throttle(
    waba: &mut Waba,
    customer: &mut Customer,
    begins: bool,
    now: Timestamp,
) -> Result<(), Refused> {
    let id = customer.id.clone();
    let paced = customer
        .person
        .as_mut()
        .is_none_or(|one| one.pace.take(now));
    if !paced {
        return Err((GraphError::WA_PAIR_THROTTLED, None));
    }
    if begins && !judge::open(waba, &id, now) {
        return Err((GraphError::WA_SPAM, None));
    }
    Ok(())
}

/// What a reaction hangs on must be there, and not too old.
pub(super) fn check_target(
    customer: &Customer,
    content: &Content,
    now: Timestamp,
) -> Result<(), Refused> {
    let Content::Reaction { mid, .. } = content else {
        return Ok(());
    };
    let target = customer.message(mid).filter(|message| !message.deleted);
    match target {
        Some(target) if now.duration_since(target.at) <= REACTION => Ok(()),
        _ => {
            let details = "message_id: there is no such message, or it is older than 30 days";
            Err((GraphError::wa_value(details), Some("malformed")))
        }
    }
}

/// Why a message that is allowed still does not arrive.
pub(super) fn undelivered(
    waba: &Waba,
    customer: &mut Customer,
    letter: &Letter,
    category: Option<Category>,
    in_window: bool,
    now: Timestamp,
) -> Option<Failure> {
    let person = customer.person.as_mut()?;
    if person.unreachable || person.blocked_by_business {
        return Some(judge::UNDELIVERABLE);
    }
    if let Content::Media(MediaDraft {
        source: Source::Link(link),
        ..
    }) = &letter.content
        && reqwest::Url::parse(link).is_ok_and(|url| {
            url.host_str()
                .is_some_and(|host| host.ends_with(".invalid"))
        })
    {
        return Some(judge::MEDIA_DOWNLOAD);
    }
    let capped =
        category == Some(Category::Marketing) && !judge::marketing(waba, person, in_window, now);
    capped.then_some(judge::MARKETING_CAP)
}

/// The platform looks at a sticker only after it has accepted the message.
pub(super) fn unfit_sticker(files: &HashMap<String, Media>, content: &Content) -> Option<Failure> {
    let Content::Media(MediaDraft {
        kind: "sticker",
        source: Source::Id(id),
        ..
    }) = content
    else {
        return None;
    };
    let is_unfit = files
        .get(id)
        .is_some_and(|file| !sticker::fits(&file.bytes));
    is_unfit.then_some(judge::NO_STICKER)
}

/// The failure that a switch of the number asks for, now or as a status.
pub(super) fn struck(outlet: &mut Outlet, at_once: bool) -> Option<Failure> {
    let failures = &mut outlet.as_number_mut()?.failures;
    let place = failures.iter().position(|one| one.at_once == at_once)?;
    let strike = &mut failures[place];
    let failure = Failure {
        code: strike.code,
        title: strike.title.clone().into(),
        details: strike.details.clone().into(),
    };
    strike.times = strike.times.saturating_sub(1);
    if strike.times == 0 {
        failures.remove(place);
    }
    Some(failure)
}
