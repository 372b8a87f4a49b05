//! What the platform does to a page or account that breaks its rules.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::World;
use super::input::Enforcement;
use super::rejection::Rejection;
use super::state::{Outlet, Standing, TokenState};
use crate::webhook::event::Event;

impl World {
    /// Warns, bars or forgives a page or account, or takes its token away.
    pub fn enforce(&self, outlet: &str, enforcement: Enforcement) -> Result<(), Rejection> {
        let now = self.now();
        let mut state = self.lock();
        if state.outlet(outlet)?.as_number().is_some() {
            return Err(Rejection::invalid(
                "not-here",
                "on WhatsApp the platform punishes the whole business account",
            ));
        }
        let holder = state.token_holder(outlet).to_owned();
        if let Some(token) = match enforcement {
            Enforcement::RevokeToken => Some(TokenState::Revoked),
            Enforcement::RestoreToken => Some(TokenState::Valid),
            _ => None,
        } {
            state.outlet_mut(&holder)?.token = token;
        }
        let outlet = state.outlet_mut(outlet)?;
        let told = match enforcement {
            Enforcement::Warning { reason } => {
                let told = json!({ "action": "warning", "reason": reason });
                outlet.standing = Standing::Warned { reason };
                Some(told)
            }
            Enforcement::Block { reason, until } => {
                if until.is_some_and(|until| until <= now) {
                    return Err(Rejection::invalid("past", "a bar must end in the future"));
                }
                let told = json!({ "action": "block", "reason": reason });
                outlet.standing = Standing::Barred {
                    reason,
                    since: now,
                    until,
                };
                Some(told)
            }
            Enforcement::Unblock => {
                outlet.standing = Standing::Good;
                Some(json!({ "action": "unblock" }))
            }
            Enforcement::RevokeToken | Enforcement::RestoreToken => None,
        };
        if let Some(told) = told {
            self.emit(outlet, Event::enforcement(outlet, now, &told));
            self.emit(outlet, Event::integrity(outlet, now, &status(outlet, now)));
        }
        drop(state);
        self.changed();
        Ok(())
    }

    /// The page's standing as `GET /{page}/page_status` gives it.
    pub(crate) fn page_status(&self, page: &str) -> Value {
        let now = self.now();
        let state = self.lock();
        let page = state.outlets.get(page);
        page.map_or(Value::Null, |page| status(page, now))
    }
}

fn status(page: &Outlet, now: Timestamp) -> Value {
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
