//! The one place that writes to standard output.

use std::fmt::Display;
use std::io::{self, Write};

/// Writes a line.
pub(crate) fn line(text: impl Display) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}
