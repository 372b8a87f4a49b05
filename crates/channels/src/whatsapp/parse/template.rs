//! What a webhook tells about templates.

use serde::Deserialize;
use transom_domain::inbound::{
    Inbound, InboundEvent, Person, Quality, TemplateButtonText, TemplateChange, TemplateText,
    TemplateUpdate,
};
use transom_policy::{TemplateCategory, TemplateStatus};

use super::webhook::wire::Whole;
use super::webhook::{Reason, Unhandled, required, seconds};
use super::wire::Id;
use super::{Understood, required_id, said, word};

/// The value of every field about templates; each uses some of it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Value {
    message_template_id: Id,
    message_template_name: Option<String>,
    message_template_language: Option<String>,
    event: Option<String>,
    reason: Option<String>,
    rejection_info: Option<Rejection>,
    other_info: Option<Remark>,
    new_quality_score: Option<String>,
    new_category: Option<String>,
    correct_category: Option<String>,
    category_update_timestamp: Option<Whole>,
    message_template_title: Option<String>,
    message_template_element: Option<String>,
    message_template_footer: Option<String>,
    message_template_buttons: Vec<Button>,
}

#[derive(Deserialize)]
struct Rejection {
    reason: Option<String>,
    recommendation: Option<String>,
}

#[derive(Deserialize)]
struct Remark {
    title: Option<String>,
    description: Option<String>,
}

#[derive(Deserialize)]
struct Button {
    #[serde(rename = "message_template_button_type")]
    kind: Option<String>,
    #[serde(rename = "message_template_button_text")]
    label: Option<String>,
    #[serde(rename = "message_template_button_url")]
    url: Option<String>,
    #[serde(rename = "message_template_button_phone_number")]
    phone_number: Option<String>,
}

/// What a change of one of the fields about templates says.
pub(super) fn understand(
    account: &str,
    field: &str,
    value: Value,
    time: Option<Whole>,
) -> Understood {
    let at = seconds(required(time, "entry.time")?, "entry.time")?;
    let external_id = required_id(value.message_template_id.clone(), "message_template_id")?;
    let name = required(value.message_template_name.clone(), "message_template_name")?;
    let language = required(
        value.message_template_language.clone(),
        "message_template_language",
    )?;
    let change = match field {
        "message_template_status_update" => status(value)?,
        "message_template_quality_update" => {
            TemplateChange::Quality(quality(value.new_quality_score.as_deref())?)
        }
        "template_category_update" => category(value)?,
        _ => text(value)?,
    };
    Ok(Inbound {
        account: account.to_owned(),
        at,
        person: Person::default(),
        event: InboundEvent::Template(TemplateUpdate {
            external_id,
            name,
            // These webhooks write `en-US` what is `en_US` everywhere else.
            language: language.replace('-', "_"),
            change,
        }),
    })
}

fn status(value: Value) -> Result<TemplateChange, Unhandled> {
    let event = required(said(value.event), "value.event")?;
    let (title, description) = value.other_info.map_or((None, None), |info| {
        (said(info.title), said(info.description))
    });
    let pause = match title.as_deref() {
        Some("FIRST_PAUSE") => Some(1),
        Some("SECOND_PAUSE") => Some(2),
        _ => None,
    };
    let (because, recommendation) = value.rejection_info.map_or((None, None), |info| {
        (said(info.reason), said(info.recommendation))
    });
    let reason = said(value.reason)
        .filter(|reason| reason != "NONE")
        .or(title);
    let status = match event.as_str() {
        "APPROVED" | "REINSTATED" => TemplateStatus::Approved,
        "PENDING" | "IN_APPEAL" => TemplateStatus::Pending,
        "REJECTED" => TemplateStatus::Rejected,
        "PAUSED" => TemplateStatus::Paused,
        "DISABLED" => TemplateStatus::Disabled,
        "DELETED" | "PENDING_DELETION" | "ARCHIVED" => return Ok(TemplateChange::Deleted),
        "FLAGGED" | "LOCKED" | "UNLOCKED" | "LIMIT_EXCEEDED" => {
            return Ok(TemplateChange::Noted { event, reason });
        }
        other => return Err(word(Reason::UnknownItem, "event", other)),
    };
    let advice = match (because, recommendation) {
        (Some(because), Some(recommendation)) => Some(format!("{because} {recommendation}")),
        (because, recommendation) => because.or(recommendation).or(description),
    };
    Ok(TemplateChange::Status {
        status,
        pause,
        reason,
        advice,
    })
}

fn quality(score: Option<&str>) -> Result<Quality, Unhandled> {
    match required(score, "new_quality_score")? {
        "GREEN" => Ok(Quality::High),
        "YELLOW" => Ok(Quality::Medium),
        "RED" => Ok(Quality::Low),
        "UNKNOWN" => Ok(Quality::Unknown),
        other => Err(word(Reason::UnknownItem, "new_quality_score", other)),
    }
}

/// A change that is only announced names the category to come as the correct one.
fn category(value: Value) -> Result<TemplateChange, Unhandled> {
    let announced = value.correct_category.is_some();
    let category = value.correct_category.or(value.new_category);
    let category = match required(category.as_deref(), "new_category")? {
        "UTILITY" => TemplateCategory::Utility,
        "MARKETING" => TemplateCategory::Marketing,
        "AUTHENTICATION" => TemplateCategory::Authentication,
        other => return Err(word(Reason::UnknownItem, "new_category", other)),
    };
    let from = value
        .category_update_timestamp
        .filter(|_| announced)
        .map(|from| seconds(from, "category_update_timestamp"))
        .transpose()?;
    Ok(TemplateChange::Category { category, from })
}

fn text(value: Value) -> Result<TemplateChange, Unhandled> {
    let buttons = value.message_template_buttons.into_iter();
    Ok(TemplateChange::Text(TemplateText {
        header: said(value.message_template_title),
        body: required(value.message_template_element, "message_template_element")?,
        footer: said(value.message_template_footer),
        buttons: buttons
            .map(|button| TemplateButtonText {
                kind: button.kind.unwrap_or_default(),
                label: button.label.unwrap_or_default(),
                target: button.url.or(button.phone_number),
            })
            .collect(),
        cards: Vec::new(),
    }))
}
