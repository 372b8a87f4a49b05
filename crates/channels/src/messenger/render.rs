//! What Messenger wants to hear.

use transom_domain::delivery::Outgoing;
use transom_domain::message::Extra;
use transom_policy::Route;

use crate::send::{self, CannotRender, Dialect, Named, Rendered};

mod template;

/// The request that sends a message by the route it was given.
pub fn render(outgoing: &Outgoing) -> Result<Rendered, CannotRender> {
    if let (Route::UtilityTemplate, Some(Extra::Template(template))) =
        (outgoing.route, &outgoing.content.extra)
    {
        if outgoing.content.hand_over.is_some() {
            return Err(CannotRender::HandOver);
        }
        return template::render(outgoing, template);
    }
    let named = named(outgoing.route)?;
    send::message(
        outgoing,
        named,
        Dialect::Messenger,
        Some(outgoing.message_id),
    )
}

/// Messenger's `messaging_type` and `tag`; the recipients that are not customers have neither.
fn named(route: Route) -> Result<Named, CannotRender> {
    let tag = match route {
        Route::Standard => {
            return Ok(Named {
                messaging_type: Some("RESPONSE"),
                tag: None,
            });
        }
        Route::PrivateReply | Route::OneTimeNotification | Route::MarketingMessage => {
            return Ok(Named::default());
        }
        Route::HumanAgent => "HUMAN_AGENT",
        Route::TagConfirmedEventUpdate => "CONFIRMED_EVENT_UPDATE",
        Route::TagPostPurchaseUpdate => "POST_PURCHASE_UPDATE",
        Route::TagAccountUpdate => "ACCOUNT_UPDATE",
        Route::TagCustomerFeedback => "CUSTOMER_FEEDBACK",
        Route::TagNews => "NON_PROMOTIONAL_SUBSCRIPTION",
        Route::UtilityTemplate
        | Route::Template
        | Route::SponsoredMessage
        | Route::OtherChannel => {
            return Err(CannotRender::Route(route));
        }
    };
    Ok(Named {
        messaging_type: Some("MESSAGE_TAG"),
        tag: Some(tag),
    })
}
