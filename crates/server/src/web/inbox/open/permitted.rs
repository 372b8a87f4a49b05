//! What a conversation offers of the permissions that the customer gave, and may still ask for.

use jiff::Timestamp;
use transom_domain::conversation::{Permission, PermissionKind};
use transom_domain::decide::facts;
use transom_policy::{Status, Verdict};

use super::Opened;
use crate::web::inbox::permitted::{Offer, code, draft, route};

impl Opened {
    /// The permissions that a text may be sent with now: one for each topic, and the newest for marketing.
    pub(super) fn offers(&self, now: Timestamp) -> Vec<Offer> {
        let granted = &self.thread.identity.granted;
        let mut newest: Vec<&Permission> = granted.permissions.iter().collect();
        newest.sort_by_key(|permission| std::cmp::Reverse(permission.issued_at));
        let facts = facts(&self.channel, &self.thread);
        let mut offers: Vec<Offer> = Vec::new();
        for permission in newest {
            let (kind, topic) = (permission.kind, permission.topic.as_str());
            let is_there = offers.iter().any(|offer| {
                offer.kind == kind && (kind == PermissionKind::Marketing || offer.topic == topic)
            });
            if is_there {
                continue;
            }
            let draft = draft(kind, topic, "…");
            if let Verdict::Allow(allowed) =
                transom_policy::decide(self.rulebook, &facts, &draft, now)
            {
                offers.push(Offer {
                    kind,
                    topic: topic.to_owned(),
                    until: allowed.until,
                });
            }
        }
        offers
    }

    /// The permissions that may be asked for, as the form names them.
    pub(super) fn askable(&self) -> Vec<&'static str> {
        let may_use = |kind: &PermissionKind| {
            self.status_of(route(*kind))
                .is_some_and(|status| matches!(status.status, Status::Open | Status::Closed))
        };
        [PermissionKind::OneTime, PermissionKind::Marketing]
            .into_iter()
            .filter(may_use)
            .map(code)
            .collect()
    }
}
