//! A text as the check reads it: the hash of each word, and what the words and phrases mean.

use std::ops::Range;
use std::sync::LazyLock;

use super::Language;
use super::meanings::{Meaning, Meanings, WordHash};
use super::phrases::Phrases;
use super::words::{Word, stresses};

/// What the words of a text mean in one language.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub(super) normal: &'a str,
    pub(super) words: &'a [Word],
    pub(super) language: Language,
    pub(super) hashes: Vec<WordHash>,
    /// In the order of their last words.
    pub(super) meant: Vec<Meant>,
    first_of_phrases: Meaning,
    /// For each of the kinds, the last words of the phrases that name what an alarm would be about.
    naming: [Vec<u32>; 2],
}

/// A meaning, and the words it was read from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meant {
    pub(super) meaning: Meaning,
    pub(super) first: u32,
    pub(super) last: u32,
}

struct Lists {
    meanings: Meanings,
    phrases: Phrases,
}

/// No more meanings are told apart.
pub(super) const MOST_MEANINGS: usize = 512;

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let lists = Lists {
        meanings: Meanings::read(),
        phrases: Phrases::read(),
    };
    assert!(
        lists.meanings.count + lists.phrases.count() <= MOST_MEANINGS,
        "there are too many meanings"
    );
    lists
});

impl<'a> Reading<'a> {
    pub(super) fn new(normal: &'a str, words: &'a [Word], language: Language) -> Self {
        let lists = &*LISTS;
        let mut hashes = Vec::with_capacity(words.len());
        let mut meant: Vec<Meant> = Vec::with_capacity(words.len() * 2);
        for (number, word) in (0..).zip(words) {
            let word = &normal[word.range.clone()];
            hashes.push(lists.meanings.of(language, word, |meaning| {
                meant.push(Meant {
                    meaning,
                    first: number,
                    last: number,
                });
            }));
        }
        let first_of_phrases =
            Meaning::try_from(lists.meanings.count).expect("some hundred meanings");
        // Empty lists take no memory: most texts have no such phrase.
        let mut naming = [Vec::new(), Vec::new()];
        let phrases = lists.phrases.find(language, normal, words, &hashes);
        if !phrases.is_empty() {
            let number = |word| u32::try_from(word).unwrap_or(u32::MAX);
            for phrase in &phrases {
                if let Some(kind) = lists.phrases.named_by(phrase.list) {
                    naming[kind as usize].push(number(phrase.last));
                }
            }
            // A phrase that begins later may end before one that began earlier.
            for naming in &mut naming {
                naming.sort_unstable();
            }
            meant.extend(phrases.into_iter().map(|phrase| Meant {
                meaning: first_of_phrases + phrase.list,
                first: number(phrase.first),
                last: number(phrase.last),
            }));
            // Stable, so that the order of equals does not depend on where they came from.
            meant.sort_by_key(|meant| meant.last);
        }
        Self {
            normal,
            words,
            language,
            hashes,
            meant,
            first_of_phrases,
            naming,
        }
    }

    /// For each of the kinds, whether a phrase within these words names what an alarm would be about.
    pub(super) fn names(&self, words: &Range<usize>) -> [bool; 2] {
        self.naming.each_ref().map(|naming| {
            let next = naming.partition_point(|last| (*last as usize) < words.start);
            naming
                .get(next)
                .is_some_and(|last| words.contains(&(*last as usize)))
        })
    }

    /// The first of the words that are written together with this one: no word is torn from its digits, no sign from its
    /// number. `PROMO50`, `-40%`.
    pub(super) fn start_of_word(&self, first: usize) -> usize {
        let glued = (1..=first).rev().take_while(|next| self.is_glued(*next));
        glued.last().map_or(first, |next| next - 1)
    }

    /// The end of the words that are written together with the one before `end`.
    pub(super) fn end_of_word(&self, end: usize) -> usize {
        let glued = (end..self.words.len()).take_while(|next| self.is_glued(*next));
        glued.last().map_or(end, |last| last + 1)
    }

    /// Whether a word is written together with the one before it.
    fn is_glued(&self, number: usize) -> bool {
        let (before, after) = (&self.words[number - 1].range, &self.words[number].range);
        let stresses = |word: &Range<usize>| stresses(&self.normal[word.clone()]);
        before.end == after.start && !stresses(before) && !stresses(after)
    }

    /// Whether a meaning is that of a list of phrases.
    pub(super) fn is_of_phrase(&self, meaning: Meaning) -> bool {
        meaning >= self.first_of_phrases
    }

    /// What is meant within these words.
    pub(super) fn within(&self, words: &Range<usize>) -> &[Meant] {
        let before = |word: usize| {
            self.meant
                .partition_point(|meant| (meant.last as usize) < word)
        };
        &self.meant[before(words.start)..before(words.end)]
    }
}
