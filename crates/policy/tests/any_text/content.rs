//! What holds of any text under the content check.

use transom_policy::{ContentKind, Language, check_content};

/// Panics where something does not hold.
pub(crate) fn holds(text: &str) {
    let stated = Language::ALL.map(Some);
    for language in stated.into_iter().chain([None]) {
        let report = check_content(text, language);
        assert_eq!(
            report,
            check_content(text, language),
            "the text alone decides"
        );
        for (kind, alarmed) in [
            (ContentKind::Promotional, report.promotional),
            (ContentKind::Recurring, report.recurring),
        ] {
            let words = report.words(kind);
            assert_eq!(alarmed, !words.is_empty(), "an alarm names its words");
            for words in words {
                assert!(is_quoted_whole(text, &words), "{words:?} of {text:?}");
            }
        }
    }
}

/// Whether words stand somewhere in a text without a letter or digit before or after them that belongs to theirs.
fn is_quoted_whole(text: &str, words: &str) -> bool {
    let is_inside = |position: usize| {
        let (before, after) = text.split_at(position);
        before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
    };
    let mut places = text.match_indices(words);
    !words.is_empty()
        && places.any(|(start, _)| !is_inside(start) && !is_inside(start + words.len()))
}
