//! Having labels put on customers and taken off.

use jiff::SignedDuration;
use transom_channels::messenger::CallFailed;
use transom_domain::decide::{Actor, Command, Input, Situation, decide};
use transom_domain::delivery::Problem;
use transom_domain::id::{AgentId, ConversationId, LabelId};
use transom_domain::label::Label;
use transom_domain::message::Origin;
use transom_store::{EventRow, LabelAction, LabelWork, Write};

use super::{again, is_not_there};
use crate::app::App;
use crate::channels::Connected;
use crate::conversations::{self, label::marked};
use crate::error::Error;
use crate::labels;

/// Has a label put on a customer, or taken off.
pub(super) async fn mark(
    app: &App,
    connected: &Connected,
    work: &LabelWork,
    (id, conversation_id, by): (LabelId, ConversationId, AgentId),
    puts: bool,
) -> Result<Option<SignedDuration>, Error> {
    let workspace_id = work.workspace_id;
    let mut read = app.db.read().await?;
    let (_, label) = read.load_label(workspace_id, id).await?;
    let thread = read.load_thread(workspace_id, conversation_id).await?;
    drop(read);
    let answer = call(app, connected, &label, &thread.identity.external_id, puts).await;
    let problem = match answer {
        Ok(()) => None,
        Err(failed) => {
            let wait = again(app, connected, work, &failed);
            if wait.is_some() {
                return Ok(wait);
            }
            Some(failed)
        }
    };
    let mut tx = app.db.write().await?;
    if problem.as_ref().is_some_and(is_not_there) {
        // The label or the customer: the list tells.
        labels::ask(
            app,
            &mut tx,
            workspace_id,
            work.channel_id,
            LabelAction::List,
        )
        .await?;
    }
    let problem = problem.map(|failed| failed.problem);
    let is_wanted = tx.finish_label_work(work).await?;
    let events = match (is_wanted, problem) {
        (true, problem) => {
            let about = (label, conversation_id, by);
            settle(app, &mut tx, work, about, (puts, problem)).await?
        }
        // Something else is wanted by now, but so it stands with the platform.
        (false, None) => done(app, &mut tx, work, (label, conversation_id), puts).await?,
        (false, Some(_)) => Vec::new(),
    };
    tx.commit().await?;
    app.happened(events);
    Ok(None)
}

async fn call(
    app: &App,
    connected: &Connected,
    label: &Label,
    customer: &str,
    puts: bool,
) -> Result<(), CallFailed> {
    let Some(external_id) = &label.external_id else {
        let detail = "the platform does not know the label".to_owned();
        return Err(CallFailed {
            class: transom_channels::messenger::Class::Permanent,
            problem: Problem { code: None, detail },
            wait: None,
        });
    };
    let endpoint = &connected.endpoint;
    app.courier
        .label(endpoint, external_id, customer, puts)
        .await
}

/// Keeps what became of it.
pub(super) async fn settle(
    app: &App,
    tx: &mut Write,
    work: &LabelWork,
    (label, conversation_id, by): (Label, ConversationId, AgentId),
    (puts, problem): (bool, Option<Problem>),
) -> Result<Vec<EventRow>, Error> {
    let marked = marked(tx, work.workspace_id, conversation_id, label).await?;
    let command = Command::LabelSettled {
        marked,
        puts,
        problem,
    };
    let by = Actor {
        agent_id: by,
        origin: Origin::Desk,
    };
    let input = Input::Command {
        by,
        command: &command,
    };
    save(app, tx, work, conversation_id, input).await
}

async fn done(
    app: &App,
    tx: &mut Write,
    work: &LabelWork,
    (label, conversation_id): (Label, ConversationId),
    puts: bool,
) -> Result<Vec<EventRow>, Error> {
    let marked = marked(tx, work.workspace_id, conversation_id, label).await?;
    let input = Input::Labelled {
        at: app.now(),
        is_on: puts,
        marked: &marked,
        line: None,
    };
    save(app, tx, work, conversation_id, input).await
}

async fn save(
    app: &App,
    tx: &mut Write,
    work: &LabelWork,
    conversation_id: ConversationId,
    input: Input<'_>,
) -> Result<Vec<EventRow>, Error> {
    let now = app.now();
    let workspace_id = work.workspace_id;
    let thread = tx.load_thread(workspace_id, conversation_id).await?;
    let connected = app
        .channels
        .find(workspace_id, work.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    let channel = &connected.channel;
    let situation = Situation {
        rulebook: app.rulebook(channel.platform, now)?,
        channel,
        thread: &thread,
    };
    let decision = decide(&situation, input, now, &mut || app.id())
        .map_err(|refusal| Error::Internal(format!("an answer was refused: {refusal}")))?;
    conversations::save(app, tx, workspace_id, decision, now).await
}
