use serde_json::Value;
use transom_policy::case::decide_line;
use transom_policy::{AuthorKind, Body, RefusalCode, Route};

use super::*;

fn cases(count: u64) -> impl Iterator<Item = Case> {
    let histories = Histories::new(Rulebooks::embedded());
    (0..count).map(move |number| histories.case(&mut Random::of_case(SEED, number)))
}

fn routes(channel: Channel) -> &'static [Route] {
    match channel {
        Channel::Messenger => &[
            Route::Standard,
            Route::HumanAgent,
            Route::TagConfirmedEventUpdate,
            Route::TagPostPurchaseUpdate,
            Route::TagAccountUpdate,
            Route::TagCustomerFeedback,
            Route::TagNews,
            Route::UtilityTemplate,
            Route::OneTimeNotification,
            Route::MarketingMessage,
            Route::PrivateReply,
        ],
        Channel::Instagram => &[Route::Standard, Route::HumanAgent, Route::PrivateReply],
        Channel::WhatsApp => &[Route::Standard, Route::Template],
        Channel::Email | Channel::Sms | Channel::Webchat => &[Route::Standard],
    }
}

#[test]
fn few_cases_reach_every_route_and_every_code_and_the_two_agree() {
    let found = search(Rulebooks::embedded(), SEED, FEW);
    for channel in Channel::ALL {
        for route in Route::ALL {
            assert_eq!(
                found.coverage.times(channel, Said::Allowed(route)) > 0,
                routes(channel).contains(&route),
                "{route} on {channel}\n{}",
                found.coverage
            );
        }
    }
    for code in RefusalCode::ALL {
        let channel = match code {
            RefusalCode::RecipientCap => Channel::WhatsApp,
            _ => Channel::Messenger,
        };
        assert!(
            found.coverage.times(channel, Said::Refused(code)) > 0,
            "{code}\n{}",
            found.coverage
        );
    }
    found.report(Duration::ZERO).unwrap();
}

#[test]
fn a_seed_always_gives_the_same_cases_and_another_seed_gives_others() {
    let lines = |seed| {
        let histories = Histories::new(Rulebooks::embedded());
        let mut random = Random::of_case(seed, 7);
        histories.case(&mut random).line("")
    };
    assert_eq!(lines(1), lines(1));
    assert_ne!(lines(1), lines(2));
}

#[test]
fn the_printed_line_gets_the_same_verdict_at_the_command_line() {
    let rulebooks = Rulebooks::embedded();
    for case in cases(3_000) {
        // Who asks as an automation for what only people may do gets its answer from the type, before any rule.
        if case.author == AuthorKind::Automation && case.route == Some(Route::HumanAgent) {
            continue;
        }
        let line = case.line("x");
        let answer = decide_line(rulebooks, 1, &line);
        let Some((said, _)) = judge(rulebooks, &case) else {
            assert!(answer.unwrap_err().contains("no-rulebook"), "{line}");
            continue;
        };
        let answer: Value = serde_json::from_str(&answer.expect(&line)).unwrap();
        match said {
            Said::Allowed(route) => assert_eq!(answer["route"], route.as_str(), "{line}"),
            Said::Refused(code) => assert_eq!(answer["code"], code.as_str(), "{line}"),
        }
    }
}

/// The search must find what it is made for: here a rulebook that never heard of any later change.
#[test]
fn an_outdated_rulebook_is_found_out_and_the_history_made_small() {
    let rulebooks = Rulebooks::embedded();
    let mut editions = rulebooks.editions(Channel::Messenger).iter();
    let outdated = editions
        .find(|edition| edition.route_provenance(Route::TagAccountUpdate).is_some())
        .unwrap();
    let judge = |case: &Case| compare(case, outdated);
    let (case, shown) = cases(FEW)
        .filter(|case| case.channel == Channel::Messenger)
        .map(|case| (judge(&case), case))
        .find_map(|(shown, case)| match shown {
            (Said::Allowed(Route::TagAccountUpdate), Some(Difference::Refuses(_))) => {
                Some((case, shown))
            }
            _ => None,
        })
        .unwrap();
    let smallest = shrink::shrink(case, |case| judge(case) == shown);
    assert_eq!(smallest.body, Body::Text("Hello".to_owned()));
    assert_eq!(
        smallest.facts.window_events.len() + smallest.facts.comments.len(),
        1
    );
    assert!(smallest.facts.tokens.is_empty() && smallest.facts.templates.is_empty());
}
