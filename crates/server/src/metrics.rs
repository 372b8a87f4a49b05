//! Counters and gauges, in the form that Prometheus reads.

use std::fmt;

use jiff::Timestamp;
use metrics::{Counter, Gauge, Histogram, Key, Label, Recorder};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use transom_domain::channel::Channel;
use transom_domain::health::{ErrorClass, Grade, Record};
use transom_domain::id::ChannelId;

/// What the program counts. Each field is one series, described where it is made.
pub struct Metrics {
    handle: PrometheusHandle,
    /// Makes the series of channels, which are not known beforehand.
    recorder: PrometheusRecorder,
    /// Webhooks acknowledged.
    pub webhooks_accepted: Counter,
    /// Webhooks refused for their signature.
    pub webhooks_unsigned: Counter,
    /// Webhooks refused for their size.
    pub webhooks_too_large: Counter,
    /// Webhooks refused because they are not JSON.
    pub webhooks_not_json: Counter,
    /// Webhooks whose bodies did not come to their end, or not in time.
    pub webhooks_cut_off: Counter,
    /// Webhooks answered 503 because the journal could not take them, or too many were under way.
    pub webhooks_unavailable: Counter,
    /// Seconds from the arrival of a webhook to its acknowledgement.
    pub webhook_seconds: Histogram,
    /// Events of the platforms processed.
    pub events_processed: Counter,
    /// Pieces of webhooks that were not understood.
    pub events_unhandled: Counter,
    /// Events that were there already.
    pub events_repeated: Counter,
    /// Webhooks in the journal that wait for processing.
    pub intake_lag: Gauge,
    /// Seconds that one batch of processing took.
    pub intake_batch_seconds: Histogram,
    /// Messages that the platform took.
    pub messages_sent: Counter,
    /// Messages that failed for good.
    pub messages_failed: Counter,
    /// Messages refused by a verdict.
    pub messages_refused: Counter,
    /// Pages that receive live updates.
    pub live_pages: Gauge,
    /// Jobs that wait.
    pub jobs_waiting: Gauge,
}

const LATENCIES: [f64; 12] = [
    0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0,
];

impl Metrics {
    pub(crate) fn new() -> Self {
        let recorder = PrometheusBuilder::new()
            .set_buckets(&LATENCIES)
            .map_or_else(
                |_| PrometheusBuilder::new().build_recorder(),
                PrometheusBuilder::build_recorder,
            );
        for (name, help) in CHANNEL_GAUGES {
            recorder.describe_gauge(name.into(), None, help.into());
        }
        recorder.describe_counter(
            SEND_ERRORS.into(),
            None,
            "Attempts to send that failed, by channel and class.".into(),
        );
        let counter = |name: &'static str, help: &'static str| counter(&recorder, name, help);
        let gauge = |name: &'static str, help: &'static str| gauge(&recorder, name, help);
        let histogram = |name: &'static str, help: &'static str| histogram(&recorder, name, help);
        Self {
            webhooks_accepted: counter("transom_webhooks_accepted_total", "Webhooks acknowledged."),
            webhooks_unsigned: counter(
                "transom_webhooks_unsigned_total",
                "Webhooks refused: signature.",
            ),
            webhooks_too_large: counter(
                "transom_webhooks_too_large_total",
                "Webhooks refused: size.",
            ),
            webhooks_not_json: counter(
                "transom_webhooks_not_json_total",
                "Webhooks refused: not JSON.",
            ),
            webhooks_cut_off: counter(
                "transom_webhooks_cut_off_total",
                "Webhooks whose bodies did not come to their end, or not in time.",
            ),
            webhooks_unavailable: counter(
                "transom_webhooks_unavailable_total",
                "Webhooks answered 503.",
            ),
            webhook_seconds: histogram(
                "transom_webhook_seconds",
                "Seconds to acknowledge a webhook.",
            ),
            events_processed: counter("transom_events_processed_total", "Events processed."),
            events_unhandled: counter("transom_events_unhandled_total", "Pieces not understood."),
            events_repeated: counter(
                "transom_events_repeated_total",
                "Events that were there already.",
            ),
            intake_lag: gauge("transom_intake_lag", "Webhooks that wait for processing."),
            intake_batch_seconds: histogram(
                "transom_intake_batch_seconds",
                "Seconds a batch took.",
            ),
            messages_sent: counter("transom_messages_sent_total", "Messages the platform took."),
            messages_failed: counter(
                "transom_messages_failed_total",
                "Messages that failed for good.",
            ),
            messages_refused: counter(
                "transom_messages_refused_total",
                "Messages refused by a verdict.",
            ),
            live_pages: gauge("transom_live_pages", "Pages that receive live updates."),
            jobs_waiting: gauge("transom_jobs_waiting", "Jobs that wait."),
            handle: recorder.handle(),
            recorder,
        }
    }

    /// How a channel is: 0 good, 1 unknown, 2 to be watched, 3 bad; when its last webhook came, and how late it was
    /// processed.
    pub(crate) fn channel(&self, channel: &Channel, record: &Record, grade: Grade) {
        let gauge = |name: &'static str| {
            self.recorder
                .register_gauge(&of_channel(name, channel.id), &METADATA)
        };
        gauge(CHANNEL_HEALTH).set(match grade {
            Grade::Good => 0.0,
            Grade::Unknown => 1.0,
            Grade::Watch => 2.0,
            Grade::Bad => 3.0,
        });
        if let Some(heard_at) = record.heard_at {
            let since_epoch = heard_at.duration_since(Timestamp::UNIX_EPOCH);
            gauge(CHANNEL_HEARD).set(since_epoch.as_secs_f64());
        }
        if let Some(lag) = record.lag {
            gauge(CHANNEL_LAG).set(lag.as_secs_f64());
        }
    }

    /// An attempt to send failed.
    pub(crate) fn send_error(&self, channel: ChannelId, class: ErrorClass) {
        let mut labels = vec![Label::new("channel", channel.to_string())];
        labels.push(Label::new("class", class.as_str()));
        let key = Key::from_parts(SEND_ERRORS, labels);
        self.recorder.register_counter(&key, &METADATA).increment(1);
    }

    /// Puts what was measured since the last time into its buckets. To be called now and then: until then every single
    /// value is kept.
    pub(crate) fn tidy(&self) {
        self.handle.run_upkeep();
    }

    /// Everything, in the text form.
    pub fn render(&self) -> String {
        self.handle.render()
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metrics").finish_non_exhaustive()
    }
}

const CHANNEL_HEALTH: &str = "transom_channel_health";
const CHANNEL_HEARD: &str = "transom_channel_last_webhook_seconds";
const CHANNEL_LAG: &str = "transom_channel_lag_seconds";
const SEND_ERRORS: &str = "transom_send_errors_total";
const CHANNEL_GAUGES: [(&str, &str); 3] = [
    (
        CHANNEL_HEALTH,
        "How a channel is: 0 good, 1 unknown, 2 to be watched, 3 bad.",
    ),
    (
        CHANNEL_HEARD,
        "When the last webhook of a channel arrived, in seconds since 1970.",
    ),
    (
        CHANNEL_LAG,
        "Seconds from the arrival of a channel's last webhook until it was processed.",
    ),
];

fn of_channel(name: &'static str, channel: ChannelId) -> Key {
    Key::from_parts(name, vec![Label::new("channel", channel.to_string())])
}

const METADATA: metrics::Metadata<'static> =
    metrics::Metadata::new("transom", metrics::Level::INFO, Some("transom"));

fn counter(recorder: &PrometheusRecorder, name: &'static str, help: &'static str) -> Counter {
    recorder.describe_counter(name.into(), None, help.into());
    let counter = recorder.register_counter(&name.into(), &METADATA);
    counter.increment(0);
    counter
}

fn gauge(recorder: &PrometheusRecorder, name: &'static str, help: &'static str) -> Gauge {
    recorder.describe_gauge(name.into(), None, help.into());
    let gauge = recorder.register_gauge(&name.into(), &METADATA);
    gauge.set(0.0);
    gauge
}

fn histogram(recorder: &PrometheusRecorder, name: &'static str, help: &'static str) -> Histogram {
    recorder.describe_histogram(name.into(), None, help.into());
    recorder.register_histogram(&name.into(), &METADATA)
}
