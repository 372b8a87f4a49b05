use transom_policy::{Channel as Platform, RestrictionScope};
use uuid::Uuid;

use super::*;
use crate::channel::Cause;
use crate::delivery::Problem;
use crate::id::{ChannelId, WorkspaceId};

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn channel() -> Channel {
    Channel {
        workspace_id: WorkspaceId::new(Uuid::nil()),
        id: ChannelId::new(Uuid::nil()),
        platform: Platform::Messenger,
        external_id: "1042".to_owned(),
        name: "Shop".to_owned(),
        username: None,
        region: None,
        capabilities: Vec::new(),
        restrictions: Vec::new(),
        state: ChannelState::Connected,
        templates: std::sync::Arc::default(),
        app: crate::channel::OwnApp::default(),
    }
}

fn found(reach: Reach, hearing: Hearing) -> Record {
    Record {
        checked_at: Some(now()),
        findings: Some(Findings {
            reach,
            hearing,
            standing: Standing::default(),
            token: Token::default(),
        }),
        heard_at: Some(now()),
        ..Record::default()
    }
}

fn well() -> Record {
    found(Reach::Works, Hearing::All)
}

fn codes(record: &Record, channel: &Channel) -> Vec<&'static str> {
    let remarks = record.remarks(channel, now());
    remarks.iter().map(Remark::code).collect()
}

fn refused() -> Reach {
    Reach::Refused {
        reason: "expired".to_owned(),
    }
}

#[test]
fn a_channel_that_does_well_says_so() {
    let record = well();
    assert_eq!(
        codes(&record, &channel()),
        ["token-works", "subscribed", "heard", "no-errors"]
    );
    assert_eq!(record.grade(&channel(), now()), Grade::Good);
    assert_eq!(Record::default().grade(&channel(), now()), Grade::Unknown);
}

#[test]
fn the_worst_stands_first_and_is_the_grade() {
    let mut record = found(refused(), Hearing::Restored);
    record.used = Some(90);
    assert_eq!(
        codes(&record, &channel()),
        [
            "token-refused",
            "resubscribed",
            "near-limit",
            "heard",
            "no-errors"
        ]
    );
    assert_eq!(record.grade(&channel(), now()), Grade::Bad);
}

#[test]
fn a_token_that_is_good_for_asking_does_not_hide_that_nothing_can_be_sent() {
    let disconnected = Channel {
        state: ChannelState::Disconnected {
            reason: "permission".to_owned(),
            since: now(),
            cause: Cause::Sending,
        },
        ..channel()
    };
    let all = codes(&well(), &disconnected);
    assert_eq!(all[0], "disconnected");
    assert!(!all.contains(&"token-works"));
    let refused = found(refused(), Hearing::Unknown);
    assert_eq!(
        codes(&refused, &disconnected)[0],
        "token-refused",
        "said once"
    );
}

#[test]
fn only_what_is_in_force_is_told() {
    let measure = |until: &str| Measure {
        scope: RestrictionScope::All,
        told_at: now(),
        until: Some(until.parse().unwrap()),
        is_assumed: false,
        reason: String::new(),
    };
    let barred = |until| Channel {
        restrictions: vec![measure(until)],
        ..channel()
    };
    assert!(codes(&well(), &barred("2026-11-21T10:00:01Z")).contains(&"restricted"));
    assert!(!codes(&well(), &barred("2026-11-21T10:00:00Z")).contains(&"restricted"));
    let mut quiet = well();
    quiet.quiet_until = Some(now());
    assert!(!codes(&quiet, &channel()).contains(&"quiet"));
}

#[test]
fn what_failed_is_counted_by_class() {
    let mut record = well();
    record.errors = vec![ErrorCount {
        class: ErrorClass::Throttled,
        count: 3,
        last_at: now(),
        problem: Problem::default(),
    }];
    let all = codes(&record, &channel());
    assert!(all.contains(&"failing") && !all.contains(&"no-errors"));
    assert_eq!(record.grade(&channel(), now()), Grade::Watch);
    record.errors[0].count = 0;
    assert!(codes(&record, &channel()).contains(&"no-errors"));
}

#[test]
fn every_class_has_a_word_of_its_own() {
    for class in ErrorClass::ALL {
        assert_eq!(class.as_str().parse(), Ok(class));
    }
}

#[test]
fn the_end_of_a_token_is_told_ahead_and_what_a_missing_right_takes_away() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let mut record = well();
    record.ahead = SignedDuration::from_hours(24 * 14);
    let token = |record: &mut Record, token| record.findings.as_mut().unwrap().token = token;
    let ends = |text| Token {
        expires_at: Some(at(text)),
        ..Token::default()
    };
    token(&mut record, ends("2026-12-05T10:00:01Z"));
    assert!(!codes(&record, &channel()).contains(&"token-ends"));
    token(&mut record, ends("2026-12-05T10:00:00Z"));
    assert!(codes(&record, &channel()).contains(&"token-ends"));
    assert_eq!(record.grade(&channel(), now()), Grade::Watch);
    token(&mut record, ends("2026-11-21T10:00:00Z"));
    assert_eq!(record.grade(&channel(), now()), Grade::Bad, "it is over");

    let missing = Token {
        missing: vec!["instagram_manage_comments".to_owned()],
        ..Token::default()
    };
    token(&mut record, missing);
    let remarks = record.remarks(&channel(), now());
    let expected = Remark::RightMissing {
        right: "instagram_manage_comments".to_owned(),
        lost: vec![Lost::Comments],
    };
    assert_eq!(remarks[0], expected);
}

#[test]
fn what_is_lost_with_webhooks_is_named_once() {
    let fields = ["message_reads", "messages", "message_deliveries", "odd"].map(str::to_owned);
    assert_eq!(Lost::of_fields(&fields), [Lost::Messages, Lost::Receipts]);
}

#[test]
fn what_fails_until_somebody_settles_it_is_bad_and_what_a_message_is_to_blame_for_is_not() {
    let failing = |class| {
        let mut record = well();
        record.errors = vec![ErrorCount {
            class,
            count: 5,
            last_at: now(),
            problem: Problem::default(),
        }];
        record.grade(&channel(), now())
    };
    assert_eq!(failing(ErrorClass::Payment), Grade::Bad);
    assert_eq!(failing(ErrorClass::Account), Grade::Bad);
    assert_eq!(failing(ErrorClass::Fault), Grade::Watch);
    assert_eq!(failing(ErrorClass::Rejected), Grade::Good);
}

#[test]
fn an_account_that_may_not_send_or_is_about_to_end_is_bad() {
    let mut record = well();
    let standing = |record: &mut Record, sending| {
        record.findings.as_mut().unwrap().standing.sending = sending;
    };
    standing(&mut record, Some(Sending::Free));
    assert_eq!(record.grade(&channel(), now()), Grade::Good);
    standing(&mut record, Some(Sending::Limited));
    assert!(codes(&record, &channel()).contains(&"sending-limited"));
    assert_eq!(record.grade(&channel(), now()), Grade::Watch);
    standing(&mut record, Some(Sending::Blocked));
    assert_eq!(codes(&record, &channel())[0], "sending-blocked");
    assert_eq!(record.grade(&channel(), now()), Grade::Bad);
    let barred = Channel {
        restrictions: vec![Measure {
            scope: RestrictionScope::All,
            told_at: now(),
            until: None,
            is_assumed: false,
            reason: String::new(),
        }],
        ..channel()
    };
    let all = codes(&record, &barred);
    assert!(all.contains(&"restricted") && !all.contains(&"sending-blocked"));

    let mut record = well();
    record.ending = Some("November 30, 2026".to_owned());
    assert_eq!(codes(&record, &channel())[0], "ending");
    assert_eq!(record.grade(&channel(), now()), Grade::Bad);
}
