//! What holds whatever is read: the properties of the fuzz targets, on texts of every kind and on damaged files.
//!
//! `cargo xtask fuzz` looks for more, led by which code was reached.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

mod case;
mod content;
mod edition;

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        files.push(entry.expect("an entry").path());
    }
    files.sort();
    files
}

fn editions() -> Vec<PathBuf> {
    let platforms = ["messenger", "instagram", "whatsapp"];
    let folders = platforms.map(|platform| format!("rulebooks/{platform}"));
    folders.iter().flat_map(|folder| files(folder)).collect()
}

/// A line of one of the files, or the whole file.
fn texts(files: Vec<PathBuf>, by_line: bool) -> Vec<String> {
    let read = |file| fs::read_to_string(file).expect("a text file");
    let all = files.into_iter().map(read);
    if by_line {
        all.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
            .collect()
    } else {
        all.collect()
    }
}

/// One of the texts, with some characters changed, left out or doubled, and perhaps its end missing.
fn damaged(texts: Vec<String>) -> impl Strategy<Value = String> {
    let change = (any::<prop::sample::Index>(), any::<char>(), 0..3u8);
    let cut = prop::option::weighted(0.3, any::<prop::sample::Index>());
    let text = prop::sample::select(texts);
    (text, prop::collection::vec(change, 0..6), cut).prop_map(|(text, changes, cut)| {
        let mut letters: Vec<char> = text.chars().collect();
        for (place, letter, how) in changes {
            if letters.is_empty() {
                break;
            }
            let place = place.index(letters.len());
            match how {
                0 => letters[place] = letter,
                1 => drop(letters.remove(place)),
                _ => letters.insert(place, letters[place]),
            }
        }
        if let Some(cut) = cut.filter(|_| !letters.is_empty()) {
            letters.truncate(cut.index(letters.len()));
        }
        letters.into_iter().collect()
    })
}

#[test]
fn it_holds_of_what_is_known() {
    for line in texts(files("tests/any_text/cases"), true) {
        case::holds(&line);
    }
    for text in texts(editions(), false) {
        edition::holds(&text);
    }
    for line in texts(files("tests/content/1"), true) {
        content::holds(&line);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn it_holds_of_any_line(line in prop_oneof![".{0,80}", damaged(texts(files("tests/any_text/cases"), true))]) {
        case::holds(&line);
    }

    #[test]
    fn it_holds_of_any_edition(text in prop_oneof![1 => ".{0,80}", 9 => damaged(texts(editions(), false))]) {
        edition::holds(&text);
    }

    #[test]
    fn it_holds_of_any_content(text in prop_oneof!["\\PC{0,80}", ".{0,200}", damaged(texts(files("tests/content/1"), true))]) {
        content::holds(&text);
    }
}
