//! The first sends of a new template, held back until it is known how customers take them.

use jiff::Timestamp;

use crate::rules::Category;
use crate::world::World;
use crate::world::permission::window_end;
use crate::world::state::waba::{Held, Waba};
use crate::world::state::{Customer, Failure, Message, Passage, State};
use crate::world::whatsapp::chat;
use crate::world::whatsapp::outgoing::{Content, Letter};

impl World {
    /// Lets out what was held back of a template, or fails it.
    pub(in crate::world::whatsapp) fn let_out(
        &self,
        state: &mut State,
        held: Vec<Held>,
        category: Category,
        failure: Option<&Failure>,
        now: Timestamp,
    ) {
        for one in held {
            let Held {
                customer,
                mut message,
                mut passage,
            } = one;
            let Ok((outlet, customer)) = chat(state, &customer) else {
                continue;
            };
            if failure.is_some() {
                let status = ("failed", failure);
                self.tell_status(outlet, customer, &message.mid, status, &passage, now);
                continue;
            }
            let in_window = window_end(outlet, customer, now).is_some_and(|until| now < until);
            passage.charge(self.price_of(outlet, customer, Some(category), in_window, now));
            let sent = ("sent", None);
            self.tell_status(outlet, customer, &message.mid, sent, &passage, now);
            message.at = now;
            message.passage = Some(Box::new(passage));
            customer.reachable = true;
            customer.insert(message);
            self.receive(outlet, customer, now);
        }
    }
}

/// Keeps a message back, where the first sends of its template are watched.
pub(super) fn hold(
    waba: &mut Waba,
    letter: &Letter,
    customer: &Customer,
    message: Option<&Message>,
    passage: &Passage,
) -> bool {
    let (Content::Template(draft), Some(message)) = (&letter.content, message) else {
        return false;
    };
    let mut templates = waba.templates.iter_mut();
    let template = templates.find(|one| one.name == draft.name && one.language == draft.language);
    let Some(held) = template.and_then(|template| template.held.as_mut()) else {
        return false;
    };
    let mut message = message.clone();
    message.label = Some(format!("template · {}", draft.name));
    message.reply_to.clone_from(&letter.quotes);
    held.push(Held {
        customer: customer.id.clone(),
        message,
        passage: passage.clone(),
    });
    true
}
