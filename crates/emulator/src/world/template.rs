//! Utility templates of a page. The platform approves them at once, as it mostly does.

use serde_json::{Value, json};

use super::World;
use super::send::UtilityDraft;
use super::state::{Outlet, Template};
use crate::error::GraphError;

impl World {
    /// Makes a template, or says what is wrong with it.
    pub(crate) fn create_template(&self, page: &str, request: &Value) -> Result<Value, GraphError> {
        let text = |key: &str| request[key].as_str().map(str::to_owned);
        let (Some(name), Some(language)) = (text("name"), text("language")) else {
            return Err(GraphError::invalid("name and language are required"));
        };
        let snake = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if name.is_empty() || !name.bytes().all(snake) {
            return Err(GraphError::invalid("name must be in snake_case"));
        }
        if request["category"] != "UTILITY" {
            return Err(GraphError::invalid("category must be UTILITY"));
        }
        let parts = request["components"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let body = parts.iter().find(|part| {
            part["type"]
                .as_str()
                .is_some_and(|kind| kind.eq_ignore_ascii_case("body"))
        });
        let body = body
            .and_then(|body| body["text"].as_str())
            .unwrap_or_default()
            .to_owned();
        if body.is_empty() || body.chars().count() > 1024 {
            return Err(GraphError::invalid(
                "components need a BODY of 1 to 1024 characters",
            ));
        }
        let example = parts.iter().any(|part| part["example"].is_object());
        if body.contains("{{") && !example {
            return Err(GraphError::invalid(
                "TEMPLATE_VARIABLES_MISSING_SAMPLE_VALUES",
            ));
        }
        let template = Template {
            id: self.ids().number(),
            name,
            language,
            body,
            components: request["components"].clone(),
            approved: true,
        };
        let answer = json!({ "id": template.id, "status": "APPROVED", "category": "UTILITY" });
        let mut state = self.lock();
        let page = state
            .outlets
            .get_mut(page)
            .ok_or_else(|| GraphError::no_object(page))?;
        let same =
            |other: &Template| other.name == template.name && other.language == template.language;
        if page.templates.iter().any(same) {
            return Err(GraphError::invalid(
                "a template of this name and language exists",
            ));
        }
        page.templates.push(template);
        Ok(answer)
    }

    /// The templates of a page, `limit` of them after the place that a cursor names.
    pub(crate) fn templates(&self, page: &str, after: usize, limit: usize) -> Value {
        let state = self.lock();
        let templates = state
            .outlets
            .get(page)
            .map(|page| page.templates.as_slice())
            .unwrap_or_default();
        let views: Vec<Value> = templates
            .iter()
            .map(|template| {
                json!({
                    "id": template.id, "name": template.name, "language": template.language,
                    "category": "UTILITY", "components": template.components,
                    "status": if template.approved { "APPROVED" } else { "REJECTED" },
                })
            })
            .collect();
        let total = views.len();
        let end = after.saturating_add(limit).min(total);
        let shown: Vec<Value> = views.into_iter().skip(after).take(limit).collect();
        let mut paging =
            json!({ "cursors": { "before": after.to_string(), "after": end.to_string() } });
        if end < total {
            paging["next"] = json!(format!(
                "/{page}/message_templates?after={end}&limit={limit}"
            ));
        }
        json!({ "data": shown, "paging": paging })
    }

    /// Deletes a template: of its languages all, or the one with this id.
    pub(crate) fn delete_template(&self, page: &str, name: &str, id: Option<&str>) {
        if let Some(page) = self.lock().outlets.get_mut(page) {
            page.templates
                .retain(|template| template.name != name || id.is_some_and(|id| template.id != id));
        }
    }
}

/// The words of a template with its parameters filled in; none when it is not approved.
pub(super) fn fill(page: &Outlet, draft: &UtilityDraft) -> Option<String> {
    let template = page.templates.iter().find(|template| {
        template.approved && template.name == draft.name && template.language == draft.language
    })?;
    let mut text = template.body.clone();
    for (index, parameter) in draft.parameters.iter().enumerate() {
        text = text.replace(&format!("{{{{{}}}}}", index + 1), parameter);
    }
    let parts = draft.wire["components"].as_array().into_iter().flatten();
    let body = parts.filter(|part| part["type"] == "body");
    let given = body
        .filter_map(|part| part["parameters"].as_array())
        .flatten();
    for one in given {
        if let (Some(name), Some(value)) = (one["parameter_name"].as_str(), one["text"].as_str()) {
            text = text.replace(&format!("{{{{{name}}}}}"), value);
        }
    }
    Some(text)
}
