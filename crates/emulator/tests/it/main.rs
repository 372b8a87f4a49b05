//! The emulator over real HTTP: its rules, its errors, its webhooks, its faults, its control API and
//! its phones.

mod control;
mod faults;
mod phones;
mod rules;
mod send;
mod shop;
mod webhooks;
