//! `cargo xtask fuzz`: every parser against inputs that nobody thought of, one target after the other.
//!
//! Takes `cargo-fuzz` and a nightly compiler. What is true of any input lies beside the tests of each crate, which try it
//! on known files and on damaged copies; here the same is tried on inputs that are led by which code was reached.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Outcome, output};

/// Which targets, and how long.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The targets; all of them when none is named.
    targets: Vec<String>,
    /// Seconds for each of them.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=86_400))]
    seconds: u32,
}

/// A target: its crate, its name, and the folders of files to begin with.
struct Target {
    of: &'static str,
    name: &'static str,
    seeds: &'static [&'static str],
}

const fn target(of: &'static str, name: &'static str, seeds: &'static [&'static str]) -> Target {
    Target { of, name, seeds }
}

const WEBHOOKS: [&str; 3] = [
    "crates/channels/tests/fixtures/messenger",
    "crates/channels/tests/fixtures/instagram",
    "crates/channels/tests/fixtures/whatsapp",
];

const TARGETS: [Target; 13] = [
    target("policy", "case", &["crates/policy/tests/any_text/cases"]),
    target("policy", "content", &["crates/policy/tests/content/1"]),
    target(
        "policy",
        "edition",
        &[
            "crates/policy/rulebooks/messenger",
            "crates/policy/rulebooks/whatsapp",
        ],
    ),
    target("channels", "messenger_webhook", &[WEBHOOKS[0]]),
    target("channels", "instagram_webhook", &[WEBHOOKS[1]]),
    target("channels", "whatsapp_webhook", &[WEBHOOKS[2]]),
    target(
        "channels",
        "answer",
        &["crates/channels/tests/fixtures/answers"],
    ),
    target(
        "channels",
        "templates",
        &["crates/channels/tests/fixtures/templates"],
    ),
    target(
        "channels",
        "signature",
        &["crates/channels/tests/fixtures/signatures"],
    ),
    target("server", "intake", &WEBHOOKS),
    target("server", "draft", &["crates/server/tests/fixtures/drafts"]),
    target("server", "media", &[]),
    target(
        "emulator",
        "request",
        &["crates/emulator/tests/fixtures/requests"],
    ),
];

/// Larger inputs take longer and reach nothing more.
const MOST_BYTES: u32 = 20_000;

/// Runs the targets; an error when one of them found something.
pub(crate) fn run(root: &Path, arguments: &Arguments) -> Outcome {
    let is_wanted = |target: &Target| {
        arguments.targets.is_empty() || arguments.targets.iter().any(|name| name == target.name)
    };
    if let Some(unknown) = arguments
        .targets
        .iter()
        .find(|name| TARGETS.iter().all(|target| target.name != *name))
    {
        let known: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        return Err(format!(
            "there is no target {unknown}; there are: {}",
            known.join(", ")
        )
        .into());
    }
    let mut lines = Vec::new();
    let mut found = false;
    for target in TARGETS.iter().filter(|target| is_wanted(target)) {
        let Found { inputs, fault } = target.run(root, arguments.seconds)?;
        found |= fault.is_some();
        let told = fault.map_or_else(|| "nothing".to_owned(), |file| file.display().to_string());
        lines.push(format!(
            "{:<18} {inputs:>12} inputs, found: {told}",
            target.name
        ));
    }
    output::line(lines.join("\n"))?;
    if found {
        Err("a target found something: the file named above is the input".into())
    } else {
        Ok(())
    }
}

/// What a run came to.
struct Found {
    inputs: u64,
    /// The input that did it.
    fault: Option<PathBuf>,
}

impl Target {
    fn run(&self, root: &Path, seconds: u32) -> Outcome<Found> {
        let home = root.join("target/fuzz");
        let corpus = home.join("corpus").join(self.name);
        let faults = home.join("found").join(self.name);
        fs::create_dir_all(&corpus)?;
        fs::create_dir_all(&faults)?;
        let before = files(&faults)?;
        let words = self.words(root)?;
        let dictionary = home.join(format!("{}.words", self.name));
        fs::write(&dictionary, &words)?;

        let mut command = Command::new("cargo");
        command
            // There is no unsafe code of ours for a sanitizer to look at.
            .args(["+nightly", "fuzz", "run", "--sanitizer", "none", self.name])
            .arg(&corpus)
            .args(self.seeds.iter().map(|folder| root.join(folder)))
            .args(["--", "-print_final_stats=1"])
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-max_len={}", self.most_bytes()))
            .arg(format!("-artifact_prefix={}/", faults.display()))
            .current_dir(root.join("crates").join(self.of))
            .env("CARGO_TARGET_DIR", &home)
            .stdin(Stdio::null());
        // It takes no empty one.
        if !words.is_empty() {
            command.arg(format!("-dict={}", dictionary.display()));
        }
        output::line(format_args!("fuzzing: {}", self.name))?;
        let run = command.output()?;
        let said = String::from_utf8_lossy(&run.stderr);
        let inputs = said.lines().find_map(|line| {
            line.strip_prefix("stat::number_of_executed_units:")?
                .trim()
                .parse()
                .ok()
        });
        let fault = files(&faults)?
            .into_iter()
            .find(|file| !before.contains(file));
        match inputs {
            Some(inputs) => Ok(Found { inputs, fault }),
            None if fault.is_some() => Ok(Found { inputs: 0, fault }),
            None => Err(format!("{} did not run:\n{said}", self.name).into()),
        }
    }

    /// How long inputs get.
    fn most_bytes(&self) -> u32 {
        // A text of a customer is short, and each is read in every language.
        if self.name == "content" {
            400
        } else {
            MOST_BYTES
        }
    }

    /// The quoted words of the files to begin with, as a dictionary of the fuzzer.
    fn words(&self, root: &Path) -> Outcome<String> {
        let mut words = std::collections::BTreeSet::new();
        for folder in self.seeds {
            for file in files(&root.join(folder))? {
                let text = fs::read(file)?;
                let text = String::from_utf8_lossy(&text);
                let quoted = text.split('"').skip(1).step_by(2);
                words.extend(
                    quoted
                        .filter(|word| is_plain(word))
                        .map(|word| format!("\"\\\"{word}\\\"\"\n")),
                );
            }
        }
        Ok(words.into_iter().collect())
    }
}

fn is_plain(word: &str) -> bool {
    let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.:/+".contains(&byte);
    (1..=40).contains(&word.len()) && word.bytes().all(is_fit)
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_exists_and_has_what_it_begins_with() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for target in &TARGETS {
            let manifest = root.join("crates").join(target.of).join("fuzz/Cargo.toml");
            let manifest = fs::read_to_string(manifest).unwrap();
            assert!(manifest.contains(&format!("name = \"{}\"", target.name)));
            for folder in target.seeds {
                assert!(!files(&root.join(folder)).unwrap().is_empty(), "{folder}");
            }
        }
    }

    #[test]
    fn no_target_is_left_out() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut count = 0;
        for folder in files(&root.join("crates")).unwrap() {
            if let Ok(manifest) = fs::read_to_string(folder.join("fuzz/Cargo.toml")) {
                count += manifest.matches("[[bin]]").count();
            }
        }
        assert_eq!(count, TARGETS.len());
    }
}
