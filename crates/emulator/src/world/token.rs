//! What can be known of a token, and how it ends.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::World;
use super::rejection::Rejection;

/// What holds for a token; with nothing given it never ends and may do everything.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TokenTerms {
    /// When it expires.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<Timestamp>,
    /// When its app must be allowed anew to read.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub data_access_until: Option<Timestamp>,
    /// When it was made or renewed last; long ago when absent.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub issued_at: Option<Timestamp>,
    /// Permissions that it lacks.
    pub lacks: BTreeSet<String>,
}

/// How long a renewed token lives: sixty days.
const LIFE: SignedDuration = SignedDuration::from_hours(60 * 24);
/// How old a token is at least that can be renewed.
const REST: SignedDuration = SignedDuration::from_hours(24);

/// The permissions of every token that lacks none.
const SCOPES: [&str; 9] = [
    "pages_show_list",
    "pages_messaging",
    "pages_manage_metadata",
    "pages_utility_messaging",
    "instagram_basic",
    "instagram_manage_messages",
    "instagram_manage_comments",
    "whatsapp_business_messaging",
    "whatsapp_business_management",
];

impl World {
    /// Replaces the terms of the token of a page, an account or a business account of WhatsApp.
    pub fn set_token_terms(&self, holder: &str, terms: TokenTerms) -> Result<(), Rejection> {
        let mut state = self.lock();
        let holder = state.token_holder(holder).to_owned();
        if !state.wabas.contains_key(&holder) {
            state.outlet(&holder)?;
        }
        state.token_terms.insert(holder, terms);
        drop(state);
        self.changed();
        Ok(())
    }

    /// Whether the token of a page, an account or a business account has expired.
    pub(crate) fn has_expired(&self, holder: &str) -> bool {
        let now = self.now();
        let state = self.lock();
        let terms = state.token_terms.get(holder);
        let end = terms.and_then(|terms| terms.expires_at);
        end.is_some_and(|end| end <= now)
    }

    /// Has the token of an account live on; tells for how many seconds, unless it is too young.
    pub(crate) fn renew_token(&self, holder: &str) -> Option<i64> {
        let now = self.now();
        let mut state = self.lock();
        let terms = state.token_terms.entry(holder.to_owned()).or_default();
        if terms
            .issued_at
            .is_some_and(|issued_at| now.duration_since(issued_at) < REST)
        {
            return None;
        }
        terms.issued_at = Some(now);
        terms.expires_at = now.checked_add(LIFE).ok();
        drop(state);
        self.changed();
        Some(LIFE.as_secs())
    }

    /// What `/debug_token` answers about a token; nothing, if it is nobody's.
    pub(crate) fn about_token(&self, token: &str) -> Option<Value> {
        let page = self.outlet_of_token(token);
        let (holder, is_valid) = page.or_else(|| {
            let works = self.whatsapp_token(token)?;
            Some((self.account_of_token(token)?, works))
        })?;
        let is_valid = is_valid && !self.has_expired(&holder);
        let state = self.lock();
        let kind = if state.wabas.contains_key(&holder) {
            "SYSTEM_USER"
        } else {
            "PAGE"
        };
        let terms = state.token_terms.get(&holder).cloned().unwrap_or_default();
        let second = |end: Option<Timestamp>| end.map_or(0, Timestamp::as_second);
        let scopes = SCOPES.iter().filter(|scope| !terms.lacks.contains(**scope));
        Some(json!({
            "app_id": self.app().id, "type": kind, "application": "Transom", "profile_id": holder,
            "is_valid": is_valid, "expires_at": second(terms.expires_at),
            "data_access_expires_at": second(terms.data_access_until),
            "scopes": scopes.collect::<Vec<_>>(),
        }))
    }
}
