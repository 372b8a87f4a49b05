//! Another app that receives webhooks of a page or an account, beside ours.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::World;
use super::rejection::Rejection;

/// Another app. It is listed; it is sent nothing.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherApp {
    /// Its number.
    pub id: String,
    /// The fields that it is subscribed to.
    #[serde(default)]
    pub fields: BTreeSet<String>,
}

impl World {
    /// Has another app listed among those that receive webhooks of a page, an account or a business account of WhatsApp;
    /// without one, ours stands alone.
    pub fn set_other_app(&self, holder: &str, app: Option<OtherApp>) -> Result<(), Rejection> {
        let mut state = self.lock();
        if !state.wabas.contains_key(holder) {
            state.outlet(holder)?;
        }
        match app {
            Some(app) => state.other_apps.insert(holder.to_owned(), app),
            None => state.other_apps.remove(holder),
        };
        drop(state);
        self.changed();
        Ok(())
    }

    /// The other app, as `subscribed_apps` of a page or an account lists it.
    pub(crate) fn other_app(&self, holder: &str) -> Option<Value> {
        let state = self.lock();
        let app = state.other_apps.get(holder)?;
        Some(json!({ "id": app.id, "subscribed_fields": app.fields }))
    }

    /// The same of a business account of WhatsApp.
    pub(crate) fn other_app_of_whatsapp(&self, waba: &str) -> Option<Value> {
        let state = self.lock();
        let app = state.other_apps.get(waba)?;
        Some(json!({ "whatsapp_business_api_data": {
            "id": app.id, "name": "Another app",
            "link": format!("https://www.facebook.com/games/?app_id={}", app.id),
        } }))
    }
}
