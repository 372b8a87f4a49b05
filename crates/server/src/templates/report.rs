//! What the platform reports of single templates.

use std::collections::BTreeSet;

use jiff::Timestamp;
use transom_domain::id::WorkspaceId;
use transom_domain::inbound::{TemplateChange, TemplateUpdate};
use transom_domain::template::Template;
use transom_policy::Channel as Platform;
use transom_store::{TemplateAccount, Write};

use super::account_of;
use crate::app::App;
use crate::error::Error;

/// The accounts that a report about this account of the platform is for: one for each workspace that has it connected
/// and that the signer may tell of it.
pub(crate) fn accounts_of(
    app: &App,
    signer: WorkspaceId,
    platform: Platform,
    account: &str,
) -> Vec<TemplateAccount> {
    let all = app.channels.all();
    let found: BTreeSet<TemplateAccount> = all
        .iter()
        .filter_map(|connected| account_of(connected))
        .filter(|found| found.platform == platform && found.account == account)
        .filter(|found| app.channels.may_tell(signer, found.workspace_id))
        .collect();
    found.into_iter().collect()
}

/// Keeps a report. Tells when the list is to be read besides, because the report does not tell all.
pub(crate) async fn told(
    tx: &mut Write,
    account: &TemplateAccount,
    update: &TemplateUpdate,
    at: Timestamp,
) -> Result<Read, Error> {
    let known = tx
        .find_template(account, &update.name, &update.language)
        .await?;
    let template = Template::told(known, update, at);
    tx.save_template(account, &template).await?;
    let is_known = template.is_deleted() || template.made_of().is_some();
    Ok(match update.change {
        // Whether it may still be sent, such a remark does not say.
        TemplateChange::Text(_) | TemplateChange::Noted { .. } => Read::Now,
        _ if !is_known => Read::Now,
        TemplateChange::Category {
            from: Some(from), ..
        } => Read::At(from),
        _ => Read::Soon,
    })
}

/// When a list is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Read {
    /// At once.
    Now,
    /// In a while: reports can be lost, and of two of the same second one cannot tell the later.
    Soon,
    /// Then.
    At(Timestamp),
}

impl Read {
    /// Asks for it, inside a transaction of the caller's.
    pub(crate) async fn ask(
        self,
        app: &App,
        tx: &mut Write,
        account: &TemplateAccount,
    ) -> Result<(), Error> {
        match self {
            Self::Now => Ok(tx.ask_template_sync(account, app.now()).await?),
            Self::Soon => super::soon(app, tx, account).await,
            Self::At(at) => Ok(tx.ask_template_sync(account, at).await?),
        }
    }
}
