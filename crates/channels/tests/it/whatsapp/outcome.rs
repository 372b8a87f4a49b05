//! What each answer of WhatsApp means.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};
use transom_channels::whatsapp::{Class, failed, outcome};
use transom_domain::delivery::{Hold, Matter, Outcome, Problem};

fn error(code: i64, subcode: Option<i64>) -> Vec<u8> {
    let error = json!({
        "message": format!("(#{code}) Something is wrong"),
        "type": "OAuthException",
        "code": code,
        "error_subcode": subcode,
        "error_data": { "messaging_product": "whatsapp", "details": "This is why." },
        "fbtrace_id": "A1b2",
    });
    json!({ "error": error }).to_string().into_bytes()
}

fn class(status: u16, body: &[u8]) -> Class {
    failed(status, &HeaderMap::new(), body).class
}

fn answer(status: u16, body: &[u8]) -> Outcome {
    outcome(status, &HeaderMap::new(), body)
}

#[test]
fn each_code_has_its_class() {
    use Class::{
        Held, OptedOut, Permanent, Permission, Reconcile, Reconnect, Restricted, Retry, Throttled,
        Unreachable, Unsettled, WindowClosed,
    };
    let table: &[(Class, &[i64])] = &[
        (Reconnect, &[0, 33, 190]),
        (Unsettled(Matter::Registration), &[131_045, 133_010]),
        (
            Permission,
            &[
                3, 10, 200, 230, 299, 131_005, 133_000, 133_005, 133_009, 133_015,
            ],
        ),
        (Throttled, &[4, 80_007, 130_429, 131_056, 133_016, 138_005]),
        // What may have gone out is never sent again by itself.
        (Reconcile, &[1, 2, 131_000, 131_016, 135_000]),
        (Retry, &[131_057, 134_101, 139_102, 139_103]),
        (Restricted, &[368, 131_031]),
        (Unsettled(Matter::Payment), &[131_042, 131_044]),
        (
            Unsettled(Matter::Account),
            &[131_037, 132_007, 132_068, 132_069, 147_001, 147_005],
        ),
        (Held(Hold::Complaints), &[131_048]),
        (Held(Hold::MarketingToPerson), &[131_049]),
        (Held(Hold::MisclassifiedTemplates), &[131_064]),
        (Unreachable, &[131_026]),
        (OptedOut, &[131_050]),
        (WindowClosed, &[131_047]),
        (
            Permanent,
            &[
                100, 130_472, 130_497, 131_008, 131_009, 131_020, 131_021, 131_030, 131_041,
                131_051, 131_052, 131_053, 131_055, 131_059, 131_062, 131_063, 131_201, 131_215,
                132_000, 132_001, 132_005, 132_008, 132_012, 132_015, 132_016, 134_100, 134_102,
                137_000, 138_000, 138_001, 138_006, 138_023, 139_100, 139_101, 2_388_019,
                2_388_040, 2_388_047, 2_388_072, 2_388_073, 2_388_293, 2_388_299,
            ],
        ),
    ];
    for (expected, codes) in table {
        for code in *codes {
            // The code alone counts, whatever the status of the answer.
            for status in [400, 403, 404, 500] {
                assert_eq!(class(status, &error(*code, None)), *expected, "{code}");
                assert_eq!(class(status, &error(*code, Some(7))), *expected, "{code}");
            }
        }
    }
    assert_eq!(class(400, &error(100, Some(33))), Reconnect);
}

#[test]
fn an_unknown_code_is_classed_by_the_status() {
    assert_eq!(class(400, &error(4_711_000, None)), Class::Permanent);
    assert_eq!(class(401, b""), Class::Reconnect);
    assert_eq!(class(429, b""), Class::Throttled);
    for (status, body) in [
        (500, &b"<html>"[..]),
        (502, b""),
        (200, b"{}"),
        (200, br#"{"messages":[]}"#),
        (200, br#"{"messages":[{"id":7}]}"#),
    ] {
        assert_eq!(class(status, body), Class::Reconcile, "{status}");
        let answer = answer(status, body);
        assert!(matches!(answer, Outcome::Reconcile(_)), "{answer:?}");
    }
}

#[test]
fn a_message_with_an_id_was_taken_and_the_answer_says_when_it_is_held_back_first() {
    let told = |status: Value| {
        let body = json!({
            "messaging_product": "whatsapp",
            "contacts": [{ "input": "+16505550101", "wa_id": "16505550101" }],
            "messages": [{ "id": "wamid.BBB", "message_status": status }],
        });
        answer(200, body.to_string().as_bytes())
    };
    let external_id = || "wamid.BBB".to_owned();
    for status in ["held_for_quality_assessment", "paused"] {
        let held = Outcome::HeldBack {
            external_id: external_id(),
        };
        assert_eq!(told(json!(status)), held, "{status}");
    }
    for status in [json!("accepted"), json!(null), json!(7), json!("odd")] {
        let sent = Outcome::Sent {
            external_id: external_id(),
            recipient: None,
        };
        assert_eq!(told(status), sent);
    }
}

#[test]
fn the_explanation_is_kept_rather_than_the_title() {
    let problem = |code: &str| Problem {
        code: Some(code.into()),
        detail: "This is why.".into(),
    };
    assert_eq!(
        answer(400, &error(131_047, None)),
        Outcome::WindowClosed(problem("131047"))
    );
    assert_eq!(
        answer(400, &error(131_026, Some(2_494_010))),
        Outcome::Unreachable(problem("131026"))
    );
    let bare =
        json!({ "error": { "code": 131_009, "message": "(#131009) Wrong", "error_data": "?" } });
    assert_eq!(
        answer(400, bare.to_string().as_bytes()),
        Outcome::Permanent(Problem {
            code: Some("131009".into()),
            detail: "(#131009) Wrong".into()
        })
    );
}

#[test]
fn a_refused_token_disconnects_and_a_missing_permission_or_payment_does_not() {
    for code in [0, 190] {
        assert!(matches!(
            answer(401, &error(code, None)),
            Outcome::Reconnect(_)
        ));
    }
    for (code, matter) in [
        (10, Matter::Account),
        (131_005, Matter::Account),
        (131_042, Matter::Payment),
    ] {
        let Outcome::Unsettled { matter: told, .. } = answer(403, &error(code, None)) else {
            panic!("{code}");
        };
        assert_eq!(told, matter, "{code}");
    }
}

#[test]
fn the_usage_headers_say_how_long_to_wait() {
    let name = HeaderName::from_static("x-business-use-case-usage");
    let usage =
        r#"{"3110":[{"type":"whatsapp","call_count":100,"estimated_time_to_regain_access":3}]}"#;
    let headers = HeaderMap::from_iter([(name, HeaderValue::from_static(usage))]);
    let Outcome::Throttled { wait, .. } = outcome(400, &headers, &error(80_007, None)) else {
        panic!("a rate limit throttles");
    };
    assert_eq!(wait.map(|wait| wait.as_secs()), Some(180));
}
