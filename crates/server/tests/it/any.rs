//! What holds whatever comes in: the properties of the fuzz targets, on what is known to come and on damaged copies.
//!
//! `cargo xtask fuzz` looks for more, led by which code was reached.

use std::fs;
use std::path::{Path, PathBuf};

use transom_testkit::{Random, TestApp};

use crate::intake::dump::dump;

mod draft;
mod intake;

/// The files of a folder of this repository, in order.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    files
}

/// A copy with some bytes changed, left out or doubled, and perhaps its end missing.
fn damage(random: &mut Random, body: &mut Vec<u8>) {
    let mut below = |end: usize| usize::try_from(random.below(end as u64)).unwrap();
    for _ in 0..=below(4) {
        if body.len() < 4 {
            return;
        }
        let place = below(body.len());
        match below(3) {
            0 => body[place] = u8::try_from(below(256)).unwrap(),
            1 => drop(body.remove(place)),
            _ => body.insert(place, body[place]),
        }
    }
    if below(4) == 0 {
        body.truncate(below(body.len()));
    }
}

#[tokio::test]
async fn every_item_of_a_webhook_ends_in_the_store_or_in_the_list_of_what_did_not() {
    let app = intake::program().await;
    let mut random = Random::new(4);
    for platform in ["messenger", "instagram", "whatsapp"] {
        for file in files(&format!("../channels/tests/fixtures/{platform}")) {
            let body = fs::read(file).unwrap();
            intake::holds(&app, &body).await;
            let known = dump(&app.app).await;
            intake::holds(&app, &body).await;
            assert_eq!(dump(&app.app).await, known, "said twice is said once");
            for _ in 0..4 {
                let mut body = body.clone();
                damage(&mut random, &mut body);
                intake::holds(&app, &body).await;
            }
        }
    }
}

#[tokio::test]
async fn a_command_is_done_or_refused_with_a_problem() {
    let app = TestApp::start().await;
    let id = app.customer_writes("77", "Where is my parcel?").await;
    let mut random = Random::new(5);
    for file in files("tests/fixtures/drafts") {
        let input = fs::read(file).unwrap();
        draft::holds(&app, id, &input).await;
        for _ in 0..40 {
            let mut input = input.clone();
            damage(&mut random, &mut input);
            draft::holds(&app, id, &input).await;
        }
    }
}
