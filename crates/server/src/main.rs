//! The binary `transom`.

use std::process::ExitCode;

/// Half of the time of a webhook went into the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    transom::cli::main()
}
