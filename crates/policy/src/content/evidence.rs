//! What the content check looks at, for the program that learns the weights: `examples/content_train.rs`.

use std::ops::Range;

use super::Language;
use super::meanings::WordHash;
use super::normal::Normal;
use super::reading::{MOST_MEANINGS, Meant, Reading};
use super::recognition;
use super::words::{self, sign, words};

/// How many kinds of evidence the check tells apart: each kind is hashed to one of these places.
pub const PLACES: usize = 1 << PLACE_BITS;

const PLACE_BITS: u32 = 17;

/// How many marks of a language the check tells apart.
pub const MARKS: usize = recognition::MARKS;

/// How many units of a mark's weight make it e times as likely that a text is of a language.
pub const MARK_UNIT: f32 = recognition::UNIT;

/// One piece of evidence: its place among the weights, and the words it was read from, half of it from each run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    pub(super) place: usize,
    pub(super) words: [(u32, u32); 2],
}

/// What is found in a text or in a sentence of it.
#[derive(Clone, Debug)]
pub struct Found {
    /// The places of all evidence, each as often as it is found.
    pub places: Vec<usize>,
    /// For each of the kinds, whether a phrase names what an alarm would be about.
    pub names: [bool; 2],
}

/// What is found in a text; then in each of its sentences, where it has several.
pub fn found(text: &str, language: Language) -> Vec<Found> {
    let normal = Normal::new(text);
    let words = words(normal.as_str());
    let reading = Reading::new(normal.as_str(), &words, language);
    let whole = 0..words.len();
    let sentences = words::sentences(&words, whole.clone()).filter(|sentence| *sentence != whole);
    std::iter::once(whole.clone())
        .chain(sentences)
        .map(|range| {
            let mut places = Vec::new();
            collect(&reading, &range, |found| places.push(found.place));
            Found {
                places,
                names: reading.names(&range),
            }
        })
        .collect()
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

/// Each word with the letters in it, each two that follow each other, each meaning, each two meanings that follow each
/// other within two words, and each two meanings of words, or of phrases, anywhere in these.
pub(super) fn collect(reading: &Reading, range: &Range<usize>, mut found: impl FnMut(Evidence)) {
    for number in range.clone() {
        of_word(reading, number, &mut found);
    }
    of_meanings(reading, range, found);
}

/// The evidence of the meanings of some words.
pub(super) fn of_meanings(
    reading: &Reading,
    range: &Range<usize>,
    mut found: impl FnMut(Evidence),
) {
    let meant = reading.within(range);
    let mut seen = [0_u64; MOST_MEANINGS / 64];
    // Those of words, and those of phrases: what a phrase means its words have added.
    let mut distinct = [Vec::<Meant>::with_capacity(meant.len()), Vec::new()];
    let mut near = 0;
    // The first of those with the same last word.
    let mut level = 0;
    for (position, own) in meant.iter().enumerate() {
        if meant[level].last != own.last {
            level = position;
        }
        let words = (own.first, own.last);
        let mut add = |kind, left: u16, right: u16, words| {
            found(Evidence {
                place: place(kind, left.into(), right.into()),
                words,
            });
        };
        add(MEANING, own.meaning, 0, [words, words]);
        while meant[near].last + 2 < own.last {
            near += 1;
        }
        for other in &meant[near.min(level)..level] {
            let kind = if other.last + 1 == own.last {
                NEXT
            } else {
                NEAR
            };
            add(
                kind,
                other.meaning,
                own.meaning,
                [(other.first, other.last), words],
            );
        }
        let (index, bit) = (usize::from(own.meaning) / 64, 1 << (own.meaning % 64));
        if seen[index] & bit == 0 {
            seen[index] |= bit;
            let distinct = &mut distinct[usize::from(reading.is_of_phrase(own.meaning))];
            for other in &*distinct {
                let (low, high) = (
                    other.meaning.min(own.meaning),
                    other.meaning.max(own.meaning),
                );
                add(TOGETHER, low, high, [(other.first, other.last), words]);
            }
            distinct.push(*own);
        }
    }
}

/// The evidence of one word: itself, the letters in it, and its neighbours in its sentence.
pub(super) fn of_word(reading: &Reading, number: usize, mut found: impl FnMut(Evidence)) {
    let hash = |number: usize| reading.hashes[number].wrapping_add(reading.language as u64 + 1);
    let own = u32::try_from(number).unwrap_or(u32::MAX);
    let mut add = |kind, left, right, first| {
        found(Evidence {
            place: place(kind, left, right),
            words: [(first, first), (own, own)],
        });
    };
    add(WORD, hash(number), 0, own);
    if number == 0 || reading.words[number].opens_sentence {
        add(TWO_WORDS, EDGE, hash(number), own);
    } else {
        add(TWO_WORDS, hash(number - 1), hash(number), own - 1);
    }
    let next = reading.words.get(number + 1);
    if next.is_none_or(|next| next.opens_sentence) {
        add(TWO_WORDS, hash(number), EDGE, own);
    }
    letters(
        &reading.normal[reading.words[number].range.clone()],
        |four| {
            add(LETTERS, four.into(), 0, own);
        },
    );
}

/// Each four letters in a row, with the edges of the word as letters: what it shares with its other forms, and with the
/// words of the neighbouring languages.
fn letters(word: &str, mut found: impl FnMut(u32)) {
    if word
        .chars()
        .next()
        .is_none_or(|first| sign(first).is_some())
    {
        return;
    }
    let mut four = u32::from(b'_');
    for (number, byte) in word.bytes().chain([b'_']).enumerate() {
        four = four << 8 | u32::from(byte);
        if number >= 2 {
            found(four);
        }
    }
}

const EDGE: WordHash = 0;
const WORD: u64 = 1;
const TWO_WORDS: u64 = 2;
const MEANING: u64 = 3;
const NEXT: u64 = 4;
const NEAR: u64 = 5;
const TOGETHER: u64 = 6;
const LETTERS: u64 = 7;

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
