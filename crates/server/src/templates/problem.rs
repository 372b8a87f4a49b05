//! Why a template cannot be made, changed or sent, with the field of each fault.

use axum::http::StatusCode;
use transom_channels::messenger::Class;
use transom_channels::template::{Fault, TemplateFailed};
use transom_domain::template::{Mismatch, Place, Trouble};

use crate::error::Error;

/// Why a template cannot be made, changed or sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateProblem {
    /// The platform would not take it.
    Faults(Vec<Fault>),
    /// The values do not fit its blanks.
    Mismatches(Vec<Mismatch>),
    /// It has parts that cannot be filled in here, in the platform's words.
    Unknown(Vec<String>),
    /// The platform said no, or did not answer.
    Platform(TemplateFailed),
}

impl TemplateProblem {
    /// An error when there are faults.
    pub(super) fn faults(faults: Vec<Fault>) -> Result<(), Error> {
        if faults.is_empty() {
            return Ok(());
        }
        Err(Error::Template(Box::new(Self::Faults(faults))))
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Faults(_) | Self::Mismatches(_) => StatusCode::BAD_REQUEST,
            Self::Platform(_) if self.is_away() => StatusCode::BAD_GATEWAY,
            Self::Unknown(_) | Self::Platform(_) => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Faults(_) | Self::Mismatches(_) => "invalid",
            Self::Unknown(_) => "template-unknown-part",
            Self::Platform(_) if self.is_away() => "platform-unavailable",
            Self::Platform(_) => "platform-refused",
        }
    }

    /// Whether the platform is at fault, not what it was asked.
    pub fn is_away(&self) -> bool {
        let Self::Platform(failed) = self else {
            return false;
        };
        matches!(
            failed.call.class,
            Class::Retry | Class::Throttled | Class::Reconcile
        )
    }

    /// Each field with what is wrong with it.
    pub fn fields(&self) -> Vec<(String, String)> {
        match self {
            Self::Faults(faults) => faults
                .iter()
                .map(|fault| (fault.field.clone(), fault.rule.to_string()))
                .collect(),
            Self::Mismatches(found) => found
                .iter()
                .map(|one| (format!("template.{}", one.place), sentence(one)))
                .collect(),
            Self::Platform(failed) => failed
                .faulty
                .iter()
                .map(|faulty| (faulty.field().to_owned(), failed.to_string()))
                .collect(),
            Self::Unknown(_) => Vec::new(),
        }
    }
}

fn sentence(mismatch: &Mismatch) -> String {
    match (mismatch.trouble, &mismatch.place) {
        (Trouble::Missing, Place::Header(name) | Place::Body(name)) => {
            format!("the variable {{{{{name}}}}} has no value")
        }
        (Trouble::Missing, Place::HeaderMedia(kind)) => {
            format!("the header needs a file of the kind {}", kind.as_str())
        }
        (Trouble::Missing, Place::HeaderLocation) => "the header needs a place".to_owned(),
        (Trouble::Missing, Place::Button(_)) => "the button needs a value".to_owned(),
        (Trouble::Missing, Place::OfferEnd) => {
            "say when the offer ends, as 2026-11-30T18:00:00Z".to_owned()
        }
        (Trouble::Missing, Place::Card(index, _)) => {
            format!("card {index}, counted from 0, is not filled in there")
        }
        (Trouble::Extra, _) => "the template has no place for this".to_owned(),
        (Trouble::Unnamed, _) => {
            "the variables of this template have names: give an object with each name and its value"
                .to_owned()
        }
        (Trouble::Unordered, _) => {
            "the variables of this template are numbered: give a list of their values in that order"
                .to_owned()
        }
    }
}

impl std::fmt::Display for TemplateProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Faults(_) | Self::Mismatches(_) => {
                let fields = self.fields();
                for (index, (field, problem)) in fields.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "; " };
                    write!(f, "{comma}{field}: {problem}")?;
                }
                Ok(())
            }
            Self::Unknown(parts) => write!(
                f,
                "this template has parts that have no fields here ({}): say what goes into them in `components`, in the platform's own words",
                parts.join(", ")
            ),
            Self::Platform(failed) if self.is_away() => write!(
                f,
                "the platform did not do it: {failed}; try again in a while"
            ),
            Self::Platform(failed) => write!(f, "the platform refused: {failed}"),
        }
    }
}
