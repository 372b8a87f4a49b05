use jiff::Timestamp;
use transom_domain::conversation::Thread;
use transom_domain::inbound::{Progress, Reached, Stage};
use transom_domain::message::DeliveryStatus;
use transom_policy::Warnings;
use uuid::Uuid;

use super::*;

fn report(external_id: &str, metadata: Option<String>) -> InboundEvent {
    InboundEvent::Progress(Progress {
        customer: "nora".to_owned(),
        external_id: external_id.to_owned(),
        metadata,
        reached: Reached::Delivered,
        price: None,
    })
}

#[test]
fn the_next_report_of_a_batch_knows_what_the_one_before_told() {
    let channel_id = ChannelId::new(Uuid::from_u128(1));
    let id = MessageId::new(Uuid::from_u128(2));
    let customer = (channel_id, "nora".to_owned());
    let now = Timestamp::UNIX_EPOCH;
    let thread = Thread::start(channel_id, "nora", now, &mut || Uuid::from_u128(3));
    let ours = MessageRef {
        id,
        conversation_id: thread.conversation.id,
        external_id: None,
        status: Some(DeliveryStatus::Sending),
        stage: None,
        looks: 0,
    };
    let mut known = Known::default();
    known.by_id.insert(id, ours.clone());
    let named = report("wamid.1", Some(id.to_string()));
    assert_eq!(known.ours(&named, &customer, None), Some(ours));
    let nameless = report("wamid.1", None);
    assert_eq!(known.ours(&nameless, &customer, None), None);

    let sent = DeliveryStatus::Sent { at: now };
    let events = vec![
        Event::Progressed {
            external_id: "wamid.1".to_owned(),
            at: now,
            reached: Reached::Delivered,
            price: None,
        },
        Event::DeliveryChanged {
            message_id: id,
            external_id: Some("wamid.1".to_owned()),
            status: sent.clone(),
        },
    ];
    let decision = Decision {
        thread,
        events,
        effects: Vec::new(),
        warnings: Warnings::NONE,
        recount: false,
    };
    known.note(channel_id, Some(id), &decision);
    let found = known.ours(&nameless, &customer, None).unwrap();
    assert_eq!(found.external_id.as_deref(), Some("wamid.1"));
    assert_eq!(
        (found.status, found.stage),
        (Some(sent), Some(Stage::Delivered))
    );
    assert_eq!(
        known.ours(&report("wamid.2", None), &customer, None),
        None,
        "of another message nothing was told"
    );
}
