//! What a conversation offers for tagged messages, and what the rules say about one.

use transom_policy::{Draft, Human, Route, Verdict};
use transom_store::MessageRow;

use super::Opened;
use crate::app::App;
use crate::conversations;
use crate::error::Error;
use crate::web::inbox::tagged::Wizard;

impl Opened {
    /// The most characters the channel takes in one message.
    pub(super) fn limit(&self) -> u32 {
        u32::try_from(self.rulebook.text_limit()).unwrap_or(u32::MAX)
    }

    /// The tag wizard, where the rulebook has tags.
    pub(super) fn wizard(&self, is_second: bool) -> Option<Wizard> {
        let (kinds, barred) = Wizard::of(&self.routes)?;
        let conversation = &self.thread.conversation;
        let is_tagged = |row: &&MessageRow| {
            let delivery = row.message.delivery.as_ref();
            delivery.is_some_and(|delivery| delivery.route != Route::Standard)
        };
        let last = self.rows.iter().rev().find(is_tagged);
        Some(Wizard {
            conversation: conversation.id.to_string(),
            limit: self.limit(),
            is_second,
            kinds,
            barred,
            count: conversation.consecutive_tagged,
            last_at: last
                .filter(|_| conversation.consecutive_tagged > 0)
                .map(|row| row.message.at),
            written: None,
        })
    }

    /// What the rules say about a draft, now.
    pub(crate) fn consider(&self, app: &App, draft: &Draft<Human>) -> Result<Verdict, Error> {
        conversations::consider(app, &self.channel, &self.thread, draft, app.now())
    }
}
