//! Weighs the evidence in a text.

use std::ops::Range;
use std::sync::LazyLock;

use super::evidence::{self, PLACES};
use super::normal::Normal;
use super::reading::Reading;
use super::recognition;
use super::words::{Word, pieces, sentences, words};
use super::{ContentKind, ContentMatch, Language};

/// Written by `examples/content_train.rs`.
const WEIGHTS: &[u8] = include_bytes!("../../content/weights.bin");

/// The weight of each place for both kinds, and what the weights of a text must outweigh.
struct Model {
    /// For [`ContentKind::ALL`], in units of the weights.
    bias: [f32; 2],
    /// How much more a sentence by itself must say, without the rest of its text.
    by_itself: [f32; 2],
    /// How much more words must say that do not name what an alarm would be about.
    unnamed: [f32; 2],
    weights: Vec<[i8; 2]>,
}

/// A passage is named if one of its words weighs at least this part of the heaviest.
const TELLING: f32 = 0.4;

/// It is made of words that weigh at least this part of the heaviest.
const ADDING: f32 = 0.2;

/// What some words were taken for.
type Passage = (ContentKind, Range<usize>);

/// The passages that raise an alarm, in the order of the text.
pub(super) fn check(text: &str, stated: Option<Language>) -> Vec<ContentMatch> {
    let normal = Normal::new(text);
    let words = words(normal.as_str());
    let languages = stated.map_or_else(
        || recognition::languages(normal.as_str(), &words),
        |language| vec![language],
    );
    let readings: Vec<Weighed> = languages
        .into_iter()
        .map(|language| MODEL.weighed(Reading::new(normal.as_str(), &words, language)))
        .collect();
    let mut alarms: Vec<Passage> = Vec::new();
    for piece in pieces(&words) {
        let mut raise = |range: &Range<usize>, more, known: [bool; 2]| {
            let raised = MODEL.agreed(&readings, range, more);
            for kind in ContentKind::ALL {
                if raised[kind as usize] && !known[kind as usize] {
                    let telling = MODEL.telling(&readings[0].reading, range, kind);
                    alarms.extend(telling.into_iter().map(|range| (kind, range)));
                }
            }
            raised
        };
        let known = raise(&piece, [0.0; 2], [false; 2]);
        // Words of service must not hide an offer in the next sentence.
        for sentence in sentences(&words, piece.clone()).filter(|sentence| *sentence != piece) {
            if known == [true; 2] {
                break;
            }
            raise(&sentence, MODEL.by_itself, known);
        }
    }
    if alarms.is_empty() {
        return Vec::new();
    }
    let traced = Normal::traced(text);
    untorn(&readings[0].reading, alarms)
        .into_iter()
        .map(|(kind, range)| ContentMatch {
            kind,
            text: text
                [traced.origin(words[range.start].range.start..words[range.end - 1].range.end)]
            .trim()
            .to_owned(),
        })
        .collect()
}

/// The passages in the order of the text, each with what is written together with its words.
fn untorn(reading: &Reading, mut passages: Vec<Passage>) -> Vec<Passage> {
    passages.sort_by_key(|(_, range)| range.start);
    let mut untorn: Vec<Passage> = Vec::with_capacity(passages.len());
    let mut last = [None::<usize>; 2];
    for (kind, range) in passages {
        let last = &mut last[kind as usize];
        if let Some(before) = last.map(|last| &mut untorn[last].1)
            && range.start < before.end
        {
            // Another part of the same word.
            if range.end > before.end {
                before.end = reading.end_of_word(range.end);
            }
            continue;
        }
        *last = Some(untorn.len());
        let whole = reading.start_of_word(range.start)..reading.end_of_word(range.end);
        untorn.push((kind, whole));
    }
    untorn.sort_by_key(|(_, range)| range.start);
    untorn
}

/// Whether nothing but a space or an apostrophe stands between two words.
fn follows(before: &Word, word: &Word) -> bool {
    word.range.start - before.range.end <= 1
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let (biases, weights) = WEIGHTS.split_at(24);
    let bias = |position: usize| {
        let bytes = &biases[4 * position..];
        f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    };
    assert_eq!(
        weights.len(),
        2 * PLACES,
        "the weights were learned for another number of places"
    );
    Model {
        bias: [bias(0), bias(1)],
        by_itself: [bias(2), bias(3)],
        unnamed: [bias(4), bias(5)],
        weights: weights
            .chunks_exact(2)
            .map(|pair| [pair[0].cast_signed(), pair[1].cast_signed()])
            .collect(),
    }
});

/// A reading with what each word of it weighs by itself and beside its neighbours, whichever words are judged.
struct Weighed<'a> {
    reading: Reading<'a>,
    words: Vec<Sums>,
}

/// Sums of weights, and of how many.
#[derive(Clone, Copy, Default)]
struct Sums {
    weights: [i32; 2],
    count: u16,
}

impl Sums {
    fn add(&mut self, [promotional, recurring]: [i8; 2]) {
        self.weights[0] += i32::from(promotional);
        self.weights[1] += i32::from(recurring);
        self.count = self.count.saturating_add(1);
    }
}

impl Model {
    fn weighed<'a>(&self, reading: Reading<'a>) -> Weighed<'a> {
        let words = (0..reading.words.len())
            .map(|number| {
                let mut sums = Sums::default();
                evidence::of_word(&reading, number, |found| {
                    sums.add(self.weights[found.place]);
                });
                sums
            })
            .collect();
        Weighed { reading, words }
    }

    /// Whether words are taken for each of the kinds, whichever of the languages they are in.
    fn agreed(&self, readings: &[Weighed], range: &Range<usize>, more: [f32; 2]) -> [bool; 2] {
        let mut agreed = [true; 2];
        for reading in readings {
            let raised = self.raised(reading, range, more);
            agreed = [agreed[0] && raised[0], agreed[1] && raised[1]];
            if agreed == [false; 2] {
                break;
            }
        }
        agreed
    }

    /// Whether words of this language are taken for each of the kinds.
    fn raised(
        &self,
        Weighed { reading, words }: &Weighed,
        range: &Range<usize>,
        more: [f32; 2],
    ) -> [bool; 2] {
        let mut sums = Sums::default();
        evidence::of_meanings(reading, range, |found| sums.add(self.weights[found.place]));
        for word in &words[range.clone()] {
            sums.weights[0] += word.weights[0];
            sums.weights[1] += word.weights[1];
            sums.count = sums.count.saturating_add(word.count);
        }
        let length = f32::from(sums.count).sqrt();
        let names = reading.names(range);
        [0, 1].map(|kind| {
            // A piece has some thousand weights of at most 127, the sum of which a float holds exactly.
            #[expect(clippy::cast_precision_loss, reason = "the sum is exact")]
            let weight = sums.weights[kind] as f32;
            let unnamed = if names[kind] { 0.0 } else { self.unnamed[kind] };
            weight + (self.bias[kind] - more[kind] - unnamed) * length > 0.0
        })
    }

    /// The passages of the words that weigh most in an alarm.
    fn telling(
        &self,
        reading: &Reading,
        range: &Range<usize>,
        kind: ContentKind,
    ) -> Vec<Range<usize>> {
        let words = &reading.words[range.clone()];
        let mut shares = vec![0.0_f32; words.len()];
        evidence::collect(reading, range, |found| {
            let weight = f32::from(self.weights[found.place][kind as usize]);
            for (first, last) in found.words {
                let run = (first as usize).max(range.start)..=last as usize;
                let share =
                    weight / 2.0 / f32::from(u8::try_from(run.clone().count()).unwrap_or(u8::MAX));
                for word in run {
                    shares[word - range.start] += share;
                }
            }
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
                passages.push(range.start + start..range.start + number);
            }
            number = number.max(start + 1);
        }
        passages
    }
}
