use jiff::SignedDuration;
use transom_domain::message::DeliveryStatus;
use transom_emulator::{Faults, GraphFaultKind};
use transom_policy::Route;
use transom_testkit::eventually;
use transom_testkit::live::{Live, PAGE};

use super::outcomes::{all_is_over, answer, customer, minutes, strike};

#[tokio::test]
async fn messages_arrive_in_the_order_they_were_written_whatever_fails() {
    use GraphFaultKind::{AppThrottle, ErrorAfter, Throttle};
    let live = Live::start().await;
    let customer = customer(&live, "Nora").await;
    strike(
        &live,
        &[
            Throttle,
            AppThrottle,
            ErrorAfter,
            Throttle,
            AppThrottle,
            Throttle,
        ],
    );
    let texts: Vec<String> = (1..=6).map(|number| format!("line {number}")).collect();
    for text in &texts {
        answer(&live, &customer, text).await;
    }
    all_is_over(&live).await;
    assert_eq!(live.phone(&customer), texts);
    live.close().await;
}

#[tokio::test]
async fn a_clock_set_forward_does_not_send_again_what_is_on_its_way() {
    let live = Live::start().await;
    let customer = customer(&live, "Nora").await;
    live.world
        .set_faults(
            PAGE,
            Faults {
                slow_ms: 300,
                ..Faults::default()
            },
        )
        .unwrap();
    let id = answer(&live, &customer, "Hi").await;
    eventually("it is on its way", async || {
        (live.status(id).await == DeliveryStatus::Sending).then_some(())
    })
    .await;
    // Longer than any claim holds.
    live.advance(minutes(30));
    live.settled().await;
    assert!(matches!(live.status(id).await, DeliveryStatus::Sent { .. }));
    assert_eq!(live.phone(&customer), ["Hi"]);
    assert_eq!(live.world.sends(None, false, 10).total, 1);
    live.close().await;
}

#[tokio::test]
async fn a_route_that_closes_while_a_message_waits_for_the_pace_is_not_taken() {
    let live = Live::start_with(|config| config.send.per_second = 1).await;
    let mut customers = Vec::new();
    for name in ["Nora", "Omar", "Pia"] {
        customers.push(customer(&live, name).await);
    }
    live.advance(minutes(24 * 60 - 1));
    live.settled().await;
    let mut sent = Vec::new();
    for customer in &customers {
        sent.push(answer(&live, customer, "Hello").await);
    }
    let waiting = sent[2];
    eventually("the last one waits for the pace", async || {
        (live.status(waiting).await == DeliveryStatus::Sending).then_some(())
    })
    .await;
    live.advance(minutes(2));
    live.settled().await;
    let delivery = live.line(waiting).await.message.delivery.unwrap();
    assert_eq!(delivery.route, Route::HumanAgent);
    assert_eq!(live.phone(&customers[2]), ["Hello"]);
    assert_eq!(live.world.sends(None, true, 1).violations, 0);
    live.close().await;
}

#[tokio::test]
async fn a_page_that_is_too_fast_is_quiet_for_as_long_as_the_platform_says() {
    let live = Live::start().await;
    let (nora, omar) = (customer(&live, "Nora").await, customer(&live, "Omar").await);
    // The emulator's headers say: for a minute.
    strike(&live, &[GraphFaultKind::AppThrottle]);
    let first = answer(&live, &nora, "One").await;
    eventually("the first one was too much", async || {
        (live.world.sends(None, false, 10).total == 1).then_some(())
    })
    .await;
    live.settled().await;
    let second = answer(&live, &omar, "Two").await;
    live.settled().await;
    for id in [first, second] {
        assert_eq!(live.status(id).await, DeliveryStatus::Queued);
    }
    assert_eq!(live.world.sends(None, false, 10).total, 1, "nothing left");
    live.advance(minutes(2));
    live.settled().await;
    assert_eq!(live.phone(&nora), ["One"]);
    assert_eq!(live.phone(&omar), ["Two"]);
    assert_eq!(live.world.sends(None, false, 10).total, 3);
    live.close().await;
}

#[tokio::test]
async fn waiting_for_the_pace_is_no_attempt() {
    let live = Live::start_with(|config| config.send.per_second = 1).await;
    let mut customers = Vec::new();
    for number in 0..20 {
        customers.push(customer(&live, &format!("Customer {number}")).await);
    }
    let mut sent = Vec::new();
    for customer in &customers {
        sent.push(answer(&live, customer, "Hello").await);
    }
    // More than one claims at once wait in place; the others come back when their turn is there.
    live.advance(SignedDuration::from_secs(60));
    live.settled().await;
    for (customer, id) in customers.iter().zip(sent) {
        assert!(matches!(live.status(id).await, DeliveryStatus::Sent { .. }));
        assert_eq!(live.phone(customer), ["Hello"]);
    }
    live.close().await;
}
