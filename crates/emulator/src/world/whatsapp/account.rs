//! Business accounts and their numbers: added, found, subscribed to.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};

use jiff::SignedDuration;
use serde_json::{Map, json};

use crate::config::{NumberConfig, WhatsAppConfig};
use crate::fault::Faults;
use crate::rules::Platform;
use crate::webhook::{HandshakeError, Hook, Outbox};
use crate::world::outlet::every_field;
use crate::world::state::waba::{Ban, Quality, Waba};
use crate::world::state::{Number, Outlet, Rolling, TokenState};
use crate::world::view::{OutletView, WabaView};
use crate::world::{Rejection, World};

impl World {
    /// Adds a business account with its numbers.
    pub fn add_whatsapp(&self, config: WhatsAppConfig) -> Result<WabaView, Rejection> {
        if !is_number(&config.id) {
            return Err(Rejection::invalid(
                "account-id",
                "the id of a business account is a number",
            ));
        }
        if config.numbers.is_empty() {
            return Err(Rejection::invalid(
                "numbers",
                "a business account needs a phone number",
            ));
        }
        let WhatsAppConfig {
            id,
            name,
            access_token,
            numbers,
            country,
            subscribed,
            user_ids,
            tier,
            marketing_a_day,
            review_seconds,
        } = config;
        let callback = Arc::new(Mutex::new(None));
        let hook = self.whatsapp_hook(vec![Arc::clone(&callback)]);
        let waba = Waba {
            id: id.clone(),
            name,
            country,
            access_token,
            token: TokenState::Valid,
            subscription: None,
            user_ids,
            callback,
            templates: Vec::new(),
            retired: Vec::new(),
            tier,
            marketing_a_day,
            review: SignedDuration::from_secs(i64::from(review_seconds)),
            markets: true,
            marketing_elsewhere: false,
            restrictions: Vec::new(),
            ban: Ban::None,
            offences: 0,
            opened: VecDeque::new(),
            creations: Rolling::default(),
            faults: Faults::default(),
            outbox: Outbox::open(self, hook),
        };
        let mut state = self.lock();
        if state.wabas.contains_key(&id) || state.outlets.contains_key(&id) {
            return Err(Rejection::invalid(
                "account-exists",
                "something has this id already",
            ));
        }
        state.wabas.insert(id.clone(), waba);
        drop(state);
        for number in numbers {
            if let Err(rejection) = self.add_number(&id, number) {
                self.remove_whatsapp(&id);
                return Err(rejection);
            }
        }
        if subscribed {
            self.subscribe_whatsapp(&id, true);
        }
        self.spawn_reviews();
        self.waba(&id)
    }

    fn remove_whatsapp(&self, waba: &str) {
        let mut state = self.lock();
        state.wabas.remove(waba);
        let of_it = |outlet: &Outlet| outlet.as_number().is_some_and(|one| one.waba == waba);
        state.outlets.retain(|_, outlet| !of_it(outlet));
        let left: BTreeSet<String> = state.outlets.keys().cloned().collect();
        state.outlet_order.retain(|id| left.contains(id));
    }

    /// Adds a number to a business account.
    pub fn add_number(&self, waba: &str, config: NumberConfig) -> Result<OutletView, Rejection> {
        if !is_number(&config.id) || !is_number(&config.number) || config.number.len() > 15 {
            return Err(Rejection::invalid(
                "number",
                "the id of a number has digits only, and so has the number, at most 15",
            ));
        }
        let callback = Arc::new(Mutex::new(None));
        let (of_waba, subscription, user_ids) = {
            let state = self.lock();
            let found = state.wabas.get(waba);
            let found = found.ok_or_else(|| Rejection::unknown("business account", waba))?;
            let subscription = found.subscription.clone();
            (Arc::clone(&found.callback), subscription, found.user_ids)
        };
        let hook = self.whatsapp_hook(vec![Arc::clone(&callback), of_waba]);
        let number = Number {
            waba: waba.to_owned(),
            phone: config.number.clone(),
            user_ids,
            verified: true,
            registered: true,
            pin: None,
            quality: Quality::Green,
            failures: Vec::new(),
            maintenance: false,
            profile: Map::from_iter([("vertical".to_owned(), json!("UNDEFINED"))]),
            settings: json!({ "storage_configuration": { "status": "DEFAULT" } }),
            commerce: json!({ "is_catalog_visible": false, "is_cart_enabled": true }),
            automation: Map::new(),
            public_key: None,
            callback,
            service: (String::new(), 0),
        };
        let mut outlet = Outlet::number(config, number, Outbox::open(self, hook));
        outlet.subscription = subscription;
        self.add(outlet)
    }

    fn whatsapp_hook(&self, mut callbacks: Vec<Arc<Mutex<Option<String>>>>) -> Hook {
        callbacks.push(self.courier().callback.clone());
        Hook {
            platform: Platform::WhatsApp,
            secret: self.app().secret.clone(),
            callbacks,
        }
    }

    /// All business accounts, by id.
    pub fn wabas(&self) -> Vec<WabaView> {
        let now = self.now();
        let state = self.lock();
        let mut views: Vec<_> = state
            .wabas
            .values()
            .map(|waba| WabaView::new(&state, waba, now))
            .collect();
        views.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        views
    }

    /// One business account.
    pub fn waba(&self, id: &str) -> Result<WabaView, Rejection> {
        let now = self.now();
        let state = self.lock();
        let waba = state.wabas.get(id);
        let waba = waba.ok_or_else(|| Rejection::unknown("business account", id))?;
        Ok(WabaView::new(&state, waba, now))
    }

    /// Whether a token is one of a business account, and works.
    pub(crate) fn whatsapp_token(&self, token: &str) -> Option<bool> {
        let state = self.lock();
        let mut wabas = state.wabas.values();
        let waba = wabas.find(|waba| waba.access_token.expose() == token)?;
        Some(waba.token == TokenState::Valid)
    }

    /// The first business account that a token opens.
    pub(crate) fn account_of_token(&self, token: &str) -> Option<String> {
        let state = self.lock();
        let all = state.wabas.values();
        let own = all.filter(|waba| waba.access_token.expose() == token);
        own.map(|waba| waba.id.clone()).min()
    }

    /// Whether a token opens a business account.
    pub(crate) fn opens(&self, token: &str, waba: &str) -> bool {
        let state = self.lock();
        let waba = state.wabas.get(waba);
        waba.is_some_and(|waba| waba.access_token.expose() == token)
    }

    /// The business account that a number belongs to.
    pub(crate) fn waba_of(&self, number: &str) -> Option<String> {
        let state = self.lock();
        let number = state.outlets.get(number)?.as_number()?;
        Some(number.waba.clone())
    }

    /// Subscribes the app to a business account and its numbers, or ends it.
    pub(crate) fn subscribe_whatsapp(&self, waba: &str, on: bool) {
        let mut state = self.lock();
        let asked = state.whatsapp_fields.clone();
        let fields = on.then(|| asked.unwrap_or_else(|| every_field(Platform::WhatsApp)));
        for outlet in state.outlets.values_mut() {
            if outlet.as_number().is_some_and(|number| number.waba == waba) {
                outlet.subscription.clone_from(&fields);
            }
        }
        if let Some(waba) = state.wabas.get_mut(waba) {
            waba.subscription = fields;
        }
        drop(state);
        self.changed();
    }

    /// The fields of WhatsApp that the app wants, for every account it is subscribed to.
    pub(crate) fn set_whatsapp_fields(&self, fields: BTreeSet<String>) {
        let mut state = self.lock();
        state.whatsapp_fields = Some(fields);
        let subscribed = state
            .wabas
            .values()
            .filter(|waba| waba.subscription.is_some());
        let subscribed: Vec<String> = subscribed.map(|waba| waba.id.clone()).collect();
        drop(state);
        for waba in subscribed {
            self.subscribe_whatsapp(&waba, true);
        }
    }

    /// Sends the webhooks of a business account or of a number elsewhere, after a handshake; or back to the app's
    /// callback.
    pub(crate) async fn override_callback(
        &self,
        id: &str,
        to: Option<(String, Option<String>)>,
    ) -> Result<(), HandshakeError> {
        let slot = {
            let state = self.lock();
            let of_number = state.outlets.get(id).and_then(Outlet::as_number);
            let of_waba = || state.wabas.get(id).map(|waba| Arc::clone(&waba.callback));
            of_number
                .map(|number| Arc::clone(&number.callback))
                .or_else(of_waba)
        };
        let Some(slot) = slot else { return Ok(()) };
        let url = match to {
            None => None,
            Some((url, token)) => {
                let app = crate::lock(&self.app().verify_token).clone();
                let token = token.unwrap_or_else(|| app.expose().to_owned());
                self.shake_hands(&url, &token).await?;
                Some(url)
            }
        };
        *crate::lock(&slot) = url;
        self.changed();
        Ok(())
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
