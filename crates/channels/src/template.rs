//! Message templates as WhatsApp and Messenger manage them: read from lists, checked, and made.
//!
//! Both keep them under `/{account}/message_templates` in nearly the same shape; what differs is named by the platform.
//! Facts are Meta's template pages as of late 2025 and 2026.

mod failed;
mod parse;
mod render;
mod rules;

use transom_domain::template::Components;
use transom_policy::TemplateCategory;

pub use failed::{Faulty, TemplateFailed, failed};
pub use parse::{PageOfTemplates, parse_page, parse_standing};
pub use render::{render_changed, render_new};
pub use rules::{Fault, Rule, check, check_edit, check_filled, check_time_to_live};

/// A template that is to be made, or what an existing one is to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTemplate {
    /// Its name, in `snake_case`.
    pub name: String,
    /// Its language, as the platform writes it: `en_US`.
    pub language: String,
    /// What it is for.
    pub category: TemplateCategory,
    /// What it is made of.
    pub components: Components,
}
