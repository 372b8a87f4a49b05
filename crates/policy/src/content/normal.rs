//! Text as the check sees it: small letters, no accents, plain punctuation, every number a `#`, every amount with a
//! sign of currency a `¤`.

use std::ops::Range;

/// A normalised text that remembers where its parts came from.
#[derive(Debug, Default)]
pub(super) struct Normal {
    text: String,
    /// For each byte of `text`, the byte of the original at which its character begins; empty where nobody asks.
    origins: Vec<usize>,
    is_traced: bool,
    /// The length of the original.
    length: usize,
}

impl Normal {
    /// The normalised text, to look for words.
    pub(super) fn new(original: &str) -> Self {
        Self::read(original, false)
    }

    /// The normalised text, with the way back to the original.
    pub(super) fn traced(original: &str) -> Self {
        Self::read(original, true)
    }

    fn read(original: &str, is_traced: bool) -> Self {
        let mut normal = Self {
            text: String::with_capacity(original.len()),
            origins: Vec::new(),
            is_traced,
            length: original.len(),
        };
        let mut characters = original.char_indices().peekable();
        while let Some((origin, character)) = characters.next() {
            match character {
                'a'..='z' => normal.push(character, origin),
                '0'..='9' => {
                    normal.number(origin);
                    // A number with its separators is one: 1.000,50.
                    while let Some((position, next)) = characters.peek().copied() {
                        let rest = &original.as_bytes()[position..];
                        let in_number = next.is_ascii_digit()
                            || is_invisible(next)
                            || (matches!(next, '.' | ',')
                                && rest.get(1).is_some_and(u8::is_ascii_digit));
                        if !in_number {
                            break;
                        }
                        characters.next();
                    }
                }
                '%' | '€' | '$' | '£' => normal.sign(character, origin),
                _ => normal.fold(character, origin),
            }
        }
        normal
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The part of the original that became `range`.
    pub(super) fn origin(&self, range: Range<usize>) -> Range<usize> {
        let at = |position: usize| self.origins.get(position).copied().unwrap_or(self.length);
        at(range.start)..at(range.end)
    }

    fn fold(&mut self, character: char, origin: usize) {
        match character {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => self.push('\n', origin),
            '’' | '‘' | '`' | '´' | 'ʼ' => self.push('\'', origin),
            '–' | '—' | '−' | '‐' | '‑' => self.push('-', origin),
            _ if is_invisible(character) => {}
            _ if character.is_whitespace() => {
                if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.push(' ', origin);
                }
            }
            _ => {
                for lower in character.to_lowercase() {
                    match plain(lower) {
                        Some(letters) => {
                            for letter in letters.chars() {
                                self.push(letter, origin);
                            }
                        }
                        None if is_invisible(lower) => {}
                        None => self.push(lower, origin),
                    }
                }
            }
        }
    }

    /// A number; with a sign of currency before it, an amount: `R$ 10`.
    fn number(&mut self, origin: usize) {
        let unspaced = self.text.strip_suffix(' ').unwrap_or(&self.text);
        let Some(amount) = unspaced.strip_suffix(['$', '€', '£']) else {
            return self.push('#', origin);
        };
        let amount = ["mx", "us", "r"]
            .iter()
            .find_map(|country| {
                amount
                    .strip_suffix(country)
                    .filter(|rest| !rest.ends_with(is_word))
            })
            .unwrap_or(amount);
        let start = amount.len();
        let origin = self.origins.get(start).copied().unwrap_or(origin);
        self.truncate(start);
        self.push(AMOUNT, origin);
    }

    /// A sign after a number: a percentage, or an amount.
    fn sign(&mut self, sign: char, origin: usize) {
        if self.text.ends_with("# ") {
            self.truncate(self.text.len() - 1);
        }
        if sign != '%' && self.text.ends_with('#') {
            let start = self.text.len() - 1;
            let origin = self.origins.get(start).copied().unwrap_or(origin);
            self.truncate(start);
            self.push(AMOUNT, origin);
        } else {
            self.push(sign, origin);
        }
    }

    fn push(&mut self, character: char, origin: usize) {
        self.text.push(character);
        if self.is_traced {
            self.origins.resize(self.text.len(), origin);
        }
    }

    fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        self.origins.truncate(length);
    }
}

/// Any amount with a sign of currency.
const AMOUNT: char = '¤';

/// Whether a character is part of a word of a normalised text.
pub(super) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '#' | AMOUNT)
}

/// Combining accents, zero-width characters, soft hyphens, variation selectors.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}'
            | '\u{200b}'..='\u{200d}'
            | '\u{feff}'
            | '\u{ad}'
            | '\u{fe00}'..='\u{fe0f}'
    )
}

/// The letters under the accents of a small letter.
const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ª' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'º' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        '×' => "x",
        _ => return None,
    })
}
