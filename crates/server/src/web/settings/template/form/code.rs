//! The part of the form that says how a one-time code is sent.

use transom_domain::template::{Button, CodeApp, CodeNotice, Components, Handover, Phrase};

use super::TemplateForm;

/// The ways to hand a code over, with the keys of their names.
pub(crate) const HANDOVERS: [(&str, &str); 3] = [
    ("copy", "template-code-copy"),
    ("one_tap", "template-code-one-tap"),
    ("zero_tap", "template-code-zero-tap"),
];

impl TemplateForm {
    /// What a template that is there says of its code.
    pub(super) fn keep_code(&mut self, components: &Components) {
        let Some(notice) = components.code else {
            self.code_warns = Some("on".to_owned());
            return;
        };
        self.code_warns = notice.warns.then(|| "on".to_owned());
        let minutes = notice.expires_in.map(|minutes| minutes.to_string());
        self.code_expires_in = minutes.unwrap_or_default();
        if let Some(Button::OneTime { label, handover }) = components.buttons.first() {
            self.code_label.clone_from(label);
            handover.as_str().clone_into(&mut self.code_handover);
            let autofill = match handover {
                Handover::Copy => None,
                Handover::OneTap { autofill, .. } | Handover::ZeroTap { autofill, .. } => {
                    autofill.clone()
                }
            };
            self.code_autofill = autofill.unwrap_or_default();
            let apps = handover.apps().iter();
            let lines = apps.map(|app| format!("{} {}", app.package, app.signature));
            self.code_apps = lines.collect::<Vec<_>>().join("\n");
        }
    }

    /// What a template with a one-time code is made of. The platform writes its text once it is made.
    pub(super) fn code(&self) -> Components {
        let minutes = self.code_expires_in.trim();
        let expires_in = (!minutes.is_empty()).then(|| minutes.parse().unwrap_or(0));
        Components {
            body: Phrase::new("{{1}}"),
            buttons: vec![Button::OneTime {
                label: self.code_label.trim().to_owned(),
                handover: self.handover(),
            }],
            code: Some(CodeNotice {
                warns: self.code_warns.is_some(),
                expires_in,
            }),
            ..Components::default()
        }
    }

    fn handover(&self) -> Handover {
        let autofill = self.code_autofill.trim();
        let autofill = (!autofill.is_empty()).then(|| autofill.to_owned());
        let lines = self.code_apps.lines().map(str::trim);
        let apps = lines.filter(|line| !line.is_empty()).map(|line| {
            let (package, signature) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            CodeApp {
                package: package.to_owned(),
                signature: signature.trim().to_owned(),
            }
        });
        let apps = apps.collect();
        match self.code_handover.as_str() {
            "one_tap" => Handover::OneTap { autofill, apps },
            "zero_tap" => Handover::ZeroTap { autofill, apps },
            _ => Handover::Copy,
        }
    }
}
