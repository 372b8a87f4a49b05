//! Templates of the business, which go at any time: of every category on WhatsApp, for utility alone on Messenger.

use jiff::Timestamp;

use super::calendar::{DAY, FIRST_PAUSE, SECOND_PAUSE, UTILITY_TEMPLATES, after};
use super::window::has_written_since;
use super::{Breach, Content, Known, Platform, window_end};
use crate::config::Capability;

/// A template.
#[derive(Debug, Clone, Copy)]
pub struct Template<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its language, as on the wire.
    pub language: &'a str,
    /// What it is for.
    pub category: Category,
    /// How it stands.
    pub status: Status,
    /// Since when it is paused, and which of its pauses that is, from 1; a pause without is ended by hand.
    pub pause: Option<(Timestamp, u8)>,
}

/// Somebody to whom the business wrote first.
#[derive(Debug, Clone, Copy)]
pub struct Begun {
    /// When.
    pub at: Timestamp,
    /// It is the customer of the request.
    pub is_this: bool,
}

/// What a template is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// Something the customer waits for.
    Utility,
    /// Everything that sells.
    Marketing,
    /// Codes.
    Authentication,
}

/// How a template stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Ready.
    Approved,
    /// Under review.
    Pending,
    /// Did not pass.
    Rejected,
    /// Stopped for some hours.
    Paused,
    /// Stopped for good.
    Disabled,
}

pub(super) fn judge(content: Content<'_>, known: &Known<'_>, now: Timestamp) -> Result<(), Breach> {
    match known.platform {
        Platform::Messenger if !UTILITY_TEMPLATES.has_come(now) => return Err(Breach::UnknownWay),
        Platform::Messenger if !known.has(Capability::UtilityMessages) => {
            return Err(Breach::NoPermission);
        }
        Platform::Messenger | Platform::WhatsApp => {}
        _ => return Err(Breach::UnknownWay),
    }
    if !matches!(content, Content::Template { .. }) {
        return Err(Breach::WrongContent);
    }
    let template = find(content, known).ok_or(Breach::UnknownTemplate)?;
    match template.status {
        Status::Pending | Status::Rejected => return Err(Breach::TemplateNotApproved),
        Status::Paused if template.is_paused_at(now) => return Err(Breach::TemplatePaused),
        Status::Approved | Status::Paused => {}
        Status::Disabled => return Err(Breach::TemplateDisabled),
    }
    match (known.platform, template.category) {
        (Platform::Messenger, Category::Marketing | Category::Authentication) => {
            Err(Breach::WrongContent)
        }
        (_, Category::Marketing) if known.stopped_marketing => Err(Breach::StoppedMarketing),
        (Platform::WhatsApp, Category::Marketing) if was_held_back(known, now) => {
            Err(Breach::MarketingHeldBack)
        }
        (Platform::WhatsApp, _) if is_one_too_many(known, now) => Err(Breach::TooManyPeople),
        _ => Ok(()),
    }
}

impl Template<'_> {
    fn is_paused_at(&self, now: Timestamp) -> bool {
        let Some((since, number)) = self.pause else {
            return true;
        };
        let length = match number {
            1 => FIRST_PAUSE,
            2 => SECOND_PAUSE,
            _ => return true,
        };
        now < after(since, length)
    }
}

/// What goes to a customer who has written since does not count against what each of them gets.
fn was_held_back(known: &Known<'_>, now: Timestamp) -> bool {
    let at = known.marketing_held_back_at.filter(|at| *at <= now);
    at.is_some_and(|at| now < after(at, DAY) && !has_written_since(known, at, now))
}

/// Whether the customer is new among as many as the business may write to first in a day. Within the window it is the
/// customer who began.
fn is_one_too_many(known: &Known<'_>, now: Timestamp) -> bool {
    let Some(most) = known.people_a_day else {
        return false;
    };
    let lately = |one: &&Begun| one.at <= now && now < after(one.at, DAY);
    let people = known.begun.iter().filter(lately);
    let wrote = window_end(known, now).is_some_and(|end| now < end);
    !wrote && !people.clone().any(|one| one.is_this) && people.count() >= most
}

/// The template that a message names.
pub(super) fn find<'a>(content: Content<'_>, known: &Known<'a>) -> Option<Template<'a>> {
    let Content::Template { name, language } = content else {
        return None;
    };
    let mut templates = known.templates.iter().copied();
    templates.find(|template| template.name == name && template.language == language)
}
