//! Message templates: texts that the platform has approved and that go out at any time, with their blanks filled in.
//!
//! What is known of one comes from lists and from single reports, which repeat and overtake each other. Each aspect
//! keeps what was told last by the platform's clock, so any order of arrival ends at the same.

mod blank;
mod check;
mod components;
mod fill;
mod record;

pub use blank::{Piece, blanks, is_name, pieces};
pub use check::{Mismatch, Place, Trouble};
pub use components::{
    Button, Card, CodeApp, CodeNotice, Components, Handover, Header, HeaderMedia, Offer,
    ParameterFormat, Phrase, TimeToLive,
};
pub use fill::filled;
pub use record::{Announced, Dated, Listed, Standing, Template};

#[cfg(test)]
mod tests;
