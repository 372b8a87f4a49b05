//! What words mean, the same in all languages; see `content/meanings.toml`.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use super::Language;
use super::normal::Normal;
use super::words::{SIGNS, sign};

/// The number of a meaning; those of the signs come first.
pub(super) type Meaning = u16;

/// The hash of a word or of its beginning.
pub(super) type WordHash = u64;

/// The meanings of the words of all languages.
#[derive(Debug)]
pub(super) struct Meanings {
    /// How many there are.
    pub(super) count: usize,
    languages: [Dictionary; Language::ALL.len()],
}

#[derive(Debug, Default)]
struct Dictionary {
    whole: Map,
    /// By the hash of the beginning of the word.
    stems: Map,
    beginnings: Filter,
}

type Map = HashMap<WordHash, Box<[Meaning]>, BuildHasherDefault<AsIs>>;

/// No word of the list that stands for any ending is shorter.
const SHORTEST_STEM: usize = 3;

impl Meanings {
    /// Reads the list compiled into this build.
    pub(super) fn read() -> Self {
        let file: BTreeMap<String, BTreeMap<Language, String>> =
            toml::from_str(include_str!("../../content/meanings.toml"))
                .expect("the meanings are TOML, their languages known");
        let mut languages: [BTreeMap<bool, BTreeMap<WordHash, Vec<Meaning>>>; Language::ALL.len()] =
            Default::default();
        for (meaning, words) in (SIGNS.len()..).zip(file.values()) {
            let meaning = Meaning::try_from(meaning).expect("some hundred meanings");
            for (language, words) in words {
                for word in words.split_whitespace() {
                    let stem = word.strip_suffix('*');
                    let normal = Normal::new(stem.unwrap_or(word));
                    languages[*language as usize]
                        .entry(stem.is_some())
                        .or_default()
                        .entry(hash(normal.as_str()))
                        .or_default()
                        .push(meaning);
                }
            }
        }
        let map = |words: Option<BTreeMap<WordHash, Vec<Meaning>>>| {
            words
                .into_iter()
                .flatten()
                .map(|(word, meanings)| (word, meanings.into_boxed_slice()))
                .collect()
        };
        Self {
            count: SIGNS.len() + file.len(),
            languages: languages.map(|mut lists| {
                let stems: Map = map(lists.remove(&true));
                Dictionary {
                    whole: map(lists.remove(&false)),
                    beginnings: Filter::of(stems.keys()),
                    stems,
                }
            }),
        }
    }

    /// Calls `found` with every meaning of a normalised word; gives the hash of the word.
    pub(super) fn of(
        &self,
        language: Language,
        word: &str,
        mut found: impl FnMut(Meaning),
    ) -> WordHash {
        let dictionary = &self.languages[language as usize];
        let mut hash = START;
        let mut stem: &[Meaning] = &[];
        for (position, byte) in word.bytes().enumerate() {
            hash = step(hash, byte);
            if position + 1 >= SHORTEST_STEM
                && dictionary.beginnings.may_hold(hash)
                && let Some(meanings) = dictionary.stems.get(&hash)
            {
                stem = meanings;
            }
        }
        let whole = dictionary.whole.get(&hash).map_or(&[][..], |found| found);
        for meaning in whole.iter().chain(stem) {
            found(*meaning);
        }
        if let Some(sign) = word.chars().next().and_then(sign) {
            found(Meaning::try_from(sign).expect("there are few signs"));
        }
        hash
    }
}

/// A bit for each of some hashes: tells of most others, for less than a search, that they are none of them.
#[derive(Debug, Default)]
pub(super) struct Filter {
    bits: Vec<u64>,
}

impl Filter {
    pub(super) fn of<'a>(hashes: impl ExactSizeIterator<Item = &'a u64>) -> Self {
        // Eight bits for each hash: one other in eight is not told from them.
        let mut filter = Self {
            bits: vec![0; hashes.len().div_ceil(8).next_power_of_two()],
        };
        for hash in hashes {
            let (index, bit) = filter.bit(*hash);
            filter.bits[index] |= bit;
        }
        filter
    }

    pub(super) fn may_hold(&self, hash: u64) -> bool {
        let (index, bit) = self.bit(hash);
        self.bits[index] & bit != 0
    }

    const fn bit(&self, hash: u64) -> (usize, u64) {
        // A power of two, so that what remains of a division, which is slow, is a mask.
        let mask = self.bits.len() * 64 - 1;
        #[expect(clippy::cast_possible_truncation, reason = "only the last bits count")]
        let bit = (hash ^ hash >> 32) as u32 as usize & mask;
        (bit / 64, 1 << (bit % 64))
    }
}

/// The hash of no letters.
pub(super) const START: WordHash = 0xcbf2_9ce4_8422_2325;

/// One step of FNV-1a.
pub(super) const fn step(hash: WordHash, byte: u8) -> WordHash {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

pub(super) fn hash(word: &str) -> WordHash {
    word.bytes().fold(START, step)
}

/// The keys are hashes already.
#[derive(Default)]
pub(super) struct AsIs(u64);

impl Hasher for AsIs {
    fn write(&mut self, _: &[u8]) {
        unreachable!("the keys are numbers");
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key ^ (key >> 32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
