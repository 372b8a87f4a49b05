//! What holds whatever comes in: the properties of the fuzz targets, on what is known to come and on damaged copies.
//!
//! `cargo xtask fuzz` looks for more, led by which code was reached.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;

use crate::fixtures;

mod answer;
mod count;
mod json;
mod signature;
mod templates;
mod webhook;

pub(crate) use webhook::{PLATFORMS, Platform};

/// One of the files, with some bytes changed and perhaps its end missing.
fn damaged(files: Vec<PathBuf>) -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<prop::sample::Index>(), any::<u8>());
    let cut = prop::option::of(any::<prop::sample::Index>());
    let file = prop::sample::select(files);
    (file, prop::collection::vec(change, 0..8), cut).prop_map(|(file, damage, cut)| {
        let mut body = fs::read(file).unwrap();
        for (place, byte) in damage {
            *place.get_mut(&mut body) = byte;
        }
        if let Some(cut) = cut {
            body.truncate(cut.index(body.len()));
        }
        body
    })
}

fn every(files: Vec<PathBuf>, holds: impl Fn(&[u8])) {
    for file in files {
        holds(&fs::read(file).unwrap());
    }
}

#[test]
fn it_holds_of_everything_that_is_known_to_come() {
    for platform in PLATFORMS {
        every(fixtures::webhooks(), |body| webhook::holds(platform, body));
    }
    every(fixtures::of("answers"), answer::holds);
    every(fixtures::of("templates"), templates::holds);
    every(fixtures::of("signatures"), signature::holds);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn it_holds_of_damaged_webhooks(body in damaged(fixtures::webhooks())) {
        for platform in PLATFORMS {
            webhook::holds(platform, &body);
        }
    }

    #[test]
    fn it_holds_of_any_json_as_a_webhook(value in json::value()) {
        for platform in PLATFORMS {
            webhook::holds(platform, value.to_string().as_bytes());
        }
    }

    #[test]
    fn it_holds_of_damaged_answers(input in damaged(fixtures::of("answers"))) {
        answer::holds(&input);
    }

    #[test]
    fn it_holds_of_damaged_lists_of_templates(body in damaged(fixtures::of("templates"))) {
        templates::holds(&body);
    }

    #[test]
    fn it_holds_of_damaged_signatures(input in damaged(fixtures::of("signatures"))) {
        signature::holds(&input);
    }
}
