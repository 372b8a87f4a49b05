//! Templates of the business, which go at any time: of every category on WhatsApp, for utility alone on Messenger.

use jiff::Timestamp;

use super::calendar::UTILITY_TEMPLATES;
use super::{Breach, Content, Known, Platform};
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
        Status::Approved => {}
        Status::Pending | Status::Rejected => return Err(Breach::TemplateNotApproved),
        Status::Paused => return Err(Breach::TemplatePaused),
        Status::Disabled => return Err(Breach::TemplateDisabled),
    }
    match (known.platform, template.category) {
        (Platform::Messenger, Category::Marketing | Category::Authentication) => {
            Err(Breach::WrongContent)
        }
        (_, Category::Marketing) if known.stopped_marketing => Err(Breach::StoppedMarketing),
        _ => Ok(()),
    }
}

/// The template that a message names.
pub(super) fn find<'a>(content: Content<'_>, known: &Known<'a>) -> Option<Template<'a>> {
    let Content::Template { name, language } = content else {
        return None;
    };
    let mut templates = known.templates.iter().copied();
    templates.find(|template| template.name == name && template.language == language)
}
