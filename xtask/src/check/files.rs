//! Sizes and words of files.

use super::File;

/// The longest source file, in lines.
const MOST_LINES: usize = 500;
/// The largest file, in bytes.
const MOST_BYTES: usize = 300 * 1024;
const SOURCES: [&str; 5] = ["rs", "html", "css", "js", "sql"];

/// What may be longer or larger: paths, or beginnings of paths that end in a slash. Each with its reason.
const LARGE: [&str; 3] = [
    // Written by cargo.
    "Cargo.lock",
    // Written by others.
    "crates/server/assets/vendor/",
    // A picture of the program.
    "docs/desk.png",
];

/// Notes to oneself, which belong where somebody looks for them.
const WORDS: [&str; 3] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];
/// Where words are not ours.
const FOREIGN: &str = "crates/server/assets/vendor/";

/// Complains about long files, large files and forbidden words.
pub(super) fn check(files: &[File]) -> Vec<String> {
    files
        .iter()
        .flat_map(|file| size(file).into_iter().chain(words(file)))
        .collect()
}

fn size(file: &File) -> Option<String> {
    if LARGE.iter().any(|listed| {
        file.path == *listed || (listed.ends_with('/') && file.path.starts_with(listed))
    }) {
        return None;
    }
    let lines = file.text.lines().count();
    if file.has_extension(&SOURCES) && lines > MOST_LINES {
        return Some(format!(
            "{}: {lines} lines; divide what has more than {MOST_LINES}",
            file.path
        ));
    }
    (file.bytes > MOST_BYTES).then(|| {
        format!(
            "{}: {} bytes, more than {MOST_BYTES}",
            file.path, file.bytes
        )
    })
}

fn words(file: &File) -> Vec<String> {
    if file.path.starts_with(FOREIGN) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (number, line) in (1..).zip(file.text.lines()) {
        let mut in_line = line.split(|c: char| !c.is_alphanumeric());
        if let Some(word) = in_line.find(|word| WORDS.contains(word)) {
            found.push(format!(
                "{}:{number}: {word}: do it, or open an issue",
                file.path
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File {
            path: path.to_owned(),
            text: text.to_owned(),
            bytes: text.len(),
        }
    }

    #[test]
    fn a_long_source_is_refused_unless_listed() {
        let text = "line\n".repeat(MOST_LINES + 1);
        assert_eq!(check(&[file("crates/a/src/b.rs", &text)]).len(), 1);
        assert_eq!(
            check(&[file("crates/server/assets/vendor/turbo.js", &text)]),
            Vec::<String>::new()
        );
        assert_eq!(check(&[file("docs/long.md", &text)]), Vec::<String>::new());
    }

    #[test]
    fn a_large_file_is_refused() {
        let text = "x".repeat(MOST_BYTES + 1);
        assert_eq!(check(&[file("a.bin", &text)]).len(), 1);
    }

    #[test]
    fn a_note_to_oneself_is_found_as_a_word_only() {
        let note = format!("fine\n// {}: later", WORDS[0]);
        assert_eq!(
            check(&[file("a.rs", &note)])[0].split(": ").next(),
            Some("a.rs:2")
        );
        assert_eq!(
            check(&[file("a.rs", &format!("{}S", WORDS[0]))]),
            Vec::<String>::new()
        );
    }
}
