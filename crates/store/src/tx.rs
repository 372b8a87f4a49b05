//! The two kinds of transaction. Statements lie in the modules of the things they are about.

use std::ops::{Deref, DerefMut};

use sqlx::sqlite::SqliteConnection;
use sqlx::{Sqlite, Transaction};

use crate::Error;

/// A transaction that only reads.
#[derive(Debug)]
pub struct Read {
    tx: Transaction<'static, Sqlite>,
}

/// A transaction that may write. Gone without [`Write::commit`], it leaves no trace.
#[derive(Debug)]
pub struct Write {
    read: Read,
}

impl Read {
    pub(crate) fn new(tx: Transaction<'static, Sqlite>) -> Self {
        Self { tx }
    }

    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.tx
    }
}

impl Write {
    pub(crate) fn new(tx: Transaction<'static, Sqlite>) -> Self {
        Self {
            read: Read::new(tx),
        }
    }

    /// Begins a part that can be taken back alone, with [`Write::undo_part`]; [`Write::keep_part`] ends it.
    pub async fn begin_part(&mut self) -> Result<(), Error> {
        self.run("SAVEPOINT part").await
    }

    /// Keeps what was done since the part began.
    pub async fn keep_part(&mut self) -> Result<(), Error> {
        self.run("RELEASE part").await
    }

    /// Takes back what was done since the part began.
    pub async fn undo_part(&mut self) -> Result<(), Error> {
        self.run("ROLLBACK TO part").await?;
        self.run("RELEASE part").await
    }

    async fn run(&mut self, text: &'static str) -> Result<(), Error> {
        sqlx::query(text).execute(self.connection()).await?;
        Ok(())
    }

    /// Makes everything durable, or nothing.
    pub async fn commit(self) -> Result<(), Error> {
        Ok(self.read.tx.commit().await?)
    }
}

impl Deref for Write {
    type Target = Read;

    fn deref(&self) -> &Read {
        &self.read
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut Read {
        &mut self.read
    }
}
