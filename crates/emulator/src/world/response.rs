//! What customers answer to templates: the code of a coupon, a survey. Neither opens a window.

use serde_json::{Value, json};

use super::act::{Done, refuse_if_blocked};
use super::input::SurveyAnswer;
use super::rejection::Rejection;
use super::state::{Author, Customer, Message, Target};
use super::{World, pair};
use crate::webhook::topic::Topic;

impl World {
    /// A customer asks for the code of a coupon.
    pub fn take_coupon(&self, customer: &str, mid: &str) -> Result<Done, Rejection> {
        let at = self.now();
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        refuse_if_blocked(customer)?;
        let payload = offered(customer, mid, &Target::Coupon)?;
        let code = payload["coupon_code"].as_str().unwrap_or_default();
        let mut value = json!({ "type": "coupon", "coupon_code": code });
        if payload["payload"].is_string() {
            value["payload"] = payload["payload"].clone();
        }
        let mut shown = Message::new(self.message_id(outlet), at, Author::Customer);
        shown.text = Some(format!("Your code: {code}"));
        shown.label = Some("coupon".to_owned());
        customer.insert(shown);
        self.emit_act(outlet, customer, at, Topic::Postback, ("template", value));
        drop(state);
        self.changed();
        Ok(Done {
            mid: Some(mid.to_owned()),
            at,
        })
    }

    /// A customer answers a survey, once.
    pub fn answer_survey(
        &self,
        customer: &str,
        mid: &str,
        answer: &SurveyAnswer,
    ) -> Result<Done, Rejection> {
        let at = self.now();
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        refuse_if_blocked(customer)?;
        let payload = offered(customer, mid, &Target::Survey)?;
        let question = &payload["feedback_screens"][0]["questions"][0];
        let (lowest, highest) = range(question);
        if !(lowest..=highest).contains(&answer.score) {
            return Err(Rejection::invalid(
                "score",
                format!("this survey is answered from {lowest} to {highest}"),
            ));
        }
        let mut told = json!({ "type": question["type"], "payload": answer.score.to_string() });
        if let Some(comment) = &answer.comment {
            told["follow_up"] = json!({ "type": "free_form", "payload": comment });
        }
        let id = question["id"].as_str().unwrap_or_default();
        let value = json!({ "feedback_screens": [{ "screen_id": 0, "questions": { id: told } }] });
        let survey = customer.message_mut(mid).into_iter();
        for attachment in survey.flat_map(|message| &mut message.attachments) {
            attachment
                .buttons
                .retain(|button| button.target != Target::Survey);
        }
        self.emit_act(
            outlet,
            customer,
            at,
            Topic::Feedback,
            ("messaging_feedback", value),
        );
        drop(state);
        self.changed();
        Ok(Done {
            mid: Some(mid.to_owned()),
            at,
        })
    }
}

/// The template of a message on which such a button stands.
fn offered(customer: &Customer, mid: &str, target: &Target) -> Result<Value, Rejection> {
    let message = customer
        .message(mid)
        .filter(|message| message.is_from_business())
        .ok_or_else(|| Rejection::unknown("message", mid))?;
    let mut attachments = message.attachments.iter();
    let found = attachments.find(|one| one.buttons.iter().any(|button| button.target == *target));
    let found =
        found.ok_or_else(|| Rejection::invalid("no-button", "this message has no such button"))?;
    Ok(found.payload.clone())
}

/// The lowest and the highest answer to a question.
pub(super) fn range(question: &Value) -> (u8, u8) {
    match question["type"].as_str() {
        Some("nps") => (0, 10),
        Some("ces") => (1, 7),
        _ => (1, 5),
    }
}
