//! The labelled texts and the evidence in them.

use std::error::Error;
use std::fs;
use std::path::Path;

use transom_policy::{Language, evidence};

/// Names the texts that are composed of two.
pub(crate) const COMPOSED: &str = "composed";

#[derive(Clone)]
pub(crate) struct Text {
    pub(crate) folder: String,
    pub(crate) language: Language,
    pub(crate) line: String,
    /// Whether it is of each of the kinds.
    pub(crate) is: [bool; 2],
    /// What is found in it; then in each of its sentences, where it has several.
    pub(crate) evidence: Vec<Evidence>,
}

#[derive(Clone)]
pub(crate) struct Evidence {
    /// The places, and how often each was found divided by the root of the length.
    pub(crate) found: Vec<(usize, f32)>,
    /// For each of the kinds, whether a phrase names what an alarm would be about.
    pub(crate) names: [bool; 2],
}

impl Text {
    /// Reads `label|text`.
    fn new(folder: &str, language: Language, line: String) -> Result<Self, Box<dyn Error>> {
        let (label, text) = line.split_once('|').ok_or("a line is label|text")?;
        let is = match label {
            "promotional" => [true, false],
            "recurring" => [false, true],
            "both" => [true, true],
            "clean" => [false, false],
            _ => return Err(format!("no label: {label}").into()),
        };
        let evidence = evidence_in(text, language);
        let folder = folder.to_owned();
        Ok(Self {
            folder,
            language,
            line,
            is,
            evidence,
        })
    }

    pub(crate) fn text(&self) -> &str {
        self.line.split_once('|').map_or("", |(_, text)| text)
    }
}

/// Every line of the folders, in a fixed order.
pub(crate) fn read(home: &Path) -> Result<Vec<Text>, Box<dyn Error>> {
    let mut folders: Vec<_> = fs::read_dir(home)?
        .map(|entry| Ok(entry?.file_name().into_string().unwrap_or_default()))
        .collect::<Result<_, std::io::Error>>()?;
    folders.sort();
    let mut texts = Vec::new();
    for folder in folders {
        for language in Language::ALL {
            let file = home
                .join(&folder)
                .join(language.as_str())
                .with_extension("txt");
            for line in fs::read_to_string(file)?.lines() {
                texts.push(Text::new(&folder, language, line.to_owned())?);
            }
        }
    }
    Ok(texts)
}

/// Each text once more with an everyday text of another matter before or after it, to measure whether that hides it.
pub(crate) fn composed(texts: &[&Text]) -> Vec<Text> {
    let mut composed = Vec::new();
    for language in Language::ALL {
        let own: Vec<&Text> = texts
            .iter()
            .copied()
            .filter(|text| text.language == language)
            .collect();
        let everyday: Vec<&Text> = own
            .iter()
            .copied()
            .filter(|text| text.is == [false, false])
            .collect();
        for (number, text) in own.into_iter().enumerate() {
            let Some(other) = everyday.get((number + 1) * 7919 % everyday.len().max(1)) else {
                continue;
            };
            // What is added mostly stands at the end.
            let (first, second) = if number % 3 == 0 {
                (text, *other)
            } else {
                (*other, text)
            };
            let [first, second] = [first, second].map(Text::text);
            let end = if first.ends_with(['.', '!', '?', '…']) {
                ""
            } else {
                "."
            };
            let line = format!("{first}{end} {second}");
            composed.push(Text {
                folder: COMPOSED.to_owned(),
                language,
                is: text.is,
                evidence: evidence_in(&line, language),
                line: format!("composed|{line}"),
            });
        }
    }
    composed
}

fn evidence_in(text: &str, language: Language) -> Vec<Evidence> {
    evidence::found(text, language)
        .into_iter()
        .map(|evidence::Found { mut places, names }| {
            let length = (places.len() as f32).sqrt();
            places.sort_unstable();
            let found = places
                .chunk_by(|one, other| one == other)
                .map(|same| (same[0], same.len() as f32 / length))
                .collect();
            Evidence { found, names }
        })
        .collect()
}
