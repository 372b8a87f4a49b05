//! Text as the word lists see it: small letters, no accents, plain punctuation, every number a `#`.

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
    /// The normalised text, to look for terms.
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
                    normal.join_to_currency();
                    normal.push('#', origin);
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
                '%' | '€' | '$' | '£' => {
                    if normal.text.ends_with("# ") {
                        normal.pop();
                    }
                    normal.push(character, origin);
                }
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

    /// Makes `R$ 10` the same as `R$10`.
    fn join_to_currency(&mut self) {
        if ["$ ", "€ ", "£ "]
            .iter()
            .any(|sign| self.text.ends_with(sign))
        {
            self.pop();
        }
    }

    fn push(&mut self, character: char, origin: usize) {
        self.text.push(character);
        if self.is_traced {
            self.origins.resize(self.text.len(), origin);
        }
    }

    fn pop(&mut self) {
        self.text.pop();
        self.origins.truncate(self.text.len());
    }
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
        _ => return None,
    })
}
