//! A form that a customer filled in, answer by answer.

use serde_json::Value;
use transom_domain::message::FormReply;

/// A form that a customer filled in.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) name: Option<String>,
    /// The questions, as the form names them, with the answers.
    pub(crate) answers: Vec<(String, String)>,
    /// What came instead of answers.
    pub(crate) raw: Option<String>,
}

/// Says which form it was, to the form's own program.
const TOKEN: &str = "flow_token";

impl Form {
    pub(super) fn of(reply: &FormReply) -> Self {
        let name = reply.name.clone().filter(|name| name != "flow");
        let Ok(Value::Object(fields)) = serde_json::from_str(&reply.answers) else {
            let raw = Some(reply.answers.clone()).filter(|raw| !raw.is_empty());
            return Self {
                name,
                answers: Vec::new(),
                raw,
            };
        };
        let answers = fields.iter().filter(|(name, _)| *name != TOKEN);
        Self {
            name,
            answers: answers
                .map(|(name, answer)| (question(name), said(answer)))
                .collect(),
            raw: None,
        }
    }
}

/// The builder of WhatsApp's forms names a field `screen_0_Delivery_day_2`: by its screen, its label and its place.
fn question(name: &str) -> String {
    let label = name
        .strip_prefix("screen_")
        .and_then(|rest| rest.split_once('_'))
        .filter(|(screen, _)| is_number(screen))
        .map_or(name, |(_, label)| match label.rsplit_once('_') {
            Some((label, place)) if is_number(place) => label,
            _ => label,
        });
    label.replace('_', " ")
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// An answer in words. A choice of the builder's forms comes as `0_Monday`.
fn said(answer: &Value) -> String {
    match answer {
        Value::Null => String::new(),
        Value::String(text) => match text.split_once('_') {
            Some((place, label)) if is_number(place) => label.replace('_', " "),
            _ => text.clone(),
        },
        Value::Array(several) => several.iter().map(said).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(answers: &str) -> Form {
        Form::of(&FormReply {
            name: Some("flow".to_owned()),
            answers: answers.to_owned(),
        })
    }

    #[test]
    fn each_answer_stands_beside_its_question() {
        let form = form(
            r#"{"screen_0_Delivery_day_0": "2_Next_Monday", "extras": ["0_Gift", "wrap"], "floor": 3,
                "note": null, "flow_token": "secret"}"#,
        );
        let mut answers = form.answers;
        answers.sort();
        let expected = [
            ("Delivery day", "Next Monday"),
            ("extras", "Gift, wrap"),
            ("floor", "3"),
            ("note", ""),
        ];
        let expected = expected.map(|(question, answer)| (question.to_owned(), answer.to_owned()));
        assert_eq!(answers, expected);
        assert_eq!(form.raw, None);
    }

    #[test]
    fn what_is_no_form_is_shown_as_it_came() {
        assert_eq!(form("[1]").raw.as_deref(), Some("[1]"));
        assert_eq!(form("").raw, None);
    }
}
