//! The platforms' languages, from outside: payloads in, values out, and the other way round.

mod any_bytes;
mod courier;
mod outcome;
mod parse;
mod render;
