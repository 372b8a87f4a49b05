//! A button that opens a form of the business.

use serde::Serialize;
use serde_json::{Map, Value};
use transom_domain::message::{Content, Flow};

use super::super::limits::{CannotRender, Part};
use super::{Interactive, frame};

#[derive(Serialize)]
pub(super) struct Action<'a> {
    name: &'static str,
    parameters: Parameters<'a>,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names of the wire")]
struct Parameters<'a> {
    flow_message_version: &'static str,
    flow_id: &'a str,
    flow_token: &'a str,
    flow_cta: &'a str,
    flow_action: &'static str,
    flow_action_payload: Screen<'a>,
}

#[derive(Serialize)]
struct Screen<'a> {
    screen: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Map<String, Value>>,
}

/// A text with a button that opens a form.
pub(in super::super) fn flow<'a>(
    content: &'a Content,
    flow: &'a Flow,
) -> Result<Interactive<'a>, CannotRender> {
    let data = flow.data.as_deref().map(|data| {
        let read: Result<Map<String, Value>, _> = serde_json::from_str(data);
        read.map_err(|_| CannotRender::NotAnObject)
    });
    let parameters = Parameters {
        flow_message_version: "3",
        flow_id: Part::FlowId.fits(&flow.flow_id)?,
        flow_token: Part::FlowToken.fits(&flow.token)?,
        flow_cta: Part::ButtonLabel.fits(&flow.label)?,
        flow_action: "navigate",
        flow_action_payload: Screen {
            screen: Part::Screen.fits(&flow.screen)?,
            data: data.transpose()?,
        },
    };
    let action = Action {
        name: "flow",
        parameters,
    };
    frame(
        "flow",
        content,
        Part::ButtonsText,
        super::Action::Flow(action),
    )
}
