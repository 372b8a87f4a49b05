//! Thread control on Messenger and Instagram: several apps may serve one page, and one of them controls each thread.
//!
//! Wire facts are those of Meta's conversation routing as of 2026. Instagram has it where an account is reached through
//! its page.

use serde::{Deserialize, Serialize};

use crate::send::{Recipient, Rendered, json_of};

/// The app id of the inbox of a Facebook page.
pub const PAGE_INBOX: &str = "263902037430900";
/// The app id that the inbox of a page has in echoes.
pub const PAGE_INBOX_IN_ECHOES: &str = "26390203743090";
/// The app id of the inbox of Instagram.
pub const INSTAGRAM_INBOX: &str = "1217981644879628";

/// Something to be asked for about the control of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ControlCall<'a> {
    /// Takes it from whoever has it: for the app that the page made its first, or by the permission of its people.
    Take,
    /// Gives it to the app of this id.
    Pass(&'a str),
    /// Gives it back to the platform.
    Release,
    /// Asks the app that has it to pass it on; only for pages that do not route conversations.
    Request,
}

/// Another app that serves the same page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ConnectedApp {
    /// The platform's id of it.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
}

#[derive(Serialize)]
struct Request<'a> {
    recipient: Recipient<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_app_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<&'a str>,
}

/// The request about the thread of a customer, with a word for the other app.
pub fn render_control(customer: &str, call: ControlCall<'_>, note: Option<&str>) -> Rendered {
    let (path, target_app_id) = match call {
        ControlCall::Take => ("take_thread_control", None),
        ControlCall::Pass(app_id) => ("pass_thread_control", Some(app_id)),
        ControlCall::Release => ("release_thread_control", None),
        ControlCall::Request => ("request_thread_control", None),
    };
    let request = Request {
        recipient: Recipient::Id(customer),
        target_app_id,
        metadata: note,
    };
    Rendered {
        path,
        body: json_of(&request),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(call: ControlCall<'_>, note: Option<&str>) -> (&'static str, String) {
        let Rendered { path, body } = render_control("7777", call, note);
        (path, String::from_utf8(body).unwrap())
    }

    #[test]
    fn each_call_has_its_path_and_names_the_customer() {
        let (path, body) = said(ControlCall::Take, None);
        assert_eq!(path, "take_thread_control");
        assert_eq!(body, r#"{"recipient":{"id":"7777"}}"#);
        let (path, body) = said(ControlCall::Pass(PAGE_INBOX), Some("to a colleague"));
        assert_eq!(path, "pass_thread_control");
        assert_eq!(
            body,
            r#"{"recipient":{"id":"7777"},"target_app_id":"263902037430900","metadata":"to a colleague"}"#
        );
        assert_eq!(said(ControlCall::Release, None).0, "release_thread_control");
        assert_eq!(said(ControlCall::Request, None).0, "request_thread_control");
    }
}
