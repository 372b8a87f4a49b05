//! The way of an event to the callback. A page or account has lanes; a lane delivers one webhook at a time and
//! does not go on before it has succeeded or been given up.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bytes::Bytes;
use jiff::Timestamp;
use reqwest::Client;
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::event::{Event, envelope};
use super::log::{Attempt, DeliveryLog, DeliveryState};
use super::signature::{self, Signatures};
use crate::config::{DeliveryConfig, Secret};
use crate::fault::WebhookFaults;
use crate::rules::Platform;
use crate::world::{WeakWorld, World};

/// The most lanes of an outlet.
const LANES: usize = 64;

/// Where the webhooks of an outlet go, and what signs them.
#[derive(Debug)]
pub(crate) struct Hook {
    pub(crate) platform: Platform,
    pub(crate) secret: Secret,
    /// The first that is set serves; the last one is shared by all that follow the app.
    pub(crate) callbacks: Vec<Arc<Mutex<Option<String>>>>,
}

impl Hook {
    pub(crate) fn callback(&self) -> Option<String> {
        let mut callbacks = self.callbacks.iter();
        callbacks.find_map(|callback| crate::lock(callback).clone())
    }

    fn object(&self) -> &'static str {
        match self.platform {
            Platform::Instagram => "instagram",
            Platform::WhatsApp => "whatsapp_business_account",
            _ => "page",
        }
    }
}

/// Everything that all lanes share.
#[derive(Debug)]
pub(crate) struct Courier {
    pub(crate) client: Client,
    pub(crate) log: DeliveryLog,
    /// Where the webhooks of the app go.
    pub(crate) callback: Arc<Mutex<Option<String>>>,
    config: DeliveryConfig,
    pending: AtomicUsize,
    settled: Notify,
    /// Woken when a switch changes, for lanes that are paused.
    pub(crate) switched: Notify,
}

impl Courier {
    pub(crate) fn new(callback: Option<String>, config: DeliveryConfig) -> reqwest::Result<Self> {
        // Fails only where a provider is installed already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self {
            client: Client::builder()
                .timeout(config.timeout)
                .redirect(reqwest::redirect::Policy::none())
                .no_proxy()
                .build()?,
            log: DeliveryLog::new(config.log_limit),
            callback: Arc::new(Mutex::new(callback)),
            config,
            pending: AtomicUsize::new(0),
            settled: Notify::new(),
            switched: Notify::new(),
        })
    }

    /// How many events wait or are on their way.
    pub(crate) fn pending(&self) -> usize {
        self.pending.load(Ordering::Acquire)
    }

    /// Waits until no event is on its way.
    pub(crate) async fn settled(&self) {
        loop {
            let notified = self.settled.notified();
            if self.pending() == 0 {
                return;
            }
            notified.await;
        }
    }

    /// How many entries the logs keep.
    pub(crate) fn log_limit(&self) -> usize {
        self.config.log_limit
    }

    fn done(&self, events: usize) {
        let before = self.pending.fetch_sub(events, Ordering::AcqRel);
        if before == events {
            self.settled.notify_waiters();
        }
    }

    /// Tries until it succeeds. False when it was given up.
    async fn deliver(&self, hook: &Hook, events: &[Event], at: Timestamp) -> bool {
        let body = Bytes::from(envelope(hook.object(), events));
        let signatures = signature::headers(hook.secret.expose(), &body);
        let fields = events
            .iter()
            .filter_map(|event| event.topic.field(hook.platform))
            .collect();
        let number = self.log.open(&events[0].outlet, fields, &body, at);
        let began = Instant::now();
        let pauses = &self.config.retry_after;
        let last = pauses.last().copied().unwrap_or(Duration::from_secs(1));
        let mut pauses = pauses.iter().copied().chain(std::iter::repeat(last));
        loop {
            let attempt = self.attempt(hook, &signatures, body.clone()).await;
            let pause = pauses.next().unwrap_or(last);
            let state = if attempt.succeeded() {
                DeliveryState::Delivered
            } else if began.elapsed() + pause > self.config.give_up_after {
                DeliveryState::GivenUp
            } else {
                DeliveryState::Pending
            };
            self.log.record(number, attempt, state);
            match state {
                DeliveryState::Delivered => return true,
                DeliveryState::GivenUp => return false,
                DeliveryState::Pending => tokio::time::sleep(pause).await,
            }
        }
    }

    async fn attempt(&self, hook: &Hook, signatures: &Signatures, body: Bytes) -> Attempt {
        let began = Instant::now();
        let outcome = match hook.callback() {
            None => Err("no callback is set".to_owned()),
            Some(callback) => self.post(&callback, signatures, body).await,
        };
        let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        match outcome {
            Ok(status) => Attempt {
                status: Some(status),
                error: None,
                milliseconds,
            },
            Err(error) => Attempt {
                status: None,
                error: Some(error),
                milliseconds,
            },
        }
    }

    async fn post(
        &self,
        callback: &str,
        signatures: &Signatures,
        body: Bytes,
    ) -> Result<u16, String> {
        let mut request = self
            .client
            .post(callback)
            .header("content-type", "application/json")
            .header("user-agent", "facebookexternalua")
            .body(body);
        for (name, signature) in signatures {
            request = request.header(*name, signature);
        }
        let plain = |error: reqwest::Error| {
            if error.is_timeout() {
                "no answer in time".to_owned()
            } else if error.is_connect() {
                "connection refused".to_owned()
            } else {
                error.without_url().to_string()
            }
        };
        let response = request.send().await.map_err(plain)?;
        let status = response.status().as_u16();
        // The connection can be used again only when the answer has been read.
        response.bytes().await.map_err(plain)?;
        Ok(status)
    }
}

/// The lanes of one outlet.
#[derive(Debug)]
pub(crate) struct Outbox {
    hook: Arc<Hook>,
    lanes: Vec<UnboundedSender<Event>>,
}

impl Outbox {
    /// Opens the lanes and starts their tasks, which end when the outbox is dropped.
    pub(crate) fn open(world: &World, hook: Hook) -> Self {
        let hook = Arc::new(hook);
        let lanes = (0..LANES).map(|_| {
            let (sender, receiver) = unbounded_channel();
            let courier = Arc::clone(world.courier());
            world.spawn(drive(
                world.downgrade(),
                courier,
                Arc::clone(&hook),
                receiver,
            ));
            sender
        });
        let lanes = lanes.collect();
        Self { hook, lanes }
    }

    pub(crate) fn hook(&self) -> &Hook {
        &self.hook
    }

    /// Puts an event behind those of the same lane.
    pub(crate) fn put(&self, courier: &Courier, event: Event, lanes: usize) {
        let lane = if lanes <= 1 {
            0
        } else {
            let mut hasher = DefaultHasher::new();
            event.customer.hash(&mut hasher);
            usize::try_from(hasher.finish() % u64::try_from(lanes.min(LANES)).unwrap_or(1))
                .unwrap_or(0)
        };
        courier.pending.fetch_add(1, Ordering::AcqRel);
        if self.lanes[lane].send(event).is_err() {
            courier.done(1);
        }
    }
}

/// Delivers the events of one lane until the world ends.
async fn drive(
    world: WeakWorld,
    courier: Arc<Courier>,
    hook: Arc<Hook>,
    mut lane: UnboundedReceiver<Event>,
) {
    while let Some(first) = lane.recv().await {
        let outlet = first.outlet.clone();
        let Some(switches) = resume(&world, &courier, &outlet).await else {
            return;
        };
        if switches.delay_ms > 0 {
            tokio::time::sleep(Duration::from_millis(switches.delay_ms)).await;
        }
        let mut waiting = vec![first];
        let most = if switches.reorder {
            switches.batch.max(16)
        } else {
            switches.batch
        };
        while waiting.len() < most {
            let Ok(next) = lane.try_recv() else { break };
            waiting.push(next);
        }
        if switches.reorder {
            waiting.reverse();
        }
        let mut left = waiting.len();
        'chunks: for events in waiting.chunks(switches.batch) {
            for _ in 0..=switches.duplicate {
                let Some(at) = world.upgrade().map(|world| world.now()) else {
                    return;
                };
                if !courier.deliver(&hook, events, at).await {
                    let ended = |world: World| world.unsubscribe_after_failure(&outlet);
                    if !world.upgrade().is_some_and(ended) {
                        break;
                    }
                    // Nobody is subscribed any more: what waits is for nobody.
                    while lane.try_recv().is_ok() {
                        left += 1;
                    }
                    break 'chunks;
                }
            }
            left -= events.len();
            courier.done(events.len());
        }
        courier.done(left);
        world.upgrade().inspect(World::changed);
    }
}

/// Waits while the outlet's webhooks are paused.
async fn resume(world: &WeakWorld, courier: &Courier, outlet: &str) -> Option<WebhookFaults> {
    loop {
        let woken = courier.switched.notified();
        let switches = world.upgrade()?.webhook_faults(outlet);
        if !switches.paused {
            return Some(switches);
        }
        woken.await;
    }
}
