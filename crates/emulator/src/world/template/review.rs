//! The review of a page's templates, and what the platform does to them.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::check;
use crate::rules::Platform;
use crate::webhook::event::Event;
use crate::webhook::topic::Topic;
use crate::world::World;
use crate::world::input::{PageSwitches, TemplateSwitches};
use crate::world::rejection::Rejection;
use crate::world::state::waba::TemplateStatus;
use crate::world::state::{Outlet, Template};
use crate::world::view::{OutletView, TemplateView};

/// Sends a template to its review, which is over at once where it takes no time. The answer to the call then tells how
/// it ended; otherwise a webhook does.
pub(super) fn begin(template: &mut Template, review: SignedDuration, now: Timestamp) {
    if review.is_zero() {
        let fault = check::fault(template);
        stand(template, fault);
    } else {
        template.status = TemplateStatus::Pending;
        template.rejected_reason = None;
        template.review_at = now.checked_add(review).ok();
    }
}

fn stand(template: &mut Template, fault: Option<&'static str>) {
    template.review_at = None;
    template.rejected_reason = fault;
    template.status = match fault {
        Some(_) => TemplateStatus::Rejected,
        None => TemplateStatus::Approved,
    };
}

impl World {
    /// Flips switches of a page.
    pub fn switch_page(&self, page: &str, switches: PageSwitches) -> Result<OutletView, Rejection> {
        let mut state = self.lock();
        let outlet = state.outlet_mut(page)?;
        if outlet.platform() != Platform::Messenger {
            return Err(Rejection::unknown("page", page));
        }
        if let Some(seconds) = switches.review_seconds {
            outlet.review = SignedDuration::from_secs(seconds.into());
            self.spawn_reviews();
        }
        drop(state);
        self.changed();
        self.outlet(page)
    }

    /// Ends the reviews whose time has come on a page. False when there were none.
    pub(in crate::world) fn review_page(&self, page: &mut Outlet, now: Timestamp) -> bool {
        let mut ended = Vec::new();
        for template in &mut page.templates {
            if template.review_at.is_some_and(|at| at <= now) {
                let fault = check::fault(template);
                stand(template, fault);
                ended.push(template.clone());
            }
        }
        for template in &ended {
            self.tell_template(page, template, now);
        }
        !ended.is_empty()
    }

    /// Does to a template of a page what the platform does, and tells of it.
    pub(in crate::world) fn switch_page_template(
        &self,
        page: &mut Outlet,
        id: &str,
        switches: &TemplateSwitches,
        now: Timestamp,
    ) -> Result<TemplateView, Rejection> {
        let TemplateSwitches {
            status,
            reason,
            quality: None,
            category: None,
            category_later: false,
            pacing: None,
            body: None,
        } = switches
        else {
            return Err(Rejection::invalid(
                "not-here",
                "of a template on Messenger only the status and the reason can be changed",
            ));
        };
        let mut templates = page.templates.iter_mut();
        let template = templates
            .find(|one| one.id == id)
            .ok_or_else(|| Rejection::unknown("template", id))?;
        let Some(status) = *status else {
            return Ok(TemplateView::of_page(template));
        };
        template.status = status;
        template.review_at = None;
        template.rejected_reason = match (status, reason.as_deref()) {
            (TemplateStatus::Rejected, Some(reason)) => Some(known(reason)?),
            (TemplateStatus::Rejected, None) => Some("INCORRECT_PARAMS"),
            _ => None,
        };
        let template = template.clone();
        self.tell_template(page, &template, now);
        Ok(TemplateView::of_page(&template))
    }

    /// The field is documented without a sample: the value is the one of WhatsApp, whose field has the same name.
    fn tell_template(&self, page: &Outlet, template: &Template, now: Timestamp) {
        let number = template.id.parse::<u64>().unwrap_or_default();
        let mut value = json!({
            "event": template.status.name(), "message_template_id": number,
            "message_template_name": template.name,
            "message_template_language": template.language,
            "message_template_category": "UTILITY",
            "reason": template.rejected_reason.unwrap_or("NONE"),
        });
        if let Some(reason) = template.rejected_reason {
            value["rejection_info"] = json!({
                "reason": format!("The review found {reason}."),
                "recommendation": "Change the words and submit the template again.",
            });
        }
        self.emit(
            page,
            Event::change(page, &page.id, now, Topic::Template, &value),
        );
    }
}

fn known(reason: &str) -> Result<&'static str, Rejection> {
    let mut known = REASONS.into_iter();
    let found = known.find(|known| *known == reason);
    found.ok_or_else(|| {
        let known = REASONS.join(", ");
        Rejection::invalid("reason", format!("on Messenger a reason is one of {known}"))
    })
}

const REASONS: [&str; 4] = [
    "INCORRECT_PARAMS",
    "PARAMS_TO_WORD_RATIO_EXCEED_LIMIT",
    "TAG_SHOULD_BE_MARKETING",
    "TEMPLATE_VARIABLES_MISSING_SAMPLE_VALUES",
];
