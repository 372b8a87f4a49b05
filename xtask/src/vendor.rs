//! `cargo xtask vendor`: brings what the pages need from npm into the tree, once, by hand.
//!
//! Neither the build nor the running program needs npm or the network: the fetched files are kept under
//! `crates/server/assets/vendor`, beside their licences and `versions.json`, the record of what they are.
//! A package whose content changed under the same version stops the command.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// One npm package and the files it gives us.
struct Package {
    name: &'static str,
    version: &'static str,
    /// The licence file inside the package; `None` where the package ships none.
    licence: Option<&'static str>,
    /// Pairs of a path inside the package and a name under `vendor/`.
    files: &'static [(&'static str, &'static str)],
}

const PACKAGES: [Package; 4] = [
    Package {
        name: "@hotwired/turbo",
        version: "8.0.23",
        licence: None,
        files: &[("dist/turbo.es2017-esm.js", "turbo.js")],
    },
    Package {
        name: "@hotwired/stimulus",
        version: "3.2.2",
        licence: Some("LICENSE.md"),
        files: &[("dist/stimulus.js", "stimulus.js")],
    },
    Package {
        name: "@fontsource-variable/inter",
        version: "5.3.0",
        licence: Some("LICENSE"),
        files: &[("files/inter-latin-wght-normal.woff2", "inter-latin.woff2")],
    },
    Package {
        name: LUCIDE,
        version: "1.62.0",
        licence: Some("LICENSE"),
        files: &[],
    },
];

const LUCIDE: &str = "lucide-static";

/// The icons the pages use, joined into one sprite. Sorted.
const ICONS: [&str; 76] = [
    "alarm-clock",
    "arrow-down",
    "arrow-left",
    "arrow-up-down",
    "badge-dollar-sign",
    "ban",
    "bell-ring",
    "cable",
    "calendar-check",
    "check",
    "check-check",
    "chevron-down",
    "circle-alert",
    "circle-check",
    "circle-dashed",
    "circle-help",
    "circle-user",
    "circle-x",
    "clock",
    "clock-alert",
    "coffee",
    "copy",
    "download",
    "ellipsis",
    "external-link",
    "file",
    "file-text",
    "film",
    "hand",
    "hourglass",
    "image",
    "inbox",
    "infinity",
    "info",
    "key-round",
    "keyboard",
    "layers",
    "layout-template",
    "link",
    "lock",
    "log-out",
    "map-pin",
    "megaphone",
    "message-circle",
    "message-square",
    "mic",
    "monitor",
    "moon",
    "newspaper",
    "package",
    "panel-right",
    "paperclip",
    "plus",
    "refresh-cw",
    "reply",
    "rotate-cw",
    "scale",
    "send",
    "settings",
    "shield-check",
    "shuffle",
    "smartphone",
    "star",
    "sticker",
    "sticky-note",
    "sun",
    "tag",
    "trash-2",
    "triangle-alert",
    "user",
    "user-check",
    "user-plus",
    "users",
    "webhook",
    "wifi-off",
    "x",
];

/// Fetches every package, checks it against the record and rewrites the vendored files.
pub(crate) fn run(root: &Path) -> Outcome {
    let vendor = root.join("crates/server/assets/vendor");
    let record_path = vendor.join("versions.json");
    let known: Value = match fs::read(&record_path) {
        Ok(bytes) => serde_json::from_slice(&bytes)?,
        Err(_) => Value::Null,
    };
    let scratch = root.join("target/vendor");
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    fs::create_dir_all(vendor.join("licences"))?;

    let mut record = Vec::new();
    for package in &PACKAGES {
        let fetched = fetch(package, &scratch)?;
        if let Some(before) = recorded(&known, package)
            && before != fetched.integrity
        {
            return Err(format!(
                "{} {} changed: {before} is on record, {} was fetched",
                package.name, package.version, fetched.integrity
            )
            .into());
        }
        for (from, to) in package.files {
            fs::copy(fetched.folder.join(from), vendor.join(to))?;
        }
        if package.name == LUCIDE {
            fs::write(
                vendor.join("icons.svg"),
                sprite(&fetched.folder.join("icons"))?,
            )?;
        }
        let licence_file = format!(
            "{}.txt",
            package.name.trim_start_matches('@').replace('/', "-")
        );
        fs::write(
            vendor.join("licences").join(&licence_file),
            fetched.licence_text,
        )?;
        record.push(json!({
            "name": package.name,
            "version": package.version,
            "licence": fetched.licence,
            "licence_file": format!("licences/{licence_file}"),
            "integrity": fetched.integrity,
        }));
    }
    let mut text = serde_json::to_string_pretty(&record)?;
    text.push('\n');
    fs::write(record_path, text)?;
    Ok(())
}

/// The integrity on record for exactly this version of the package.
fn recorded<'a>(known: &'a Value, package: &Package) -> Option<&'a str> {
    known
        .as_array()?
        .iter()
        .find(|entry| entry["name"] == package.name && entry["version"] == package.version)?["integrity"]
        .as_str()
}

struct Fetched {
    folder: PathBuf,
    integrity: String,
    /// The SPDX expression of `package.json`.
    licence: String,
    licence_text: String,
}

/// Fetches one package with the npm client, which checks the archive, and unpacks it.
fn fetch(package: &Package, scratch: &Path) -> Outcome<Fetched> {
    let folder = scratch.join(package.name);
    fs::create_dir_all(&folder)?;
    let listed = capture(
        Command::new("npm")
            .args(["pack", "--json", "--silent", "--pack-destination"])
            .arg(&folder)
            .arg(format!("{}@{}", package.name, package.version)),
    )?;
    let listed: Value = serde_json::from_str(&listed)?;
    let entry = &listed[0];
    let (Some(file), Some(integrity)) = (entry["filename"].as_str(), entry["integrity"].as_str())
    else {
        return Err(format!("npm pack said nothing usable about {}", package.name).into());
    };
    let archive = folder.join(file.replace('/', "-").trim_start_matches('@'));
    capture(
        Command::new("tar")
            .arg("-xzf")
            .arg(&archive)
            .arg("-C")
            .arg(&folder),
    )?;

    let folder = folder.join("package");
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("package.json"))?)?;
    let licence = manifest["license"].as_str().unwrap_or_default().to_owned();
    let licence_text = match package.licence {
        Some(file) => fs::read_to_string(folder.join(file))?,
        None => mit(&folder.join(package.files[0].0), &licence)?,
    };
    Ok(Fetched {
        folder,
        integrity: integrity.to_owned(),
        licence,
        licence_text,
    })
}

/// The licence of a package that names MIT but ships no text: its own copyright line and the licence's words.
fn mit(source: &Path, licence: &str) -> Outcome<String> {
    if licence != "MIT" {
        return Err(format!(
            "{} ships no text of its licence {licence}",
            source.display()
        )
        .into());
    }
    let source = fs::read_to_string(source)?;
    let copyright = source.lines().find(|line| line.contains("Copyright"));
    let copyright = copyright.ok_or("the file names no copyright")?.trim();
    Ok(format!("MIT License\n\n{copyright}\n\n{MIT}"))
}

const MIT: &str = "\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the \"Software\"), to deal in the Software without restriction, including without limitation
the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
";

/// Joins the chosen icons into one sprite of `<symbol>`s, each under its own name.
fn sprite(icons: &Path) -> Outcome<String> {
    let mut sprite = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\">\n");
    for name in ICONS {
        let icon = fs::read_to_string(icons.join(format!("{name}.svg")))?;
        let inner = icon
            .split_once("<svg")
            .and_then(|(_, rest)| rest.split_once('>'))
            .and_then(|(_, rest)| rest.rsplit_once("</svg>"))
            .map(|(inner, _)| inner.split_whitespace().collect::<Vec<_>>().join(" "))
            .ok_or_else(|| format!("{name}.svg is not an icon"))?;
        writeln!(
            sprite,
            "<symbol id=\"{name}\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" \
             stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\">{inner}</symbol>"
        )?;
    }
    sprite.push_str("</svg>\n");
    Ok(sprite)
}

/// Runs a command and returns what it printed, or an error that shows what it complained about.
fn capture(command: &mut Command) -> Outcome<String> {
    let output = command.output().map_err(|error| {
        format!(
            "{} cannot be started: {error}",
            command.get_program().display()
        )
    })?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{command:?} failed: {complaint}").into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
