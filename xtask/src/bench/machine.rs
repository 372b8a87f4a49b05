//! What the figures were measured on.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use super::load::{micros, percentile};
use crate::Outcome;

/// Cores, kernel, memory, disk: one line.
pub(super) fn facts(scratch: &Path) -> Outcome<String> {
    let cores = std::thread::available_parallelism()?;
    let field = |text: &str, name: &str| {
        text.lines().find_map(|line| {
            Some(
                line.strip_prefix(name)?
                    .trim_start_matches([' ', '\t', ':'])
                    .to_owned(),
            )
        })
    };
    let unknown = || "unknown".to_owned();
    let processor =
        field(&fs::read_to_string("/proc/cpuinfo")?, "model name").unwrap_or_else(unknown);
    let memory = field(&fs::read_to_string("/proc/meminfo")?, "MemTotal").unwrap_or_else(unknown);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease")?;
    let mut syncs = syncs(scratch, Duration::from_millis(500))?;
    Ok(format!(
        "{cores} cores ({processor}), {memory} of memory, Linux {}, {} at {}; 1 KB appended and synced: {:?}, p99 {:?}",
        kernel.trim(),
        file_system(scratch)?,
        scratch.display(),
        percentile(&mut syncs, 500),
        percentile(&mut syncs, 990),
    ))
}

/// The kind of file system that holds the path.
fn file_system(path: &Path) -> Outcome<String> {
    let path = fs::canonicalize(path)?;
    let mounts = fs::read_to_string("/proc/self/mounts")?;
    let holding = mounts.lines().filter_map(|mount| {
        let mut fields = mount.split(' ').skip(1);
        let (place, kind) = (Path::new(fields.next()?), fields.next()?);
        path.starts_with(place)
            .then_some((place.components().count(), kind))
    });
    Ok(holding
        .max_by_key(|(depth, _)| *depth)
        .map_or("unknown", |(_, kind)| kind)
        .to_owned())
}

/// Appends 1 KB and syncs it, one after the other for a while: the microseconds each took.
pub(super) fn syncs(scratch: &Path, length: Duration) -> Outcome<Vec<u32>> {
    let folder = tempfile::TempDir::new_in(scratch)?;
    let mut file = File::create(folder.path().join("syncs"))?;
    let begun = Instant::now();
    let mut durations = Vec::new();
    while begun.elapsed() < length {
        let start = Instant::now();
        file.write_all(&[b'x'; 1024])?;
        file.sync_data()?;
        durations.push(micros(start.elapsed()));
    }
    Ok(durations)
}
