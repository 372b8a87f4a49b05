//! The profile of a page or account: what its customers find before they write; and the personas it answers under.

use serde_json::{Map, Value, json};

use super::World;
use super::state::{Outlet, Persona};
use crate::error::GraphError;
use crate::rules::Platform;

const ICE_BREAKERS: usize = 4;
const MENU: usize = 20;
const MENU_TITLE: usize = 30;
const COMMANDS: usize = 100;
const COMMAND: usize = 32;
const DESCRIPTION: usize = 64;
const GREETING: usize = 160;
const PERSONA_NAME: usize = 50;

impl World {
    /// The parts of a page's profile that are asked for.
    pub(crate) fn profile_of(&self, page: &str, fields: &[String]) -> Value {
        let state = self.lock();
        let mut object = Map::new();
        if let Some(page) = state.outlets.get(page) {
            let wanted = page.profile.iter();
            for (name, value) in wanted.filter(|(name, _)| fields.contains(name)) {
                object.insert(name.clone(), value.clone());
            }
        }
        if object.is_empty() {
            json!({ "data": [] })
        } else {
            json!({ "data": [object] })
        }
    }

    /// Sets parts of a page's profile, or says what is wrong with them.
    pub(crate) fn set_profile(&self, page: &str, body: &Value) -> Result<Value, GraphError> {
        let mut state = self.lock();
        let page = state
            .outlets
            .get_mut(page)
            .ok_or_else(|| GraphError::no_object(page))?;
        let on_instagram = page.platform() == Platform::Instagram;
        let known = if on_instagram { OF_ACCOUNT } else { PARTS };
        let given = body.as_object().cloned().unwrap_or_default();
        let parts: Map<String, Value> = given
            .into_iter()
            .filter(|(name, _)| known.contains(&name.as_str()))
            .collect();
        if parts.is_empty() {
            let names = known.join(", ");
            return Err(GraphError::param(&format!(
                "Requires one of the params: {names}"
            )));
        }
        for (name, value) in &parts {
            check(name, value)?;
        }
        if let (true, Some(menu)) = (on_instagram, parts.get("persistent_menu")) {
            check_on_instagram(menu)?;
        }
        let started = |profile: &Map<String, Value>| profile.contains_key("get_started");
        let with_menu = !on_instagram && parts.contains_key("persistent_menu");
        if with_menu && !started(&parts) && !started(&page.profile) {
            return Err(GraphError::MENU_WITHOUT_START);
        }
        page.profile.extend(parts);
        drop(state);
        self.changed();
        Ok(json!({ "result": "success" }))
    }

    /// Deletes parts of a page's profile.
    pub(crate) fn delete_profile(
        &self,
        page: &str,
        fields: &[String],
    ) -> Result<Value, GraphError> {
        let mut state = self.lock();
        let page = state
            .outlets
            .get_mut(page)
            .ok_or_else(|| GraphError::no_object(page))?;
        let goes = |name: &str| fields.iter().any(|field| field == name);
        if goes("get_started")
            && !goes("persistent_menu")
            && page.profile.contains_key("persistent_menu")
        {
            return Err(GraphError::MENU_WITHOUT_START);
        }
        page.profile.retain(|name, _| !goes(name));
        drop(state);
        self.changed();
        Ok(json!({ "result": "success" }))
    }

    /// Makes a persona.
    pub(crate) fn create_persona(&self, page: &str, body: &Value) -> Result<Value, GraphError> {
        let text = |key: &str| body[key].as_str().filter(|text| !text.is_empty());
        let (Some(name), Some(picture)) = (text("name"), text("profile_picture_url")) else {
            return Err(GraphError::param(
                "Params name and profile_picture_url are required",
            ));
        };
        if name.chars().count() > PERSONA_NAME {
            return Err(GraphError::param(
                "Length of param name must be less than or equal to 50",
            ));
        }
        if !picture.starts_with("https://") && !picture.starts_with("http://") {
            return Err(GraphError::MEDIA_NOT_FETCHED);
        }
        let persona = Persona {
            id: self.ids().number(),
            name: name.to_owned(),
            picture: picture.to_owned(),
            deleted: false,
        };
        let answer = json!({ "id": persona.id });
        let mut state = self.lock();
        let page = state
            .outlets
            .get_mut(page)
            .ok_or_else(|| GraphError::no_object(page))?;
        page.personas.push(persona);
        Ok(answer)
    }

    /// The personas of a page that are not deleted.
    pub(crate) fn personas(&self, page: &str) -> Value {
        let state = self.lock();
        let all = state.outlets.get(page).map(|page| page.personas.as_slice());
        let shown: Vec<Value> = all
            .unwrap_or_default()
            .iter()
            .filter(|persona| !persona.deleted)
            .map(shown)
            .collect();
        json!({ "data": shown })
    }

    /// A persona of a page by its id, deleted or not; deletes it when that is asked.
    pub(crate) fn persona(&self, page: &str, id: &str, deletes: bool) -> Option<Value> {
        let mut state = self.lock();
        let page = state.outlets.get_mut(page)?;
        let persona = page.personas.iter_mut().find(|persona| persona.id == id)?;
        if deletes {
            persona.deleted = true;
            return Some(json!({ "success": true }));
        }
        Some(shown(persona))
    }
}

fn shown(persona: &Persona) -> Value {
    json!({ "id": persona.id, "name": persona.name, "profile_picture_url": persona.picture })
}

const PARTS: &[&str] = &[
    "get_started",
    "greeting",
    "ice_breakers",
    "persistent_menu",
    "commands",
    "whitelisted_domains",
];
const OF_ACCOUNT: &[&str] = &["ice_breakers", "persistent_menu"];

/// What a menu on Messenger may have, and one on Instagram not.
fn check_on_instagram(menu: &Value) -> Result<(), GraphError> {
    let locales = menu.as_array().map(Vec::as_slice).unwrap_or_default();
    for menu in locales {
        let items = menu["call_to_actions"].as_array().map(Vec::as_slice);
        let mut items = items.unwrap_or_default().iter();
        if menu.get("composer_input_disabled").is_some() {
            return Err(GraphError::param(
                "Invalid keys \"composer_input_disabled\" were found in param persistent_menu",
            ));
        }
        if items.any(|item| item.get("webview_height_ratio").is_some()) {
            return Err(GraphError::param(
                "Invalid keys \"webview_height_ratio\" were found in param persistent_menu",
            ));
        }
    }
    Ok(())
}

fn check(name: &str, value: &Value) -> Result<(), GraphError> {
    let wrong = |detail: &str| Err(GraphError::param(detail));
    let short = |value: &Value, most: usize| {
        value
            .as_str()
            .is_some_and(|text| !text.is_empty() && text.chars().count() <= most)
    };
    let each = |list: &str, most: usize, fits: &dyn Fn(&Value) -> bool| {
        let locales = value.as_array().map(Vec::as_slice).unwrap_or_default();
        let has_default = locales.iter().any(|one| one["locale"] == "default");
        let fit = |one: &Value| {
            let items = one[list].as_array().map(Vec::as_slice).unwrap_or_default();
            (1..=most).contains(&items.len()) && items.iter().all(fits)
        };
        has_default && locales.iter().all(fit)
    };
    match name {
        "get_started" if !short(&value["payload"], 1000) => {
            wrong("Param get_started[payload] is required")
        }
        "greeting" => {
            let texts = value.as_array().map(Vec::as_slice).unwrap_or_default();
            let fit = |one: &Value| short(&one["text"], GREETING);
            if texts.is_empty() || !texts.iter().all(fit) {
                return wrong("Length of param greeting[text] must be less than or equal to 160");
            }
            Ok(())
        }
        "ice_breakers"
            if !each("call_to_actions", ICE_BREAKERS, &|one| {
                short(&one["question"], 80) && short(&one["payload"], 1000)
            }) =>
        {
            wrong(
                "Param ice_breakers must have 1 to 4 questions with payloads for the locale default",
            )
        }
        "persistent_menu"
            if !each("call_to_actions", MENU, &|one| {
                let target = match one["type"].as_str() {
                    Some("postback") => short(&one["payload"], 1000),
                    Some("web_url") => one["url"]
                        .as_str()
                        .is_some_and(|url| url.starts_with("https://")),
                    _ => false,
                };
                target && short(&one["title"], MENU_TITLE)
            }) =>
        {
            wrong(
                "Param persistent_menu must have 1 to 20 items of at most 30 characters for the locale default",
            )
        }
        "commands"
            if !each("commands", COMMANDS, &|one| {
                short(&one["name"], COMMAND) && short(&one["description"], DESCRIPTION)
            }) =>
        {
            wrong("Param commands must have 1 to 100 commands for the locale default")
        }
        _ => Ok(()),
    }
}

impl Outlet {
    /// The entries of a part of the profile, in the locale of everybody.
    pub(crate) fn offered(&self, part: &str, list: &str) -> &[Value] {
        let locales = self.profile.get(part).and_then(Value::as_array);
        let mut locales = locales.map(Vec::as_slice).unwrap_or_default().iter();
        let everybody = locales.find(|one| one["locale"] == "default");
        everybody
            .and_then(|one| one[list].as_array())
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}
