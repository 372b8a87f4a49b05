//! What happened to the control of a thread, as a line of its conversation.

use serde::{Deserialize, Serialize};

/// To whom a thread goes with a message, once the platform took it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "to")]
pub enum HandOver {
    /// To another app that shares the page.
    App {
        /// The platform's id of it.
        app_id: String,
    },
    /// Back to the platform.
    Platform,
}

/// What happened to the control of a thread. Apps are named by the platform's ids of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum ControlChange {
    /// One of us took it.
    Taken,
    /// One of us passed it to another app.
    PassedTo {
        /// Which.
        app_id: String,
    },
    /// One of us gave it back to the platform.
    Released,
    /// One of us asked the app that controls it to pass it on.
    AskedFor,
    /// One of us declined the wish of another app.
    Declined {
        /// Which.
        app_id: String,
    },
    /// Another app passed it to us.
    Received {
        /// Which, where it was named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// What it said about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Another app has it now, by no doing of ours.
    Lost {
        /// Which.
        app_id: String,
    },
    /// Another app gave it up, to nobody: whoever answers next has it.
    GivenUp {
        /// Which.
        app_id: String,
    },
    /// Another app wants it.
    Requested {
        /// Which.
        app_id: String,
        /// What it said about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
}
