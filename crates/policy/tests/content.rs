//! The content check on labelled texts: promotions, recurring notices, and harmless texts that look like them.

use transom_policy::{ContentKind, Language, check_content};

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
        ["Code PROMO", "−15 %"]
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
