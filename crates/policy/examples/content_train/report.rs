//! How many texts were judged wrong.

use transom_policy::Language;

use super::Judged;

const KINDS: [&str; 2] = ["promotional", "recurring"];

/// Prints the missed and the false alarms in a hundred, by folder and language.
pub(crate) fn print(judged: &[Judged], lists_wrong: bool) {
    let mut folders: Vec<&str> = judged
        .iter()
        .map(|(text, _)| text.folder.as_str())
        .collect();
    folders.sort_unstable();
    folders.dedup();
    for (kind, name) in KINDS.into_iter().enumerate() {
        println!("{name}: missed and false alarms in a hundred");
        for folder in folders.iter().map(|folder| Some(*folder)).chain([None]) {
            let rates = |language: Option<Language>| {
                let rate = |is: bool| {
                    let texts: Vec<_> = judged
                        .iter()
                        .filter(|(text, _)| {
                            text.is[kind] == is
                                && folder.is_none_or(|folder| folder == text.folder)
                                && language.is_none_or(|own| own == text.language)
                        })
                        .collect();
                    let wrong = texts
                        .iter()
                        .filter(|(_, sums)| (sums[kind] > 0.0) != is)
                        .count();
                    100.0 * wrong as f64 / texts.len() as f64
                };
                format!("{:4.1} {:4.1}", rate(true), rate(false))
            };
            print!("{:>8}  {}", folder.unwrap_or("all"), rates(None));
            for language in Language::ALL {
                print!(" | {} {}", language.as_str(), rates(Some(language)));
            }
            println!();
        }
    }
    if lists_wrong {
        for (text, sums) in judged {
            for (kind, name) in KINDS.into_iter().enumerate() {
                if (sums[kind] > 0.0) != text.is[kind] {
                    let language = text.language.as_str();
                    println!("{name} {:.2} {language} {}", sums[kind], text.line);
                }
            }
        }
    }
}
