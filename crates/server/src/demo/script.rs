//! The story of the demo, and how it is played: in the order of time, each step once the one before it has arrived.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use transom_domain::decide::{Actor, Command, Reply};
use transom_domain::id::{ChannelId, ConversationId};
use transom_domain::message::{Content, Origin};
use transom_emulator::world::input::{
    AdReferral, BusinessMessage, CustomerSwitches, Edit, NewCustomer, NewMessage, NewPost,
    NewPostKind, Origin as Elsewhere, Reaction, Special,
};

use super::stories::{Act, Place, Story, all};
use super::{DemoError, Shop};
use crate::clock::Clock;
use crate::conversations;
use crate::error::Error;

/// How long the story is.
pub(super) const LENGTH: SignedDuration = SignedDuration::from_hours(10 * 24);

/// Plays every story up to the present.
pub(super) async fn play(
    shop: &Shop<'_>,
    clock: &Clock,
    present: Timestamp,
) -> Result<(), DemoError> {
    let stories: Vec<&Story> = all().collect();
    let mut steps: Vec<(u32, usize, Act)> = stories
        .iter()
        .enumerate()
        .flat_map(|(story, told)| told.lines.iter().map(move |(ago, act)| (*ago, story, *act)))
        .collect();
    steps.sort_by_key(|(ago, story, _)| (std::cmp::Reverse(*ago), *story));
    let mut customers: Vec<Option<Customer>> = vec![None; stories.len()];
    for (ago, story, act) in steps {
        let ago = SignedDuration::from_mins(i64::from(ago));
        clock.set(present.saturating_sub(ago).unwrap_or(present));
        let customer = if let Some(customer) = &customers[story] {
            customer.clone()
        } else {
            let customer = meet(shop, stories[story])?;
            customers[story].insert(customer).clone()
        };
        shop.perform(&customer, act).await?;
    }
    shop.arrived().await
}

/// A customer, and the channel they are met on.
#[derive(Debug, Clone)]
struct Customer {
    id: String,
    channel_id: ChannelId,
}

fn meet(shop: &Shop<'_>, story: &Story) -> Result<Customer, DemoError> {
    let mut new = NewCustomer {
        name: story.name.to_owned(),
        locale: Some(story.locale.to_owned()),
        ..NewCustomer::default()
    };
    let channel_id = match story.place {
        Place::Messenger => shop.channel_id,
        Place::Instagram { username } => {
            new.page = Some(super::ACCOUNT_ID.to_owned());
            new.username = Some(username.to_owned());
            shop.instagram_id
        }
    };
    let id = shop.world.create_customer(new)?.id;
    Ok(Customer { id, channel_id })
}

fn special(special: Special) -> NewMessage {
    NewMessage {
        instagram: Some(special),
        ..NewMessage::default()
    }
}

/// How often it is looked whether a step has arrived, and how long that is done.
const LOOK: Duration = Duration::from_millis(1);
const LOOKS: usize = 5_000;

impl Shop<'_> {
    async fn perform(&self, customer: &Customer, act: Act) -> Result<(), DemoError> {
        let id = customer.id.as_str();
        match act {
            Act::Says(text) => drop(self.world.write(id, NewMessage::text(text))?),
            Act::ComesByAd(title, text) => {
                let ad = AdReferral {
                    ad_id: "6045001122".to_owned(),
                    title: Some(title.to_owned()),
                    reference: None,
                };
                let message = NewMessage {
                    ad: Some(ad),
                    ..NewMessage::text(text)
                };
                drop(self.world.write(id, message)?);
            }
            Act::Reacts(reaction) => {
                self.arrived().await?;
                if let Some(mid) = self.last_of(id, true)? {
                    let reaction = Reaction {
                        reaction: Some(reaction.to_owned()),
                    };
                    drop(self.world.react(id, &mid, reaction)?);
                }
            }
            Act::Reads => {
                self.arrived().await?;
                self.world.mark_read(id)?;
            }
            Act::RepliesToStory(caption, text) => {
                let story = NewPost {
                    kind: NewPostKind::Story,
                    text: caption.to_owned(),
                    at: None,
                };
                let story = self.world.publish(super::ACCOUNT_ID, story)?.id;
                let message = NewMessage {
                    instagram: Some(Special::StoryReply { story: Some(story) }),
                    ..NewMessage::text(text)
                };
                drop(self.world.write(id, message)?);
            }
            Act::Shares => drop(
                self.world
                    .write(id, special(Special::Share { post: None }))?,
            ),
            Act::Mentions => drop(self.world.write(id, special(Special::StoryMention))?),
            Act::Edits(text) => {
                if let Some(mid) = self.last_of(id, false)? {
                    let text = text.to_owned();
                    drop(self.world.edit(id, &mid, Edit { text })?);
                }
            }
            Act::Unsends => {
                if let Some(mid) = self.last_of(id, false)? {
                    drop(self.world.delete(id, &mid)?);
                }
            }
            Act::Blocks => {
                let blocked = CustomerSwitches {
                    blocked: Some(true),
                    ..CustomerSwitches::default()
                };
                drop(self.world.switch(id, blocked)?);
            }
            Act::Inbox(text) => {
                let message = BusinessMessage {
                    text: text.to_owned(),
                    origin: Elsewhere::PageInbox,
                    at: None,
                };
                drop(self.world.write_elsewhere(id, message)?);
            }
            Act::Answers(agent, text) => {
                let reply = Reply::new(Content::text(text));
                self.act(customer, agent, Command::Reply(reply)).await?;
                self.sent().await?;
            }
            Act::Notes(agent, text) => {
                self.act(customer, agent, Command::Note(text.to_owned()))
                    .await?;
            }
            Act::Takes(agent) => {
                let to = Some(self.agents[agent]);
                self.act(customer, agent, Command::Assign(to)).await?;
            }
            Act::Closes(agent) => self.act(customer, agent, Command::Close).await?,
            Act::Snoozes(agent, hours) => {
                let until = self
                    .app
                    .now()
                    .saturating_add(SignedDuration::from_hours(hours));
                let until = until.map_err(|_| DemoError::Stuck("a snooze has no end"))?;
                self.act(customer, agent, Command::Snooze(until)).await?;
            }
        }
        Ok(())
    }

    async fn act(
        &self,
        customer: &Customer,
        agent: usize,
        command: Command,
    ) -> Result<(), DemoError> {
        self.arrived().await?;
        let by = Actor {
            agent_id: self.agents[agent],
            origin: Origin::Desk,
        };
        let id = self.conversation(customer).await?;
        conversations::act(self.app, self.workspace_id, id, by, Command::Seen).await?;
        conversations::act(self.app, self.workspace_id, id, by, command).await?;
        Ok(())
    }

    async fn conversation(&self, customer: &Customer) -> Result<ConversationId, DemoError> {
        let wanted = [(customer.channel_id, customer.id.as_str())];
        let mut read = self.app.db.read().await.map_err(Error::from)?;
        let found = read
            .threads(self.workspace_id, &wanted)
            .await
            .map_err(Error::from)?;
        let thread = found
            .first()
            .ok_or(DemoError::Stuck("a customer’s message did not arrive"))?;
        Ok(thread.conversation.id)
    }

    /// The last message of the shop, or of the customer.
    fn last_of(&self, customer: &str, shop: bool) -> Result<Option<String>, DemoError> {
        let thread = self.world.thread(customer)?;
        Ok(thread
            .iter()
            .rev()
            .find(|message| message.from_business == shop)
            .map(|message| message.mid.clone()))
    }

    /// Waits until every webhook is processed.
    async fn arrived(&self) -> Result<(), DemoError> {
        self.world.settled().await;
        for _ in 0..LOOKS {
            let mut read = self.app.db.read().await.map_err(Error::from)?;
            let position = read
                .intake_position(crate::intake::JOURNAL)
                .await
                .map_err(Error::from)?;
            if self.journal.head().get() == position + 1 {
                return Ok(());
            }
            tokio::time::sleep(LOOK).await;
        }
        Err(DemoError::Stuck("webhooks are not processed"))
    }

    /// Waits until every job that is due is done, and its receipts have come back.
    async fn sent(&self) -> Result<(), DemoError> {
        for _ in 0..LOOKS {
            let mut read = self.app.db.read().await.map_err(Error::from)?;
            let next = read.next_job_at().await.map_err(Error::from)?;
            if next.is_none_or(|next| next > self.app.now())
                && read.count_leased().await.map_err(Error::from)? == 0
            {
                return self.arrived().await;
            }
            drop(read);
            tokio::time::sleep(LOOK).await;
        }
        Err(DemoError::Stuck("a message is not sent"))
    }
}
