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
            assert!(
                words
                    .iter()
                    .all(|words| !words.is_empty() && text.contains(words))
            );
        }
    }
}
