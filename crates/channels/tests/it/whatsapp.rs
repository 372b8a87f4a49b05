//! WhatsApp: webhooks in, requests out, answers understood.

mod any_bytes;
mod outcome;
mod parse;
mod render;
