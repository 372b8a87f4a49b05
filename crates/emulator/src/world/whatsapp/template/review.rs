//! The review of templates, their quality, pauses and categories.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{category, find, named};
use crate::rules::Category;
use crate::world::input::{NewTemplate, TemplateSwitches};
use crate::world::rejection::Rejection;
use crate::world::state::Outlet;
use crate::world::state::waba::{Quality, TemplateStatus, WaTemplate, Waba};
use crate::world::view::{TemplateView, category_name};
use crate::world::whatsapp::example::Examples;
use crate::world::whatsapp::judge::PACED_OUT;
use crate::world::{WeakWorld, World};

/// The pauses of a template that customers do not like.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_hours(3);
const SECOND_PAUSE: SignedDuration = SignedDuration::from_hours(6);
/// A change of category is told so long before.
const NOTICE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How often the world looks whether a review is over, in real time.
const LOOK: std::time::Duration = std::time::Duration::from_millis(250);
/// Words that no template passes with.
const FRAUD: [&str; 4] = ["lottery", "wire transfer", "you have won", "your password"];

impl World {
    /// Begins to look, once, whether reviews and pauses are over.
    pub(in crate::world) fn spawn_reviews(&self) {
        let weak = self.downgrade();
        self.inner.reviewing.call_once(|| self.spawn(watch(weak)));
    }

    /// Ends the reviews and pauses whose time has come.
    pub(crate) fn review_due(&self) {
        let now = self.now();
        let mut state = self.lock();
        let mut changed = false;
        for outlet in state.outlets.values_mut() {
            changed |= self.review_page(outlet, now);
        }
        for waba in state.wabas.values_mut() {
            let due = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
            let ready: Vec<String> = waba
                .templates
                .iter()
                .filter(|one| due(one.review_at) || due(one.paused_until))
                .map(|one| one.id.clone())
                .collect();
            for id in ready {
                changed = true;
                if !unpause(self, waba, &id, now) {
                    decide(self, waba, &id, now);
                }
            }
        }
        drop(state);
        if changed {
            self.changed();
        }
    }

    /// Makes a template that has been reviewed already.
    pub fn add_template(&self, waba: &str, new: &NewTemplate) -> Result<TemplateView, Rejection> {
        let refused =
            |error: crate::error::GraphError| Rejection::invalid("template", error.to_string());
        let made = self
            .new_wa_template(waba, &new.template, &Examples::Any)
            .map_err(refused)?;
        let id = made["id"].as_str().unwrap_or_default().to_owned();
        let mut state = self.lock();
        let template = find(state.wabas.values_mut(), &id).and_then(|waba| waba.template_mut(&id));
        let template = template.ok_or_else(|| Rejection::unknown("template", &id))?;
        template.status = new.status.unwrap_or(TemplateStatus::Approved);
        if template.status != TemplateStatus::Pending {
            template.review_at = None;
        }
        let view = TemplateView::new(template);
        drop(state);
        self.changed();
        Ok(view)
    }

    /// Does to a template what the platform does.
    pub fn switch_template(
        &self,
        id: &str,
        switches: TemplateSwitches,
    ) -> Result<TemplateView, Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let missing = || Rejection::unknown("template", id);
        let of_page = |outlet: &&mut Outlet| outlet.templates.iter().any(|one| one.id == id);
        if let Some(page) = state.outlets.values_mut().find(of_page) {
            let view = self.switch_page_template(page, id, &switches, now)?;
            drop(state);
            self.changed();
            return Ok(view);
        }
        let waba = find(state.wabas.values_mut(), id).ok_or_else(missing)?;
        if let Some(body) = switches.body {
            correct(self, waba, id, &body, now);
        }
        if let Some(name) = switches.category {
            let wanted = category(&name)
                .ok_or_else(|| Rejection::invalid("category", "there is no such category"))?;
            recategorise(self, waba, id, wanted, switches.category_later, now);
        }
        if let Some(quality) = switches.quality {
            rate(self, waba, id, quality, now);
        }
        if let Some(status) = switches.status {
            let reason = switches.reason.as_deref().map(reason);
            set(self, waba, id, (status, reason), None, now);
        }
        let template = waba.template_mut(id).ok_or_else(missing)?;
        let category = template.category;
        let fails = switches.quality == Some(Quality::Red);
        let held = match switches.pacing {
            Some(true) => {
                template.held.get_or_insert_default();
                Vec::new()
            }
            None if !fails => Vec::new(),
            Some(false) | None => template.held.take().unwrap_or_default(),
        };
        let view = TemplateView::new(template);
        let failure = fails.then_some(PACED_OUT);
        self.let_out(&mut state, held, category, failure.as_ref(), now);
        drop(state);
        self.changed();
        Ok(view)
    }
}

async fn watch(world: WeakWorld) {
    loop {
        tokio::time::sleep(LOOK).await;
        let Some(world) = world.upgrade() else { return };
        world.review_due();
    }
}

fn reason(name: &str) -> &'static str {
    match name {
        "ABUSIVE_CONTENT" => "ABUSIVE_CONTENT",
        "INCORRECT_CATEGORY" => "INCORRECT_CATEGORY",
        "PROMOTIONAL" => "PROMOTIONAL",
        "SCAM" => "SCAM",
        "TAG_CONTENT_MISMATCH" => "TAG_CONTENT_MISMATCH",
        _ => "INVALID_FORMAT",
    }
}

/// The end of a review: what plainly cheats is rejected, all else passes.
fn decide(world: &World, waba: &mut Waba, id: &str, now: Timestamp) {
    let Some(template) = waba.template(id) else {
        return;
    };
    let body = template.part("BODY").and_then(|part| part["text"].as_str());
    let words = body.unwrap_or_default().to_lowercase();
    let fraud = FRAUD.iter().any(|fraud| words.contains(fraud));
    let decided = if fraud {
        (TemplateStatus::Rejected, Some("SCAM"))
    } else {
        (TemplateStatus::Approved, None)
    };
    let moved = template
        .previous_category
        .filter(|_| template.category == Category::Marketing);
    set(world, waba, id, decided, None, now);
    if let (Some(before), Some(template)) = (moved, waba.template(id)) {
        let mut value = named(template);
        value["previous_category"] = json!(category_name(before));
        value["new_category"] = json!(category_name(template.category));
        world.emit_account(waba, now, "template_category_update", &value);
    }
}

/// Gives a template another status and tells of it.
fn set(
    world: &World,
    waba: &mut Waba,
    id: &str,
    (status, reason): (TemplateStatus, Option<&'static str>),
    title: Option<&str>,
    now: Timestamp,
) {
    let Some(template) = waba.template_mut(id) else {
        return;
    };
    template.status = status;
    template.review_at = None;
    template.rejected_reason = reason.filter(|_| status == TemplateStatus::Rejected);
    if status != TemplateStatus::Paused {
        template.paused_until = None;
    }
    let mut value = named(template);
    value["event"] = json!(status.name());
    value["message_template_category"] = json!(category_name(template.category));
    value["reason"] = json!(reason.unwrap_or("NONE"));
    if let (TemplateStatus::Rejected, Some(reason)) = (status, reason) {
        value["rejection_info"] = json!({
            "reason": format!("The review found {reason}."),
            "recommendation": "Change the words and submit the template again.",
        });
    }
    if status == TemplateStatus::Disabled {
        value["disable_info"] = json!({ "disable_date": now.as_second().to_string() });
    }
    let title = title.or(match status {
        TemplateStatus::Paused => Some("RATE_LIMITING_PAUSE"),
        TemplateStatus::Disabled => Some("DISABLED"),
        _ => None,
    });
    if let Some(title) = title {
        value["other_info"] = json!({
            "title": title, "description": "Customers have given this template negative feedback.",
        });
    }
    world.emit_account(waba, now, "message_template_status_update", &value);
}

/// Ends a pause; false where there is none.
pub(super) fn unpause(world: &World, waba: &mut Waba, id: &str, now: Timestamp) -> bool {
    let template = waba.template(id);
    if template.is_none_or(|template| template.status != TemplateStatus::Paused) {
        return false;
    }
    set(
        world,
        waba,
        id,
        (TemplateStatus::Approved, None),
        Some("UNPAUSE"),
        now,
    );
    true
}

/// Gives a template another quality. Red pauses it, the third time for good.
fn rate(world: &World, waba: &mut Waba, id: &str, quality: Quality, now: Timestamp) {
    let Some(template) = waba.template_mut(id) else {
        return;
    };
    let before = std::mem::replace(&mut template.quality, quality);
    let mut value: Value = named(template);
    value["previous_quality_score"] = json!(before.name());
    value["new_quality_score"] = json!(quality.name());
    let pauses = template.pauses;
    if quality == Quality::Red {
        template.pauses = pauses.saturating_add(1);
    }
    world.emit_account(waba, now, "message_template_quality_update", &value);
    if quality != Quality::Red {
        return;
    }
    let (status, title, length) = match pauses {
        0 => (TemplateStatus::Paused, "FIRST_PAUSE", FIRST_PAUSE),
        1 => (TemplateStatus::Paused, "SECOND_PAUSE", SECOND_PAUSE),
        _ => (TemplateStatus::Disabled, "DISABLED", SignedDuration::ZERO),
    };
    set(world, waba, id, (status, None), Some(title), now);
    if let Some(template) = waba.template_mut(id)
        && status == TemplateStatus::Paused
    {
        template.paused_until = now.checked_add(length).ok();
    }
}

fn recategorise(
    world: &World,
    waba: &mut Waba,
    id: &str,
    wanted: Category,
    later: bool,
    now: Timestamp,
) {
    let Some(template) = waba.template_mut(id) else {
        return;
    };
    let mut value = named(template);
    if later {
        let at = now.checked_add(NOTICE).unwrap_or(now).as_second();
        value["new_category"] = json!(category_name(template.category));
        value["correct_category"] = json!(category_name(wanted));
        value["category_update_timestamp"] = json!(at);
    } else {
        let before = std::mem::replace(&mut template.category, wanted);
        template.previous_category = Some(before);
        value["previous_category"] = json!(category_name(before));
        value["new_category"] = json!(category_name(wanted));
    }
    world.emit_account(waba, now, "template_category_update", &value);
}

/// Changes the words of a template's body, and tells of its components.
fn correct(world: &World, waba: &mut Waba, id: &str, body: &str, now: Timestamp) {
    let Some(template) = waba.template_mut(id) else {
        return;
    };
    let parts = template.components.as_array_mut().into_iter().flatten();
    for part in parts {
        if part["type"]
            .as_str()
            .is_some_and(|kind| kind.eq_ignore_ascii_case("BODY"))
        {
            part["text"] = json!(body);
        }
    }
    let mut value = named(template);
    value["message_template_element"] = json!(body);
    let text = |template: &WaTemplate, kind: &str| {
        template
            .part(kind)
            .and_then(|part| part["text"].as_str().map(str::to_owned))
    };
    if let Some(header) = text(template, "HEADER") {
        value["message_template_title"] = json!(header);
    }
    if let Some(footer) = text(template, "FOOTER") {
        value["message_template_footer"] = json!(footer);
    }
    let buttons = template
        .part("BUTTONS")
        .and_then(|part| part["buttons"].as_array());
    if let Some(buttons) = buttons {
        let told = buttons.iter().map(|button| {
            let mut told = json!({
                "message_template_button_type": button["type"], "message_template_button_text": button["text"],
            });
            for (from, to) in [
                ("url", "message_template_button_url"),
                ("phone_number", "message_template_button_phone_number"),
            ] {
                if let Some(value) = button.get(from) {
                    told[to] = value.clone();
                }
            }
            told
        });
        value["message_template_buttons"] = told.collect();
    }
    world.emit_account(waba, now, "message_template_components_update", &value);
}
