//! A copy of the database while others write.

use std::path::Path;

use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;

use crate::Error;

/// Writes what is committed at this moment as a file of its own, which must not be there yet. Changes nothing at `from`,
/// not even its schema, and holds up nobody who writes there.
pub async fn backup(from: &Path, to: &Path) -> Result<(), Error> {
    let mut from = SqliteConnectOptions::new()
        .filename(from)
        .read_only(true)
        .connect()
        .await?;
    sqlx::query("VACUUM INTO ?")
        .bind(to.to_string_lossy().as_ref())
        .execute(&mut from)
        .await?;
    Ok(())
}
