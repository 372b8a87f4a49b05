//! The binary `transom`.

use std::process::ExitCode;

fn main() -> ExitCode {
    transom::cli::main()
}
