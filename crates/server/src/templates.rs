//! Message templates of connected accounts: kept as the platform tells, made, changed and deleted there, filled in here.

mod compose;
mod example;
mod problem;
mod report;
pub mod sync;

use jiff::{SignedDuration, Timestamp};
use transom_channels::messenger::Class;
use transom_channels::template::{
    Fault, NewTemplate, TemplateFailed, check, check_edit, check_time_to_live,
};
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_domain::inbound::{TemplateChange, TemplateUpdate};
use transom_domain::template::{Listed, Template};
use transom_policy::{Capability, Channel as Platform, TemplateStatus};
use transom_store::{TemplateAccount, TemplateSync, Write};

use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;
use crate::pace::Call;

pub use compose::{Values, content, fill_in};
pub use problem::TemplateProblem;
pub(crate) use report::{accounts_of, told};

/// What our own calls tell is dated so much earlier: the platform dates its reports by the second and by its own clock,
/// and of what a report and our call tell, the report must count when it is not surely the older.
const SKEW: SignedDuration = SignedDuration::from_secs(2);

/// The templates of an account, and how well they are known.
#[derive(Debug, Clone)]
pub struct Templates {
    /// By name and language; those that are gone, and those that no list has shown yet, are left out.
    pub templates: Vec<Template>,
    /// How reading the list went; nothing before the first time.
    pub sync: Option<TemplateSync>,
}

/// The account whose templates a channel sends; nothing on platforms that have none.
pub fn account_of(connected: &Connected) -> Option<TemplateAccount> {
    let account = match connected.channel.platform {
        Platform::Messenger => &connected.channel.external_id,
        Platform::WhatsApp => connected.parent_id.as_ref()?,
        _ => return None,
    };
    Some(TemplateAccount {
        workspace_id: connected.channel.workspace_id,
        platform: connected.channel.platform,
        account: account.clone(),
    })
}

/// Whether the channel's list is read without anybody asking for it: a page needs a permission for that.
fn is_followed(connected: &Connected) -> bool {
    let channel = &connected.channel;
    channel.platform != Platform::Messenger
        || channel.capabilities.contains(&Capability::UtilityMessages)
}

/// A channel of the workspace and the account whose templates it sends.
fn channel(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
) -> Result<(std::sync::Arc<Connected>, TemplateAccount), Error> {
    let connected = app.channels.find(workspace_id, id);
    let connected = connected.ok_or(Error::NotFound("channel"))?;
    let account = account_of(&connected).ok_or(Error::NotFound("templates on this channel"))?;
    Ok((connected, account))
}

/// The moment at which what we are told by a call that begins now counts.
fn told_at(app: &App) -> Timestamp {
    let second = Timestamp::from_second(app.now().as_second()).unwrap_or(Timestamp::MIN);
    second.saturating_sub(SKEW).unwrap_or(Timestamp::MIN)
}

/// The templates of a channel's account.
pub async fn list(app: &App, workspace_id: WorkspaceId, id: ChannelId) -> Result<Templates, Error> {
    let (_, account) = channel(app, workspace_id, id)?;
    let mut read = app.db.read().await?;
    let mut templates = read.templates(&account).await?;
    templates.retain(|template| template.fact(app.now()).is_some() && template.made_of().is_some());
    Ok(Templates {
        templates,
        sync: read.template_sync(&account).await?,
    })
}

/// A template by the platform's id of it.
pub async fn load(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
    external_id: &str,
) -> Result<Template, Error> {
    let found = list(app, workspace_id, id).await?.templates.into_iter();
    let mut found = found.filter(|template| template.external_id.value == external_id);
    found.next().ok_or(Error::NotFound("template"))
}

/// What the platform would not take of a new template, or of what one that stands so is to become.
pub(crate) fn faults(
    app: &App,
    platform: Platform,
    new: &NewTemplate,
    was: Option<TemplateStatus>,
) -> Result<Vec<Fault>, Error> {
    let mut faults = match was {
        Some(was) => check_edit(platform, new, was),
        None => check(platform, new),
    };
    let rulebook = app.rulebook(platform, app.now())?;
    faults.extend(check_time_to_live(rulebook, new));
    Ok(faults)
}

/// Makes a template. The platform reviews it before it may be sent.
///
/// # Errors
/// [`Error::Template`] with every fault, before the platform is asked, and with its own words when it refuses.
pub async fn make(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
    new: &NewTemplate,
) -> Result<Template, Error> {
    let (connected, account) = channel(app, workspace_id, id)?;
    TemplateProblem::faults(faults(app, account.platform, new, None)?)?;
    connected.turn_of_desk(app, Call::NewTemplate).await?;
    let new = &example::hand_over(app, &connected, new).await?;
    let at = told_at(app);
    let made = app
        .courier
        .make_template(&connected.endpoint, account.platform, &account.account, new)
        .await;
    let made = match made {
        Ok(made) => made,
        Err(failed) => return Err(failed_call(app, (&connected, &account), failed).await),
    };
    let listed = Listed {
        external_id: made.external_id,
        name: new.name.clone(),
        language: new.language.clone(),
        category: made.category,
        standing: made.standing,
        quality: None,
        components: new.components.clone(),
    };
    keep(app, &account, &listed, at).await
}

/// Changes a template, which the platform reviews anew. Its name and language stay.
///
/// # Errors
/// As with [`make`].
pub async fn change(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
    external_id: &str,
    new: &NewTemplate,
) -> Result<Template, Error> {
    let known = load(app, workspace_id, id, external_id).await?;
    let (connected, account) = channel(app, workspace_id, id)?;
    let standing = known.standing.as_ref().map(|told| told.value.clone());
    let was = standing
        .as_ref()
        .map_or(TemplateStatus::Pending, |standing| standing.status);
    let category = known.category_at(app.now());
    let mut new = NewTemplate {
        name: known.name.clone(),
        language: known.language.clone(),
        // The category of one that is approved is not asked for.
        category: category
            .filter(|_| was == TemplateStatus::Approved)
            .unwrap_or(new.category),
        components: new.components.clone(),
    };
    if category == Some(new.category) && new.components.time_to_live.is_none() {
        // The platform keeps it where nothing is said.
        let known = known.made_of().and_then(|known| known.time_to_live);
        new.components.time_to_live = known;
    }
    TemplateProblem::faults(faults(app, account.platform, &new, Some(was))?)?;
    connected.turn_of_desk(app, Call::Act).await?;
    let new = example::hand_over(app, &connected, &new).await?;
    let at = told_at(app);
    let changed = app
        .courier
        .change_template(
            &connected.endpoint,
            account.platform,
            external_id,
            &new,
            was,
        )
        .await;
    if let Err(failed) = changed {
        return Err(failed_call(app, (&connected, &account), failed).await);
    }
    let mut standing =
        standing.unwrap_or_else(|| transom_channels::template::parse_standing("PENDING", None));
    standing.status = TemplateStatus::Pending;
    standing.reason = None;
    standing.advice = None;
    let listed = Listed {
        external_id: external_id.to_owned(),
        name: new.name,
        language: new.language,
        category: new.category,
        standing,
        quality: None,
        components: new.components,
    };
    keep(app, &account, &listed, at).await
}

/// Deletes a template in its language. The platform keeps its name blocked for a while.
pub async fn delete(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
    external_id: &str,
) -> Result<(), Error> {
    let known = load(app, workspace_id, id, external_id).await?;
    let (connected, account) = channel(app, workspace_id, id)?;
    connected.turn_of_desk(app, Call::Act).await?;
    let deleted = app
        .courier
        .delete_template(
            &connected.endpoint,
            &account.account,
            &known.name,
            external_id,
        )
        .await;
    if let Err(failed) = deleted {
        return Err(failed_call(app, (&connected, &account), failed).await);
    }
    let update = TemplateUpdate {
        external_id: external_id.to_owned(),
        name: known.name,
        language: known.language,
        change: TemplateChange::Deleted,
    };
    let mut tx = app.db.write().await?;
    told(&mut tx, &account, &update, app.now()).await?;
    tx.commit().await?;
    app.channels.reload(app).await.map_err(Error::channels)
}

/// Has the list of a channel's account read at once.
pub async fn ask_sync(app: &App, workspace_id: WorkspaceId, id: ChannelId) -> Result<(), Error> {
    let (_, account) = channel(app, workspace_id, id)?;
    let mut tx = app.db.write().await?;
    tx.ask_template_sync(&account, app.now()).await?;
    tx.commit().await?;
    app.template_syncs.notify_one();
    Ok(())
}

/// The channel was connected or changed: its list is read, if it may be.
pub(crate) async fn connected(app: &App, connected: &Connected) -> Result<(), Error> {
    let Some(account) = account_of(connected).filter(|_| is_followed(connected)) else {
        return Ok(());
    };
    let mut tx = app.db.write().await?;
    tx.ask_template_sync(&account, app.now()).await?;
    tx.commit().await?;
    app.template_syncs.notify_one();
    Ok(())
}

/// The platform refused a template for how it stands, which was not known here: the list is read soon, and what is still
/// to be sent is judged by it. Part of a transaction of the caller's, who rings the bell when there is a list.
pub(crate) async fn doubted(
    app: &App,
    tx: &mut Write,
    connected: &Connected,
) -> Result<bool, Error> {
    match account_of(connected) {
        Some(account) => soon(app, tx, &account).await.map(|()| true),
        None => Ok(false),
    }
}

/// Keeps what the platform took, and has the list read soon: it decides more than it says at once.
async fn keep(
    app: &App,
    account: &TemplateAccount,
    listed: &Listed,
    at: Timestamp,
) -> Result<Template, Error> {
    let mut tx = app.db.write().await?;
    let known = tx
        .find_template(account, &listed.name, &listed.language)
        .await?;
    // Made or changed just now, whatever was told until now.
    let latest = known.as_ref().and_then(last_told);
    let at = latest.map_or(at, |latest| at.max(latest));
    let template = Template::listed(known.map(|known| reopened(known, at)), listed, at);
    tx.save_template(account, &template).await?;
    soon(app, &mut tx, account).await?;
    tx.commit().await?;
    app.template_syncs.notify_one();
    app.channels.reload(app).await.map_err(Error::channels)?;
    Ok(template)
}

/// When anything was told of it last.
fn last_told(template: &Template) -> Option<Timestamp> {
    let told = [
        template.standing.as_ref().map(|told| told.at),
        template.components.as_ref().map(|told| told.at),
        template.text.as_ref().map(|told| told.at),
        template.deleted_at,
    ];
    told.into_iter().flatten().max()
}

/// Without what our own call has just made untrue.
fn reopened(mut template: Template, at: Timestamp) -> Template {
    let is_older = |told: Timestamp| told <= at;
    template.standing = template.standing.filter(|told| !is_older(told.at));
    template.components = template.components.filter(|told| !is_older(told.at));
    template.text = template.text.filter(|told| !is_older(told.at));
    template.deleted_at = template.deleted_at.filter(|told| !is_older(*told));
    template
}

/// How long after a report or a call the list is read, to see what nobody told.
const SOON: SignedDuration = SignedDuration::from_mins(1);

async fn soon(app: &App, tx: &mut Write, account: &TemplateAccount) -> Result<(), Error> {
    let due = app.now().saturating_add(SOON).unwrap_or(Timestamp::MAX);
    Ok(tx.ask_template_sync(account, due).await?)
}

/// A call failed: when it may have been carried out all the same, the list will tell.
async fn failed_call(
    app: &App,
    (connected, account): (&Connected, &TemplateAccount),
    failed: TemplateFailed,
) -> Error {
    if let Some(not_yet) = connected.held_back(app, &failed.call) {
        return not_yet;
    }
    if failed.call.class == Class::Reconcile {
        let asked = async {
            let mut tx = app.db.write().await?;
            tx.ask_template_sync(account, app.now()).await?;
            tx.commit().await
        };
        if let Err(error) = asked.await {
            tracing::error!(error = %error, "a list of templates could not be asked for");
        }
        app.template_syncs.notify_one();
    }
    Error::Template(Box::new(TemplateProblem::Platform(failed)))
}
