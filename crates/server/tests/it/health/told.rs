//! What a platform tells of an account and its token, on the page, in the API, and in what the desk may do.

use jiff::SignedDuration;
use transom_domain::health::{Findings, Record, Remark};
use transom_domain::inbound::{AccountChange, IntegrityGrade};
use transom_emulator::TokenTerms;
use transom_emulator::world::input::Enforcement;
use transom_testkit::eventually;
use transom_testkit::live::{Live, PAGE};

use super::{checked, next};

#[tokio::test]
async fn the_end_of_a_token_and_a_missing_permission_are_found() {
    let live = Live::start().await;
    checked(&live, live.channel_id, "a new channel is checked", |_| true).await;
    let terms = TokenTerms {
        expires_at: Some(live.app.now() + SignedDuration::from_hours(24 * 10)),
        data_access_until: Some(live.app.now() + SignedDuration::from_hours(24 * 90)),
        lacks: ["pages_manage_metadata".to_owned()].into(),
        ..TokenTerms::default()
    };
    let expires_at = terms.expires_at.unwrap().as_second();
    live.world.set_token_terms(PAGE, terms).unwrap();
    next(&live);
    let told = |Findings { token, .. }: &Findings| {
        token.expires_at.map(jiff::Timestamp::as_second) == Some(expires_at)
            && token.missing == ["pages_manage_metadata"]
    };
    checked(&live, live.channel_id, "the token tells", told).await;

    let found = live.app.channels.find(live.workspace_id, live.channel_id);
    let mut read = live.app.db.read().await.unwrap();
    let row = read.load_health(live.workspace_id, live.channel_id).await;
    drop(read);
    let record = Record {
        findings: row.unwrap().findings,
        ahead: SignedDuration::from_hours(24 * i64::from(live.app.config.health.token_days)),
        ..Record::default()
    };
    let remarks = record.remarks(&found.unwrap().channel, live.app.now());
    let ends = |remark: &Remark| matches!(remark, Remark::TokenEnds { is_over: false, .. });
    assert!(remarks.iter().any(ends), "{remarks:?}");
    let far = |remark: &Remark| matches!(remark, Remark::AccessEnds { .. });
    assert!(!remarks.iter().any(far), "90 days are not soon");
    let lacks = |remark: &Remark| matches!(remark, Remark::RightMissing { .. });
    assert!(remarks.iter().any(lacks), "{remarks:?}");
    live.close().await;
}

#[tokio::test]
async fn a_bar_is_told_with_its_end_and_a_page_that_is_well_again_sends() {
    let live = Live::start().await;
    let until = live.app.now() + SignedDuration::from_hours(72);
    let bar = Enforcement::Block {
        reason: "For 3 days".to_owned(),
        until: Some(until),
    };
    live.world.enforce(PAGE, bar).unwrap();
    let barred = eventually("the end is known", async || {
        let found = live.app.channels.find(live.workspace_id, live.channel_id)?;
        let bar = found.channel.bar(live.app.now())?.clone();
        bar.until.map(jiff::Timestamp::as_second)
    })
    .await;
    assert_eq!(barred, until.as_second());

    live.world.enforce(PAGE, Enforcement::Unblock).unwrap();
    eventually("the bar is lifted", async || {
        let found = live.app.channels.find(live.workspace_id, live.channel_id)?;
        found.channel.bar(live.app.now()).is_none().then_some(())
    })
    .await;
    live.settled().await;
    let mut read = live.app.db.read().await.unwrap();
    let notices = read
        .channel_notices(live.workspace_id, live.channel_id, 10)
        .await
        .unwrap();
    drop(read);
    let grades: Vec<_> = notices
        .iter()
        .filter_map(|(_, change)| match change {
            AccountChange::Integrity(told) => Some(told.grade),
            _ => None,
        })
        .collect();
    assert!(grades.contains(&IntegrityGrade::Ok) && grades.contains(&IntegrityGrade::Restricted));
    let enforced = |change: &AccountChange| matches!(change, AccountChange::Enforced(_));
    assert_eq!(
        notices
            .iter()
            .filter(|(_, change)| enforced(change))
            .count(),
        2
    );
    live.close().await;
}
