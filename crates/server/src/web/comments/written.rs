//! A private answer as its form sends it: words or a file, with answers on offer below.

use serde::Deserialize;
use transom_domain::id::{ChannelId, UploadId};
use transom_domain::message::{Content, QuickReply};

use crate::app::App;
use crate::error::Error;
use crate::media::outbound::{self, Enclosed};
use crate::web::inbox::actions;
use crate::web::session::Reader;
use crate::web::viewer::Viewer;

/// What somebody wrote.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Written {
    pub(super) text: String,
    /// Our id of the file; empty without one.
    file: String,
    /// Each a line.
    pub(super) answers: String,
}

/// What was tried, and why it is not allowed.
#[derive(Clone, Debug)]
pub(super) struct Tried {
    pub(super) sentence: String,
    pub(super) written: Written,
}

impl Written {
    /// The one message that it makes.
    pub(super) async fn content(
        &self,
        app: &App,
        reader: &Reader,
        channel_id: ChannelId,
    ) -> Result<Content, Error> {
        // Browsers send line breaks as two characters; platforms count characters.
        let text = self.text.replace("\r\n", "\n");
        let text = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let answers = self.answers.lines().map(str::trim);
        let answers = answers.filter(|line| !line.is_empty());
        let mut content = Content {
            text,
            quick_replies: answers.map(|line| QuickReply::answer(line, line)).collect(),
            ..Content::default()
        };
        let Ok(id) = self.file.parse::<UploadId>() else {
            return Ok(content);
        };
        let workspace_id = reader.signed_in.agent.workspace_id;
        let connected = app.channels.find(workspace_id, channel_id);
        let platform = connected
            .ok_or(Error::NotFound("channel"))?
            .channel
            .platform;
        let enclosed = [Enclosed::plain("file".to_owned(), id)];
        content.attachments = outbound::attachments(app, workspace_id, platform, &enclosed).await?;
        Ok(content)
    }
}

/// Why an answer was not taken, for who wrote it; nothing when there is nothing to write otherwise.
pub(super) fn sentence(viewer: &Viewer, error: &Error) -> Option<String> {
    match error {
        Error::Refused { refusal, .. } => Some(actions::refusal_sentence(viewer, refusal)),
        Error::File(untaken) => Some(viewer.untaken(untaken).to_string()),
        Error::Invalid { field, problem } => Some(match &**field {
            "quick_replies" => viewer.text("comment-answers-hint").to_string(),
            "attachments" => viewer.text("comment-one-thing").to_string(),
            _ => problem.to_string(),
        }),
        _ => None,
    }
}
