//! What a platform takes from a business that broke its rules.

use jiff::Timestamp;

use super::template::find;
use super::{Breach, Category, Known, Request, TokenKind, Way};

/// Something taken.
#[derive(Debug, Clone, Copy)]
pub struct Sanction {
    /// What.
    pub scope: Scope,
    /// Until when; for good, or until it is lifted, when absent.
    pub until: Option<Timestamp>,
}

/// What a sanction takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Messages under any tag.
    Tags,
    /// Whatever the business starts by template, marketing messages with it.
    Templates,
    /// Utility templates.
    UtilityTemplates,
    /// Marketing, by template or token.
    Marketing,
    /// Answers: free messages, those of a person after the window, private replies.
    Replies,
    /// Everything.
    All,
}

pub(super) fn judge(
    request: &Request<'_>,
    known: &Known<'_>,
    now: Timestamp,
) -> Result<(), Breach> {
    let is_on = |sanction: &&Sanction| sanction.until.is_none_or(|until| now < until);
    let mut scopes = known.sanctions.iter().filter(is_on).map(|on| on.scope);
    if scopes.any(|scope| scope.bars(request, known)) {
        Err(Breach::Sanctioned)
    } else {
        Ok(())
    }
}

impl Scope {
    fn bars(self, request: &Request<'_>, known: &Known<'_>) -> bool {
        let by_template = request.way == Way::Template;
        let is = |category| {
            by_template && find(request.content, known).is_some_and(|it| it.category == category)
        };
        let by_marketing = matches!(request.way, Way::Token(TokenKind::Marketing, _));
        match self {
            Self::All => true,
            Self::Tags => matches!(request.way, Way::Tag(_)),
            Self::Templates => by_template || by_marketing,
            Self::UtilityTemplates => is(Category::Utility),
            Self::Marketing => is(Category::Marketing) || by_marketing,
            Self::Replies => matches!(
                request.way,
                Way::Window | Way::Comment(_) | Way::Tag("HUMAN_AGENT")
            ),
        }
    }
}
