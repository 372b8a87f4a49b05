//! Weighs the terms found in a text.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::lexicon::{Lexicon, Scale, Term};
use super::normal::{Normal, is_word};
use super::{ContentKind, ContentMatch, Language};

/// The passages that raise an alarm in one of the languages, in the order of the text.
pub(super) fn scan(lexicon: &Lexicon, text: &str, stated: Option<Language>) -> Vec<ContentMatch> {
    let normal = Normal::new(text);
    let found = find(lexicon, text, normal.as_str(), stated);
    let languages = languages(lexicon, normal.as_str(), &found, stated);
    let mut alarms = Vec::new();
    for &language in &languages {
        for (kind, scale) in [
            (ContentKind::Promotional, &lexicon.promotional),
            (ContentKind::Recurring, &lexicon.recurring),
        ] {
            let terms = longest(found.iter().filter(|found| {
                // What speaks against an alarm counts in every language the text may be in.
                let counts = |own| {
                    own == language || found.term.class.weight <= 0 && languages.contains(&own)
                };
                found.term.class.kind == kind && found.term.language.is_none_or(counts)
            }));
            let telling = weigh(scale, &terms);
            alarms.extend(telling.into_iter().map(|range| (kind, range)));
        }
    }
    if alarms.is_empty() {
        return Vec::new();
    }
    let traced = Normal::traced(text);
    merge(normal.as_str(), alarms)
        .into_iter()
        .map(|(kind, range)| ContentMatch {
            kind,
            text: text[traced.origin(range)].trim().to_owned(),
        })
        .collect()
}

/// A term with whole words around it.
#[derive(Debug)]
struct Found {
    term: Term,
    range: Range<usize>,
    /// The number of the sentence it begins in.
    sentence: usize,
}

/// The terms of a text in the order they begin, the longest first.
fn find(lexicon: &Lexicon, text: &str, normal: &str, stated: Option<Language>) -> Vec<Found> {
    let traced = OnceCell::new();
    let mut found: Vec<Found> = lexicon
        .find(normal)
        .filter(|(term, ..)| stated.is_none() || term.language.is_none() || term.language == stated)
        .filter_map(|(term, start, end)| {
            let range = whole_words(normal, start..end, term.is_stem)?;
            let written = || {
                let traced = traced.get_or_init(|| Normal::traced(text));
                &text[traced.origin(range.clone())]
            };
            let counts = (!term.is_opening || is_opening(normal, start))
                && (!term.is_falling || is_falling(written()));
            counts.then_some(Found {
                term,
                range,
                sentence: 0,
            })
        })
        .collect();
    found.sort_by_key(|found| (found.range.start, usize::MAX - found.range.end));
    let mut ends = normal
        .match_indices(['.', '!', '?', '\n', '…'])
        .map(|(position, _)| position)
        .filter(|position| ends_sentence(&normal[*position..]))
        .peekable();
    let mut sentence = 0;
    for found in &mut found {
        while ends.next_if(|end| *end < found.range.start).is_some() {
            sentence += 1;
        }
        found.sentence = sentence;
    }
    found
}

/// The stated language; else those the text seems to be in, by its function words and the longer terms found in it.
fn languages(
    lexicon: &Lexicon,
    normal: &str,
    found: &[Found],
    stated: Option<Language>,
) -> Vec<Language> {
    if found.is_empty() {
        return Vec::new();
    }
    if let Some(language) = stated {
        return vec![language];
    }
    let mut counts = lexicon.function_words(normal);
    for found in found {
        if let Some(language) = found.term.language
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

/// The terms that lie in no longer one.
fn longest<'a>(found: impl Iterator<Item = &'a Found>) -> Vec<&'a Found> {
    let mut cover = 0..0;
    found
        .filter(|found| {
            let is_within = found.range.end <= cover.end && found.range != cover;
            if found.range.end > cover.end {
                cover = found.range.clone();
            }
            !is_within
        })
        .collect()
}

/// The terms that tell most of an alarm, in the sentences that raise it.
fn weigh(scale: &Scale, terms: &[&Found]) -> Vec<Range<usize>> {
    let mut sentences: Vec<(usize, u32)> = Vec::new();
    for found in terms {
        let bit = found.term.class.bit;
        match sentences.last_mut() {
            Some((number, bits)) if *number == found.sentence => *bits |= bit,
            _ => sentences.push((found.sentence, bit)),
        }
    }
    let raising = raising(scale, &sentences);
    let speaking: Vec<&&Found> = terms
        .iter()
        .filter(|found| found.term.class.weight > 0 && raising.contains(&found.sentence))
        .collect();
    let heaviest = speaking.iter().map(|found| found.term.class.weight).max();
    let telling = match heaviest {
        Some(heaviest) if heaviest < scale.enough => heaviest.min(2),
        _ => scale.enough,
    };
    speaking
        .into_iter()
        .filter(|found| found.term.class.weight >= telling)
        .map(|found| found.range.clone())
        .collect()
}

/// The numbers of the sentences that raise an alarm, alone or with their neighbours.
fn raising(scale: &Scale, sentences: &[(usize, u32)]) -> BTreeSet<usize> {
    let mut raising = BTreeSet::new();
    for (place, &(number, bits)) in sentences.iter().enumerate() {
        if scale.is_countered(bits) {
            if scale.raises(bits) {
                raising.insert(number);
            }
            continue;
        }
        let around = &sentences[place.saturating_sub(1)..sentences.len().min(place + 2)];
        let together = || {
            around.iter().filter(|(other, bits)| {
                other.abs_diff(number) <= scale.neighbours && !scale.is_countered(*bits)
            })
        };
        if scale.raises(together().fold(0, |sum, (_, bits)| sum | bits)) {
            raising.extend(together().map(|(other, _)| *other));
        }
    }
    raising
}

/// The alarms in the order of the text, those of one kind that touch as one.
fn merge(
    normal: &str,
    mut alarms: Vec<(ContentKind, Range<usize>)>,
) -> Vec<(ContentKind, Range<usize>)> {
    alarms.sort_by_key(|(kind, range)| (*kind as u8, range.start));
    let mut merged: Vec<(ContentKind, Range<usize>)> = Vec::new();
    for (kind, range) in alarms {
        let touches = |before: &Range<usize>| {
            range.start <= before.end || &normal[before.end..range.start] == " "
        };
        match merged.last_mut() {
            Some((last, before)) if *last == kind && touches(before) => {
                before.end = before.end.max(range.end);
            }
            _ => merged.push((kind, range)),
        }
    }
    merged.sort_by_key(|(_, range)| range.start);
    merged
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

/// Whether a sentence, or a part of one, begins here.
fn is_opening(normal: &str, start: usize) -> bool {
    let before = normal[..start].trim_end_matches([' ', '\n', '"', '(', '*']);
    !before.ends_with(is_word) && !before.ends_with(['\'', '%', '/', '&'])
}

/// Whether a passage's numbers are one digit each, the first the greater: 3 for 2, but not 10x15.
fn is_falling(written: &str) -> bool {
    let mut numbers = written
        .split(|character: char| !character.is_ascii_digit())
        .filter(|number| !number.is_empty());
    match (numbers.next(), numbers.next()) {
        (Some(take), Some(pay)) => take.len() == 1 && pay.len() == 1 && take > pay,
        _ => false,
    }
}

/// Whether the first character of `rest` ends a sentence.
fn ends_sentence(rest: &str) -> bool {
    rest.starts_with(['!', '?', '\n', '…'])
        || (rest.starts_with('.') && !rest[1..].starts_with(is_word))
}
