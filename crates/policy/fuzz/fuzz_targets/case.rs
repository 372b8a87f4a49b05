//! Any line as a case: no panic, and one line of JSON for one line.
//!
//! `cargo +nightly fuzz run case`, from `crates/policy`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use transom_policy::{Rulebooks, case};

fuzz_target!(|line: &str| {
    let rulebooks = Rulebooks::embedded();
    let verdict = case::decide_line(rulebooks, 1, line);
    let routes = case::routes_line(rulebooks, 1, line);
    assert_eq!(verdict.is_ok(), routes.is_ok());
    for answer in [verdict, routes] {
        let answer = answer.unwrap_or_else(|error| error);
        assert!(answer.starts_with('{') && answer.ends_with('}') && !answer.contains('\n'));
    }
});
