//! The one page: customers on the left, a phone in the middle, a panel on the right.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::instagram::{Sheet, sheet};
use super::panel::{GRAPH_FAULTS, Panel, panel};
use super::thread::{self, Line};
use super::{whatsapp, words};
use crate::error::DOCUMENTED;
use crate::world::routing::Party;
use crate::world::view::{CommentView, CustomerView, MessageView, OutletView, QuickReplyView};
use crate::world::{Rejection, World};

/// The most customers listed.
const LISTED: usize = 200;

/// What the address of the page says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    page: Option<String>,
    customer: Option<String>,
    panel: Option<String>,
    /// Message that is being answered.
    reply: Option<String>,
    /// What the business published that is looked at.
    post: Option<String>,
    /// Message that is being edited.
    edit: Option<String>,
    /// Why the last form did nothing.
    notice: Option<String>,
}

#[derive(Template)]
#[template(path = "phones/screen.html")]
struct Screen {
    now_ms: i64,
    now_date: String,
    now_time: String,
    now_field: String,
    pages: Vec<OutletView>,
    page: OutletView,
    instagram: bool,
    whatsapp: bool,
    /// What one has on this platform: a page, an account or a number.
    outlet_word: &'static str,
    page_initials: String,
    page_restriction: Option<String>,
    rows: Vec<Row>,
    total: usize,
    chosen: bool,
    phone: Option<Phone>,
    panel: Panel,
    notice: Option<String>,
}

struct Row {
    id: String,
    name: String,
    initials: String,
    hue: u32,
    preview: String,
    ago: String,
    unread: usize,
    blocked: bool,
    window_open: bool,
    current: bool,
}

struct Phone {
    customer: CustomerView,
    initials: String,
    hue: u32,
    window: String,
    lines: Vec<Line>,
    chips: Vec<QuickReplyView>,
    comments: Vec<CommentView>,
    /// Name, title and state of each switch.
    switches: Vec<(&'static str, &'static str, bool)>,
    /// The same of what only people on WhatsApp have.
    person_switches: Vec<(&'static str, &'static str, bool)>,
    sheet: Option<Sheet>,
    mode: Mode,
}

/// What the field at the foot of the phone does.
enum Mode {
    Write,
    Reply { mid: String, quote: String },
    Edit { mid: String, text: String },
}

/// The page.
pub(super) async fn show(State(world): State<World>, Query(place): Query<Place>) -> Response {
    let rendered = screen(&world, place).map(|screen| screen.render());
    match rendered {
        Ok(Ok(html)) => Html(html).into_response(),
        Ok(Err(error)) => {
            tracing::error!(%error, "the phones cannot be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(rejection) => (StatusCode::NOT_FOUND, rejection.detail).into_response(),
    }
}

fn screen(world: &World, place: Place) -> Result<Screen, Rejection> {
    let now = world.now();
    let chosen = place
        .customer
        .as_ref()
        .map(|id| world.customer(id))
        .transpose()?;
    let page = chosen
        .as_ref()
        .map(|customer| customer.page.clone())
        .or(place.page.clone());
    let page = world.outlet(&world.outlet_or_first(page)?)?;
    let instagram = page.platform == "instagram";
    let whatsapp = page.platform == "whatsapp";
    let (customers, total) = world.customers(&page.id, LISTED)?;
    let is_chosen = chosen.is_some();
    let current = chosen.or_else(|| customers.first().cloned());
    let current_id = current.as_ref().map(|customer| customer.id.clone());
    let phone = current
        .map(|customer| phone(world, &page, customer, &place, now))
        .transpose()?;
    let zoned = now.to_zoned(TimeZone::UTC);
    Ok(Screen {
        now_ms: now.as_millisecond(),
        now_date: zoned.strftime("%a %-d %b %Y").to_string(),
        now_time: zoned.strftime("%H:%M:%S").to_string(),
        now_field: zoned.strftime("%Y-%m-%dT%H:%M").to_string(),
        pages: world.outlets(),
        page_initials: words::initials(&page.name),
        page_restriction: restriction(&page),
        instagram,
        whatsapp,
        outlet_word: match page.platform {
            "instagram" => "Account",
            "whatsapp" => "Number",
            _ => "Page",
        },
        rows: customers
            .into_iter()
            .map(|customer| row(customer, current_id.as_deref(), now))
            .collect(),
        total,
        chosen: is_chosen,
        phone,
        panel: panel(world, &page, place.panel.as_deref(), now),
        page,
        notice: place.notice,
    })
}

fn restriction(page: &OutletView) -> Option<String> {
    let word = match page.platform {
        "instagram" => "The account",
        "whatsapp" => "The number",
        _ => "The page",
    };
    match (page.standing, page.barred_until) {
        _ if page.access_allowed == Some(false) => {
            Some("The account keeps its messages from connected tools.".to_owned())
        }
        _ if !page.token_valid => Some("The token has been revoked.".to_owned()),
        ("barred", Some(until)) => Some(format!(
            "{word} may not send until {}.",
            words::moment(until)
        )),
        ("barred", None) => Some(format!("{word} may not send until it is forgiven.")),
        ("warned", _) => Some(format!("{word} has been warned.")),
        _ => None,
    }
}

fn row(customer: CustomerView, current: Option<&str>, now: Timestamp) -> Row {
    let preview = customer.last_message.as_ref().map_or_else(
        || "Has not written yet".to_owned(),
        |message| {
            let sender = if message.from_business { "" } else { "You: " };
            format!("{sender}{}", thread::preview(message))
        },
    );
    Row {
        initials: words::initials(&customer.name),
        hue: words::hue(&customer.name),
        ago: words::ago(customer.active_at, now),
        unread: customer.unread,
        blocked: customer.blocked,
        window_open: customer.window_until.is_some_and(|until| now < until),
        current: current == Some(customer.id.as_str()),
        preview,
        name: customer.name,
        id: customer.id,
    }
}

fn phone(
    world: &World,
    page: &OutletView,
    customer: CustomerView,
    place: &Place,
    now: Timestamp,
) -> Result<Phone, Rejection> {
    let messages = world.thread(&customer.id)?;
    let mut comments = world.comments(&customer.page)?;
    comments.retain(|comment| comment.customer == customer.id);
    let find = |mid: &Option<String>| -> Option<&MessageView> {
        let mid = mid.as_deref()?;
        messages.iter().find(|message| message.mid == mid)
    };
    let mode = if let Some(message) = find(&place.edit) {
        let text = message.text.clone().unwrap_or_default();
        Mode::Edit {
            mid: message.mid.clone(),
            text,
        }
    } else if let Some(message) = find(&place.reply) {
        Mode::Reply {
            mid: message.mid.clone(),
            quote: thread::preview(message),
        }
    } else {
        Mode::Write
    };
    let window = match customer.window_until {
        None if customer.whatsapp.is_some() => {
            "The business can write first by a template alone.".to_owned()
        }
        None => "The business cannot write first: no window was ever opened.".to_owned(),
        Some(until) if now < until => {
            format!(
                "The business may answer freely for {}.",
                words::stretch(until.duration_since(now))
            )
        }
        Some(until) => format!(
            "The window closed {} ago.",
            words::stretch(now.duration_since(until))
        ),
    };
    Ok(Phone {
        initials: words::initials(&customer.name),
        hue: words::hue(&customer.name),
        window,
        lines: thread::lines(&messages, &customer, now),
        sheet: sheet(world, page, &customer, place.post.as_deref(), now)?,
        chips: thread::quick_replies(&messages),
        comments,
        switches: switches(&customer),
        person_switches: customer
            .whatsapp
            .as_ref()
            .map(whatsapp::switches)
            .unwrap_or_default(),
        mode,
        customer,
    })
}

fn switches(customer: &CustomerView) -> Vec<(&'static str, &'static str, bool)> {
    let delivery = (
        "auto_delivery",
        "Phone confirms delivery",
        customer.auto_delivery,
    );
    let mut switches = vec![
        ("blocked", "Blocks the business", customer.blocked),
        ("auto_read", "Reads at once", customer.auto_read),
    ];
    if customer.whatsapp.is_none() {
        switches.insert(1, ("typing", "Is typing", customer.typing));
    }
    // Instagram knows no delivery.
    if customer.username.is_none() {
        switches.push(delivery);
    }
    switches
}
