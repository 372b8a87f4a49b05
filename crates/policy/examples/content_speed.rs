//! How many short texts the content check reads in a second, on one core:
//! `cargo run --release -p transom-policy --example content_speed`.
#![expect(clippy::print_stdout, reason = "a program that says what it measured")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use transom_policy::{Language, check_content};

const TEXTS: [(Language, &str); 5] = [
    (Language::English, include_str!("../tests/content/1/en.txt")),
    (Language::French, include_str!("../tests/content/1/fr.txt")),
    (Language::Italian, include_str!("../tests/content/1/it.txt")),
    (
        Language::Portuguese,
        include_str!("../tests/content/1/pt.txt"),
    ),
    (Language::Spanish, include_str!("../tests/content/1/es.txt")),
];

const LONG_ENOUGH: Duration = Duration::from_secs(2);

fn main() {
    let texts: Vec<(Language, &str)> = TEXTS
        .iter()
        .flat_map(|(language, texts)| texts.lines().map(|line| (*language, line)))
        .filter_map(|(language, line)| Some((language, line.split_once('|')?.1)))
        .collect();
    measure("language stated", &texts, Some);
    measure("language not stated", &texts, |_| None);
}

fn measure(
    name: &str,
    texts: &[(Language, &str)],
    language: impl Fn(Language) -> Option<Language>,
) {
    let mut checked = 0_u32;
    let start = Instant::now();
    while start.elapsed() < LONG_ENOUGH {
        for (own, text) in texts {
            black_box(check_content(black_box(text), language(*own)));
            checked += 1;
        }
    }
    let rate = f64::from(checked) / start.elapsed().as_secs_f64();
    println!("{name}: {rate:.0} texts a second");
}
