//! Documents name only what exists: paths in backticks and the targets of links.

use super::File;

/// What looks like a path when it ends so.
const EXTENSIONS: [&str; 14] = [
    "rs", "md", "toml", "html", "ftl", "css", "js", "sql", "json", "svg", "png", "yml", "lock",
    "sh",
];
/// What a user has and the repository has not, and a name that stands for any.
const ELSEWHERE: [&str; 4] = ["transom.toml", "transom.db", "transom-data/", "foo.rs"];

/// Complains about each path in a Markdown file that does not exist.
pub(super) fn check(files: &[File]) -> Vec<String> {
    let tree = Tree { files };
    let mut complaints = Vec::new();
    for document in files.iter().filter(|file| file.has_extension(&["md"])) {
        for (number, line) in prose(&document.text) {
            let quoted =
                code(line).filter(|path| tree.looks_like_a_path(path) && !tree.has_somewhere(path));
            let linked = links(line).filter(|path| !tree.has(&beside(&document.path, path)));
            for path in quoted.chain(linked) {
                complaints.push(format!(
                    "{}:{number}: `{path}` does not exist",
                    document.path
                ));
            }
        }
    }
    complaints
}

/// The lines outside of fenced blocks, with their numbers.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    (1..).zip(text.lines()).filter(move |(_, line)| {
        let is_fence = line.trim_start().starts_with("```");
        fenced ^= is_fence;
        !fenced && !is_fence
    })
}

/// What stands in single backticks.
fn code(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Where links lead inside the repository.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| {
        let target = rest.split(')').next()?.split('#').next()?;
        let is_elsewhere =
            target.is_empty() || target.contains("://") || target.starts_with("mailto:");
        (!is_elsewhere).then_some(target)
    })
}

/// A link's target from the root, for a link in the file `document`.
fn beside(document: &str, target: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

struct Tree<'a> {
    files: &'a [File],
}

impl Tree<'_> {
    /// Whether a quoted text is meant as a path of the repository: it begins in its root, or ends like a file.
    fn looks_like_a_path(&self, text: &str) -> bool {
        let is_of_path = |c: char| c.is_alphanumeric() || "/._-*{},".contains(c);
        if !text.chars().all(is_of_path) || text.starts_with('/') || ELSEWHERE.contains(&text) {
            return false;
        }
        let name = text.rsplit('/').next().unwrap_or(text);
        let ends_like_a_file = name.rsplit_once('.').is_some_and(|(stem, extension)| {
            !stem.is_empty() && EXTENSIONS.contains(&extension.trim_end_matches('}'))
        });
        let begins_in_the_root = text
            .split_once('/')
            .is_some_and(|(first, _)| self.has(first));
        ends_like_a_file || begins_in_the_root
    }

    /// Whether a file or a folder has this path.
    fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        path.is_empty()
            || self
                .files
                .iter()
                .any(|file| starts_with_folder(&file.path, path))
    }

    /// Whether a path exists, told from the root or from any folder. Of a pattern, the folder must exist.
    fn has_somewhere(&self, path: &str) -> bool {
        let path = match path.find(['*', '{']) {
            Some(pattern) => path[..pattern]
                .rsplit_once('/')
                .map_or("", |(folder, _)| folder),
            None => path.trim_end_matches('/'),
        };
        let inside = format!("/{path}");
        self.has(path)
            || self.files.iter().any(|file| {
                file.path
                    .match_indices(&inside)
                    .any(|(start, _)| starts_with_folder(&file.path[start + 1..], path))
            })
    }
}

/// Whether `path` is `folder` or lies in it.
fn starts_with_folder(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(document: &str) -> usize {
        let file = |path: &str, text: &str| File {
            path: path.to_owned(),
            text: text.to_owned(),
            bytes: 0,
        };
        let files = [
            file("docs/guide.md", document),
            file("crates/policy/src/decide.rs", ""),
            file("crates/policy/rulebooks/messenger/2026-09-28.toml", ""),
            file("README.md", ""),
        ];
        check(&files).len()
    }

    #[test]
    fn a_path_that_exists_is_fine() {
        for text in [
            "`crates/policy/src/decide.rs`",
            "`crates/policy`, `docs/`",
            "`policy/src/decide.rs` or `decide.rs`",
            "`crates/policy/rulebooks/*.toml`",
            "`policy/src/decide.{rs,html}`",
            "[the map](../README.md#top), [here](guide.md)",
        ] {
            assert_eq!(complaints(text), 0, "{text}");
        }
    }

    #[test]
    fn a_path_that_does_not_exist_is_refused() {
        for text in [
            "`crates/nowhere`",
            "`docs/other.md`",
            "`refuse.rs`",
            "`ide.rs`",
            "`crates/none/*.toml`",
            "[gone](gone.md)",
            "[outside](README.md)",
        ] {
            assert_eq!(complaints(text), 1, "{text}");
        }
    }

    #[test]
    fn what_is_no_path_of_the_repository_is_not_looked_for() {
        for text in [
            "`application/problem+json`, `/api/v1/messages`, `Facts`, `1/2`, `cargo xtask check`, `transom.toml`",
            "[a site](https://example.com/none.md) and [a part](#none)",
            "```\n`docs/other.md`\n```",
        ] {
            assert_eq!(complaints(text), 0, "{text}");
        }
    }
}
