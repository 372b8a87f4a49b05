//! What holds for any history.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use transom_policy::Rulebooks;
use transom_policy::simulate::{Change, Outcome, Replay, Rules, Simulation};

/// On these the rules change most.
const DAYS: [&str; 5] = [
    "2020-03-04",
    "2025-11-21",
    "2026-02-10",
    "2026-04-27",
    "2026-09-28",
];

fn instant() -> impl Strategy<Value = Timestamp> {
    (select(&DAYS[..]), -10 * 86_400_i64..10 * 86_400).prop_map(|(day, seconds)| {
        let day: Timestamp = format!("{day}T00:00:00Z").parse().expect("a time");
        day + SignedDuration::from_secs(seconds)
    })
}

/// What a line says beside its time and channel.
fn content() -> impl Strategy<Value = String> {
    let contact = || select(&["ana", "ben"][..]);
    let act = (
        contact(),
        select(&["message", "reaction", "ad_message", "read", "comment"][..]),
    )
        .prop_map(|(contact, kind)| format!(r#""contact":"{contact}","kind":"{kind}""#));
    let facts = (contact(), select(&[
        r#""capabilities":["human_agent","utility_messages","one_time_notification","marketing_messages"]"#,
        r#""capabilities":[]"#,
        r#""templates":[{"name":"a","language":"en","category":"utility","status":"approved"}]"#,
        r#""templates":[{"name":"a","language":"en","category":"marketing","status":"approved"}]"#,
        r#""tokens":[{"id":"t","kind":"one_time","topic":"a","issued_at":"2020-01-05T00:00:00Z"}]"#,
        r#""tokens":[{"id":"t","kind":"one_time","topic":"a","issued_at":"2026-01-05T00:00:00Z"}]"#,
        r#""region":"FR","tokens":[{"id":"t","kind":"marketing"}]"#,
        r#""comments":[{"id":"c","at":"2020-01-05T00:00:00Z","kind":"post"}]"#,
        r#""consent":{"marketing":"stopped"}"#,
        r#""blocked":true"#,
        r#""blocked":false"#,
        r#""restrictions":[{"scope":"tags","until":"2026-04-20T00:00:00Z"}]"#,
        r#""restrictions":[]"#,
    ][..]))
        .prop_map(|(contact, facts)| format!(r#""contact":"{contact}","facts":{{{facts}}}"#));
    let send = (
        contact(),
        select(&["human", "automation"][..]),
        select(
            &[
                "",
                r#","purpose":"event_update""#,
                r#","purpose":"topic","topic":"a""#,
                r#","purpose":"promotion""#,
            ][..],
        ),
        select(
            &[
                "",
                r#","route":"human_agent""#,
                r#","route":"tag_confirmed_event_update""#,
                r#","route":"marketing_message""#,
            ][..],
        ),
        select(
            &[
                r#"{"kind":"text","text":"Hello"}"#,
                r#"{"kind":"text","text":"40% off today"}"#,
                r#"{"kind":"template","name":"a","language":"en"}"#,
                r#"{"kind":"feedback"}"#,
            ][..],
        ),
    )
        .prop_map(|(contact, author, purpose, route, draft)| {
            format!(r#""contact":"{contact}","author":"{author}","draft":{draft}{purpose}{route}"#)
        });
    prop_oneof![3 => act, 2 => facts, 4 => send]
}

/// Lines of as many instants, in the order of time.
fn history() -> impl Strategy<Value = Vec<String>> {
    vec(
        (
            instant(),
            (select(&["messenger", "whatsapp"][..]), content()),
        ),
        0..40,
    )
    .prop_map(|mut lines| {
        lines.sort_by_key(|(at, _)| *at);
        lines.dedup_by_key(|(at, _)| *at);
        lines
            .into_iter()
            .map(|(at, (channel, content))| {
                format!(r#"{{"at":"{at}","channel":"{channel}",{content}}}"#)
            })
            .collect()
    })
}

fn edition() -> impl Strategy<Value = &'static str> {
    select(
        &[
            "messenger/2016-04-12",
            "messenger/2020-02-04",
            "messenger/2020-03-04",
            "messenger/2025-07-29",
            "messenger/2026-02-10",
            "messenger/2026-04-27",
            "messenger/2026-09-28",
            "whatsapp/2018-08-01",
            "whatsapp/2026-10-01",
        ][..],
    )
}

fn replay(lines: &[String], edition: Option<&str>) -> Replay {
    let governing = Rules::governing(Rulebooks::embedded());
    let compared = edition.iter().fold(governing.clone(), |rules, edition| {
        rules.with_edition(edition).expect("an edition")
    });
    Simulation::new(governing, compared).run(lines.iter().map(String::as_str))
}

/// Everything that is told of a send but the number of its line.
fn told(outcome: &Outcome) -> String {
    let json = outcome.to_json();
    let (_, rest) = json.split_once(',').expect("the line comes first");
    rest.to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn under_the_reference_itself_nothing_changes(lines in history()) {
        let replay = replay(&lines, None);
        prop_assert!(replay.faults.is_empty());
        for outcome in &replay.outcomes {
            prop_assert_eq!(outcome.change, Change::Same);
            prop_assert_eq!(&outcome.reference, &outcome.compared);
            prop_assert_eq!(outcome.reference_cost, outcome.compared_cost);
        }
        let total = replay.summary.total();
        prop_assert_eq!((total.lost, total.gained, total.moved), (0, 0, 0));
        prop_assert_eq!(replay.summary.reference, replay.summary.compared);
    }

    #[test]
    fn in_its_own_time_an_edition_changes_nothing(lines in history()) {
        let of_its_time: Vec<_> = lines.into_iter().filter(|line| line > &r#"{"at":"2026-09-28"#.to_owned()).collect();
        for outcome in replay(&of_its_time, Some("messenger/2026-09-28")).outcomes {
            prop_assert_eq!(outcome.change, Change::Same);
        }
    }

    #[test]
    fn the_order_of_the_lines_is_irrelevant((lines, shuffled) in history().prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())), edition in edition()) {
        let (one, other) = (replay(&lines, Some(edition)), replay(&shuffled, Some(edition)));
        prop_assert_eq!(one.summary, other.summary);
        prop_assert_eq!(
            one.outcomes.iter().map(told).collect::<Vec<_>>(),
            other.outcomes.iter().map(told).collect::<Vec<_>>()
        );
    }

    #[test]
    fn the_figures_add_up(lines in history(), edition in edition()) {
        let Replay { outcomes, summary, .. } = replay(&lines, Some(edition));
        let total = summary.total();
        prop_assert_eq!(total.sends, outcomes.len() as u64);
        for tally in [&summary.reference, &summary.compared] {
            let sends: u64 = tally.allowed.values().chain(tally.refused.values()).sum();
            prop_assert_eq!(sends, total.sends);
        }
        let allowed: u64 = summary.compared.allowed.values().sum();
        prop_assert_eq!(total.allowed + total.gained - total.lost, allowed);
        prop_assert_eq!(summary.lost_by_code.values().sum::<u64>(), total.lost);
        prop_assert_eq!(summary.moves.values().sum::<u64>(), total.moved);
        prop_assert!(summary.lost_contacts <= summary.contacts);
        prop_assert!(!summary.report().is_empty());
        prop_assert!(serde_json::from_str::<serde_json::Value>(&summary.to_json()).is_ok());
    }

    #[test]
    fn any_lines_are_replayed_or_told(lines in vec(".*", 0..8), edition in edition()) {
        let count = lines.iter().filter(|line| !line.trim().is_empty()).count();
        let replay = replay(&lines, Some(edition));
        prop_assert_eq!(replay.faults.len(), count);
    }

    #[test]
    fn any_broken_line_is_replayed_or_told(lines in history(), cuts in vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), "\\PC{0,3}"), 0..6), edition in edition()) {
        let mut lines = lines;
        for (which, place, put) in cuts {
            if lines.is_empty() {
                break;
            }
            let line = which.index(lines.len());
            let line = &mut lines[line];
            let at = line.floor_char_boundary(place.index(line.len() + 1));
            line.replace_range(at.., &format!("{put}{}", &line[at..].chars().skip(1).collect::<String>()));
        }
        let written = lines.iter().filter(|line| !line.trim().is_empty()).count();
        let replay = replay(&lines, Some(edition));
        let mut page = replay.summary.report();
        for outcome in &replay.outcomes {
            let _ = write!(page, "{}", outcome.to_json());
        }
        let unread = replay.summary.entries + replay.faults.iter().filter(|fault| fault.to_json().contains("invalid-line")).count() as u64;
        prop_assert_eq!(unread, written as u64);
    }
}
