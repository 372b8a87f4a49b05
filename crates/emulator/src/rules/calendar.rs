//! The days on which rules changed, and the spans they count in. A change takes hold at midnight UTC.

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};

/// A day on which something changed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day(i16, i8, i8);

/// Messenger: the first "Notify me" tokens.
pub(super) const ONE_TIME_TOKENS: Day = Day(2020, 2, 4);
/// Messenger: the many tags become few, and the news tag goes to pages of the news index alone.
pub(super) const FEW_TAGS: Day = Day(2020, 3, 4);
/// Messenger: recurring notifications, later called marketing messages.
pub(super) const RECURRING_NOTIFICATIONS: Day = Day(2022, 5, 19);
/// Messenger: utility templates.
pub(super) const UTILITY_TEMPLATES: Day = Day(2025, 7, 29);
/// Messenger: recurring notifications end in most countries, and the paid interface remains.
pub(super) const PAID_MARKETING: Day = Day(2026, 2, 10);
/// Messenger: the tags end.
pub(super) const NO_TAGS: Day = Day(2026, 4, 27);
/// Messenger and Instagram: an ad may open a longer window.
pub(super) const VARIABLE_WINDOW: Day = Day(2026, 9, 28);

const ALL: [Day; 7] = [
    ONE_TIME_TOKENS,
    FEW_TAGS,
    RECURRING_NOTIFICATIONS,
    UTILITY_TEMPLATES,
    PAID_MARKETING,
    NO_TAGS,
    VARIABLE_WINDOW,
];

pub(super) const DAY: SignedDuration = SignedDuration::from_hours(24);
/// The pauses of a template that customers do not like.
pub(super) const FIRST_PAUSE: SignedDuration = SignedDuration::from_hours(3);
pub(super) const SECOND_PAUSE: SignedDuration = SignedDuration::from_hours(6);
pub(super) const TWO_DAYS: SignedDuration = SignedDuration::from_hours(48);
pub(super) const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

impl Day {
    fn start(self) -> Timestamp {
        let Self(year, month, day) = self;
        date(year, month, day)
            .to_zoned(TimeZone::UTC)
            .map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
    }

    pub(super) fn has_come(self, now: Timestamp) -> bool {
        self.start() <= now
    }
}

/// Every moment at which a rule changed, the earliest first.
pub fn changes() -> [Timestamp; ALL.len()] {
    ALL.map(Day::start)
}

/// Every span that a rule counts in, the shortest first; a year of a token is one of the calendar.
pub fn spans() -> [Span; 6] {
    [
        Span::new().hours(3),
        Span::new().hours(6),
        Span::new().hours(24),
        Span::new().hours(48),
        Span::new().hours(7 * 24),
        Span::new().years(1),
    ]
}

/// `span` after `at`; the end of time where there is none. Days have 24 hours, years are those of the calendar.
pub(super) fn after(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.checked_add(span).unwrap_or(Timestamp::MAX)
}

/// The same day and time of the next year.
pub(super) fn a_year_after(at: Timestamp) -> Timestamp {
    at.to_zoned(TimeZone::UTC)
        .checked_add(Span::new().years(1))
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}
