//! Tells the language of a text by its words and by how they end.

use super::Language;
use super::words::{Word, sign};

/// Written by `examples/content_train.rs`: for each place, a byte for each language.
const WEIGHTS: &[u8; MARKS * LANGUAGES] = include_bytes!("../../content/languages.bin");

/// How many marks of a language are told apart: each is hashed to one of these places.
pub(super) const MARKS: usize = 1 << MARK_BITS;

const MARK_BITS: u32 = 14;

const LANGUAGES: usize = Language::ALL.len();

/// How many units of the weights make it e times as likely that a text is of a language.
pub(super) const UNIT: f32 = 16.0;

/// A language that is less likely than another by more than this many units is not considered.
const CLEAR: i32 = 32;

/// The languages that a text may well be in, the likeliest first; of equals the first of all.
pub(super) fn languages(normal: &str, words: &[Word]) -> Vec<Language> {
    let mut sums = [0_i32; LANGUAGES];
    marks(normal, words, |mark| {
        let weights = &WEIGHTS[mark * LANGUAGES..][..LANGUAGES];
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum = sum.saturating_add(weight.cast_signed().into());
        }
    });
    let most = sums.iter().copied().max().unwrap_or(0);
    let mut languages: Vec<Language> = Language::ALL
        .into_iter()
        .filter(|language| sums[*language as usize] >= most.saturating_sub(CLEAR))
        .collect();
    languages.sort_by_key(|language| -sums[*language as usize]);
    languages
}

/// Each word, and the last two and three letters of each.
pub(super) fn marks(normal: &str, words: &[Word], mut found: impl FnMut(usize)) {
    for word in words {
        let word = &normal[word.range.clone()];
        if word
            .chars()
            .next()
            .is_none_or(|first| sign(first).is_some())
        {
            continue;
        }
        let bytes = word.as_bytes();
        found(place(WHOLE, bytes));
        for length in [2, 3] {
            if let Some(start) = bytes.len().checked_sub(length) {
                found(place(ENDING, &bytes[start..]));
            }
        }
    }
}

const WHOLE: u64 = 1;
const ENDING: u64 = 2;

fn place(kind: u64, bytes: &[u8]) -> usize {
    let hash = bytes.iter().fold(kind, |hash, byte| {
        (hash ^ u64::from(*byte))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(23)
    });
    (hash.wrapping_mul(0xd6e8_feb8_6659_fd93) >> (64 - MARK_BITS)) as usize
}
