//! Transom.
