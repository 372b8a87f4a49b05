//! The content check on labelled texts: promotions, recurring notices, and harmless texts that look like them.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use transom_policy::{ContentKind, Language, case, check_content};

const TEXTS: [(Language, &str); 5] = [
    (Language::English, include_str!("content/en.txt")),
    (Language::French, include_str!("content/fr.txt")),
    (Language::Italian, include_str!("content/it.txt")),
    (Language::Portuguese, include_str!("content/pt.txt")),
    (Language::Spanish, include_str!("content/es.txt")),
];

fn label(text: &str, language: Option<Language>) -> &'static str {
    let report = check_content(text, language);
    match (report.promotional, report.recurring) {
        (true, _) => "promotional",
        (false, true) => "recurring",
        (false, false) => "clean",
    }
}

/// The texts whose label the check does not find.
fn wrong(stated: bool) -> Vec<String> {
    TEXTS
        .iter()
        .flat_map(|(language, texts)| texts.lines().map(move |line| (*language, line)))
        .filter_map(|(language, line)| {
            let (expected, text) = line.split_once('|').expect("label|text");
            let found = label(text, stated.then_some(language));
            (found != expected).then(|| format!("{expected}, taken for {found}: {text}"))
        })
        .collect()
}

#[test]
fn every_labelled_text_is_known_for_what_it_is() {
    assert_eq!(wrong(false), Vec::<String>::new());
}

#[test]
fn a_stated_language_changes_no_label() {
    assert_eq!(wrong(true), Vec::<String>::new());
}

#[test]
fn an_alarm_names_the_words_as_they_were_written() {
    let report = check_content("Code PROMO  « ÉTÉ15 » : −15 % sur tout.", None);
    assert_eq!(
        report.words(ContentKind::Promotional),
        ["Code PROMO", "−15 % sur"]
    );
}

#[test]
fn case_accents_and_spacing_do_not_matter() {
    for text in [
        "PROMOÇÃO RELÂMPAGO",
        "promocao relampago",
        "Promoc\u{327}a\u{303}o rela\u{302}mpago",
        "Promoção\u{a0}relâmpago",
        "40\u{202f}% off",
        "4\u{200b}0% off",
    ] {
        assert_eq!(label(text, None), "promotional", "{text}");
    }
}

#[test]
fn words_are_whole_words() {
    for text in [
        "Wholesale Promontory Ltd",
        "Mr Promotti called",
        "sugar-free",
    ] {
        assert_eq!(label(text, None), "clean", "{text}");
    }
}

#[test]
fn sizes_are_no_multi_buys() {
    assert_eq!(label("Your 10x15 prints are ready.", None), "clean");
    assert_eq!(label("Your 4x4 is ready for pickup.", None), "clean");
    assert_eq!(label("3x2 in all socks", None), "promotional");
}

#[test]
fn a_text_may_be_both() {
    let report = check_content("Your weekly report: get 20% off.", None);
    assert!(report.promotional && report.recurring);
}

#[test]
fn every_sentence_is_weighed_by_itself_when_it_settles_something() {
    for text in [
        "Your order has shipped. Get 10% off your next one!",
        "Sorry for the delay. Here is a coupon for your next visit.",
    ] {
        assert_eq!(label(text, None), "promotional", "{text}");
    }
    let settled = "Your order has shipped. The 10% discount was applied to order 5512.";
    assert_eq!(label(settled, None), "clean");
}

#[test]
fn every_kind_has_a_hint_in_every_language() {
    for kind in [ContentKind::Promotional, ContentKind::Recurring] {
        let mut hints: Vec<_> = Language::ALL.map(|language| kind.hint(language)).into();
        assert!(hints.iter().all(|hint| hint.ends_with('.')), "{hints:?}");
        hints.sort_unstable();
        hints.dedup();
        assert_eq!(hints.len(), Language::ALL.len());
    }
}

#[test]
fn a_long_text_takes_no_longer_than_its_length() {
    let text = "Sale! 50% off, \u{130}\u{301}now\u{200d} \u{1f381} R$ 1.000,50. ".repeat(20_000);
    let start = Instant::now();
    assert!(check_content(&text, None).promotional);
    check_content(&"%".repeat(1_000_000), None);
    check_content(&"sale ".repeat(200_000), None);
    check_content(&"\u{e9}\u{4e2d}\u{301}".repeat(300_000), None);
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_line_of_json_is_answered_by_a_line_of_json() {
    let answer = |line: &str| -> Value {
        let (Ok(answer) | Err(answer)) = case::check_content_line(3, line);
        serde_json::from_str(&answer).expect("an answer is JSON")
    };
    assert_eq!(
        answer(r#"{"id":"a","text":"Flash sale! 40% off all shoes.","language":"en-GB"}"#),
        json!({"id": "a", "promotional": true, "recurring": false, "matches": ["Flash sale", "40% off"]})
    );
    for line in [
        "nonsense",
        "[\"a\", \"text\", \"en\"]",
        r#"{"id":"a"}"#,
        r#"{"text":"Ciao"}"#,
        r#"{"id":"a","text":5}"#,
        r#"{"id":"a","text":"Ciao","language":"xx"}"#,
    ] {
        let answer = answer(line);
        assert_eq!(answer["error"]["code"], "invalid-case", "{line}");
        assert_eq!(answer["error"]["line"], 3, "{line}");
    }
}
