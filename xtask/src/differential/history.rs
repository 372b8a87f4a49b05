//! Random histories, dense where rules change and where windows end.

use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use transom_emulator::rules;
use transom_policy::{
    AuthorKind, Body, Capability, Channel, Comment, CommentKind, Consent, Facts, MarketingConsent,
    Purpose, Restriction, RestrictionScope, Route, Rulebooks, Template, TemplateCategory,
    TemplateStatus, Token, WindowEvent, WindowEventKind,
};

use super::case::Case;
use super::platform;
use super::random::Random;

/// Makes the cases of a seed.
pub(super) struct Histories {
    /// Moments around which something changes, by channel.
    changes: [Vec<Timestamp>; Channel::ALL.len()],
    /// Half a year either side of the oldest edition and of the newest change.
    ages: (Timestamp, Timestamp),
    spans: Vec<Span>,
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
/// Of each kind that matters to marketing: kept, served, both, neither.
const COUNTRIES: [&str; 10] = ["FR", "DE", "GB", "JP", "KR", "AU", "US", "BR", "CA", "CH"];
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
        let changes = Channel::ALL.map(|channel| {
            let editions = rulebooks.editions(channel).iter();
            let mut changes: Vec<_> = editions.map(|edition| edition.valid_from()).collect();
            changes.extend(rules::changes());
            changes
        });
        let all = || changes.iter().flatten().copied();
        let year = SignedDuration::from_hours(24 * 365);
        let ages = (
            all().min().unwrap_or(Timestamp::UNIX_EPOCH) - year / 12,
            all().max().unwrap_or(Timestamp::UNIX_EPOCH) + year,
        );
        Self {
            changes,
            ages,
            spans: rules::spans().to_vec(),
        }
    }

    /// The case of this number.
    pub(super) fn case(&self, random: &mut Random) -> Case {
        let channel = match random.pick(&CHANNELS) {
            Channel::Sms if random.percent(50) => Channel::Webchat,
            channel => channel,
        };
        let now = self.moment(channel, random);
        let route = random.unless(45, |random| random.pick(&Route::ALL));
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
                .unless(15, |random| random.pick(&COUNTRIES).parse().ok())
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
                    until: random.unless(25, |random| self.ahead(now, random)),
                })
            },
            tokens: random.some(3, |random| self.token(id("t"), now, random)),
            comments: random.some(2, |random| self.comment(id("c"), now, random)),
            templates: NAMES
                .into_iter()
                .filter_map(|identity| random.unless(30, |random| template(identity, random)))
                .collect(),
            consent: Consent {
                marketing: random.pick(&[
                    MarketingConsent::Unknown,
                    MarketingConsent::Granted,
                    MarketingConsent::Stopped,
                ]),
            },
            blocked: random.percent(4),
            channel_paused: random.percent(4),
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
                expires_at: random.unless(30, |random| self.ahead(now, random)),
                last_sent_at: random.unless(40, |random| self.around(now, random)),
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

    /// A moment to decide at: often near a change, often in the newest age, else any.
    fn moment(&self, channel: Channel, random: &mut Random) -> Timestamp {
        let (oldest, newest) = self.ages;
        let changes = &self.changes[channel as usize];
        match random.below(10) {
            0..4 => near(random.pick(changes), random),
            4..7 => {
                let last = changes.iter().copied().max().unwrap_or(newest);
                before(newest, random.between(0, (newest - last).get_seconds()))
            }
            _ => before(newest, random.between(0, (newest - oldest).get_seconds())),
        }
    }

    /// A moment that something happened at, mostly before `now`: often one at which something ends now.
    fn around(&self, now: Timestamp, random: &mut Random) -> Timestamp {
        match random.below(20) {
            0..9 => {
                let span = random.pick(&self.spans);
                near(back(now, span), random)
            }
            9..17 => before(now, random.between(0, 10 * 86_400)),
            17..19 => before(now, random.between(0, 500 * 86_400)),
            _ => near(now, random),
        }
    }

    /// A moment at which something ends, before or after `now`.
    fn ahead(&self, now: Timestamp, random: &mut Random) -> Timestamp {
        match random.below(3) {
            0 => near(now, random),
            1 => before(now, random.between(-30 * 86_400, 30 * 86_400)),
            _ => before(now, random.between(-600 * 86_400, 0)),
        }
    }
}

/// The moment itself, a microsecond beside it, or some hours or days.
fn near(moment: Timestamp, random: &mut Random) -> Timestamp {
    let beside = |distance| {
        moment
            .checked_add(SignedDuration::from_micros(distance))
            .unwrap_or(moment)
    };
    match random.below(5) {
        0 => moment,
        1 => beside(-1),
        2 => beside(1),
        3 => before(moment, random.between(-7_200, 7_200)),
        _ => before(moment, random.between(-10 * 86_400, 10 * 86_400)),
    }
}

fn before(moment: Timestamp, seconds: i64) -> Timestamp {
    moment
        .checked_sub(SignedDuration::from_secs(seconds))
        .unwrap_or(moment)
}

fn back(moment: Timestamp, span: Span) -> Timestamp {
    let moved = moment.to_zoned(TimeZone::UTC).checked_sub(span);
    moved.map_or(moment, |zoned| zoned.timestamp())
}

fn topic(random: &mut Random) -> Arc<str> {
    Arc::from(random.pick(&TOPICS))
}

fn template((name, language): (&str, &str), random: &mut Random) -> Template {
    Template {
        name: Arc::from(name),
        language: Arc::from(language),
        category: random.pick(&[
            TemplateCategory::Utility,
            TemplateCategory::Utility,
            TemplateCategory::Marketing,
            TemplateCategory::Authentication,
        ]),
        status: random.pick(&[
            TemplateStatus::Approved,
            TemplateStatus::Approved,
            TemplateStatus::Approved,
            TemplateStatus::Approved,
            TemplateStatus::Pending,
            TemplateStatus::Rejected,
            TemplateStatus::Paused,
            TemplateStatus::Disabled,
        ]),
    }
}

/// Mostly of the kind that the route carries.
fn body(channel: Channel, route: Option<Route>, random: &mut Random) -> Body {
    let (template, feedback) = match route {
        Some(Route::UtilityTemplate | Route::Template) => (85, 5),
        Some(Route::TagCustomerFeedback) => (5, 85),
        Some(_) => (5, 5),
        None => (20, 10),
    };
    match random.below(100) {
        drawn if drawn < template => {
            let (name, language) = random.pick(&NAMES);
            Body::Template {
                name: Arc::from(name),
                language: Arc::from(language),
            }
        }
        drawn if drawn < template + feedback => Body::Feedback,
        _ => Body::Text(text(channel, random)),
    }
}

/// Mostly harmless; sometimes one that the content check stops, or one about as long as the platform takes.
fn text(channel: Channel, random: &mut Random) -> String {
    match random.below(20) {
        0 => "20% off all jackets until Sunday, buy now!".to_owned(),
        1 => "Your monthly statement for October is ready.".to_owned(),
        2 => {
            let limit = rules::text_limit(platform::of(channel)).map_or(5_000, |(limit, _)| limit);
            let length = limit.saturating_add_signed(random.pick(&[-1, 0, 1]));
            let letter = random.pick(&["x", "é", "漢", "🙂"]);
            // As many letters, or letters of as many bytes.
            if random.percent(50) {
                letter.repeat(length)
            } else {
                let mut text = letter.repeat(length / letter.len());
                text.extend(std::iter::repeat_n('x', length - text.len()));
                text
            }
        }
        _ => "Good morning, your parcel has left our workshop.".to_owned(),
    }
}
