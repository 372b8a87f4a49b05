//! The world: pages, accounts, customers and what happens between them. [`World`] is the handle that tests, the
//! demo, the control API and the phones all act through.

mod account;
pub(crate) mod act;
mod bulk;
pub(crate) mod business;
pub mod card;
mod comment;
mod compose;
mod customer;
mod elsewhere;
pub(crate) mod file;
pub mod input;
mod integrity;
pub mod label;
mod logs;
mod meter;
pub(crate) mod moderation;
mod opt_in;
mod other_app;
pub(crate) mod outlet;
mod page;
mod permission;
mod person;
mod picture;
mod profile;
mod receipt;
pub(crate) mod record;
mod refusal;
mod rejection;
mod response;
pub mod routing;
pub(crate) mod send;
pub(crate) mod state;
mod sticker;
pub(crate) mod template;
pub(crate) mod token;
pub(crate) mod upload;
pub mod view;
pub(crate) mod whatsapp;

use std::sync::{Arc, Mutex, MutexGuard, Weak};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;

pub use act::Done;
pub(crate) use act::emoji as act_emoji;
pub use bulk::BulkProgress;
pub(crate) use compose::THUMB;
pub use logs::{DeliveryReport, SendLog};
pub use other_app::OtherApp;
pub use record::{SendOutcome, SendRecord};
pub use rejection::Rejection;
pub use token::TokenTerms;

use crate::clock::Clock;
use crate::config::{Config, Secret};
use crate::fault::WebhookFaults;
use crate::ids::Ids;
use crate::rules::Platform;
use crate::webhook::Courier;
use crate::webhook::event::{Event, Slot};
use crate::webhook::topic::Topic;
use routing::Party;
use state::{Customer, Outlet, State};

/// A handle to the world; clones act on the same one.
#[derive(Debug, Clone)]
pub struct World {
    inner: Arc<Inner>,
}

/// A handle that does not keep the world alive.
#[derive(Debug, Clone)]
pub(crate) struct WeakWorld(Weak<Inner>);

#[derive(Debug)]
struct Inner {
    clock: Clock,
    ids: Ids,
    app: App,
    state: Mutex<State>,
    bulk: Mutex<BulkProgress>,
    courier: Arc<Courier>,
    version: watch::Sender<u64>,
    /// Where the emulator listens, as `http://…`.
    base: std::sync::OnceLock<String>,
    /// Templates are being reviewed.
    reviewing: std::sync::Once,
    tasks: TaskTracker,
    /// Ends every task: webhooks, load, connections.
    stop: CancellationToken,
    /// Does so when the last handle is gone.
    _guard: DropGuard,
}

/// The app under test.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) id: String,
    pub(crate) secret: Secret,
    pub(crate) verify_token: Mutex<Secret>,
}

impl World {
    /// Makes a world. Must be called within a Tokio runtime, in which webhooks are then delivered.
    pub fn new(config: Config, clock: Clock) -> Result<Self, crate::Error> {
        let stop = CancellationToken::new();
        let guard = stop.clone().drop_guard();
        let subscribed = config.callback.is_some();
        let courier = Courier::new(config.callback, config.delivery)?;
        let world = Self {
            inner: Arc::new(Inner {
                clock,
                ids: Ids::new(),
                app: App {
                    id: config.app_id,
                    secret: config.app_secret,
                    verify_token: Mutex::new(config.verify_token),
                },
                state: Mutex::default(),
                bulk: Mutex::default(),
                courier: Arc::new(courier),
                version: watch::Sender::new(0),
                base: std::sync::OnceLock::new(),
                reviewing: std::sync::Once::new(),
                tasks: TaskTracker::new(),
                stop,
                _guard: guard,
            }),
        };
        world.add_page(config.page)?;
        if subscribed {
            for page in world.lock().outlets.values_mut() {
                page.subscription = Some(outlet::every_field(Platform::Messenger));
            }
        }
        Ok(world)
    }

    /// The present of this world.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// Moves the clock, backwards when `by` is negative.
    pub fn advance_clock(&self, by: SignedDuration) {
        self.inner.clock.advance(by);
        self.changed();
    }

    /// Sets the clock.
    pub fn set_clock(&self, to: Timestamp) {
        self.inner.clock.set(to);
        self.changed();
    }

    /// Where the emulator listens; none while it does not.
    pub(crate) fn base(&self) -> Option<&str> {
        self.inner.base.get().map(String::as_str)
    }

    pub(crate) fn set_base(&self, base: String) {
        // Only the first address counts: addresses of files must not change.
        let _ = self.inner.base.set(base);
    }

    /// Waits until every webhook has been delivered or given up.
    pub async fn settled(&self) {
        self.inner.courier.settled().await;
    }

    /// Ends every task of this world; what has not been delivered is lost.
    pub(crate) fn stop(&self) -> &CancellationToken {
        &self.inner.stop
    }

    /// The tasks of this world.
    pub(crate) fn tasks(&self) -> &TaskTracker {
        &self.inner.tasks
    }

    /// Runs something in the background until the world ends.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let task = self.inner.stop.clone().run_until_cancelled_owned(task);
        self.inner.tasks.spawn(task);
    }

    /// How many events have not been delivered yet.
    pub fn pending_events(&self) -> usize {
        self.inner.courier.pending()
    }

    /// A counter that grows with every change of the world, for pages that follow it.
    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.inner.version.subscribe()
    }

    pub(crate) fn changed(&self) {
        self.inner.version.send_modify(|version| *version += 1);
    }

    pub(crate) fn downgrade(&self) -> WeakWorld {
        WeakWorld(Arc::downgrade(&self.inner))
    }

    pub(crate) fn courier(&self) -> &Arc<Courier> {
        &self.inner.courier
    }

    pub(crate) fn app(&self) -> &App {
        &self.inner.app
    }

    pub(crate) fn ids(&self) -> &Ids {
        &self.inner.ids
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        crate::lock(&self.inner.state)
    }

    pub(crate) fn webhook_faults(&self, outlet: &str) -> WebhookFaults {
        let state = self.lock();
        let of_outlet = state.outlets.get(outlet).map(|outlet| &outlet.faults);
        let of_waba = || state.wabas.get(outlet).map(|waba| &waba.faults);
        let faults = of_outlet.or_else(of_waba);
        faults.map_or_else(WebhookFaults::default, |faults| faults.webhooks.clone())
    }

    /// A new message id, in the shape of the platform.
    fn message_id(&self, outlet: &Outlet) -> String {
        match outlet.platform() {
            Platform::Instagram => self.ids().instagram_message(&outlet.id),
            _ => self.ids().message(),
        }
    }

    /// Tells the app, if the platform has a word for it, a callback is set and the subscription covers it.
    fn emit(&self, outlet: &Outlet, event: Event) {
        let Some(field) = event.topic.field(outlet.platform()) else {
            return;
        };
        let subscribed = outlet.subscription.as_ref();
        let callback = outlet.outbox.hook().callback().is_some();
        if callback && subscribed.is_some_and(|fields| fields.contains(field)) {
            let lanes = outlet.faults.webhooks.lanes;
            outlet.outbox.put(&self.inner.courier, event, lanes);
        }
    }

    /// Tells the app what a customer did. To an app that does not own the thread it goes as standby,
    /// and the payload of a button is withheld.
    fn emit_act(
        &self,
        outlet: &Outlet,
        customer: &Customer,
        at: Timestamp,
        topic: Topic,
        (key, mut value): (&str, Value),
    ) {
        let standby = routing::controller(outlet, customer, self.now()) != Party::Own;
        if standby
            && key == "postback"
            && let Some(postback) = value.as_object_mut()
        {
            postback.remove("payload");
        }
        let mut event = Event::from_customer(outlet, &customer.id, at, topic, (key, value));
        if standby {
            event.slot = Slot::Standby;
            event.topic = Topic::Standby;
        }
        self.emit(outlet, event);
    }

    /// The time of an act: now, or the moment given, which must not lie ahead.
    fn time_of(&self, at: Option<Timestamp>) -> Result<Timestamp, Rejection> {
        let now = self.now();
        match at {
            Some(at) if at > now => Err(Rejection::invalid(
                "future",
                format!("{at} lies ahead of this world's clock, which shows {now}"),
            )),
            Some(at) => Ok(at),
            None => Ok(now),
        }
    }
}

impl WeakWorld {
    pub(crate) fn upgrade(&self) -> Option<World> {
        self.0.upgrade().map(|inner| World { inner })
    }
}

/// A customer and the outlet they belong to.
fn pair<'a>(
    state: &'a mut State,
    customer: &str,
) -> Result<(&'a mut Outlet, &'a mut Customer), Rejection> {
    let found = state.customers.get_mut(customer);
    let customer = found.ok_or_else(|| Rejection::unknown("customer", customer))?;
    let outlet = state.outlets.get_mut(&customer.outlet);
    let outlet = outlet.ok_or_else(|| Rejection::unknown("page", &customer.outlet))?;
    Ok((outlet, customer))
}

/// The number of an id as the platform writes app ids; ids that are no number stay text.
fn number(id: &str) -> Value {
    id.parse::<u64>()
        .map_or_else(|_| json!(id), |number| json!(number))
}
