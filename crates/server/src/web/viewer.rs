//! Who looks at a page: language, time zone, the time it is, and the token for their forms.

use std::borrow::Borrow;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use transom_policy::{Allowed, Refusal, RefusalCode};

use super::i18n::{Lang, Text};

/// Everything a fragment needs to know about its reader. One for each request or live connection.
#[derive(Clone, Debug)]
pub(crate) struct Viewer {
    pub(crate) lang: Lang,
    pub(crate) time_zone: TimeZone,
    /// The moment the page shows, from the program's clock.
    pub(crate) now: Timestamp,
    /// Goes into the hidden field `csrf` of every form.
    pub(crate) csrf: String,
}

impl Viewer {
    /// A translated text.
    pub(crate) fn text(&self, key: &'static str) -> Text {
        self.lang.text(key)
    }

    /// The time of day, `14:05`.
    pub(crate) fn clock(&self, at: impl Borrow<Timestamp>) -> String {
        at.borrow()
            .to_zoned(self.time_zone.clone())
            .strftime("%H:%M")
            .to_string()
    }

    /// What stands at the edge of a card: the time today, else `Yesterday`, a weekday, or a date.
    pub(crate) fn moment(&self, at: impl Borrow<Timestamp>) -> String {
        let at = at.borrow();
        let date = self.date(at);
        match self.days_ago(date) {
            0 => self.clock(at),
            1 => self.text("day-yesterday").to_string(),
            2..=6 => self
                .text("weekday-short")
                .number("weekday", weekday(date))
                .to_string(),
            _ => self.short_date(date),
        }
    }

    /// That the platform restricts the page, in the policy engine's own words, and when that ends.
    pub(crate) fn restriction(&self, until: Option<Timestamp>) -> String {
        let sentence = self.lang.refusal(RefusalCode::Restricted);
        until.map_or_else(
            || sentence.to_owned(),
            |until| {
                let end = self
                    .text("restricted-until")
                    .arg("until", self.exact(until));
                format!("{sentence} {end}")
            },
        )
    }

    /// The heading of a day in a thread: `Today`, `Yesterday`, `Monday, 17 November`.
    pub(crate) fn day(&self, date: impl Borrow<Date>) -> String {
        let date = *date.borrow();
        match self.days_ago(date) {
            0 => self.text("day-today").to_string(),
            1 => self.text("day-yesterday").to_string(),
            _ => self
                .text("day-heading")
                .arg(
                    "weekday",
                    self.text("weekday").number("weekday", weekday(date)),
                )
                .number("day", date.day())
                .arg("month", self.text("month").number("month", date.month()))
                .to_string(),
        }
    }

    /// A date without its year, `17 Nov`; with it when the year is another.
    pub(crate) fn short_date(&self, date: impl Borrow<Date>) -> String {
        let date = *date.borrow();
        let short = self
            .text("date-short")
            .number("day", date.day())
            .arg(
                "month",
                self.text("month-short").number("month", date.month()),
            )
            .to_string();
        if date.year() == self.date(self.now).year() {
            short
        } else {
            format!("{short} {}", date.year())
        }
    }

    /// A date with its year, `17 Nov 2026`.
    pub(crate) fn full_date(&self, date: impl Borrow<Date>) -> String {
        let date = *date.borrow();
        let short = self.short_date(date);
        if date.year() == self.date(self.now).year() {
            format!("{short} {}", date.year())
        } else {
            short
        }
    }

    /// Date and time, for tooltips and for what must not be misread: `17 Nov, 14:05`.
    pub(crate) fn exact(&self, at: impl Borrow<Timestamp>) -> String {
        let at = at.borrow();
        let date = self.date(at);
        let key = match self.days_ago(date) {
            0 => "exact-today",
            -1 => "exact-tomorrow",
            _ => "exact",
        };
        self.day_and_time(key, at)
    }

    /// Date and time also of today and tomorrow, for sentences that go on to a date: `This way ends on 17 Nov, 14:05.`
    pub(crate) fn dated(&self, at: impl Borrow<Timestamp>) -> String {
        self.day_and_time("exact", at.borrow())
    }

    fn day_and_time(&self, key: &'static str, at: &Timestamp) -> String {
        self.text(key)
            .arg("date", self.short_date(self.date(at)))
            .arg("clock", self.clock(at))
            .to_string()
    }

    /// Why a message may be sent, in the policy engine's own words.
    pub(crate) fn allowed(&self, allowed: &Allowed) -> String {
        allowed.explanation_dated(self.lang.policy(), &|at| self.dated(at))
    }

    /// Why something may not be sent, in the policy engine's own words.
    pub(crate) fn refused(&self, refusal: &Refusal) -> String {
        refusal.explanation_dated(self.lang.policy(), &|at| self.dated(at))
    }

    /// How long until `at`, in the two largest units that matter: `5 d 3 h`, `18 h`, `2 h 10`, `41 min`.
    pub(crate) fn until(&self, at: impl Borrow<Timestamp>) -> String {
        self.span(at.borrow().duration_since(self.now))
    }

    /// How long since `at`, in the same form as [`Viewer::until`].
    pub(crate) fn since(&self, at: impl Borrow<Timestamp>) -> String {
        self.span(self.now.duration_since(*at.borrow()))
    }

    /// A number with its thousands apart: `18,204`, `18 204`, `18.204`.
    pub(crate) fn count(&self, number: impl Borrow<u64>) -> String {
        let digits = number.borrow().to_string();
        let mut text = String::with_capacity(digits.len() + digits.len() / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(self.lang.thousands());
            }
            text.push(digit);
        }
        text
    }

    /// The calendar day of a moment, in the viewer's time zone.
    pub(crate) fn date(&self, at: impl Borrow<Timestamp>) -> Date {
        at.borrow().to_zoned(self.time_zone.clone()).date()
    }

    /// Milliseconds since the epoch, the form the browser's clock works with.
    pub(crate) fn now_ms(&self) -> i64 {
        self.now.as_millisecond()
    }

    fn span(&self, span: SignedDuration) -> String {
        let minutes = span.as_mins().max(1);
        let (days, hours) = (minutes / 1440, minutes / 60);
        if days > 0 && hours % 24 == 0 {
            self.text("span-whole-days").number("days", days)
        } else if days > 0 {
            self.text("span-days")
                .number("days", days)
                .number("hours", hours % 24)
        } else if hours >= 6 {
            self.text("span-hours").number("hours", hours)
        } else if hours > 0 {
            self.text("span-hours-minutes")
                .number("hours", hours)
                .arg("minutes", format!("{:02}", minutes % 60))
        } else {
            self.text("span-minutes").number("minutes", minutes)
        }
        .to_string()
    }

    fn days_ago(&self, date: Date) -> i32 {
        self.date(self.now)
            .since(date)
            .map_or(i32::MAX, |span| span.get_days())
    }
}

/// Monday is 1.
fn weekday(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewer(lang: Lang) -> Viewer {
        Viewer {
            lang,
            time_zone: TimeZone::get("Europe/Paris").unwrap(),
            now: "2026-11-21T10:00:00Z".parse().unwrap(),
            csrf: String::new(),
        }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_span_shows_its_two_largest_units() {
        let viewer = viewer(Lang::En);
        assert_eq!(viewer.until(at("2026-11-26T13:20:00Z")), "5 d 3 h");
        assert_eq!(viewer.until(at("2026-11-22T04:30:00Z")), "18 h");
        assert_eq!(viewer.until(at("2026-11-21T12:05:59Z")), "2 h 05");
        assert_eq!(viewer.until(at("2026-11-21T10:41:00Z")), "41 min");
        assert_eq!(viewer.until(at("2026-11-21T10:00:10Z")), "1 min");
    }

    #[test]
    fn a_card_shows_the_nearest_name_of_its_day_in_the_viewers_time_zone() {
        let viewer = viewer(Lang::Fr);
        assert_eq!(viewer.moment(at("2026-11-20T23:30:00Z")), "00:30");
        assert_eq!(viewer.moment(at("2026-11-20T22:30:00Z")), "Hier");
        assert_eq!(viewer.moment(at("2026-11-17T12:00:00Z")), "mar.");
        assert_eq!(viewer.moment(at("2026-11-02T12:00:00Z")), "2 nov.");
        assert_eq!(viewer.moment(at("2025-11-02T12:00:00Z")), "2 nov. 2025");
    }

    #[test]
    fn thousands_are_set_apart_as_the_language_does() {
        assert_eq!(viewer(Lang::En).count(1_018_204), "1,018,204");
        assert_eq!(viewer(Lang::Fr).count(18_204), "18\u{202f}204");
        assert_eq!(viewer(Lang::Es).count(204), "204");
    }

    #[test]
    fn a_day_heading_spells_the_day_out() {
        let date = jiff::civil::date(2026, 11, 16);
        assert_eq!(viewer(Lang::En).day(date), "Monday, 16 November");
        assert_eq!(
            viewer(Lang::PtBr).day(date),
            "segunda-feira, 16 de novembro"
        );
    }
}
