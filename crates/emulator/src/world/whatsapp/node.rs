//! Numbers and business accounts as the Graph API shows them, and what can be set about them.

use serde_json::{Map, Value, json};

use crate::error::GraphError;
use crate::world::World;
use crate::world::state::waba::{Ban, Quality, Waba};
use crate::world::state::{Number, Outlet};

/// Messages a second, once the platform has raised a number's throughput.
pub(super) const HIGH_THROUGHPUT: u32 = 1_000;

/// What of a number can be kept as it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drawer {
    Profile,
    Settings,
    Commerce,
    Automation,
}

impl World {
    /// Every field of a number.
    pub(crate) fn number_object(&self, id: &str) -> Option<Value> {
        let now = self.now();
        let state = self.lock();
        let outlet = state.outlets.get(id)?;
        let number = outlet.as_number()?;
        let waba = state.wabas.get(&number.waba)?;
        let mut object = json!({
            "id": outlet.id, "display_phone_number": written(&number.phone),
            "verified_name": outlet.name,
            "quality_rating": rating(number.quality),
            "quality_score": { "score": number.quality.name() },
            "code_verification_status": if number.verified { "VERIFIED" } else { "NOT_VERIFIED" },
            "name_status": "APPROVED",
            "status": if number.registered { "CONNECTED" } else { "DISCONNECTED" },
            "platform_type": "CLOUD_API", "account_mode": "LIVE", "is_official_business_account": false,
            "is_on_biz_app": false, "is_pin_enabled": number.pin.is_some(),
            "throughput": { "level": throughput(outlet) },
            "messaging_limit_tier": waba.tier.name(),
            "whatsapp_business_manager_messaging_limit": waba.tier.name(),
            "last_onboarded_time": "2026-01-05T09:00:00+0000",
            "search_visibility": "VISIBLE", "certificate": "",
            "health_status": health(waba, outlet, number, now),
        });
        if !number.automation.is_empty() {
            let mut automation = number.automation.clone();
            automation.insert("id".to_owned(), json!(outlet.id));
            object["conversational_automation"] = automation.into();
        }
        let own = crate::lock(&number.callback).clone();
        let mut hooks = json!({});
        if let Some(url) = self.callback() {
            hooks["application"] = json!(url);
        }
        if let Some(url) = crate::lock(&waba.callback).clone() {
            hooks["whatsapp_business_account"] = json!(url);
        }
        if let Some(url) = own {
            hooks["phone_number"] = json!(url);
        }
        object["webhook_configuration"] = hooks;
        Some(object)
    }

    /// Every field of a business account.
    pub(crate) fn waba_object(&self, id: &str) -> Option<Value> {
        let now = self.now();
        let state = self.lock();
        let waba = state.wabas.get(id)?;
        let works = waba.ban == Ban::None;
        let onboarding = if waba.markets {
            "ONBOARDED"
        } else {
            "ELIGIBLE"
        };
        let entity = json!({
            "entity_type": "WABA", "id": waba.id, "can_send_message": said(waba, now),
        });
        Some(json!({
            "id": waba.id, "name": waba.name, "currency": "USD", "timezone_id": "1",
            "message_template_namespace": format!("namespace_{}", waba.id),
            "account_review_status": "APPROVED", "business_verification_status": "verified",
            "country": waba.country, "ownership_type": "SELF",
            "primary_business_location": waba.country,
            "status": if works { "ACTIVE" } else { "DISABLED" },
            "marketing_messages_lite_api_status": onboarding,
            "marketing_messages_onboarding_status": onboarding,
            "is_enabled_for_insights": true,
            "disable_marketing_messages_on_cloud_api": waba.marketing_elsewhere,
            "whatsapp_business_manager_messaging_limit": waba.tier.name(),
            "owner_business_info": { "id": format!("5{}", waba.id), "name": waba.name },
            "health_status": { "can_send_message": said(waba, now), "entities": [entity] },
        }))
    }

    /// The ids of an account's numbers, in the order of their making.
    pub(crate) fn numbers_of(&self, waba: &str) -> Vec<String> {
        let state = self.lock();
        let of_it = |id: &&String| {
            let outlet = state.outlets.get(*id);
            let number = outlet.and_then(Outlet::as_number);
            number.is_some_and(|number| number.waba == waba)
        };
        state.outlet_order.iter().filter(of_it).cloned().collect()
    }

    /// What lies in a drawer of a number.
    pub(crate) fn drawer(&self, id: &str, drawer: Drawer) -> Value {
        let state = self.lock();
        let number = state.outlets.get(id).and_then(Outlet::as_number);
        let Some(number) = number else {
            return Value::Null;
        };
        match drawer {
            Drawer::Profile => number.profile.clone().into(),
            Drawer::Settings => number.settings.clone(),
            Drawer::Commerce => number.commerce.clone(),
            Drawer::Automation => number.automation.clone().into(),
        }
    }

    /// Puts what is given into a drawer, over what is there.
    pub(crate) fn put_in_drawer(&self, id: &str, drawer: Drawer, given: &Value) {
        let Some(given) = given.as_object() else {
            return;
        };
        let own = |(key, _): &(&String, &Value)| {
            !matches!(key.as_str(), "messaging_product" | "access_token")
        };
        let given: Map<String, Value> = given
            .iter()
            .filter(own)
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        let mut state = self.lock();
        let outlet = state.outlets.get_mut(id);
        let Some(number) = outlet.and_then(Outlet::as_number_mut) else {
            return;
        };
        let place = match drawer {
            Drawer::Profile => Some(&mut number.profile),
            Drawer::Automation => Some(&mut number.automation),
            Drawer::Settings => number.settings.as_object_mut(),
            Drawer::Commerce => number.commerce.as_object_mut(),
        };
        if let Some(place) = place {
            place.extend(given);
        }
        drop(state);
        self.changed();
    }

    /// Registers a number under a PIN, which must be the one set before.
    pub(crate) fn register(&self, id: &str, pin: &str) -> Result<(), GraphError> {
        if pin.len() != 6 || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(GraphError::wa_pin(
                133_005,
                "Two step verification PIN Mismatch",
            ));
        }
        let mut state = self.lock();
        let outlet = state.outlets.get_mut(id);
        let number = outlet.and_then(Outlet::as_number_mut);
        let number = number.ok_or_else(|| GraphError::no_object(id))?;
        if !number.verified {
            return Err(GraphError::wa_pin(
                133_006,
                "Phone number re-verification needed",
            ));
        }
        if number.pin.as_deref().is_some_and(|own| own != pin) {
            return Err(GraphError::wa_pin(
                133_005,
                "Two step verification PIN Mismatch",
            ));
        }
        number.pin = Some(pin.to_owned());
        number.registered = true;
        drop(state);
        self.changed();
        Ok(())
    }

    /// Takes the code that was sent to a number; any six digits are it.
    pub(crate) fn verify_number(&self, id: &str, code: &str) -> Result<(), GraphError> {
        if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(GraphError::wa_parameter(
                "code: this is not the code that was sent",
            ));
        }
        let mut state = self.lock();
        let outlet = state.outlets.get_mut(id);
        let number = outlet.and_then(Outlet::as_number_mut);
        number.ok_or_else(|| GraphError::no_object(id))?.verified = true;
        Ok(())
    }

    /// A number as new: neither verified nor registered.
    pub(crate) fn forget_number(&self, id: &str) {
        let mut state = self.lock();
        if let Some(number) = state.outlets.get_mut(id).and_then(Outlet::as_number_mut) {
            number.verified = false;
            number.registered = false;
        }
        drop(state);
        self.changed();
    }

    pub(crate) fn deregister(&self, id: &str) {
        let mut state = self.lock();
        if let Some(number) = state.outlets.get_mut(id).and_then(Outlet::as_number_mut) {
            number.registered = false;
        }
        drop(state);
        self.changed();
    }

    /// The public key of a number; set where one is given.
    pub(crate) fn public_key(&self, id: &str, set: Option<String>) -> Option<String> {
        let mut state = self.lock();
        let number = state.outlets.get_mut(id).and_then(Outlet::as_number_mut)?;
        if set.is_some() {
            number.public_key = set;
        }
        number.public_key.clone()
    }

    /// Whether marketing templates go by the interface for marketing alone.
    pub(crate) fn send_marketing_elsewhere(&self, waba: &str, elsewhere: bool) {
        if let Some(waba) = self.lock().wabas.get_mut(waba) {
            waba.marketing_elsewhere = elsewhere;
        }
    }
}

/// A number as people write it: `+1 555-078-3881`.
fn written(phone: &str) -> String {
    let (country, rest) = phone.split_at(phone.len().saturating_sub(10));
    let dashed = |rest: &str| match rest.len() {
        10 => format!("{}-{}-{}", &rest[..3], &rest[3..6], &rest[6..]),
        _ => rest.to_owned(),
    };
    if country.is_empty() {
        format!("+{phone}")
    } else {
        format!("+{country} {}", dashed(rest))
    }
}

fn rating(quality: Quality) -> &'static str {
    match quality {
        Quality::Unknown => "UNKNOWN",
        quality => quality.name(),
    }
}

fn said(waba: &Waba, now: jiff::Timestamp) -> &'static str {
    let restricted = waba.restrictions.iter().any(|one| now < one.until);
    match (waba.ban, restricted) {
        (Ban::None, false) => "AVAILABLE",
        (Ban::None, true) => "LIMITED",
        _ => "BLOCKED",
    }
}

/// How fast a number may send.
fn throughput(number: &Outlet) -> &'static str {
    match number.send_limit {
        Some(limit) if limit >= HIGH_THROUGHPUT => "HIGH",
        _ => "STANDARD",
    }
}

fn health(waba: &Waba, outlet: &Outlet, number: &Number, now: jiff::Timestamp) -> Value {
    let works = number.registered && !number.maintenance;
    let mut of_number = json!({
        "entity_type": "PHONE_NUMBER", "id": outlet.id,
        "can_send_message": if works { "AVAILABLE" } else { "BLOCKED" },
    });
    if !works {
        of_number["errors"] = json!([{
            "error_code": if number.registered { 131_057 } else { 133_010 },
            "error_description": "The phone number cannot send for the moment.",
            "possible_solution": "Register it, or wait for the end of the maintenance.",
        }]);
    }
    let all = if works { said(waba, now) } else { "BLOCKED" };
    json!({ "can_send_message": all, "entities": [
        of_number, { "entity_type": "WABA", "id": waba.id, "can_send_message": said(waba, now) },
    ] })
}
