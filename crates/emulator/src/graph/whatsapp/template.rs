//! Templates: `/{account}/message_templates` and `/{template}`.

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::super::request::GraphRequest;
use super::super::select;
use super::Caller;
use crate::error::GraphError;
use crate::world::state::waba::WaTemplate;
use crate::world::view::category_name;

/// Entries of a page when the call does not say.
const PAGE: usize = 25;
const MOST: usize = 1000;

/// `/{account}/message_templates`.
pub(super) fn edge(caller: &Caller<'_>, waba: &str) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    match request.method {
        Method::GET => {
            let (objects, total) = world.wa_templates(waba, |template| passes(request, template));
            let usual =
                "id,name,status,category,language,components,parameter_format,previous_category";
            let fields = request.text("fields").unwrap_or(usual);
            let all = objects
                .into_iter()
                .map(|object| select(object, Some(fields)));
            let mut page = page(caller, all.collect());
            if request.text("summary").is_some() || request.text("fields").is_some() {
                page["summary"] = json!({
                    "total_count": total, "message_template_count": total,
                    "message_template_limit": 250, "are_translations_complete": true,
                });
            }
            Ok(page)
        }
        Method::POST => world.create_wa_template(waba, &request.body),
        Method::DELETE => {
            let name = request.text("name");
            let mut ids = request.list("hsm_ids");
            ids.extend(request.given("hsm_id"));
            if name.is_none() && ids.is_empty() {
                return Err(GraphError::wa_missing("name"));
            }
            if world.delete_wa_template(waba, name, &ids) {
                Ok(json!({ "success": true }))
            } else {
                Err(GraphError::wa_template(
                    2_593_002,
                    "Message template not found",
                    "There is no template of this name and id.",
                ))
            }
        }
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

/// `/{account}/upsert_message_templates`: one template for codes in several languages, made or replaced.
pub(super) fn upsert(caller: &Caller<'_>, waba: &str) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    let mut made = Vec::new();
    let languages = request.list("languages");
    if languages.is_empty() {
        return Err(GraphError::wa_missing("languages"));
    }
    for language in languages {
        let mut one = request.body.clone();
        one["language"] = json!(language);
        let name = request.text("name").unwrap_or_default();
        let known = |template: &WaTemplate| template.name == name && template.language == language;
        let (same, _) = world.wa_templates(waba, known);
        let mut answer = match same.first().and_then(|same| same["id"].as_str()) {
            Some(id) => {
                world.edit_wa_template(id, &one)?;
                json!({ "id": id, "status": "PENDING", "category": "AUTHENTICATION" })
            }
            None => world.create_wa_template(waba, &one)?,
        };
        answer["language"] = json!(language);
        made.push(answer);
    }
    Ok(json!({ "data": made }))
}

/// `/{template}` and `/{template}/unpause`.
pub(super) fn one(caller: &Caller<'_>, id: &str, object: Value) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    match (&request.method, request.edge()) {
        (&Method::GET, None) => {
            let usual =
                "id,name,status,category,language,components,parameter_format,previous_category";
            Ok(select(
                object,
                Some(request.text("fields").unwrap_or(usual)),
            ))
        }
        (&Method::POST, None) => world.edit_wa_template(id, &request.body),
        (&Method::POST, Some("unpause")) => Ok(world.unpause_wa_template(id)),
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

fn passes(request: &GraphRequest, template: &WaTemplate) -> bool {
    let is = |key: &str, value: &str| {
        let wanted = request.list(key);
        wanted.is_empty() || wanted.iter().any(|one| one.eq_ignore_ascii_case(value))
    };
    let words = template
        .part("BODY")
        .and_then(|body| body["text"].as_str())
        .unwrap_or_default();
    let holds = |key: &str, text: &str| {
        request
            .text(key)
            .is_none_or(|part| text.to_lowercase().contains(&part.to_lowercase()))
    };
    holds("name", &template.name)
        && holds("content", words)
        && holds("name_or_content", &format!("{} {words}", template.name))
        && is("status", template.status.name())
        && is("language", &template.language)
        && is("category", category_name(template.category))
        && is("quality_score", template.quality.name())
}

/// The part of a list that a call asks for, with the cursors to its neighbours.
pub(super) fn page(caller: &Caller<'_>, all: Vec<Value>) -> Value {
    let request = caller.request;
    let limit = request.given("limit").and_then(|limit| limit.parse().ok());
    let limit = limit.unwrap_or(PAGE).clamp(1, MOST);
    let place = |key: &str| {
        let bytes = URL_SAFE_NO_PAD.decode(request.text(key)?).ok()?;
        String::from_utf8(bytes).ok()?.parse::<usize>().ok()
    };
    let total = all.len();
    let start = match (place("after"), place("before")) {
        (Some(after), _) => (after + 1).min(total),
        (None, Some(before)) => before.saturating_sub(limit),
        (None, None) => 0,
    };
    let shown: Vec<Value> = all.into_iter().skip(start).take(limit).collect();
    if shown.is_empty() {
        return json!({ "data": [] });
    }
    let last = start + shown.len() - 1;
    let cursor = |place: usize| URL_SAFE_NO_PAD.encode(place.to_string());
    let mut paging = json!({ "cursors": { "before": cursor(start), "after": cursor(last) } });
    let address = |key: &str, place: usize| {
        let mut url = reqwest::Url::parse(&format!("{}{}", caller.base, request.uri)).ok()?;
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(key, _)| key != "after" && key != "before")
            .map(|(key, value)| (key.into_owned(), value.into_owned()))
            .collect();
        url.query_pairs_mut()
            .clear()
            .extend_pairs(kept)
            .append_pair(key, &cursor(place));
        Some(url.to_string())
    };
    if last + 1 < total {
        paging["next"] = json!(address("after", last));
    }
    if start > 0 {
        paging["previous"] = json!(address("before", start));
    }
    json!({ "data": shown, "paging": paging })
}
