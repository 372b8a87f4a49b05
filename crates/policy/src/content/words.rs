//! The words of a text, and the pieces of it that are judged by themselves.

use std::ops::Range;

use super::normal::is_word;

/// One word of a normalised text, or a sign that tells something by itself.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Its place in the normalised text.
    pub(super) range: Range<usize>,
    /// Whether a sentence may end between the word before and this one.
    pub(super) opens_sentence: bool,
}

/// The signs that count as words: a number, an amount, and what a writer stresses with.
pub(super) const SIGNS: [char; 9] = ['#', '¤', '%', '!', '?', '…', '+', MINUS, EMOJI];

/// Counts only as the sign of a number: `-20%`.
const MINUS: char = '-';

/// Stands for any pictograph.
const EMOJI: char = '☺';

/// A text of more words than these is judged in pieces, so that one promotion is not lost among pages of service.
const LONG: usize = 60;

/// A piece has at most this many words.
const PIECE: usize = 25;

/// The words of a normalised text in order.
pub(super) fn words(normal: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(normal.len() / 4);
    let mut opens_sentence = true;
    let mut start = None;
    let mut add = |range: Range<usize>, opens_sentence: &mut bool| {
        words.push(Word {
            range,
            opens_sentence: std::mem::take(opens_sentence),
        });
    };
    for (position, character) in normal.char_indices() {
        if character.is_ascii_lowercase() || (!character.is_ascii() && character.is_alphanumeric())
        {
            start.get_or_insert(position);
            continue;
        }
        if let Some(start) = start.take() {
            add(start..position, &mut opens_sentence);
        }
        let is_sign = match character {
            MINUS => is_of_number(normal, position),
            _ => sign(character).is_some(),
        };
        if is_sign {
            add(
                position..position + character.len_utf8(),
                &mut opens_sentence,
            );
        }
        opens_sentence |= matches!(character, '.' | '!' | '?' | '\n' | '…');
    }
    if let Some(start) = start {
        add(start..normal.len(), &mut opens_sentence);
    }
    words
}

/// Whether a hyphen stands before a number and after no word.
fn is_of_number(normal: &str, position: usize) -> bool {
    let (before, after) = (&normal[..position], &normal[position + MINUS.len_utf8()..]);
    after.starts_with(['#', '¤']) && !before.ends_with(|before| is_word(before) || before == MINUS)
}

/// The number of the sign that a character is.
pub(super) fn sign(character: char) -> Option<usize> {
    match character {
        'a'..='z' | ' ' | '.' | ',' => None,
        '\u{2600}'.. if !character.is_alphanumeric() => Some(SIGNS.len() - 1),
        _ => SIGNS.iter().position(|sign| *sign == character),
    }
}

/// Whether a word is a sign that only stresses what stands beside it.
pub(super) fn stresses(word: &str) -> bool {
    let sign = word.chars().next().and_then(sign);
    sign.is_some_and(|sign| matches!(SIGNS[sign], '!' | '?' | '…' | EMOJI))
}

/// The pieces of a text, cut at the ends of sentences where there are any; most texts are one piece.
pub(super) fn pieces(words: &[Word]) -> impl Iterator<Item = Range<usize>> {
    let most = if words.len() > LONG { PIECE } else { LONG };
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = &words[start..];
        if rest.is_empty() {
            return None;
        }
        let length = if rest.len() <= most {
            rest.len()
        } else {
            rest[1..=most]
                .iter()
                .rposition(|word| word.opens_sentence)
                .map_or(most, |before| before + 1)
        };
        let piece = start..start + length;
        start = piece.end;
        Some(piece)
    })
}

/// The sentences among these words.
pub(super) fn sentences(words: &[Word], among: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut start = among.start;
    words[among]
        .chunk_by(|_, word| !word.opens_sentence)
        .map(move |sentence| {
            let range = start..start + sentence.len();
            start = range.end;
            range
        })
}
