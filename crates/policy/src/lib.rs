#![doc = include_str!("../README.md")]

mod author;
pub mod case;
mod channel;
mod code;
mod content;
mod decide;
mod draft;
mod explain;
mod facts;
mod name;
mod route;
mod routes;
mod rulebook;
pub mod simulate;
mod verdict;
mod window;

pub use author::{Author, AuthorKind, Automation, AutomationRoute, Human};
pub use channel::Channel;
pub use code::{RefusalCode, Warning, Warnings};
pub use content::{ContentKind, ContentMatch, ContentReport, Language, check_content, evidence};
pub use decide::decide;
pub use draft::{Body, Draft, Message, Purpose};
pub use facts::{
    Capability, Comment, CommentKind, Consent, Country, Facts, MarketingConsent, Pause, Recipients,
    Restriction, RestrictionScope, Template, TemplateCategory, TemplateStatus, Token, WindowEvent,
    WindowEventKind,
};
pub use name::UnknownName;
pub use route::Route;
pub use routes::{RouteStatus, Status, routes};
pub use rulebook::{
    Amount, Change, Circumstance, Confidence, DiffError, EntryPoint, FileFacts, FileFault,
    FileKind, FileRule, Limit, LimitKind, LimitScope, LoadError, Pauses, Penalties, PenaltyLength,
    PenaltyStep, Price, PriceCategory, PriceRule, Provenance, Rulebook, RulebookId, Rulebooks,
    Subject, TextLimit, TimeToLive, Tokens, Uploads,
};
pub use verdict::{Allowed, Basis, NextRoute, Refusal, Remedy, Uses, Verdict};
pub use window::{Window, WindowState, window};
