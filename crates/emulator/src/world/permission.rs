//! Whether a message may go: the rules applied to a page and a customer, with the error each breach
//! gives, and what a permitted message spends.

use jiff::Timestamp;

use super::business::Refused;
use super::send::{Draft, Recipient, Way};
use super::state::{Comment, Customer, Page, Template, TopicToken};
use crate::graph::error::GraphError;
use crate::rules::{self, Breach, Category, Content, Known, Place, Request, Status, TokenKind};

/// Judges a message, and spends the comment or the token it goes by.
pub(super) fn permit(
    page: &mut Page,
    customer: &mut Customer,
    recipient: &Recipient,
    way: &Way,
    draft: &Draft,
    now: Timestamp,
) -> Result<(), Refused> {
    let request = Request {
        way: match (recipient, way) {
            (Recipient::Comment(id), _) => rules::Way::Comment(id),
            (Recipient::Token(token), _) => rules::Way::Token(TokenKind::OneTime, token),
            (Recipient::Person(_), Way::Response | Way::Update) => rules::Way::Window,
            (Recipient::Person(_), Way::Tag(tag)) => rules::Way::Tag(tag),
            (Recipient::Person(_), Way::Utility) => rules::Way::Template,
        },
        content: content(draft),
    };
    judge(page, customer, &request, now)
        .map_err(|breach| (error(breach, request.way), Some(breach.code())))?;
    match recipient {
        Recipient::Person(_) => {}
        Recipient::Comment(id) => {
            let mut comments = page.comments.iter_mut();
            if let Some(comment) = comments.find(|comment| comment.id == *id) {
                comment.answered = true;
            }
        }
        Recipient::Token(token) => {
            let mut tokens = customer.tokens.iter_mut();
            if let Some(known) = tokens.find(|known| known.token == *token) {
                known.used = true;
            }
        }
    }
    Ok(())
}

/// The end of the window of a customer.
pub(super) fn window_end(page: &Page, customer: &Customer, now: Timestamp) -> Option<Timestamp> {
    let acts: Vec<_> = customer.acts.iter().copied().collect();
    let known = Known {
        acts: &acts,
        granted: &page.config.capabilities,
        ..Known::default()
    };
    rules::window_end(&known, now)
}

fn judge(
    page: &Page,
    customer: &Customer,
    request: &Request<'_>,
    now: Timestamp,
) -> Result<(), Breach> {
    let acts: Vec<_> = customer.acts.iter().copied().collect();
    let tokens: Vec<_> = customer.tokens.iter().map(token).collect();
    let comments = page.comments.iter();
    let comments: Vec<_> = comments
        .filter(|comment| comment.customer == customer.id)
        .map(comment)
        .collect();
    let templates: Vec<_> = page.templates.iter().map(template).collect();
    let known = Known {
        acts: &acts,
        granted: &page.config.capabilities,
        tokens: &tokens,
        comments: &comments,
        templates: &templates,
        blocked: customer.blocked,
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
        kind: TokenKind::OneTime,
        issued_at: Some(token.issued_at),
        expires_at: None,
        used_at: long_ago(token.used),
    }
}

fn comment(comment: &Comment) -> rules::Comment<'_> {
    rules::Comment {
        id: &comment.id,
        at: comment.at,
        place: Place::Published,
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
        status: if template.approved {
            Status::Approved
        } else {
            Status::Rejected
        },
    }
}

fn error(breach: Breach, way: rules::Way<'_>) -> GraphError {
    use rules::Way::{Comment, Template, Token};
    match (breach, way) {
        (Breach::Blocked, _) => GraphError::PERSON_UNAVAILABLE,
        (Breach::Sanctioned, _) => GraphError::PAGE_BARRED,
        (Breach::NoThread, _) => GraphError::NO_SUCH_PERSON,
        (Breach::OutsideWindow, _) => GraphError::OUTSIDE_WINDOW,
        (Breach::NotANewsPage, _) => GraphError::NOT_A_NEWS_PAGE,
        (Breach::NoPermission, Template | Token(..)) => GraphError::NO_PERMISSION_200,
        (Breach::NoPermission, _) => GraphError::NO_PERMISSION_10,
        (_, Comment(_)) => GraphError::COMMENT_UNUSABLE,
        (_, Token(..)) => GraphError::invalid("this token has been used or has expired"),
        (_, Template) => {
            GraphError::invalid("the template does not exist in this language or is not approved")
        }
        _ => GraphError::INVALID_PARAMETER,
    }
}
