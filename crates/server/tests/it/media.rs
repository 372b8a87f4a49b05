//! Files, from the platform to the desk and back.

mod inbound;
mod letting_go;
pub(crate) mod platform;
mod serving;
