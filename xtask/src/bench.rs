//! `cargo xtask bench`: what the program does on this machine, beside floors measured in the same run.
//!
//! A floor is the least work that a figure's promise takes, written here without the program. The load comes from this
//! process and shares the cores with what it measures, as the floors do, so only ratios travel to another machine.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::{Outcome, again_optimised, output};

mod acknowledgement;
mod ceilings;
mod content;
mod desk;
pub(crate) mod floor;
mod graph;
mod intake;
mod live;
mod load;
mod machine;
mod memory;
mod mixed;
mod parse;
mod policy;
mod processed;
mod server;
mod startup;
mod table;
mod webhook;
mod wire;

use graph::Graph;
use table::Row;

/// What to measure, and how long.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The figures; all of them when none is named.
    figures: Vec<Figure>,
    /// Seconds that each run sends for.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=3600))]
    seconds: u64,
    /// Runs of each figure; the table shows medians.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=99))]
    runs: u32,
    /// One short run of each: whether it works, not how well.
    #[arg(long, conflicts_with_all = ["seconds", "runs"])]
    quick: bool,
}

/// A line or some lines of the table.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Figure {
    /// What this machine's HTTP, signature check and disk come to by themselves.
    Ceilings,
    /// Durable acknowledgements at saturation, while the store follows.
    Intake,
    /// The highest steady rate at which the store stays no more than a second behind.
    Processed,
    /// How long an acknowledgement takes at 5,000 webhooks a second.
    Acknowledgement,
    /// From a webhook to the agents' open pages.
    Live,
    /// Three platforms mixed, beside Messenger alone.
    Mixed,
    /// Webhooks read, on one core.
    Parse,
    /// Policy decisions, and texts checked, on one core.
    Policy,
    /// From the start of the process to the first acknowledged webhook.
    Startup,
    /// Memory, idle and under load.
    Memory,
}

/// What every figure needs to know.
struct Bench {
    /// The program.
    product: PathBuf,
    /// Where data may be put: the disk that is measured.
    scratch: PathBuf,
    length: Duration,
    runs: u32,
    /// The platform, as far as the program calls it.
    graph: Graph,
}

/// Measures and prints the table.
pub(crate) fn run(root: &Path, arguments: &Arguments) -> Outcome {
    if cfg!(debug_assertions) {
        return again_optimised(root, &["transom-server", "xtask"]);
    }
    let scratch = root.join("target/bench");
    std::fs::create_dir_all(&scratch)?;
    let bench = Bench {
        product: root.join("target/release/transom"),
        scratch,
        length: Duration::from_secs(if arguments.quick {
            1
        } else {
            arguments.seconds
        }),
        runs: if arguments.quick { 1 } else { arguments.runs },
        graph: Graph::start()?,
    };
    output::line(machine::facts(&bench.scratch)?)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let all = <Figure as clap::ValueEnum>::value_variants();
    let mut rows = Vec::new();
    let mut failures = 0;
    for figure in all
        .iter()
        .filter(|figure| arguments.figures.is_empty() || arguments.figures.contains(figure))
    {
        match runtime.block_on(figure.measure(&bench, root)) {
            Ok(measured) => rows.extend(measured),
            Err(error) => {
                failures += 1;
                output::line(format_args!("{}: {error}", figure.name()))?;
            }
        }
    }
    output::line(table::render(&rows))?;
    if failures == 0 {
        Ok(())
    } else {
        Err("not every figure could be measured".into())
    }
}

impl Figure {
    fn name(self) -> String {
        clap::ValueEnum::to_possible_value(&self)
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }

    async fn measure(self, bench: &Bench, root: &Path) -> Outcome<Vec<Row>> {
        output::line(format_args!("measuring: {}", self.name()))?;
        match self {
            Figure::Ceilings => ceilings::measure(bench).await,
            Figure::Intake => intake::measure(bench).await,
            Figure::Processed => processed::measure(bench).await,
            Figure::Acknowledgement => acknowledgement::measure(bench).await,
            Figure::Live => live::measure(bench).await,
            Figure::Mixed => mixed::measure(bench).await,
            Figure::Parse => parse::measure(bench, root),
            Figure::Policy => {
                policy::measure(bench).map(|rows| [rows, content::measure(bench)].concat())
            }
            Figure::Startup => startup::measure(bench).await,
            Figure::Memory => memory::measure(bench).await,
        }
    }
}
