//! Putting labels on customers and taking them off.

use transom_domain::decide::{Actor, Command};
use transom_domain::id::{ConversationId, LabelId, WorkspaceId};
use transom_domain::label::{Label, LabelStage, Marked};
use transom_store::Write;

use super::{Done, carry_out};
use crate::app::App;
use crate::error::Error;
use crate::labels;

/// Which label.
#[derive(Debug, Clone)]
pub enum Which {
    /// The one of this name; made, if there is none.
    Called(String),
    /// This one.
    Known(LabelId),
}

/// Puts a label on the customer of a conversation.
///
/// # Errors
/// [`Error::Invalid`] where there are no labels, and for a text that is no name; [`Error::NotFound`] for a label of
/// another channel.
pub async fn put(
    app: &App,
    workspace_id: WorkspaceId,
    conversation_id: ConversationId,
    by: Actor,
    which: Which,
) -> Result<Done, Error> {
    label(app, workspace_id, conversation_id, by, which, true).await
}

/// Takes a label off the customer of a conversation. One that could not be put on is let be.
///
/// # Errors
/// As with [`put`].
pub async fn take(
    app: &App,
    workspace_id: WorkspaceId,
    conversation_id: ConversationId,
    by: Actor,
    label_id: LabelId,
) -> Result<Done, Error> {
    let which = Which::Known(label_id);
    label(app, workspace_id, conversation_id, by, which, false).await
}

async fn label(
    app: &App,
    workspace_id: WorkspaceId,
    conversation_id: ConversationId,
    by: Actor,
    which: Which,
    puts: bool,
) -> Result<Done, Error> {
    let mut tx = app.db.write().await?;
    let thread = tx.load_thread(workspace_id, conversation_id).await?;
    let channel_id = thread.identity.channel_id;
    labels::require(app, workspace_id, channel_id)?;
    let label = match which {
        Which::Called(name) => {
            labels::called(app, &mut tx, workspace_id, channel_id, &name).await?
        }
        Which::Known(id) => {
            let (of, label) = tx.load_label(workspace_id, id).await?;
            if of != channel_id || !label.is_there() {
                return Err(Error::NotFound("label"));
            }
            // What was refused before is asked for again with it.
            if puts && matches!(label.stage, LabelStage::NotMade(_)) {
                labels::called(app, &mut tx, workspace_id, channel_id, &label.name).await?
            } else {
                label
            }
        }
    };
    let marked = marked(&mut tx, workspace_id, conversation_id, label).await?;
    let command = Command::Label { marked, puts };
    carry_out(app, tx, workspace_id, conversation_id, by, command).await
}

/// How a label stands with a customer.
pub(crate) async fn marked(
    tx: &mut Write,
    workspace_id: WorkspaceId,
    conversation_id: ConversationId,
    label: Label,
) -> Result<Marked, Error> {
    let marks = tx.marks(workspace_id, &[conversation_id]).await?;
    let known = marks.into_iter().map(|(_, marked)| marked);
    let mark = known
        .filter(|marked| marked.label_id == label.id)
        .map(|marked| marked.mark)
        .next();
    Ok(Marked {
        label_id: label.id,
        name: label.name,
        mark: mark.unwrap_or_default(),
    })
}
