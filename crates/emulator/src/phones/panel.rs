//! The panel on the right: the customer's switches, the logs, the page or account, the faults.

use jiff::Timestamp;

use super::words;
use crate::fault::{Faults, GraphFaultKind};
use crate::webhook::{Delivery, DeliveryState};
use crate::world::state::waba::RestrictionKind;
use crate::world::view::{NumberView, OutletView, WabaView};
use crate::world::{DeliveryReport, SendLog, SendOutcome, SendRecord, World};

/// The most entries of a log shown.
const LOGGED: usize = 60;

pub(super) enum Panel {
    Customer,
    Sends {
        log: SendLog,
        rows: Vec<SendRow>,
    },
    Webhooks {
        report: DeliveryReport,
        rows: Vec<WebhookRow>,
    },
    Page,
    Number {
        waba: Box<WabaView>,
        number: NumberView,
        /// What is taken from the account, in words.
        taken: Vec<String>,
    },
    Faults {
        graph: String,
        times: String,
        /// Code and subcode of the error that is caused, as `10/2018278`.
        error: String,
    },
}

pub(super) struct SendRow {
    pub(super) send: SendRecord,
    pub(super) time: String,
    pub(super) who: String,
    pub(super) result: String,
    pub(super) good: bool,
}

pub(super) struct WebhookRow {
    pub(super) delivery: Delivery,
    pub(super) time: String,
    pub(super) fields: String,
    pub(super) attempts: String,
    pub(super) state: &'static str,
}

impl Panel {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Sends { .. } => "sends",
            Self::Webhooks { .. } => "webhooks",
            Self::Page | Self::Number { .. } => "page",
            Self::Faults { .. } => "faults",
        }
    }
}

/// The panel of this name.
pub(super) fn panel(world: &World, page: &OutletView, name: Option<&str>, now: Timestamp) -> Panel {
    match name {
        Some("sends") => {
            let mut log = world.sends(None, false, LOGGED);
            let sends = std::mem::take(&mut log.sends);
            Panel::Sends {
                rows: sends
                    .into_iter()
                    .map(|send| send_row(world, send, now))
                    .collect(),
                log,
            }
        }
        Some("webhooks") => {
            let mut report = world.deliveries(LOGGED);
            let deliveries = std::mem::take(&mut report.deliveries);
            Panel::Webhooks {
                rows: deliveries
                    .into_iter()
                    .map(|one| webhook_row(one, now))
                    .collect(),
                report,
            }
        }
        Some("page") => of_page(world, page),
        Some("faults") => faults(&page.faults),
        _ => Panel::Customer,
    }
}

fn of_page(world: &World, page: &OutletView) -> Panel {
    let number = page.number.clone();
    let waba = number
        .as_ref()
        .and_then(|number| world.waba(&number.waba).ok());
    let (Some(number), Some(waba)) = (number, waba) else {
        return Panel::Page;
    };
    let taken = waba.restrictions.iter().map(|one| {
        let what = match one.kind {
            RestrictionKind::AddPhoneNumbers => "new numbers",
            RestrictionKind::BusinessInitiated => "templates",
            RestrictionKind::CustomerInitiated => "answers",
            RestrictionKind::UtilityTemplates => "utility templates",
        };
        format!("no {what} until {}", words::moment(one.until))
    });
    Panel::Number {
        taken: taken.collect(),
        waba: Box::new(waba),
        number,
    }
}

fn faults(faults: &Faults) -> Panel {
    let first = faults.graph.first();
    let (graph, error) = match first.map(|fault| fault.kind) {
        None => (String::new(), String::new()),
        Some(GraphFaultKind::Error { code, subcode, .. }) => {
            let subcode = subcode.map(|subcode| format!("/{subcode}"));
            let error = format!("{code}{}", subcode.unwrap_or_default());
            ("error".to_owned(), error)
        }
        Some(kind) => {
            let kind = serde_json::to_value(kind).unwrap_or_default();
            let kind = kind.as_str().unwrap_or_default().to_owned();
            (kind, String::new())
        }
    };
    Panel::Faults {
        graph,
        error,
        times: first
            .and_then(|fault| fault.times)
            .map(|times| times.to_string())
            .unwrap_or_default(),
    }
}

fn send_row(world: &World, send: SendRecord, now: Timestamp) -> SendRow {
    let customer = send
        .customer
        .as_ref()
        .and_then(|id| world.customer(id).ok());
    let (result, good) = match &send.outcome {
        SendOutcome::Accepted { .. } if send.answer_lost => ("sent, answer lost".to_owned(), false),
        SendOutcome::Accepted { .. } => ("sent".to_owned(), true),
        SendOutcome::Failed { code, .. } => (format!("failed {code}"), false),
        SendOutcome::Refused {
            code,
            subcode: None,
            ..
        } => (format!("refused {code}"), false),
        SendOutcome::Refused {
            code,
            subcode: Some(subcode),
            ..
        } => (format!("refused {code}/{subcode}"), false),
        SendOutcome::Lost => ("lost".to_owned(), false),
    };
    SendRow {
        time: words::recent(send.at, now),
        who: customer.map_or_else(|| "nobody known".to_owned(), |customer| customer.name),
        result,
        good,
        send,
    }
}

fn webhook_row(delivery: Delivery, now: Timestamp) -> WebhookRow {
    let attempts = delivery
        .attempts
        .iter()
        .map(|attempt| match (attempt.status, &attempt.error) {
            (Some(status), _) => format!("{status} in {} ms", attempt.milliseconds),
            (None, error) => error.clone().unwrap_or_default(),
        });
    WebhookRow {
        time: words::ago(delivery.at, now),
        fields: delivery.fields.join(", "),
        attempts: attempts.collect::<Vec<_>>().join(" → "),
        state: match delivery.state {
            DeliveryState::Pending => "waiting",
            DeliveryState::Delivered => "delivered",
            DeliveryState::GivenUp => "given up",
        },
        delivery,
    }
}

/// Every misbehaviour of the Send API, with its words.
pub(super) const GRAPH_FAULTS: [(GraphFaultKind, &str, &str); 8] = [
    (
        GraphFaultKind::DropBefore,
        "drop_before",
        "cut the connection before it is sent",
    ),
    (
        GraphFaultKind::DropAfter,
        "drop_after",
        "send it, then cut the connection",
    ),
    (
        GraphFaultKind::ErrorAfter,
        "error_after",
        "send it, then answer with error 1/1357046",
    ),
    (
        GraphFaultKind::ServerError,
        "server_error",
        "answer 500 with error 2",
    ),
    (
        GraphFaultKind::Unavailable,
        "unavailable",
        "answer 503 with HTML",
    ),
    (
        GraphFaultKind::Throttle,
        "throttle",
        "answer 613, too many calls",
    ),
    (
        GraphFaultKind::AppThrottle,
        "app_throttle",
        "answer 4, app over its limit",
    ),
    (
        GraphFaultKind::ExpiredToken,
        "expired_token",
        "answer 190, token expired",
    ),
];
