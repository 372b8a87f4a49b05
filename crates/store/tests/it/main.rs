//! The store against a real database in a temporary directory.

mod arrival;
mod jobs;
mod lists;
mod schema;
mod shop;
mod tenants;
mod threads;
