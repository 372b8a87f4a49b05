//! The content check on texts it was not told about one by one: promotions, recurring notices, and harmless texts that
//! look like them.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use transom_policy::{ContentKind, Language, case, check_content};

fn label(text: &str, language: Option<Language>) -> &'static str {
    let report = check_content(text, language);
    match (report.promotional, report.recurring) {
        (true, true) => "both",
        (true, false) => "promotional",
        (false, true) => "recurring",
        (false, false) => "clean",
    }
}

/// The labelled texts the weights were learned from.
fn labelled() -> Vec<(Language, String, String)> {
    texts("content")
}

/// Labelled texts that nothing was learned from.
fn unseen() -> Vec<(Language, String, String)> {
    texts("content_unseen")
}

fn texts(folders: &str) -> Vec<(Language, String, String)> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(folders);
    let mut texts = Vec::new();
    for folder in fs::read_dir(home).expect("a folder of folders") {
        let folder = folder.expect("a folder").path();
        for language in Language::ALL {
            let file = folder.join(language.as_str()).with_extension("txt");
            for line in fs::read_to_string(file).expect("a text file").lines() {
                let (label, text) = line.split_once('|').expect("label|text");
                texts.push((language, label.to_owned(), text.to_owned()));
            }
        }
    }
    texts
}

/// At most one text in this many is judged otherwise than labelled.
fn wrong_is_one_in(stated: bool) -> usize {
    let texts = labelled();
    assert!(texts.len() > 8000, "all folders are read");
    let wrong = texts
        .iter()
        .filter(|(language, expected, text)| label(text, stated.then_some(*language)) != expected)
        .count();
    texts.len() / wrong.max(1)
}

#[test]
fn the_weights_fit_the_texts_they_were_learned_from() {
    let one_in = wrong_is_one_in(true);
    assert!(
        one_in >= 200,
        "1 in {one_in} is wrong: learn the weights anew"
    );
}

#[test]
fn the_language_need_not_be_stated() {
    let one_in = wrong_is_one_in(false);
    assert!(one_in >= 100, "1 in {one_in} is wrong");
}

/// Of the unseen texts that are of a kind, and of those that are not, how many in a thousand are judged otherwise.
fn wrong_in_a_thousand(kind: &str) -> [usize; 2] {
    let judged: Vec<(bool, bool)> = unseen()
        .iter()
        .map(|(language, expected, text)| {
            let is = |label: &str| label == kind || label == "both";
            (is(expected), is(label(text, Some(*language))))
        })
        .collect();
    [true, false].map(|is| {
        let own: Vec<bool> = judged
            .iter()
            .filter(|(expected, _)| *expected == is)
            .map(|(_, found)| *found)
            .collect();
        assert!(own.len() > 60, "there are enough texts to tell");
        own.iter().filter(|found| **found != is).count() * 1000 / own.len()
    })
}

#[test]
fn texts_that_were_not_learned_from_are_judged_as_well_as_before() {
    let [missed, false_alarms] = wrong_in_a_thousand("promotional");
    assert!(missed <= 40, "{missed} promotions in a thousand are missed");
    assert!(false_alarms <= 20, "{false_alarms} false alarms");
    let [missed, false_alarms] = wrong_in_a_thousand("recurring");
    assert!(missed <= 40, "{missed} notices in a thousand are missed");
    assert!(false_alarms <= 20, "{false_alarms} false alarms");
}

#[test]
fn nothing_is_both_learned_from_and_unseen() {
    let learned: HashSet<String> = labelled().into_iter().map(|(_, _, text)| text).collect();
    let both = unseen()
        .into_iter()
        .find(|(_, _, text)| learned.contains(text));
    assert_eq!(both, None);
}

#[test]
fn plain_texts_are_known_for_what_they_are() {
    for (expected, texts) in [
        (
            "promotional",
            [
                "Half price on every coat this week only!",
                "Utilisez le code NEUF9 et payez 9 % de moins.",
                "Solo oggi: spedizione gratuita su tutto il catalogo.",
                "Compre dois vinhos e leve três.",
                "Nueva colección ya disponible: ven a verla y llévate un regalo.",
            ],
        ),
        (
            "recurring",
            [
                "Your weekly activity report is ready.",
                "Votre bilan mensuel est en ligne.",
                "Il riepilogo settimanale è disponibile.",
                "Seu extrato mensal já está disponível.",
                "Su resumen semanal de actividad ya está listo.",
            ],
        ),
        (
            "clean",
            [
                "The discount you complained about has been corrected on invoice 3321.",
                "Votre rendez-vous de mardi est déplacé à jeudi, 15 h.",
                "Le abbiamo rimborsato lo sconto che mancava.",
                "O seu pedido 7712 foi entregue ao vizinho.",
                "Le ofrecemos el puesto: el contrato va adjunto.",
            ],
        ),
    ] {
        for (language, text) in Language::ALL.into_iter().zip(texts) {
            assert_eq!(label(text, Some(language)), expected, "{text}");
            assert_eq!(label(text, None), expected, "{text}");
        }
    }
}

#[test]
fn an_alarm_names_the_words_that_weigh_most_as_they_were_written() {
    let report = check_content(
        "Bonjour Anne, le code PROMO  « ÉTÉ15 » : −15 % sur tout.",
        None,
    );
    let words = report.words(ContentKind::Promotional);
    assert!(
        words.iter().any(|words| words.contains("PROMO")),
        "{words:?}"
    );
    assert!(
        words.iter().all(|words| !words.contains("Anne")),
        "{words:?}"
    );
}

#[test]
fn a_quote_tears_no_word_from_its_digits_and_no_sign_from_its_number() {
    for (text, whole) in [
        ("Use the code PROMO50 today!", "PROMO50"),
        ("Com o código PROMO50 você ganha desconto!", "PROMO50"),
        ("Use your coupon SALE2026 now: 20% off!", "SALE2026"),
        ("Black Friday: tutto -50% solo oggi!!!", "-50%"),
    ] {
        let words = check_content(text, None).words(ContentKind::Promotional);
        assert!(words.iter().any(|words| words.contains(whole)), "{words:?}");
    }
    for (language, _, text) in labelled() {
        let text = text.replace(' ', "50 ");
        let is_inside = |position: usize| {
            let (before, after) = text.split_at(position);
            before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
        };
        for found in check_content(&text, Some(language)).matches {
            let mut places = text.match_indices(&found.text);
            assert!(
                places.any(|(start, _)| !is_inside(start) && !is_inside(start + found.text.len())),
                "{text}: {found:?}"
            );
        }
    }
}

#[test]
fn every_alarm_names_some_words() {
    for (language, _, text) in labelled() {
        let report = check_content(&text, Some(language));
        for kind in ContentKind::ALL {
            let raised = match kind {
                ContentKind::Promotional => report.promotional,
                ContentKind::Recurring => report.recurring,
            };
            let words = report.words(kind);
            assert_eq!(raised, !words.is_empty(), "{text}");
            assert!(
                words
                    .iter()
                    .all(|words| !words.is_empty() && text.contains(words.as_str())),
                "{text}: {words:?}"
            );
        }
    }
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
fn a_promotion_is_found_among_pages_of_service() {
    let service =
        "Your parcel was handed to the courier this morning and the driver has your address. "
            .repeat(30);
    let promotion = "Get 20% off your next order with code SAVE20!";
    assert_eq!(label(&service, None), "clean");
    assert_eq!(label(&format!("{service}{promotion}"), None), "promotional");
    assert_eq!(
        label(&format!("{promotion} {service}"), None),
        "promotional"
    );
}

#[test]
fn words_of_service_do_not_hide_an_offer_in_the_next_sentence() {
    for text in [
        "Your card was renewed. Enjoy 20% off today!",
        "Your parcel was delivered this morning. Get 15% off your next order!",
        "Votre commande est partie hier. Profitez de 30 % de remise sur nos manteaux !",
        "Il suo ordine è partito ieri. Approfitti del 30% di sconto sui cappotti!",
        "O seu pedido saiu ontem. Aproveite 30% de desconto nos casacos!",
        "Su pedido salió ayer. ¡Aproveche el 30 % de descuento en abrigos!",
    ] {
        assert_eq!(label(text, None), "promotional", "{text}");
    }
    for text in [
        "Your card was renewed. The old one no longer works.",
        "Votre commande est partie hier. Elle arrive demain.",
        "Su pedido salió ayer. Llega mañana.",
    ] {
        assert_eq!(label(text, None), "clean", "{text}");
    }
}

#[test]
fn a_short_answer_is_clean_in_whatever_language_it_is_taken_for() {
    for text in [
        "It is on its way.",
        "On it.",
        "Yes, it is.",
        "Oui, c'est bon.",
        "Si.",
        "Sì, va bene.",
        "Sim, pode ser.",
        "Sí, claro.",
        "OK",
    ] {
        assert_eq!(label(text, None), "clean", "{text}");
    }
}

#[test]
fn nothing_is_found_in_nothing() {
    for text in ["", " ", ".", "\u{200b}", "漢字", "...", "12"] {
        assert_eq!(label(text, None), "clean", "{text}");
    }
}

#[test]
fn every_kind_has_a_hint_in_every_language() {
    for kind in ContentKind::ALL {
        let mut hints: Vec<_> = Language::ALL.map(|language| kind.hint(language)).into();
        assert!(hints.iter().all(|hint| hint.ends_with('.')), "{hints:?}");
        hints.sort_unstable();
        hints.dedup();
        assert_eq!(hints.len(), Language::ALL.len());
    }
}

#[test]
fn a_text_twice_as_long_takes_twice_the_memory_at_most() {
    for part in [
        "Sale! 50% off, \u{130}\u{301}now\u{200d} \u{1f381} R$ 1.000,50. ",
        "%",
        "sale ",
        "\u{e9}\u{4e2d}\u{301}",
    ] {
        let allocated = |times| {
            let text = part.repeat(times);
            allocation_counter::measure(|| drop(check_content(&text, None))).bytes_total
        };
        let (once, twice) = (allocated(10_000), allocated(20_000));
        assert!(twice <= 3 * once, "{part:?}: {once} bytes, then {twice}");
    }
}

#[test]
fn a_line_of_json_is_answered_by_a_line_of_json() {
    let answer = |line: &str| -> Value {
        let (Ok(answer) | Err(answer)) = case::check_content_line(3, line);
        serde_json::from_str(&answer).expect("an answer is JSON")
    };
    let mut found =
        answer(r#"{"id":"a","text":"Flash sale! 40% off all shoes.","language":"en-GB"}"#);
    let words = found["matches"].take().to_string();
    assert!(words.contains("40%"), "{words}");
    assert_eq!(
        found,
        json!({"id": "a", "promotional": true, "recurring": false, "matches": null})
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
