//! The part of a file that a player asks for (RFC 9110, section 14).

use std::ops::Range;

use axum::http::{HeaderMap, header};

/// What of a file is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// All of it.
    Whole,
    /// These bytes.
    Part(Range<u64>),
    /// Bytes that it does not have.
    Nothing,
}

/// What a request asks of a file of a length, when it is still the one it has seen a part of.
pub(super) fn asked(headers: &HeaderMap, length: u64, tag: &str) -> Asked {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let is_another = text(header::IF_RANGE).is_some_and(|seen| seen != tag);
    match text(header::RANGE) {
        Some(range) if !is_another => read(range, length),
        _ => Asked::Whole,
    }
}

/// What is not understood is answered with all of it, and so are several parts at once, as is allowed.
fn read(range: &str, length: u64) -> Asked {
    let part = || {
        let (first, last) = range.strip_prefix("bytes=")?.trim().split_once('-')?;
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(first) || !is_number(last) {
            return None;
        }
        Some(
            match (first.parse::<u64>().ok(), last.parse::<u64>().ok()) {
                (Some(first), Some(last)) if last < first => return None,
                (Some(first), Some(last)) => first..last.saturating_add(1).min(length),
                (Some(first), None) if last.is_empty() => first..length,
                (None, Some(count)) if first.is_empty() => length.saturating_sub(count)..length,
                _ => return None,
            },
        )
    };
    match part() {
        None => Asked::Whole,
        Some(part) if part.start >= part.end => Asked::Nothing,
        Some(part) => Asked::Part(part),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        for (range, expected) in [
            ("bytes=0-499", Asked::Part(0..500)),
            ("bytes=500-999", Asked::Part(500..1000)),
            ("bytes=900-2000", Asked::Part(900..1000)),
            ("bytes=500-", Asked::Part(500..1000)),
            ("bytes=-500", Asked::Part(500..1000)),
            ("bytes=-2000", Asked::Part(0..1000)),
            ("bytes=0-0", Asked::Part(0..1)),
            ("bytes=0-18446744073709551615", Asked::Part(0..1000)),
            ("bytes=1000-", Asked::Nothing),
            ("bytes=1000-1200", Asked::Nothing),
            ("bytes=-0", Asked::Nothing),
            ("bytes=5-2", Asked::Whole),
            ("bytes=-", Asked::Whole),
            ("bytes=a-b", Asked::Whole),
            ("bytes=+1-2", Asked::Whole),
            ("bytes=0-1,5-6", Asked::Whole),
            ("bytes=99999999999999999999-", Asked::Whole),
            ("lines=0-1", Asked::Whole),
            ("", Asked::Whole),
        ] {
            assert_eq!(read(range, 1000), expected, "{range}");
        }
        assert_eq!(read("bytes=0-", 0), Asked::Nothing);
    }

    #[test]
    fn a_part_of_another_file_is_not_what_was_asked_for() {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, "bytes=0-1".parse().unwrap());
        assert_eq!(asked(&headers, 10, "\"a\""), Asked::Part(0..2));
        headers.insert(header::IF_RANGE, "\"a\"".parse().unwrap());
        assert_eq!(asked(&headers, 10, "\"a\""), Asked::Part(0..2));
        headers.insert(header::IF_RANGE, "\"b\"".parse().unwrap());
        assert_eq!(asked(&headers, 10, "\"a\""), Asked::Whole);
    }
}
