//! Utility templates of a page: made, listed, changed, deleted. Their review ends at once unless it is given a length.

mod check;
mod fill;
mod review;

use serde_json::{Value, json};

use super::World;
use super::state::waba::TemplateStatus;
use super::state::{Outlet, State, Template};
use crate::error::GraphError;

pub(super) use fill::{Filled, fill};

impl World {
    /// Makes a template, or says what is wrong with it.
    pub(crate) fn create_template(&self, page: &str, request: &Value) -> Result<Value, GraphError> {
        let now = self.now();
        let mut template = check::template(request)?;
        template.id = self.ids().number();
        let mut state = self.lock();
        let page = page_of(&mut state, page)?;
        let same =
            |other: &Template| other.name == template.name && other.language == template.language;
        if page.templates.iter().any(same) {
            return Err(GraphError::invalid(
                "a template of this name and language exists",
            ));
        }
        review::begin(&mut template, page.review, now);
        let answer = json!({
            "id": template.id, "status": template.status.name(), "category": "UTILITY",
        });
        page.templates.push(template);
        drop(state);
        self.changed();
        Ok(answer)
    }

    /// The templates of a page, `limit` of them after the place that a cursor names.
    pub(crate) fn templates(&self, page: &str, after: usize, limit: usize) -> (Vec<Value>, Value) {
        self.review_due();
        let state = self.lock();
        let templates = state
            .outlets
            .get(page)
            .map(|page| page.templates.as_slice())
            .unwrap_or_default();
        let total = templates.len();
        let end = after.saturating_add(limit).min(total);
        let shown = templates.iter().skip(after).take(limit);
        let shown = shown.map(object).collect();
        let mut paging =
            json!({ "cursors": { "before": after.to_string(), "after": end.to_string() } });
        if end < total {
            paging["next"] = json!(format!(
                "/{page}/message_templates?after={end}&limit={limit}"
            ));
        }
        (shown, paging)
    }

    /// One template of a page.
    pub(crate) fn template(&self, page: &str, id: &str) -> Option<Value> {
        self.review_due();
        let state = self.lock();
        let templates = &state.outlets.get(page)?.templates;
        templates.iter().find(|one| one.id == id).map(object)
    }

    /// Changes a template that has not passed, which is then reviewed again.
    pub(crate) fn edit_template(
        &self,
        page: &str,
        id: &str,
        request: &Value,
    ) -> Result<Value, GraphError> {
        let now = self.now();
        let mut state = self.lock();
        let page = page_of(&mut state, page)?;
        let review = page.review;
        let mut templates = page.templates.iter_mut();
        let template = templates
            .find(|one| one.id == id)
            .ok_or_else(|| GraphError::no_object(id))?;
        if template.status == TemplateStatus::Approved {
            return Err(GraphError::invalid("an approved template cannot be edited"));
        }
        let mut wanted = object(template);
        for key in ["components", "parameter_format"] {
            if let Some(value) = request.get(key) {
                wanted[key] = value.clone();
            }
        }
        let checked = check::template(&wanted)?;
        *template = Template {
            id: id.to_owned(),
            ..checked
        };
        review::begin(template, review, now);
        drop(state);
        self.changed();
        Ok(json!({ "success": true }))
    }

    /// Deletes a template: of its languages all, or the one with this id.
    pub(crate) fn delete_template(&self, page: &str, name: &str, id: Option<&str>) {
        if let Some(page) = self.lock().outlets.get_mut(page) {
            page.templates
                .retain(|template| template.name != name || id.is_some_and(|id| template.id != id));
        }
        self.changed();
    }
}

fn page_of<'a>(state: &'a mut State, page: &str) -> Result<&'a mut Outlet, GraphError> {
    let found = state.outlets.get_mut(page);
    found.ok_or_else(|| GraphError::no_object(page))
}

fn object(template: &Template) -> Value {
    json!({
        "id": template.id, "name": template.name, "language": template.language,
        "category": "UTILITY", "components": template.components,
        "parameter_format": if template.named { "NAMED" } else { "POSITIONAL" },
        "status": template.status.name(),
        "rejected_reason": template.rejected_reason.unwrap_or("NONE"),
    })
}
