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

/// What speaks for a promotion or a notice before a word is read.
const LEANING: [f32; 2] = [-0.01, 0.35];

/// How much more must speak for it in a sentence by itself. This and the leaning are chosen by cross-validation, so that
/// judging the sentences too raises no more false alarms than judging whole texts did.
const BY_ITSELF: [f32; 2] = [0.25, 0.15];

/// Rounds over all texts; the weights hardly change after these.
const ROUNDS: usize = 60;

/// Evidence found in fewer texts is left out.
const RARE: f32 = 2.0;

/// Into how many parts a cross-validation cuts the texts.
const PARTS: usize = 10;

/// What is added to how often a mark is found in each language, so that one seldom found says little.
const SELDOM: f32 = 0.3;

/// Names the texts that are composed of two.
const COMPOSED: &str = "composed";

const KINDS: [&str; 2] = ["promotional", "recurring"];

struct Text {
    folder: String,
    language: Language,
    line: String,
    /// Whether it is of each of the kinds.
    is: [bool; 2],
    /// The places of its evidence and how often each was found, divided by the root of its length.
    evidence: Vec<(usize, f32)>,
    /// The same of each of its sentences, where it has several.
    sentences: Vec<Vec<(usize, f32)>>,
}

/// The weights of one kind; the last is the bias.
type Weights = Vec<f32>;

fn main() -> Result<(), Box<dyn Error>> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = read(&home.join("tests/content"))?;
    match env::args().nth(1).as_deref() {
        None => {
            let all: Vec<&Text> = texts.iter().collect();
            fs::write(home.join("content/languages.bin"), marks(&all))?;
            let weights = [0, 1].map(|kind| learn(&all, kind));
            fs::write(home.join("content/weights.bin"), packed(&weights))?;
            println!("learned from {} texts", texts.len());
        }
        Some("cross-validate") => {
            // The parts are composed by themselves, so that no text is both learned from and judged.
            let parts: Vec<(Vec<&Text>, Vec<&Text>, Vec<Text>)> = (0..PARTS)
                .map(|part| {
                    let of = |own: bool| {
                        let numbered = texts.iter().enumerate();
                        numbered
                            .filter(|(number, _)| (number % PARTS == part) == own)
                            .map(|(_, text)| text)
                            .collect::<Vec<_>>()
                    };
                    (of(false), of(true), composed(&of(true)))
                })
                .collect();
            let judged = parts.iter().flat_map(|(learned, others, composed)| {
                judge(learned, others.iter().copied().chain(composed))
            });
            report(&judged.collect::<Vec<_>>());
        }
        Some(folder) => {
            let (others, learned): (Vec<&Text>, Vec<&Text>) =
                texts.iter().partition(|text| text.folder == folder);
            report(&judge(&learned, others.into_iter()));
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
                    evidence: counted(evidence::places(text, language)),
                    sentences: sentences(text, language),
                });
            }
        }
    }
    Ok(texts)
}

fn sentences(text: &str, language: Language) -> Vec<Vec<(usize, f32)>> {
    evidence::sentences(text, language)
        .into_iter()
        .map(counted)
        .collect()
}

/// How often each place was found, divided by the root of the length.
fn counted(mut places: Vec<usize>) -> Vec<(usize, f32)> {
    let length = (places.len() as f32).sqrt();
    places.sort_unstable();
    places
        .chunk_by(|one, other| one == other)
        .map(|same| (same[0], same.len() as f32 / length))
        .collect()
}

/// Each text once more with an everyday text of another matter before or after it, to measure whether that hides it.
fn composed(texts: &[&Text]) -> Vec<Text> {
    let mut composed = Vec::new();
    for language in Language::ALL {
        let own: Vec<&Text> = texts
            .iter()
            .copied()
            .filter(|text| text.language == language)
            .collect();
        let everyday: Vec<&Text> = own
            .iter()
            .copied()
            .filter(|text| text.is == [false, false])
            .collect();
        for (number, text) in own.into_iter().enumerate() {
            let Some(other) = everyday.get((number + 1) * 7919 % everyday.len().max(1)) else {
                continue;
            };
            // What is added mostly stands at the end.
            let (first, second) = if number % 3 == 0 {
                (text, *other)
            } else {
                (*other, text)
            };
            let [first, second] =
                [first, second].map(|text| text.line.split_once('|').map_or("", |(_, text)| text));
            let end = if first.ends_with(['.', '!', '?', '…']) {
                ""
            } else {
                "."
            };
            let line = format!("{first}{end} {second}");
            composed.push(Text {
                folder: COMPOSED.to_owned(),
                language,
                is: text.is,
                evidence: counted(evidence::places(&line, language)),
                sentences: sentences(&line, language),
                line,
            });
        }
    }
    composed
}

/// How much each mark speaks for each language: the logarithm of how much oftener it is found there than elsewhere.
fn marks(texts: &[&Text]) -> Vec<u8> {
    let mut found = vec![[SELDOM; Language::ALL.len()]; evidence::MARKS];
    for text in texts {
        let line = text.line.split_once('|').map_or("", |(_, text)| text);
        for mark in evidence::marks(line) {
            found[mark][text.language as usize] += 1.0;
        }
    }
    let weights = found.iter().flat_map(|found| {
        let mean = found.iter().sum::<f32>() / found.len() as f32;
        found.map(|found| ((found / mean).ln() * evidence::MARK_UNIT).round() as i8)
    });
    weights.map(i8::cast_unsigned).collect()
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

/// The weights as the check reads them: both biases, those of a sentence by itself, then a byte for each place and kind.
fn packed(weights: &[Weights; 2]) -> Vec<u8> {
    let units = weights.each_ref().map(|weights| {
        let heaviest = weights[..evidence::PLACES]
            .iter()
            .fold(0.0_f32, |most, weight| most.max(weight.abs()));
        127.0 / heaviest
    });
    let mut bytes = Vec::new();
    for less in [[0.0; 2], BY_ITSELF] {
        for ((weights, unit), less) in weights.iter().zip(units).zip(less) {
            bytes.extend(((weights[evidence::PLACES] - less) * unit).to_le_bytes());
        }
    }
    for place in 0..evidence::PLACES {
        for (weights, unit) in weights.iter().zip(units) {
            bytes.extend(((weights[place] * unit).round() as i8).to_le_bytes());
        }
    }
    bytes
}

/// Each of the `others` with how much speaks for each kind, by what is learned from the rest.
fn judge<'a>(
    learned: &[&Text],
    others: impl Iterator<Item = &'a Text>,
) -> Vec<(&'a Text, [f32; 2])> {
    let weights = [0, 1].map(|kind| learn(learned, kind));
    others
        .map(|text| {
            let sums = [0, 1].map(|kind| {
                let weights: &Weights = &weights[kind];
                let sum = |evidence: &[(usize, f32)]| {
                    let found = evidence
                        .iter()
                        .map(|(place, value)| weights[*place] * value);
                    found.sum::<f32>() + weights[evidence::PLACES]
                };
                let sentences = text.sentences.iter();
                sentences
                    .map(|sentence| sum(sentence) - BY_ITSELF[kind])
                    .fold(sum(&text.evidence), f32::max)
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
