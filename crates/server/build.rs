//! How the program is linked.

/// Folds functions with the same code into one, of which generic code makes many. Whoever compares addresses of functions
/// would be misled; nobody here does.
const FOLD: &str = "cargo::rustc-link-arg-bins=-Wl,--icf=all";
/// Where the linker that comes with the compiler is the usual one, and knows of this.
const TARGET: &str = "x86_64-unknown-linux-gnu";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if is("PROFILE", "release") && is("TARGET", TARGET) {
        println!("{FOLD}");
    }
}
