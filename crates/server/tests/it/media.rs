//! Files, from the platform to the desk and back.

mod bucket;
mod burst;
mod inbound;
mod letting_go;
mod outbound;
pub(crate) mod platform;
mod serving;
