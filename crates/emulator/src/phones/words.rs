//! Times and names in words.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Hours and minutes, UTC.
pub(super) fn clock(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%H:%M").to_string()
}

/// The day, in words where it is near.
pub(super) fn day(at: Timestamp, now: Timestamp) -> String {
    let (then, today) = (at.to_zoned(TimeZone::UTC), now.to_zoned(TimeZone::UTC));
    let days = (today.date() - then.date()).get_days();
    match days {
        0 => "Today".to_owned(),
        1 => "Yesterday".to_owned(),
        _ if then.year() == today.year() => then.strftime("%A, %-d %B").to_string(),
        _ => then.strftime("%-d %B %Y").to_string(),
    }
}

/// A day and a time, UTC.
pub(super) fn moment(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC)
        .strftime("%-d %b %Y, %H:%M")
        .to_string()
}

/// The time alone within half a day, else the day with it.
pub(super) fn recent(at: Timestamp, now: Timestamp) -> String {
    if now.duration_since(at) < SignedDuration::from_hours(12) {
        clock(at)
    } else {
        moment(at)
    }
}

/// How long ago, in one unit.
pub(super) fn ago(at: Timestamp, now: Timestamp) -> String {
    let minutes = now.duration_since(at).as_mins();
    match minutes {
        ..1 => "now".to_owned(),
        1..60 => format!("{minutes} min"),
        60..1440 => format!("{} h", minutes / 60),
        _ => format!("{} d", minutes / 1440),
    }
}

/// A stretch of time ahead, in its two largest units at the most.
pub(super) fn stretch(length: SignedDuration) -> String {
    let minutes = length.as_mins();
    match minutes {
        ..1 => "under a minute".to_owned(),
        1..60 => format!("{minutes} min"),
        60..1440 => two((minutes / 60, "h"), (minutes % 60, "min")),
        _ => two((minutes / 1440, "d"), (minutes % 1440 / 60, "h")),
    }
}

/// The smaller unit is left out where there is nothing of it.
fn two((large, of_large): (i64, &str), (small, of_small): (i64, &str)) -> String {
    match small {
        0 => format!("{large} {of_large}"),
        _ => format!("{large} {of_large} {small} {of_small}"),
    }
}

/// First letters of the first and the last name.
pub(super) fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

/// One of eight hues, always the same for a name.
pub(super) fn hue(name: &str) -> u32 {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash >> 11) % 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_time_has_no_unit_of_which_there_is_nothing() {
        for (minutes, told) in [
            (0, "under a minute"),
            (59, "59 min"),
            (1200, "20 h"),
            (1201, "20 h 1 min"),
            (1440, "1 d"),
            (1500, "1 d 1 h"),
        ] {
            assert_eq!(stretch(SignedDuration::from_mins(minutes)), told);
        }
    }
}
