//! Whether a message may go: the rules applied to a page and a customer, with the error each breach
//! gives.

use jiff::Timestamp;

use super::business::Refused;
use super::send::{Draft, Way};
use super::state::{Customer, Page};
use super::template;
use crate::config::Capability;
use crate::graph::error::GraphError;
use crate::rules::{self, Breach, Pass};

/// Applies the rules to a message for a person.
pub(super) fn judge(
    page: &Page,
    customer: &Customer,
    way: &Way,
    draft: &Draft,
    now: Timestamp,
) -> Result<(), Refused> {
    let pass = match way {
        Way::Response | Way::Update => Pass::Window,
        Way::Tag(tag) => Pass::Tag {
            tag,
            survey: draft.survey,
        },
        Way::Utility => Pass::Utility {
            approved: draft
                .utility
                .as_ref()
                .is_some_and(|draft| template::fill(page, draft).is_some()),
        },
    };
    let acts: Vec<_> = customer.acts.iter().copied().collect();
    rules::judge(&pass, &acts, &page.config.capabilities, now).map_err(|breach| {
        let error = match breach {
            Breach::OutsideWindow => GraphError::OUTSIDE_WINDOW,
            Breach::NotANewsPage => GraphError::NOT_A_NEWS_PAGE,
            Breach::NoPermission if *way == Way::Utility => GraphError::NO_PERMISSION_200,
            Breach::NoPermission => GraphError::NO_PERMISSION_10,
            Breach::WrongContent if *way == Way::Utility => GraphError::invalid(
                "the template does not exist in this language or is not approved",
            ),
            Breach::UnknownTag | Breach::WrongContent => GraphError::INVALID_PARAMETER,
        };
        (error, Some(breach.code()))
    })
}

/// Uses up the one private reply to a comment.
pub(super) fn answer_comment(page: &mut Page, id: &str, now: Timestamp) -> Result<(), Refused> {
    let unusable = |rule| (GraphError::COMMENT_UNUSABLE, Some(rule));
    let found = page.comments.iter_mut().find(|comment| comment.id == id);
    let comment = found.ok_or_else(|| unusable("unknown-comment"))?;
    if comment.answered {
        Err(unusable("comment-answered"))
    } else if !rules::private_reply_is_open(comment.at, now) {
        Err(unusable("comment-too-old"))
    } else {
        comment.answered = true;
        Ok(())
    }
}

/// Uses up a "Notify me" token.
pub(super) fn use_token(
    page: &Page,
    customer: &mut Customer,
    token: &str,
    now: Timestamp,
) -> Result<(), Refused> {
    if !page.has(Capability::OneTimeNotification) {
        return Err((GraphError::NO_PERMISSION_200, Some("no-permission")));
    }
    let unusable = |rule| {
        (
            GraphError::invalid("this token has been used or has expired"),
            Some(rule),
        )
    };
    let found = customer
        .tokens
        .iter_mut()
        .find(|known| known.token == token);
    let known = found.ok_or_else(|| unusable("unknown-token"))?;
    if known.used {
        Err(unusable("token-used"))
    } else if !rules::token_is_live(known.issued_at, now) {
        Err(unusable("token-expired"))
    } else {
        known.used = true;
        Ok(())
    }
}
