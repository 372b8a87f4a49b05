//! What can go wrong with the store, told apart by what to do about it.

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The row is not there.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// A constraint guards against this; its name says which.
    #[error("refused by the constraint {0}")]
    Constraint(String),
    /// A newer release has been here.
    #[error(
        "the database was written by a newer release (it has the migration {0}, which this one does not know); start that release again, or restore a backup from before the upgrade"
    )]
    NewerSchema(i64),
    /// A row holds a value that this release does not understand.
    #[error("the database holds {value:?} where {expected} was expected")]
    Corrupt {
        /// What was expected.
        expected: &'static str,
        /// What was found, cut to a readable length.
        value: String,
    },
    /// The database itself failed.
    #[error("the database failed: {0}")]
    Database(#[source] sqlx::Error),
}

impl Error {
    pub(crate) fn corrupt(expected: &'static str, value: &str) -> Self {
        Self::Corrupt {
            expected,
            value: value.chars().take(80).collect(),
        }
    }

    /// Whether the named columns or constraint refused the statement.
    pub fn is_constraint(&self, name: &str) -> bool {
        matches!(self, Self::Constraint(found) if found.contains(name))
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound("row"),
            sqlx::Error::Database(database)
                if database.is_unique_violation()
                    || database.is_check_violation()
                    || database.is_foreign_key_violation() =>
            {
                Self::Constraint(
                    database
                        .constraint()
                        .unwrap_or(database.message())
                        .to_owned(),
                )
            }
            _ => Self::Database(error),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::VersionMissing(version)
            | sqlx::migrate::MigrateError::VersionTooNew(version, _) => Self::NewerSchema(version),
            sqlx::migrate::MigrateError::Execute(error) => Self::Database(error),
            other => Self::Database(sqlx::Error::Migrate(Box::new(other))),
        }
    }
}
