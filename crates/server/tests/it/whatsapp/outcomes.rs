//! What becomes of sends that the platform leaves in doubt, holds back or refuses, with the emulator for it.

use jiff::SignedDuration;
use serde_json::{Value, json};
use transom_domain::decide::{Command, Reply};
use transom_domain::health::Sending;
use transom_domain::id::MessageId;
use transom_domain::inbound::RecipientLimit;
use transom_domain::message::{Content, DeliveryStatus, Extra, FailureClass, TemplateMessage};
use transom_emulator::world::input::{
    FailureSwitch, LadderStep, NewMessage, NewTemplate, PersonChange, TemplateSwitches,
};
use transom_emulator::{Faults, GraphFault, GraphFaultKind};
use transom_policy::{Human, RestrictionScope, TemplateStatus};
use transom_testkit::eventually;

use crate::sends::outcomes::human;
use crate::templates::story::{Line, NUMBER, PHONE, WABA};

impl Line {
    async fn act(&self, command: Command) -> MessageId {
        let thread = self.live.find(self.channel_id, PHONE).await.unwrap();
        let done = self.live.act_in(&thread, command).await;
        done.unwrap().message_id.unwrap()
    }

    async fn refusal(&self, text: &str) -> Option<String> {
        let thread = self.live.find(self.channel_id, PHONE).await.unwrap();
        let done = self.live.act_in(&thread, human(text)).await;
        done.err().map(|refused| refused.code().into_owned())
    }

    async fn becomes(&self, id: MessageId, is: impl Fn(&DeliveryStatus) -> bool) {
        eventually("the message stands otherwise", async || {
            is(&self.live.status(id).await).then_some(())
        })
        .await;
    }

    fn strike(&self, kind: GraphFaultKind, webhooks_wait: bool) {
        let mut faults = Faults {
            graph: vec![GraphFault {
                kind,
                times: Some(1),
            }],
            ..Faults::default()
        };
        faults.webhooks.paused = webhooks_wait;
        self.live.world.set_faults(NUMBER, faults).unwrap();
    }

    fn fail(&self, code: u32, times: u32) {
        self.fail_when(code, times, false);
    }

    fn fail_when(&self, code: u32, times: u32, at_once: bool) {
        let failure = FailureSwitch {
            code,
            title: "It failed".to_owned(),
            details: "For a reason".to_owned(),
            at_once,
            times,
        };
        self.live.world.set_failures(NUMBER, vec![failure]).unwrap();
    }

    fn sends(&self) -> u64 {
        self.live.world.sends(None, false, 100).total
    }

    async fn reads(&self, path: &str) -> Value {
        let (status, told) = self.asks("GET", path, &Value::Null).await;
        assert_eq!(status, 200, "{told}");
        told
    }
}

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

fn class(status: &DeliveryStatus) -> Option<FailureClass> {
    match status {
        DeliveryStatus::Failed(failure) => Some(failure.class),
        _ => None,
    }
}

#[tokio::test]
async fn an_answer_of_an_unknown_error_is_settled_by_the_report_and_nothing_goes_twice() {
    let number = Line::open().await;
    let live = &number.live;
    number.strike(GraphFaultKind::ErrorAfter, true);
    let id = number.act(human("It ships today")).await;
    let is_unconfirmed = |status: &DeliveryStatus| *status == DeliveryStatus::Unconfirmed;
    number.becomes(id, is_unconfirmed).await;
    // Longer than any wait before another attempt, and shorter than it takes to give the report up.
    live.advance(minutes(9));
    live.app.jobs.notify_one();
    live.world.set_faults(NUMBER, Faults::default()).unwrap();
    live.settled().await;
    let status = live.status(id).await;
    assert!(matches!(status, DeliveryStatus::Sent { .. }), "{status:?}");
    assert_eq!(live.phone(&number.customer), ["It ships today"]);
    assert_eq!(number.sends(), 1);
    number.live.close().await;
}

#[tokio::test]
async fn what_may_have_gone_out_and_never_is_reported_is_shown_as_that() {
    let number = Line::open().await;
    let live = &number.live;
    number.strike(GraphFaultKind::ServerError, false);
    let id = number.act(human("It ships today")).await;
    live.settled().await;
    assert_eq!(live.status(id).await, DeliveryStatus::Unconfirmed);
    live.advance(minutes(11));
    live.settled().await;
    assert_eq!(
        class(&live.status(id).await),
        Some(FailureClass::Unconfirmed)
    );
    assert_eq!(number.sends(), 1);
    number.live.close().await;
}

#[tokio::test]
async fn a_window_that_a_report_holds_for_closed_and_that_is_open_here_is_tried_once_more() {
    for (times, arrives) in [(1, true), (2, false)] {
        let number = Line::open().await;
        let live = &number.live;
        number.fail(131_047, times);
        let id = number.act(human("It ships today")).await;
        let waits = |status: &DeliveryStatus| *status == DeliveryStatus::Queued;
        live.settled().await;
        number.becomes(id, waits).await;
        assert_eq!(number.sends(), 1);
        live.advance(SignedDuration::from_secs(31));
        live.settled().await;
        let status = live.status(id).await;
        assert_eq!(matches!(status, DeliveryStatus::Sent { .. }), arrives);
        let failed = (!arrives).then_some(FailureClass::WindowClosed);
        assert_eq!(class(&status), failed);
        live.advance(minutes(5));
        live.settled().await;
        assert_eq!(number.sends(), 2, "once more and no oftener");
        assert_eq!(live.phone(&number.customer).len(), usize::from(arrives));
        number.live.close().await;
    }
}

#[tokio::test]
async fn a_template_whose_first_messages_are_watched_shows_as_held_until_a_report_comes() {
    for is_liked in [true, false] {
        let number = Line::open().await;
        let live = &number.live;
        let body = json!({
            "name": "ready", "language": "en_US", "category": "UTILITY",
            "components": [{ "type": "BODY", "text": "Your parcel is here." }],
        });
        let new = NewTemplate {
            template: body,
            status: None,
        };
        live.world.add_template(WABA, &new).unwrap();
        let asked = transom::templates::ask_sync(&live.app, live.workspace_id, number.channel_id);
        asked.await.unwrap();
        let template = number.until(TemplateStatus::Approved).await;
        let switch = |switches: Value| {
            let switches: TemplateSwitches = serde_json::from_value(switches).unwrap();
            let id = &template.external_id.value;
            live.world.switch_template(id, switches).unwrap();
        };
        switch(json!({ "pacing": true }));
        let message = TemplateMessage::new("ready", "en_US");
        let content = Content {
            extra: Some(Extra::Template(Box::new(message))),
            ..Content::default()
        };
        let id = number
            .act(Command::Reply(Reply::<Human>::new(content)))
            .await;
        live.settled().await;
        let status = live.status(id).await;
        assert!(matches!(status, DeliveryStatus::Held { .. }), "{status:?}");
        let told = number.reads(&format!("/messages/{id}")).await;
        assert_eq!(
            (&told["status"], &told["sent_at"]),
            (&json!("held"), &Value::Null)
        );
        switch(if is_liked {
            json!({ "pacing": false })
        } else {
            json!({ "quality": "RED" })
        });
        live.settled().await;
        let status = live.status(id).await;
        assert_eq!(matches!(status, DeliveryStatus::Sent { .. }), is_liked);
        assert_eq!(class(&status).is_some(), !is_liked, "{status:?}");
        number.live.close().await;
    }
}

#[tokio::test]
async fn a_locked_account_sends_nothing_and_says_why_until_it_is_reinstated() {
    let number = Line::open().await;
    let live = &number.live;
    let bar = || {
        let found = live.app.channels.find(live.workspace_id, number.channel_id);
        found.unwrap().channel.bar(live.app.now()).cloned()
    };
    live.world.climb(WABA, LadderStep::Lock).unwrap();
    eventually("what bars it is found", async || bar()).await;
    assert_eq!(
        number.refusal("Hello?").await.as_deref(),
        Some("restricted")
    );
    let health = number
        .reads(&format!("/channels/{}/health", number.channel_id))
        .await;
    assert_eq!(health["grade"], "bad");
    let codes: Vec<&str> = health["remarks"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|remark| remark["code"].as_str())
        .collect();
    assert!(
        codes.contains(&"restricted") && codes.contains(&"ending"),
        "{codes:?}"
    );

    live.advance(minutes(1));
    live.world.climb(WABA, LadderStep::Reinstate).unwrap();
    eventually("it is free again", async || bar().is_none().then_some(())).await;
    live.settled().await;
    let id = number.act(human("Here we are")).await;
    live.settled().await;
    let status = live.status(id).await;
    assert!(matches!(status, DeliveryStatus::Sent { .. }), "{status:?}");
    number.live.close().await;
}

#[tokio::test]
async fn what_a_check_found_barred_a_later_check_finds_free() {
    let number = Line::open().await;
    let live = &number.live;
    let switch = |registered: bool| {
        let switches = serde_json::from_value(json!({ "registered": registered })).unwrap();
        live.world.switch_number(NUMBER, switches).unwrap();
    };
    let found = async |sending| {
        live.advance(minutes(70));
        eventually("a check tells", async || {
            let mut read = live.app.db.read().await.ok()?;
            let row = read
                .load_health(live.workspace_id, number.channel_id)
                .await
                .ok()?;
            (row.findings?.standing.sending == Some(sending)).then_some(())
        })
        .await;
        live.settled().await;
    };
    found(Sending::Free).await;
    switch(false);
    found(Sending::Blocked).await;
    let channel = live.app.channels.find(live.workspace_id, number.channel_id);
    let measures = &channel.unwrap().channel.restrictions;
    assert_eq!(measures[0].scope, RestrictionScope::All);
    assert!(measures[0].reason.contains("cannot send"), "{measures:?}");
    assert_eq!(
        number.refusal("Hello?").await.as_deref(),
        Some("restricted")
    );
    switch(true);
    found(Sending::Free).await;
    let id = number.act(human("Here we are")).await;
    live.settled().await;
    assert!(matches!(live.status(id).await, DeliveryStatus::Sent { .. }));
    number.live.close().await;
}

#[tokio::test]
async fn what_could_not_be_delivered_for_a_reason_that_passes_goes_again_and_arrives() {
    for code in [131_000, 131_016, 131_056, 131_057, 135_000, 130_429] {
        let number = Line::open().await;
        let live = &number.live;
        number.fail(code, 2);
        let id = number.act(human("It ships today")).await;
        for sends in [1, 2] {
            eventually("the message waits for another turn", async || {
                let waits = live.status(id).await == DeliveryStatus::Queued;
                (number.sends() == sends && waits).then_some(())
            })
            .await;
            live.advance(minutes(2));
        }
        eventually("it goes a third time", async || {
            (number.sends() == 3).then_some(())
        })
        .await;
        number
            .becomes(id, |status| matches!(status, DeliveryStatus::Sent { .. }))
            .await;
        assert_eq!(number.sends(), 3, "{code}");
        number.live.close().await;
    }
}

#[tokio::test]
async fn a_number_that_is_not_registered_stays_connected_and_is_to_be_registered() {
    for at_once in [true, false] {
        let number = Line::open().await;
        let live = &number.live;
        number.fail_when(133_010, 1, at_once);
        let id = number.act(human("Hello?")).await;
        number
            .becomes(id, |status| {
                class(status) == Some(FailureClass::Unregistered)
            })
            .await;
        let channel = live.app.channels.find(live.workspace_id, number.channel_id);
        assert!(!channel.unwrap().channel.is_disconnected());
        number.live.close().await;
    }
}

#[tokio::test]
async fn a_refusal_for_how_a_template_stands_has_the_list_read() {
    for (code, at_once) in [(132_001, true), (132_015, true), (132_016, false)] {
        let number = Line::open().await;
        let live = &number.live;
        let read_at = async || {
            let known =
                transom::templates::list(&live.app, live.workspace_id, number.channel_id).await;
            known.unwrap().sync?.synced_at
        };
        let before = eventually("the list is read", async || read_at().await).await;
        live.advance(minutes(5));
        number.fail_when(code, 1, at_once);
        let id = number.act(human("Hello?")).await;
        number
            .becomes(id, |status| class(status) == Some(FailureClass::Rejected))
            .await;
        live.advance(minutes(2));
        eventually("the list is read again", async || {
            (read_at().await? > before).then_some(())
        })
        .await;
        number.live.close().await;
    }
}

#[tokio::test]
async fn a_limit_that_is_raised_holds_at_once() {
    let number = Line::open().await;
    let live = &number.live;
    let told = async || {
        let mut read = live.app.db.read().await.ok()?;
        let row = read
            .load_health(live.workspace_id, number.channel_id)
            .await
            .ok()?;
        row.findings?.standing.recipients
    };
    let before = eventually("a check tells", async || told().await).await;
    let switches = serde_json::from_value(json!({ "tier": "TIER_10K" })).unwrap();
    live.world.switch_waba(WABA, &switches).unwrap();
    let after = eventually("the limit is another", async || {
        told().await.filter(|told| *told != before)
    })
    .await;
    assert_eq!(after, RecipientLimit::Most(10_000));
    number.live.close().await;
}

#[tokio::test]
async fn payments_that_fail_are_bad_and_what_to_do_is_said() {
    let number = Line::open().await;
    let live = &number.live;
    number.fail(131_042, 5);
    for text in ["one", "two", "three", "four", "five"] {
        let id = number.act(human(text)).await;
        live.settled().await;
        assert_eq!(class(&live.status(id).await), Some(FailureClass::Payment));
    }
    let health = number
        .reads(&format!("/channels/{}/health", number.channel_id))
        .await;
    assert_eq!(health["grade"], "bad");
    let failed = json!([health["errors"][0]["class"], health["errors"][0]["count"]]);
    assert_eq!(failed, json!(["payment", 5]));
    // The number itself is not barred: what is free goes.
    let id = number.act(human("six")).await;
    live.settled().await;
    assert!(matches!(live.status(id).await, DeliveryStatus::Sent { .. }));
    number.live.close().await;
}

#[tokio::test]
async fn a_customer_who_gets_another_id_and_hides_the_number_stays_one_customer() {
    let number = Line::open().await;
    let live = &number.live;
    let known = live.find(number.channel_id, PHONE).await.unwrap();
    let change = PersonChange {
        new_user_id: true,
        username: Some("nina.x".to_owned()),
        hides_number: Some(true),
        ..PersonChange::default()
    };
    live.advance(minutes(1));
    live.world.change_person(&number.customer, change).unwrap();
    live.settled().await;
    // After a month without a word the number is withheld.
    live.advance(SignedDuration::from_hours(24 * 40));
    let user_id = live.world.customer(&number.customer).unwrap();
    let user_id = user_id.whatsapp.unwrap().user_id;
    live.world
        .write(&number.customer, NewMessage::text("It is me"))
        .unwrap();
    live.settled().await;
    let mut read = live.app.db.read().await.unwrap();
    let lines = read
        .messages(live.workspace_id, known.conversation.id, None, 10)
        .await
        .unwrap();
    drop(read);
    let texts: Vec<_> = lines
        .iter()
        .filter_map(|line| line.message.content.text.as_deref())
        .collect();
    assert!(texts.contains(&"It is me"), "{user_id}: {texts:?}");
    number.live.close().await;
}
