//! Counters and gauges, in the form that Prometheus reads.

use std::fmt;

use metrics::{Counter, Gauge, Histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};

/// What the program counts. Each field is one series, described where it is made.
pub struct Metrics {
    handle: PrometheusHandle,
    /// Webhooks acknowledged.
    pub webhooks_accepted: Counter,
    /// Webhooks refused for their signature.
    pub webhooks_unsigned: Counter,
    /// Webhooks refused for their size.
    pub webhooks_too_large: Counter,
    /// Webhooks refused because they are not JSON.
    pub webhooks_not_json: Counter,
    /// Webhooks answered 503 because the journal could not take them.
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
        }
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

const METADATA: metrics::Metadata<'static> =
    metrics::Metadata::new("transom", metrics::Level::INFO, Some("transom"));

fn counter(recorder: &PrometheusRecorder, name: &'static str, help: &'static str) -> Counter {
    use metrics::Recorder;
    recorder.describe_counter(name.into(), None, help.into());
    let counter = recorder.register_counter(&name.into(), &METADATA);
    counter.increment(0);
    counter
}

fn gauge(recorder: &PrometheusRecorder, name: &'static str, help: &'static str) -> Gauge {
    use metrics::Recorder;
    recorder.describe_gauge(name.into(), None, help.into());
    let gauge = recorder.register_gauge(&name.into(), &METADATA);
    gauge.set(0.0);
    gauge
}

fn histogram(recorder: &PrometheusRecorder, name: &'static str, help: &'static str) -> Histogram {
    use metrics::Recorder;
    recorder.describe_histogram(name.into(), None, help.into());
    recorder.register_histogram(&name.into(), &METADATA)
}
