//! To how many people a number may begin: counted when a message is queued, and refused beyond.

use jiff::SignedDuration;
use serde_json::{Value, json};
use transom_domain::conversation::Thread;
use transom_domain::decide::{Command, Reply};
use transom_domain::message::{Content, Extra, TemplateMessage};
use transom_policy::Human;
use transom_testkit::templates::{keep, listed};

use super::Story;
use crate::whatsapp::{NUMBER_ID, Someone, change, seconds, value};

/// What the platform lets every business have before it tells more.
const SURELY: usize = 250;

/// A webhook in which so many people write.
fn everybody(story: &Story, count: usize) -> Value {
    let at = seconds(story.at());
    let person = |number: usize| format!("3361{number:07}");
    let contacts: Vec<Value> = (0..count)
        .map(|number| json!({ "wa_id": person(number), "profile": { "name": "Someone" } }))
        .collect();
    let messages: Vec<Value> = (0..count)
        .map(|number| {
            json!({ "from": person(number), "id": format!("wamid.of.{number}"), "timestamp": at,
                "type": "text", "text": { "body": "Hello" } })
        })
        .collect();
    let mut value = value(NUMBER_ID, "messages", &messages, Someone::default());
    value["contacts"] = json!(contacts);
    change("messages", &value, story.at())
}

fn template() -> Command {
    let template = TemplateMessage::new("news", "en_US");
    Command::Reply(Reply::<Human>::new(Content {
        text: Some("Here is what is new.".to_owned()),
        extra: Some(Extra::Template(Box::new(template))),
        ..Content::default()
    }))
}

#[tokio::test]
async fn a_number_begins_with_as_many_people_as_are_sure_and_with_nobody_new_for_a_day() {
    let story = Story::begin().await;
    let live = &story.live;
    let words = listed("news", "Here is what is new.");
    keep(&live.app, live.workspace_id, story.channel_id, &words).await;
    story.brings(&everybody(&story, SURELY + 2)).await;
    let mut threads: Vec<Thread> = Vec::new();
    for number in 0..SURELY + 2 {
        let found = live
            .find(story.channel_id, &format!("3361{number:07}"))
            .await;
        threads.push(found.expect("they wrote"));
    }
    // Within their windows nobody is begun with.
    live.act_in(&threads[0], template()).await.unwrap();
    live.advance(SignedDuration::from_hours(24));
    for thread in &threads[..SURELY] {
        live.act_in(thread, template()).await.unwrap();
    }
    let refused = live.act_in(&threads[SURELY], template()).await.unwrap_err();
    assert_eq!(refused.code(), "recipient-cap");
    // With whom it began already, it goes on.
    live.act_in(&threads[1], template()).await.unwrap();
    // A program is told until when, and by which routes something could go.
    let id = threads[SURELY].conversation.id;
    let draft = json!({ "template": { "name": "news", "language": "en_US" } });
    let (status, problem) = story.posts_to(id, "messages", &draft).await;
    assert_eq!((status, &problem["code"]), (422, &json!("recipient-cap")));
    assert!(problem["restricted_until"].is_string(), "{problem}");
    // Who writes is answered.
    let again = json!({ "from": "33610000250", "id": "wamid.again", "timestamp": seconds(story.at()),
        "type": "text", "text": { "body": "Anything new?" } });
    let wrote = value(NUMBER_ID, "messages", &[again], Someone::default());
    story.brings(&change("messages", &wrote, story.at())).await;
    live.act_in(&threads[SURELY], template()).await.unwrap();
    // A day later the first are counted no more.
    live.advance(SignedDuration::from_hours(24));
    live.act_in(&threads[SURELY + 1], template()).await.unwrap();
    story.live.close().await;
}
