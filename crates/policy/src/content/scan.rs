//! Weighs the terms found in a text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lexicon::{Lexicon, Role, is_word};
use super::normal::Normal;
use super::{ContentKind, ContentMatch, Language};

/// How many words may stand between a period and the document it belongs to.
const WORDS_BETWEEN: usize = 5;

/// The passages that raise an alarm in one of the languages, in the order of the text.
pub(super) fn scan(
    lexicon: &Lexicon,
    text: &str,
    normal: &Normal,
    stated: Option<Language>,
) -> Vec<ContentMatch> {
    let found: Vec<Found> = lexicon
        .find(normal.as_str())
        .filter_map(|(term, start, end)| {
            let range = whole_words(normal.as_str(), start..end, term.is_stem)?;
            Some(Found {
                language: term.language,
                role: term.role,
                range,
            })
        })
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    let mut alarms = BTreeSet::new();
    for language in languages(lexicon, normal.as_str(), &found, stated) {
        let reading = Reading {
            text,
            normal,
            found: found
                .iter()
                .filter(|found| found.language.is_none_or(|own| own == language))
                .collect(),
        };
        reading.promotional(&mut alarms);
        reading.recurring(&mut alarms);
    }
    longest(&alarms)
        .map(|alarm| ContentMatch {
            kind: if alarm.is_recurring {
                ContentKind::Recurring
            } else {
                ContentKind::Promotional
            },
            text: text[normal.origin(alarm.start..alarm.end)]
                .trim()
                .to_owned(),
        })
        .collect()
}

/// The stated language; else those the text seems to be in, by its function words and the longer terms found in it.
fn languages(
    lexicon: &Lexicon,
    normal: &str,
    found: &[Found],
    stated: Option<Language>,
) -> Vec<Language> {
    if let Some(language) = stated {
        return vec![language];
    }
    let mut counts = lexicon.function_words(normal);
    for found in found {
        if let Some(language) = found.language
            && normal[found.range.clone()].contains(' ')
        {
            counts[language as usize] += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    Language::ALL
        .into_iter()
        .filter(|language| counts[*language as usize] * 5 >= most * 3)
        .collect()
}

/// A term with whole words around it.
#[derive(Debug)]
struct Found {
    language: Option<Language>,
    role: Role,
    range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Alarm {
    is_recurring: bool,
    start: usize,
    end: usize,
}

/// The terms of one language in the text.
struct Reading<'a> {
    text: &'a str,
    normal: &'a Normal,
    found: Vec<&'a Found>,
}

impl Reading<'_> {
    fn promotional(&self, alarms: &mut BTreeSet<Alarm>) {
        let is_hooked = self.all(Role::Hook).next().is_some();
        for found in &self.found {
            let is_dealt_with = || self.is_beside(Role::Dealing, &found.range);
            let is_neutral = || is_dealt_with() || self.is_beside(Role::Neutral, &found.range);
            let raises = match found.role {
                Role::Strong => is_hooked || !is_dealt_with(),
                Role::Noun => is_hooked || !is_neutral(),
                Role::Weak => is_hooked && !is_neutral(),
                Role::MultiBuy => self.is_multi_buy(&found.range),
                _ => false,
            };
            if raises && !self.is_excepted(&found.range, Role::Exception) {
                alarms.insert(Alarm {
                    is_recurring: false,
                    start: found.range.start,
                    end: found.range.end,
                });
            }
        }
    }

    fn recurring(&self, alarms: &mut BTreeSet<Alarm>) {
        let strong = self
            .all(Role::RecurringStrong)
            .map(|found| found.range.clone());
        let paired = self.all(Role::Period).flat_map(|period| {
            self.all(Role::Document)
                .filter_map(|document| self.pair(&period.range, &document.range))
        });
        for range in strong.chain(paired) {
            if !self.is_beside(Role::RecurringNeutral, &range)
                && !self.is_excepted(&range, Role::RecurringException)
            {
                alarms.insert(Alarm {
                    is_recurring: true,
                    start: range.start,
                    end: range.end,
                });
            }
        }
    }

    fn all(&self, role: Role) -> impl Iterator<Item = &Found> {
        self.found
            .iter()
            .copied()
            .filter(move |found| found.role == role)
    }

    /// Whether a term of `role` stands in the sentence of `range`.
    fn is_beside(&self, role: Role, range: &Range<usize>) -> bool {
        let sentence = sentence(self.normal.as_str(), range);
        self.all(role).any(|found| overlap(&found.range, &sentence))
    }

    fn is_excepted(&self, range: &Range<usize>, role: Role) -> bool {
        self.all(role).any(|found| overlap(&found.range, range))
    }

    /// Whether the numbers of the passage are one digit each, the first the greater: 3 for 2, but not 10x15.
    fn is_multi_buy(&self, range: &Range<usize>) -> bool {
        let written = &self.text[self.normal.origin(range.clone())];
        let mut numbers = written
            .split(|character: char| !character.is_ascii_digit())
            .filter(|number| !number.is_empty());
        match (numbers.next(), numbers.next()) {
            (Some(take), Some(pay)) => take.len() == 1 && pay.len() == 1 && take > pay,
            _ => false,
        }
    }

    /// The passage from a period to its document, where they stand close together in one sentence.
    fn pair(&self, one: &Range<usize>, other: &Range<usize>) -> Option<Range<usize>> {
        if overlap(one, other) {
            return None;
        }
        let (first, last) = if one.start < other.start {
            (one, other)
        } else {
            (other, one)
        };
        let normal = self.normal.as_str();
        let between = &normal[first.end..last.start];
        let is_close = between.split_whitespace().count() <= WORDS_BETWEEN;
        (is_close && overlap(&sentence(normal, first), last)).then_some(first.start..last.end)
    }
}

/// The range of a term, if it is made of whole words; a stem is stretched to the end of its word.
fn whole_words(normal: &str, range: Range<usize>, is_stem: bool) -> Option<Range<usize>> {
    let before = normal[..range.start].chars().next_back();
    let first = normal[range.start..].chars().next()?;
    let is_joined = if first == '-' {
        before.is_some_and(|before| !before.is_whitespace() && before != '(')
    } else {
        is_word(first)
            && before.is_some_and(|before| {
                is_word(before) || before == '-' && is_compound(normal, range.start)
            })
    };
    if is_joined {
        return None;
    }
    let last = normal[..range.end].chars().next_back()?;
    let rest = &normal[range.end..];
    let ending = rest
        .find(|character| !is_word(character))
        .unwrap_or(rest.len());
    if is_stem {
        Some(range.start..range.end + ending)
    } else {
        (ending == 0 || !is_word(last)).then_some(range)
    }
}

/// Whether the hyphen before `start` joins two words, as in `sugar-free`.
fn is_compound(normal: &str, start: usize) -> bool {
    normal[..start - 1].ends_with(char::is_alphabetic)
}

/// The sentence in which a range begins.
fn sentence(normal: &str, range: &Range<usize>) -> Range<usize> {
    let ends = |text: &str, position: usize| {
        let rest = &text[position..];
        rest.starts_with(['!', '?', '\n', '…'])
            || (rest.starts_with('.') && !rest[1..].starts_with(is_word))
    };
    let start = normal[..range.start]
        .char_indices()
        .rev()
        .find(|(position, _)| ends(normal, *position))
        .map_or(0, |(position, character)| position + character.len_utf8());
    let end = normal[range.start..]
        .char_indices()
        .map(|(offset, _)| range.start + offset)
        .find(|position| ends(normal, *position))
        .unwrap_or(normal.len());
    start..end
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The alarms without those that lie within, or begin within, another of their kind.
fn longest(alarms: &BTreeSet<Alarm>) -> impl Iterator<Item = &Alarm> {
    alarms.iter().filter(|alarm| {
        !alarms.iter().any(|other| {
            let begins_within = other.start < alarm.start && alarm.start < other.end;
            let is_longer = other.start == alarm.start && alarm.end < other.end;
            other.is_recurring == alarm.is_recurring && (begins_within || is_longer)
        })
    })
}
