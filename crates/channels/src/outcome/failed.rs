//! A call that did not succeed.

use std::fmt;
use std::time::Duration;

use super::{Class, Problem};

/// How much of the platform's sentence is kept, in characters.
pub(crate) const LONGEST_DETAIL: usize = 300;

/// A call that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallFailed {
    /// What can be done about it.
    pub class: Class,
    /// What was said.
    pub problem: Problem,
    /// How long the platform asks us to wait, when it throttles and tells.
    pub wait: Option<Duration>,
}

impl CallFailed {
    pub(crate) fn new(class: Class, detail: &str) -> Self {
        let detail = detail.chars().take(LONGEST_DETAIL).collect();
        Self {
            class,
            problem: Problem { code: None, detail },
            wait: None,
        }
    }

    pub(super) fn code(mut self, code: String) -> Self {
        self.problem.code = Some(code);
        self
    }

    pub(super) fn wait(mut self, wait: Option<Duration>) -> Self {
        self.wait = wait.filter(|_| self.class == Class::Throttled);
        self
    }
}

impl fmt::Display for CallFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem.detail)?;
        match &self.problem.code {
            Some(code) => write!(f, " ({code})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for CallFailed {}
