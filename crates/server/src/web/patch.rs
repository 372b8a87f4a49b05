//! Live updates: one change to a page that is already open, as a Turbo stream.

use std::fmt::{self, Write as _};

use askama::Template;

/// What to do with the element named by [`Patch::target`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Puts the fragment at the end of the target; a child with the same id is moved.
    Append,
    /// Puts the fragment at the start of the target; a child with the same id is moved.
    Prepend,
    /// Puts the fragment in the target's place.
    Replace,
    /// Takes the target away.
    Remove,
    /// Loads the page again and changes only what differs; has no target.
    Refresh,
}

/// One change: an action, the id of its target, and the fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Patch {
    pub(crate) action: Action,
    pub(crate) target: String,
    pub(crate) html: String,
}

impl Patch {
    /// A change that brings a fragment.
    pub(crate) fn new(
        action: Action,
        target: impl Into<String>,
        fragment: &impl Template,
    ) -> askama::Result<Patch> {
        Ok(Patch {
            action,
            target: target.into(),
            html: fragment.render()?,
        })
    }

    /// Takes an element away.
    pub(crate) fn remove(target: impl Into<String>) -> Patch {
        Patch {
            action: Action::Remove,
            target: target.into(),
            html: String::new(),
        }
    }

    /// Has the page load itself again, keeping its scroll position and drafts.
    pub(crate) fn refresh() -> Patch {
        Patch {
            action: Action::Refresh,
            target: String::new(),
            html: String::new(),
        }
    }
}

impl fmt::Display for Patch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let action = match self.action {
            Action::Append => "append",
            Action::Prepend => "prepend",
            Action::Replace => "replace",
            Action::Remove => "remove",
            Action::Refresh => {
                return f.write_str("<turbo-stream action=\"refresh\"></turbo-stream>");
            }
        };
        // Ids are made of letters, digits, `-` and `_`.
        write!(
            f,
            "<turbo-stream action=\"{action}\" target=\"{}\">",
            self.target
        )?;
        if self.action != Action::Remove {
            write!(f, "<template>{}</template>", self.html)?;
        }
        f.write_str("</turbo-stream>")
    }
}

/// Joins patches into the body of an answer of type `text/vnd.turbo-stream.html`.
pub(crate) fn join(patches: &[Patch]) -> String {
    let mut body = String::new();
    for patch in patches {
        // Writing into a String cannot fail.
        let _ = writeln!(body, "{patch}");
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_is_a_turbo_stream() {
        let patch = Patch {
            action: Action::Append,
            target: "messages-conv_1".into(),
            html: "<p>a</p>".into(),
        };
        assert_eq!(
            patch.to_string(),
            "<turbo-stream action=\"append\" target=\"messages-conv_1\"><template><p>a</p></template></turbo-stream>"
        );
        assert_eq!(
            join(&[Patch::remove("card-conv_1"), Patch::refresh()]),
            "<turbo-stream action=\"remove\" target=\"card-conv_1\"></turbo-stream>\n\
             <turbo-stream action=\"refresh\"></turbo-stream>\n"
        );
    }
}
