//! Sends of the app under test on WhatsApp: accepted or refused, recorded, put on the phone, told by statuses.

mod checks;
mod pacing;

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use checks::{check_target, refuse_route, struck, throttle, undelivered, unfit_sticker};
use pacing::hold;

use super::judge::{self, Verdict, verdict};
use super::outgoing::{Address, Content, Letter, MediaDraft, Outgoing, Receipt};
use super::price::{Priced, enter, price};
use super::{apply, shown_number};
use crate::error::GraphError;
use crate::rules::{Breach, Category};
use crate::world::World;
use crate::world::business::{Call, Refused, record};
use crate::world::permission::window_end;
use crate::world::record::{SendOutcome, SendRecord};
use crate::world::state::{Customer, Failure, Message, Outlet, Passage, State};

/// How long a phone shows that the business is typing.
const TYPING: SignedDuration = SignedDuration::from_secs(25);

impl World {
    /// Judges and carries out a request, and writes it into the log of sends.
    pub(crate) fn send_whatsapp(
        &self,
        call: &Call<'_>,
        request: Result<Outgoing, GraphError>,
    ) -> Result<Receipt, GraphError> {
        let now = self.now();
        self.review_due();
        let mut state = self.lock();
        let mut record = record(call, now);
        let result = match request {
            Ok(request) => {
                record.kind = request.kind();
                record.summary = request.summary();
                self.carry_out_whatsapp(&mut state, call.outlet, request, &mut record, now)
            }
            Err(error) => Err((error, Some("malformed"))),
        };
        let result = result.map_err(|(error, violation)| {
            record.outcome = (&error).into();
            record.violation = violation.map(str::to_owned);
            error
        });
        self.log_send(&mut state, record);
        drop(state);
        self.changed();
        result
    }

    fn carry_out_whatsapp(
        &self,
        state: &mut State,
        outlet: &str,
        request: Outgoing,
        record: &mut SendRecord,
        now: Timestamp,
    ) -> Result<Receipt, Refused> {
        let State {
            outlets,
            customers,
            wabas,
            media,
            ..
        } = state;
        let missing = || (GraphError::no_object(outlet), None);
        let outlet = outlets.get_mut(outlet).ok_or_else(missing)?;
        let number = outlet.as_number().ok_or_else(missing)?;
        let waba = wabas.get_mut(&number.waba).ok_or_else(missing)?;
        judge::standing(waba, number)?;
        let letter = match request {
            Outgoing::Message(letter) => *letter,
            Outgoing::Seen { mid, typing } => {
                record.outcome = SendOutcome::Accepted { mid: None };
                return seen(customers, outlet, &mid, typing, record, now);
            }
        };
        if matches!(&letter.to, Address::Phone { digits, .. } if *digits == number.phone) {
            return Err((GraphError::WA_TO_SELF, Some("malformed")));
        }
        let customer = find(customers, outlet, &letter.to);
        record.customer = customer.as_ref().map(|customer| customer.id.clone());
        let breach = judge::rules(waba, outlet, customer.as_deref(), &letter.content, now).err();
        let shown = breach.map(verdict);
        if let (Some(Verdict::Refused(error)), Some(breach)) = (&shown, breach) {
            return Err((error.clone(), Some(breach.code())));
        }
        let category = judge::category(waba, &letter.content);
        refuse_route(waba, outlet, &letter, category)?;
        let phone = match (&customer, &letter.to) {
            (Some(customer), _) => customer.person.as_ref().map_or("", |one| &one.wa_id),
            (None, Address::Phone { digits, .. }) => digits,
            (None, Address::User(_)) => "",
        };
        let mid = self.ids().whatsapp_message(phone, true);
        let message = apply::message(media, waba, &letter.content, &mid, now)
            .map_err(|error| (error, Some("malformed")))?;
        record.outcome = SendOutcome::Accepted {
            mid: Some(mid.clone()),
        };
        let mut passage = passage(&letter);
        let accepted = |wa_id: &str, user_id: Option<&str>| Receipt::Accepted {
            mid: mid.clone(),
            input: letter.to.input().to_owned(),
            wa_id: wa_id.to_owned(),
            user_id: user_id.map(str::to_owned),
            status: category.map(|_| "accepted"),
        };
        let Some(customer) = customer else {
            fail(record, &mid, &judge::UNDELIVERABLE, Some("not-on-whatsapp"));
            self.tell_lost(outlet, &mid, phone, &judge::UNDELIVERABLE, &passage, now);
            return Ok(accepted(phone, None));
        };
        let in_window = window_end(outlet, customer, now).is_some_and(|until| now < until);
        throttle(waba, customer, category.is_some() && !in_window, now)?;
        check_target(customer, &letter.content, now)?;
        let user_ids = outlet.as_number().is_some_and(|number| number.user_ids);
        let receipt = {
            let person = customer.person.as_deref();
            let shown = person.map_or("", |person| shown_number(customer, person, now));
            let user_id = person.map(|person| person.user_id.as_str());
            accepted(shown, user_id.filter(|_| user_ids))
        };
        let failure = match &shown {
            Some(Verdict::Failed(failure)) => Some(failure.clone()),
            _ => undelivered(waba, customer, &letter, category, in_window, now)
                .or_else(|| unfit_sticker(media, &letter.content))
                .or_else(|| struck(outlet, false)),
        };
        if let Some(failure) = failure {
            fail(record, &mid, &failure, breach.map(Breach::code));
            let status = ("failed", Some(&failure));
            self.tell_status(outlet, customer, &mid, status, &passage, now);
            return Ok(receipt);
        }
        if hold(waba, &letter, customer, message.as_ref(), &passage) {
            return Ok(receipt.held());
        }
        passage.charge(self.price_of(outlet, customer, category, in_window, now));
        self.tell_status(outlet, customer, &mid, ("sent", None), &passage, now);
        if matches!(shown, Some(Verdict::Silent)) {
            record.violation = breach.map(|breach| breach.code().to_owned());
        } else {
            let label = record.kind.clone();
            self.arrive(
                outlet,
                customer,
                letter,
                message,
                (passage, &mid, label),
                now,
            );
        }
        Ok(receipt)
    }

    /// Puts a message on the phone, or a reaction on a message there.
    fn arrive(
        &self,
        outlet: &Outlet,
        customer: &mut Customer,
        letter: Letter,
        message: Option<Message>,
        (passage, mid, label): (Passage, &str, String),
        now: Timestamp,
    ) {
        customer.business_types_until = None;
        customer.reachable = true;
        if let Some(mut message) = message {
            message.label = Some(label);
            message.reply_to = letter.quotes;
            message.passage = Some(Box::new(passage));
            customer.insert(message);
            self.receive(outlet, customer, now);
        } else if let Content::Reaction { mid: target, emoji } = letter.content {
            if let Some(target) = customer.message_mut(&target) {
                target.business_reaction = Some(emoji).filter(|emoji| !emoji.is_empty());
            }
            if customer.auto_delivery.unwrap_or(outlet.auto_delivery) {
                self.tell_status(outlet, customer, mid, ("delivered", None), &passage, now);
            }
        }
    }

    pub(super) fn price_of(
        &self,
        outlet: &mut Outlet,
        customer: &mut Customer,
        category: Option<Category>,
        in_window: bool,
        now: Timestamp,
    ) -> serde_json::Map<String, serde_json::Value> {
        let (Some(person), Some(number)) = (&mut customer.person, outlet.as_number_mut()) else {
            return serde_json::Map::new();
        };
        enter(person, now);
        let priced = Priced {
            category,
            in_window,
        };
        let id = || format!("{:0>32}", self.ids().number());
        price(priced, person, &mut number.service, id, now)
    }
}

fn passage(letter: &Letter) -> Passage {
    Passage {
        callback_data: letter.callback_data.clone(),
        voice: matches!(
            &letter.content,
            Content::Media(MediaDraft { kind: "audio", .. })
        ),
        marketing: letter.marketing,
        ..Passage::default()
    }
}

/// The customer of a number by either id.
fn find<'a>(
    customers: &'a mut HashMap<String, Customer>,
    outlet: &Outlet,
    to: &Address,
) -> Option<&'a mut Customer> {
    let mut own = customers.values_mut().filter(|one| one.outlet == outlet.id);
    own.find(|customer| {
        let person = customer.person.as_deref();
        person.is_some_and(|person| match to {
            Address::Phone { digits, .. } => person.wa_id == *digits,
            Address::User(id) => person.user_id == *id,
        })
    })
}

fn fail(record: &mut SendRecord, mid: &str, failure: &Failure, violation: Option<&'static str>) {
    record.violation = violation.map(str::to_owned);
    record.outcome = SendOutcome::Failed {
        mid: mid.to_owned(),
        code: failure.code,
        message: failure.title.to_string(),
    };
}

/// The business has read a message, and perhaps types.
fn seen(
    customers: &mut HashMap<String, Customer>,
    outlet: &Outlet,
    mid: &str,
    typing: bool,
    record: &mut SendRecord,
    now: Timestamp,
) -> Result<Receipt, Refused> {
    let mut own = customers.values_mut().filter(|one| one.outlet == outlet.id);
    let read = own.find_map(|customer| {
        let message = customer.message(mid)?;
        (!message.is_from_business()).then_some((message.at, customer))
    });
    let Some((at, customer)) = read else {
        let details = "message_id: there is no such message of a customer";
        return Err((GraphError::wa_value(details), Some("malformed")));
    };
    record.customer = Some(customer.id.clone());
    customer.seen_by_business = customer.seen_by_business.max(Some(at));
    if typing {
        customer.business_types_until = now.checked_add(TYPING).ok();
    }
    Ok(Receipt::Noted)
}
