//! Pages and accounts as they show themselves.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{ButtonView, NumberView, QuickReplyView, TemplateView};
use crate::config::Capability;
use crate::fault::Faults;
use crate::rules::Platform;
use crate::world::meter::calls_a_day;
use crate::world::state::{Outlet, Post, Standing, State, TokenState};

/// A page, an account or a number.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OutletView {
    /// Its number.
    pub id: String,
    /// `messenger`, `instagram` or `whatsapp`.
    pub platform: &'static str,
    /// The page an account is linked to; an account without one has a token of its own.
    pub linked_page: Option<String>,
    /// What only a number on WhatsApp has.
    pub number: Option<NumberView>,
    /// Whether connected tools have access to the messages of an account.
    pub access_allowed: Option<bool>,
    /// What stands above the first message to a page.
    pub greeting: Option<String>,
    /// What comes back from a page's Get Started button, when it has set one.
    pub get_started: Option<String>,
    /// The menu of a page or an account.
    pub menu: Vec<ButtonView>,
    /// What can be sent to a page with a slash, each with what it does.
    pub commands: Vec<QuickReplyView>,
    /// Questions on offer to who has not written yet.
    pub ice_breakers: Vec<QuickReplyView>,
    /// Its display name.
    pub name: String,
    /// Its name in `m.me` and `ig.me` links.
    pub username: Option<String>,
    /// What the app was approved for.
    pub capabilities: Vec<Capability>,
    /// Fields the app is subscribed to; none when it is not subscribed.
    pub subscribed_fields: Option<Vec<String>>,
    /// Whether its token works.
    pub token_valid: bool,
    /// `good`, `warned` or `barred`.
    pub standing: &'static str,
    /// The platform's reason.
    pub reason: Option<String>,
    /// When a bar ends.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub barred_until: Option<Timestamp>,
    /// Its switches.
    pub faults: Faults,
    /// Calls within the last day.
    pub calls_made: u32,
    /// The most there may be within a day; none where nobody counts them.
    pub calls_most: Option<u32>,
    /// What it published.
    pub posts: Vec<PostView>,
    /// Its templates, if it is a page; those of WhatsApp are the business account's.
    pub templates: Vec<TemplateView>,
}

/// A post.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PostView {
    /// Its number.
    pub id: String,
    /// Its words.
    pub text: String,
    /// `post`, `reel`, `story` or `live`.
    pub kind: &'static str,
    /// Customers still see it: a story lasts a day, a broadcast until it ends.
    pub shown: bool,
}

impl OutletView {
    pub(crate) fn new(state: &State, outlet: &Outlet, now: Timestamp) -> Self {
        let holder = state.outlets.get(state.token_holder(&outlet.id));
        let account = outlet.as_account();
        let (standing, reason, barred_until) = match &outlet.standing {
            Standing::Warned { reason } => ("warned", Some(reason.clone()), None),
            Standing::Barred { reason, until, .. } if outlet.is_barred(now) => {
                ("barred", Some(reason.clone()), *until)
            }
            Standing::Good | Standing::Barred { .. } => ("good", None, None),
        };
        Self {
            id: outlet.id.clone(),
            platform: match outlet.platform() {
                Platform::Instagram => "instagram",
                Platform::WhatsApp => "whatsapp",
                _ => "messenger",
            },
            linked_page: outlet.linked_page().map(str::to_owned),
            number: outlet.as_number().map(NumberView::new),
            access_allowed: account.map(|account| account.access_allowed),
            greeting: outlet.profile.get("greeting").and_then(|all| {
                let text = all[0]["text"].as_str()?;
                Some(text.to_owned())
            }),
            get_started: outlet.profile.get("get_started").and_then(|started| {
                let payload = started["payload"].as_str()?;
                Some(payload.to_owned())
            }),
            menu: outlet
                .offered("persistent_menu", "call_to_actions")
                .iter()
                .map(ButtonView::of_menu)
                .collect(),
            commands: pairs(
                outlet.offered("commands", "commands"),
                "name",
                "description",
            ),
            ice_breakers: pairs(
                outlet.offered("ice_breakers", "call_to_actions"),
                "question",
                "payload",
            ),
            name: outlet.name.clone(),
            username: outlet.username.clone(),
            capabilities: outlet.capabilities.iter().copied().collect(),
            subscribed_fields: outlet
                .subscription
                .as_ref()
                .map(|fields| fields.iter().cloned().collect()),
            token_valid: match outlet.as_number() {
                Some(number) => waba_works(state, &number.waba),
                None => holder.is_some_and(|holder| holder.token == TokenState::Valid),
            },
            standing,
            reason,
            barred_until,
            faults: outlet.faults.clone(),
            calls_made: outlet.meters.calls.count(now),
            calls_most: calls_a_day(state, outlet, now),
            posts: outlet
                .posts
                .iter()
                .map(|post| PostView::new(post, now))
                .collect(),
            templates: outlet.templates.iter().map(TemplateView::of_page).collect(),
        }
    }
}

fn waba_works(state: &State, waba: &str) -> bool {
    let waba = state.wabas.get(waba);
    waba.is_some_and(|waba| waba.token == TokenState::Valid)
}

fn pairs(list: &[Value], title: &str, payload: &str) -> Vec<QuickReplyView> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let pair = |one: &Value| QuickReplyView {
        title: text(&one[title]),
        payload: text(&one[payload]),
    };
    list.iter().map(pair).collect()
}

impl PostView {
    pub(crate) fn new(post: &Post, now: Timestamp) -> Self {
        Self {
            id: post.id.clone(),
            text: post.text.clone(),
            kind: post.kind.name(),
            shown: post.is_shown(now),
        }
    }
}
