//! That a customer's words were read, and that somebody writes: told where the platform takes it, and of no weight.

use jiff::SignedDuration;
use transom::conversations;
use transom_domain::decide::Actor;
use transom_domain::id::ChannelId;
use transom_domain::message::{DeliveryStatus, Origin};
use transom_emulator::world::input::{NewCustomer, NewMessage};
use transom_emulator::world::routing::{AppAct, AppAction, Party};
use transom_emulator::{Faults, GraphFault, GraphFaultKind};
use transom_testkit::eventually;
use transom_testkit::live::{Live, PAGE};

use crate::sends::outcomes::{answer, customer};

/// The owner has the conversation before them, and perhaps writes.
async fn looks(live: &Live, channel_id: ChannelId, customer: &str, writes: bool) {
    let thread = live.find(channel_id, customer).await.unwrap();
    let by = Actor {
        agent_id: live.owner,
        origin: Origin::Desk,
    };
    let id = thread.conversation.id;
    let seen = conversations::seen(&live.app, live.workspace_id, id, by, writes.then_some(true));
    seen.await.unwrap();
}

/// How many signs of a kind the platform was sent, whatever it said to them.
fn signs(live: &Live, action: &str) -> usize {
    let log = live.world.sends(None, false, 1000).sends;
    let of_kind = log
        .iter()
        .filter(|send| send.request["sender_action"] == action);
    of_kind.count()
}

async fn told(live: &Live, action: &str, times: usize) {
    eventually("the sign is there", async || {
        (signs(live, action) == times).then_some(())
    })
    .await;
}

async fn says(live: &Live, customer: &str, text: &str) {
    live.world.write(customer, NewMessage::text(text)).unwrap();
    live.settled().await;
}

#[tokio::test]
async fn who_looks_shows_it_once_on_messenger_and_on_instagram() {
    let live = Live::start().await;
    let account = "17841400000000001";
    let instagram = live.connect_instagram(account).await;
    let page = live.channel_id;
    for (number, (channel_id, outlet)) in
        [(page, PAGE), (instagram, account)].into_iter().enumerate()
    {
        let new = NewCustomer {
            name: "Nora".to_owned(),
            page: Some(outlet.to_owned()),
            ..NewCustomer::default()
        };
        let nora = live.world.create_customer(new).unwrap().id;
        says(&live, &nora, "Hello").await;
        looks(&live, channel_id, &nora, false).await;
        told(&live, "mark_seen", number * 2 + 1).await;
        assert!(
            live.world
                .customer(&nora)
                .unwrap()
                .seen_by_business_at
                .is_some()
        );
        // What was read is read.
        looks(&live, channel_id, &nora, true).await;
        told(&live, "typing_on", number + 1).await;
        says(&live, &nora, "Are you there?").await;
        looks(&live, channel_id, &nora, false).await;
        told(&live, "mark_seen", number * 2 + 2).await;
    }
    assert!(live.world.sends(None, true, 1).sends.is_empty());
    live.close().await;
}

#[tokio::test]
async fn nothing_is_shown_while_another_app_has_the_thread_or_beyond_the_window() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let another = async |action| {
        let act = AppAct {
            app: Party::OtherApp,
            action,
            metadata: None,
        };
        live.world.act_as_app(&nora, &act).unwrap();
        live.settled().await;
    };
    another(AppAction::Take).await;
    let thread = live.find(live.channel_id, &nora).await.unwrap();
    assert!(thread.conversation.control.is_standby() && thread.conversation.unread > 0);
    looks(&live, live.channel_id, &nora, true).await;

    another(AppAction::Pass).await;
    says(&live, &nora, "A human, please").await;
    looks(&live, live.channel_id, &nora, true).await;
    told(&live, "mark_seen", 1).await;
    told(&live, "typing_on", 1).await;

    says(&live, &nora, "Tomorrow is fine").await;
    live.advance(SignedDuration::from_hours(25));
    looks(&live, live.channel_id, &nora, true).await;
    says(&live, &nora, "Now").await;
    looks(&live, live.channel_id, &nora, true).await;
    told(&live, "mark_seen", 2).await;
    told(&live, "typing_on", 2).await;
    let refused = live.world.sends(None, true, 10);
    assert!(refused.sends.is_empty(), "{refused:?}");
    live.close().await;
}

#[tokio::test]
async fn a_sign_that_is_refused_says_nothing_of_the_customer_or_the_channel() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let of = |code, subcode| GraphFaultKind::Error {
        code,
        subcode,
        minutes: 1,
    };
    let refusals = [
        of(10, Some(2_018_278)),
        of(551, None),
        of(10, Some(1_893_063)),
        GraphFaultKind::ExpiredToken,
        GraphFaultKind::ServerError,
        GraphFaultKind::DropBefore,
    ];
    for (number, kind) in refusals.into_iter().enumerate() {
        let graph = vec![GraphFault {
            kind,
            times: Some(1),
        }];
        let faults = Faults {
            graph,
            ..Faults::default()
        };
        live.world.set_faults(PAGE, faults).unwrap();
        looks(&live, live.channel_id, &nora, false).await;
        told(&live, "mark_seen", number + 1).await;
        live.settled().await;
        let thread = live.find(live.channel_id, &nora).await.unwrap();
        assert!(!thread.identity.is_out_of_reach(), "{kind:?}");
        assert!(thread.conversation.window.closes_at.is_some(), "{kind:?}");
        let connected = live.app.channels.find(live.workspace_id, live.channel_id);
        let channel = &connected.unwrap().channel;
        assert!(!channel.is_disconnected(), "{kind:?}");
        assert!(channel.restrictions.is_empty(), "{kind:?}");
        let id = answer(&live, &nora, "I am here").await;
        live.settled().await;
        let status = live.status(id).await;
        assert!(
            matches!(status, DeliveryStatus::Sent { .. }),
            "{kind:?}: {status:?}"
        );
        says(&live, &nora, "Thanks").await;
    }
    live.close().await;
}

#[tokio::test]
async fn signs_and_names_give_way_to_answers_when_the_days_calls_are_nearly_used_up() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let used = || {
        let page = live.world.outlet(PAGE).unwrap();
        page.calls_made * 100 / page.calls_most.unwrap().max(1)
    };
    let calls = |each| {
        let faults = Faults {
            calls_per_person: Some(each),
            ..Faults::default()
        };
        live.world.set_faults(PAGE, faults).unwrap();
    };
    let made = live.world.outlet(PAGE).unwrap().calls_made;
    calls(made + 20);
    // Answers go on, up to the last tenth of what the page may do.
    while used() < 76 {
        let id = answer(&live, &nora, "One more thing").await;
        live.settled().await;
        assert!(matches!(live.status(id).await, DeliveryStatus::Sent { .. }));
    }
    says(&live, &nora, "I see").await;
    looks(&live, live.channel_id, &nora, true).await;
    let id = answer(&live, &nora, "And the last").await;
    live.settled().await;
    assert!(matches!(live.status(id).await, DeliveryStatus::Sent { .. }));
    assert_eq!(
        (signs(&live, "mark_seen"), signs(&live, "typing_on")),
        (0, 0)
    );

    // More people write, so the page may do more; the next answer brings word of it.
    let others: Vec<String> = ["Ana", "Ben", "Cleo"]
        .map(|name| live.customer(name))
        .into();
    for other in &others {
        live.world.write(other, NewMessage::text("Hello")).unwrap();
    }
    live.settled().await;
    assert!(used() < 60);
    let id = answer(&live, &nora, "By the way").await;
    live.settled().await;
    assert!(matches!(live.status(id).await, DeliveryStatus::Sent { .. }));
    looks(&live, live.channel_id, &others[0], true).await;
    told(&live, "mark_seen", 1).await;
    told(&live, "typing_on", 1).await;
    // Names that had to wait are asked for.
    live.advance(SignedDuration::from_mins(2));
    eventually("the names are known", async || {
        let thread = live.find(live.channel_id, &others[2]).await?;
        let wanted = [thread.conversation.id];
        let mut read = live.app.db.read().await.ok()?;
        let rows = read
            .conversation_rows(live.workspace_id, &wanted)
            .await
            .ok()?;
        (rows.first()?.contact_name.as_deref() == Some("Cleo")).then_some(())
    })
    .await;
    live.close().await;
}
