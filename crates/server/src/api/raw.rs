//! Parts of a template in the platform's own words, passed on as they are.

use serde_json::Value;

use crate::error::Error;

/// More than any template has.
const MOST: usize = 20;
/// Bytes of one part.
const LONGEST: usize = 16 * 1024;

/// The parts as JSON, if they are such.
pub(super) fn written(field: &'static str, parts: &[Value]) -> Result<Vec<String>, Error> {
    if parts.len() > MOST {
        return Err(Error::invalid(field, "give 20 parts at the most"));
    }
    let texts = parts.iter().map(|part| {
        let text = part.to_string();
        if part["type"].is_string() && text.len() <= LONGEST {
            Ok(text)
        } else {
            let problem = "a part is an object with a `type`, as the platform describes it";
            Err(Error::invalid(field, problem))
        }
    });
    texts.collect()
}

/// What the parts are, in the platform's words.
pub(super) fn kinds(parts: &[Value]) -> Vec<String> {
    let kinds = parts.iter().filter_map(|part| part["type"].as_str());
    kinds.map(str::to_ascii_uppercase).collect()
}
