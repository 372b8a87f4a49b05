//! A person on the page: name, initials, and a colour that stays theirs.

/// A contact or an agent, as an avatar and a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) name: String,
}

impl Person {
    /// The first letters of the first and the last word of the name, or `?`.
    pub(crate) fn initials(&self) -> String {
        let mut words = self
            .name
            .split_whitespace()
            .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
        let first = words.next();
        let letters: String = first
            .into_iter()
            .chain(words.next_back())
            .flat_map(char::to_uppercase)
            .collect();
        if letters.is_empty() {
            "?".to_owned()
        } else {
            letters
        }
    }

    /// One of twelve avatar colours, chosen by the name (FNV-1a), so that it is the same on every page.
    pub(crate) fn tone(&self) -> u32 {
        self.name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        }) % 12
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn initials(name: &str) -> String {
        Person {
            name: name.to_owned(),
        }
        .initials()
    }

    #[test]
    fn initials_are_taken_from_the_first_and_last_word() {
        assert_eq!(initials("Maria del Carmen Ortiz"), "MO");
        assert_eq!(initials("zoé"), "Z");
        assert_eq!(initials("(Jo) O'Neil"), "JO");
        assert_eq!(initials("…"), "?");
    }
}
