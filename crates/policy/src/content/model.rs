//! Weighs the evidence in a text.

use std::ops::Range;
use std::sync::LazyLock;

use super::evidence::{self, PLACES};
use super::meanings::Meanings;
use super::normal::Normal;
use super::words::{Word, pieces, words};
use super::{ContentKind, ContentMatch, Language};

/// Written by `examples/content_train.rs`.
const WEIGHTS: &[u8] = include_bytes!("../../content/weights.bin");

/// The weight of each place for both kinds, and what the weights of a text must outweigh.
struct Model {
    /// For [`ContentKind::ALL`], in units of the weights.
    bias: [f32; 2],
    weights: Vec<[i8; 2]>,
}

/// A passage is named if one of its words weighs at least this part of the heaviest.
const TELLING: f32 = 0.4;

/// It is made of words that weigh at least this part of the heaviest.
const ADDING: f32 = 0.2;

/// The passages that raise an alarm, in the order of the text.
pub(super) fn check(text: &str, stated: Option<Language>) -> Vec<ContentMatch> {
    let normal = Normal::new(text);
    let words = words(normal.as_str());
    let language = stated.unwrap_or_else(|| {
        let written = words
            .iter()
            .map(|word| &normal.as_str()[word.range.clone()]);
        Meanings::embedded().likeliest(written)
    });
    let mut alarms: Vec<(ContentKind, Range<usize>)> = Vec::new();
    for piece in pieces(&words) {
        for kind in MODEL.raised(normal.as_str(), piece, language) {
            let telling = MODEL.telling(normal.as_str(), piece, language, kind);
            alarms.extend(telling.into_iter().map(|range| (kind, range)));
        }
    }
    if alarms.is_empty() {
        return Vec::new();
    }
    alarms.sort_by_key(|(_, range)| range.start);
    let traced = Normal::traced(text);
    alarms
        .into_iter()
        .map(|(kind, range)| ContentMatch {
            kind,
            text: text[traced.origin(range)].trim().to_owned(),
        })
        .collect()
}

/// Whether nothing but a space or an apostrophe stands between two words.
fn follows(before: &Word, word: &Word) -> bool {
    word.range.start - before.range.end <= 1
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let (bias, weights) = WEIGHTS.split_at(8);
    let number = |bytes: &[u8]| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    assert_eq!(
        weights.len(),
        2 * PLACES,
        "the weights were learned for another number of places"
    );
    Model {
        bias: [number(&bias[..4]), number(&bias[4..])],
        weights: weights
            .chunks_exact(2)
            .map(|pair| [pair[0].cast_signed(), pair[1].cast_signed()])
            .collect(),
    }
});

impl Model {
    /// The kinds that a piece of a text is taken for.
    fn raised(
        &self,
        normal: &str,
        words: &[Word],
        language: Language,
    ) -> impl Iterator<Item = ContentKind> {
        // Sums of whole numbers: a piece has some thousand weights of at most 127, which a float holds exactly.
        let mut sums = [0.0_f32; 2];
        let mut count = 0_u16;
        evidence::collect(normal, words, language, |found| {
            let [promotional, recurring] = self.weights[found.place];
            sums[0] += f32::from(promotional);
            sums[1] += f32::from(recurring);
            count = count.saturating_add(1);
        });
        let length = f32::from(count).sqrt();
        ContentKind::ALL.into_iter().filter(move |kind| {
            let kind = *kind as usize;
            sums[kind] + self.bias[kind] * length > 0.0
        })
    }

    /// The passages of the words that weigh most in an alarm.
    fn telling(
        &self,
        normal: &str,
        words: &[Word],
        language: Language,
        kind: ContentKind,
    ) -> Vec<Range<usize>> {
        let mut shares = vec![0.0_f32; words.len()];
        evidence::collect(normal, words, language, |found| {
            let half = f32::from(self.weights[found.place][kind as usize]) / 2.0;
            shares[found.words.0] += half;
            shares[found.words.1] += half;
        });
        let heaviest = shares.iter().copied().fold(f32::MIN, f32::max);
        let tells = |number: usize, part: f32| {
            shares[number] >= heaviest || heaviest > 0.0 && shares[number] >= heaviest * part
        };
        let mut passages: Vec<Range<usize>> = Vec::new();
        let mut number = 0;
        while number < words.len() {
            let start = number;
            // A passage is a run of words that add to the alarm, with one among them that adds much.
            while number < words.len()
                && tells(number, ADDING)
                && (number == start || follows(&words[number - 1], &words[number]))
            {
                number += 1;
            }
            if (start..number).any(|number| tells(number, TELLING)) {
                // A sign is not torn from its number: 40%.
                let first = (0..start)
                    .rev()
                    .take_while(|before| words[*before].range.end == words[before + 1].range.start)
                    .last()
                    .unwrap_or(start);
                passages.push(words[first].range.start..words[number - 1].range.end);
            }
            number = number.max(start + 1);
        }
        passages
    }
}
