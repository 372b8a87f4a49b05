//! How the story of the demo is played: in the order of time, each step once the one before it has arrived.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use transom_emulator::world::input::{NewCustomer, NewPost};
use transom_store::Read;

use super::act::Customer;
use super::story::{Ago, NumberStep, Place, Post, Step, Story, Tale, TemplateStep};
use super::{DemoError, Shop, accounts};
use crate::clock::Clock;
use crate::error::Error;

/// How long the story is.
pub(super) const LENGTH: SignedDuration = SignedDuration::from_hours(10 * 24);

/// Something that happens at a moment.
enum Happening<'a> {
    Published(&'a Post),
    /// To the template with this id.
    Template(&'a str, &'a TemplateStep),
    Number(&'a NumberStep),
    /// In the story of this place in the list.
    Step(usize, &'a Step),
}

/// Plays everything up to the present. The ids are those of the templates, in their order.
pub(super) async fn play(
    shop: &mut Shop<'_>,
    clock: &Clock,
    present: Timestamp,
    tale: &Tale,
    templates: &[String],
) -> Result<(), DemoError> {
    let mut customers: HashMap<usize, Customer> = HashMap::new();
    for (ago, happening) in in_order(tale, templates) {
        let now = present.saturating_sub(ago.0).unwrap_or(present);
        clock.set(now);
        match happening {
            Happening::Published(post) => {
                let new = NewPost {
                    kind: post.kind,
                    text: post.text.clone(),
                    at: None,
                };
                let published = shop.world.publish(accounts::INSTAGRAM, new)?;
                shop.posts.insert(post.key.clone(), published.id);
            }
            Happening::Template(id, step) => {
                drop(shop.world.switch_template(id, step.switches.clone())?);
            }
            Happening::Number(step) => {
                let switches = step.switches.clone();
                drop(shop.world.switch_number(accounts::NUMBER, switches)?);
            }
            Happening::Step(index, step) => {
                let (place, story) = &tale.stories[index];
                let today = now.to_zoned(TimeZone::UTC).date();
                let since = story.since.max(step.since);
                if since.is_some_and(|since| today < since) {
                    continue;
                }
                let told = shop.tell(&mut customers, index, *place, story, step).await;
                told.map_err(|error| DemoError::Story(story.name.clone(), Box::new(error)))?;
            }
        }
    }
    shop.arrived().await
}

fn in_order<'a>(tale: &'a Tale, templates: &'a [String]) -> Vec<(Ago, Happening<'a>)> {
    let mut all = Vec::new();
    let published = tale.shop.post.iter();
    all.extend(published.map(|post| (post.ago, Happening::Published(post))));
    for (template, id) in tale.shop.template.iter().zip(templates) {
        let later = template.later.iter();
        all.extend(later.map(|step| (step.ago, Happening::Template(id, step))));
    }
    let number = tale.shop.number.iter();
    all.extend(number.map(|step| (step.ago, Happening::Number(step))));
    for (index, (_, story)) in tale.stories.iter().enumerate() {
        let steps = story.steps.iter();
        all.extend(steps.map(|step| (step.ago, Happening::Step(index, step))));
    }
    all.sort_by_key(|(ago, _)| std::cmp::Reverse(*ago));
    all
}

/// How often it is looked whether a step has arrived, and how long that is done.
const LOOK: Duration = Duration::from_millis(1);
const LOOKS: usize = 5_000;

impl Shop<'_> {
    async fn tell(
        &self,
        customers: &mut HashMap<usize, Customer>,
        index: usize,
        place: Place,
        story: &Story,
        step: &Step,
    ) -> Result<(), DemoError> {
        let customer = match customers.entry(index) {
            Entry::Occupied(met) => met.into_mut(),
            Entry::Vacant(stranger) => stranger.insert(self.meet(place, story)?),
        };
        self.perform(customer, &step.act).await
    }

    fn meet(&self, place: Place, story: &Story) -> Result<Customer, DemoError> {
        let (outlet, channel_id) = match place {
            Place::Messenger => (accounts::PAGE, self.channels.messenger),
            Place::Instagram => (accounts::INSTAGRAM, self.channels.instagram),
            Place::WhatsApp => (accounts::NUMBER, self.channels.whatsapp),
        };
        let new = NewCustomer {
            name: story.name.clone(),
            locale: Some(story.locale.clone()),
            page: Some(outlet.to_owned()),
            username: story.username.clone(),
            wa_id: story.phone.clone(),
            ..NewCustomer::default()
        };
        let view = self.world.create_customer(new)?;
        Ok(Customer {
            id: view.id,
            place,
            channel_id,
            called: view.whatsapp.map(|person| person.wa_id),
            comment: None,
        })
    }

    /// Waits until every webhook is processed.
    pub(super) async fn arrived(&self) -> Result<(), DemoError> {
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
    pub(super) async fn sent(&self) -> Result<(), DemoError> {
        for _ in 0..LOOKS {
            let mut read = self.app.db.read().await.map_err(Error::from)?;
            let next = read.next_job_at().await.map_err(Error::from)?;
            if self.is_idle(&mut read, next).await? {
                return self.arrived().await;
            }
            drop(read);
            tokio::time::sleep(LOOK).await;
        }
        Err(DemoError::Stuck("a message is not sent"))
    }

    /// Waits until the files of the customers are here: their addresses run out, and the clock is about to jump.
    pub(super) async fn fetched(&self) -> Result<(), DemoError> {
        self.arrived().await?;
        for _ in 0..LOOKS {
            let mut read = self.app.db.read().await.map_err(Error::from)?;
            let next = read.next_fetch_at().await.map_err(Error::from)?;
            if self.is_idle(&mut read, next).await? {
                return Ok(());
            }
            drop(read);
            tokio::time::sleep(LOOK).await;
        }
        Err(DemoError::Stuck("a file is not fetched"))
    }

    async fn is_idle(&self, read: &mut Read, next: Option<Timestamp>) -> Result<bool, DemoError> {
        let is_later = next.is_none_or(|next| next > self.app.now());
        Ok(is_later && read.count_leased().await.map_err(Error::from)? == 0)
    }
}
