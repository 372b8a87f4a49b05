//! Texts for the content check as lines of JSON.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::answer::{self, CaseError, ErrorCode};
use super::{detail, find_id};
use crate::{Language, check_content};

/// Checks the text in `line`, an object with `id`, `text` and, where it is known, `language`; other fields do not
/// matter. `Ok` is what was found, `Err` the error object; both are one line of JSON.
pub fn check_content_line(number: usize, line: &str) -> Result<String, String> {
    match read(line) {
        Ok((record, language)) => {
            let report = check_content(&record.text, language);
            Ok(answer::to_line(&Line {
                id: &record.id,
                promotional: report.promotional,
                recurring: report.recurring,
                matches: report
                    .matches
                    .iter()
                    .map(|found| found.text.as_str())
                    .collect(),
            }))
        }
        Err(detail) => Err(answer::error(&CaseError {
            id: find_id(line),
            code: ErrorCode::InvalidCase,
            detail,
            line: number,
        })),
    }
}

#[derive(Deserialize)]
struct Record {
    id: Value,
    text: String,
    #[serde(default)]
    language: Option<String>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a Value,
    promotional: bool,
    recurring: bool,
    matches: Vec<&'a str>,
}

fn read(line: &str) -> Result<(Record, Option<Language>), String> {
    let value: Value = serde_json::from_str(line).map_err(|error| detail(&error))?;
    if !value.is_object() {
        return Err("a text to check is an object with `id` and `text`".to_owned());
    }
    let record: Record = serde_json::from_str(line).map_err(|error| detail(&error))?;
    let language = record
        .language
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|error: crate::UnknownName| error.to_string())?;
    Ok((record, language))
}
