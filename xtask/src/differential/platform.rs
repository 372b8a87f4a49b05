//! Translates a case into the emulator's terms: what the platform knows, and the requests that a route comes to.

mod terms;

use std::collections::BTreeSet;

use jiff::Timestamp;
use transom_emulator::{Capability, rules};
use transom_policy::{Body, Channel, MarketingConsent, Purpose, Route, Token, Uses};

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
    begun: Vec<rules::Begun>,
    held_back_at: Option<Timestamp>,
}

impl<'a> World<'a> {
    /// What has happened by the moment of the case, so that the world can also be asked about later moments at which
    /// nothing else happened.
    pub(super) fn new(case: &'a Case) -> Self {
        let facts = &case.facts;
        let now = case.now;
        let strict: BTreeSet<_> = facts
            .capabilities
            .iter()
            .copied()
            .map(terms::granted)
            .collect();
        let mut generous = strict.clone();
        generous.insert(Capability::AdWindow);
        let events = facts.window_events.iter().filter(|event| event.at <= now);
        let comments = facts.comments.iter().filter(|comment| comment.at <= now);
        Self {
            case,
            country: facts.region.map(|region| region.to_string()),
            acts: events
                .map(|event| (event.at, terms::act(event.kind)))
                .collect(),
            granted: [strict, generous],
            sanctions: facts
                .restrictions
                .iter()
                .map(|restriction| rules::Sanction {
                    scope: terms::scope(restriction.scope),
                    until: restriction.until,
                })
                .collect(),
            tokens: facts
                .tokens
                .iter()
                .map(|token| terms::token(token, now))
                .filter(|token| token.issued_at.is_none_or(|at| at <= now))
                .collect(),
            comments: comments
                .map(|comment| terms::comment(comment, now))
                .collect(),
            templates: facts
                .templates
                .iter()
                .map(|template| terms::template(template, now))
                .collect(),
            begun: terms::begun(facts.recipients, now),
            held_back_at: terms::held_back(facts.marketing_refused_at, now),
        }
    }

    /// What the platform says to a request at `at`.
    pub(super) fn judge(
        &self,
        request: &rules::Request<'_>,
        mood: Mood,
        at: Timestamp,
    ) -> Result<(), rules::Breach> {
        rules::judge(request, &self.known(mood), at)
    }

    /// When the window ends or ended.
    pub(super) fn window_end(&self, mood: Mood) -> Option<Timestamp> {
        rules::window_end(&self.known(mood), self.case.now)
    }

    fn known(&self, mood: Mood) -> rules::Known<'_> {
        rules::Known {
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
            marketing_held_back_at: self.held_back_at,
            begun: &self.begun,
            // The facts tell with whom it began when it began with as many as it may: one will do.
            people_a_day: Some(1),
            stopped_marketing: self.case.facts.consent.marketing == MarketingConsent::Stopped,
            blocked: self.case.facts.blocked,
        }
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

    /// Every request that the draft could come to by a route.
    pub(super) fn requests(&self, route: Route) -> Vec<rules::Request<'a>> {
        let content = self.content();
        self.ways(route)
            .into_iter()
            .map(|way| rules::Request { way, content })
            .collect()
    }

    fn ways(&self, route: Route) -> Vec<rules::Way<'a>> {
        match route {
            Route::OneTimeNotification => self.newest_one_time_token().into_iter().collect(),
            Route::MarketingMessage => self.token_ways(rules::TokenKind::Marketing),
            Route::PrivateReply => {
                let comments = self.comments.iter();
                comments
                    .map(|comment| rules::Way::Comment(comment.id))
                    .collect()
            }
            _ => self.way(route).into_iter().collect(),
        }
    }

    fn token_ways(&self, kind: rules::TokenKind) -> Vec<rules::Way<'a>> {
        let tokens = self.tokens.iter().filter(|token| token.kind == kind);
        tokens
            .map(|token| rules::Way::Token(kind, token.id))
            .collect()
    }

    /// Whether the platform would take anything by this route now: some text, the survey, or one of the templates, and
    /// with any token. Routes that are no request to it are open.
    pub(super) fn is_open(&self, route: Route) -> bool {
        if matches!(route, Route::SponsoredMessage | Route::OtherChannel) {
            return true;
        }
        let ways = match route {
            Route::OneTimeNotification => self.token_ways(rules::TokenKind::OneTime),
            _ => self.ways(route),
        };
        let templates = self
            .templates
            .iter()
            .map(|template| rules::Content::Template {
                name: template.name,
                language: template.language,
            });
        let contents: Vec<_> = [rules::Content::Text("Hello"), rules::Content::Survey]
            .into_iter()
            .chain(templates)
            .collect();
        ways.into_iter().any(|way| {
            let mut requests = contents
                .iter()
                .map(|&content| rules::Request { way, content });
            requests.any(|request| self.judge(&request, Mood::Strict, self.case.now).is_ok())
        })
    }

    /// The newest of the stated topic; where none is stated, of those without one, or of all. What a message is about,
    /// only the sender knows. The platform would also take an older one that is unspent; `policy` looks at this alone.
    fn newest_one_time_token(&self) -> Option<rules::Way<'a>> {
        let stated = self.case.topic.as_deref();
        let of_topic = |token: &&Token| matches!(token, Token::OneTime { topic, .. } if topic.as_deref() == stated);
        let newest = |tokens: &mut dyn Iterator<Item = &'a Token>| {
            let tokens = tokens.map(|token| terms::token(token, self.case.now));
            tokens
                .filter(|token| token.kind == rules::TokenKind::OneTime)
                .filter(|token| token.issued_at.is_some_and(|at| at <= self.case.now))
                .max_by_key(|token| token.issued_at)
        };
        let tokens = || self.case.facts.tokens.iter();
        let token = newest(&mut tokens().filter(of_topic))
            .or_else(|| stated.is_none().then(|| newest(&mut tokens())).flatten())?;
        Some(rules::Way::Token(token.kind, token.id))
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
