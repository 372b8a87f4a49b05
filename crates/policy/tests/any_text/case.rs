//! What holds of any line as a case.

use serde_json::Value;
use transom_policy::{Rulebooks, case};

/// Panics where something does not hold.
pub(crate) fn holds(line: &str) {
    let rulebooks = Rulebooks::embedded();
    let verdict = case::decide_line(rulebooks, 1, line);
    let routes = case::routes_line(rulebooks, 1, line);
    assert_eq!(verdict.is_ok(), routes.is_ok(), "both commands fail alike");
    assert_eq!(verdict, case::decide_line(rulebooks, 1, line));
    for answer in [verdict, routes] {
        let answer = answer.unwrap_or_else(|error| error);
        assert!(!answer.contains('\n'), "one line for one line");
        let answer: Value = serde_json::from_str(&answer).expect("an answer is JSON");
        assert!(answer.is_object());
    }
    let checked = case::check_content_line(1, line);
    let checked = checked.unwrap_or_else(|error| error);
    assert!(serde_json::from_str::<Value>(&checked).is_ok() && !checked.contains('\n'));
}
