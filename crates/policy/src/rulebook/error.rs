//! Why a rulebook file is refused.

use thiserror::Error;

/// A fault in a rulebook file, and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}:{line}: {fault}")]
pub struct LoadError {
    file: String,
    line: usize,
    fault: String,
}

impl LoadError {
    pub(super) fn new(file: &str, line: usize, fault: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            fault: fault.into(),
        }
    }

    /// The file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, from 1.
    pub const fn line(&self) -> usize {
        self.line
    }
}
