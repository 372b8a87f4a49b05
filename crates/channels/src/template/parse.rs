//! Lists of templates, read leniently: a template that is not understood must not hide the others.

use serde::Deserialize;
use serde_json::Value;
use transom_domain::inbound::Quality;
use transom_domain::template::{
    Button, Card, CodeApp, CodeNotice, Components, Handover, Header, HeaderMedia, Listed, Offer,
    ParameterFormat, Phrase, Standing, TimeToLive, blanks,
};
use transom_policy::{TemplateCategory, TemplateStatus};

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageOfTemplates {
    /// Its templates.
    pub templates: Vec<Listed>,
    /// How many were there and could not be read: without a name, a language or an id.
    pub unread: usize,
    /// Where the next page begins, when there is one.
    pub after: Option<String>,
}

#[derive(Deserialize)]
struct Page {
    data: Vec<Value>,
    #[serde(default)]
    paging: Option<Paging>,
}

#[derive(Deserialize)]
struct Paging {
    #[serde(default)]
    cursors: Option<Cursors>,
    #[serde(default)]
    next: Option<String>,
}

#[derive(Deserialize)]
struct Cursors {
    #[serde(default)]
    after: Option<String>,
}

/// Reads one page of a list; nothing when it is none.
pub fn parse_page(body: &[u8]) -> Option<PageOfTemplates> {
    let Page { data, paging } = serde_json::from_slice(body).ok()?;
    let count = data.len();
    let templates: Vec<Listed> = data.iter().filter_map(template).collect();
    let after = paging.and_then(|paging| {
        // Cursors stand on the last page too: only the address of a next one says that there is more.
        paging.next?;
        paging.cursors?.after.filter(|after| !after.is_empty())
    });
    Some(PageOfTemplates {
        unread: count - templates.len(),
        templates,
        after,
    })
}

/// What a word of the platform says about sending, with the word as the reason where it is not one of the usual ones.
pub fn parse_standing(word: &str, reason: Option<&str>) -> Standing {
    let reason = reason.filter(|reason| !matches!(*reason, "" | "NONE"));
    let (status, remark) = match word {
        "APPROVED" | "REINSTATED" => (TemplateStatus::Approved, None),
        // It may still be sent, and is watched.
        "FLAGGED" => (TemplateStatus::Approved, Some(word)),
        "PENDING" => (TemplateStatus::Pending, None),
        "REJECTED" => (TemplateStatus::Rejected, None),
        "PAUSED" => (TemplateStatus::Paused, None),
        "DISABLED" => (TemplateStatus::Disabled, None),
        "ARCHIVED" | "LIMIT_EXCEEDED" | "LOCKED" => (TemplateStatus::Disabled, Some(word)),
        // Under appeal, or a word of tomorrow: nothing that may be sent for sure.
        other => (TemplateStatus::Pending, Some(other)),
    };
    Standing {
        status,
        reason: reason.or(remark).map(str::to_owned),
        advice: None,
    }
}

fn text(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

/// An id, written as a text or as a number.
fn id(value: &Value) -> Option<String> {
    text(value).or_else(|| Some(value.as_u64()?.to_string()))
}

fn template(value: &Value) -> Option<Listed> {
    let status = value["status"].as_str().unwrap_or_default();
    if matches!(status, "DELETED" | "PENDING_DELETION") {
        return None;
    }
    Some(Listed {
        external_id: id(&value["id"])?,
        name: text(&value["name"])?,
        language: language(value)?,
        category: match value["category"].as_str().unwrap_or_default() {
            "UTILITY" => TemplateCategory::Utility,
            "AUTHENTICATION" => TemplateCategory::Authentication,
            // Whatever else it is called, the strictest rules are right for it.
            _ => TemplateCategory::Marketing,
        },
        standing: parse_standing(status, value["rejected_reason"].as_str()),
        quality: match value["quality_score"]["score"].as_str() {
            Some("GREEN") => Some(Quality::High),
            Some("YELLOW") => Some(Quality::Medium),
            Some("RED") => Some(Quality::Low),
            Some("UNKNOWN") => Some(Quality::Unknown),
            _ => None,
        },
        components: components(value),
    })
}

fn language(value: &Value) -> Option<String> {
    // Some answers name it as sends do.
    text(&value["language"]).or_else(|| text(&value["language"]["code"]))
}

fn components(template: &Value) -> Components {
    let mut made = Components::default();
    for part in template["components"].as_array().into_iter().flatten() {
        let kind = part["type"]
            .as_str()
            .unwrap_or_default()
            .to_ascii_uppercase();
        match kind.as_str() {
            "HEADER" => match header(part) {
                Ok(header) => made.header = Some(header),
                Err(kind) => unknown(&mut made, kind, part),
            },
            "BODY" => made.body = phrase(part, "body_text"),
            "FOOTER" => made.footer = text(&part["text"]),
            "LIMITED_TIME_OFFER" => made.offer = Some(offer(&part["limited_time_offer"])),
            "CAROUSEL" => match cards(part) {
                Some(cards) => made.cards = cards,
                None => unknown(&mut made, kind, part),
            },
            "BUTTONS" => {
                for one in part["buttons"].as_array().into_iter().flatten() {
                    made.unknown.extend(needs_more(one));
                    made.buttons.push(button(one));
                }
            }
            _ => unknown(&mut made, kind, part),
        }
    }
    made.code = code_notice(template, &made.buttons);
    if made.code.is_some() && made.body.text.is_empty() {
        // The platform writes this text, and does not show it everywhere.
        made.body = Phrase::new("{{1}}");
    }
    made.time_to_live = time_to_live(&template["message_send_ttl_seconds"]);
    let is_named = match template["parameter_format"].as_str() {
        Some(format) => format.eq_ignore_ascii_case("NAMED"),
        None => blanks(&made.body.text)
            .iter()
            .any(|name| !name.bytes().all(|byte| byte.is_ascii_digit())),
    };
    if is_named {
        made.format = ParameterFormat::Named;
    }
    made
}

fn time_to_live(value: &Value) -> Option<TimeToLive> {
    // Numbers are texts in some answers.
    let written = value.as_str().and_then(|text| text.parse().ok());
    match value.as_i64().or(written)? {
        -1 => Some(TimeToLive::Longest),
        seconds => u32::try_from(seconds).ok().map(TimeToLive::Seconds),
    }
}

/// A part that is kept as it is.
fn unknown(made: &mut Components, kind: String, part: &Value) {
    made.unknown.push(kind);
    made.raw.push(part.to_string());
}

fn offer(part: &Value) -> Offer {
    Offer {
        text: part["text"].as_str().unwrap_or_default().to_owned(),
        ends: part["has_expiration"].as_bool().unwrap_or(false),
    }
}

/// The cards; nothing when one of them has something that has no place here.
fn cards(part: &Value) -> Option<Vec<Card>> {
    let cards = part["cards"].as_array()?.iter();
    cards.map(card).collect()
}

fn card(card: &Value) -> Option<Card> {
    let (mut above, mut body, mut buttons) = (None, None, Vec::new());
    for part in card["components"].as_array()? {
        match part["type"].as_str()?.to_ascii_uppercase().as_str() {
            "HEADER" => above = Some(header(part).ok()?),
            "BODY" => body = Some(phrase(part, "body_text")),
            "BUTTONS" => {
                for one in part["buttons"].as_array()? {
                    if needs_more(one).is_some() {
                        return None;
                    }
                    buttons.push(button(one));
                }
            }
            _ => return None,
        }
    }
    Some(Card {
        header: above?,
        body,
        buttons,
    })
}

/// What a template says of the one-time code that a button of it hands over.
fn code_notice(template: &Value, buttons: &[Button]) -> Option<CodeNotice> {
    let is_code = |button: &Button| matches!(button, Button::OneTime { .. });
    if !buttons.iter().any(is_code) {
        return None;
    }
    let parts = template["components"].as_array()?;
    let said = |name: &str| parts.iter().find(|part| !part[name].is_null());
    let warns = said("add_security_recommendation");
    let expires = said("code_expiration_minutes");
    Some(CodeNotice {
        warns: warns.is_some_and(|part| part["add_security_recommendation"] == true),
        expires_in: expires
            .and_then(|part| part["code_expiration_minutes"].as_u64())
            .and_then(|minutes| u8::try_from(minutes).ok()),
    })
}

/// How a button hands over a one-time code. Lists show some of them as the address that they open behind the scenes.
fn handover(button: &Value) -> Option<Handover> {
    let url = button["url"].as_str().unwrap_or_default();
    let is_url = url.contains("whatsapp.com/otp/");
    if button["type"].as_str() != Some("OTP") && !is_url {
        return None;
    }
    let told_there = || {
        let (_, query) = url.split_once('?')?;
        let mut pairs = query.split('&');
        pairs.find_map(|pair| pair.strip_prefix("otp_type="))
    };
    let kind = button["otp_type"].as_str().or_else(told_there);
    let single = &button["package_name"];
    let mut apps: Vec<CodeApp> = button["supported_apps"]
        .as_array()
        .into_iter()
        .flatten()
        .chain(single.is_string().then_some(button))
        .filter_map(|app| {
            Some(CodeApp {
                package: text(&app["package_name"])?,
                signature: text(&app["signature_hash"])?,
            })
        })
        .collect();
    apps.dedup();
    let autofill = text(&button["autofill_text"]);
    Some(match kind {
        Some("ONE_TAP") => Handover::OneTap { autofill, apps },
        Some("ZERO_TAP") => Handover::ZeroTap { autofill, apps },
        _ => Handover::Copy,
    })
}

fn header(part: &Value) -> Result<Header, String> {
    let format = part["format"]
        .as_str()
        .unwrap_or("TEXT")
        .to_ascii_uppercase();
    let kind = match format.as_str() {
        "TEXT" => return Ok(Header::Text(phrase(part, "header_text"))),
        "LOCATION" => return Ok(Header::Location),
        "IMAGE" => HeaderMedia::Image,
        "VIDEO" => HeaderMedia::Video,
        "DOCUMENT" => HeaderMedia::Document,
        _ => return Err(format!("HEADER {format}")),
    };
    Ok(Header::Media {
        kind,
        example: text(&part["example"]["header_handle"][0]),
    })
}

fn phrase(part: &Value, examples: &str) -> Phrase {
    let text = part["text"].as_str().unwrap_or_default().to_owned();
    let example = &part["example"];
    let named = example[format!("{examples}_named_params")].as_array();
    let named = named.into_iter().flatten().filter_map(|one| {
        let name = one["param_name"].as_str()?.to_owned();
        Some((name, one["example"].as_str()?.to_owned()))
    });
    let values = &example[examples];
    // The body's are in a list of their own, for it may have several sets of them.
    let values = values[0].as_array().or_else(|| values.as_array());
    let values = values.into_iter().flatten().filter_map(Value::as_str);
    let numbered = values
        .enumerate()
        .map(|(index, value)| ((index + 1).to_string(), value.to_owned()));
    let examples = named.chain(numbered).collect();
    Phrase { text, examples }
}

/// Buttons for which each message must bring more than a text.
fn needs_more(button: &Value) -> Option<String> {
    let kind = button["type"].as_str()?;
    matches!(kind, "FLOW" | "MPM" | "SPM" | "CATALOG" | "ORDER_DETAILS").then(|| kind.to_owned())
}

fn button(button: &Value) -> Button {
    let label = button["text"].as_str().unwrap_or_default().to_owned();
    if let Some(handover) = handover(button) {
        return Button::OneTime { label, handover };
    }
    let example = text(&button["example"][0]).or_else(|| text(&button["example"]));
    match button["type"].as_str().unwrap_or_default() {
        "QUICK_REPLY" | "POSTBACK" => Button::QuickReply {
            label,
            payload: text(&button["payload"]),
        },
        "URL" => Button::Url {
            label,
            url: button["url"].as_str().unwrap_or_default().to_owned(),
            example,
        },
        "PHONE_NUMBER" => Button::Phone {
            label,
            number: button["phone_number"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        },
        "COPY_CODE" => Button::Code { example },
        kind => Button::Other {
            kind: kind.to_owned(),
            label,
            raw: Some(button.to_string()),
        },
    }
}
