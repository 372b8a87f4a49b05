//! Translates a case into the emulator's terms: what the platform knows, and the requests that a route comes to.

use std::collections::BTreeSet;

use jiff::Timestamp;
use transom_emulator::{Capability, rules};
use transom_policy::{
    Body, Channel, CommentKind, MarketingConsent, Purpose, RestrictionScope, Route,
    TemplateCategory, TemplateStatus, Token, Uses, WindowEventKind,
};

use super::case::Case;

/// The platform of a channel.
pub(super) fn of(channel: Channel) -> rules::Platform {
    match channel {
        Channel::Messenger => rules::Platform::Messenger,
        Channel::Instagram => rules::Platform::Instagram,
        Channel::WhatsApp => rules::Platform::WhatsApp,
        Channel::Email => rules::Platform::Email,
        Channel::Sms => rules::Platform::Sms,
        Channel::Webchat => rules::Platform::Webchat,
    }
}

/// How generous the platform is where it does not tell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    /// It grants what it promises.
    Strict,
    /// It also grants what it says it may.
    Generous,
}

/// What the platform knows in a case.
pub(super) struct World<'a> {
    case: &'a Case,
    country: Option<String>,
    acts: Vec<rules::Acted>,
    granted: [BTreeSet<Capability>; 2],
    sanctions: Vec<rules::Sanction>,
    tokens: Vec<rules::Token<'a>>,
    comments: Vec<rules::Comment<'a>>,
    templates: Vec<rules::Template<'a>>,
}

impl<'a> World<'a> {
    /// What has happened by the moment of the case, so that the world can also be asked about later moments at which
    /// nothing else happened.
    pub(super) fn new(case: &'a Case) -> Self {
        let facts = &case.facts;
        let now = case.now;
        let strict: BTreeSet<_> = facts.capabilities.iter().map(granted).collect();
        let mut generous = strict.clone();
        generous.insert(Capability::AdWindow);
        let events = facts.window_events.iter().filter(|event| event.at <= now);
        let comments = facts.comments.iter().filter(|comment| comment.at <= now);
        Self {
            case,
            country: facts.region.map(|region| region.to_string()),
            acts: events.map(|event| (event.at, act(event.kind))).collect(),
            granted: [strict, generous],
            sanctions: facts
                .restrictions
                .iter()
                .map(|restriction| rules::Sanction {
                    scope: scope(restriction.scope),
                    until: restriction.until,
                })
                .collect(),
            tokens: facts
                .tokens
                .iter()
                .map(|token| self::token(token, now))
                .filter(|token| token.issued_at.is_none_or(|at| at <= now))
                .collect(),
            comments: comments
                .map(|comment| rules::Comment {
                    id: comment.id.as_deref().unwrap_or_default(),
                    at: comment.at,
                    place: match comment.kind {
                        CommentKind::Live => rules::Place::Live {
                            ended_at: past(comment.live_ended_at, now),
                        },
                        _ => rules::Place::Published,
                    },
                    answered_at: past(comment.answered_at, now),
                })
                .collect(),
            templates: facts
                .templates
                .iter()
                .map(|template| rules::Template {
                    name: &template.name,
                    language: &template.language,
                    category: category(template.category),
                    status: status(template.status),
                })
                .collect(),
        }
    }

    /// What the platform says to a request at `at`.
    pub(super) fn judge(
        &self,
        request: &rules::Request<'_>,
        mood: Mood,
        at: Timestamp,
    ) -> Result<(), rules::Breach> {
        let known = rules::Known {
            platform: of(self.case.channel),
            acts: &self.acts,
            granted: &self.granted[usize::from(mood == Mood::Generous)],
            sanctions: &self.sanctions,
            tokens: &self.tokens,
            comments: &self.comments,
            templates: &self.templates,
            // A case knows one country: the shop sells at home.
            customer_country: self.country.as_deref(),
            business_country: self.country.as_deref(),
            stopped_marketing: self.case.facts.consent.marketing == MarketingConsent::Stopped,
            blocked: self.case.facts.blocked,
        };
        rules::judge(request, &known, at)
    }

    /// The request that an allowed send comes to; none when the verdict does not say what it spends.
    pub(super) fn request(
        &self,
        route: Route,
        uses: Option<&'a Uses>,
    ) -> Option<rules::Request<'a>> {
        let spent = uses.and_then(Uses::id);
        let way = match route {
            Route::OneTimeNotification => rules::Way::Token(rules::TokenKind::OneTime, spent?),
            Route::MarketingMessage => rules::Way::Token(rules::TokenKind::Marketing, spent?),
            Route::PrivateReply => rules::Way::Comment(spent?),
            _ => self.way(route)?,
        };
        Some(rules::Request {
            way,
            content: self.content(),
        })
    }

    /// Every request that a route could come to. A one-time token is meant for its topic, where the draft states one.
    pub(super) fn requests(&self, route: Route) -> Vec<rules::Request<'_>> {
        let facts = &self.case.facts;
        let ways: Vec<_> = match route {
            Route::OneTimeNotification => {
                let stated = self.case.topic.as_deref();
                let fits = |token: &&Token| matches!(token, Token::OneTime { topic, .. } if stated.is_none() || topic.as_deref() == stated);
                let tokens = facts.tokens.iter().filter(fits);
                tokens
                    .map(|token| self::token(token, self.case.now).id)
                    .map(|id| rules::Way::Token(rules::TokenKind::OneTime, id))
                    .collect()
            }
            Route::MarketingMessage => self
                .tokens
                .iter()
                .filter(|token| token.kind == rules::TokenKind::Marketing)
                .map(|token| rules::Way::Token(token.kind, token.id))
                .collect(),
            Route::PrivateReply => {
                let comments = self.comments.iter();
                comments
                    .map(|comment| rules::Way::Comment(comment.id))
                    .collect()
            }
            _ => self.way(route).into_iter().collect(),
        };
        ways.into_iter()
            .map(|way| rules::Request {
                way,
                content: self.content(),
            })
            .collect()
    }

    fn way(&self, route: Route) -> Option<rules::Way<'a>> {
        Some(match route {
            Route::Standard => rules::Way::Window,
            Route::HumanAgent => rules::Way::Tag("HUMAN_AGENT"),
            Route::TagConfirmedEventUpdate => rules::Way::Tag("CONFIRMED_EVENT_UPDATE"),
            Route::TagPostPurchaseUpdate => rules::Way::Tag("POST_PURCHASE_UPDATE"),
            Route::TagAccountUpdate => rules::Way::Tag("ACCOUNT_UPDATE"),
            Route::TagCustomerFeedback => rules::Way::Tag("CUSTOMER_FEEDBACK"),
            Route::TagNews => rules::Way::Tag("NON_PROMOTIONAL_SUBSCRIPTION"),
            // One name for each on the wire.
            Route::UtilityTemplate if self.case.channel != Channel::WhatsApp => {
                rules::Way::Template
            }
            Route::Template if self.case.channel == Channel::WhatsApp => rules::Way::Template,
            // No request to the Send API at all, or one by what it spends.
            _ => return None,
        })
    }

    fn content(&self) -> rules::Content<'a> {
        match &self.case.body {
            Body::Text(text) => rules::Content::Text(text),
            Body::Feedback => rules::Content::Survey,
            Body::Template { name, language } => rules::Content::Template { name, language },
        }
    }
}

/// The tag of a purpose.
pub(super) fn tag_of(purpose: Purpose) -> Option<Route> {
    match purpose {
        Purpose::EventUpdate => Some(Route::TagConfirmedEventUpdate),
        Purpose::PurchaseUpdate => Some(Route::TagPostPurchaseUpdate),
        Purpose::AccountUpdate => Some(Route::TagAccountUpdate),
        Purpose::Feedback => Some(Route::TagCustomerFeedback),
        Purpose::News => Some(Route::TagNews),
        Purpose::Promotion | Purpose::Topic => None,
    }
}

fn past(at: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    at.filter(|at| *at <= now)
}

fn act(kind: WindowEventKind) -> rules::Act {
    match kind {
        WindowEventKind::Message => rules::Act::Message,
        WindowEventKind::Postback => rules::Act::Postback,
        WindowEventKind::Referral => rules::Act::Referral,
        WindowEventKind::Reaction => rules::Act::Reaction,
        WindowEventKind::Unreaction => rules::Act::Unreaction,
        WindowEventKind::PluginOptIn => rules::Act::PluginOptIn,
        WindowEventKind::AdMessage => rules::Act::AdMessage,
        WindowEventKind::Comment => rules::Act::Comment,
        WindowEventKind::Call => rules::Act::Call,
        WindowEventKind::Read => rules::Act::Read,
        WindowEventKind::Delivery => rules::Act::Delivery,
        WindowEventKind::MarketingOptIn => rules::Act::MarketingOptIn,
    }
}

fn granted(capability: &transom_policy::Capability) -> Capability {
    use transom_policy::Capability as Ours;
    match capability {
        Ours::HumanAgent => Capability::HumanAgent,
        Ours::UtilityMessages => Capability::UtilityMessages,
        Ours::OneTimeNotification => Capability::OneTimeNotification,
        Ours::MarketingMessages => Capability::MarketingMessages,
        Ours::NewsPage => Capability::NewsPage,
    }
}

fn scope(scope: RestrictionScope) -> rules::Scope {
    match scope {
        RestrictionScope::Tags => rules::Scope::Tags,
        RestrictionScope::Templates => rules::Scope::Templates,
        RestrictionScope::UtilityTemplates => rules::Scope::UtilityTemplates,
        RestrictionScope::Marketing => rules::Scope::Marketing,
        RestrictionScope::Replies => rules::Scope::Replies,
        RestrictionScope::All => rules::Scope::All,
    }
}

fn token(token: &Token, now: Timestamp) -> rules::Token<'_> {
    match token {
        Token::OneTime {
            id,
            issued_at,
            used_at,
            ..
        } => rules::Token {
            id: id.as_deref().unwrap_or_default(),
            kind: rules::TokenKind::OneTime,
            issued_at: Some(*issued_at),
            expires_at: None,
            used_at: past(*used_at, now),
        },
        Token::Marketing {
            id,
            issued_at,
            expires_at,
            last_sent_at,
        } => rules::Token {
            id: id.as_deref().unwrap_or_default(),
            kind: rules::TokenKind::Marketing,
            issued_at: *issued_at,
            expires_at: *expires_at,
            used_at: past(*last_sent_at, now),
        },
    }
}

fn category(category: TemplateCategory) -> rules::Category {
    match category {
        TemplateCategory::Utility => rules::Category::Utility,
        TemplateCategory::Marketing => rules::Category::Marketing,
        TemplateCategory::Authentication => rules::Category::Authentication,
    }
}

fn status(status: TemplateStatus) -> rules::Status {
    match status {
        TemplateStatus::Approved => rules::Status::Approved,
        TemplateStatus::Pending => rules::Status::Pending,
        TemplateStatus::Rejected => rules::Status::Rejected,
        TemplateStatus::Paused => rules::Status::Paused,
        TemplateStatus::Disabled => rules::Status::Disabled,
    }
}
