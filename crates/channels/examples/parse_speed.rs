//! How fast webhooks are read: `cargo run --release -p transom-channels --example parse_speed`.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use transom_channels::whatsapp::parse;

/// How long is measured. The fastest round counts, for the others shared the machine.
const SPAN: Duration = Duration::from_secs(3);

/// Messages of every kind, each with the statuses of an answer, as a busy number has them; one change each, as the
/// platform batches.
fn batch(changes: usize) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/whatsapp");
    let values = [
        "texts",
        "media",
        "places_and_contacts",
        "reactions",
        "orders",
    ]
    .map(|name| {
        let file = folder.join(name).with_extension("json");
        let body = fs::read(file).expect("the fixtures lie beside the code");
        let webhook: Value = serde_json::from_slice(&body).expect("the fixtures are JSON");
        webhook["entry"][0]["changes"][0]["value"].clone()
    });
    let one_each = values.iter().flat_map(|value| {
        let messages = value["messages"].as_array().into_iter().flatten();
        messages.map(|message| {
            let mut value = value.clone();
            value["messages"] = json!([message]);
            json!({ "value": value, "field": "messages" })
        })
    });
    let status = |status: &str| {
        let id = "wamid.HBgLMTY1MDU1NTAxMDEVAgARGBI5RTJEOTc2ODVERUY5RDlGNkYA";
        let status = json!({
            "id": id, "status": status, "timestamp": "1763700005", "recipient_id": "16505550101",
            "biz_opaque_callback_data": "msg_0193b2c4d5e67f8091a2b3c4d5e6f708",
            "pricing": { "billable": true, "pricing_model": "PMP", "category": "service", "type": "regular" },
        });
        let value = json!({
            "messaging_product": "whatsapp", "metadata": values[0]["metadata"], "statuses": [status],
        });
        json!({ "value": value, "field": "messages" })
    };
    let statuses = ["sent", "delivered", "read"].map(status);
    let with_statuses = one_each.flat_map(|message| [vec![message], statuses.to_vec()].concat());
    let all: Vec<_> = with_statuses.collect();
    let changes: Vec<_> = all.iter().cycle().take(changes).collect();
    let entry = json!({ "id": "311042998877665", "changes": changes });
    let webhook = json!({ "object": "whatsapp_business_account", "entry": [entry] });
    // The platform writes a slash with its escape.
    webhook.to_string().replace('/', "\\/").into_bytes()
}

#[expect(clippy::print_stdout, reason = "the figure is what is asked for")]
fn main() {
    for (name, changes) in [("one item", 1), ("a batch of 1000", 1000)] {
        let body = batch(changes);
        let end = Instant::now() + SPAN;
        let mut fastest = Duration::MAX;
        while Instant::now() < end {
            let began = Instant::now();
            let parsed = parse(&body).expect("the batch is a webhook");
            fastest = fastest.min(began.elapsed());
            assert_eq!(parsed.items.len(), changes);
            assert!(parsed.items.iter().all(|item| item.understood.is_ok()));
        }
        let bytes = u32::try_from(body.len()).expect("a webhook is small");
        let megabytes_a_second = f64::from(bytes) / fastest.as_secs_f64() / 1e6;
        println!("{name}: {bytes} bytes in {fastest:?}, {megabytes_a_second:.0} MB/s");
    }
}
