//! Pages and accounts alike: found, subscribed to, made to fail.

use std::collections::BTreeSet;

use super::World;
use super::rejection::Rejection;
use super::state::{Outlet, State, TokenState};
use super::view::{CommentView, OutletView};
use crate::fault::Faults;
use crate::rules::Platform;
use crate::webhook::{HandshakeError, handshake, topic};

/// Why a subscription did not come about.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SubscribeError {
    #[error(transparent)]
    Handshake(#[from] HandshakeError),
    #[error("{0:?} is no field that can be subscribed to")]
    Field(String),
}

impl World {
    /// Adds an outlet, unless its number or token is taken.
    pub(super) fn add(&self, outlet: Outlet) -> Result<OutletView, Rejection> {
        let mut state = self.lock();
        let own_token = outlet.access_token();
        let same = |other: &Outlet| {
            other.id == outlet.id || own_token.is_some() && other.access_token() == own_token
        };
        if state.outlets.values().any(same) {
            return Err(Rejection::invalid(
                "page-exists",
                "a page or an account has this id or this access token",
            ));
        }
        let id = outlet.id.clone();
        state.outlet_order.push(id.clone());
        state.outlets.insert(id.clone(), outlet);
        let view = OutletView::new(&state, state.outlet(&id)?, self.now());
        drop(state);
        self.changed();
        Ok(view)
    }

    /// All pages and accounts, the first one first.
    pub fn outlets(&self) -> Vec<OutletView> {
        let now = self.now();
        let state = self.lock();
        let order = state.outlet_order.iter();
        let outlets = order.filter_map(|id| state.outlets.get(id));
        outlets
            .map(|outlet| OutletView::new(&state, outlet, now))
            .collect()
    }

    /// One page or account.
    pub fn outlet(&self, id: &str) -> Result<OutletView, Rejection> {
        let now = self.now();
        let state = self.lock();
        Ok(OutletView::new(&state, state.outlet(id)?, now))
    }

    /// On which platform an outlet is.
    pub(crate) fn platform(&self, outlet: &str) -> Platform {
        let state = self.lock();
        if state.wabas.contains_key(outlet) {
            return Platform::WhatsApp;
        }
        let outlet = state.outlets.get(outlet);
        outlet.map_or(Platform::Messenger, Outlet::platform)
    }

    /// The outlet given, or the first one.
    pub(crate) fn outlet_or_first(&self, id: Option<String>) -> Result<String, Rejection> {
        let state = self.lock();
        let id = id.unwrap_or_else(|| state.outlet_order[0].clone());
        state.outlet(&id).map(|outlet| outlet.id.clone())
    }

    /// The outlet that a token belongs to, and whether the token works.
    pub(crate) fn outlet_of_token(&self, token: &str) -> Option<(String, bool)> {
        let state = self.lock();
        let mut outlets = state.outlets.values();
        let outlet = outlets.find(|outlet| outlet.access_token() == Some(token))?;
        Some((outlet.id.clone(), outlet.token == TokenState::Valid))
    }

    /// Whether the proof of the app secret fits a token of an outlet; the app's secret proves a token of nobody.
    pub(crate) fn proves(&self, outlet: Option<&str>, token: &str, proof: &str) -> bool {
        let state = self.lock();
        let outlet = outlet.and_then(|id| state.outlets.get(id));
        let secret = outlet.map_or(&self.app().secret, |outlet| &outlet.outbox.hook().secret);
        crate::webhook::signature::proves(secret.expose(), token, proof)
    }

    /// Replaces the switches of an outlet.
    pub fn set_faults(&self, outlet: &str, faults: Faults) -> Result<Faults, Rejection> {
        faults
            .check(self.platform(outlet))
            .map_err(|detail| Rejection::invalid("faults", detail))?;
        self.lock().set_faults(outlet, faults.clone())?;
        self.courier().switched.notify_waiters();
        self.changed();
        Ok(faults)
    }

    /// Where the webhooks of the app go.
    pub(crate) fn callback(&self) -> Option<String> {
        crate::lock(&self.courier().callback).clone()
    }

    /// Sets the callback of the app once it has passed the handshake.
    pub async fn set_callback(
        &self,
        callback: String,
        verify_token: Option<String>,
    ) -> Result<(), HandshakeError> {
        let token = match verify_token {
            Some(token) => token.into(),
            None => crate::lock(&self.app().verify_token).clone(),
        };
        self.shake_hands(&callback, token.expose()).await?;
        *crate::lock(&self.app().verify_token) = token;
        *crate::lock(&self.courier().callback) = Some(callback);
        self.changed();
        Ok(())
    }

    pub(super) async fn shake_hands(
        &self,
        callback: &str,
        token: &str,
    ) -> Result<(), HandshakeError> {
        let challenge = self.ids().number();
        handshake::verify(&self.courier().client, callback, token, &challenge).await
    }

    /// Subscribes the app to fields of an outlet, after another handshake with the callback, where there is one. A
    /// page's subscription covers every field of the accounts that are linked to it.
    pub(crate) async fn subscribe(
        &self,
        outlet: &str,
        fields: BTreeSet<String>,
    ) -> Result<(), SubscribeError> {
        let (platform, callback) = match self.lock().outlets.get(outlet) {
            Some(outlet) => (outlet.platform(), outlet.outbox.hook().callback()),
            None => return Ok(()),
        };
        let unknown = |field: &&String| !topic::is_field(platform, field);
        if let Some(field) = fields.iter().find(unknown) {
            return Err(SubscribeError::Field(field.clone()));
        }
        if let Some(callback) = callback {
            let token = crate::lock(&self.app().verify_token).clone();
            self.shake_hands(&callback, token.expose()).await?;
        }
        self.set_subscription(outlet, Some(fields));
        Ok(())
    }

    /// Ends the app's subscription to an outlet, and to what is linked to it.
    pub(crate) fn unsubscribe(&self, outlet: &str) {
        self.set_subscription(outlet, None);
    }

    fn set_subscription(&self, outlet: &str, fields: Option<BTreeSet<String>>) {
        let mut state = self.lock();
        for linked in state.outlets.values_mut() {
            if linked.linked_page() == Some(outlet) {
                linked.subscription = fields.is_some().then(|| every_field(Platform::Instagram));
            }
        }
        if let Some(outlet) = state.outlets.get_mut(outlet) {
            outlet.subscription = fields;
        }
        drop(state);
        self.changed();
    }

    /// What the platform does to an app whose callback has failed for too long. WhatsApp forgets what it could not
    /// tell and goes on: then this is false.
    pub(crate) fn unsubscribe_after_failure(&self, outlet: &str) -> bool {
        if self.lock().is_whatsapp(outlet) {
            tracing::warn!(
                outlet,
                "webhooks dropped: the callback has failed for too long"
            );
            return false;
        }
        tracing::warn!(
            outlet,
            "webhooks disabled: the callback has failed for too long"
        );
        let holder = self.lock().token_holder(outlet).to_owned();
        self.unsubscribe(&holder);
        true
    }

    /// All comments on what an outlet published, oldest first.
    pub fn comments(&self, outlet: &str) -> Result<Vec<CommentView>, Rejection> {
        let state = self.lock();
        let outlet = state.outlet(outlet)?;
        Ok(outlet.comments.iter().map(CommentView::new).collect())
    }
}

/// Every field that the emulator tells of.
pub(super) fn every_field(platform: Platform) -> BTreeSet<String> {
    topic::fields(platform).map(str::to_owned).collect()
}

impl State {
    /// Whether this is a number or a business account on WhatsApp.
    pub(super) fn is_whatsapp(&self, id: &str) -> bool {
        let outlet = self.outlets.get(id);
        self.wabas.contains_key(id)
            || outlet.is_some_and(|outlet| outlet.platform() == Platform::WhatsApp)
    }

    /// Whether a customer is one on WhatsApp.
    pub(super) fn writes_on_whatsapp(&self, customer: &str) -> bool {
        let customer = self.customers.get(customer);
        customer.is_some_and(|customer| customer.person.is_some())
    }

    fn set_faults(&mut self, id: &str, faults: Faults) -> Result<(), Rejection> {
        if let Some(waba) = self.wabas.get_mut(id) {
            waba.faults = faults;
        } else {
            self.outlet_mut(id)?.faults = faults;
        }
        Ok(())
    }

    pub(super) fn outlet(&self, id: &str) -> Result<&Outlet, Rejection> {
        let outlet = self.outlets.get(id);
        outlet.ok_or_else(|| Rejection::unknown("page or account", id))
    }

    pub(super) fn outlet_mut(&mut self, id: &str) -> Result<&mut Outlet, Rejection> {
        let outlet = self.outlets.get_mut(id);
        outlet.ok_or_else(|| Rejection::unknown("page or account", id))
    }

    /// The outlet whose token and subscription serve: the page, for an account that is linked to one.
    pub(super) fn token_holder<'a>(&'a self, id: &'a str) -> &'a str {
        let outlet = self.outlets.get(id);
        outlet.and_then(Outlet::linked_page).unwrap_or(id)
    }
}
