//! Every address of the desk, for whom it is, and what its form holds.

/// For whom an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whom {
    Everybody,
    Agents,
    Owners,
}

use Whom::{Agents, Everybody, Owners};

type Fields = &'static [(&'static str, &'static str)];

/// An address with the fields of its form. What stands in braces is the shop's.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) whom: Whom,
    pub(super) fields: Fields,
}

impl Row {
    /// The address names something that belongs to a workspace, and answers about it.
    pub(super) fn names_something(&self) -> bool {
        let names = [
            "{conversation}",
            "{message}",
            "{channel}",
            "{agent}",
            "{token}",
            "{position}",
        ];
        // The page of all people is shown at the address of one, after a form about that one.
        let is_of_all = self.method == "GET" && self.path == "/settings/people/{agent}";
        !is_of_all && names.iter().any(|name| self.path.contains(name))
    }
}

const fn get(whom: Whom, path: &'static str) -> Row {
    Row {
        method: "GET",
        path,
        whom,
        fields: &[],
    }
}

const fn post(whom: Whom, path: &'static str, fields: Fields) -> Row {
    Row {
        method: "POST",
        path,
        whom,
        fields,
    }
}

const CHANNEL: Fields = &[
    ("page_id", "4004"),
    ("name", "A page"),
    ("token", "EAA"),
    ("verify_token", "a-verify-token"),
    ("app_secret", "secret"),
    ("region", ""),
    ("graph_url", "http://127.0.0.1:9"),
    ("graph_version", "v26.0"),
];
const TEMPLATE: Fields = &[
    ("step", "submit"),
    ("name", "hello"),
    ("language", "en_US"),
    ("category", "utility"),
    ("body", "Hello."),
];
const TAGGED: Fields = &[("purpose", "account_update"), ("text", "Hello")];
const PERSON: Fields = &[
    ("name", "Zoe"),
    ("email", "zoe@example.com"),
    ("role", "agent"),
];
const PROFILE: Fields = &[
    ("name", "Ana"),
    ("language", ""),
    ("time_zone", ""),
    ("theme", "system"),
];
const FOUNDER: Fields = &[
    ("workspace", "x"),
    ("name", "x"),
    ("email", "x@example.com"),
    ("password", "x"),
];

pub(super) const TABLE: &[Row] = &[
    get(Everybody, "/"),
    get(Everybody, "/inbox"),
    get(Agents, "/inbox/{view}"),
    get(Agents, "/inbox/{view}/{conversation}"),
    get(Agents, "/conversations/{conversation}/messages"),
    post(
        Agents,
        "/conversations/{conversation}/messages",
        &[("text", "Hello")],
    ),
    post(Agents, "/conversations/{conversation}/tagged", TAGGED),
    post(Agents, "/conversations/{conversation}/tagged/check", TAGGED),
    post(Agents, "/conversations/{conversation}/template", &[]),
    post(
        Agents,
        "/conversations/{conversation}/thread-control",
        &[("act", "decline")],
    ),
    post(
        Agents,
        "/conversations/{conversation}/typing",
        &[("typing", "true")],
    ),
    get(Agents, "/conversations/{conversation}/stickers"),
    post(
        Agents,
        "/conversations/{conversation}/stickers",
        &[("sticker", "369239263222822")],
    ),
    get(Agents, "/stickers/{channel}"),
    post(
        Agents,
        "/conversations/{conversation}/notes",
        &[("text", "A note")],
    ),
    post(
        Agents,
        "/conversations/{conversation}/assignee",
        &[("agent", "")],
    ),
    post(
        Agents,
        "/conversations/{conversation}/moderation",
        &[("action", "block")],
    ),
    post(
        Agents,
        "/conversations/{conversation}/labels",
        &[("name", "Wholesale")],
    ),
    post(
        Agents,
        "/conversations/{conversation}/labels/remove",
        &[("label", "label_00000000000000000000000000000007")],
    ),
    post(
        Agents,
        "/conversations/{conversation}/snooze",
        &[("until", "tomorrow")],
    ),
    post(
        Agents,
        "/conversations/{conversation}/permitted",
        &[
            ("kind", "one_time"),
            ("topic", "restock"),
            ("text", "It is back"),
        ],
    ),
    post(
        Agents,
        "/conversations/{conversation}/requests",
        &[
            ("kind", "one_time"),
            ("title", "Shall we?"),
            ("topic", "restock"),
        ],
    ),
    post(Agents, "/conversations/{conversation}/close", &[]),
    post(Agents, "/conversations/{conversation}/reopen", &[]),
    post(Agents, "/messages/{message}/retry", &[]),
    post(
        Agents,
        "/messages/{message}/reaction",
        &[("reacts", "true")],
    ),
    get(Agents, "/comments"),
    post(
        Agents,
        "/comments/{channel}/{comment}/reply",
        &[("text", "It costs 59 euros.")],
    ),
    get(Agents, "/media/{message}/{number}"),
    get(Agents, "/media/{message}/{number}/thumbnail"),
    post(Agents, "/media/{message}/{number}/fetch", &[]),
    get(Agents, "/policy"),
    get(Agents, "/live"),
    get(Agents, "/settings"),
    get(Agents, "/settings/profile"),
    post(Agents, "/settings/profile", PROFILE),
    get(Agents, "/settings/profile/password"),
    post(
        Agents,
        "/settings/profile/password",
        &[("password", "a new long password")],
    ),
    get(Owners, "/settings/channels"),
    get(Owners, "/settings/channels/new"),
    post(Owners, "/settings/channels/new", CHANNEL),
    get(Owners, "/settings/channels/{channel}"),
    post(Owners, "/settings/channels/{channel}", CHANNEL),
    get(Owners, "/settings/channels/{channel}/profile"),
    post(
        Owners,
        "/settings/channels/{channel}/profile",
        &[("greeting", "Hello")],
    ),
    post(Owners, "/settings/channels/{channel}/resume", &[]),
    post(Owners, "/settings/channels/{channel}/marketing", &[]),
    get(Owners, "/settings/channels/{channel}/labels"),
    post(
        Owners,
        "/settings/channels/{channel}/labels",
        &[("name", "Wholesale")],
    ),
    post(Owners, "/settings/channels/{channel}/labels/sync", &[]),
    post(
        Owners,
        "/settings/channels/{channel}/labels/{label}/delete",
        &[],
    ),
    get(Owners, "/settings/channels/{channel}/templates"),
    post(Owners, "/settings/channels/{channel}/templates/sync", &[]),
    get(Owners, "/settings/channels/{channel}/templates/new"),
    post(
        Owners,
        "/settings/channels/{channel}/templates/new",
        TEMPLATE,
    ),
    get(Owners, "/settings/channels/{channel}/templates/{template}"),
    post(
        Owners,
        "/settings/channels/{channel}/templates/{template}",
        TEMPLATE,
    ),
    post(
        Owners,
        "/settings/channels/{channel}/templates/{template}/delete",
        &[],
    ),
    get(Owners, "/settings/channels/{channel}/health"),
    post(Owners, "/settings/channels/{channel}/health/check", &[]),
    get(Owners, "/settings/people"),
    post(Owners, "/settings/people", PERSON),
    get(Agents, "/settings/people/{agent}"),
    post(
        Owners,
        "/settings/people/{agent}",
        &[("action", "make-owner")],
    ),
    get(Owners, "/settings/tokens"),
    post(
        Owners,
        "/settings/tokens",
        &[("name", "x"), ("scope", "contacts:read")],
    ),
    post(Owners, "/settings/tokens/{token}/revoke", &[]),
    get(Owners, "/journal"),
    get(Owners, "/journal/{position}"),
    post(Owners, "/journal/{position}/replay", &[]),
    post(Owners, "/journal/replay", &[]),
    get(Everybody, "/sign-in"),
    post(
        Everybody,
        "/sign-in",
        &[("email", "x@example.com"), ("password", "x")],
    ),
    get(Everybody, "/sign-in/link"),
    post(Agents, "/sign-out", &[]),
    get(Everybody, "/setup"),
    get(Everybody, "/setup/{secret}"),
    post(Everybody, "/setup/{secret}", FOUNDER),
    get(Everybody, "/invitations/{secret}"),
    post(
        Everybody,
        "/invitations/{secret}",
        &[("name", "x"), ("password", "x")],
    ),
];
