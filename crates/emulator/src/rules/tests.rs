//! The rules as tables, each row a fact about a platform.

use jiff::{SignedDuration, Timestamp};

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

const NOW: &str = "2026-11-21T10:00:00Z";
const TICK: SignedDuration = SignedDuration::from_micros(1);

fn hours(count: i64) -> SignedDuration {
    SignedDuration::from_hours(count)
}

fn say(way: Way<'_>) -> Request<'_> {
    Request {
        way,
        content: Content::Text("Hello"),
    }
}

fn all() -> BTreeSet<Capability> {
    [
        Capability::HumanAgent,
        Capability::UtilityMessages,
        Capability::OneTimeNotification,
        Capability::MarketingMessages,
        Capability::NewsPage,
    ]
    .into()
}

#[test]
fn every_platform_has_its_own_acts_that_open_a_window() {
    use Platform::{Instagram, Messenger, WhatsApp};
    let rows: [(Act, &[Platform]); 14] = [
        (Act::Message, &[Messenger, Instagram, WhatsApp]),
        (Act::AdMessage, &[Messenger, Instagram, WhatsApp]),
        (Act::Postback, &[Messenger, Instagram]),
        (Act::Referral, &[Messenger, Instagram]),
        (Act::PluginOptIn, &[Messenger, Instagram]),
        (Act::Reaction, &[Messenger, Instagram]),
        (Act::StoryMention, &[Instagram]),
        (Act::Call, &[WhatsApp]),
        (Act::Unreaction, &[]),
        (Act::Comment, &[]),
        (Act::Read, &[]),
        (Act::Delivery, &[]),
        (Act::TopicOptIn, &[]),
        (Act::MarketingOptIn, &[]),
    ];
    let acted_at = at(NOW);
    for (act, platforms) in rows {
        for platform in [Messenger, Instagram, WhatsApp] {
            let acts = [(acted_at, act)];
            let known = Known {
                platform,
                acts: &acts,
                ..Known::default()
            };
            let says = |at| judge(&say(Way::Window), &known, at);
            let opens = platforms.contains(&platform);
            let last = says(acted_at + hours(24) - TICK);
            assert_eq!(last.is_ok(), opens, "{act:?} on {platform:?}");
            assert_eq!(says(acted_at + hours(24)), Err(Breach::OutsideWindow));
        }
    }
}

#[test]
fn mail_text_messages_and_the_own_site_have_no_window_and_no_other_way() {
    for platform in [Platform::Email, Platform::Sms, Platform::Webchat] {
        let known = Known {
            platform,
            ..Known::default()
        };
        assert_eq!(judge(&say(Way::Window), &known, at(NOW)), Ok(()));
        for way in [
            Way::Tag("HUMAN_AGENT"),
            Way::Template,
            Way::Token(TokenKind::OneTime, "t"),
            Way::Comment("c"),
        ] {
            assert_eq!(judge(&say(way), &known, at(NOW)), Err(Breach::UnknownWay));
        }
    }
}

#[test]
fn instagram_has_the_human_agent_tag_and_no_other() {
    let granted = all();
    let acts = [(at(NOW) - hours(100), Act::Message)];
    let known = Known {
        platform: Platform::Instagram,
        acts: &acts,
        granted: &granted,
        ..Known::default()
    };
    let tag = |tag| judge(&say(Way::Tag(tag)), &known, at(NOW));
    assert_eq!(tag("HUMAN_AGENT"), Ok(()));
    assert_eq!(tag("ACCOUNT_UPDATE"), Err(Breach::UnknownTag));
    assert_eq!(tag("NON_PROMOTIONAL_SUBSCRIPTION"), Err(Breach::UnknownTag));
}

#[test]
fn marketing_goes_by_country_date_and_pace() {
    use Breach::{NotInThisCountry, TooSoon, UnknownWay};
    let last = at("2026-01-31T12:00:00Z");
    let tokens = [
        token("old", None),
        token("used", Some(last)),
        token("other", Some(last)),
    ];
    let granted = all();
    let day = |days: i64| last + hours(24 * days);
    let rows = [
        // Recurring notifications everywhere, each token every 48 hours.
        ("used", Some("US"), last, Err(TooSoon)),
        ("used", Some("US"), day(2) - TICK, Err(TooSoon)),
        ("used", Some("US"), day(2), Ok(())),
        ("old", Some("US"), last, Ok(())),
        ("old", None, last, Ok(())),
        (
            "old",
            Some("US"),
            at("2022-05-18T23:59:59Z"),
            Err(UnknownWay),
        ),
        // Kept in some countries, replaced elsewhere.
        ("used", Some("FR"), day(30), Ok(())),
        ("used", Some("US"), day(30), Ok(())),
        ("used", Some("CH"), day(30), Err(NotInThisCountry)),
        ("used", None, day(30), Err(NotInThisCountry)),
    ];
    for (id, country, now, expected) in rows {
        let known = Known {
            granted: &granted,
            tokens: &tokens,
            customer_country: country,
            business_country: country,
            ..Known::default()
        };
        let request = say(Way::Token(TokenKind::Marketing, id));
        let said = judge(&request, &known, now);
        assert_eq!(said, expected, "{id} to {country:?} at {now}");
    }
}

#[test]
fn the_paid_interface_counts_one_message_a_day_for_the_person_and_the_old_one_for_each_token() {
    let last = at("2026-11-20T12:00:00Z");
    let tokens = [token("fresh", None), token("used", Some(last))];
    let granted = all();
    for (country, now, expected) in [
        ("US", last + hours(24) - TICK, Err(Breach::TooSoon)),
        ("US", last + hours(24), Ok(())),
        ("DE", last, Ok(())),
    ] {
        let known = Known {
            granted: &granted,
            tokens: &tokens,
            customer_country: Some(country),
            business_country: Some(country),
            ..Known::default()
        };
        let request = say(Way::Token(TokenKind::Marketing, "fresh"));
        assert_eq!(judge(&request, &known, now), expected, "{country}");
    }
}

fn token(id: &str, used_at: Option<Timestamp>) -> Token<'_> {
    Token {
        id,
        kind: TokenKind::Marketing,
        issued_at: None,
        expires_at: None,
        used_at,
    }
}

#[test]
fn a_comment_gets_one_reply_within_a_week_and_under_a_broadcast_only_while_it_runs() {
    use Breach::{CommentAnswered, CommentTooOld, LiveOver, UnknownComment};
    let made = at(NOW);
    let ends = Some(made + hours(1));
    let live = Place::Live { ended_at: ends };
    let rows = [
        (Place::Published, None, made + hours(168) - TICK, Ok(())),
        (
            Place::Published,
            None,
            made + hours(168),
            Err(CommentTooOld),
        ),
        (Place::Published, None, made - TICK, Err(UnknownComment)),
        (
            Place::Published,
            ends,
            made + hours(1),
            Err(CommentAnswered),
        ),
        (live, None, made + hours(1) - TICK, Ok(())),
        (live, None, made + hours(1), Err(LiveOver)),
    ];
    for (place, answered_at, now, expected) in rows {
        let comments = [Comment {
            id: "c",
            at: made,
            place,
            answered_at,
        }];
        for platform in [Platform::Messenger, Platform::Instagram] {
            let known = Known {
                platform,
                comments: &comments,
                ..Known::default()
            };
            assert_eq!(judge(&say(Way::Comment("c")), &known, now), expected);
        }
    }
}

#[test]
fn templates_need_approval_and_marketing_needs_a_customer_who_did_not_stop_it() {
    use Breach::{
        StoppedMarketing, TemplateDisabled, TemplateNotApproved, TemplatePaused, UnknownWay,
        WrongContent,
    };
    use Category::{Authentication, Marketing, Utility};
    use Platform::{Instagram, Messenger, WhatsApp};
    let rows = [
        (WhatsApp, Utility, Status::Approved, Ok(())),
        (WhatsApp, Authentication, Status::Approved, Ok(())),
        (WhatsApp, Marketing, Status::Approved, Err(StoppedMarketing)),
        (WhatsApp, Utility, Status::Pending, Err(TemplateNotApproved)),
        (
            WhatsApp,
            Utility,
            Status::Rejected,
            Err(TemplateNotApproved),
        ),
        (WhatsApp, Utility, Status::Paused, Err(TemplatePaused)),
        (WhatsApp, Utility, Status::Disabled, Err(TemplateDisabled)),
        (Messenger, Utility, Status::Approved, Ok(())),
        (Messenger, Marketing, Status::Approved, Err(WrongContent)),
        (Instagram, Utility, Status::Approved, Err(UnknownWay)),
    ];
    let granted = all();
    for (platform, category, status, expected) in rows {
        let templates = [Template {
            name: "sale",
            language: "fr",
            category,
            status,
            pause: None,
        }];
        let known = Known {
            platform,
            granted: &granted,
            templates: &templates,
            stopped_marketing: true,
            ..Known::default()
        };
        let said = judge(&by_template("fr"), &known, at(NOW));
        assert_eq!(said, expected, "{platform:?} {category:?} {status:?}");
        if platform != Instagram {
            let other = judge(&by_template("de"), &known, at(NOW));
            assert_eq!(other, Err(Breach::UnknownTemplate));
        }
    }
}

fn by_template(language: &str) -> Request<'_> {
    Request {
        way: Way::Template,
        content: Content::Template {
            name: "sale",
            language,
        },
    }
}

#[test]
fn a_sanction_takes_what_it_names_until_it_ends() {
    let marketing = [Template {
        name: "sale",
        language: "fr",
        category: Category::Marketing,
        status: Status::Approved,
        pause: None,
    }];
    let human = say(Way::Tag("HUMAN_AGENT"));
    let update = say(Way::Tag("ACCOUNT_UPDATE"));
    let free = say(Way::Window);
    let private = say(Way::Comment("c"));
    let token = say(Way::Token(TokenKind::Marketing, "t"));
    let template = by_template("fr");
    let every = [human, update, free, private, token, template];
    let rows: [(Scope, &[Request<'_>]); 6] = [
        (Scope::All, &every),
        (Scope::Tags, &[human, update]),
        (Scope::Templates, &[token, template]),
        (Scope::UtilityTemplates, &[]),
        (Scope::Marketing, &[token, template]),
        (Scope::Replies, &[human, free, private]),
    ];
    let until = at(NOW);
    for (scope, barred) in rows {
        let sanctions = [Sanction {
            scope,
            until: Some(until),
        }];
        let known = Known {
            sanctions: &sanctions,
            templates: &marketing,
            ..Known::default()
        };
        for request in every {
            let is_barred = |now| judge(&request, &known, now) == Err(Breach::Sanctioned);
            assert_eq!(
                is_barred(until - TICK),
                barred.contains(&request),
                "{scope:?} {request:?}"
            );
            assert!(!is_barred(until));
        }
    }
}

#[test]
fn a_text_is_counted_in_characters_and_on_instagram_in_bytes() {
    use Platform::{Email, Instagram, Messenger, Sms, WhatsApp};
    for (platform, letter, most) in [
        (Messenger, "é", 2000),
        (Instagram, "x", 1000),
        (Instagram, "é", 500),
        (WhatsApp, "é", 4096),
        (Sms, "é", 1600),
    ] {
        let acts = [(at(NOW), Act::Message)];
        let known = Known {
            platform,
            acts: &acts,
            ..Known::default()
        };
        let says = |count| {
            let request = Request {
                way: Way::Window,
                content: Content::Text(&letter.repeat(count)),
            };
            judge(&request, &known, at(NOW))
        };
        assert_eq!(says(most), Ok(()), "{platform:?}");
        assert_eq!(says(most + 1), Err(Breach::TooLong), "{platform:?}");
    }
    assert_eq!(text_limit(Email), None);
}

#[test]
fn who_is_blocked_gets_nothing() {
    let acts = [(at(NOW), Act::Message)];
    let known = Known {
        acts: &acts,
        blocked: true,
        ..Known::default()
    };
    let said = judge(&say(Way::Window), &known, at(NOW));
    assert_eq!(said, Err(Breach::Blocked));
}

#[test]
fn whatsapp_pauses_for_hours_holds_marketing_back_for_a_day_and_counts_people() {
    let say = Request {
        way: Way::Template,
        content: Content::Template {
            name: "sale",
            language: "fr",
        },
    };
    let judged = |change: &dyn Fn(&mut Template<'_>), known: Known<'_>, now: &str| {
        let mut template = Template {
            name: "sale",
            language: "fr",
            category: Category::Marketing,
            status: Status::Approved,
            pause: None,
        };
        change(&mut template);
        let known = Known {
            platform: Platform::WhatsApp,
            templates: &[template],
            ..known
        };
        judge(&say, &known, at(now))
    };
    let plain = |_: &mut Template<'_>| {};
    let since = at("2026-11-21T10:00:00Z");
    for (number, end) in [(1, "2026-11-21T13:00:00Z"), (2, "2026-11-21T16:00:00Z")] {
        let paused = move |template: &mut Template<'_>| {
            template.status = Status::Paused;
            template.pause = Some((since, number));
        };
        let before = at(end) - TICK;
        let early = judged(&paused, Known::default(), &before.to_string());
        assert_eq!(early, Err(Breach::TemplatePaused));
        assert_eq!(judged(&paused, Known::default(), end), Ok(()));
    }
    let held = || Known {
        marketing_held_back_at: Some(since),
        ..Known::default()
    };
    let early = judged(&plain, held(), "2026-11-22T09:59:59Z");
    assert_eq!(early, Err(Breach::MarketingHeldBack));
    assert_eq!(judged(&plain, held(), "2026-11-22T10:00:00Z"), Ok(()));
    for (wrote, free) in [(since, false), (since + TICK, true), (since - TICK, false)] {
        let acts = [(wrote, Act::Message)];
        let known = Known {
            acts: &acts,
            ..held()
        };
        let said = judged(&plain, known, "2026-11-21T11:00:00Z");
        assert_eq!(said.is_ok(), free, "written at {wrote}");
    }
    let useful = |template: &mut Template<'_>| template.category = Category::Utility;
    assert_eq!(judged(&useful, held(), "2026-11-21T10:00:00Z"), Ok(()));

    let other = [Begun {
        at: since,
        is_this: false,
    }];
    let both = [
        other[0],
        Begun {
            at: since,
            is_this: true,
        },
    ];
    let wrote = [(since, Act::Message)];
    let full = |begun, acts| Known {
        begun,
        acts,
        people_a_day: Some(1),
        ..Known::default()
    };
    let now = "2026-11-22T09:59:59Z";
    assert_eq!(
        judged(&useful, full(&other, &[]), now),
        Err(Breach::TooManyPeople)
    );
    assert_eq!(judged(&useful, full(&both, &[]), now), Ok(()));
    assert_eq!(judged(&useful, full(&other, &wrote), now), Ok(()));
    assert_eq!(
        judged(&useful, full(&other, &[]), "2026-11-22T10:00:00Z"),
        Ok(())
    );
}
