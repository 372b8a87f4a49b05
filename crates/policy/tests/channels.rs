//! The rules of the channels beside Messenger as tables: each row names the rule or fact it rests on, by its section
//!.

#![expect(clippy::needless_pass_by_value, reason = "rows are written in place")]

#[path = "channels/instagram.rs"]
mod instagram;
#[path = "cases/table.rs"]
mod table;
#[path = "channels/unlimited.rs"]
mod unlimited;
#[path = "channels/whatsapp.rs"]
mod whatsapp;
