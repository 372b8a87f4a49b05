//! The word lists of all languages, compiled into one automaton.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::Language;
use super::normal::Normal;

/// The files of this build; the lists of the first hold in every language.
const FILES: [(Option<Language>, &str); 6] = [
    (None, include_str!("../../content/any.toml")),
    (
        Some(Language::English),
        include_str!("../../content/en.toml"),
    ),
    (
        Some(Language::French),
        include_str!("../../content/fr.toml"),
    ),
    (
        Some(Language::Italian),
        include_str!("../../content/it.toml"),
    ),
    (
        Some(Language::Portuguese),
        include_str!("../../content/pt.toml"),
    ),
    (
        Some(Language::Spanish),
        include_str!("../../content/es.toml"),
    ),
];

/// What a term is for; see `content/en.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Strong,
    Noun,
    Weak,
    Hook,
    Dealing,
    Neutral,
    Exception,
    MultiBuy,
    RecurringStrong,
    Period,
    Document,
    RecurringNeutral,
    RecurringException,
}

impl Role {
    const fn raises(self) -> bool {
        match self {
            Self::Strong
            | Self::Noun
            | Self::Weak
            | Self::MultiBuy
            | Self::RecurringStrong
            | Self::Period => true,
            Self::Hook
            | Self::Dealing
            | Self::Neutral
            | Self::Exception
            | Self::Document
            | Self::RecurringNeutral
            | Self::RecurringException => false,
        }
    }
}

/// A term of one list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// `None` is every language.
    pub(super) language: Option<Language>,
    pub(super) role: Role,
    /// Whether any ending of the last word will do.
    pub(super) is_stem: bool,
}

/// All word lists.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// The terms that raise an alarm, alone or with others.
    alarms: AhoCorasick,
    automaton: AhoCorasick,
    /// By the number of the automaton's pattern.
    terms: Vec<Term>,
    function_words: [HashSet<String>; Language::ALL.len()],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    function_words: Vec<String>,
    promotional: Promotional,
    recurring: Recurring,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Promotional {
    strong: Vec<String>,
    nouns: Vec<String>,
    weak: Vec<String>,
    hooks: Vec<String>,
    dealings: Vec<String>,
    neutral: Vec<String>,
    exceptions: Vec<String>,
    multi_buys: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Recurring {
    strong: Vec<String>,
    periods: Vec<String>,
    documents: Vec<String>,
    neutral: Vec<String>,
    exceptions: Vec<String>,
}

impl Lexicon {
    /// The lists compiled into this build.
    pub(super) fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Lexicon> = LazyLock::new(Lexicon::compile);
        &EMBEDDED
    }

    fn compile() -> Self {
        let mut patterns = Vec::new();
        let mut terms = Vec::new();
        let mut function_words =
            [const { None }; Language::ALL.len()].map(|_: Option<()>| HashSet::new());
        for (language, source) in FILES {
            let file: File =
                toml::from_str(source).expect("the word lists are read by the tests of this crate");
            if let Some(language) = language {
                function_words[language as usize] = file
                    .function_words
                    .iter()
                    .map(|word| normal(word))
                    .collect();
            }
            let lists = [
                (Role::Strong, file.promotional.strong),
                (Role::Noun, file.promotional.nouns),
                (Role::Weak, file.promotional.weak),
                (Role::Hook, file.promotional.hooks),
                (Role::Dealing, file.promotional.dealings),
                (Role::Neutral, file.promotional.neutral),
                (Role::Exception, file.promotional.exceptions),
                (Role::MultiBuy, file.promotional.multi_buys),
                (Role::RecurringStrong, file.recurring.strong),
                (Role::Period, file.recurring.periods),
                (Role::Document, file.recurring.documents),
                (Role::RecurringNeutral, file.recurring.neutral),
                (Role::RecurringException, file.recurring.exceptions),
            ];
            for (role, list) in lists {
                for written in list {
                    let stem = written.strip_suffix('*');
                    patterns.push(normal(stem.unwrap_or(&written)));
                    terms.push(Term {
                        language,
                        role,
                        is_stem: stem.is_some(),
                    });
                }
            }
        }
        let alarms = patterns
            .iter()
            .zip(&terms)
            .filter(|(_, term)| term.role.raises())
            .map(|(pattern, _)| pattern);
        Self {
            alarms: AhoCorasick::new(alarms).expect("the word lists fit an automaton"),
            automaton: AhoCorasick::new(&patterns).expect("the word lists fit an automaton"),
            terms,
            function_words,
        }
    }

    /// Whether anything in a normalised text may raise an alarm; most texts are done with this.
    pub(super) fn may_raise(&self, normal: &str) -> bool {
        self.alarms.find_overlapping_iter(normal).any(|found| {
            let before = normal[..found.start()].chars().next_back();
            let first = normal[found.start()..].chars().next();
            !(before.is_some_and(is_word) && first.is_some_and(is_word))
        })
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
            for (count, words) in counts.iter_mut().zip(&self.function_words) {
                *count += usize::from(words.contains(word));
            }
        }
        counts
    }
}

fn normal(written: &str) -> String {
    Normal::new(written).as_str().trim().to_owned()
}

/// Whether a character is part of a word of a normalised text.
pub(super) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '#'
}
