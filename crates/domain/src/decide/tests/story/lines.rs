//! What came of a decision, a line each.

use super::Story;
use super::words::{precise, short, status, who};
use crate::decide::{Effect, Event};

impl Story {
    pub(super) fn happened_line(&self, event: &Event) -> String {
        match event {
            Event::MessageAdded(message) => {
                let what = match &message.content.activity {
                    Some(activity) => format!("{activity:?}"),
                    None => format!("{:?}", message.content.summary()),
                };
                let by = who(message.author);
                let route = message
                    .delivery
                    .as_ref()
                    .map_or_else(String::new, |delivery| {
                        format!(
                            " · {} by {} ({})",
                            status(&delivery.status),
                            delivery.route.as_str(),
                            delivery.rulebook
                        )
                    });
                format!("{} {by}: {what}{route}", self.name(message.id))
            }
            Event::ActivityChanged {
                message_id,
                activity,
            } => format!("{} tells now: {activity:?}", self.name(*message_id)),
            Event::MessageFilled {
                message_id,
                content,
            } => {
                let what = content.summary();
                format!("{} is told with its file: {what:?}", self.name(*message_id))
            }
            Event::MessageEdited {
                external_id,
                number,
                text,
                ..
            } => {
                format!("{external_id} is edited, number {number}: {text:?}")
            }
            Event::Progressed {
                external_id,
                reached,
                price,
                ..
            } => {
                let price = price.as_ref().map_or_else(String::new, |price| {
                    format!(", {}", price.category.as_deref().unwrap_or("?"))
                });
                format!("{external_id} is {}{price}", reached.stage().as_str())
            }
            Event::IdentityChanged { change, .. } => format!("the customer: {change:?}"),
            Event::Renamed { name, username } => format!("the customer is {name:?}, {username:?}"),
            Event::MarketingConsentChanged { granted, .. } => {
                format!("marketing is wanted: {granted}")
            }
            Event::ReactionChanged {
                external_id, emoji, ..
            } => {
                format!(
                    "reaction to {external_id}: {}",
                    emoji.as_deref().unwrap_or("none")
                )
            }
            Event::MessageDeleted { external_id, .. } => format!("{external_id} is taken back"),
            Event::ReceiptsAdvanced { delivered, until } => {
                format!("receipts up to {} {}", short(*until), delivered.join(" "))
            }
            Event::DeliveryChanged {
                message_id,
                external_id,
                status: now,
            } => {
                let id = external_id
                    .as_ref()
                    .map_or_else(String::new, |id| format!(" as {id}"));
                format!("{} is {}{id}", self.name(*message_id), status(now))
            }
            Event::Requeued {
                message_id,
                delivery,
            } => {
                format!(
                    "{} takes the route {}",
                    self.name(*message_id),
                    delivery.route.as_str()
                )
            }
            Event::LooksAgain { message_id } => {
                format!("{} is looked at again", self.name(*message_id))
            }
            Event::LabelMarked { mark, .. } => format!("the label is {mark:?}"),
            Event::ConversationChanged => "the conversation changed".to_owned(),
        }
    }

    pub(super) fn effect_line(&self, effect: &Effect) -> String {
        match effect {
            Effect::Deliver { message_id, due } => {
                format!(
                    "to do: deliver {} at {}",
                    self.name(*message_id),
                    precise(*due)
                )
            }
            Effect::Confirm { message_id, due } => {
                format!(
                    "to do: look for the echo of {} at {}",
                    self.name(*message_id),
                    precise(*due)
                )
            }
            Effect::Wake { due } => format!("to do: look again at {}", precise(*due)),
            Effect::Identify { external_id } => format!("the customer is {external_id}"),
            Effect::FetchMedia { message_id } => {
                format!("to do: fetch the files of {}", self.name(*message_id))
            }
            Effect::FetchProfile => "to do: ask for the customer's name".to_owned(),
            Effect::Moderate { action, by } => {
                format!(
                    "to do: have the platform {} the customer for {by}",
                    action.as_str()
                )
            }
            Effect::Label { puts, by, .. } => format!("to do: label the customer for {by}: {puts}"),
            Effect::ReadLabels => "to do: ask for the customer's labels".to_owned(),
            Effect::Begin { message_id } => {
                format!("the business begins by {}", self.name(*message_id))
            }
            Effect::Channel(state) => format!("the channel: {state:?}"),
            Effect::Restricted(measure) => format!("the channel: {measure:?}"),
        }
    }
}
