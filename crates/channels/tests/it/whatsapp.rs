//! WhatsApp: webhooks in, requests out, answers understood.

mod outcome;
mod parse;
mod render;
