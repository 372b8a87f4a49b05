//! What is told of a customer in any order, and threads that turn out to be one.

use transom_policy::{WindowEvent, WindowEventKind};
use uuid::Uuid;

use super::*;

fn minute(minute: i64) -> Timestamp {
    Timestamp::from_second(60 * minute).unwrap()
}

fn thread(number: u128, external_id: &str, at: Timestamp) -> Thread {
    let mut next = number;
    Thread::start(ChannelId::new(Uuid::nil()), external_id, at, &mut || {
        next += 1;
        Uuid::from_u128(next)
    })
}

fn person(phone_id: Option<&str>, scoped_id: Option<&str>, name: &str) -> Person {
    Person {
        name: Some(name.to_owned()),
        username: None,
        phone_id: phone_id.map(str::to_owned),
        scoped_id: scoped_id.map(str::to_owned),
    }
}

#[test]
fn of_what_is_told_of_a_customer_the_latest_counts_in_whatever_order_it_comes() {
    type Step = fn(&mut Identity);
    let steps: [Step; 4] = [
        |identity| {
            identity.learn(&person(Some("33611"), None, "Nina"), minute(1));
        },
        |identity| {
            let moved = IdentityChange::Moved {
                phone_id: Some("33622".to_owned()),
                scoped_id: Some("FR.2".to_owned()),
            };
            identity.changed("33611", &moved, minute(2));
        },
        |identity| {
            identity.learn(&person(None, Some("FR.2"), "Nina M."), minute(3));
        },
        |identity| identity.profile.marketing(false, minute(3)),
    ];
    let told = |order: &[usize]| {
        let mut identity = thread(0, "33611", minute(0)).identity;
        for step in order {
            steps[*step](&mut identity);
            steps[*step](&mut identity);
        }
        identity
    };
    let in_order = told(&[0, 1, 2, 3]);
    assert_eq!(in_order.external_id, "33622");
    assert_eq!(in_order.profile.scoped_id(), Some("FR.2"));
    assert_eq!(in_order.profile.name.as_ref().unwrap().value, "Nina M.");
    assert_eq!(in_order.country().unwrap().to_string(), "FR");
    for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1], [0, 2, 1, 3]] {
        assert_eq!(told(&order), in_order, "{order:?}");
    }
}

#[test]
fn who_gave_their_number_up_is_reached_by_the_other_id() {
    let mut identity = thread(0, "33611", minute(0)).identity;
    identity.learn(&person(Some("33611"), Some("FR.1"), "Nina"), minute(1));
    let moved = IdentityChange::Moved {
        phone_id: None,
        scoped_id: Some("FR.2".to_owned()),
    };
    identity.changed("FR.1", &moved, minute(2));
    assert_eq!(identity.external_id, "FR.2");
    identity.learn(&person(Some("33611"), None, "Nina"), minute(1));
    assert_eq!(
        identity.external_id, "FR.2",
        "an older report changes nothing"
    );
}

#[test]
fn a_number_that_was_left_is_not_theirs_whatever_was_told_of_it_before_the_notice_came() {
    let mut identity = thread(0, "33611", minute(0)).identity;
    identity.learn(&person(Some("33611"), None, "Nina"), minute(1));
    identity.learn(&person(Some("33611"), None, "Hugo"), minute(5));
    let moved = IdentityChange::Moved {
        phone_id: Some("33622".to_owned()),
        scoped_id: None,
    };
    identity.changed("33611", &moved, minute(2));
    assert_eq!(identity.external_id, "33622");
    // Written in the same second, and told afterwards.
    identity.learn(&person(Some("33699"), None, "Nina"), minute(2));
    assert_eq!(identity.external_id, "33622");
}

#[test]
fn two_threads_become_the_older_one_whichever_is_given_first() {
    let mut first = thread(0, "33611", minute(1));
    first
        .identity
        .learn(&person(Some("33611"), None, "Nina"), minute(1));
    first.identity.acted(WindowEventKind::Message, minute(1));
    first.identity.unreachable_since = Some(minute(2));
    first.conversation.status = Status::Closed;
    first.conversation.unread = 1;
    let mut second = thread(100, "FR.1", minute(3));
    second
        .identity
        .learn(&person(None, Some("FR.1"), "Nina M."), minute(3));
    second.identity.acted(WindowEventKind::Message, minute(3));
    second.conversation.status = Status::Open;
    second.conversation.unread = 2;
    second.conversation.waiting_since = Some(minute(3));

    let (merged, gone) = first.clone().merge(second.clone());
    assert_eq!(
        second.clone().merge(first.clone()),
        (merged.clone(), gone.clone())
    );
    assert_eq!(gone, second);
    let Thread {
        identity,
        conversation,
        ..
    } = merged;
    assert_eq!(identity.id, first.identity.id);
    assert_eq!(identity.external_id, "33611");
    assert_eq!(identity.profile.scoped_id(), Some("FR.1"));
    let acted = WindowEvent {
        at: minute(3),
        kind: WindowEventKind::Message,
    };
    assert_eq!(identity.window_events, [acted]);
    assert_eq!(identity.unreachable_since, None, "they acted since");
    assert_eq!(conversation.id, first.conversation.id);
    assert_eq!(conversation.status, Status::Open);
    assert_eq!(
        (conversation.unread, conversation.waiting_since),
        (3, Some(minute(3)))
    );
}
