//! Random histories, dense where rules change and where windows end.

mod draft;
mod scene;

use std::sync::Arc;

use jiff::{Span, Timestamp};
use transom_emulator::rules;
use transom_policy::{
    AuthorKind, Body, Capability, Channel, Comment, CommentKind, Consent, Facts, MarketingConsent,
    Pause, Purpose, Recipients, Restriction, RestrictionScope, Rulebooks, Template,
    TemplateCategory, TemplateStatus, Token, WindowEvent, WindowEventKind,
};

use self::draft::body;
use self::scene::{Scene, back, before, near};
use super::case::Case;
use super::random::Random;

/// Makes the cases of a seed.
pub(super) struct Histories {
    /// By channel.
    scenes: [Scene; Channel::ALL.len()],
    spans: [Span; 6],
    countries: Vec<&'static str>,
}

const CHANNELS: [Channel; 10] = [
    Channel::Messenger,
    Channel::Messenger,
    Channel::Messenger,
    Channel::Messenger,
    Channel::Instagram,
    Channel::Instagram,
    Channel::WhatsApp,
    Channel::WhatsApp,
    Channel::Email,
    Channel::Sms,
];
const PURPOSES: [Purpose; 7] = [
    Purpose::EventUpdate,
    Purpose::PurchaseUpdate,
    Purpose::AccountUpdate,
    Purpose::Feedback,
    Purpose::News,
    Purpose::Promotion,
    Purpose::Topic,
];
/// Countries that no rule names, and two more of those that one does.
const COUNTRIES: [&str; 5] = ["CA", "CH", "NO", "US", "BR"];
const TOPICS: [&str; 2] = ["restock", "price"];
const NAMES: [(&str, &str); 3] = [
    ("order_update", "en_US"),
    ("order_update", "fr"),
    ("sale", "en_US"),
];
const PLACES: [CommentKind; 6] = [
    CommentKind::Post,
    CommentKind::Ad,
    CommentKind::Reel,
    CommentKind::Carousel,
    CommentKind::Story,
    CommentKind::Live,
];

impl Histories {
    pub(super) fn new(rulebooks: &Rulebooks) -> Self {
        Self {
            scenes: Channel::ALL.map(|channel| Scene::new(rulebooks.editions(channel))),
            spans: rules::spans(),
            countries: rules::countries()
                .chain(COUNTRIES.into_iter().cycle().take(30))
                .collect(),
        }
    }

    /// The case of this number.
    pub(super) fn case(&self, random: &mut Random) -> Case {
        let channel = match random.pick(&CHANNELS) {
            Channel::Sms if random.percent(50) => Channel::Webchat,
            channel => channel,
        };
        let scene = &self.scenes[channel as usize];
        let now = scene.moment(random);
        let route = random.unless(45, |random| scene.route(random));
        let body = body(channel, route, random);
        let author = if random.percent(60) {
            AuthorKind::Human
        } else {
            AuthorKind::Automation
        };
        Case {
            now,
            channel,
            author,
            purpose: random.unless(45, |random| random.pick(&PURPOSES)),
            topic: random.unless(50, topic),
            route,
            attested: author == AuthorKind::Human
                && matches!(body, Body::Text(_))
                && random.percent(20),
            body,
            facts: self.facts(now, random),
        }
    }

    fn facts(&self, now: Timestamp, random: &mut Random) -> Facts {
        let mut number = 0;
        let mut id = move |kind: &str| {
            number += 1;
            Some(Arc::from(format!("{kind}{number}")))
        };
        Facts {
            region: random
                .unless(15, |random| random.pick(&self.countries).parse().ok())
                .flatten(),
            window_events: random.some(4, |random| WindowEvent {
                at: self.around(now, random),
                kind: if random.percent(40) {
                    WindowEventKind::Message
                } else {
                    random.pick(&WindowEventKind::ALL)
                },
            }),
            capabilities: Capability::ALL
                .into_iter()
                .filter(|_| random.percent(75))
                .collect(),
            restrictions: if random.percent(75) {
                Vec::new()
            } else {
                random.some(2, |random| Restriction {
                    scope: random.pick(&RestrictionScope::ALL),
                    until: random.unless(25, |random| ahead(now, random)),
                })
            },
            tokens: random.some(3, |random| self.token(id("t"), now, random)),
            comments: random.some(2, |random| self.comment(id("c"), now, random)),
            templates: NAMES
                .into_iter()
                .filter_map(|identity| {
                    random.unless(30, |random| self.template(identity, now, random))
                })
                .collect(),
            consent: Consent {
                marketing: random.pick(&[
                    MarketingConsent::Unknown,
                    MarketingConsent::Granted,
                    MarketingConsent::Granted,
                    MarketingConsent::Stopped,
                ]),
            },
            // It is learned from a refusal, which the emulator's rules explain without it.
            window_refused_at: None,
            marketing_refused_at: random.unless(70, |random| self.around(now, random)),
            recipients: Recipients {
                full_since: random.unless(60, |random| self.around(now, random)),
                begun_at: random.unless(70, |random| self.around(now, random)),
            },
            blocked: random.percent(4),
            channel_paused: random.percent(4),
            standby: random.percent(3),
            consecutive_tagged: random.pick(&[0, 0, 1, 2, 3]),
        }
    }

    fn token(&self, id: Option<Arc<str>>, now: Timestamp, random: &mut Random) -> Token {
        if random.percent(55) {
            Token::OneTime {
                id,
                topic: random.unless(15, topic),
                issued_at: self.around(now, random),
                used_at: random.unless(65, |random| self.around(now, random)),
            }
        } else {
            Token::Marketing {
                id,
                issued_at: random.unless(25, |random| self.around(now, random)),
                expires_at: random.unless(50, |random| ahead(now, random)),
                last_sent_at: random.unless(30, |random| match random.below(3) {
                    0 => before(now, random.between(0, 3 * 86_400)),
                    _ => self.around(now, random),
                }),
            }
        }
    }

    fn comment(&self, id: Option<Arc<str>>, now: Timestamp, random: &mut Random) -> Comment {
        let kind = random.pick(&PLACES);
        Comment {
            id,
            at: self.around(now, random),
            kind,
            live_ended_at: (kind == CommentKind::Live)
                .then(|| random.unless(40, |random| self.around(now, random)))
                .flatten(),
            answered_at: random.unless(70, |random| self.around(now, random)),
        }
    }

    fn template(
        &self,
        (name, language): (&str, &str),
        now: Timestamp,
        random: &mut Random,
    ) -> Template {
        let status = random.pick(&[
            TemplateStatus::Approved,
            TemplateStatus::Approved,
            TemplateStatus::Approved,
            TemplateStatus::Approved,
            TemplateStatus::Pending,
            TemplateStatus::Rejected,
            TemplateStatus::Paused,
            TemplateStatus::Disabled,
        ]);
        Template {
            name: Arc::from(name),
            language: Arc::from(language),
            category: random.pick(&[
                TemplateCategory::Utility,
                TemplateCategory::Utility,
                TemplateCategory::Marketing,
                TemplateCategory::Authentication,
            ]),
            status,
            pause: (status == TemplateStatus::Paused)
                .then(|| random.unless(20, |random| self.pause(now, random)))
                .flatten(),
        }
    }

    /// A pause of which one number is beyond those that have a length.
    fn pause(&self, now: Timestamp, random: &mut Random) -> Pause {
        Pause {
            at: self.around(now, random),
            number: random.pick(&[1, 1, 2, 2, 3]),
        }
    }

    /// A moment that something happened at, mostly before `now`: often one at which something ends now.
    fn around(&self, now: Timestamp, random: &mut Random) -> Timestamp {
        match random.below(20) {
            0..9 => near(back(now, random.pick(&self.spans)), random),
            9..17 => before(now, random.between(0, 10 * 86_400)),
            17..19 => before(now, random.between(0, 500 * 86_400)),
            _ => near(now, random),
        }
    }
}

/// A moment at which something ends, before or after `now`.
fn ahead(now: Timestamp, random: &mut Random) -> Timestamp {
    match random.below(3) {
        0 => near(now, random),
        1 => before(now, random.between(-30 * 86_400, 30 * 86_400)),
        _ => before(now, random.between(-600 * 86_400, 0)),
    }
}

fn topic(random: &mut Random) -> Arc<str> {
    Arc::from(random.pick(&TOPICS))
}
