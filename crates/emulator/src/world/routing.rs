//! Conversation routing: which of the apps that share a page or account controls each thread.
//!
//! Besides the app under test there are two: the platform's own inbox, and another app. What they do is caused by the
//! control API and the phones.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::business::Refused;
use super::rejection::Rejection;
use super::send::Control;
use super::state::{Customer, Outlet};
use super::{World, pair};
use crate::error::GraphError;
use crate::rules::Platform;
use crate::webhook::event::Event;
use crate::webhook::topic::Topic;

/// Without a word of the customer for so long, a thread is nobody's.
const IDLE: SignedDuration = SignedDuration::from_hours(24);
/// The longest that the control of a thread can be extended.
const LONGEST: i64 = 7 * 24 * 3600;
const PAGE_INBOX: &str = "263902037430900";
const INSTAGRAM_INBOX: &str = "1217981644879628";
/// The other app.
pub(super) const OTHER_APP: u64 = 517_202_613_884_201;
/// Its name.
const OTHER_APP_NAME: &str = "Booking bot";

/// An app that shares the page or account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The app under test.
    #[default]
    Own,
    /// The platform's own inbox.
    PageInbox,
    /// Another app.
    OtherApp,
}

/// Who controls a thread, and until when that was extended.
#[derive(Debug, Default)]
pub(crate) struct Routing {
    owner: Option<Party>,
    extended_until: Option<Timestamp>,
    /// What the app under test said when it asked for the thread.
    pub(crate) wish: Option<String>,
}

impl Routing {
    pub(super) fn set(&mut self, owner: Option<Party>) {
        *self = Self {
            owner,
            ..Self::default()
        };
    }

    /// The customer wrote: an idle thread begins anew, with the app that the page made its first.
    pub(super) fn acted(&mut self, last: Option<Timestamp>, at: Timestamp) {
        if self.is_idle(last, at) {
            self.set(None);
        }
    }

    fn is_idle(&self, last: Option<Timestamp>, now: Timestamp) -> bool {
        last.is_some_and(|last| now.duration_since(last) >= IDLE)
            && self.extended_until.is_none_or(|until| until <= now)
    }
}

/// Who controls a thread at a moment: while nobody does, it is up to the app that the page made its first.
pub(super) fn controller(outlet: &Outlet, customer: &Customer, now: Timestamp) -> Party {
    owner(customer, now).unwrap_or(outlet.default_app)
}

fn owner(customer: &Customer, now: Timestamp) -> Option<Party> {
    let last = customer.acts.iter().map(|(at, _)| *at).max();
    let routing = &customer.routing;
    routing.owner.filter(|_| !routing.is_idle(last, now))
}

/// What another app does about a thread.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AppAct {
    /// Which app; `own` does nothing here.
    pub app: Party,
    /// What it does.
    pub action: AppAction,
    /// What it says about it.
    #[serde(default)]
    pub metadata: Option<String>,
}

/// What another app can do about a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AppAction {
    /// Takes it.
    Take,
    /// Passes it to the app under test.
    Pass,
    /// Asks the app under test for it.
    Request,
    /// Gives it back.
    Release,
}

/// Which app a page or account prefers.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DefaultApp {
    /// The app.
    pub app: Party,
}

impl World {
    /// The id of an app.
    fn app_id(&self, outlet: &Outlet, party: Party) -> String {
        match party {
            Party::Own => self.app().id.clone(),
            Party::PageInbox if outlet.platform() == Platform::Instagram => {
                INSTAGRAM_INBOX.to_owned()
            }
            Party::PageInbox => PAGE_INBOX.to_owned(),
            Party::OtherApp => OTHER_APP.to_string(),
        }
    }

    fn party(&self, outlet: &Outlet, app_id: &str) -> Option<Party> {
        [Party::Own, Party::PageInbox, Party::OtherApp]
            .into_iter()
            .find(|party| self.app_id(outlet, *party) == app_id)
    }

    /// Tells of a change of control, with who had the thread and who has it.
    fn tell_control(
        &self,
        (outlet, customer): (&Outlet, &Customer),
        key: &str,
        (from, to): (Party, Party),
        metadata: Option<&str>,
    ) {
        let value = json!({
            "previous_owner_app_id": self.app_id(outlet, from),
            "new_owner_app_id": self.app_id(outlet, to),
            "metadata": metadata.unwrap_or_default(),
        });
        self.emit_control(outlet, customer, (key, value));
    }

    fn emit_control(&self, outlet: &Outlet, customer: &Customer, item: (&str, Value)) {
        let now = self.now();
        let event = Event::from_customer(outlet, &customer.id, now, Topic::Handover, item);
        self.emit(outlet, event);
    }

    /// Another app does something about a thread.
    pub fn act_as_app(&self, customer: &str, act: &AppAct) -> Result<(), Rejection> {
        if act.app == Party::Own {
            return Err(Rejection::invalid(
                "app",
                "the app under test acts by the Graph API",
            ));
        }
        let now = self.now();
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        if outlet.platform() == Platform::WhatsApp {
            return Err(Rejection::invalid(
                "not-here",
                "WhatsApp has no apps that share a thread",
            ));
        }
        let from = controller(outlet, customer, now);
        let said = act.metadata.as_deref();
        match act.action {
            AppAction::Take if from == act.app => {}
            AppAction::Take => {
                customer.routing.set(Some(act.app));
                let change = (from, act.app);
                self.tell_control((outlet, customer), "take_thread_control", change, said);
            }
            AppAction::Pass if from != act.app => {
                return Err(Rejection::invalid(
                    "not-owner",
                    "this app does not control the thread",
                ));
            }
            AppAction::Pass => {
                customer.routing.set(Some(Party::Own));
                let change = (from, Party::Own);
                self.tell_control((outlet, customer), "pass_thread_control", change, said);
            }
            AppAction::Request => {
                let by = self.app_id(outlet, act.app);
                let value =
                    json!({ "requested_owner_app_id": by, "metadata": said.unwrap_or_default() });
                self.emit_control(outlet, customer, ("request_thread_control", value));
            }
            AppAction::Release => {
                customer.routing.set(None);
                let to = outlet.default_app;
                if to != from {
                    let change = (from, to);
                    self.tell_control((outlet, customer), "pass_thread_control", change, said);
                }
            }
        }
        drop(state);
        self.changed();
        Ok(())
    }

    /// The page or account prefers another app from now on, which tells the app under test its role.
    pub fn set_default_app(&self, outlet: &str, app: Party) -> Result<(), Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let outlet = state.outlet_mut(outlet)?;
        outlet.default_app = app;
        let role = if app == Party::Own {
            "primary_receiver"
        } else {
            "secondary_receiver"
        };
        let roles = BTreeMap::from([(self.app().id.clone(), [role])]);
        self.emit(outlet, Event::roles(outlet, now, &json!(roles)));
        drop(state);
        self.changed();
        Ok(())
    }

    /// Gives a thread of our app to another, or back.
    pub(super) fn hand_over(
        &self,
        outlet: &Outlet,
        customer: &mut Customer,
        to: Option<Party>,
        said: Option<&str>,
    ) {
        customer.routing.set(to);
        let change = (Party::Own, to.unwrap_or(outlet.default_app));
        if to.is_some() || change.0 != change.1 {
            self.tell_control((outlet, customer), "pass_thread_control", change, said);
        }
    }

    /// Who gets a thread with a message: an app, or nobody.
    pub(super) fn next_party(
        &self,
        outlet: &Outlet,
        control: &Control,
    ) -> Result<Option<Party>, Refused> {
        let Control::Pass(app_id) = control else {
            return Ok(None);
        };
        let party = self.party(outlet, app_id).ok_or_else(|| {
            let error = GraphError::param("Param thread_control[app_id] must be a valid app");
            (error, Some("malformed"))
        })?;
        Ok(Some(party))
    }

    /// `/{page}/take_thread_control` and its like.
    pub(crate) fn control_thread(
        &self,
        outlet: &str,
        edge: &str,
        body: &Value,
    ) -> Result<Value, GraphError> {
        let now = self.now();
        let recipient = body["recipient"]["id"].as_str().unwrap_or_default();
        let said = body["metadata"].as_str();
        let mut state = self.lock();
        let found = pair(&mut state, recipient).ok();
        let (outlet, customer) = found
            .filter(|(own, _)| own.id == outlet)
            .ok_or(GraphError::NO_SUCH_PERSON)?;
        let from = controller(outlet, customer, now);
        let not_owner = match outlet.platform() {
            Platform::Instagram => GraphError::NOT_THREAD_OWNER,
            _ => GraphError::OTHER_APP_CONTROLS,
        };
        match edge {
            "take_thread_control" => {
                if outlet.default_app != Party::Own {
                    return Err(GraphError::NO_PERMISSION_10);
                }
                customer.routing.set(Some(Party::Own));
                if from != Party::Own {
                    let change = (from, Party::Own);
                    self.tell_control((outlet, customer), edge, change, said);
                }
            }
            "request_thread_control" => {
                if from == Party::Own {
                    return Err(GraphError::param("The app controls this thread already"));
                }
                customer.routing.wish = Some(said.unwrap_or_default().to_owned());
            }
            _ if from != Party::Own => return Err(not_owner),
            "pass_thread_control" => {
                let target = text_or_number(&body["target_app_id"]);
                let to = target
                    .and_then(|id| self.party(outlet, &id))
                    .ok_or_else(|| GraphError::param("Param target_app_id must be a valid app"))?;
                self.hand_over(outlet, customer, Some(to), said);
            }
            "release_thread_control" => self.hand_over(outlet, customer, None, said),
            _ => {
                let seconds = body["duration"]
                    .as_i64()
                    .filter(|it| (1..=LONGEST).contains(it));
                let seconds = seconds.ok_or_else(|| {
                    GraphError::param("Param duration must be at most 7 days, in seconds")
                })?;
                customer.routing.owner = Some(Party::Own);
                customer.routing.extended_until =
                    now.checked_add(SignedDuration::from_secs(seconds)).ok();
            }
        }
        drop(state);
        self.changed();
        Ok(json!({ "success": true }))
    }

    /// `/{page}/thread_owner`
    pub(crate) fn thread_owner(&self, outlet: &str, recipient: &str) -> Result<Value, GraphError> {
        let now = self.now();
        let mut state = self.lock();
        let found = pair(&mut state, recipient).ok();
        let (outlet, customer) = found
            .filter(|(own, _)| own.id == outlet)
            .ok_or(GraphError::NO_SUCH_PERSON)?;
        let Some(owner) = owner(customer, now) else {
            return Ok(json!({ "data": [] }));
        };
        let mut told = json!({ "app_id": self.app_id(outlet, owner) });
        if let Some(until) = customer.routing.extended_until {
            told["expiration"] = json!(until.as_second());
        }
        Ok(json!({ "data": [{ "thread_owner": told }] }))
    }

    /// `/{page}/secondary_receivers`: told to the app that the page made its first.
    pub(crate) fn secondary_receivers(&self, outlet: &str) -> Result<Value, GraphError> {
        let state = self.lock();
        let outlet = state
            .outlets
            .get(outlet)
            .ok_or_else(|| GraphError::no_object(outlet))?;
        if outlet.default_app != Party::Own {
            return Err(GraphError::NO_PERMISSION_10);
        }
        let inbox = match outlet.platform() {
            Platform::Instagram => "Instagram Inbox",
            _ => "Page Inbox",
        };
        let apps = [(Party::PageInbox, inbox), (Party::OtherApp, OTHER_APP_NAME)]
            .map(|(party, name)| json!({ "id": self.app_id(outlet, party), "name": name }));
        Ok(json!({ "data": apps }))
    }
}

/// An id as text, which some write as a number.
fn text_or_number(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
