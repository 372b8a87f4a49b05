//! A random walk over clock, customers and answers: the platform never has a reason to punish the page.

use jiff::SignedDuration;
use transom::error::Error;
use transom_domain::decide::{Command, Reply};
use transom_domain::message::{Content, DeliveryStatus};
use transom_emulator::world::input::{
    AdReferral, CustomerSwitches, NewComment, NewMessage, OptIn, Postback, Reaction, Referral,
};
use transom_emulator::{Faults, GraphFault, GraphFaultKind};
use transom_policy::{Human, Purpose, Route};
use transom_testkit::Random;
use transom_testkit::live::{Live, PAGE};

use super::outcomes::{human, program};

const STEPS: usize = 300;

struct Walk {
    live: Live,
    random: Random,
    customers: Vec<String>,
    /// Accepted, refused.
    answers: (usize, usize),
}

impl Walk {
    async fn step(&mut self) {
        let customer = self.random.pick(&self.customers).clone();
        match self.random.below(12) {
            0..=1 => self.time_passes().await,
            2..=5 => self.customer_acts(&customer),
            6 => self.strike(),
            _ => self.answer(&customer).await,
        }
        if self.random.below(3) == 0 {
            self.live.settled().await;
        }
    }

    async fn time_passes(&mut self) {
        // What is on its way arrives before the clock moves.
        self.live.settled().await;
        let minutes = [1, 5, 30, 60, 60 * 6, 60 * 18, 60 * 23 + 59, 60 * 24 * 4];
        let minutes = *self.random.pick(&minutes);
        self.live.advance(SignedDuration::from_mins(minutes));
    }

    fn customer_acts(&mut self, customer: &str) {
        let world = &self.live.world;
        // What a person who blocked the page cannot do is refused by their phone.
        match self.random.below(13) {
            0..=2 | 10 => drop(world.write(customer, NewMessage::text("Hello"))),
            3 => {
                let ad = AdReferral {
                    ad_id: "60".to_owned(),
                    title: None,
                    reference: None,
                };
                let message = NewMessage {
                    ad: Some(ad),
                    ..NewMessage::text("From your ad")
                };
                drop(world.write(customer, message));
            }
            4 => {
                let postback = Postback {
                    payload: "BUY".to_owned(),
                    title: None,
                    referral: None,
                    at: None,
                };
                drop(world.tap(customer, postback));
            }
            5 => drop(world.refer(customer, &Referral::default())),
            6 => drop(world.opt_in(customer, opt_in(&mut self.random))),
            11 => {
                let comment = NewComment {
                    text: "What does it cost?".to_owned(),
                    post: None,
                    parent: None,
                    at: None,
                };
                drop(world.comment(customer, comment));
            }
            7 => {
                let ours = world.thread(customer).unwrap();
                let ours = ours.iter().rev().find(|message| message.from_business);
                if let Some(message) = ours {
                    let reaction = Reaction {
                        reaction: Some("love".to_owned()),
                    };
                    drop(world.react(customer, &message.mid, reaction));
                }
            }
            8 => drop(world.mark_read(customer)),
            _ => {
                let blocked = world.customer(customer).unwrap().blocked;
                let switches = CustomerSwitches {
                    blocked: Some(!blocked),
                    ..CustomerSwitches::default()
                };
                world.switch(customer, switches).unwrap();
            }
        }
    }

    async fn answer_a_comment(&mut self) {
        let live = &self.live;
        let mut read = live.app.db.read().await.unwrap();
        let rows = read.comments(live.workspace_id, false, None, 50).await;
        drop(read);
        let rows = rows.unwrap();
        if rows.is_empty() {
            return;
        }
        let comment = self.random.pick(&rows).external_id.clone();
        match live.reply_to_comment(&comment, "59 euros").await {
            Ok(_) => self.answers.0 += 1,
            Err(Error::Refused { .. }) => self.answers.1 += 1,
            Err(error) => panic!("{error}"),
        }
    }

    fn strike(&mut self) {
        use GraphFaultKind::{
            AppThrottle, DropAfter, DropBefore, ErrorAfter, ServerError, Throttle,
        };
        let kinds = [
            AppThrottle,
            DropAfter,
            DropBefore,
            ErrorAfter,
            ServerError,
            Throttle,
        ];
        let graph = vec![GraphFault {
            kind: *self.random.pick(&kinds),
            times: Some(2),
        }];
        self.live
            .world
            .set_faults(
                PAGE,
                Faults {
                    graph,
                    ..Faults::default()
                },
            )
            .unwrap();
    }

    async fn answer(&mut self, customer: &str) {
        let live = &self.live;
        let Some(thread) = live.find(live.channel_id, customer).await else {
            return;
        };
        let promotion = "50% off everything today, buy now!";
        let command = match self.random.below(11) {
            0..=1 => human("We look into it"),
            2..=3 => program("Your order is packed"),
            4 => human(promotion),
            5 => {
                let reply = Reply::<Human>::new(Content::text("Your order is packed"));
                let routes = [
                    Route::HumanAgent,
                    Route::TagPostPurchaseUpdate,
                    Route::UtilityTemplate,
                ];
                Command::Reply(reply.by(*self.random.pick(&routes)))
            }
            8 => {
                let reply = Reply::<Human>::new(Content::text("The jacket is back"));
                let reply = reply.by(Route::OneTimeNotification);
                Command::Reply(reply.on_topic("restock").for_purpose(Purpose::Topic))
            }
            9 => {
                let reply = Reply::<Human>::new(Content::text("New jackets"));
                Command::Reply(reply.by(Route::MarketingMessage))
            }
            10 => return self.answer_a_comment().await,
            6 => {
                let reply = Reply::<Human>::new(Content::text("Your order is packed"));
                Command::Reply(reply.for_purpose(Purpose::PurchaseUpdate))
            }
            _ => {
                let mut read = live.app.db.read().await.unwrap();
                let id = thread.conversation.id;
                let lines = read
                    .messages(live.workspace_id, id, None, 50)
                    .await
                    .unwrap();
                let failed = lines.into_iter().map(|line| line.message).find(|message| {
                    let delivery = message.delivery.as_ref();
                    delivery.is_some_and(|delivery| {
                        matches!(delivery.status, DeliveryStatus::Failed(_))
                    })
                });
                let Some(message) = failed else { return };
                Command::Retry(message)
            }
        };
        match live.act_in(&thread, command).await {
            Ok(_) => self.answers.0 += 1,
            Err(Error::Refused { .. }) => self.answers.1 += 1,
            Err(error) => panic!("{error}"),
        }
    }

    /// What the platform would punish. That somebody blocked the page, it can only learn by trying.
    fn violations(&self) -> Vec<String> {
        let log = self.live.world.sends(None, true, 1000);
        log.sends
            .iter()
            .filter(|send| send.violation.as_deref() != Some("blocked"))
            .map(|send| {
                format!(
                    "{} {:?} {}: {}",
                    send.at, send.violation, send.kind, send.summary
                )
            })
            .collect()
    }
}

fn opt_in(random: &mut Random) -> OptIn {
    match random.below(5) {
        0 => OptIn::Plugin {
            reference: "shop".to_owned(),
        },
        1 | 2 => OptIn::Topic {
            payload: "restock".to_owned(),
        },
        3 => OptIn::Marketing {
            payload: "offers".to_owned(),
        },
        _ => OptIn::StopMarketing,
    }
}

#[tokio::test]
async fn nothing_forbidden_is_ever_sent() {
    let live = Live::start().await;
    let customers = ["Nora", "Omar", "Pia", "Quinn"]
        .map(|name| live.customer(name))
        .to_vec();
    let mut walk = Walk {
        live,
        random: Random::new(11),
        customers,
        answers: (0, 0),
    };
    for _ in 0..STEPS {
        walk.step().await;
        assert_eq!(walk.violations(), Vec::<String>::new());
    }
    walk.live.settled().await;
    assert_eq!(walk.violations(), Vec::<String>::new());
    let (accepted, refused) = walk.answers;
    assert!(
        accepted > 30 && refused > 10,
        "the walk went somewhere: {:?}",
        walk.answers
    );
    let arrived: usize = walk
        .customers
        .iter()
        .map(|id| walk.live.phone(id).len())
        .sum();
    assert!(arrived > 20, "{arrived} messages arrived");
    walk.live.close().await;
}
