//! What a business keeps on a platform: a page on Messenger, an account on Instagram, a number on WhatsApp.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::Number;
use super::meter::Meters;
use super::waba::TemplateStatus;
use crate::config::{AccountConfig, Capability, Login, NumberConfig, PageConfig, Secret};
use crate::fault::Faults;
use crate::rules::Platform;
use crate::webhook::Outbox;
use crate::world::label::LabelRow;
use crate::world::routing::Party;

/// A story is shown for this long.
const STORY: SignedDuration = SignedDuration::from_hours(24);

/// A page, an account or a number; what they share stands beside [`Kind`], what differs in it.
#[derive(Debug)]
pub(crate) struct Outlet {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) username: Option<String>,
    pub(crate) kind: Kind,
    pub(crate) capabilities: BTreeSet<Capability>,
    pub(crate) auto_delivery: bool,
    pub(crate) auto_read: bool,
    pub(crate) send_limit: Option<u32>,
    /// Where the business is.
    pub(crate) country: Option<String>,
    /// Fields the app is subscribed to; none when it is not subscribed.
    pub(crate) subscription: Option<BTreeSet<String>>,
    pub(crate) token: TokenState,
    pub(crate) standing: Standing,
    pub(crate) faults: Faults,
    pub(crate) posts: Vec<Post>,
    pub(crate) comments: Vec<Comment>,
    pub(crate) templates: Vec<Template>,
    /// How long the review of a page's template takes.
    pub(crate) review: SignedDuration,
    /// What customers of a page find before they write, part by part as on the wire.
    pub(crate) profile: Map<String, Value>,
    pub(crate) personas: Vec<Persona>,
    /// The oldest first; only of a page.
    pub(crate) labels: Vec<LabelRow>,
    /// It has accepted the terms of contacts.
    pub(crate) contact_terms: bool,
    /// The app that gets the threads that nobody controls.
    pub(crate) default_app: Party,
    pub(crate) meters: Meters,
    pub(crate) outbox: Outbox,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Page { access_token: Secret },
    Account(Account),
    Number(Box<Number>),
}

/// What only an account on Instagram has.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) login: Login,
    /// "Allow access to messages" in the app of Instagram.
    pub(crate) access_allowed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenState {
    Valid,
    Revoked,
}

/// How the platform regards the outlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    Good,
    Warned {
        reason: String,
    },
    /// Barred from sending, until a moment or until it is lifted.
    Barred {
        reason: String,
        since: Timestamp,
        until: Option<Timestamp>,
    },
}

#[derive(Debug)]
pub(crate) struct Post {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) kind: PostKind,
    pub(crate) at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PostKind {
    Feed,
    Reel,
    Story,
    Live { ended_at: Option<Timestamp> },
}

#[derive(Debug)]
pub(crate) struct Comment {
    pub(crate) id: String,
    pub(crate) post: String,
    /// The comment it answers.
    pub(crate) parent: Option<String>,
    pub(crate) customer: String,
    pub(crate) text: String,
    pub(crate) at: Timestamp,
    pub(crate) answered: bool,
    /// It is no comment but a post of its own, by a visitor of the page.
    pub(crate) is_post: bool,
}

/// A face and a name under which a page answers.
#[derive(Debug)]
pub(crate) struct Persona {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) picture: String,
    /// Deleted ones still stand on what was said with them.
    pub(crate) deleted: bool,
}

/// A utility template of a page.
#[derive(Debug, Clone)]
pub(crate) struct Template {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) language: String,
    pub(crate) components: Value,
    pub(crate) named: bool,
    pub(crate) status: TemplateStatus,
    pub(crate) rejected_reason: Option<&'static str>,
    /// When its review ends.
    pub(crate) review_at: Option<Timestamp>,
}

impl Template {
    /// A part of it, such as `BODY`.
    pub(crate) fn part(&self, kind: &str) -> Option<&Value> {
        let parts = self.components.as_array()?;
        parts.iter().find(|part| {
            let name = part["type"].as_str();
            name.is_some_and(|name| name.eq_ignore_ascii_case(kind))
        })
    }

    /// The words of a part.
    pub(crate) fn text(&self, kind: &str) -> Option<&str> {
        self.part(kind)?["text"].as_str()
    }

    pub(crate) fn buttons(&self) -> &[Value] {
        let part = self.part("BUTTONS");
        let buttons = part.and_then(|part| part["buttons"].as_array());
        buttons.map(Vec::as_slice).unwrap_or_default()
    }
}

impl Outlet {
    pub(crate) fn page(config: PageConfig, outbox: Outbox) -> Self {
        let PageConfig {
            id,
            name,
            username,
            access_token,
            capabilities,
            auto_delivery,
            auto_read,
            send_limit,
            country,
        } = config;
        Self {
            capabilities,
            auto_delivery,
            auto_read,
            send_limit,
            country,
            ..Self::new(id, name, username, Kind::Page { access_token }, outbox)
        }
    }

    pub(crate) fn account(config: AccountConfig, outbox: Outbox) -> Self {
        let kind = Kind::Account(Account {
            login: config.login,
            access_allowed: true,
        });
        Self {
            capabilities: config.capabilities,
            auto_read: config.auto_read,
            send_limit: config.send_limit,
            ..Self::new(config.id, config.name, Some(config.username), kind, outbox)
        }
    }

    pub(crate) fn number(config: NumberConfig, number: Number, outbox: Outbox) -> Self {
        Self {
            auto_delivery: config.auto_delivery,
            auto_read: config.auto_read,
            send_limit: Some(config.send_limit),
            ..Self::new(
                config.id,
                config.name,
                None,
                Kind::Number(Box::new(number)),
                outbox,
            )
        }
    }

    fn new(id: String, name: String, username: Option<String>, kind: Kind, outbox: Outbox) -> Self {
        Self {
            id,
            name,
            username,
            kind,
            capabilities: BTreeSet::new(),
            auto_delivery: true,
            auto_read: false,
            send_limit: None,
            country: None,
            subscription: None,
            token: TokenState::Valid,
            standing: Standing::Good,
            faults: Faults::default(),
            posts: Vec::new(),
            comments: Vec::new(),
            templates: Vec::new(),
            review: SignedDuration::ZERO,
            profile: Map::new(),
            personas: Vec::new(),
            labels: Vec::new(),
            contact_terms: true,
            default_app: Party::Own,
            meters: Meters::default(),
            outbox,
        }
    }

    pub(crate) fn platform(&self) -> Platform {
        match self.kind {
            Kind::Page { .. } => Platform::Messenger,
            Kind::Account(_) => Platform::Instagram,
            Kind::Number(_) => Platform::WhatsApp,
        }
    }

    pub(crate) fn as_account(&self) -> Option<&Account> {
        match &self.kind {
            Kind::Account(account) => Some(account),
            _ => None,
        }
    }

    pub(crate) fn as_number(&self) -> Option<&Number> {
        match &self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(crate) fn as_number_mut(&mut self) -> Option<&mut Number> {
        match &mut self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(crate) fn as_account_mut(&mut self) -> Option<&mut Account> {
        match &mut self.kind {
            Kind::Account(account) => Some(account),
            _ => None,
        }
    }

    /// The token of its own; none when that of a page or a business account serves.
    pub(crate) fn access_token(&self) -> Option<&str> {
        match &self.kind {
            Kind::Page { access_token }
            | Kind::Account(Account {
                login: Login::Instagram { access_token },
                ..
            }) => Some(access_token.expose()),
            Kind::Account(_) | Kind::Number(_) => None,
        }
    }

    /// The page it is linked to.
    pub(crate) fn linked_page(&self) -> Option<&str> {
        match &self.as_account()?.login {
            Login::Page { page } => Some(page),
            Login::Instagram { .. } => None,
        }
    }

    pub(crate) fn is_barred(&self, now: Timestamp) -> bool {
        match self.standing {
            Standing::Barred { until, .. } => until.is_none_or(|until| now < until),
            _ => false,
        }
    }

    pub(crate) fn post(&self, id: &str) -> Option<&Post> {
        self.posts.iter().find(|post| post.id == id)
    }
}

impl Post {
    /// Whether a customer still sees it.
    pub(crate) fn is_shown(&self, now: Timestamp) -> bool {
        match self.kind {
            PostKind::Feed | PostKind::Reel => true,
            PostKind::Story => self.at.checked_add(STORY).is_ok_and(|end| now < end),
            PostKind::Live { ended_at } => ended_at.is_none_or(|end| now < end),
        }
    }
}

impl PostKind {
    /// As it stands in JSON and on the phones.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Feed => "post",
            Self::Reel => "reel",
            Self::Story => "story",
            Self::Live { .. } => "live",
        }
    }
}
