//! Whether a message may go: the rules applied to a page or account and a customer, and what a permitted
//! message spends.

use jiff::Timestamp;

use super::business::Refused;
use super::refusal;
use super::send::{Draft, Recipient, Way};
use super::state::{Comment, Customer, Outlet, PostKind, Template, TopicToken};
use crate::config::Capability;
use crate::error::GraphError;
use crate::rules::{self, Breach, Category, Content, Known, Place, Request, TokenKind};

/// Judges a message, and spends the comment or the token it goes by.
pub(super) fn permit(
    outlet: &mut Outlet,
    customer: &mut Customer,
    recipient: &Recipient,
    way: &Way,
    draft: &Draft,
    now: Timestamp,
) -> Result<(), Refused> {
    let request = Request {
        way: match (recipient, way) {
            (Recipient::Comment(id) | Recipient::Post(id), _) => rules::Way::Comment(id),
            (Recipient::Token(kind, token), _) => rules::Way::Token(*kind, token),
            (Recipient::Person(_) | Recipient::Checkbox(_), Way::Response | Way::Update) => {
                rules::Way::Window
            }
            (Recipient::Person(_) | Recipient::Checkbox(_), Way::Tag(tag)) => rules::Way::Tag(tag),
            (Recipient::Person(_) | Recipient::Checkbox(_), Way::Utility) => rules::Way::Template,
        },
        content: content(draft),
    };
    judge(outlet, customer, &request, now).map_err(|breach| {
        let error = refusal::broken(outlet.platform(), breach, request.way);
        (error, Some(breach.code()))
    })?;
    match recipient {
        Recipient::Person(_) | Recipient::Checkbox(_) => {}
        Recipient::Comment(id) | Recipient::Post(id) => {
            let mut comments = outlet.comments.iter_mut();
            if let Some(comment) = comments.find(|comment| comment.id == *id) {
                comment.answered = true;
            }
        }
        Recipient::Token(_, token) => {
            let mut tokens = customer.tokens.iter_mut();
            if let Some(known) = tokens.find(|known| known.token == *token) {
                known.used_at = Some(now);
            }
        }
    }
    Ok(())
}

/// Whether the app may ask for a permission, if that is what the message does.
pub(super) fn may_ask(outlet: &Outlet, draft: &Draft, now: Timestamp) -> Result<(), Refused> {
    for one in &draft.attachments {
        let (capability, kind) = match one.payload["template_type"].as_str() {
            Some("one_time_notif_req") => (Capability::OneTimeNotification, TokenKind::OneTime),
            Some("notification_messages") => (Capability::MarketingMessages, TokenKind::Marketing),
            _ => continue,
        };
        if !rules::exists(kind, now) {
            return Err((GraphError::INVALID_PARAMETER, Some("unknown-way")));
        }
        if !outlet.capabilities.contains(&capability) {
            return Err((GraphError::NO_PERMISSION_10, Some("no-permission")));
        }
    }
    Ok(())
}

/// The end of the window of a customer.
pub(super) fn window_end(
    outlet: &Outlet,
    customer: &Customer,
    now: Timestamp,
) -> Option<Timestamp> {
    let acts: Vec<_> = customer.acts.iter().copied().collect();
    let known = Known {
        platform: outlet.platform(),
        acts: &acts,
        granted: &outlet.capabilities,
        ..Known::default()
    };
    rules::window_end(&known, now)
}

fn judge(
    outlet: &Outlet,
    customer: &Customer,
    request: &Request<'_>,
    now: Timestamp,
) -> Result<(), Breach> {
    let acts: Vec<_> = customer.acts.iter().copied().collect();
    let tokens: Vec<_> = customer.tokens.iter().map(token).collect();
    let comments = outlet.comments.iter();
    let comments: Vec<_> = comments
        .filter(|comment| comment.customer == customer.id)
        .map(|one| comment(outlet, one))
        .collect();
    let templates: Vec<_> = outlet.templates.iter().map(template).collect();
    let known = Known {
        platform: outlet.platform(),
        acts: &acts,
        granted: &outlet.capabilities,
        tokens: &tokens,
        comments: &comments,
        templates: &templates,
        customer_country: customer.country(),
        business_country: outlet.country.as_deref(),
        stopped_marketing: customer.stopped_marketing,
        blocked: customer.blocked || customer.barred.is_some(),
        ..Known::default()
    };
    rules::judge(request, &known, now)
}

fn content(draft: &Draft) -> Content<'_> {
    match (&draft.utility, &draft.text) {
        (Some(utility), _) => Content::Template {
            name: &utility.name,
            language: &utility.language,
        },
        _ if draft.survey => Content::Survey,
        (None, Some(text)) => Content::Text(text),
        (None, None) => Content::Other,
    }
}

fn token(token: &TopicToken) -> rules::Token<'_> {
    rules::Token {
        id: &token.token,
        kind: token.kind,
        issued_at: Some(token.issued_at),
        expires_at: token.expires_at,
        used_at: match token.kind {
            TokenKind::OneTime => long_ago(token.used_at.is_some()),
            TokenKind::Marketing => token.used_at,
        },
    }
}

fn comment<'a>(outlet: &Outlet, comment: &'a Comment) -> rules::Comment<'a> {
    let post = outlet.post(&comment.post).map(|post| post.kind);
    rules::Comment {
        id: &comment.id,
        at: comment.at,
        place: match post {
            Some(PostKind::Live { ended_at }) => Place::Live { ended_at },
            _ => Place::Published,
        },
        answered_at: long_ago(comment.answered),
    }
}

/// What is spent stays spent, even if a test turns the clock back.
fn long_ago(happened: bool) -> Option<Timestamp> {
    happened.then_some(Timestamp::MIN)
}

fn template(template: &Template) -> rules::Template<'_> {
    rules::Template {
        name: &template.name,
        language: &template.language,
        category: Category::Utility,
        status: template.status.rule(),
        pause: None,
    }
}
