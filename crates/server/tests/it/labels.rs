//! Labels of customers: what the platform is asked and tells, at the desk and for programs.

use axum::http::StatusCode;
use serde_json::{Value, json};
use transom::conversations::label::{self, Which};
use transom::labels;
use transom_domain::decide::Actor;
use transom_domain::id::ConversationId;
use transom_domain::label::{Label, LabelStage, Marked};
use transom_domain::message::{Activity, Origin};
use transom_emulator::world::input::NewMessage;
use transom_emulator::world::label::ContactTerms;
use transom_testkit::live::{Live, PAGE};
use transom_testkit::{TestApp, eventually};

use crate::pages::browser::{Browser, text};

/// A label of the shop's page that the platform is said to have; gives its id.
pub(crate) async fn known(app: &TestApp, name: &str) -> String {
    let shop = &app.shop;
    let label = labels::make(&app.app, shop.workspace_id, shop.channel_id, name).await;
    let label = Label {
        external_id: Some(format!("1{}", name.len())),
        stage: LabelStage::Known,
        ..label.unwrap()
    };
    let mut tx = app.app.db.write().await.unwrap();
    let saved = tx
        .save_label(shop.workspace_id, shop.channel_id, &label)
        .await;
    saved.unwrap();
    tx.commit().await.unwrap();
    label.id.to_string()
}

async fn customer(live: &Live, name: &str) -> String {
    let customer = live.customer(name);
    live.world
        .write(&customer, NewMessage::text("Hello"))
        .unwrap();
    live.settled().await;
    customer
}

async fn conversation(live: &Live, customer: &str) -> ConversationId {
    let thread = live.find(live.channel_id, customer).await;
    thread.unwrap().conversation.id
}

async fn marks(live: &Live, customer: &str) -> Vec<Marked> {
    let Some(thread) = live.find(live.channel_id, customer).await else {
        return Vec::new();
    };
    let mut read = live.app.db.read().await.unwrap();
    let marks = read
        .marks(live.workspace_id, &[thread.conversation.id])
        .await;
    marks
        .unwrap()
        .into_iter()
        .map(|(_, marked)| marked)
        .collect()
}

/// Waits until the labels of a customer stand as they should.
async fn stand(live: &Live, customer: &str, wanted: &[&str]) {
    let what = format!("{customer} carries {wanted:?}");
    eventually(&what, async || {
        let marks = marks(live, customer).await;
        let on = marks.iter().filter(|marked| marked.mark.is_on);
        let names: Vec<&str> = on.map(|marked| marked.name.as_str()).collect();
        (names == wanted).then_some(())
    })
    .await;
}

fn owner(live: &Live) -> Actor {
    Actor {
        agent_id: live.owner,
        origin: Origin::Desk,
    }
}

async fn put(live: &Live, customer: &str, name: &str) {
    let id = conversation(live, customer).await;
    let which = Which::Called(name.to_owned());
    let done = label::put(&live.app, live.workspace_id, id, owner(live), which).await;
    done.unwrap();
}

async fn take(live: &Live, customer: &str, name: &str) {
    let id = conversation(live, customer).await;
    let marks = marks(live, customer).await;
    let marked = marks.iter().find(|marked| marked.name == name).unwrap();
    let done = label::take(
        &live.app,
        live.workspace_id,
        id,
        owner(live),
        marked.label_id,
    )
    .await;
    done.unwrap();
}

async fn activities(live: &Live, customer: &str) -> Vec<Activity> {
    let id = conversation(live, customer).await;
    let mut read = live.app.db.read().await.unwrap();
    let rows = read
        .messages(live.workspace_id, id, None, 50)
        .await
        .unwrap();
    let said = rows
        .into_iter()
        .filter_map(|row| row.message.content.activity);
    said.collect()
}

fn labelled(name: &str, puts: bool) -> Activity {
    let label = name.to_owned();
    Activity::Labelled { label, puts }
}

#[tokio::test]
async fn a_new_label_is_made_on_the_platform_and_put_on_and_taken_off_there() {
    let live = Live::start().await;
    let (nora, paul) = (customer(&live, "Nora").await, customer(&live, "Paul").await);
    put(&live, &nora, "  Whole  sale ").await;
    put(&live, &paul, "whole SALE").await;
    for one in [&nora, &paul] {
        stand(&live, one, &["Whole sale"]).await;
        assert_eq!(live.world.customer(one).unwrap().labels, ["Whole sale"]);
    }
    assert_eq!(
        live.world.labels(PAGE).len(),
        1,
        "the same name is the same label"
    );
    take(&live, &nora, "Whole sale").await;
    stand(&live, &nora, &[]).await;
    live.settled().await;
    assert_eq!(live.world.labels_of(&nora), []);
    // The platform's notices of what we did ourselves tell nothing twice.
    let lines = activities(&live, &nora).await;
    assert_eq!(
        lines,
        [labelled("Whole sale", true), labelled("Whole sale", false)]
    );
    live.close().await;
}

#[tokio::test]
async fn what_is_changed_elsewhere_is_heard_also_of_labels_and_people_we_do_not_know() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let label = live.world.make_label(PAGE, "Fragile").unwrap();
    live.world.label_customer(&nora, &label, true).unwrap();
    stand(&live, &nora, &["Fragile"]).await;
    assert_eq!(activities(&live, &nora).await, [labelled("Fragile", true)]);
    // Somebody who has not written yet: kept until they do.
    let paul = live.customer("Paul");
    live.world.label_customer(&paul, &label, true).unwrap();
    stand(&live, &paul, &["Fragile"]).await;
    live.world.write(&paul, NewMessage::text("Hello")).unwrap();
    live.settled().await;
    stand(&live, &paul, &["Fragile"]).await;
    live.close().await;
}

#[tokio::test]
async fn what_a_customer_carried_before_the_page_was_connected_is_read_when_they_write() {
    let live = Live::start().await;
    let label = live.world.make_label(PAGE, "Fragile").unwrap();
    let fetched = async || {
        labels::fetch(&live.app, live.workspace_id, live.channel_id)
            .await
            .unwrap();
        eventually("the list is read", async || {
            let known = labels::list(&live.app, live.workspace_id, live.channel_id).await;
            (!known.unwrap().list.is_asked).then_some(())
        })
        .await;
    };
    fetched().await;
    let nora = live.customer("Nora");
    // Nobody is told of this.
    let connected = live.app.channels.find(live.workspace_id, live.channel_id);
    let endpoint = &connected.unwrap().endpoint;
    live.app
        .courier
        .subscribe(endpoint, &["messages"])
        .await
        .unwrap();
    live.world.label_customer(&nora, &label, true).unwrap();
    live.world.write(&nora, NewMessage::text("Hello")).unwrap();
    stand(&live, &nora, &["Fragile"]).await;
    // Nor of this: then it is fetched on demand.
    live.world.delete_label(PAGE, &label).unwrap();
    fetched().await;
    stand(&live, &nora, &[]).await;
    let known = labels::list(&live.app, live.workspace_id, live.channel_id).await;
    assert!(known.unwrap().labels.is_empty());
    live.close().await;
}

#[tokio::test]
async fn without_the_terms_nothing_is_done_and_the_next_step_is_told() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    let terms = |accepted| {
        live.world
            .set_contact_terms(PAGE, ContactTerms { accepted })
            .unwrap();
    };
    terms(false);
    put(&live, &nora, "Wholesale").await;
    eventually("the refusal is told", async || {
        let lines = activities(&live, &nora).await;
        let failed = |line: &Activity| {
            matches!(line, Activity::LabelFailed { code: Some(code), .. } if code == "2/2018344")
        };
        lines.iter().any(failed).then_some(())
    })
    .await;
    assert!(!marks(&live, &nora).await[0].mark.is_shown());
    terms(true);
    let which = Which::Known(marks(&live, &nora).await[0].label_id);
    let id = conversation(&live, &nora).await;
    let again = label::put(&live.app, live.workspace_id, id, owner(&live), which).await;
    again.unwrap();
    stand(&live, &nora, &["Wholesale"]).await;
    live.close().await;
}

#[tokio::test]
async fn a_deleted_label_is_gone_there_and_from_everybody() {
    let live = Live::start().await;
    let nora = customer(&live, "Nora").await;
    put(&live, &nora, "Wholesale").await;
    stand(&live, &nora, &["Wholesale"]).await;
    let id = marks(&live, &nora).await[0].label_id;
    let deleted = labels::delete(&live.app, live.workspace_id, live.channel_id, id).await;
    deleted.unwrap();
    assert_eq!(marks(&live, &nora).await, [], "at once");
    eventually("the platform has deleted it", async || {
        live.world.labels(PAGE).is_empty().then_some(())
    })
    .await;
    live.close().await;
}

#[tokio::test]
async fn the_desk_shows_labels_offers_them_and_narrows_the_list() {
    let app = TestApp::start().await;
    let nora = app.customer_writes("77", "Hello").await;
    let paul = app.customer_writes("78", "Good evening").await;
    let label = known(&app, "Fragile").await;
    let desk = Browser::owner(&app).await;
    let path = format!("/inbox/all/{nora}");
    let page = text(&desk.get(&path).await);
    assert!(
        page.contains(&format!("value=\"{label}\"")),
        "it is offered"
    );
    let add = format!("/conversations/{nora}/labels");
    let answer = desk.post(&add, &[("label", &label)]).await;
    assert!(answer.status.is_redirection(), "{}", answer.status);
    let page = text(&desk.get(&path).await);
    for part in [
        "added the label “Fragile”",
        "Remove the label “Fragile”",
        "card__labels",
    ] {
        assert!(page.contains(part), "no {part}");
    }
    let narrowed = format!("/inbox/all?label={label}");
    let page = text(&desk.get(&narrowed).await);
    assert!(page.contains(&format!("card-{nora}")) && !page.contains(&format!("card-{paul}")));
    assert!(
        page.contains(&format!("/inbox/all/{nora}?label={label}")),
        "it stays narrowed"
    );
    let stream = page.split("/live?").nth(1).unwrap();
    let stream = stream.split('"').next().unwrap();
    assert!(stream.contains(&format!("label={label}")), "{stream}");

    let nameless = text(&desk.post(&add, &[("name", "  ")]).await);
    assert!(nameless.contains("A label needs a name of at most 100 characters."));
    let answer = desk
        .post(&format!("{add}/remove"), &[("label", &label)])
        .await;
    assert!(answer.status.is_redirection(), "{}", answer.status);
    let page = text(&desk.get(&path).await);
    assert!(page.contains("removed the label “Fragile”"));
}

#[tokio::test]
async fn the_settings_list_make_and_delete_labels() {
    let app = TestApp::start().await;
    let label = known(&app, "Fragile").await;
    let owner = Browser::owner(&app).await;
    let path = format!("/settings/channels/{}/labels", app.shop.channel_id);
    let page = text(&owner.get(&path).await);
    for part in ["Fragile", "Nobody carries it", "Fetch from the platform"] {
        assert!(page.contains(part), "no {part}");
    }
    let made = owner.post(&path, &[("name", "Wholesale")]).await;
    assert!(made.status.is_redirection());
    let page = text(&owner.get(&path).await);
    assert!(page.contains("The platform is being asked to make it."));
    let deleted = owner.post(&format!("{path}/{label}/delete"), &[]).await;
    assert!(deleted.status.is_redirection());
    let page = text(&owner.get(&path).await);
    assert!(page.contains("The platform is being asked to delete it."));
    let refused = owner.post(&path, &[("name", "fragile")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(text(&refused).contains("is being deleted at this moment"));
}

#[tokio::test]
async fn programs_label_customers_and_are_told_how_far_it_is() {
    let app = TestApp::start().await;
    let nora = app.customer_writes("77", "Hello").await;
    app.customer_writes("78", "Good evening").await;
    let token = &app.shop.token;
    let labels = format!("/api/v1/conversations/{nora}/labels");
    let put = app
        .post(&labels, token, &json!({ "name": "Wholesale" }))
        .await;
    assert_eq!(put.status, StatusCode::OK);
    let view = put.json();
    assert_eq!(view["labels"][0]["name"], "Wholesale");
    assert_eq!(view["labels"][0]["state"], "putting");
    let id = view["labels"][0]["id"].as_str().unwrap().to_owned();
    let listed = app
        .get(&format!("/api/v1/conversations?label={id}"), token)
        .await
        .json();
    let ids: Vec<&Value> = listed["conversations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["id"])
        .collect();
    assert_eq!(ids, [&json!(nora.to_string())]);
    let of_channel = format!("/api/v1/channels/{}/labels", app.shop.channel_id);
    let again = app
        .post(&of_channel, token, &json!({ "name": "wholesale" }))
        .await;
    assert_eq!(
        again.json()["id"],
        json!(id),
        "the same name is the same label"
    );
    assert_eq!(again.json()["customers"], 1);
    for odd in [
        json!({}),
        json!({ "id": id, "name": "Wholesale" }),
        json!({ "name": "" }),
    ] {
        let refused = app.post(&labels, token, &odd).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{odd}");
    }
}

#[tokio::test]
async fn channels_without_labels_say_so_and_show_none() {
    let app = TestApp::start().await;
    let nowhere = "http://127.0.0.1:9";
    let id = crate::instagram::connect(&app.app, app.shop.workspace_id, nowhere, None).await;
    let path = format!("/api/v1/channels/{id}/labels");
    let refused = app
        .post(&path, &app.shop.token, &json!({ "name": "Wholesale" }))
        .await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let detail = refused.json()["detail"].as_str().unwrap().to_owned();
    assert!(
        detail.contains("only Facebook pages on Messenger have labels"),
        "{detail}"
    );
    let owner = Browser::owner(&app).await;
    let page = owner.get(&format!("/settings/channels/{id}/labels")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}
