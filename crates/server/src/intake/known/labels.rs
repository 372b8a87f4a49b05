//! Labels that a batch tells of: looked up before it is decided, and how they stand kept while it is.

use transom_domain::decide::{Decision, Event};
use transom_domain::id::{ChannelId, ConversationId, WorkspaceId};
use transom_domain::inbound::{InboundEvent, LabelNotice};
use transom_domain::label::Marked;
use transom_store::Write;

use super::super::batch::Understood;
use super::Known;
use crate::app::App;
use crate::error::Error;
use crate::labels;

impl Known {
    /// With the labels that are told of, also those that are told of for the first time.
    pub(super) async fn with_labels(
        mut self,
        app: &App,
        tx: &mut Write,
        workspace_id: WorkspaceId,
        understood: &[Understood],
    ) -> Result<Self, Error> {
        let mut conversations = Vec::new();
        for one in understood {
            let InboundEvent::Labelled(notice) = &one.inbound.event else {
                continue;
            };
            let channel_id = one.connected.channel.id;
            let key = (channel_id, notice.label.clone());
            match labels::told(app, tx, workspace_id, channel_id, notice, one.at()).await? {
                Some(label) => self.labels.insert(key, label),
                None => self.labels.remove(&key),
            };
            conversations.extend(self.conversation(channel_id, notice));
        }
        if !conversations.is_empty() {
            let marks = tx.marks(workspace_id, &conversations).await?.into_iter();
            self.marks = marks
                .map(|(conversation_id, marked)| ((conversation_id, marked.label_id), marked.mark))
                .collect();
        }
        Ok(self)
    }

    fn conversation(&self, channel_id: ChannelId, notice: &LabelNotice) -> Option<ConversationId> {
        let thread = self.threads.get(&(channel_id, notice.customer.clone()))?;
        Some(thread.conversation.id)
    }

    /// How the label of a notice stands with its customer; nothing when it was deleted since.
    pub(super) fn marked(&self, channel_id: ChannelId, notice: &LabelNotice) -> Option<Marked> {
        let label = self.labels.get(&(channel_id, notice.label.clone()))?;
        let conversation_id = self.conversation(channel_id, notice);
        let mark = conversation_id.and_then(|id| self.marks.get(&(id, label.id)));
        Some(Marked {
            label_id: label.id,
            name: label.name.clone(),
            mark: mark.cloned().unwrap_or_default(),
        })
    }

    /// How labels stand now, for the next notice of the same batch.
    pub(super) fn note_marks(&mut self, decision: &Decision) {
        let conversation_id = decision.thread.conversation.id;
        for event in &decision.events {
            if let Event::LabelMarked { label_id, mark } = event {
                self.marks
                    .insert((conversation_id, *label_id), mark.clone());
            }
        }
    }
}
