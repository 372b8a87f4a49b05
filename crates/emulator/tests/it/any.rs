//! What holds whatever is asked: the property of the fuzz target, on what is known to come and on damaged copies.
//!
//! `cargo xtask fuzz` looks for more, led by which code was reached.

use std::fs;
use std::path::Path;

mod request;

/// Choices that look random and are the same each time.
struct Choices(u64);

impl Choices {
    fn below(&mut self, end: usize) -> usize {
        // The generator of Knuth's MMIX; its high bits are the better ones.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

fn damage(choices: &mut Choices, input: &mut Vec<u8>) {
    for _ in 0..=choices.below(4) {
        let place = 1 + choices.below(input.len() - 1);
        match choices.below(3) {
            0 => input[place] = u8::try_from(choices.below(256)).unwrap(),
            1 if input.len() > 2 => drop(input.remove(place)),
            _ => input.insert(place, input[place]),
        }
    }
    if choices.below(4) == 0 {
        input.truncate(2 + choices.below(input.len() - 1));
    }
}

#[tokio::test]
async fn every_request_is_answered_as_the_platform_answers() {
    let platform = request::platform();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/requests");
    let mut choices = Choices(7);
    for file in fs::read_dir(folder).unwrap() {
        let known = fs::read(file.unwrap().path()).unwrap();
        request::holds(&platform, &known).await;
        for _ in 0..60 {
            let mut input = known.clone();
            damage(&mut choices, &mut input);
            request::holds(&platform, &input).await;
        }
    }
}
