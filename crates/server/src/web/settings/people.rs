//! The people who work at this desk.

use askama::Template;
use jiff::Timestamp;

use super::Tab;
use crate::web::person::Person;
use crate::web::shell::{Role, Shell};

/// `GET /settings/people`; the form posts to the same address and invites somebody.
#[derive(Debug, Template)]
#[template(path = "settings/people.html")]
pub(crate) struct PeoplePage {
    pub(crate) shell: Shell,
    pub(crate) tab: Tab,
    pub(crate) people: Vec<AgentRow>,
    /// What was typed, shown again after a refusal.
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) role: Role,
    pub(crate) problem: Option<String>,
}

/// An agent in the list.
#[derive(Clone, Debug)]
pub(crate) struct AgentRow {
    /// `agent_…`
    pub(crate) id: String,
    pub(crate) person: Person,
    pub(crate) email: String,
    pub(crate) role: Role,
    pub(crate) is_you: bool,
    pub(crate) state: AgentState,
    pub(crate) open_conversations: u64,
}

#[derive(Clone, Debug)]
pub(crate) enum AgentState {
    Active {
        last_seen_at: Option<Timestamp>,
    },
    /// The address to hand over, shown only right after it was made; afterwards it can be made anew.
    Invited {
        link: Option<String>,
        expires_at: Timestamp,
    },
    Deactivated,
}
