//! What the platform does to a page that breaks its rules.

use serde_json::{Value, json};

use super::World;
use super::input::Enforcement;
use super::rejection::Rejection;
use super::state::{Standing, TokenState};
use crate::webhook::event::Event;

impl World {
    /// Warns, bars or forgives a page, or takes its token away.
    pub fn enforce(&self, page: &str, enforcement: Enforcement) -> Result<(), Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let page = state
            .pages
            .get_mut(page)
            .ok_or_else(|| Rejection::unknown("page", page))?;
        let told = match enforcement {
            Enforcement::Warning { reason } => {
                let told = json!({ "action": "warning", "reason": reason });
                page.standing = Standing::Warned { reason };
                Some(told)
            }
            Enforcement::Block { reason, until } => {
                if until.is_some_and(|until| until <= now) {
                    return Err(Rejection::invalid("past", "a bar must end in the future"));
                }
                let told = json!({ "action": "block", "reason": reason });
                page.standing = Standing::Barred {
                    reason,
                    since: now,
                    until,
                };
                Some(told)
            }
            Enforcement::Unblock => {
                page.standing = Standing::Good;
                Some(json!({ "action": "unblock" }))
            }
            Enforcement::RevokeToken => {
                page.token = TokenState::Revoked;
                None
            }
            Enforcement::RestoreToken => {
                page.token = TokenState::Valid;
                None
            }
        };
        if let Some(told) = told {
            self.emit(page, Event::enforcement(&page.config.id, now, &told));
        }
        drop(state);
        self.changed();
        Ok(())
    }

    /// The page's standing as `GET /{page}/page_status` gives it.
    pub(crate) fn page_status(&self, page: &str) -> Value {
        let now = self.now();
        let state = self.lock();
        let Some(page) = state.pages.get(page) else {
            return Value::Null;
        };
        let violation = |reason: &str| json!([{ "type": "SPAM", "description": reason }]);
        match &page.standing {
            Standing::Warned { reason } => {
                json!({ "status": "warning", "violations": violation(reason) })
            }
            Standing::Barred {
                reason,
                since,
                until,
            } if page.is_barred(now) => {
                let mut restriction = json!({
                    "feature": "page_messaging_api", "status": "RESTRICTED", "description": reason,
                    "applied_time": since.as_second(), "violation_type": ["SPAM"],
                });
                if let Some(until) = until {
                    restriction["expiration_time"] = json!(until.as_second());
                }
                json!({
                    "status": "restricted", "violations": violation(reason),
                    "restrictions": [restriction],
                    "recommended_actions": [{ "action_type": "FILE_APPEAL" }],
                })
            }
            Standing::Good | Standing::Barred { .. } => json!({ "status": "ok" }),
        }
    }
}
