//! The content check on one core, in this process, beside a list of words that is looked for in the same texts.

use std::hint::black_box;
use std::time::{Duration, Instant};

use transom_policy::{Language, check_content};

use super::Bench;
use super::table::{Bar, Row, Unit, median, number};

/// Longer would show nothing more.
const ENOUGH: Duration = Duration::from_secs(1);
/// Short texts, some of each kind, in each language.
const TEXTS: [(Language, &str); 10] = [
    (
        Language::English,
        "Your order 4471 has left and arrives on Tuesday.",
    ),
    (
        Language::English,
        "20% off every lamp this weekend, in store and online!",
    ),
    (
        Language::French,
        "Votre rendez-vous de mardi est déplacé à jeudi, 15 h.",
    ),
    (
        Language::French,
        "Votre relevé mensuel est disponible en ligne.",
    ),
    (
        Language::Italian,
        "Il tecnico passa domani tra le 8 e le 10, le va bene?",
    ),
    (
        Language::Italian,
        "Vieni sabato: il primo caffè lo offriamo noi.",
    ),
    (
        Language::Portuguese,
        "O reembolso de R$ 35,00 foi feito hoje, com o desconto que faltava.",
    ),
    (
        Language::Portuguese,
        "Leve dois e pague um em todas as plantas até sábado.",
    ),
    (
        Language::Spanish,
        "Sí, la tenemos en azul, talla 38. Cuesta 45 €.",
    ),
    (
        Language::Spanish,
        "Su mesa para cuatro está confirmada, el viernes a las 21.",
    ),
];
/// What somebody who did not know better would look for.
const WORDS: [&str; 12] = [
    "%",
    "off",
    "offer",
    "sale",
    "gratuit",
    "remise",
    "sconto",
    "offerta",
    "desconto",
    "grátis",
    "descuento",
    "oferta",
];

pub(super) fn measure(bench: &Bench) -> Vec<Row> {
    let length = bench.length.min(ENOUGH);
    let rates = |check: &dyn Fn(Language, &str) -> bool| {
        median((0..bench.runs).map(|_| rate(length, check)).collect())
    };
    let searched = rates(&|_, text| {
        let small = text.to_lowercase();
        WORDS.iter().any(|word| small.contains(word))
    });
    let stated = rates(&|language, text| check_content(text, Some(language)).promotional);
    let told = rates(&|_, text| check_content(text, None).promotional);
    vec![
        Row::new(
            "short texts checked, one core; floor: twelve words searched",
            Unit::PerSecond,
            stated,
            searched,
        )
        .bar(Bar::Least(200_000.0)),
        Row::alone("    language not stated", Unit::PerSecond, told),
    ]
}

fn rate(length: Duration, check: &dyn Fn(Language, &str) -> bool) -> f64 {
    let begun = Instant::now();
    let mut checked = 0;
    while begun.elapsed() < length {
        for _ in 0..10 {
            for (language, text) in TEXTS {
                black_box(check(language, black_box(text)));
            }
        }
        checked += 10 * TEXTS.len() as u64;
    }
    number(checked) / begun.elapsed().as_secs_f64()
}
