//! A draft edition laid over a series.

use jiff::Timestamp;
use transom_policy::{
    Capability, Channel, Draft, Facts, Human, RefusalCode, Route, Rulebooks, Verdict, WindowEvent,
    WindowEventKind, decide,
};

fn time(at: &str) -> Timestamp {
    at.parse().expect("a time")
}

fn draft(channel: &str, valid_from: &str, rest: &str) -> String {
    format!(
        "channel = \"{channel}\"\nvalid_from = {valid_from}\nsummary = \"What if?\"\nsource = \"nobody\"\nconfidence = \"low\"\n{rest}"
    )
}

fn with(text: &str) -> Rulebooks {
    Rulebooks::embedded()
        .with_draft("what-if.toml", text)
        .expect("a sound draft")
}

fn ids(rulebooks: &Rulebooks, channel: Channel) -> Vec<String> {
    rulebooks
        .editions(channel)
        .iter()
        .map(|edition| edition.id().to_string())
        .collect()
}

#[test]
fn a_draft_follows_the_series_or_replaces_its_end() {
    let after = with(&draft(
        "instagram",
        "2027-02-01",
        "retires = [\"human_agent\"]",
    ));
    assert_eq!(
        ids(&after, Channel::Instagram),
        [
            "instagram/2020-03-04",
            "instagram/2026-09-28",
            "instagram/2027-02-01"
        ]
    );
    let between = with(&draft(
        "instagram",
        "2024-02-01",
        "retires = [\"human_agent\"]",
    ));
    assert_eq!(
        ids(&between, Channel::Instagram),
        ["instagram/2020-03-04", "instagram/2024-02-01"]
    );
    let instead = with(&draft(
        "instagram",
        "2026-09-28",
        "retires = [\"human_agent\"]",
    ));
    assert_eq!(
        ids(&instead, Channel::Instagram),
        ["instagram/2020-03-04", "instagram/2026-09-28"]
    );
    for rulebooks in [&after, &between, &instead] {
        for pair in rulebooks.editions(Channel::Instagram).windows(2) {
            assert_eq!(pair[0].valid_until(), Some(pair[1].valid_from()));
        }
        let last = rulebooks
            .editions(Channel::Instagram)
            .last()
            .expect("the draft");
        assert_eq!(last.valid_until(), None);
        assert_eq!(last.retired_at(Route::HumanAgent), Some(last.valid_from()));
        assert_eq!(
            ids(rulebooks, Channel::Messenger),
            ids(Rulebooks::embedded(), Channel::Messenger)
        );
    }
    let second = after
        .with_draft(
            "more.toml",
            &draft("instagram", "2028-01-01", "retires = [\"private_reply\"]"),
        )
        .expect("a draft over a draft");
    assert_eq!(ids(&second, Channel::Instagram).len(), 4);
}

#[test]
fn what_the_draft_withdraws_ends_a_verdict_before_it() {
    let rulebooks = with(&draft(
        "messenger",
        "2026-11-23",
        "retires = [\"human_agent\"]",
    ));
    let facts = Facts {
        window_events: vec![WindowEvent {
            at: time("2026-11-19T10:00:00Z"),
            kind: WindowEventKind::Message,
        }],
        capabilities: vec![Capability::HumanAgent],
        ..Facts::default()
    };
    let verdict = |now: &str| {
        let now = time(now);
        let rulebook = rulebooks
            .governing(Channel::Messenger, now)
            .expect("an edition");
        decide(
            rulebook,
            &facts,
            &Draft::<Human>::text("Hello").by(Route::HumanAgent),
            now,
        )
    };
    let Verdict::Allow(allowed) = verdict("2026-11-21T10:00:00Z") else {
        panic!("a person may answer until the draft begins");
    };
    assert_eq!(allowed.until, Some(time("2026-11-23T00:00:00Z")));
    let Verdict::Refuse(refusal) = verdict("2026-11-23T00:00:00Z") else {
        panic!("the draft withdrew it");
    };
    assert_eq!(refusal.code, RefusalCode::RouteRetired);
}

#[test]
fn what_the_replaced_editions_withdrew_lives_on() {
    let rulebooks = with(&draft("messenger", "2026-04-01", "text = { bytes = 500 }"));
    let facts = Facts {
        window_events: vec![WindowEvent {
            at: time("2026-01-01T10:00:00Z"),
            kind: WindowEventKind::Message,
        }],
        ..Facts::default()
    };
    for now in ["2026-03-01T10:00:00Z", "2026-11-21T10:00:00Z"] {
        let rulebook = rulebooks
            .governing(Channel::Messenger, time(now))
            .expect("an edition");
        let draft = Draft::<Human>::text("Hello").by(Route::TagAccountUpdate);
        let Verdict::Allow(allowed) = decide(rulebook, &facts, &draft, time(now)) else {
            panic!("nothing withdraws the tag at {now}");
        };
        assert_eq!(allowed.until, None);
    }
}

#[test]
fn a_faulty_draft_says_where() {
    let error = |text: &str| {
        Rulebooks::embedded()
            .with_draft("what-if.toml", text)
            .expect_err("a fault")
            .to_string()
    };
    for (text, fault) in [
        (
            draft("instagram", "2027-02-01", "retires = [\"tag_news\"]"),
            "what-if.toml:6: there is no `tag_news` to withdraw",
        ),
        (
            draft("instagram", "2027-02-01", "valid_until = 2027-03-01"),
            "what-if.toml:6: gap: no edition follows this end",
        ),
        (
            draft("instagram", "2019-02-01", ""),
            "what-if.toml:1: the first edition of a channel is complete: `text` is missing",
        ),
        (
            draft("pigeon", "2027-02-01", ""),
            "what-if.toml:1: unknown variant `pigeon`",
        ),
        (
            draft("email", "2027-02-01T10:00:00Z", ""),
            "what-if.toml:2: expected a date",
        ),
        (
            draft(
                "messenger",
                "2027-02-01",
                "[routes.tag_account_update]\ncarries = \"text\"\nopens_by = \"always\"\nsource = \"s\"\nconfidence = \"low\"",
            ),
            "`tag_account_update` was withdrawn on 2026-04-27",
        ),
        (
            draft(
                "email",
                "2027-02-01",
                "[routes.standard]\ncarries = \"text\"\nopens_by = \"window\"\nsource = \"s\"\nconfidence = \"low\"",
            ),
            "what-if.toml:6: `standard` opens by a window that the channel does not have",
        ),
        (
            draft(
                "email",
                "2027-02-01",
                "[events.message]\nacts = true\nopens = { hours = 1 }\nsource = \"s\"\nconfidence = \"low\"",
            ),
            "what-if.toml:6: `message` opens a window that the channel does not have",
        ),
        (
            draft("messenger", "2027-02-01", "unlimited = true"),
            "what-if.toml:6: `standard` opens by a window",
        ),
        (
            draft(
                "whatsapp",
                "2027-02-01",
                "[routes.template]\ncarries = \"template\"\nneeds_act = true\nneeds_opt_in = true\nopens_by = { template = { utility = [] } }\nsource = \"s\"\nconfidence = \"low\"",
            ),
            "a customer who acted needs no opt-in before",
        ),
        (String::new(), "what-if.toml:1: missing field `channel`"),
    ] {
        let found = error(&text);
        assert!(
            found.starts_with(fault) || found.contains(fault),
            "{found}\nnot {fault}"
        );
    }
}

#[test]
fn a_rule_that_could_never_hold_is_refused() {
    let route = |name: &str, carries: &str, opens_by: &str| {
        let terms = format!(
            "[routes.{name}]\ncarries = \"{carries}\"\nopens_by = {opens_by}\nsource = \"s\"\nconfidence = \"low\""
        );
        draft("messenger", "2027-02-01", &terms)
    };
    for (text, fault) in [
        (
            route("human_agent", "text", "{ since_message = { days = 0 } }"),
            "`human_agent` could never open",
        ),
        (
            route("private_reply", "text", "{ comment = { hours = 0 } }"),
            "`private_reply` could never open",
        ),
        (
            route(
                "one_time_notification",
                "text",
                "{ one_time_token = { calendar_years = 0 } }",
            ),
            "could never open",
        ),
        (
            route("marketing_message", "text", "{ marketing_token = [] }"),
            "could never open",
        ),
        (
            route("utility_template", "template", "{ template = {} }"),
            "could never open",
        ),
        (
            route(
                "marketing_message",
                "text",
                "{ marketing_token = [{ every = { hours = 1 }, per = \"token\" }, { every = { hours = 2 }, per = \"token\", regions = [\"FR\"] }] }",
            ),
            "a term for everywhere comes before this one",
        ),
        (
            draft(
                "messenger",
                "2027-02-01",
                "[events.message]\nacts = true\nopens = { hours = 0 }\nsource = \"s\"\nconfidence = \"low\"",
            ),
            "`opens` is no time at all",
        ),
        (
            draft("messenger", "2027-02-01", "text = { bytes = 0 }"),
            "what-if.toml:6: no text fits",
        ),
    ] {
        let error = Rulebooks::embedded()
            .with_draft("what-if.toml", &text)
            .expect_err(fault);
        assert!(error.to_string().contains(fault), "{error}");
    }
}

#[test]
fn a_channel_keeps_its_window_while_an_event_opens_it() {
    let text = draft(
        "whatsapp",
        "2027-02-01",
        "unlimited = true\n[routes.standard]\ncarries = \"text\"\nopens_by = \"always\"\nsource = \"s\"\nconfidence = \"low\"",
    );
    let error = Rulebooks::embedded()
        .with_draft("what-if.toml", &text)
        .expect_err("events open it still");
    assert!(
        error.to_string().contains("`message` opens a window"),
        "{error}"
    );
}

#[test]
fn a_message_of_parts_has_no_length_of_its_own_and_promotes_as_a_text_does() {
    let now = time("2026-11-22T12:00:00Z");
    let rulebook = Rulebooks::embedded()
        .governing(Channel::Messenger, now)
        .expect("there are rules");
    let facts = |hours_ago: i64| Facts {
        window_events: vec![WindowEvent {
            at: now - jiff::SignedDuration::from_hours(hours_ago),
            kind: WindowEventKind::Message,
        }],
        capabilities: vec![Capability::HumanAgent],
        ..Facts::default()
    };
    let long = "x ".repeat(1500);
    let text = decide(rulebook, &facts(1), &Draft::<Human>::text(&*long), now);
    let parts = decide(rulebook, &facts(1), &Draft::<Human>::parts(&*long), now);
    assert!(
        matches!(text, Verdict::Refuse(refusal) if refusal.code == RefusalCode::ContentTooLong)
    );
    assert!(parts.is_allowed());
    let promotion = Draft::<Human>::parts("Jackets\n50% off everything, buy now!");
    let late = decide(rulebook, &facts(25), &promotion, now);
    let Verdict::Refuse(late) = late else {
        panic!("a promotion goes out late");
    };
    assert_eq!(late.code, RefusalCode::PromotionalContent);
    assert!(!late.explanation().contains("!."), "{}", late.explanation());
    assert!(decide(rulebook, &facts(1), &promotion, now).is_allowed());
}
