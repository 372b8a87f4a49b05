//! Phrases of several words that tell something together; see `content/phrases`.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasherDefault;

use serde::Deserialize;

use super::meanings::{AsIs, Filter, START, WordHash, hash, step};
use super::normal::Normal;
use super::words::{Word, words};
use super::{ContentKind, Language};

/// The lists that hold in every language.
const ANY: &str = include_str!("../../content/phrases/any.toml");

/// The lists of each language, in the order of [`Language::ALL`].
const LANGUAGES: [&str; Language::ALL.len()] = [
    include_str!("../../content/phrases/en.toml"),
    include_str!("../../content/phrases/fr.toml"),
    include_str!("../../content/phrases/it.toml"),
    include_str!("../../content/phrases/pt.toml"),
    include_str!("../../content/phrases/es.toml"),
];

/// The number of a list, the same in every language.
pub(super) type List = u16;

/// A phrase found: its list and its first and last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) list: List,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The phrases of all languages, by their words.
#[derive(Debug)]
pub(super) struct Phrases {
    /// The lists before this one are of the first part, the others of the second.
    second_part: usize,
    /// By list, whether it names what an alarm of its part is about.
    naming: Vec<bool>,
    languages: [Tree; Language::ALL.len()],
}

/// The phrases of one language as a tree: each word leads from one place to the next.
#[derive(Debug, Default)]
struct Tree {
    edges: HashMap<u64, Place, BuildHasherDefault<AsIs>>,
    /// The lists of the phrases that end with any word that begins so.
    stems: HashMap<u64, Vec<Ending>, BuildHasherDefault<AsIs>>,
    stem_keys: Filter,
    edge_keys: Filter,
    places: Vec<Node>,
}

type Place = u32;

#[derive(Debug, Default)]
struct Node {
    /// Whether a last word of which the ending is open may follow.
    leads_to_stems: bool,
    endings: Vec<Ending>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ending {
    list: List,
    /// Whether the phrase counts only where a sentence or a part of one begins.
    opens: bool,
}

type Lists = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// By part, the names of the lists that name what an alarm is about; told once for all languages.
    #[serde(default)]
    naming: Lists,
    #[serde(default)]
    sets: Lists,
    promotional: Lists,
    recurring: Lists,
}

impl Phrases {
    /// Reads the lists compiled into this build.
    pub(super) fn read() -> Self {
        let any = file(ANY);
        let files = LANGUAGES.map(file);
        let names = |part: fn(&File) -> &Lists| -> Vec<String> {
            let all = files
                .iter()
                .chain([&any])
                .flat_map(|file| part(file).keys());
            let mut names: Vec<String> = all.cloned().collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        let promotional = names(|file| &file.promotional);
        let recurring = names(|file| &file.recurring);
        let languages = files.each_ref().map(|own| {
            let mut tree = Tree::default();
            tree.places.push(Node::default());
            for file in [&any, own] {
                for (names, lists, before) in [
                    (&promotional, &file.promotional, 0),
                    (&recurring, &file.recurring, promotional.len()),
                ] {
                    for (name, terms) in lists {
                        let place = names.iter().position(|other| other == name);
                        let list = before + place.expect("the names of all files were gathered");
                        let list = List::try_from(list).expect("some dozens of lists");
                        for term in terms.iter().flat_map(|term| expand(term, &file.sets)) {
                            tree.add(&term, list);
                        }
                    }
                }
            }
            tree.stem_keys = Filter::of(tree.stems.keys());
            tree.edge_keys = Filter::of(tree.edges.keys());
            tree
        });
        let parts = [("promotional", &promotional), ("recurring", &recurring)];
        let naming: Vec<bool> = parts
            .into_iter()
            .flat_map(|(part, names)| names.iter().map(|name| any.naming[part].contains(name)))
            .collect();
        Self {
            second_part: promotional.len(),
            naming,
            languages,
        }
    }

    /// How many lists there are.
    pub(super) fn count(&self) -> usize {
        self.naming.len()
    }

    /// The part of which a list names what an alarm is about.
    pub(super) fn named_by(&self, list: List) -> Option<ContentKind> {
        let list = usize::from(list);
        self.naming[list].then_some(if list < self.second_part {
            ContentKind::Promotional
        } else {
            ContentKind::Recurring
        })
    }

    /// The phrases in words with these hashes, by where they begin, the longer first; none that lies in a longer one of
    /// its part.
    pub(super) fn find(
        &self,
        language: Language,
        normal: &str,
        words: &[Word],
        hashes: &[WordHash],
    ) -> Vec<Phrase> {
        let tree = &self.languages[language as usize];
        let mut found = Vec::new();
        let mut covered = [None::<(usize, usize)>; 2];
        let mut here = Vec::new();
        for first in 0..words.len() {
            tree.from(first, normal, words, hashes, &mut here);
            for phrase in here.drain(..).rev() {
                let covered =
                    &mut covered[usize::from(usize::from(phrase.list) >= self.second_part)];
                let own = (phrase.first, phrase.last);
                let is_within = covered.is_some_and(|cover| own.1 <= cover.1 && own != cover);
                if covered.is_none_or(|cover| own.1 > cover.1) {
                    *covered = Some(own);
                }
                if !is_within {
                    found.push(phrase);
                }
            }
        }
        found
    }
}

impl Tree {
    fn add(&mut self, term: &str, list: List) {
        let (opens, term) = term
            .strip_prefix('^')
            .map_or((false, term), |rest| (true, rest));
        let (is_open, term) = term
            .strip_suffix('*')
            .map_or((false, term), |rest| (true, rest));
        let normal = Normal::new(term);
        let words = words(normal.as_str());
        let ending = Ending { list, opens };
        let mut place = 0;
        for (number, word) in words.iter().enumerate() {
            let key = key(place, hash(&normal.as_str()[word.range.clone()]));
            if is_open && number + 1 == words.len() {
                self.places[place as usize].leads_to_stems = true;
                push(self.stems.entry(key).or_default(), ending);
                return;
            }
            let next = Place::try_from(self.places.len()).expect("some ten thousand places");
            place = *self.edges.entry(key).or_insert(next);
            if place == next {
                self.places.push(Node::default());
            }
        }
        push(&mut self.places[place as usize].endings, ending);
    }

    /// Adds the phrases that begin with the word `first`, the shorter first.
    fn from(
        &self,
        first: usize,
        normal: &str,
        words: &[Word],
        hashes: &[WordHash],
        found: &mut Vec<Phrase>,
    ) {
        let mut place = 0;
        let mut opening = None;
        let mut add = |endings: &[Ending], last| {
            for ending in endings {
                if !ending.opens || *opening.get_or_insert_with(|| opens(normal, words, first)) {
                    let list = ending.list;
                    found.push(Phrase { list, first, last });
                }
            }
        };
        for (last, word) in words.iter().enumerate().skip(first) {
            if last > first && word.opens_sentence {
                return;
            }
            let node = &self.places[place as usize];
            if node.leads_to_stems {
                let mut hash = START;
                for byte in normal[word.range.clone()].bytes() {
                    hash = step(hash, byte);
                    let key = key(place, hash);
                    if self.stem_keys.may_hold(key)
                        && let Some(endings) = self.stems.get(&key)
                    {
                        add(endings, last);
                    }
                }
            }
            let key = key(place, hashes[last]);
            let next = self.edge_keys.may_hold(key).then(|| self.edges.get(&key));
            let Some(next) = next.flatten() else {
                return;
            };
            place = *next;
            add(&self.places[place as usize].endings, last);
        }
    }
}

/// Whether a sentence, or a part of one, begins with this word.
fn opens(normal: &str, words: &[Word], number: usize) -> bool {
    let Some(before) = number.checked_sub(1) else {
        return true;
    };
    let between = &normal[words[before].range.end..words[number].range.start];
    words[number].opens_sentence
        || between.contains([',', ':', ';', '-', '(', '¡', '¿', '"', '*'])
        || normal[words[before].range.clone()].contains(['!', '?', '…'])
}

fn push(endings: &mut Vec<Ending>, ending: Ending) {
    if !endings.contains(&ending) {
        endings.push(ending);
    }
}

fn key(place: Place, hash: WordHash) -> u64 {
    (hash ^ u64::from(place).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_mul(0xd6e8_feb8_6659_fd93)
}

fn file(source: &str) -> File {
    toml::from_str(source).expect("a list of phrases is TOML")
}

/// The term with each `<name>` replaced by each member of that set.
fn expand(term: &str, sets: &Lists) -> Vec<String> {
    let Some((before, rest)) = term.split_once('<') else {
        return vec![term.to_owned()];
    };
    let (name, after) = rest.split_once('>').expect("the name of a set is closed");
    let set = sets.get(name).expect("the set is in its file");
    set.iter()
        .flat_map(|member| expand(&format!("{before}{member}{after}"), sets))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_has_a_word_and_an_ending_is_left_open_only_at_the_end() {
        for file in LANGUAGES.into_iter().chain([ANY]).map(file) {
            let lists = file.promotional.values().chain(file.recurring.values());
            for term in lists.flatten().flat_map(|term| expand(term, &file.sets)) {
                let written = term.strip_suffix('*').unwrap_or(&term);
                assert!(!written.contains('*'), "{term}");
                assert!(!words(Normal::new(written).as_str()).is_empty(), "{term}");
            }
        }
    }
}
