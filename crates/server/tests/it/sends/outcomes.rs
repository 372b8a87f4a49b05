use jiff::SignedDuration;
use transom_domain::channel::ChannelState;
use transom_domain::decide::{Command, Reply};
use transom_domain::id::MessageId;
use transom_domain::message::{Content, DeliveryStatus, FailureClass};
use transom_emulator::world::input::{CustomerSwitches, Enforcement, NewMessage};
use transom_emulator::{Faults, GraphFault, GraphFaultKind};
use transom_policy::{Automation, Human, Route};
use transom_testkit::live::{Live, PAGE};

pub(super) fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

/// A customer who has written just now, and whose message has arrived.
pub(crate) async fn customer(live: &Live, name: &str) -> String {
    let customer = live.customer(name);
    live.world
        .write(&customer, NewMessage::text("Hello"))
        .unwrap();
    live.settled().await;
    customer
}

pub(crate) fn human(text: &str) -> Command {
    Command::Reply(Reply::<Human>::new(Content::text(text)))
}

pub(crate) fn program(text: &str) -> Command {
    Command::AutomatedReply(Reply::<Automation>::new(Content::text(text)))
}

/// A person answers; gives the message.
pub(crate) async fn answer(live: &Live, customer: &str, text: &str) -> MessageId {
    live.act(customer, human(text))
        .await
        .unwrap()
        .message_id
        .unwrap()
}

pub(crate) fn strike(live: &Live, faults: &[GraphFaultKind]) {
    let graph = faults
        .iter()
        .map(|kind| GraphFault {
            kind: *kind,
            times: Some(1),
        })
        .collect();
    live.world
        .set_faults(
            PAGE,
            Faults {
                graph,
                ..Faults::default()
            },
        )
        .unwrap();
}

fn class(status: &DeliveryStatus) -> Option<FailureClass> {
    match status {
        DeliveryStatus::Failed(failure) => Some(failure.class),
        _ => None,
    }
}

/// Lets time pass until nothing waits any more: each step is longer than the longest wait.
pub(super) async fn all_is_over(live: &Live) {
    for _ in 0..12 {
        live.settled().await;
        live.advance(minutes(13));
    }
    live.settled().await;
}

#[tokio::test]
async fn every_fault_ends_with_at_most_one_message_on_the_phone() {
    use GraphFaultKind::{
        AppThrottle, DropAfter, DropBefore, ErrorAfter, ServerError, Throttle, Unavailable,
    };
    // What strikes; how it ends; how many messages the customer has then.
    let table = [
        (vec![], None, 1),
        (vec![Throttle], None, 1),
        (vec![Throttle, AppThrottle, Throttle], None, 1),
        (vec![AppThrottle], None, 1),
        (vec![DropAfter], None, 1),
        (vec![ErrorAfter], None, 1),
        (vec![Throttle, ErrorAfter], None, 1),
        (vec![DropBefore], Some(FailureClass::Unconfirmed), 0),
        // Nobody knows where on the way the fault was: it may have gone out.
        (vec![ServerError], Some(FailureClass::Unconfirmed), 0),
        (
            vec![Throttle, ServerError],
            Some(FailureClass::Unconfirmed),
            0,
        ),
        (vec![Unavailable], Some(FailureClass::Unconfirmed), 0),
        (vec![Throttle; 12], Some(FailureClass::Exhausted), 0),
    ];
    let live = Live::start().await;
    for (number, (faults, failure, arrived)) in table.into_iter().enumerate() {
        let customer = customer(&live, &format!("Customer {number}")).await;
        strike(&live, &faults);
        let id = answer(&live, &customer, "We look into it").await;
        all_is_over(&live).await;
        let status = live.status(id).await;
        assert_eq!(class(&status), failure, "{faults:?}: {status:?}");
        assert_eq!(
            matches!(status, DeliveryStatus::Sent { .. }),
            failure.is_none(),
            "{faults:?}"
        );
        assert_eq!(live.phone(&customer).len(), arrived, "{faults:?}");
        let failed = live
            .find(live.channel_id, &customer)
            .await
            .unwrap()
            .conversation
            .failed;
        assert_eq!(!failed.is_empty(), failure.is_some(), "{faults:?}");
        if failure.is_some() {
            strike(&live, &[]);
            let message = live.line(id).await.message;
            live.act(&customer, Command::Retry(message)).await.unwrap();
            live.settled().await;
            let status = live.status(id).await;
            assert!(
                matches!(status, DeliveryStatus::Sent { .. }),
                "{faults:?}: {status:?}"
            );
            assert_eq!(live.phone(&customer), ["We look into it"], "{faults:?}");
        }
    }
    assert_eq!(live.world.sends(None, true, 1).violations, 0);
    live.close().await;
}

#[tokio::test]
async fn an_expired_token_stops_the_channel_until_it_is_renewed() {
    let live = Live::start().await;
    let customer = customer(&live, "Nora").await;
    strike(&live, &[GraphFaultKind::ExpiredToken]);
    let id = answer(&live, &customer, "Hi").await;
    live.settled().await;
    assert_eq!(class(&live.status(id).await), Some(FailureClass::Reconnect));
    let channel = live
        .app
        .channels
        .find(live.workspace_id, live.channel_id)
        .unwrap();
    assert!(matches!(
        channel.channel.state,
        ChannelState::Disconnected { .. }
    ));
    let refused = live.act(&customer, human("Hi")).await.unwrap_err();
    assert_eq!(refused.code(), "channel-paused");
    // Receiving goes on.
    live.world
        .write(&customer, NewMessage::text("Are you there?"))
        .unwrap();
    live.settled().await;
    assert_eq!(
        live.find(live.channel_id, &customer)
            .await
            .unwrap()
            .conversation
            .unread,
        1
    );
    // Renewed.
    live.connect(PAGE, None).await;
    let message = live.line(id).await.message;
    live.act(&customer, Command::Retry(message)).await.unwrap();
    live.settled().await;
    assert_eq!(live.phone(&customer), ["Hi"]);
    live.close().await;
}

#[tokio::test]
async fn what_somebody_has_to_settle_at_the_platform_fails_one_message_and_stops_nobody() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let omar = customer(&live, "Omar").await;
    for (code, subcode) in [(200, Some(2_018_028)), (10, None), (100, Some(33))] {
        let refusal = GraphFaultKind::Error {
            code,
            subcode,
            minutes: 1,
        };
        strike(&live, &[refusal]);
        let id = answer(&live, &nora, "Hi").await;
        live.settled().await;
        let failed = class(&live.status(id).await);
        assert_eq!(failed, Some(FailureClass::Account), "{code}/{subcode:?}");
        answer(&live, &omar, "Hello").await;
        live.settled().await;
    }
    assert_eq!(live.phone(&omar), ["Hello"; 3]);
    assert!(live.phone(&nora).is_empty());
    live.close().await;
}

#[tokio::test]
async fn a_customer_who_blocked_the_page_cannot_be_reached_until_they_write_again() {
    let live = Live::start().await;
    let customer = customer(&live, "Nora").await;
    let block = |blocked| CustomerSwitches {
        blocked: Some(blocked),
        ..CustomerSwitches::default()
    };
    live.world.switch(&customer, block(true)).unwrap();
    let id = answer(&live, &customer, "Hi").await;
    live.settled().await;
    assert_eq!(
        class(&live.status(id).await),
        Some(FailureClass::Unreachable)
    );
    assert_eq!(
        live.act(&customer, human("Hi?")).await.unwrap_err().code(),
        "blocked"
    );
    // In no view of those who can still be answered.
    for _ in 0..2 {
        let now = live.app.now();
        let mut read = live.app.db.read().await.unwrap();
        let counts = read
            .view_counts(live.workspace_id, live.owner, now, now + minutes(24 * 60))
            .await
            .unwrap();
        assert_eq!((counts.all, counts.closing, counts.human_agent), (1, 0, 0));
        live.advance(minutes(24 * 60));
    }
    live.world.switch(&customer, block(false)).unwrap();
    live.advance(minutes(1));
    live.world
        .write(&customer, NewMessage::text("I am back"))
        .unwrap();
    live.settled().await;
    answer(&live, &customer, "Welcome").await;
    live.settled().await;
    assert_eq!(live.phone(&customer), ["Welcome"]);
    live.close().await;
}

#[tokio::test]
async fn a_barred_page_sends_nothing_until_it_is_released() {
    let live = Live::start().await;
    let customer = customer(&live, "Nora").await;
    let bar = Enforcement::Block {
        reason: "spam".to_owned(),
        until: None,
    };
    live.world.enforce(PAGE, bar).unwrap();
    live.settled().await;
    let refused = live.act(&customer, human("Hi")).await.unwrap_err();
    assert_eq!(refused.code(), "restricted");
    live.world.enforce(PAGE, Enforcement::Unblock).unwrap();
    live.settled().await;
    answer(&live, &customer, "Hi").await;
    live.settled().await;
    assert_eq!(live.phone(&customer), ["Hi"]);
    assert_eq!(live.world.sends(None, true, 1).violations, 0);
    live.close().await;
}

#[tokio::test]
async fn what_waits_while_the_window_closes_takes_a_legal_route_or_none() {
    let live = Live::start().await;
    let by_human = customer(&live, "Nora").await;
    let by_program = customer(&live, "Omar").await;
    live.advance(SignedDuration::from_hours(24) - minutes(5));
    live.settled().await;
    // The first one is struck, and the page keeps quiet: the second waits too.
    strike(&live, &[GraphFaultKind::Throttle]);
    let first = answer(&live, &by_human, "From a colleague").await;
    live.settled().await;
    let second = live
        .act(&by_program, program("From a program"))
        .await
        .unwrap()
        .message_id
        .unwrap();
    live.settled().await;
    assert_eq!(live.status(first).await, DeliveryStatus::Queued);
    assert_eq!(live.status(second).await, DeliveryStatus::Queued);
    live.advance(minutes(10));
    live.settled().await;
    let delivery = live.line(first).await.message.delivery.unwrap();
    assert_eq!(delivery.route, Route::HumanAgent);
    assert_eq!(live.phone(&by_human), ["From a colleague"]);
    assert_eq!(
        class(&live.status(second).await),
        Some(FailureClass::Refused)
    );
    assert!(live.phone(&by_program).is_empty());
    assert_eq!(live.world.sends(None, true, 1).violations, 0);
    live.close().await;
}
