//! Templates of a business account: made, listed, changed, deleted, reviewed.

mod check;
mod review;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::error::GraphError;
use crate::rules::Category;
use crate::world::World;
use crate::world::state::waba::{Quality, TemplateStatus, WaTemplate, Waba};
use crate::world::view::category_name;
use crate::world::whatsapp::example::Examples;

/// Templates of one account.
const MOST: usize = 250;
/// The name of a deleted template is free again after this time.
const RETIRED: SignedDuration = SignedDuration::from_hours(30 * 24);
/// An approved template can be changed once in the first span and ten times in the second.
const EDIT_ONCE: SignedDuration = SignedDuration::from_hours(24);
const EDIT_OFTEN: SignedDuration = SignedDuration::from_hours(30 * 24);

impl World {
    /// Makes a template for an app, which then waits for its review.
    pub(crate) fn create_wa_template(&self, waba: &str, body: &Value) -> Result<Value, GraphError> {
        self.meter_template(waba)?;
        self.new_wa_template(waba, body, &self.examples())
    }

    fn new_wa_template(
        &self,
        waba: &str,
        body: &Value,
        examples: &Examples,
    ) -> Result<Value, GraphError> {
        let now = self.now();
        let mut template = check::template(body, examples)?;
        template.id = self.ids().number();
        let mut state = self.lock();
        let waba = state
            .wabas
            .get_mut(waba)
            .ok_or_else(|| GraphError::no_object(waba))?;
        waba.retired
            .retain(|(_, at)| now.duration_since(*at) < RETIRED);
        if waba.retired.iter().any(|(name, _)| *name == template.name) {
            return Err(GraphError::wa_template(
                2_388_023,
                "Message template is being deleted",
                "The name of a deleted template can be used again after 30 days.",
            ));
        }
        let same =
            |one: &WaTemplate| one.name == template.name && one.language == template.language;
        if waba.templates.iter().any(same) {
            return Err(GraphError::wa_template(
                2_388_024,
                "Content in this language already exists",
                "There is already content in this language for this template. Make a new template instead.",
            ));
        }
        if waba.templates.len() >= MOST {
            return Err(GraphError::wa_template(
                2_388_019,
                "Message template limit exceeded",
                "The account has as many templates as it may have.",
            ));
        }
        template.review_at = now.checked_add(waba.review).ok();
        let answer = json!({
            "id": template.id, "status": "PENDING", "category": category_name(template.category),
        });
        waba.templates.push(template);
        drop(state);
        self.changed();
        Ok(answer)
    }

    /// The templates of an account that pass, the oldest first, as the Graph API shows them.
    pub(crate) fn wa_templates(
        &self,
        waba: &str,
        passes: impl Fn(&WaTemplate) -> bool,
    ) -> (Vec<Value>, usize) {
        self.review_due();
        let state = self.lock();
        let Some(waba) = state.wabas.get(waba) else {
            return (Vec::new(), 0);
        };
        let shown = waba.templates.iter().filter(|one| passes(one)).map(object);
        (shown.collect(), waba.templates.len())
    }

    /// One template, and the account it belongs to.
    pub(crate) fn wa_template(&self, id: &str) -> Option<(String, Value)> {
        self.review_due();
        let state = self.lock();
        let mut wabas = state.wabas.values();
        wabas.find_map(|waba| Some((waba.id.clone(), object(waba.template(id)?))))
    }

    /// Changes a template, which is then reviewed again.
    pub(crate) fn edit_wa_template(&self, id: &str, body: &Value) -> Result<Value, GraphError> {
        let now = self.now();
        let examples = match &body["components"] {
            Value::Null => Examples::Any,
            _ => self.examples(),
        };
        let mut state = self.lock();
        let found = state
            .wabas
            .values_mut()
            .find(|waba| waba.template(id).is_some());
        let waba = found.ok_or_else(|| GraphError::no_object(id))?;
        let review = waba.review;
        let template = waba
            .template_mut(id)
            .ok_or_else(|| GraphError::no_object(id))?;
        editable(template, now)?;
        let mut wanted = json!({
            "name": template.name, "language": template.language,
            "category": category_name(template.category), "components": template.components,
            "parameter_format": if template.named { "NAMED" } else { "POSITIONAL" },
        });
        if let Some(ttl) = template.ttl {
            wanted["message_send_ttl_seconds"] = json!(ttl);
        }
        for key in [
            "category",
            "components",
            "parameter_format",
            "message_send_ttl_seconds",
        ] {
            if let Some(value) = body.get(key) {
                wanted[key] = value.clone();
            }
        }
        let category = wanted["category"] != category_name(template.category);
        if category && template.status == TemplateStatus::Approved {
            return Err(GraphError::wa_template(
                2_388_025,
                "Message template category can't be changed",
                "The category of an approved template cannot be changed.",
            ));
        }
        let checked = check::template(&wanted, &examples)?;
        template.category = checked.category;
        template.components = checked.components;
        template.named = checked.named;
        template.ttl = checked.ttl;
        template.status = TemplateStatus::Pending;
        template.rejected_reason = None;
        template.review_at = now.checked_add(review).ok();
        template.edits.push(now);
        let answer = json!({
            "success": true, "id": id, "name": template.name,
            "category": category_name(template.category),
        });
        drop(state);
        self.changed();
        Ok(answer)
    }

    /// Deletes a template by name, in all languages, or by id. False when there is none.
    pub(crate) fn delete_wa_template(
        &self,
        waba: &str,
        name: Option<&str>,
        ids: &[String],
    ) -> bool {
        let now = self.now();
        let mut state = self.lock();
        let Some(waba) = state.wabas.get_mut(waba) else {
            return false;
        };
        let goes = |one: &WaTemplate| {
            let by_id = ids.is_empty() || ids.contains(&one.id);
            by_id && name.is_none_or(|name| name == one.name)
        };
        let before = waba.templates.len();
        let gone: Vec<String> = waba
            .templates
            .iter()
            .filter(|one| goes(one))
            .map(|one| one.name.clone())
            .collect();
        waba.templates.retain(|one| !goes(one));
        for name in gone {
            if !waba.templates.iter().any(|one| one.name == name) {
                waba.retired.push((name, now));
            }
        }
        let deleted = waba.templates.len() < before;
        drop(state);
        self.changed();
        deleted
    }

    /// Ends the pause of a template by the business's wish.
    pub(crate) fn unpause_wa_template(&self, id: &str) -> Value {
        let now = self.now();
        let mut state = self.lock();
        let found = state
            .wabas
            .values_mut()
            .find(|waba| waba.template(id).is_some());
        let ended = found.is_some_and(|waba| review::unpause(self, waba, id, now));
        drop(state);
        self.changed();
        if ended {
            json!({ "success": true })
        } else {
            json!({ "success": false, "reason": "The template is not paused" })
        }
    }
}

fn editable(template: &WaTemplate, now: Timestamp) -> Result<(), GraphError> {
    let within = |span| {
        template
            .edits
            .iter()
            .filter(|at| now.duration_since(**at) < span)
            .count()
    };
    let allowed = match template.status {
        TemplateStatus::Approved => within(EDIT_ONCE) < 1 && within(EDIT_OFTEN) < 10,
        TemplateStatus::Rejected | TemplateStatus::Paused => true,
        TemplateStatus::Pending | TemplateStatus::Disabled => false,
    };
    if allowed {
        return Ok(());
    }
    Err(GraphError::wa_template(
        2_388_026,
        "Message template can't be edited",
        "Only approved, rejected and paused templates can be edited; approved ones once a day and ten times in 30 days.",
    ))
}

fn object(template: &WaTemplate) -> Value {
    let mut object = json!({
        "id": template.id, "name": template.name, "language": template.language,
        "status": template.status.name(), "category": category_name(template.category),
        "components": template.components,
        "parameter_format": if template.named { "NAMED" } else { "POSITIONAL" },
        "quality_score": { "score": template.quality.name(), "date": 1_700_000_000 },
        "rejected_reason": template.rejected_reason.unwrap_or("NONE"),
        "sub_category": "CUSTOM",
    });
    if let Some(before) = template.previous_category {
        object["previous_category"] = json!(category_name(before));
    }
    if let Some(ttl) = template.ttl {
        object["message_send_ttl_seconds"] = json!(ttl);
    }
    object
}

/// What webhooks say of a template first. Samples write its language with a dash, which clients in use cannot read:
/// the wire has the underscore of the Graph API.
fn named(template: &WaTemplate) -> Value {
    let id = template.id.parse::<u64>().unwrap_or_default();
    json!({
        "message_template_id": id, "message_template_name": template.name,
        "message_template_language": template.language,
    })
}

fn category(name: &str) -> Option<Category> {
    Some(match name.to_uppercase().as_str() {
        "UTILITY" => Category::Utility,
        "MARKETING" => Category::Marketing,
        "AUTHENTICATION" => Category::Authentication,
        _ => return None,
    })
}

/// A template that has not been given anything yet.
fn blank(name: String, language: String, category: Category, components: Value) -> WaTemplate {
    WaTemplate {
        id: String::new(),
        name,
        language,
        category,
        previous_category: None,
        status: TemplateStatus::Pending,
        components,
        named: false,
        quality: Quality::Unknown,
        rejected_reason: None,
        ttl: None,
        review_at: None,
        paused_until: None,
        pauses: 0,
        edits: Vec::new(),
        held: None,
    }
}

/// The template of this id and its account.
fn find<'a>(wabas: impl Iterator<Item = &'a mut Waba>, id: &str) -> Option<&'a mut Waba> {
    let mut wabas = wabas;
    wabas.find(|waba| waba.template(id).is_some())
}
