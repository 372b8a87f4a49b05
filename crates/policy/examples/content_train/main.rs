//! Learns the weights of the content check from the labelled texts in `tests/content`:
//! `cargo run --release -p transom-policy --example content_train`.
//!
//! With `folders` it writes nothing and tells how each folder of texts, which is the work of one author in one go, is
//! judged by what is learned from the others; with `parts` how each tenth of all texts is; with `unseen` how the texts in
//! `tests/content_unseen` are, which are never learned from; with the name of a folder how that one is. A word `wrong`
//! after it lists what is judged wrong. The same texts give the same weights.
#![expect(clippy::print_stdout, reason = "a program that says what it measured")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "counts of texts are small, and a weight is cut to a byte on purpose"
)]

mod learn;
mod report;
mod texts;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use self::learn::{Weights, learn, marks, packed};
use self::texts::{Text, composed, read};

/// Into how many parts a cross-validation cuts the texts.
const PARTS: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = read(&home.join("tests/content"))?;
    let lists_wrong = env::args().nth(2).as_deref() == Some("wrong");
    match env::args().nth(1).as_deref() {
        None => {
            let all: Vec<&Text> = texts.iter().collect();
            fs::write(home.join("content/languages.bin"), marks(&all))?;
            let weights = [0, 1].map(|kind| learn(&all, kind));
            fs::write(home.join("content/weights.bin"), packed(&weights))?;
            println!("learned from {} texts", texts.len());
        }
        Some("parts") => {
            let judged = (0..PARTS).flat_map(|part| {
                let of = |own: bool| {
                    let numbered = texts.iter().enumerate();
                    numbered
                        .filter(|(number, _)| (number % PARTS == part) == own)
                        .map(|(_, text)| text)
                        .collect::<Vec<_>>()
                };
                // Composed of the others only, so that no text is both learned from and judged.
                judge(
                    &of(false),
                    of(true).into_iter().cloned().chain(composed(&of(true))),
                )
            });
            report::print(&judged.collect::<Vec<_>>(), lists_wrong);
        }
        Some("folders") => {
            let mut folders: Vec<&str> = texts.iter().map(|text| text.folder.as_str()).collect();
            folders.dedup();
            let judged = folders
                .into_iter()
                .flat_map(|folder| judge_folder(&texts, folder));
            report::print(&judged.collect::<Vec<_>>(), lists_wrong);
        }
        Some("unseen") => {
            let unseen = read(&home.join("tests/content_unseen"))?;
            let all: Vec<&Text> = texts.iter().collect();
            report::print(&judge(&all, unseen.into_iter()), lists_wrong);
        }
        Some(folder) => report::print(&judge_folder(&texts, folder), lists_wrong),
    }
    Ok(())
}

/// A text with how much speaks for each kind.
type Judged = (Text, [f32; 2]);

fn judge_folder(texts: &[Text], folder: &str) -> Vec<Judged> {
    let (own, others): (Vec<&Text>, Vec<&Text>) =
        texts.iter().partition(|text| text.folder == folder);
    judge(&others, own.into_iter().cloned())
}

/// Each of the `others` with how much speaks for each kind, by what is learned from the rest.
fn judge(learned: &[&Text], others: impl Iterator<Item = Text>) -> Vec<Judged> {
    let weights: [Weights; 2] = [0, 1].map(|kind| learn(learned, kind));
    others
        .map(|text| {
            let sums = [0, 1].map(|kind| learn::sum(&weights[kind], &text, kind));
            (text, sums)
        })
        .collect()
}
