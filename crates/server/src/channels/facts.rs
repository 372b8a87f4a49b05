//! What the rules know of the templates of each account, shared by the channels that send them.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use transom_domain::template::Template;
use transom_store::TemplateAccount;

use super::Connected;
use crate::templates::account_of;

/// By account.
pub(super) struct Facts(HashMap<TemplateAccount, Arc<[transom_policy::Template]>>);

impl Facts {
    /// As they stand at a moment. A category that changes later is read anew then.
    pub(super) fn of(all: &HashMap<TemplateAccount, Vec<Template>>, now: Timestamp) -> Self {
        let facts = all.iter().map(|(account, templates)| {
            let known = templates.iter().filter_map(|template| template.fact(now));
            (account.clone(), known.collect())
        });
        Self(facts.collect())
    }

    pub(super) fn for_channel(&self, connected: &Connected) -> Arc<[transom_policy::Template]> {
        let account = account_of(connected);
        let own = account.and_then(|account| self.0.get(&account).cloned());
        own.unwrap_or_default()
    }
}
