//! The desk: what people see in a browser.
//!
//! Plain view structs and the templates that lie beside them. A handler loads rows, fills a view struct and
//! returns the page; the live stream renders the same fragments again for each connection, so a
//! [`Viewer`](viewer::Viewer) (language, time zone, clock, form token) is handed to every template.

pub(crate) mod assets;
mod caller;
mod comments;
pub(crate) mod error_page;
mod event_stream;
mod file_form;
pub(crate) mod i18n;
pub(crate) mod inbox;
pub(crate) mod journal;
mod language;
mod live;
pub(crate) mod markup;
pub(crate) mod money;
pub(crate) mod patch;
pub(crate) mod person;
pub(crate) mod platform;
pub(crate) mod policy;
mod refused;
pub(crate) mod route;
mod routes;
mod said;
pub(crate) mod session;
pub(crate) mod settings;
pub(crate) mod setup;
pub(crate) mod shell;
pub(crate) mod sign_in;
pub(crate) mod template_terms;
pub(crate) mod terms;
pub(crate) mod viewer;

pub(crate) use routes::routes;

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Every template below a folder, with its text.
    fn templates(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                templates(&path, found);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "html")
            {
                found.push((
                    path.display().to_string(),
                    std::fs::read_to_string(path).unwrap(),
                ));
            }
        }
    }

    #[test]
    fn no_template_needs_an_inline_script_or_style() {
        let mut found = Vec::new();
        templates(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web"),
            &mut found,
        );
        assert!(found.len() > 20);
        for (path, text) in found {
            for banned in [
                " style=",
                "<style",
                " onclick=",
                " onload=",
                " onsubmit=",
                "javascript:",
            ] {
                assert!(!text.contains(banned), "{path} has {banned}");
            }
            let scripts = text.matches("<script").count();
            assert_eq!(
                scripts,
                text.matches("<script type=\"module\" src=").count(),
                "{path}"
            );
        }
    }

    #[test]
    fn every_form_that_posts_carries_the_token() {
        let mut found = Vec::new();
        templates(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web"),
            &mut found,
        );
        for (path, text) in found {
            assert_eq!(
                text.matches("method=\"post\"").count(),
                text.matches("name=\"csrf\"").count(),
                "{path}"
            );
        }
    }
}
