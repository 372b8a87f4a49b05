//! Learns the weights of the content check from the labelled texts in `tests/content`:
//! `cargo run --release -p transom-policy --example content_train`.
//!
//! With `cross-validate` it writes nothing and tells how texts are judged that were not learned from; with the name of a
//! folder of texts, how that one is judged by what is learned from the others. The same texts give the same weights.
#![expect(clippy::print_stdout, reason = "a program that says what it measured")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "counts of texts are small, and a weight is cut to a byte on purpose"
)]

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use transom_policy::{Language, evidence};

/// How dear an error is against weights that fit these texts only.
const COST: f32 = 0.05;

/// How much dearer it is to miss a promotion or a notice than to raise a false alarm: notices are the fewer.
const MISSED: [f32; 2] = [1.0, 8.0];

/// What speaks for a promotion or a notice before a word is read, so that of the errors that remain the false alarms are
/// about twice the missed.
const LEANING: [f32; 2] = [0.03, 0.4];

/// Rounds over all texts; the weights hardly change after these.
const ROUNDS: usize = 60;

/// Evidence found in fewer texts is left out.
const RARE: f32 = 2.0;

/// Into how many parts a cross-validation cuts the texts.
const PARTS: usize = 10;

const KINDS: [&str; 2] = ["promotional", "recurring"];

struct Text {
    folder: String,
    language: Language,
    line: String,
    /// Whether it is of each of the kinds.
    is: [bool; 2],
    /// The places of its evidence and how often each was found, divided by the root of its length.
    evidence: Vec<(usize, f32)>,
}

/// The weights of one kind; the last is the bias.
type Weights = Vec<f32>;

fn main() -> Result<(), Box<dyn Error>> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = read(&home.join("tests/content"))?;
    match env::args().nth(1).as_deref() {
        None => {
            let all: Vec<&Text> = texts.iter().collect();
            let weights = [0, 1].map(|kind| learn(&all, kind));
            fs::write(home.join("content/weights.bin"), packed(&weights))?;
            println!("learned from {} texts", texts.len());
        }
        Some("cross-validate") => {
            let judged = (0..PARTS).flat_map(|part| {
                let (learned, others): (Vec<_>, Vec<_>) =
                    (0..texts.len()).partition(|number| number % PARTS != part);
                judge(&texts, &learned, &others)
            });
            report(&judged.collect::<Vec<_>>());
        }
        Some(folder) => {
            let (others, learned): (Vec<_>, Vec<_>) =
                (0..texts.len()).partition(|number| texts[*number].folder == folder);
            report(&judge(&texts, &learned, &others));
        }
    }
    Ok(())
}

/// Every `label|text` of the folders, in a fixed order.
fn read(home: &Path) -> Result<Vec<Text>, Box<dyn Error>> {
    let mut folders: Vec<_> = fs::read_dir(home)?
        .map(|entry| Ok(entry?.file_name().into_string().unwrap_or_default()))
        .collect::<Result<_, std::io::Error>>()?;
    folders.sort();
    let mut texts = Vec::new();
    for folder in folders {
        for language in Language::ALL {
            let file = home
                .join(&folder)
                .join(language.as_str())
                .with_extension("txt");
            for line in fs::read_to_string(file)?.lines() {
                let (label, text) = line.split_once('|').ok_or("a line is label|text")?;
                let mut places = evidence::places(text, language);
                let length = f32::from(u16::try_from(places.len())?).sqrt();
                places.sort_unstable();
                texts.push(Text {
                    folder: folder.clone(),
                    language,
                    line: line.to_owned(),
                    is: match label {
                        "promotional" => [true, false],
                        "recurring" => [false, true],
                        "both" => [true, true],
                        "clean" => [false, false],
                        _ => return Err(format!("no label: {label}").into()),
                    },
                    evidence: places
                        .chunk_by(|one, other| one == other)
                        .map(|same| (same[0], same.len() as f32 / length))
                        .collect(),
                });
            }
        }
    }
    Ok(texts)
}

/// A support vector machine with squared hinge loss, by dual coordinate descent (Hsieh and others, 2008).
fn learn(texts: &[&Text], kind: usize) -> Weights {
    let rarity = rarity(texts);
    let rows: Vec<Vec<(usize, f32)>> = texts
        .iter()
        .map(|text| {
            let scaled = text
                .evidence
                .iter()
                .map(|(place, value)| (*place, value * rarity[*place]));
            let bias = (evidence::PLACES, 1.0);
            scaled
                .filter(|(_, value)| *value > 0.0)
                .chain([bias])
                .collect()
        })
        .collect();
    let mut weights = vec![0.0; evidence::PLACES + 1];
    let mut duals = vec![0.0_f32; texts.len()];
    for _ in 0..ROUNDS {
        for step in 0..texts.len() {
            // A stride that shares no factor with the number of texts visits each once, the languages mixed.
            let number = step * stride(texts.len()) % texts.len();
            let (row, sign, cost) = if texts[number].is[kind] {
                (&rows[number], 1.0, COST * MISSED[kind])
            } else {
                (&rows[number], -1.0, COST)
            };
            let slack = 0.5 / cost;
            let sum: f32 = row
                .iter()
                .map(|(place, value)| weights[*place] * value)
                .sum();
            let square: f32 = row.iter().map(|(_, value)| value * value).sum();
            let old = duals[number];
            duals[number] = (old - (sign * sum - 1.0 + slack * old) / (square + slack)).max(0.0);
            let change = (duals[number] - old) * sign;
            if change != 0.0 {
                for (place, value) in row {
                    weights[*place] += change * value;
                }
            }
        }
    }
    for (weight, rarity) in weights.iter_mut().zip(rarity) {
        *weight *= rarity;
    }
    weights[evidence::PLACES] += LEANING[kind];
    weights
}

/// The logarithm of how rare the evidence of each place is; none for what is too rare to learn from.
fn rarity(texts: &[&Text]) -> Vec<f32> {
    let mut found = vec![0.0_f32; evidence::PLACES];
    for (place, _) in texts.iter().flat_map(|text| &text.evidence) {
        found[*place] += 1.0;
    }
    let all = texts.len() as f32;
    found
        .into_iter()
        .map(|found| {
            if found < RARE {
                0.0
            } else {
                (all / found).ln()
            }
        })
        .collect()
}

/// A prime that does not divide the number of texts.
fn stride(count: usize) -> usize {
    if count.is_multiple_of(7919) {
        7907
    } else {
        7919
    }
}

/// The weights as the check reads them: both biases, then a byte for each place and kind.
fn packed(weights: &[Weights; 2]) -> Vec<u8> {
    let units = weights.each_ref().map(|weights| {
        let heaviest = weights[..evidence::PLACES]
            .iter()
            .fold(0.0_f32, |most, weight| most.max(weight.abs()));
        127.0 / heaviest
    });
    let mut bytes = Vec::new();
    for (weights, unit) in weights.iter().zip(units) {
        bytes.extend((weights[evidence::PLACES] * unit).to_le_bytes());
    }
    for place in 0..evidence::PLACES {
        for (weights, unit) in weights.iter().zip(units) {
            bytes.extend(((weights[place] * unit).round() as i8).to_le_bytes());
        }
    }
    bytes
}

/// Each of the `others` with how much speaks for each kind, by what is learned from the rest.
fn judge<'a>(texts: &'a [Text], learned: &[usize], others: &[usize]) -> Vec<(&'a Text, [f32; 2])> {
    let learned: Vec<&Text> = learned.iter().map(|number| &texts[*number]).collect();
    let weights = [0, 1].map(|kind| learn(&learned, kind));
    others
        .iter()
        .map(|number| {
            let text = &texts[*number];
            let sums = weights.each_ref().map(|weights| {
                let found = text
                    .evidence
                    .iter()
                    .map(|(place, value)| weights[*place] * value);
                found.sum::<f32>() + weights[evidence::PLACES]
            });
            (text, sums)
        })
        .collect()
}

fn report(judged: &[(&Text, [f32; 2])]) {
    let mut folders: Vec<&str> = judged
        .iter()
        .map(|(text, _)| text.folder.as_str())
        .collect();
    folders.sort_unstable();
    folders.dedup();
    for (kind, name) in KINDS.into_iter().enumerate() {
        for folder in &folders {
            let of: Vec<_> = judged
                .iter()
                .filter(|(text, _)| text.folder == *folder)
                .collect();
            let rates = |language: Option<Language>| {
                let rate = |is: bool| {
                    let texts: Vec<_> = of
                        .iter()
                        .filter(|(text, _)| {
                            text.is[kind] == is && language.is_none_or(|own| own == text.language)
                        })
                        .collect();
                    let wrong = texts
                        .iter()
                        .filter(|(_, sums)| (sums[kind] > 0.0) != is)
                        .count();
                    100.0 * wrong as f64 / texts.len() as f64
                };
                format!("{:4.1} {:4.1}", rate(true), rate(false))
            };
            print!(
                "{name} {folder}, missed and false alarms in a hundred: {}",
                rates(None)
            );
            for language in Language::ALL {
                print!(" | {} {}", language.as_str(), rates(Some(language)));
            }
            println!();
        }
    }
    if env::args().nth(2).as_deref() == Some("wrong") {
        for (text, sums) in judged {
            for (kind, name) in KINDS.into_iter().enumerate() {
                if (sums[kind] > 0.0) != text.is[kind] {
                    println!(
                        "{name} {:.2} {} {}",
                        sums[kind],
                        text.language.as_str(),
                        text.line
                    );
                }
            }
        }
    }
}
