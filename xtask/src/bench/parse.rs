//! How fast webhooks are read on one core, in this process, beside `serde_json` skipping over the same bytes.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::de::IgnoredAny;
use serde_json::{Value, json};
use transom_channels::webhook::{NotUnderstood, Parsed};
use transom_channels::{instagram, messenger, whatsapp};

use super::Bench;
use super::table::{Bar, Row, Unit, median, number};
use crate::Outcome;

/// Longer would show nothing more.
const ENOUGH: Duration = Duration::from_secs(2);
/// Items of a batch: as many as the platforms put together.
const ITEMS: usize = 1_000;
/// Bytes of a megabyte.
const MEGABYTE: f64 = 1e6;

/// How a platform's webhooks are made and read.
struct Platform {
    name: &'static str,
    object: &'static str,
    /// The list of an entry that holds the items.
    list: &'static str,
    /// The files whose items are mixed.
    files: &'static [&'static str],
    parse: fn(&[u8]) -> Result<Parsed, NotUnderstood>,
}

const PLATFORMS: [Platform; 3] = [
    Platform {
        name: "messenger",
        object: "page",
        list: "messaging",
        files: &[
            "messages",
            "messages",
            "attachments",
            "echoes",
            "postbacks_and_referrals",
            "reactions",
            "receipts",
        ],
        parse: messenger::parse,
    },
    Platform {
        name: "instagram",
        object: "instagram",
        list: "messaging",
        files: &[
            "messages",
            "messages",
            "attachments",
            "echoes",
            "postbacks_and_referrals",
            "edits_reactions_receipts",
        ],
        parse: instagram::parse,
    },
    Platform {
        name: "whatsapp",
        object: "whatsapp_business_account",
        list: "changes",
        files: &[
            "texts",
            "media",
            "places_and_contacts",
            "reactions",
            "orders",
            "statuses",
        ],
        parse: whatsapp::parse,
    },
];

pub(super) fn measure(bench: &Bench, root: &Path) -> Outcome<Vec<Row>> {
    let mut rows = Vec::new();
    for platform in PLATFORMS {
        let batch = platform.batch(root)?;
        let single = platform.webhook(&batch[..1]);
        let whole = platform.webhook(&batch);
        let length = bench.length.min(ENOUGH);
        let speeds = |body: &[u8]| -> Outcome<_> {
            let (mut product, mut floor) = (Vec::new(), Vec::new());
            for _ in 0..bench.runs {
                floor.push(speed(body, length, |body| {
                    Ok(serde_json::from_slice::<IgnoredAny>(body).map(drop)?)
                })?);
                product.push(speed(body, length, |body| {
                    black_box((platform.parse)(body)?);
                    Ok(())
                })?);
            }
            Ok((median(product), median(floor)))
        };
        let (product, floor) = speeds(&whole)?;
        let what = format!("{} read, {ITEMS} items at once", platform.name);
        rows.push(Row::new(what, Unit::Megabytes, product, floor).bar(Bar::Least(200.0)));
        let (product, floor) = speeds(&single)?;
        rows.push(Row::new("    one item", Unit::Megabytes, product, floor));
    }
    Ok(rows)
}

impl Platform {
    /// Items of all the files in turn, each understood by itself.
    fn batch(&self, root: &Path) -> Outcome<Vec<Value>> {
        let folder = root.join("crates/channels/tests/fixtures").join(self.name);
        let mut kinds = Vec::new();
        for name in self.files {
            let body = std::fs::read(folder.join(name).with_extension("json"))?;
            let webhook: Value = serde_json::from_slice(&body)?;
            let entries = webhook["entry"].as_array().into_iter().flatten();
            let items = entries.flat_map(|entry| entry[self.list].as_array().into_iter().flatten());
            let mut items: Vec<Value> = items.flat_map(alone).collect();
            items.retain(|item| self.is_understood(&self.webhook(std::slice::from_ref(item))));
            if items.is_empty() {
                return Err(
                    format!("nothing in {name}.json of {} is understood", self.name).into(),
                );
            }
            kinds.push(items);
        }
        let of_kind = |place: usize| {
            let items = &kinds[place % kinds.len()];
            items[place / kinds.len() % items.len()].clone()
        };
        let batch: Vec<Value> = (0..ITEMS).map(of_kind).collect();
        if self.is_understood(&self.webhook(&batch)) {
            Ok(batch)
        } else {
            Err(format!("the batch of {} is not understood", self.name).into())
        }
    }

    /// A webhook with these items, each in an entry of its own as the platforms send them.
    fn webhook(&self, items: &[Value]) -> Vec<u8> {
        let entry = |item: &Value| {
            let mut entry = json!({ "id": "204811937760102", "time": 1_795_000_000_000_i64 });
            entry[self.list] = json!([item]);
            entry
        };
        let entries: Vec<Value> = items.iter().map(entry).collect();
        let webhook = json!({ "object": self.object, "entry": entries }).to_string();
        // The platforms write a slash, and all that is not ASCII, with an escape.
        let mut escaped = String::with_capacity(webhook.len());
        for letter in webhook.chars() {
            match letter {
                '/' => escaped.push_str("\\/"),
                letter if letter.is_ascii() => escaped.push(letter),
                letter => {
                    for unit in letter.encode_utf16(&mut [0; 2]) {
                        // To write into a text cannot fail.
                        let _ = write!(escaped, "\\u{unit:04x}");
                    }
                }
            }
        }
        escaped.into_bytes()
    }

    fn is_understood(&self, webhook: &[u8]) -> bool {
        (self.parse)(webhook)
            .is_ok_and(|parsed| parsed.items.iter().all(|item| item.understood.is_ok()))
    }
}

/// The item; a change of `WhatsApp` once for each message and each status in it.
fn alone(item: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    for list in ["messages", "statuses"] {
        for one in item["value"][list].as_array().into_iter().flatten() {
            let mut item = item.clone();
            if let Some(value) = item["value"].as_object_mut() {
                value.remove("messages");
                value.remove("statuses");
                value.insert(list.to_owned(), json!([one]));
            }
            all.push(item);
        }
    }
    if all.is_empty() {
        all.push(item.clone());
    }
    all
}

/// Megabytes a second, of the fastest round: whoever else uses the machine makes it slower and never faster.
fn speed(body: &[u8], length: Duration, read: impl Fn(&[u8]) -> Outcome) -> Outcome<f64> {
    let rounds = (64 * 1024 / body.len()).max(1);
    let end = Instant::now() + length;
    let mut fastest = Duration::MAX;
    while Instant::now() < end {
        let begun = Instant::now();
        for _ in 0..rounds {
            read(black_box(body))?;
        }
        fastest = fastest.min(begun.elapsed());
    }
    let bytes = number(u64::try_from(rounds * body.len())?);
    Ok(bytes / fastest.as_secs_f64() / MEGABYTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_batch_is_understood_as_a_whole() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for platform in PLATFORMS {
            let batch = platform.batch(root).unwrap();
            assert_eq!(batch.len(), ITEMS);
            let webhook = platform.webhook(&batch);
            assert!(webhook.is_ascii());
            assert_eq!((platform.parse)(&webhook).unwrap().items.len(), ITEMS);
        }
    }
}
