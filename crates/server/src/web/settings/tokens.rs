//! The keys of other programs to the API.

use askama::Template;
use jiff::Timestamp;

use super::Tab;
use crate::web::shell::Shell;

/// `GET /settings/tokens`; the form posts to the same address and answers with this page and the new token.
#[derive(Debug, Template)]
#[template(path = "settings/tokens.html")]
pub(crate) struct TokensPage {
    pub(crate) shell: Shell,
    pub(crate) tab: Tab,
    pub(crate) tokens: Vec<TokenRow>,
    /// The scopes that exist, as the API names them: `conversations:read`.
    pub(crate) scopes: Vec<&'static str>,
    /// Shown once, right after it was made.
    pub(crate) created: Option<CreatedToken>,
    pub(crate) name: String,
    pub(crate) problem: Option<String>,
}

/// A token in the list.
#[derive(Clone, Debug)]
pub(crate) struct TokenRow {
    /// `token_…`
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) created_by: String,
    pub(crate) created_at: Timestamp,
    pub(crate) last_used_at: Option<Timestamp>,
}

/// A token that was just made.
#[derive(Clone)]
pub(crate) struct CreatedToken {
    pub(crate) name: String,
    pub(crate) secret: String,
}

impl std::fmt::Debug for CreatedToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CreatedToken")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
