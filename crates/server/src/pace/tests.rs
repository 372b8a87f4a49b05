use std::path::Path;
use std::time::Duration;

use transom_channels::usage::Usage;
use transom_domain::delivery::Problem;
use transom_policy::{Channel as Platform, Rulebooks};
use uuid::Uuid;

use super::*;
use crate::config::Config;

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn rates(platform: Platform) -> Rates {
    shared_rates(platform, Throughput::Usual, 1)
}

fn shared_rates(platform: Platform, throughput: Throughput, share: u32) -> Rates {
    let config = Config::defaults_in(Path::new("unused")).unwrap();
    let rulebook = Rulebooks::embedded().governing(platform, now()).unwrap();
    Rates::of(rulebook, &config.send, throughput, share)
}

fn asked(call: Call) -> Asked<'static> {
    call.into()
}

/// How many of many calls that are all there at once leave within a time.
fn leave(pace: &Pace, asked: &Asked<'_>, rates: &Rates, within: SignedDuration) -> usize {
    // Each is a job of its own, for whom a turn is kept however late.
    let jobs = (1_u128 << 64..).map(|number| JobId::new(Uuid::from_u128(number)));
    let turns = jobs.map(|job| pace.ask(&asked.of_job(job), rates, now()));
    turns
        .take_while(|at| at.duration_since(now()) < within)
        .count()
}

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const SECOND: SignedDuration = SignedDuration::from_secs(1);

#[test]
fn each_class_of_calls_has_the_rate_of_its_rulebook() {
    use Platform::{Instagram, Messenger, WhatsApp};
    // Platform, call, in how long, at least, at most.
    let (hour, minutes) = (MINUTE * 60, MINUTE * 10);
    let table = [
        (Messenger, Call::Send, SECOND, 180, 200),
        (Messenger, Call::SendMedia, SECOND, 9, 10),
        (Messenger, Call::PrivateReply, hour, 740, 750),
        (Messenger, Call::LiveReply, SECOND, 95, 100),
        (Messenger, Call::PageProfile, minutes, 10, 10),
        (Messenger, Call::NewTemplate, hour, 190, 200),
        (Messenger, Call::Lookup, hour, 190, 200),
        (Instagram, Call::Send, SECOND, 95, 100),
        (Instagram, Call::SendMedia, SECOND, 9, 10),
        (Instagram, Call::LiveReply, SECOND, 95, 100),
        (Instagram, Call::PageProfile, minutes, 10, 10),
        (WhatsApp, Call::Send, SECOND, 75, 80),
        (WhatsApp, Call::Upload, SECOND, 75, 80),
        (WhatsApp, Call::Manage, hour, 190, 200),
        (WhatsApp, Call::Act, hour, 190, 200),
        (WhatsApp, Call::NewTemplate, hour, 100, 100),
        (WhatsApp, Call::Lookup, hour, 4480, 4500),
        (WhatsApp, Call::Lookup, SECOND, 450, 460),
    ];
    for (platform, call, within, least, most) in table {
        let left = leave(&Pace::new(0), &asked(call), &rates(platform), within);
        assert!(
            (least..=most).contains(&left),
            "{platform:?} {call:?}: {left}"
        );
    }
}

#[test]
fn the_throughput_of_a_number_is_that_which_the_platform_told() {
    for (throughput, least, most) in [
        (Throughput::Usual, 75, 80),
        (Throughput::Raised, 180, 200),
        (Throughput::BesidePhone, 18, 20),
    ] {
        let rates = shared_rates(Platform::WhatsApp, throughput, 1);
        let left = leave(&Pace::new(0), &asked(Call::Send), &rates, SECOND);
        assert!((least..=most).contains(&left), "{throughput:?}: {left}");
    }
}

#[test]
fn the_numbers_of_one_account_share_what_is_counted_for_it() {
    let hour = MINUTE * 60;
    let rates = shared_rates(Platform::WhatsApp, Throughput::Usual, 4);
    for (call, most) in [
        (Call::Manage, 50),
        (Call::Lookup, 1125),
        (Call::NewTemplate, 25),
    ] {
        let left = leave(&Pace::new(0), &asked(call), &rates, hour);
        assert!(left <= most && left >= most * 9 / 10, "{call:?}: {left}");
    }
    let sends = leave(&Pace::new(0), &asked(Call::Send), &rates, SECOND);
    assert!(sends >= 75, "each number sends as fast as it may");
}

#[test]
fn who_is_turned_away_has_used_up_nothing() {
    let (pace, rates) = (Pace::new(0), rates(Platform::WhatsApp));
    while pace.ask(&asked(Call::Act), &rates, now()) == now() {}
    let next = pace.ask(&asked(Call::Act), &rates, now());
    for _ in 0..1000 {
        pace.ask(&asked(Call::Act), &rates, now());
    }
    let later = pace.ask(&asked(Call::Act), &rates, now());
    assert_eq!(later, next);
    assert!(later.duration_since(now()) < MINUTE);
}

#[test]
fn several_calls_go_together_or_wait_together() {
    let (pace, rates) = (Pace::new(0), rates(Platform::Messenger));
    let both = asked(Call::PageProfile).times(6);
    assert_eq!(pace.ask(&both, &rates, now()), now());
    let until = pace.ask(&both, &rates, now());
    assert_eq!(until, now() + MINUTE * 10, "all six, or none");
    assert_eq!(
        pace.ask(&asked(Call::PageProfile).times(4), &rates, now()),
        now()
    );
}

#[test]
fn nothing_that_the_desk_waits_for_waits_behind_files_or_labels() {
    let (pace, rates) = (Pace::new(0), rates(Platform::WhatsApp));
    for number in 0..2000 {
        let job = JobId::new(Uuid::from_u128(number));
        pace.ask(&asked(Call::Lookup).of_job(job), &rates, now());
        pace.ask(&asked(Call::Manage).of_job(job), &rates, now());
    }
    assert!(!is_soon(
        pace.ask(&asked(Call::Lookup), &rates, now()),
        now()
    ));
    assert_eq!(pace.ask(&asked(Call::Act), &rates, now()), now());
}

#[test]
fn a_customer_of_whatsapp_gets_the_burst_of_the_pair_rate_and_others_go_on() {
    let (pace, rates) = (Pace::new(0), rates(Platform::WhatsApp));
    let to = |customer| Asked {
        customer: Some(customer),
        ..asked(Call::Send)
    };
    let first = leave(&pace, &to("nora"), &rates, MINUTE);
    assert_eq!(first, 45 + 9, "45 at once, and then one in 6 seconds");
    let other = pace.ask(&to("omar"), &rates, now() + MINUTE);
    assert_eq!(other, now() + MINUTE);
}

#[test]
fn films_do_not_hold_up_texts() {
    let (pace, rates) = (Pace::new(0), rates(Platform::Messenger));
    assert!(leave(&pace, &asked(Call::SendMedia), &rates, MINUTE) > 400);
    let later = now() + MINUTE;
    assert!(
        pace.ask(&asked(Call::Send), &rates, later)
            .duration_since(later)
            < SECOND
    );
    assert!(pace.ask(&asked(Call::Profile), &rates, later) == later);
}

#[test]
fn a_turn_is_kept_for_who_comes_back() {
    let (pace, rates) = (Pace::new(0), rates(Platform::Messenger));
    let job = |number| asked(Call::PrivateReply).of_job(JobId::new(Uuid::from_u128(number)));
    let turns: Vec<_> = (0..80)
        .map(|number| pace.ask(&job(number), &rates, now()))
        .collect();
    assert!(turns.is_sorted());
    let last = turns[79];
    assert!(!is_soon(last, now()));
    for _ in 0..10 {
        assert_eq!(pace.ask(&job(79), &rates, now()), last, "asked too early");
    }
    assert_eq!(pace.ask(&job(79), &rates, last), last, "its turn has come");
    assert!(
        pace.ask(&job(1000), &rates, last) > last,
        "a new one is behind it"
    );
}

fn problem() -> Problem {
    Problem::default()
}

fn throttled(wait: Option<u64>) -> Outcome {
    Outcome::Throttled {
        problem: problem(),
        wait: wait.map(Duration::from_secs),
    }
}

fn quiet(pace: &Pace) -> i64 {
    let until = pace.standing(now()).quiet_until;
    until.map_or(0, |until| until.duration_since(now()).as_secs())
}

#[test]
fn the_platforms_own_time_is_kept_to() {
    let (pace, rates) = (Pace::new(255), rates(Platform::Messenger));
    pace.note(&throttled(Some(600)), now());
    assert_eq!(quiet(&pace), 600);
    assert_eq!(
        pace.ask(&asked(Call::Send), &rates, now()),
        now() + MINUTE * 10
    );
    pace.note(&throttled(Some(60)), now());
    assert_eq!(quiet(&pace), 600, "the longest counts");
    let sent = Outcome::Sent {
        external_id: String::new(),
        recipient: None,
    };
    pace.note(&sent, now());
    assert_eq!(quiet(&pace), 600, "what was under way changes nothing");
}

#[test]
fn what_took_the_one_try_without_being_a_message_tells_what_became_of_it() {
    let (pace, rates) = (Pace::new(0), rates(Platform::Messenger));
    pace.note(&throttled(None), now());
    let at = pace.standing(now()).quiet_until.unwrap();
    assert_eq!(pace.ask(&asked(Call::Send), &rates, at), at);
    assert!(pace.standing(at).quiet_until > Some(at));
    pace.note_told(&Ok(()), at);
    assert_eq!(pace.standing(at).quiet_until, None, "it was answered");
    let failed = CallFailed {
        class: Class::Throttled,
        problem: problem(),
        wait: Some(Duration::from_mins(10)),
    };
    pace.note_told(&Err(failed), at);
    assert_eq!(pace.standing(at).quiet_until, Some(at + MINUTE * 10));
}

#[test]
fn a_channel_that_is_too_fast_backs_off_twice_as_long_each_time() {
    let (pace, rates) = (Pace::new(0), rates(Platform::Messenger));
    let mut at = now();
    for expected in [2, 4, 8, 16, 32, 64, 128, 256, 300, 300] {
        // All that were under way are answered alike.
        for _ in 0..20 {
            pace.note(&throttled(None), at);
        }
        let until = pace.standing(at).quiet_until.unwrap();
        assert_eq!(until.duration_since(at).as_secs(), expected);
        at = until;
        assert_eq!(pace.ask(&asked(Call::Send), &rates, at), at, "one may try");
        assert!(pace.ask(&asked(Call::Send), &rates, at) > at, "and no more");
    }
    let sent = Outcome::Sent {
        external_id: String::new(),
        recipient: None,
    };
    pace.note(&sent, at);
    assert_eq!(
        pace.standing(at).quiet_until,
        None,
        "it is over at the first success"
    );
}

#[test]
fn a_platform_that_does_not_answer_is_asked_less_and_less() {
    let pace = Pace::new(0);
    for _ in 0..2 {
        pace.note(&Outcome::Reconcile(problem()), now());
    }
    assert_eq!(quiet(&pace), 0, "that happens");
    pace.note(&Outcome::Retry(problem()), now());
    assert_eq!(quiet(&pace), 2);
    let pace = Pace::new(0);
    for outcome in [Outcome::Retry(problem()), Outcome::Permanent(problem())] {
        for _ in 0..2 {
            pace.note(&outcome, now());
        }
    }
    pace.note(&Outcome::Retry(problem()), now());
    assert_eq!(quiet(&pace), 0, "answers between begin the count anew");
}

#[test]
fn too_many_messages_to_one_customer_do_not_stop_the_channel() {
    let pace = Pace::new(0);
    let pair = Outcome::Throttled {
        problem: Problem {
            code: Some("131056".to_owned()),
            detail: String::new(),
        },
        wait: None,
    };
    pace.note(&pair, now());
    assert_eq!(quiet(&pace), 0);
}

#[test]
fn a_limit_that_is_nearly_used_up_slows_and_one_that_is_stops() {
    let rates = rates(Platform::Messenger);
    let left = |percent| {
        let pace = Pace::new(0);
        let mut state = pace.lock(now());
        state.quiet.heed(
            Usage {
                percent,
                wait: None,
            },
            now(),
        );
        drop(state);
        leave(&pace, &asked(Call::Send), &rates, SECOND)
    };
    let counts = [0, 74, 90, 95, 99, 100].map(left);
    assert_eq!(counts[0], counts[1]);
    assert!(counts.is_sorted_by(|one, next| one >= next), "{counts:?}");
    assert!(counts[2] <= counts[0] / 2 + 1 && counts[4] <= counts[0] / 20 + 1);
    assert_eq!(counts[5], 0);
}

#[test]
fn what_nobody_waits_for_gives_way_first_and_comes_back() {
    let (pace, rates) = (Pace::new(0), rates(Platform::Messenger));
    let tell = |percent, at| {
        let usage = Usage {
            percent,
            wait: None,
        };
        pace.lock(at).quiet.heed(usage, at);
    };
    let leaves = |call, at| is_soon(pace.ask(&asked(call), &rates, at), at);
    let at = |minutes: i32| now() + MINUTE * minutes;
    for (minute, percent, signs, lists) in [
        (0, 74, true, true),
        (10, 75, false, true),
        (20, 89, false, true),
        (30, 90, false, false),
        (40, 99, false, false),
        (60, 40, true, true),
    ] {
        tell(percent, at(minute));
        let asked = |call| leaves(call, at(minute));
        assert!(asked(Call::Send), "{percent} %");
        assert!(asked(Call::PrivateReply) && asked(Call::Act), "{percent} %");
        assert_eq!(asked(Call::Sign), signs, "{percent} %");
        assert_eq!(asked(Call::Profile), signs, "{percent} %");
        assert_eq!(asked(Call::Manage), lists, "{percent} %");
    }
    // Where nothing more is asked of the platform, nothing more is told either.
    tell(99, at(80));
    assert!(!leaves(Call::Sign, at(89)));
    assert!(leaves(Call::Sign, at(90)));
}

#[test]
fn a_sign_is_no_try_whether_the_platform_answers_again() {
    let (pace, rates) = (Pace::new(0), rates(Platform::Messenger));
    pace.note(&throttled(None), now());
    let later = now() + SECOND * 3;
    assert_eq!(pace.ask(&asked(Call::Sign), &rates, later), later);
    let message = pace.ask(&asked(Call::Send), &rates, later);
    assert!(is_soon(message, later), "the sign used up the one try");
}

#[test]
fn a_clock_that_is_set_back_holds_up_nothing() {
    let (pace, rates) = (Pace::new(0), rates(Platform::Messenger));
    pace.set_throughput(Throughput::Raised);
    let late = now() + MINUTE * 60;
    pace.note(&throttled(Some(600)), late);
    assert!(pace.ask(&asked(Call::Send), &rates, late) > late);
    assert_eq!(pace.ask(&asked(Call::Send), &rates, now()), now());
    assert_eq!(pace.throughput(), Throughput::Raised);
}
