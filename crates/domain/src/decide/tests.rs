//! Stories: what is given, what happens, what comes out.

mod command;
mod control;
mod held;
mod inbound;
mod label;
mod moderation;
mod order;
mod outcome;
mod progress;
mod reply;
mod retry;
mod story;
mod turn;
