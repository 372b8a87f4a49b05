//! Figures as people read them.

use jiff::Timestamp;

/// So many things, in words.
pub(super) fn counted(number_of: u64, thing: &str) -> String {
    let plural = if number_of == 1 { "" } else { "s" };
    format!("{} {thing}{plural}", number(number_of))
}

/// A number with its thousands apart.
pub(super) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share in percent, with one digit after the point.
pub(super) fn share(part: u64, whole: u64) -> String {
    let per_mille = (u128::from(part) * 1_000 + u128::from(whole) / 2) / u128::from(whole.max(1));
    format!("{}.{} %", per_mille / 10, per_mille % 10)
}

/// The day of an instant, in UTC.
pub(super) fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}
