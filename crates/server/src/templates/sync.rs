//! Lists of templates, read when somebody or something asks for it, and from time to time.
//!
//! Apart from deliveries, for it is never urgent. One account's list is read by one server at a time.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use transom_channels::courier::TemplateList;
use transom_channels::template::TemplateFailed;
use transom_domain::template::Template;
use transom_store::{Lease, TemplateAccount};

use super::{account_of, is_followed, told_at};
use crate::app::App;
use crate::channels::{Connected, NotYet, wait};
use crate::error::Error;
use crate::jobs::due;
use crate::pace::{Call, SOON};

/// Lists that are read at once.
const MOST: u32 = 4;
/// How long one may take.
const CLAIM: SignedDuration = SignedDuration::from_mins(10);
/// The wait after the first failure; each further one doubles it.
const WAIT: SignedDuration = SignedDuration::from_mins(1);
/// The most doublings.
const DOUBLINGS: u32 = 8;
/// How long a list that was begun waits for its next page.
const PATIENCE: SignedDuration = SignedDuration::from_mins(1);
/// The wait after a failure of the store.
const PAUSE: Duration = Duration::from_secs(1);

/// Reads lists until the program ends.
pub(crate) async fn run(app: App) {
    if let Err(error) = begin(&app).await {
        tracing::error!(error = %error, "lists of templates that the last run was reading wait until its claims end");
    }
    while !app.stop.is_cancelled() {
        match step(&app).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => {
                tracing::error!(error = %error, "lists of templates could not be read; it is tried again");
                tokio::time::sleep(PAUSE).await;
            }
        }
        tokio::select! {
            () = app.template_syncs.notified() => {}
            () = sleep(&app) => {}
            () = app.stop.cancelled() => return,
        }
    }
}

/// Takes back the claims of an earlier run, and has lists read that never were.
async fn begin(app: &App) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    tx.release_template_syncs(app.server, now).await?;
    let all = app.channels.all();
    let followed = all.iter().filter(|connected| is_followed(connected));
    for account in followed.filter_map(|connected| account_of(connected)) {
        if tx.template_sync(&account).await?.is_none() {
            tx.ask_template_sync(&account, now).await?;
        }
    }
    Ok(tx.commit().await?)
}

async fn sleep(app: &App) {
    let next = match app.db.read().await {
        Ok(mut read) => read.next_template_sync_at().await.ok().flatten(),
        Err(_) => None,
    };
    due::rest(app, next).await;
}

/// The time between two readings that nobody asked for.
fn interval(app: &App) -> SignedDuration {
    SignedDuration::from_hours(app.config.templates.sync_hours)
}

/// Reads the lists that are due; tells how many.
pub async fn step(app: &App) -> Result<usize, Error> {
    let now = app.now();
    let next = app.db.read().await?.next_template_sync_at().await?;
    if next.is_none_or(|next| next > now) {
        return Ok(0);
    }
    let lease = Lease {
        owner: app.server,
        until: app.after(CLAIM),
    };
    let mut tx = app.db.write().await?;
    let due = tx
        .claim_template_syncs(now, app.after(interval(app)), lease, MOST)
        .await?;
    tx.commit().await?;
    let read = due
        .iter()
        .map(async |account| (account, read(app, account).await));
    let mut changed = false;
    for (account, (at, list)) in join_all(read).await {
        match list {
            Some(Err(NotRead::NotYet(until))) => {
                let mut tx = app.db.write().await?;
                tx.postpone_template_sync(account, until).await?;
                tx.commit().await?;
            }
            None => {
                let mut tx = app.db.write().await?;
                tx.forget_template_sync(account).await?;
                tx.commit().await?;
            }
            Some(Ok(list)) => {
                keep(app, account, &list, at).await?;
                changed = true;
            }
            Some(Err(NotRead::Failed(failed))) => fail(app, account, &failed).await?,
        }
    }
    if changed {
        app.channels.reload(app).await.map_err(Error::channels)?;
    }
    Ok(due.len())
}

type ReadList = (Timestamp, Option<Result<TemplateList, NotRead>>);

/// Why a list was not read to its end.
enum NotRead {
    Failed(TemplateFailed),
    /// The channel's next call comes then.
    NotYet(Timestamp),
}

impl From<TemplateFailed> for NotRead {
    fn from(failed: TemplateFailed) -> Self {
        Self::Failed(failed)
    }
}

/// Reads one list, by whichever channel of the account works; nothing when none is connected any more.
async fn read(app: &App, account: &TemplateAccount) -> ReadList {
    let at = told_at(app);
    let channels = app.channels.of(account.workspace_id);
    let mut own: Vec<_> = channels
        .iter()
        .filter(|connected| account_of(connected).as_ref() == Some(account))
        .collect();
    own.sort_by_key(|connected| connected.channel.is_disconnected());
    let Some(connected) = own.first() else {
        return (at, None);
    };
    (at, Some(pages(app, connected, account).await))
}

/// Reads every page, each in its turn.
async fn pages(
    app: &App,
    connected: &Connected,
    account: &TemplateAccount,
) -> Result<TemplateList, NotRead> {
    let mut list = TemplateList::default();
    let mut next = None;
    loop {
        turn(app, connected, next.is_none()).await?;
        let page = app
            .courier
            .template_page(
                &connected.endpoint,
                account.platform,
                &account.account,
                next.as_deref(),
            )
            .await
            .inspect_err(|failed| connected.pace.note_call(&failed.call, app.now()))?;
        next = list.add(page)?;
        if next.is_none() {
            return Ok(list);
        }
    }
}

/// Waits for the turn of a page. One that was begun is rather waited for than read anew.
async fn turn(app: &App, connected: &Connected, is_first: bool) -> Result<(), NotRead> {
    let latest = app.after(if is_first { SOON } else { PATIENCE });
    loop {
        let failed = |error: Error| {
            tracing::error!(error = %error, "the turn of a list of templates is not known");
            NotRead::NotYet(app.after(WAIT))
        };
        let turn = connected.turn(app, Call::Lookup).await.map_err(failed)?;
        match turn {
            Ok(()) => return Ok(()),
            Err(NotYet { until }) if until > latest || app.stop.is_cancelled() => {
                return Err(NotRead::NotYet(until));
            }
            Err(NotYet { until }) => tokio::select! {
                () = wait(app, until) => {}
                () = app.stop.cancelled() => {}
            },
        }
    }
}

async fn keep(
    app: &App,
    account: &TemplateAccount,
    list: &TemplateList,
    at: Timestamp,
) -> Result<(), Error> {
    let pauses = app.rulebook(account.platform, app.now())?.pauses();
    let mut tx = app.db.write().await?;
    let known = tx.templates(account).await?.into_iter();
    let mut known: HashMap<(String, String), Template> = known
        .map(|one| ((one.name.clone(), one.language.clone()), one))
        .collect();
    for listed in &list.templates {
        let before = known.remove(&(listed.name.clone(), listed.language.clone()));
        let template = Template::listed(before.clone(), listed, at);
        if before.as_ref() != Some(&template) {
            tx.save_template(account, &template).await?;
        }
        if let Some(announced) = template.upcoming(app.now()) {
            tx.ask_template_sync(account, announced.from).await?;
        }
        // That a pause is over is not always told.
        let over = template.pause().and_then(|pause| pauses?.end(pause));
        if let Some(over) = over.filter(|over| *over > app.now()) {
            tx.ask_template_sync(account, over).await?;
        }
    }
    // Of those that could not be read the names are not known either: none is missed for sure.
    if list.unread == 0 {
        for mut template in known.into_values().filter(|one| !one.is_deleted()) {
            template.deleted(at);
            tx.save_template(account, &template).await?;
        }
    } else {
        let unread = list.unread;
        tracing::warn!(
            account = account.account,
            unread,
            "templates in the list were not understood"
        );
    }
    tx.finish_template_sync(account, app.now()).await?;
    Ok(tx.commit().await?)
}

async fn fail(app: &App, account: &TemplateAccount, failed: &TemplateFailed) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let sync = tx.template_sync(account).await?;
    let failures = sync.map_or(0, |sync| sync.failures).min(DOUBLINGS);
    let asked = failed
        .call
        .wait
        .and_then(|wait| SignedDuration::try_from(wait).ok());
    let wait = asked.unwrap_or_else(|| WAIT * 2_i32.pow(failures));
    tracing::warn!(account = account.account, error = %failed, "a list of templates could not be read");
    tx.fail_template_sync(account, &failed.to_string(), app.after(wait))
        .await?;
    Ok(tx.commit().await?)
}
