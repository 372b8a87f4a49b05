//! The desk's pages: who may see and send what, and what the forms outside of the inbox do.

mod authorization;
pub(crate) mod browser;
mod channels;
mod conversation;
mod journal;
mod live;
mod markup;
mod people;
mod permitted;
mod policy;
mod profile;
mod refusals;
mod said;
mod sign_in;
mod table;
mod tagged;
mod tokens;
