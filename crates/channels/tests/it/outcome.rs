//! What each answer of the platform means.

use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::json;
use transom_channels::messenger::{Class, failed, outcome};
use transom_domain::delivery::{Hold, Matter, Outcome, Problem};
use transom_policy::Route;

fn error(code: i64, subcode: Option<i64>) -> Vec<u8> {
    let error = json!({
        "message": "(#x) Something is wrong.",
        "type": "OAuthException",
        "code": code,
        "error_subcode": subcode,
        "fbtrace_id": "A1b2",
    });
    json!({ "error": error }).to_string().into_bytes()
}

fn class(status: u16, body: &[u8]) -> Class {
    failed(status, &HeaderMap::new(), body).class
}

fn sent_by(route: Route, code: i64, subcode: Option<i64>) -> Outcome {
    outcome(route, 400, &HeaderMap::new(), &error(code, subcode))
}

#[test]
fn each_code_has_its_class() {
    use Class::{
        Held, OptedOut, Permanent, Permission, Reconcile, Reconnect, Restricted, Retry, Standby,
        Throttled, Unreachable, Unsettled, WindowClosed,
    };
    let table: &[(i64, &[i64], Class)] = &[
        (1, &[0, 99, 1_357_046], Reconcile),
        (2, &[0, 7], Reconcile),
        (2, &[2_018_344], Permission),
        (4, &[0], Throttled),
        (4, &[2_018_354], Held(Hold::MarketingToPerson)),
        (9, &[2_018_352], Permanent),
        (10, &[2_018_278, 2_534_022, 2_018_065], WindowClosed),
        (10, &[2_018_108], Permanent),
        (10, &[1_893_015], OptedOut),
        (10, &[2_018_336, 1_404_170], Unsettled(Matter::Account)),
        (10, &[2_018_171, 2_018_300, 2_018_321], Standby),
        (10, &[1_893_063], Restricted),
        (10, &[0], Permission),
        (10, &[2_534_077], Unsettled(Matter::Account)),
        (17, &[0], Throttled),
        (32, &[0], Throttled),
        (
            100,
            &[0, 2_018_001, 2_018_008, 2_018_014, 2_534_014, 2_534_025],
            Permanent,
        ),
        (100, &[2_534_037], Standby),
        (100, &[33, 2_534_013], Unsettled(Matter::Account)),
        (100, &[2_534_029], Restricted),
        (190, &[0, 460, 463, 467], Reconnect),
        (200, &[0], Permission),
        (200, &[2_018_028, 2_534_041], Unsettled(Matter::Account)),
        (200, &[1_545_041], Unreachable),
        (200, &[2_018_021, 2_018_027], Permanent),
        (230, &[0], Permission),
        (299, &[0], Permission),
        (368, &[0], Restricted),
        (551, &[0, 1_545_041], Unreachable),
        (613, &[0, 2_534_040], Throttled),
        (613, &[1_893_016], Permanent),
        (613, &[2_018_338], Held(Hold::MisusedTags)),
        (1200, &[0], Retry),
        (2022, &[0], Restricted),
        (10_303, &[0], Permanent),
        (36_103, &[0], Permanent),
        (80_006, &[0], Throttled),
        (9_000_001, &[0], Permanent),
    ];
    for (code, subcodes, expected) in table {
        for subcode in *subcodes {
            let subcode = Some(*subcode).filter(|subcode| *subcode != 0);
            for status in [400, 403, 500] {
                assert_eq!(
                    class(status, &error(*code, subcode)),
                    *expected,
                    "{code}/{subcode:?} with {status}"
                );
            }
        }
    }
}

#[test]
fn an_unknown_code_is_classed_by_the_status_unless_the_platform_calls_it_transient() {
    assert_eq!(class(400, &error(4711, None)), Class::Permanent);
    assert_eq!(class(500, &error(4711, None)), Class::Reconcile);
    let transient = json!({ "error": { "code": 4711, "is_transient": true } }).to_string();
    assert_eq!(class(400, transient.as_bytes()), Class::Retry);
    assert_eq!(class(503, transient.as_bytes()), Class::Reconcile);
}

#[test]
fn an_answer_without_explanation_is_classed_by_its_status() {
    let table = [
        (200, Class::Reconcile),
        (302, Class::Reconnect),
        (400, Class::Permanent),
        (401, Class::Reconnect),
        (404, Class::Permanent),
        (408, Class::Reconcile),
        (429, Class::Throttled),
        (500, Class::Reconcile),
        (502, Class::Reconcile),
        (503, Class::Reconcile),
    ];
    for (status, expected) in table {
        for body in [
            "",
            "<html>Bad Gateway</html>",
            "{\"error\":\"words\"}",
            "{\"error\":{\"code\":\"ten\"}}",
        ] {
            assert_eq!(class(status, body.as_bytes()), expected, "{status} {body}");
        }
    }
}

#[test]
fn a_message_with_an_id_was_sent() {
    let body = br#"{"recipient_id":"7777","message_id":"m_XyZ"}"#;
    let sent = Outcome::Sent {
        external_id: "m_XyZ".into(),
        recipient: Some("7777".into()),
    };
    assert_eq!(outcome(Route::Standard, 200, &HeaderMap::new(), body), sent);
}

#[test]
fn a_success_without_an_id_is_settled_by_the_echo() {
    let answer = outcome(Route::Standard, 200, &HeaderMap::new(), b"{}");
    assert!(matches!(answer, Outcome::Reconcile(_)), "{answer:?}");
}

#[test]
fn the_platforms_code_and_sentence_are_kept() {
    let problem = |code: &str| Problem {
        code: Some(code.into()),
        detail: "(#x) Something is wrong.".into(),
    };
    assert_eq!(
        sent_by(Route::Standard, 10, Some(2_018_278)),
        Outcome::WindowClosed(problem("10/2018278"))
    );
    assert_eq!(
        sent_by(Route::Standard, 190, None),
        Outcome::Reconnect(problem("190"))
    );
    assert_eq!(
        sent_by(Route::Standard, 10, Some(1_893_063)),
        Outcome::Restricted {
            problem: problem("10/1893063"),
            until: None
        }
    );
    assert_eq!(
        failed(400, &HeaderMap::new(), &error(551, None)).to_string(),
        "(#x) Something is wrong. (551)"
    );
    let long = json!({ "error": { "code": 1, "message": "é".repeat(5000) } }).to_string();
    assert_eq!(
        failed(400, &HeaderMap::new(), long.as_bytes())
            .problem
            .detail
            .chars()
            .count(),
        300
    );
}

#[test]
fn nothing_but_a_refused_token_disconnects_the_channel() {
    let routes = [Route::Standard, Route::PrivateReply, Route::HumanAgent];
    let is_to_be_settled = |outcome: &Outcome| {
        matches!(
            outcome,
            Outcome::Unsettled {
                matter: Matter::Account,
                ..
            }
        )
    };
    // Of the account or the app as a whole; the switch of Instagram may even be one customer's.
    for (code, subcode) in [
        (10, 2_534_077),
        (100, 33),
        (100, 2_534_013),
        (200, 2_018_028),
        (200, 2_534_041),
    ] {
        for route in routes {
            let outcome = sent_by(route, code, Some(subcode));
            assert!(is_to_be_settled(&outcome), "{route} {code}/{subcode}");
        }
    }
    // A permission, which may be the route's alone.
    for code in [10, 200, 230] {
        for route in [Route::Standard, Route::PrivateReply] {
            let outcome = sent_by(route, code, None);
            assert!(is_to_be_settled(&outcome), "{route} {code}");
        }
        for route in [Route::HumanAgent, Route::TagNews, Route::MarketingMessage] {
            let outcome = sent_by(route, code, None);
            assert!(matches!(outcome, Outcome::Permanent(_)), "{route} {code}");
        }
    }
    for route in routes {
        for subcode in [None, Some(463)] {
            let outcome = sent_by(route, 190, subcode);
            assert!(matches!(outcome, Outcome::Reconnect(_)), "{route}");
        }
    }
}

#[test]
fn the_usage_headers_say_how_long_to_wait() {
    let wait = |name: &'static str, value: &'static str, code| {
        let name = HeaderName::from_static(name);
        let headers = HeaderMap::from_iter([(name, HeaderValue::from_static(value))]);
        match outcome(Route::Standard, 400, &headers, &error(code, None)) {
            Outcome::Throttled { wait, .. } => wait,
            other => panic!("{other:?}"),
        }
    };
    let minutes = |minutes: u64| Some(Duration::from_secs(minutes * 60));
    let business = "x-business-use-case-usage";
    let two = r#"{"1029":[{"type":"messenger","call_count":95,"estimated_time_to_regain_access":7},{"type":"pages","estimated_time_to_regain_access":19}],"1030":[]}"#;
    assert_eq!(wait(business, two, 80_006), minutes(19));
    assert_eq!(
        wait(
            business,
            r#"{"1029":[{"estimated_time_to_regain_access":0}]}"#,
            4
        ),
        None
    );
    assert_eq!(
        wait(
            business,
            r#"{"1029":[{"estimated_time_to_regain_access":99999999}]}"#,
            4
        ),
        minutes(24 * 60)
    );
    assert_eq!(wait(business, "not json", 4), None);
    assert_eq!(
        wait(
            "x-app-usage",
            r#"{"call_count":100,"total_time":25,"total_cputime":25}"#,
            4
        ),
        None
    );
    assert_eq!(
        wait(
            "x-app-usage",
            r#"{"call_count":100,"estimated_time_to_regain_access":3}"#,
            613
        ),
        minutes(3)
    );
}

/// Error bodies as Instagram words them, with its own type and status.
#[test]
fn instagrams_error_bodies_have_the_same_classes() {
    let table: &[(u16, i64, i64, Class)] = &[
        (403, 10, 2_534_022, Class::WindowClosed),
        (400, 100, 2_534_013, Class::Unsettled(Matter::Account)),
        (400, 100, 2_534_014, Class::Permanent),
        (400, 100, 2_534_015, Class::Permanent),
        (400, 100, 2_534_025, Class::Permanent),
        (400, 100, 2_534_029, Class::Restricted),
        (403, 200, 2_534_041, Class::Unsettled(Matter::Account)),
        (400, 613, 2_534_040, Class::Throttled),
        (400, 100, 2_534_068, Class::Permanent),
        (400, 10, 2_534_122, Class::Restricted),
        (400, 80_002, 0, Class::Throttled),
    ];
    for (status, code, subcode, class) in table {
        let error = json!({
            "message": "This message is sent outside of allowed window.", "type": "IGApiException",
            "code": code, "error_subcode": subcode, "fbtrace_id": "A1b2",
        });
        let body = json!({ "error": error }).to_string();
        let failed =
            transom_channels::instagram::failed(*status, &HeaderMap::new(), body.as_bytes());
        assert_eq!(failed.class, *class, "{code}/{subcode}");
    }
}
