//! What the content check looks at, for the program that learns the weights: `examples/content_train.rs`.

use super::Language;
use super::meanings::{Meaning, Meanings, WordHash};
use super::normal::Normal;
use super::recognition;
use super::words::{self, Word, words};

/// How many kinds of evidence the check tells apart: each kind is hashed to one of these places.
pub const PLACES: usize = 1 << PLACE_BITS;

const PLACE_BITS: u32 = 17;

/// How many marks of a language the check tells apart.
pub const MARKS: usize = recognition::MARKS;

/// How many units of a mark's weight make it e times as likely that a text is of a language.
pub const MARK_UNIT: f32 = recognition::UNIT;

/// One piece of evidence: its place among the weights, and the words it was read from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    pub(super) place: usize,
    pub(super) words: (usize, usize),
}

/// The places of all evidence in a text, each as often as it is found.
pub fn places(text: &str, language: Language) -> Vec<usize> {
    let normal = Normal::new(text);
    read(&normal, &words(normal.as_str()), language)
}

/// The places of all evidence in each sentence of a text; none where it is a single one.
pub fn sentences(text: &str, language: Language) -> Vec<Vec<usize>> {
    let normal = Normal::new(text);
    let words = words(normal.as_str());
    words::sentences(&words)
        .filter(|sentence| sentence.len() < words.len())
        .map(|sentence| read(&normal, sentence, language))
        .collect()
}

fn read(normal: &Normal, words: &[Word], language: Language) -> Vec<usize> {
    let mut places = Vec::new();
    collect(normal.as_str(), words, language, |found| {
        places.push(found.place);
    });
    places
}

/// The places of all marks of a language in a text, each as often as it is found.
pub fn marks(text: &str) -> Vec<usize> {
    let normal = Normal::new(text);
    let mut marks = Vec::new();
    recognition::marks(normal.as_str(), &words(normal.as_str()), |mark| {
        marks.push(mark);
    });
    marks
}

/// Each word, each two that follow each other, each meaning, each two meanings that follow each other within two words,
/// and each two meanings anywhere in the text.
pub(super) fn collect(
    normal: &str,
    words: &[Word],
    language: Language,
    mut found: impl FnMut(Evidence),
) {
    let meanings = Meanings::embedded();
    let mut all: Vec<(Meaning, usize)> = Vec::with_capacity(words.len() * 2);
    let mut seen = vec![0_u64; meanings.count.div_ceil(64)];
    let mut distinct: Vec<(Meaning, usize)> = Vec::with_capacity(words.len());
    let mut before = EDGE;
    let mut near = 0;
    for (number, word) in words.iter().enumerate() {
        let first = all.len();
        let hash = meanings.of(language, &normal[word.range.clone()], |meaning| {
            all.push((meaning, number));
        });
        let own = hash.wrapping_add(language as u64 + 1);
        let mut add = |kind, left, right, words| {
            found(Evidence {
                place: place(kind, left, right),
                words,
            });
        };
        add(WORD, own, 0, (number, number));
        add(TWO_WORDS, before, own, (number.saturating_sub(1), number));
        before = own;
        while all.get(near).is_some_and(|(_, place)| place + 2 < number) {
            near += 1;
        }
        for position in first..all.len() {
            let (meaning, _) = all[position];
            add(MEANING, meaning.into(), 0, (number, number));
            for &(other, place) in &all[near..first] {
                let kind = if place + 1 == number { NEXT } else { NEAR };
                add(kind, other.into(), meaning.into(), (place, number));
            }
            let (index, bit) = (usize::from(meaning) / 64, 1 << (meaning % 64));
            if seen[index] & bit == 0 {
                seen[index] |= bit;
                for &(other, place) in &distinct {
                    let (low, high) = (other.min(meaning), other.max(meaning));
                    add(TOGETHER, low.into(), high.into(), (place, number));
                }
                distinct.push((meaning, number));
            }
        }
    }
    if let Some(last) = words.len().checked_sub(1) {
        found(Evidence {
            place: place(TWO_WORDS, before, EDGE),
            words: (last, last),
        });
    }
}

const EDGE: WordHash = 0;
const WORD: u64 = 1;
const TWO_WORDS: u64 = 2;
const MEANING: u64 = 3;
const NEXT: u64 = 4;
const NEAR: u64 = 5;
const TOGETHER: u64 = 6;

const fn place(kind: u64, left: u64, right: u64) -> usize {
    let mixed = left
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(29)
        .wrapping_add(right)
        .wrapping_mul(0xd6e8_feb8_6659_fd93)
        .rotate_left(31)
        .wrapping_add(kind)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (64 - PLACE_BITS)) as usize
}
