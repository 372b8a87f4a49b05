//! The word lists of all languages, compiled into one automaton.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::normal::Normal;
use super::{ContentKind, Language};

const WEIGHTS: &str = include_str!("../../content/weights.toml");

/// The lists that hold in every language.
const ANY: &str = include_str!("../../content/any.toml");

/// The lists of each language, in the order of [`Language::ALL`].
const LANGUAGES: [&str; Language::ALL.len()] = [
    include_str!("../../content/en.toml"),
    include_str!("../../content/fr.toml"),
    include_str!("../../content/it.toml"),
    include_str!("../../content/pt.toml"),
    include_str!("../../content/es.toml"),
];

/// One list of terms and what it says; see `content/weights.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Class {
    pub(super) kind: ContentKind,
    pub(super) weight: i32,
    /// The place of the list among those of its kind, as one bit.
    pub(super) bit: u32,
}

/// A term of one list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// `None` is every language.
    pub(super) language: Option<Language>,
    pub(super) class: Class,
    /// Whether any ending of the last word will do.
    pub(super) is_stem: bool,
    /// Whether it counts only at the start of a sentence or of a part of one.
    pub(super) is_opening: bool,
    /// Whether its numbers must be one digit each, the first the greater.
    pub(super) is_falling: bool,
}

/// All word lists.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) promotional: Scale,
    pub(super) recurring: Scale,
    automaton: AhoCorasick,
    /// By the number of the automaton's pattern.
    terms: Vec<Term>,
    /// The languages each function word belongs to, as one bit each.
    function_words: HashMap<String, u8>,
    hints: [Hints; Language::ALL.len()],
}

/// The weights of one kind and the sum that raises an alarm.
#[derive(Debug)]
pub(super) struct Scale {
    pub(super) enough: i32,
    /// How far the sentences may stand apart that are weighed together.
    pub(super) neighbours: usize,
    classes: BTreeMap<String, Class>,
    /// The weights, by the bit of the class.
    weights: Vec<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScalesFile {
    promotional: ScaleFile,
    recurring: ScaleFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleFile {
    enough: i32,
    neighbours: usize,
    weights: BTreeMap<String, i32>,
}

type Lists = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    function_words: Vec<String>,
    #[serde(default)]
    hints: Hints,
    #[serde(default)]
    sets: Lists,
    promotional: Lists,
    recurring: Lists,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hints {
    promotional: String,
    recurring: String,
}

impl Lexicon {
    /// The lists compiled into this build.
    pub(super) fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Lexicon> = LazyLock::new(Lexicon::compile);
        &EMBEDDED
    }

    fn compile() -> Self {
        let scales: ScalesFile = read(WEIGHTS);
        let promotional = Scale::new(ContentKind::Promotional, scales.promotional);
        let recurring = Scale::new(ContentKind::Recurring, scales.recurring);
        let files = LANGUAGES.map(read::<File>);

        let mut patterns = Vec::new();
        let mut terms = Vec::new();
        let mut add = |language, file: &File| {
            for (scale, lists) in [
                (&promotional, &file.promotional),
                (&recurring, &file.recurring),
            ] {
                for (name, list) in lists {
                    let class = *scale
                        .classes
                        .get(name)
                        .unwrap_or_else(|| panic!("weights.toml has no list `{name}`"));
                    for written in list.iter().flat_map(|written| expand(written, &file.sets)) {
                        let (opening, rest) = strip_prefix(&written, '^');
                        let (falling, rest) = strip_prefix(rest, '>');
                        let stem = rest.strip_suffix('*');
                        patterns.push(normal(stem.unwrap_or(rest)));
                        terms.push(Term {
                            language,
                            class,
                            is_stem: stem.is_some(),
                            is_opening: opening,
                            is_falling: falling,
                        });
                    }
                }
            }
        };
        add(None, &read(ANY));
        let mut function_words = HashMap::new();
        for (language, file) in Language::ALL.into_iter().zip(&files) {
            add(Some(language), file);
            for word in &file.function_words {
                *function_words.entry(normal(word)).or_default() |= 1 << language as u8;
            }
        }
        Self {
            automaton: AhoCorasick::builder()
                // Most of a text falls out of every term within a few letters: those steps are the ones to make fast.
                .dense_depth(4)
                .build(&patterns)
                .expect("the word lists fit an automaton"),
            terms,
            function_words,
            hints: files.map(|file| file.hints),
            promotional,
            recurring,
        }
    }

    /// Every term in a normalised text, with its place, whatever stands around it.
    pub(super) fn find(&self, normal: &str) -> impl Iterator<Item = (Term, usize, usize)> {
        self.automaton.find_overlapping_iter(normal).map(|found| {
            (
                self.terms[found.pattern().as_usize()],
                found.start(),
                found.end(),
            )
        })
    }

    /// How many function words of each language are in a normalised text.
    pub(super) fn function_words(&self, normal: &str) -> [usize; Language::ALL.len()] {
        let mut counts = [0; Language::ALL.len()];
        for word in normal.split(|character: char| !character.is_alphanumeric()) {
            if let Some(languages) = self.function_words.get(word) {
                for (language, count) in counts.iter_mut().enumerate() {
                    *count += usize::from(languages & (1 << language) != 0);
                }
            }
        }
        counts
    }

    /// How to rephrase a text of one kind.
    pub(super) fn hint(&self, kind: ContentKind, language: Language) -> &str {
        let hints = &self.hints[language as usize];
        match kind {
            ContentKind::Promotional => &hints.promotional,
            ContentKind::Recurring => &hints.recurring,
        }
    }
}

impl Scale {
    fn new(kind: ContentKind, file: ScaleFile) -> Self {
        assert!(file.weights.len() <= 32, "a class has a bit of a u32");
        let mut classes = BTreeMap::new();
        let mut weights = Vec::new();
        for (name, weight) in file.weights {
            let bit = 1 << weights.len();
            classes.insert(name, Class { kind, weight, bit });
            weights.push(weight);
        }
        Self {
            enough: file.enough,
            neighbours: file.neighbours,
            classes,
            weights,
        }
    }

    /// Whether a set of bits raises an alarm.
    pub(super) fn raises(&self, bits: u32) -> bool {
        self.of(bits).sum::<i32>() >= self.enough
    }

    /// Whether anything in a set of bits speaks against an alarm.
    pub(super) fn is_countered(&self, bits: u32) -> bool {
        self.of(bits).any(|weight| weight < 0)
    }

    fn of(&self, mut bits: u32) -> impl Iterator<Item = i32> {
        std::iter::from_fn(move || {
            // With no bit left, the place is beyond every weight.
            let weight = self.weights.get(bits.trailing_zeros() as usize)?;
            bits &= bits - 1;
            Some(*weight)
        })
    }
}

fn read<T: serde::de::DeserializeOwned>(source: &str) -> T {
    toml::from_str(source).unwrap_or_else(|error| panic!("a word list: {error}"))
}

/// The term with each `<name>` replaced by each member of that set.
fn expand(written: &str, sets: &Lists) -> Vec<String> {
    let Some((before, rest)) = written.split_once('<') else {
        return vec![written.to_owned()];
    };
    let (name, after) = rest.split_once('>').expect("a set's name is closed");
    let set = sets
        .get(name)
        .unwrap_or_else(|| panic!("no set `{name}` for `{written}`"));
    set.iter()
        .flat_map(|member| expand(&format!("{before}{member}{after}"), sets))
        .collect()
}

fn strip_prefix(written: &str, prefix: char) -> (bool, &str) {
    written
        .strip_prefix(prefix)
        .map_or((false, written), |rest| (true, rest))
}

fn normal(written: &str) -> String {
    Normal::new(written).as_str().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_compiles_and_an_ending_is_left_open_only_at_the_end() {
        Lexicon::embedded();
        for file in LANGUAGES.into_iter().chain([ANY]).map(read::<File>) {
            let lists = file.promotional.values().chain(file.recurring.values());
            for term in lists.flatten().flat_map(|term| expand(term, &file.sets)) {
                let written = term.strip_suffix('*').unwrap_or(&term);
                assert!(!written.contains('*'), "{term}");
                assert!(!normal(written).is_empty(), "{term}");
            }
        }
    }
}
