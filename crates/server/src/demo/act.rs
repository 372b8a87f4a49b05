//! What a step of the story does: customers by the emulator, colleagues by the use cases of the desk.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use transom_domain::decide::{Actor, Command, Reply};
use transom_domain::id::{ChannelId, ConversationId};
use transom_domain::message::{Author, Content, Origin};
use transom_emulator::world::input::{
    AdReferral, AttachmentKind, BusinessMessage, CustomerSwitches, Edit, NewAttachment, NewComment,
    NewMessage, NewPost, NewPostKind, Origin as Elsewhere, Reaction, Special, WhatsAppContent,
};
use transom_policy::AuthorKind;

use super::cast::Colleague;
use super::story::{Act, Deed, Photo, Place, Work};
use super::{DemoError, Shop, accounts};
use crate::conversations::label::{self, Which};
use crate::error::Error;
use crate::{comments, conversations, reactions, templates};

/// A customer, and the channel they are met on.
#[derive(Debug)]
pub(super) struct Customer {
    /// The emulator's id of them.
    pub(super) id: String,
    pub(super) place: Place,
    pub(super) channel_id: ChannelId,
    /// What the platform calls them, where that is not the emulator's id.
    pub(super) called: Option<String>,
    /// Their last comment.
    pub(super) comment: Option<String>,
}

const ADS: &str = "6045001122";
const PICTURE: &str = "image/jpeg";
/// How far back a message of the customer is looked for.
const RECENT: u32 = 20;

impl Shop<'_> {
    pub(super) async fn perform(
        &self,
        customer: &mut Customer,
        act: &Act,
    ) -> Result<(), DemoError> {
        let id = customer.id.as_str();
        match act {
            Act::Says(text) => self.write(id, NewMessage::text(text))?,
            Act::Sends(message) => {
                self.write(id, (**message).clone())?;
                self.fetched().await?;
            }
            Act::Shows(photo) => {
                self.write(id, self.picture(customer.place, photo))?;
                self.fetched().await?;
            }
            Act::ComesByAd { title, text } => {
                let ad = AdReferral {
                    ad_id: ADS.to_owned(),
                    title: Some(title.clone()),
                    reference: None,
                };
                let message = NewMessage {
                    ad: Some(ad),
                    ..NewMessage::text(text)
                };
                self.write(id, message)?;
            }
            Act::RepliesToStory { caption, text } => {
                let story = NewPost {
                    kind: NewPostKind::Story,
                    text: caption.clone(),
                    at: None,
                };
                let story = self.world.publish(accounts::INSTAGRAM, story)?.id;
                let special = Special::StoryReply { story: Some(story) };
                self.write(id, special_message(special, Some(text.clone())))?;
            }
            Act::Taps(payload) => self.write(id, self.tap(customer, payload)?)?,
            Act::Presses(postback) => drop(self.world.tap(id, postback.clone())?),
            Act::Fills(answers) => {
                let filled_in = WhatsAppContent::Flow {
                    of: self.last_of(id, true)?,
                    response: serde_json::from_str(answers)
                        .map_err(|_| DemoError::Stuck("a form is not filled in with JSON"))?,
                };
                self.write(id, on_whatsapp(filled_in, None))?;
            }
            Act::OptsIn(given) => drop(self.world.opt_in(id, given.clone())?),
            Act::Changes(change) => drop(self.world.change_person(id, change.clone())?),
            Act::Reacts(reaction) => {
                self.arrived().await?;
                let reaction = Reaction {
                    reaction: Some(reaction.clone()),
                };
                drop(self.world.react(id, &self.last_of(id, true)?, reaction)?);
            }
            Act::Edits(text) => {
                let edit = Edit { text: text.clone() };
                drop(self.world.edit(id, &self.last_of(id, false)?, edit)?);
            }
            Act::Comments { under, text } => {
                let post = under.as_ref().map(|key| self.posts.get(key).cloned());
                let comment = NewComment {
                    text: text.clone(),
                    post: post.flatten(),
                    parent: None,
                    at: None,
                };
                customer.comment = Some(self.world.comment(id, comment)?.id);
            }
            Act::Customer(deed) => self.deed(id, *deed).await?,
            Act::Inbox(text) => {
                let message = BusinessMessage {
                    text: text.clone(),
                    origin: Elsewhere::PageInbox,
                    at: None,
                };
                drop(self.world.write_elsewhere(id, message)?);
            }
            Act::Ana(work) => self.work(customer, Colleague::Ana, work).await?,
            Act::Marc(work) => self.work(customer, Colleague::Marc, work).await?,
            Act::Lucia(work) => self.work(customer, Colleague::Lucia, work).await?,
            Act::Tom(work) => self.work(customer, Colleague::Tom, work).await?,
        }
        Ok(())
    }

    fn write(&self, customer: &str, message: NewMessage) -> Result<(), DemoError> {
        drop(self.world.write(customer, message)?);
        Ok(())
    }

    async fn deed(&self, id: &str, deed: Deed) -> Result<(), DemoError> {
        match deed {
            Deed::Reads => {
                self.arrived().await?;
                self.world.mark_read(id)?;
            }
            Deed::Shares => {
                self.write(id, special_message(Special::Share { post: None }, None))?;
            }
            Deed::Mentions => self.write(id, special_message(Special::StoryMention, None))?,
            Deed::Unsends => drop(self.world.delete(id, &self.last_of(id, false)?)?),
            Deed::Blocks => {
                let blocked = CustomerSwitches {
                    blocked: Some(true),
                    ..CustomerSwitches::default()
                };
                drop(self.world.switch(id, blocked)?);
            }
        }
        Ok(())
    }

    fn picture(&self, place: Place, photo: &Photo) -> NewMessage {
        let bytes = photo.picture.bytes();
        if place == Place::WhatsApp {
            let file = WhatsAppContent::Media {
                media: "image".to_owned(),
                data: Some(STANDARD.encode(bytes)),
                mime_type: Some(PICTURE.to_owned()),
                filename: None,
            };
            return on_whatsapp(file, photo.text.clone());
        }
        let attachment = NewAttachment {
            kind: AttachmentKind::Image,
            url: self.world.keep_file(PICTURE, Bytes::from_static(bytes)),
            title: None,
        };
        NewMessage {
            text: photo.text.clone(),
            attachments: vec![attachment],
            ..NewMessage::default()
        }
    }

    fn tap(&self, customer: &Customer, payload: &str) -> Result<NewMessage, DemoError> {
        Ok(if customer.place == Place::WhatsApp {
            let choice = WhatsAppContent::Choice {
                of: self.last_of(&customer.id, true)?,
                id: payload.to_owned(),
            };
            on_whatsapp(choice, None)
        } else {
            NewMessage {
                quick_reply: Some(payload.to_owned()),
                ..NewMessage::default()
            }
        })
    }

    /// The last message of the shop, or of the customer.
    fn last_of(&self, customer: &str, shop: bool) -> Result<String, DemoError> {
        let thread = self.world.thread(customer)?;
        let mut latest = thread.into_iter().rev();
        let found = latest.find(|message| message.from_business == shop);
        found
            .map(|message| message.mid)
            .ok_or(DemoError::Stuck("there is no message to act upon"))
    }

    async fn work(
        &self,
        customer: &Customer,
        who: Colleague,
        work: &Work,
    ) -> Result<(), DemoError> {
        self.arrived().await?;
        let by = Actor {
            agent_id: self.agents[who as usize],
            origin: Origin::Desk,
        };
        if let Work::AnswersComment(text) = work {
            return self.answer_comment(customer, by, text).await;
        }
        let id = self.conversation(customer).await?;
        conversations::act(self.app, self.workspace_id, id, by, Command::Seen).await?;
        let reply = |content| Command::Reply(Reply::new(content));
        let command = match work {
            Work::Answers(text) => reply(Content::text(text)),
            Work::Offers(content) => reply((**content).clone()),
            Work::SendsTemplate(template) => {
                let template = (**template).clone();
                reply(templates::content(self.app, self.workspace_id, id, template).await?)
            }
            Work::Loves => return self.love(id).await,
            Work::Notes(text) => Command::Note(text.clone()),
            Work::Takes => Command::Assign(Some(by.agent_id)),
            Work::Closes => Command::Close,
            Work::Snoozes(long) => {
                let until = self.app.now().saturating_add(long.0);
                Command::Snooze(until.map_err(|_| DemoError::Stuck("a snooze has no end"))?)
            }
            Work::Labels(name) => return self.label(id, by, name).await,
            Work::AnswersComment(_) => return Ok(()),
        };
        let is_reply = matches!(command, Command::Reply(_));
        conversations::act(self.app, self.workspace_id, id, by, command).await?;
        if is_reply {
            self.sent().await?;
        }
        Ok(())
    }

    async fn answer_comment(
        &self,
        customer: &Customer,
        by: Actor,
        text: &str,
    ) -> Result<(), DemoError> {
        let comment = customer.comment.as_deref();
        let comment = comment.ok_or(DemoError::Stuck("there is no comment to answer"))?;
        comments::reply(
            self.app,
            self.workspace_id,
            customer.channel_id,
            comment,
            by,
            (AuthorKind::Human, Content::text(text)),
        )
        .await?;
        self.sent().await
    }

    async fn label(&self, id: ConversationId, by: Actor, name: &str) -> Result<(), DemoError> {
        let which = Which::Called(name.to_owned());
        label::put(self.app, self.workspace_id, id, by, which).await?;
        Ok(())
    }

    async fn love(&self, id: ConversationId) -> Result<(), DemoError> {
        let mut read = self.app.db.read().await.map_err(Error::from)?;
        let rows = read.messages(self.workspace_id, id, None, RECENT).await;
        let rows = rows.map_err(Error::from)?;
        drop(read);
        let mut latest = rows.into_iter().rev().map(|row| row.message);
        let said = latest.find(|message| message.author == Author::Customer);
        let said = said.ok_or(DemoError::Stuck("there is no message to love"))?;
        Ok(reactions::react(self.app, self.workspace_id, said.id, true).await?)
    }

    async fn conversation(&self, customer: &Customer) -> Result<ConversationId, DemoError> {
        let mut read = self.app.db.read().await.map_err(Error::from)?;
        let missing = DemoError::Stuck("a customer’s message did not arrive");
        if let Some(called) = &customer.called {
            let wanted = [(customer.channel_id, called.as_str())];
            let found = read.called(self.workspace_id, &wanted).await;
            let found = found.map_err(Error::from)?.pop();
            return Ok(found.ok_or(missing)?.thread.conversation.id);
        }
        let wanted = [(customer.channel_id, customer.id.as_str())];
        let found = read.threads(self.workspace_id, &wanted).await;
        let found = found.map_err(Error::from)?.pop();
        Ok(found.ok_or(missing)?.conversation.id)
    }
}

fn special_message(special: Special, text: Option<String>) -> NewMessage {
    NewMessage {
        text,
        instagram: Some(special),
        ..NewMessage::default()
    }
}

fn on_whatsapp(content: WhatsAppContent, text: Option<String>) -> NewMessage {
    NewMessage {
        text,
        whatsapp: Some(content),
        ..NewMessage::default()
    }
}
