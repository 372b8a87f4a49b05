//! Limits, prices and penalties: what the editions say.

use jiff::{SignedDuration, Timestamp};
use transom_policy::{
    Amount, Channel, Circumstance, LimitKind, LimitScope, PenaltyLength, Price, PriceCategory,
    RestrictionScope, Route, Rulebook, Rulebooks, TemplateCategory,
};

fn edition(name: &str) -> &'static Rulebook {
    Rulebooks::embedded().find(name).expect("an edition")
}

fn time(at: &str) -> Timestamp {
    at.parse().expect("a time")
}

#[test]
fn whatsapp_charges_by_category_window_and_date() {
    use Circumstance::{EntryPoint, Outside, Window};
    use PriceCategory::{Authentication, Marketing, Service, Utility};
    let (free, charged) = (Some(Price::Free), Some(Price::Charged));
    let first_thousand_free = Some(Price::ChargedAfter(1000));
    for (source, day, category, outside, window, entry_point) in [
        (
            "not described before",
            "2025-06-30",
            Service,
            None,
            None,
            None,
        ),
        (
            "not described before",
            "2025-06-30",
            Marketing,
            None,
            None,
            None,
        ),
        (
            "2025-07-01: by delivered message",
            "2025-07-01",
            Service,
            None,
            free,
            free,
        ),
        (
            "2025-07-01: free in the window",
            "2025-07-01",
            Utility,
            charged,
            free,
            free,
        ),
        ("2025-07-01", "2026-09-30", Utility, charged, free, free),
        (
            "2025-07-01",
            "2025-07-01",
            Marketing,
            charged,
            charged,
            free,
        ),
        (
            "2025-07-01",
            "2025-07-01",
            Authentication,
            charged,
            charged,
            free,
        ),
        (
            "2026-10-01: the first 1,000 free",
            "2026-10-01",
            Service,
            None,
            first_thousand_free,
            free,
        ),
        (
            "2026-10-01: charged in the window",
            "2026-10-01",
            Utility,
            charged,
            charged,
            free,
        ),
        (
            "2026-10-01: as before",
            "2026-10-01",
            Marketing,
            charged,
            charged,
            free,
        ),
    ] {
        let rulebook = edition(&format!("whatsapp/{day}"));
        let price = |circumstance| rulebook.price(category, circumstance);
        assert_eq!(price(Outside), outside, "{source} {category:?}");
        assert_eq!(price(Window), window, "{source} {category:?}");
        assert_eq!(price(EntryPoint), entry_point, "{source} {category:?}");
    }
}

#[test]
fn a_route_is_paid_as_its_category() {
    use TemplateCategory::{Authentication, Marketing, Utility};
    for (route, template, category) in [
        (Route::Standard, None, Some(PriceCategory::Service)),
        (Route::HumanAgent, None, Some(PriceCategory::Service)),
        (Route::PrivateReply, None, Some(PriceCategory::Service)),
        (Route::UtilityTemplate, None, Some(PriceCategory::Utility)),
        (
            Route::MarketingMessage,
            None,
            Some(PriceCategory::Marketing),
        ),
        (Route::Template, Some(Utility), Some(PriceCategory::Utility)),
        (
            Route::Template,
            Some(Marketing),
            Some(PriceCategory::Marketing),
        ),
        (
            Route::Template,
            Some(Authentication),
            Some(PriceCategory::Authentication),
        ),
        (Route::Template, None, None),
        (Route::SponsoredMessage, None, None),
    ] {
        assert_eq!(PriceCategory::of(route, template), category, "{route}");
    }
}

#[test]
fn the_free_entry_point_lasts_72_hours_from_an_answer_within_24() {
    let entry = edition("whatsapp/2026-11-21")
        .entry_point()
        .expect("WhatsApp has one");
    assert_eq!(entry.answer_within, SignedDuration::from_hours(24));
    assert_eq!(entry.free_for, SignedDuration::from_hours(72));
    let entered_at = time("2026-11-20T10:00:00Z");
    for (answered_at, until) in [
        ("2026-11-20T10:00:00Z", Some("2026-11-23T10:00:00Z")),
        ("2026-11-21T09:59:59Z", Some("2026-11-24T09:59:59Z")),
        ("2026-11-21T10:00:00Z", None),
        ("2026-11-20T09:59:59Z", None),
    ] {
        let free_until = entry.free_until(entered_at, time(answered_at));
        assert_eq!(free_until, until.map(time), "{answered_at}");
    }
    assert_eq!(
        entry.free_until(Timestamp::MAX, Timestamp::MAX),
        Some(Timestamp::MAX)
    );
    assert_eq!(entry.free_until(Timestamp::MIN, Timestamp::MAX), None);
    assert!(edition("whatsapp/2025-06-30").entry_point().is_none());
    assert!(edition("messenger/2026-11-21").entry_point().is_none());
}

#[test]
fn limits_are_dated() {
    let limit = |name: &str, kind| edition(name).limit(kind).cloned();
    let tiers = |name: &str| limit(name, LimitKind::Recipients).expect("a limit");
    assert_eq!(tiers("whatsapp/2025-10-06").per, LimitScope::Channel);
    assert_eq!(tiers("whatsapp/2025-10-07").per, LimitScope::Portfolio);
    assert_eq!(
        tiers("whatsapp/2026-11-21").most,
        Amount::TiersToUnlimited(vec![250, 2_000, 10_000, 100_000])
    );
    assert_eq!(tiers("whatsapp/2026-11-21").most.surely(), Some(250));
    let pair = limit("whatsapp/2026-11-21", LimitKind::SendsToPerson).expect("the pair rate");
    assert_eq!((pair.most, pair.burst), (Amount::Fixed(1), Some(45)));
    assert_eq!(pair.every, SignedDuration::from_secs(6));
    assert!(limit("whatsapp/2025-03-31", LimitKind::Marketing).is_none());
    let paused = limit("whatsapp/2025-04-01", LimitKind::Marketing).expect("the pause");
    assert_eq!(paused.most.surely(), Some(0));
    assert_eq!(paused.regions, Some(vec!["US".parse().expect("a country")]));
    let undisclosed = limit("whatsapp/2026-11-21", LimitKind::MarketingToPerson).expect("a limit");
    assert_eq!(undisclosed.most.surely(), None);
    let calls = limit("messenger/2026-11-21", LimitKind::PlatformCalls).expect("a limit");
    assert_eq!(calls.most, Amount::PerEngagedUser(200));
    let calls = limit("whatsapp/2026-11-21", LimitKind::PlatformCalls).expect("a limit");
    assert_eq!(calls.most, Amount::Tiers(vec![200, 5_000]));
    assert_eq!(calls.per, LimitScope::Account);
    for (name, kind, most, every) in [
        (
            "whatsapp",
            LimitKind::SendsBesidePhone,
            20,
            SignedDuration::from_secs(1),
        ),
        (
            "whatsapp",
            LimitKind::NewTemplates,
            100,
            SignedDuration::from_hours(1),
        ),
        (
            "messenger",
            LimitKind::ProfileCalls,
            10,
            SignedDuration::from_mins(10),
        ),
        (
            "instagram",
            LimitKind::ProfileCalls,
            10,
            SignedDuration::from_mins(10),
        ),
    ] {
        let limit = limit(&format!("{name}/2026-11-21"), kind).expect("a limit");
        assert_eq!(
            (limit.most, limit.every),
            (Amount::Fixed(most), every),
            "{name}"
        );
    }
    for (channel, sends) in [
        ("messenger", Some(300)),
        ("instagram", Some(100)),
        ("whatsapp", Some(80)),
        ("sms", None),
    ] {
        let limit = limit(&format!("{channel}/2026-11-21"), LimitKind::Sends);
        assert_eq!(
            limit.and_then(|limit| limit.most.surely()),
            sends,
            "{channel}"
        );
    }
}

#[test]
fn the_token_of_an_instagram_login_lasts_sixty_days_and_is_renewed_after_one() {
    let tokens = edition("instagram/2026-11-21")
        .tokens()
        .expect("it has one");
    assert_eq!(tokens.last, SignedDuration::from_hours(24 * 60));
    assert_eq!(tokens.rest, SignedDuration::from_hours(24));
    assert!(edition("whatsapp/2026-11-21").tokens().is_none());
}

#[test]
fn penalties_climb_from_a_warning_to_the_end() {
    for channel in [Channel::Messenger, Channel::Instagram, Channel::WhatsApp] {
        for edition in Rulebooks::embedded().editions(channel) {
            let steps = &edition.penalties().expect("a ladder").steps;
            assert!(
                steps.first().is_some_and(|step| step.bars.is_empty()),
                "{}",
                edition.id()
            );
            let last = steps.last().expect("a step");
            assert_eq!(last.bars, [RestrictionScope::All]);
            assert_eq!(last.lasts, [PenaltyLength::ForGood]);
        }
    }
    let days: Vec<Option<SignedDuration>> = edition("whatsapp/2026-11-21")
        .penalties()
        .expect("a ladder")
        .steps
        .iter()
        .flat_map(|step| step.lasts.iter().map(|length| length.duration()))
        .collect();
    let day = |days: i64| Some(SignedDuration::from_hours(24 * days));
    assert_eq!(days, [day(1), day(3), day(5), day(7), day(30), None, None]);
    let shortest = |name: &str, scope| edition(name).penalties().expect("a ladder").shortest(scope);
    assert_eq!(
        shortest("messenger/2026-11-21", RestrictionScope::All),
        day(1)
    );
    assert_eq!(
        shortest("instagram/2026-11-21", RestrictionScope::All),
        day(1)
    );
    assert_eq!(
        shortest("whatsapp/2026-11-21", RestrictionScope::All),
        day(5)
    );
    assert_eq!(
        shortest("whatsapp/2026-11-21", RestrictionScope::Tags),
        None
    );
    assert!(edition("email/2026-11-21").penalties().is_none());
}
