//! Answering with words and files: on most platforms that is several messages.

use transom_channels::parts;
use transom_domain::decide::{Actor, Command, Reply};
use transom_domain::id::{ConversationId, UploadId, WorkspaceId};
use transom_domain::message::Content;

use super::{Done, act};
use crate::app::App;
use crate::error::Error;
use crate::media::outbound::{self, Enclosed};

/// Answers a customer as a person, with a text and files that were handed over. Gives the last message of it.
///
/// # Errors
/// [`Error::Invalid`] when a file is nothing that the platform takes; [`Error::Refused`] as with [`act`]. Of several
/// messages, those before the one that is refused stand.
pub async fn say(
    app: &App,
    workspace_id: WorkspaceId,
    conversation_id: ConversationId,
    by: Actor,
    text: &str,
    files: &[UploadId],
) -> Result<Done, Error> {
    let mut content = Content::text(text);
    let mut said = vec![content.clone()];
    if !files.is_empty() {
        let platform = outbound::platform(app, workspace_id, conversation_id).await?;
        let plain = |(index, id)| Enclosed::plain(format!("attachments[{index}]"), id);
        let files: Vec<_> = files.iter().copied().enumerate().map(plain).collect();
        content.attachments = outbound::attachments(app, workspace_id, platform, &files).await?;
        said = parts(platform, content);
    }
    let mut done = Err(Error::NotFound("message"));
    for part in said {
        let command = Command::Reply(Reply::new(part));
        done = Ok(act(app, workspace_id, conversation_id, by, command).await?);
    }
    done
}
