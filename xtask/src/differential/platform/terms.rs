//! One side's words in the other's.

use jiff::Timestamp;
use transom_emulator::{Capability, rules};
use transom_policy::{
    Comment, CommentKind, Recipients, RestrictionScope, Template, TemplateCategory, TemplateStatus,
    Token, WindowEventKind,
};

fn past(at: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    at.filter(|at| *at <= now)
}

pub(super) fn act(kind: WindowEventKind) -> rules::Act {
    match kind {
        WindowEventKind::Message => rules::Act::Message,
        WindowEventKind::Postback => rules::Act::Postback,
        WindowEventKind::Referral => rules::Act::Referral,
        WindowEventKind::Reaction => rules::Act::Reaction,
        WindowEventKind::Unreaction => rules::Act::Unreaction,
        WindowEventKind::PluginOptIn => rules::Act::PluginOptIn,
        WindowEventKind::AdMessage => rules::Act::AdMessage,
        WindowEventKind::Comment => rules::Act::Comment,
        WindowEventKind::Call => rules::Act::Call,
        WindowEventKind::Read => rules::Act::Read,
        WindowEventKind::Delivery => rules::Act::Delivery,
        WindowEventKind::MarketingOptIn => rules::Act::MarketingOptIn,
        WindowEventKind::StoryMention => rules::Act::StoryMention,
    }
}

pub(super) fn granted(capability: transom_policy::Capability) -> Capability {
    use transom_policy::Capability as Ours;
    match capability {
        Ours::HumanAgent => Capability::HumanAgent,
        Ours::UtilityMessages => Capability::UtilityMessages,
        Ours::OneTimeNotification => Capability::OneTimeNotification,
        Ours::MarketingMessages => Capability::MarketingMessages,
        Ours::NewsPage => Capability::NewsPage,
    }
}

pub(super) fn scope(scope: RestrictionScope) -> rules::Scope {
    match scope {
        RestrictionScope::Tags => rules::Scope::Tags,
        RestrictionScope::Templates => rules::Scope::Templates,
        RestrictionScope::UtilityTemplates => rules::Scope::UtilityTemplates,
        RestrictionScope::Marketing => rules::Scope::Marketing,
        RestrictionScope::Replies => rules::Scope::Replies,
        RestrictionScope::All => rules::Scope::All,
    }
}

pub(super) fn token(token: &Token, now: Timestamp) -> rules::Token<'_> {
    match token {
        Token::OneTime {
            id,
            issued_at,
            used_at,
            ..
        } => rules::Token {
            id: id.as_deref().unwrap_or_default(),
            kind: rules::TokenKind::OneTime,
            issued_at: Some(*issued_at),
            expires_at: None,
            used_at: past(*used_at, now),
        },
        Token::Marketing {
            id,
            issued_at,
            expires_at,
            last_sent_at,
        } => rules::Token {
            id: id.as_deref().unwrap_or_default(),
            kind: rules::TokenKind::Marketing,
            issued_at: *issued_at,
            expires_at: *expires_at,
            used_at: past(*last_sent_at, now),
        },
    }
}

fn category(category: TemplateCategory) -> rules::Category {
    match category {
        TemplateCategory::Utility => rules::Category::Utility,
        TemplateCategory::Marketing => rules::Category::Marketing,
        TemplateCategory::Authentication => rules::Category::Authentication,
    }
}

fn status(status: TemplateStatus) -> rules::Status {
    match status {
        TemplateStatus::Approved => rules::Status::Approved,
        TemplateStatus::Pending => rules::Status::Pending,
        TemplateStatus::Rejected => rules::Status::Rejected,
        TemplateStatus::Paused => rules::Status::Paused,
        TemplateStatus::Disabled => rules::Status::Disabled,
    }
}

pub(super) fn comment(comment: &Comment, now: Timestamp) -> rules::Comment<'_> {
    rules::Comment {
        id: comment.id.as_deref().unwrap_or_default(),
        at: comment.at,
        place: match comment.kind {
            CommentKind::Live => rules::Place::Live {
                ended_at: past(comment.live_ended_at, now),
            },
            _ => rules::Place::Published,
        },
        answered_at: past(comment.answered_at, now),
    }
}

pub(super) fn template(template: &Template, now: Timestamp) -> rules::Template<'_> {
    rules::Template {
        name: &template.name,
        language: &template.language,
        category: category(template.category),
        status: status(template.status),
        // A pause that has yet to begin is none.
        pause: template
            .pause
            .filter(|pause| pause.at <= now)
            .map(|pause| (pause.at, pause.number)),
    }
}

/// The people with whom the business began, where it may begin with one a day.
pub(super) fn begun(recipients: Recipients, now: Timestamp) -> Vec<rules::Begun> {
    let other = past(recipients.full_since, now).map(|at| (at, false));
    let this = past(recipients.begun_at, now).map(|at| (at, true));
    let all = [other, this].into_iter().flatten();
    all.map(|(at, is_this)| rules::Begun { at, is_this })
        .collect()
}

pub(super) fn held_back(at: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    past(at, now)
}
