//! What customers answer to messages beside words: the code of a coupon, a survey, a login, whether an answer was good.
//! None of it opens a window.

use serde_json::{Value, json};

use super::act::{Done, refuse_if_blocked};
use super::input::{AccountLink, NewOrder, ResponseRating, SurveyAnswer};
use super::rejection::Rejection;
use super::state::{Author, Customer, Message, Outlet, Target};
use super::{World, pair};
use crate::rules::Platform;
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

    /// A customer logs in at the business, or out again, by a button of a message.
    pub fn link_account(
        &self,
        customer: &str,
        mid: &str,
        link: AccountLink,
    ) -> Result<Done, Rejection> {
        let at = self.now();
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        refuse_if_blocked(customer)?;
        offered(customer, mid, &Target::Account { link: link.linked })?;
        let value = if link.linked {
            let code = link.authorization_code;
            let code = code.unwrap_or_else(|| format!("ac_{}", self.ids().number()));
            json!({ "status": "linked", "authorization_code": code })
        } else {
            json!({ "status": "unlinked" })
        };
        customer.touch(at);
        let told = ("account_linking", value);
        self.emit_act(outlet, customer, at, Topic::AccountLink, told);
        drop(state);
        self.changed();
        Ok(Done {
            mid: Some(mid.to_owned()),
            at,
        })
    }

    /// A customer says of a message of the business whether it was a good answer.
    pub fn rate_response(
        &self,
        customer: &str,
        mid: &str,
        rating: ResponseRating,
    ) -> Result<Done, Rejection> {
        let at = self.now();
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        only_on_messenger(outlet)?;
        refuse_if_blocked(customer)?;
        customer
            .message(mid)
            .filter(|message| message.is_from_business())
            .ok_or_else(|| Rejection::unknown("message", mid))?;
        let word = if rating.good { "Good" } else { "Bad" };
        let value = json!({ "feedback": format!("{word} response"), "mid": mid });
        customer.touch(at);
        let told = ("response_feedback", value);
        self.emit_act(outlet, customer, at, Topic::ResponseFeedback, told);
        drop(state);
        self.changed();
        Ok(Done {
            mid: Some(mid.to_owned()),
            at,
        })
    }

    /// A customer orders in the page's shop. The app is told of the order, which is no message: whether it opens a
    /// window is not on record, so it does not.
    pub fn order(&self, customer: &str, order: &NewOrder) -> Result<Done, Rejection> {
        let at = self.now();
        if order.items.is_empty() {
            return Err(Rejection::invalid("empty-order", "an order needs an item"));
        }
        let mut state = self.lock();
        let (outlet, customer) = pair(&mut state, customer)?;
        only_on_messenger(outlet)?;
        refuse_if_blocked(customer)?;
        let product = order.items.iter().map(|item| {
            json!({
                "id": format!("p_{}", item.product), "retailer_id": item.product,
                "quantity": item.quantity, "unit_price": item.price, "currency": item.currency,
            })
        });
        let mut value = json!({
            "product": product.collect::<Vec<_>>(), "source": { "type": "FB_SHOP" },
        });
        if let Some(note) = &order.note {
            value["note"] = json!(note);
        }
        let lines = order.items.iter();
        let lines = lines.map(|item| format!("{} × {}", item.quantity, item.product));
        let mut shown = Message::new(self.message_id(outlet), at, Author::Customer);
        shown.text = Some(format!("Order: {}", lines.collect::<Vec<_>>().join(", ")));
        shown.label = Some("order".to_owned());
        customer.reachable = true;
        customer.insert(shown);
        self.emit_act(outlet, customer, at, Topic::Message, ("order", value));
        drop(state);
        self.changed();
        Ok(Done { mid: None, at })
    }
}

fn only_on_messenger(outlet: &Outlet) -> Result<(), Rejection> {
    if outlet.platform() == Platform::Messenger {
        return Ok(());
    }
    let detail = "only a customer on Messenger can do this";
    Err(Rejection::invalid("not-here", detail))
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
