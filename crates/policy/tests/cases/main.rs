//! The rules as tables: each row names the fact or rule it rests on.

#![expect(clippy::needless_pass_by_value, reason = "rows are written in place")]
#![expect(clippy::too_many_lines, reason = "a table is as long as its rows")]

mod instagram;
mod messenger;
mod table;
mod unlimited;
mod whatsapp;
