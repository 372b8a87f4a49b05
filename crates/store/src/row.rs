//! From columns to values and back.

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{ColumnIndex, Row};
use transom_domain::id::AgentId;
use transom_domain::message::{AttachmentKind, Author, Origin};
use uuid::Uuid;

use crate::Error;

/// Microseconds since 1970 UTC, as every moment is kept.
pub(crate) fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

pub(crate) fn timestamp(micros: i64) -> Result<Timestamp, Error> {
    Timestamp::from_microsecond(micros)
        .map_err(|_| Error::corrupt("a moment in microseconds", &micros.to_string()))
}

pub(crate) fn optional_timestamp(micros: Option<i64>) -> Result<Option<Timestamp>, Error> {
    micros.map(timestamp).transpose()
}

pub(crate) fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("our own types have text keys and no failing serializer")
}

pub(crate) fn from_json<T: serde::de::DeserializeOwned>(
    expected: &'static str,
    text: &str,
) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|_| Error::corrupt(expected, text))
}

/// A word of a closed set.
pub(crate) fn word<T: std::str::FromStr>(expected: &'static str, text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::corrupt(expected, text))
}

/// A column of the row.
pub(crate) fn get<'r, T, I>(row: &'r SqliteRow, column: I) -> Result<T, Error>
where
    T: sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
    I: ColumnIndex<SqliteRow>,
{
    Ok(row.try_get(column)?)
}

/// An author, as a word and the person behind it.
pub(crate) fn author_columns(author: Author) -> (&'static str, Option<Uuid>) {
    match author {
        Author::Customer => ("customer", None),
        Author::Agent(agent) => ("agent", agent.map(AgentId::uuid)),
        Author::Automation => ("automation", None),
        Author::Note(agent) => ("note", Some(agent.uuid())),
        Author::Activity(agent) => ("activity", agent.map(AgentId::uuid)),
    }
}

pub(crate) fn author(word: &str, agent: Option<Uuid>) -> Result<Author, Error> {
    let agent = agent.map(AgentId::new);
    match (word, agent) {
        ("customer", None) => Ok(Author::Customer),
        ("agent", agent) => Ok(Author::Agent(agent)),
        ("automation", None) => Ok(Author::Automation),
        ("note", Some(agent)) => Ok(Author::Note(agent)),
        ("activity", agent) => Ok(Author::Activity(agent)),
        _ => Err(Error::corrupt("an author", word)),
    }
}

pub(crate) fn origin(word: &str) -> Result<Origin, Error> {
    [
        Origin::Customer,
        Origin::Desk,
        Origin::Api,
        Origin::PlatformInbox,
        Origin::OtherApp,
    ]
    .into_iter()
    .find(|origin| origin.as_str() == word)
    .ok_or_else(|| Error::corrupt("an origin", word))
}

pub(crate) fn attachment_kind(word: &str) -> Result<AttachmentKind, Error> {
    AttachmentKind::ALL
        .into_iter()
        .find(|kind| kind.as_str() == word)
        .ok_or_else(|| Error::corrupt("a kind of attachment", word))
}
