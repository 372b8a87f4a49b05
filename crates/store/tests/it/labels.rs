//! Labels are kept as the platform tells them; what it is to be asked is asked once at a time, and the last wish counts.

use jiff::Timestamp;
use transom_domain::decide::Command;
use transom_domain::delivery::Problem;
use transom_domain::id::{ConversationId, JobId, LabelId};
use transom_domain::label::{Asked, Label, LabelStage, Mark, Marked};
use transom_store::{LabelAction, LabelWork, Query, Sort, View};

use crate::shop::{Shop, minutes, start};

async fn label(shop: &Shop, name: &str, external_id: Option<&str>) -> Label {
    let label = Label {
        id: LabelId::new(shop.id()),
        name: name.to_owned(),
        external_id: external_id.map(str::to_owned),
        told_at: None,
        stage: match external_id {
            Some(_) => LabelStage::Known,
            None => LabelStage::Making,
        },
    };
    save(shop, &label).await;
    label
}

async fn save(shop: &Shop, label: &Label) {
    let mut tx = shop.db.write().await.unwrap();
    let saved = tx
        .save_label(shop.workspace_id, shop.channel.id, label)
        .await;
    saved.unwrap();
    tx.commit().await.unwrap();
}

async fn ask(shop: &Shop, action: LabelAction) {
    let mut tx = shop.db.write().await.unwrap();
    let work = LabelWork {
        workspace_id: shop.workspace_id,
        id: JobId::new(shop.id()),
        channel_id: shop.channel.id,
        action,
        asked_at: start(),
        attempts: 0,
    };
    tx.ask_label_work(&work).await.unwrap();
    tx.commit().await.unwrap();
}

async fn claim(shop: &Shop, now: Timestamp) -> Vec<LabelWork> {
    let mut tx = shop.db.write().await.unwrap();
    let claimed = tx.claim_label_work(now, now + minutes(1), 10).await;
    tx.commit().await.unwrap();
    claimed.unwrap()
}

async fn finish(shop: &Shop, work: &LabelWork) -> bool {
    let mut tx = shop.db.write().await.unwrap();
    let wanted = tx.finish_label_work(work).await.unwrap();
    tx.commit().await.unwrap();
    wanted
}

/// How the labels of a conversation stand.
async fn marks(shop: &Shop, id: ConversationId) -> Vec<Marked> {
    let mut read = shop.db.read().await.unwrap();
    let marks = read.marks(shop.workspace_id, &[id]).await.unwrap();
    marks.into_iter().map(|(_, marked)| marked).collect()
}

async fn wants(shop: &Shop, customer: &str, at: Timestamp, label: &Label, puts: bool) {
    let id = shop.thread(customer).await.conversation.id;
    let known = marks(shop, id).await.into_iter();
    let mark = known
        .filter(|known| known.label_id == label.id)
        .map(|known| known.mark)
        .next();
    let marked = Marked {
        label_id: label.id,
        name: label.name.clone(),
        mark: mark.unwrap_or_default(),
    };
    shop.does(customer, at, Command::Label { marked, puts })
        .await;
}

#[tokio::test]
async fn a_wish_that_comes_while_another_is_asked_waits_and_takes_its_place() {
    let shop = Shop::open().await;
    let nora = shop.writes("nora", start(), "hello").await;
    let label = label(&shop, "Wholesale", Some("1")).await;
    wants(&shop, "nora", start(), &label, true).await;
    let first = claim(&shop, start()).await;
    let put = LabelAction::Put(label.id, nora, shop.agent_id);
    assert_eq!(first[0].action, put);
    assert_eq!(claim(&shop, start()).await, [], "one at a time");
    wants(&shop, "nora", start(), &label, false).await;
    assert_eq!(claim(&shop, start()).await, [], "while the first is asked");
    assert!(!finish(&shop, &first[0]).await, "it is no longer wanted");
    let second = claim(&shop, start()).await;
    let take = LabelAction::Take(label.id, nora, shop.agent_id);
    assert_eq!(second[0].action, take);
    assert!(finish(&shop, &second[0]).await);
}

#[tokio::test]
async fn what_is_about_customers_waits_until_the_label_is_made() {
    let shop = Shop::open().await;
    shop.writes("nora", start(), "hello").await;
    let label = label(&shop, "Wholesale", None).await;
    ask(&shop, LabelAction::Make(label.id)).await;
    wants(&shop, "nora", start(), &label, true).await;
    let making = claim(&shop, start()).await;
    let [
        LabelWork {
            action: LabelAction::Make(_),
            ..
        },
    ] = making[..]
    else {
        panic!("{making:?}");
    };
    let next = shop.db.read().await.unwrap().next_label_work_at().await;
    assert_eq!(
        next.unwrap(),
        Some(start() + minutes(1)),
        "until the claim ends"
    );
    assert!(finish(&shop, &making[0]).await);
    assert!(matches!(
        claim(&shop, start()).await[0].action,
        LabelAction::Put(..)
    ));
}

#[tokio::test]
async fn what_is_put_off_is_due_then() {
    let shop = Shop::open().await;
    ask(&shop, LabelAction::List).await;
    let claimed = claim(&shop, start()).await;
    let due = start() + minutes(5);
    let mut tx = shop.db.write().await.unwrap();
    tx.postpone_label_work(&claimed[0], due, 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(claim(&shop, start() + minutes(4)).await, []);
    assert_eq!(claim(&shop, due).await[0].attempts, 1);
}

#[tokio::test]
async fn labels_and_marks_read_back_as_they_were_kept() {
    let shop = Shop::open().await;
    let nora = shop.writes("nora", start(), "hello").await;
    let problem = Problem {
        code: Some("2/2018344".to_owned()),
        detail: "Terms".to_owned(),
    };
    let label = label(&shop, "Wholesale", Some("1")).await;
    for stage in [
        LabelStage::Known,
        LabelStage::Making,
        LabelStage::NotMade(problem.clone()),
        LabelStage::Deleting,
        LabelStage::NotDeleted(problem.clone()),
        LabelStage::Gone(start()),
        LabelStage::Known,
    ] {
        let label = Label {
            stage,
            told_at: Some(start()),
            ..label.clone()
        };
        save(&shop, &label).await;
        let mut read = shop.db.read().await.unwrap();
        let found = read.load_label(shop.workspace_id, label.id).await;
        assert_eq!(found.unwrap(), (shop.channel.id, label));
    }
    wants(&shop, "nora", start(), &label, true).await;
    let by = shop.agent_id;
    assert_eq!(
        marks(&shop, nora).await[0].mark.asked,
        Asked::Wanted { puts: true, by }
    );
    let failed = Command::LabelSettled {
        marked: marks(&shop, nora).await.remove(0),
        puts: true,
        problem: Some(problem.clone()),
    };
    shop.does("nora", start(), failed).await;
    let asked = Asked::Failed {
        puts: true,
        problem,
    };
    let mark = Mark {
        asked,
        ..Mark::default()
    };
    assert_eq!(marks(&shop, nora).await[0].mark, mark);
}

#[tokio::test]
async fn the_list_is_narrowed_to_a_label_and_counts_who_carries_it() {
    let shop = Shop::open().await;
    let nora = shop.writes("nora", start(), "hello").await;
    shop.writes("paul", start(), "good evening").await;
    let label = label(&shop, "Wholesale", Some("1")).await;
    wants(&shop, "nora", start(), &label, true).await;
    let query = Query {
        view: View::All,
        sort: Sort::Activity,
        channel: None,
        label: Some(label.id),
        agent: shop.agent_id,
        now: start(),
        soon: start(),
        after: None,
        limit: 10,
    };
    let mut read = shop.db.read().await.unwrap();
    let page = read.conversations(shop.workspace_id, &query).await.unwrap();
    let [row] = &page.rows[..] else {
        panic!("{}", page.rows.len());
    };
    assert_eq!(row.thread.conversation.id, nora);
    assert_eq!(row.labels[0].name, "Wholesale");
    let carriers = read
        .label_carriers(shop.workspace_id, shop.channel.id)
        .await
        .unwrap();
    assert_eq!(carriers, [(label.id, 1)].into());
    drop(read);
    wants(&shop, "nora", start(), &label, false).await;
    let mut read = shop.db.read().await.unwrap();
    let page = read.conversations(shop.workspace_id, &query).await.unwrap();
    assert!(page.rows.is_empty());
}

#[tokio::test]
async fn a_label_that_is_gone_is_carried_by_nobody_and_their_pages_are_told() {
    let shop = Shop::open().await;
    let nora = shop.writes("nora", start(), "hello").await;
    let label = label(&shop, "Wholesale", Some("1")).await;
    wants(&shop, "nora", start(), &label, true).await;
    let mut tx = shop.db.write().await.unwrap();
    let events = tx
        .label_changed(shop.workspace_id, label.id, true, start())
        .await;
    tx.commit().await.unwrap();
    assert_eq!(events.unwrap()[0].conversation_id, nora);
    assert_eq!(marks(&shop, nora).await, []);
}

#[tokio::test]
async fn two_rows_of_one_label_become_one() {
    let shop = Shop::open().await;
    let nora = shop.writes("nora", start(), "hello").await;
    let (one, other) = (
        label(&shop, "A", Some("1")).await,
        label(&shop, "A", None).await,
    );
    wants(&shop, "nora", start(), &one, true).await;
    let mut tx = shop.db.write().await.unwrap();
    tx.merge_labels(shop.workspace_id, one.id, other.id)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(marks(&shop, nora).await[0].label_id, other.id);
}

#[tokio::test]
async fn the_labels_of_all_who_are_to_be_cared_for_are_asked_for_once() {
    let shop = Shop::open().await;
    let nora = shop.writes("nora", start(), "hello").await;
    shop.writes("paul", start(), "good evening").await;
    shop.does("paul", start(), Command::Close).await;
    for _ in 0..2 {
        let mut tx = shop.db.write().await.unwrap();
        let asked = tx.ask_labels_of_all(shop.workspace_id, shop.channel.id, start());
        asked.await.unwrap();
        tx.commit().await.unwrap();
    }
    let claimed = claim(&shop, start()).await;
    let actions: Vec<_> = claimed.iter().map(|work| work.action).collect();
    assert_eq!(actions, [LabelAction::Read(nora)]);
}
