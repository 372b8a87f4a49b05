//! Histories, replayed under other rules.

use transom_policy::simulate::{Change, Cost, EditionError, Outcome, Replay, Rules, Simulation};
use transom_policy::{Channel, PriceCategory, RefusalCode, Route, Rulebooks, Verdict};

fn governing() -> Rules<'static> {
    Rules::governing(Rulebooks::embedded())
}

/// The history under the editions that governed.
fn as_it_was(history: &str) -> Replay {
    Simulation::new(governing(), governing()).run(history.lines())
}

/// The history with `edition` for the whole time.
#[track_caller]
fn under(edition: &str, history: &str) -> Replay {
    let rules = governing().with_edition(edition).expect("an edition");
    let replay = Simulation::new(governing(), rules).run(history.lines());
    assert!(replay.faults.is_empty(), "{:?}", replay.faults);
    replay
}

#[track_caller]
fn only(replay: &Replay) -> &Outcome {
    let [outcome] = &replay.outcomes[..] else {
        panic!("one send, not {}", replay.outcomes.len());
    };
    outcome
}

fn route(verdict: &Verdict) -> Option<Route> {
    match verdict {
        Verdict::Allow(allowed) => Some(allowed.route),
        Verdict::Refuse(_) => None,
    }
}

fn code(verdict: &Verdict) -> Option<RefusalCode> {
    match verdict {
        Verdict::Allow(_) => None,
        Verdict::Refuse(refusal) => Some(refusal.code),
    }
}

fn changes(replay: &Replay) -> Vec<Change> {
    replay
        .outcomes
        .iter()
        .map(|outcome| outcome.change)
        .collect()
}

/// A line about Messenger, at a time that ends in `:00Z`.
fn line(at: &str, rest: &str) -> String {
    format!(r#"{{"at":"{at}:00Z","channel":"messenger",{rest}}}"#) + "\n"
}

fn wrote(at: &str) -> String {
    line(at, r#""contact":"ana","kind":"message""#)
}

fn facts(at: &str, facts: &str) -> String {
    line(at, &format!(r#""contact":"ana","facts":{{{facts}}}"#))
}

/// A text of `author`, with `more` members.
fn sent(at: &str, author: &str, more: &str) -> String {
    let more = if more.is_empty() {
        String::new()
    } else {
        format!(",{more}")
    };
    line(
        at,
        &format!(
            r#""contact":"ana","author":"{author}","draft":{{"kind":"text","text":"See you soon."}}{more}"#
        ),
    )
}

const EVENT: &str = r#""purpose":"event_update","route":"tag_confirmed_event_update""#;

#[test]
fn a_tagged_update_of_a_program_is_lost_when_the_tags_go() {
    let history = facts(
        "2025-11-01T00:00",
        r#""capabilities":["utility_messages"],"templates":[{"name":"moved","language":"en_US","category":"utility","status":"approved"}]"#,
    ) + &wrote("2025-11-01T08:00")
        + &sent("2025-11-20T08:00", "automation", EVENT);
    let replay = under("messenger/2026-04-27", &history);
    let outcome = only(&replay);
    assert_eq!(
        route(&outcome.reference),
        Some(Route::TagConfirmedEventUpdate)
    );
    assert_eq!(code(&outcome.compared), Some(RefusalCode::RouteRetired));
    assert_eq!(outcome.change, Change::Lost);
    let remedies = &replay.summary.remedies;
    assert_eq!(
        remedies.iter().collect::<Vec<_>>(),
        [(&Route::UtilityTemplate, &1)]
    );
    assert!(outcome.with_permission.is_empty());
    assert_eq!(replay.summary.without_remedy, 0);
    assert_eq!(replay.summary.lost_by_code[&RefusalCode::RouteRetired], 1);
    assert_eq!(replay.summary.lost_contacts, 1);
}

#[test]
fn what_a_permission_would_have_opened_is_told_apart() {
    let history = wrote("2025-11-01T08:00")
        + &sent("2025-11-04T08:00", "automation", EVENT)
        + &sent("2025-11-20T08:00", "automation", EVENT);
    let replay = under("messenger/2026-04-27", &history);
    assert_eq!(changes(&replay), [Change::Lost, Change::Lost]);
    assert!(replay.summary.remedies.is_empty());
    let permitted = replay.summary.with_permission;
    assert_eq!(permitted[&Route::UtilityTemplate], 2);
    assert_eq!(permitted[&Route::HumanAgent], 1, "within seven days only");
}

#[test]
fn a_reply_of_a_person_moves_to_the_human_agent_route() {
    let history = facts("2025-11-01T00:00", r#""capabilities":["human_agent"]"#)
        + &wrote("2025-11-01T08:00")
        + &sent("2025-11-04T08:00", "human", EVENT);
    let replay = under("messenger/2026-04-27", &history);
    assert_eq!(only(&replay).change, Change::Moved);
    let moves = &replay.summary.moves;
    assert_eq!(
        moves[&(Route::TagConfirmedEventUpdate, Route::HumanAgent)],
        1
    );
}

#[test]
fn an_ad_window_is_perhaps_gained_when_the_platform_makes_it_longer() {
    let history = line("2026-03-01T08:00", r#""contact":"ana","kind":"ad_message""#)
        + &sent("2026-03-03T08:00", "automation", "")
        + &sent("2026-03-09T08:00", "automation", "");
    let replay = under("messenger/2026-09-28", &history);
    assert_eq!(changes(&replay), [Change::MaybeGained, Change::Same]);
    assert_eq!(replay.summary.compared.possible, 1);
    let backwards = history.replace("2026-03", "2026-10");
    let replay = under("messenger/2026-04-27", &backwards);
    assert_eq!(changes(&replay), [Change::MaybeLost, Change::Same]);
}

#[test]
fn an_edition_holds_beyond_its_end_too() {
    let history = wrote("2026-10-01T08:00") + &sent("2026-10-20T08:00", "automation", EVENT);
    let replay = under("messenger/2024-07-31", &history);
    assert_eq!(only(&replay).change, Change::Gained);
    assert_eq!(
        route(&only(&replay).compared),
        Some(Route::TagConfirmedEventUpdate)
    );
}

#[test]
fn an_edition_of_one_channel_leaves_the_others_theirs() {
    let rules = governing().with_edition("messenger/2016-04-12");
    let rules = rules.expect("an edition");
    let twice = rules.clone().with_edition("messenger/2020-03-04");
    assert_eq!(twice.err(), Some(EditionError::Second(Channel::Messenger)));
    let unknown = rules.with_edition("messenger/first").err();
    assert_eq!(
        unknown.map(|error| error.to_string()),
        Some(
            "`messenger/first` is no edition: write a channel and a date, as in messenger/2024-07-31"
                .to_owned()
        )
    );
}

#[test]
fn a_token_is_spent_only_where_the_rules_let_the_send_pass() {
    let topic = r#""purpose":"topic","topic":"restock""#;
    let history = facts(
        "2020-02-01T00:00",
        r#""capabilities":["one_time_notification"],"tokens":[{"id":"t","kind":"one_time","topic":"restock","issued_at":"2020-02-01T00:00:00Z"}]"#,
    ) + &wrote("2020-01-01T08:00")
        + &sent("2020-02-03T08:00", "automation", topic)
        + &sent("2020-02-10T08:00", "automation", topic)
        + &sent("2020-02-11T08:00", "automation", topic);
    // One-time notifications begin on 2020-02-04.
    let replay = under("messenger/2020-02-04", &history);
    assert_eq!(
        changes(&replay),
        [Change::Gained, Change::Lost, Change::Same]
    );
    assert_eq!(
        code(&replay.outcomes[1].compared),
        Some(RefusalCode::WindowClosed)
    );
    let asked = history.replace(
        topic,
        &format!(r#"{topic},"route":"one_time_notification""#),
    );
    let replay = under("messenger/2020-02-04", &asked);
    assert_eq!(
        code(&replay.outcomes[1].compared),
        Some(RefusalCode::TokenUsed)
    );
}

#[test]
fn a_spent_token_stays_spent_when_a_later_line_says_it_anew() {
    let topic = r#""purpose":"topic","topic":"restock","route":"one_time_notification""#;
    let token = r#""capabilities":["one_time_notification"],"tokens":[{"id":"t","kind":"one_time","topic":"restock","issued_at":"2022-02-01T00:00:00Z"}]"#;
    let history = facts("2022-02-01T00:00", token)
        + &sent("2022-02-10T08:00", "automation", topic)
        + &facts("2022-02-11T00:00", token)
        + &sent("2022-02-12T08:00", "automation", topic);
    let replay = as_it_was(&history);
    assert!(replay.outcomes[0].reference.is_allowed());
    assert_eq!(
        code(&replay.outcomes[1].reference),
        Some(RefusalCode::TokenUsed)
    );
}

#[test]
fn a_comment_takes_one_private_reply() {
    let history = facts(
        "2025-11-01T08:00",
        r#""comments":[{"id":"c","at":"2025-11-01T08:00:00Z","kind":"post"}]"#,
    ) + &sent("2025-11-01T09:00", "human", r#""route":"private_reply""#)
        + &sent("2025-11-01T10:00", "human", r#""route":"private_reply""#);
    let replay = as_it_was(&history);
    assert_eq!(
        route(&replay.outcomes[0].reference),
        Some(Route::PrivateReply)
    );
    assert_eq!(
        code(&replay.outcomes[1].reference),
        Some(RefusalCode::CommentAnswered)
    );
}

#[test]
fn tagged_messages_are_counted_until_the_customer_acts() {
    let tagged = |day: &str| sent(&format!("2025-11-{day}T08:00"), "automation", EVENT);
    let history = wrote("2025-11-01T08:00")
        + &tagged("05")
        + &tagged("06")
        + &tagged("07")
        + &line("2025-11-08T08:00", r#""contact":"ana","kind":"read""#)
        + &tagged("09")
        + &line("2025-11-10T08:00", r#""contact":"ana","kind":"postback""#)
        + &tagged("20");
    let replay = as_it_was(&history);
    let codes: Vec<_> = replay
        .outcomes
        .iter()
        .map(|outcome| code(&outcome.reference))
        .collect();
    let third = Some(RefusalCode::ConsecutiveTagged);
    assert_eq!(codes, [None, None, third, third, None]);
}

#[test]
fn marketing_keeps_its_pace() {
    let history = facts(
        "2023-05-01T08:00",
        r#""region":"FR","capabilities":["marketing_messages"],"tokens":[{"id":"m","kind":"marketing","issued_at":"2023-05-01T08:00:00Z"}]"#,
    ) + &sent(
        "2023-05-02T08:00",
        "automation",
        r#""route":"marketing_message""#,
    ) + &sent(
        "2023-05-04T07:59",
        "automation",
        r#""route":"marketing_message""#,
    ) + &sent(
        "2023-05-04T08:00",
        "automation",
        r#""route":"marketing_message""#,
    );
    let replay = as_it_was(&history);
    let codes: Vec<_> = replay
        .outcomes
        .iter()
        .map(|outcome| code(&outcome.reference))
        .collect();
    assert_eq!(codes, [None, Some(RefusalCode::FrequencyCap), None]);
}

#[test]
fn what_the_channel_has_holds_for_all_its_contacts_until_it_is_taken_back() {
    let of_channel = |at: &str, capabilities: &str| {
        line(at, &format!(r#""facts":{{"capabilities":{capabilities}}}"#))
    };
    let history = wrote("2026-11-01T08:00")
        + &wrote("2026-11-01T08:00").replace("ana", "ben")
        + &of_channel("2026-11-02T08:00", r#"["human_agent"]"#)
        + &sent("2026-11-03T08:00", "human", "")
        + &sent("2026-11-03T08:00", "human", "").replace("ana", "ben")
        + &of_channel("2026-11-04T08:00", "[]")
        + &sent("2026-11-05T08:00", "human", "");
    let replay = as_it_was(&history);
    let allowed: Vec<_> = replay
        .outcomes
        .iter()
        .map(|outcome| outcome.reference.is_allowed())
        .collect();
    assert_eq!(allowed, [true, true, false]);
    assert_eq!(replay.summary.contacts, 2);
}

#[test]
fn a_block_a_pause_and_a_restriction_hold_until_they_are_lifted() {
    for (set, lift, expected) in [
        (
            r#""blocked":true"#,
            r#""blocked":false"#,
            RefusalCode::Blocked,
        ),
        (
            r#""channel_paused":true"#,
            r#""channel_paused":false"#,
            RefusalCode::ChannelPaused,
        ),
        (
            r#""restrictions":[{"scope":"all"}]"#,
            r#""restrictions":[]"#,
            RefusalCode::Restricted,
        ),
    ] {
        let history = wrote("2026-11-01T08:00")
            + &facts("2026-11-01T09:00", set)
            + &sent("2026-11-01T10:00", "human", "")
            + &facts("2026-11-01T11:00", lift)
            + &sent("2026-11-01T12:00", "human", "");
        let replay = as_it_was(&history);
        assert_eq!(code(&replay.outcomes[0].reference), Some(expected));
        assert!(replay.outcomes[1].reference.is_allowed());
    }
}

#[test]
fn what_becomes_known_at_an_instant_is_known_to_what_is_sent_at_it() {
    let history = sent("2026-11-01T08:00", "human", "") + &wrote("2026-11-01T08:00");
    assert!(only(&as_it_was(&history)).reference.is_allowed());
}

#[test]
fn what_really_happened_is_held_against_the_rules() {
    let history = wrote("2026-11-01T08:00")
        + &sent("2026-11-01T09:00", "human", r#""outcome":"delivered""#)
        + &sent(
            "2026-11-01T10:00",
            "human",
            r#""outcome":"delivered","outcome_route":"human_agent""#,
        )
        + &sent("2026-11-01T11:00", "human", r#""outcome":"refused""#)
        + &sent("2026-11-20T09:00", "human", r#""outcome":"delivered""#)
        + &sent("2026-11-20T10:00", "human", r#""outcome":"refused""#)
        + &sent("2026-11-20T11:00", "human", "");
    let real = as_it_was(&history).summary.reality;
    assert_eq!(
        (
            real.known,
            real.other_route,
            real.refused_but_allowed,
            real.delivered_but_refused
        ),
        (5, 1, 1, 1)
    );
}

#[test]
fn a_draft_holds_for_the_whole_time() {
    let rules = governing().with_draft("draft.toml", block("toml"));
    let history = facts("2026-01-01T00:00", r#""capabilities":["human_agent"]"#)
        + &wrote("2026-11-01T08:00")
        + &sent("2026-11-03T07:00", "human", "")
        + &sent("2026-11-03T09:00", "human", "");
    let replay = Simulation::new(governing(), rules.expect("a draft")).run(history.lines());
    // Two days are enough for the first, and not for the second.
    assert_eq!(changes(&replay), [Change::Same, Change::Lost]);
    assert_eq!(replay.summary.lost_by_code[&RefusalCode::WindowClosed], 1);

    let broken = block("toml").replace("carries", "carry");
    let error = governing().with_draft("draft.toml", &broken).err();
    let told = error.map(|error| error.to_string()).unwrap_or_default();
    assert!(told.starts_with("draft.toml:"), "{told}");
    let other = governing()
        .with_edition("messenger/2026-09-28")
        .and_then(|rules| rules.with_draft("draft.toml", block("toml")));
    assert_eq!(other.err(), Some(EditionError::Second(Channel::Messenger)));
}

/// The same about WhatsApp.
fn on_whatsapp(history: &str) -> String {
    history.replace("messenger", "whatsapp")
}

#[test]
fn a_service_message_on_whatsapp_keeps_its_way_and_may_get_dearer() {
    let customer = |name: &str| wrote("2026-06-01T08:00").replace("ana", name);
    let answer = |name: &str| sent("2026-06-01T09:00", "human", "").replace("ana", name);
    let history: String = (0..1_002)
        .map(|number| {
            let name = format!("c{number}");
            customer(&name) + &answer(&name)
        })
        .collect();
    let replay = under("whatsapp/2026-10-01", &on_whatsapp(&history));
    let total = replay.summary.total();
    assert_eq!((total.sends, total.lost, total.moved), (1_002, 0, 0));
    // Free are the first thousand of a month.
    assert_eq!(total.dearer, 2);
    assert_eq!(replay.summary.reference.free, 1_002);
    assert_eq!(replay.summary.compared.charged[&PriceCategory::Service], 2);
    let next_month = history.clone() + &history.replace("2026-06", "2026-07");
    let replay = under("whatsapp/2026-10-01", &on_whatsapp(&next_month));
    assert_eq!(replay.summary.total().dearer, 4);
}

#[test]
fn a_free_entry_point_keeps_templates_free_for_three_days() {
    let template = |at: &str| {
        line(
            at,
            r#""contact":"ana","author":"automation","draft":{"kind":"template","name":"sale","language":"en"}"#,
        )
    };
    let known = facts(
        "2026-05-01T00:00",
        r#""templates":[{"name":"sale","language":"en","category":"marketing","status":"approved"}]"#,
    );
    let from_an_ad = line("2026-06-01T08:00", r#""contact":"ana","kind":"ad_message""#);
    let charged = |answered_at: &str| {
        let history = known.clone()
            + &from_an_ad
            + &template(answered_at)
            + &template("2026-06-04T07:00")
            + &template("2026-06-05T07:00");
        let replay = as_it_was(&on_whatsapp(&history));
        let costs = replay.outcomes.iter();
        costs
            .map(|outcome| outcome.reference_cost == Some(Cost::Free))
            .collect::<Vec<_>>()
    };
    assert_eq!(charged("2026-06-01T09:00"), [true, true, false]);
    assert_eq!(charged("2026-06-02T08:00"), [false, false, false]);
}

const PAGE: &str = include_str!("../../../docs/simulate.md");

/// The block of the page that begins with `language`.
fn block(language: &str) -> &'static str {
    let fence = format!("```{language}\n");
    let (_, rest) = PAGE.split_once(&fence).expect("the block");
    rest.split_once("```").expect("its end").0
}

#[test]
fn the_example_of_the_page_is_reported_as_the_page_says() {
    let replay = under("messenger/2026-04-27", block("jsonl"));
    assert_eq!(replay.summary.entries, 10);
    assert_eq!(replay.summary.report(), block("text"));
}
