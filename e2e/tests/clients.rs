//! Programs that nobody here wrote, against the emulator: they are unchanged, only the address of the platform is
//! another.
//!
//! They are installed from their registries into `target/clients` where they are missing, which takes Python 3 with
//! `venv`, and Node with `npm`. Where these are missing, or the registries cannot be reached, the tests fail and say so:
//! what has not run is not green. `cargo test -p e2e --test channels`, for one, runs others without them.
//!
//! `pywa` sends each kind of message it knows, manages templates, files, numbers and profiles, and understands every
//! webhook. What it can do and the emulator cannot, because nothing in it lives through such things: flows beside the
//! sending of one, QR codes, usernames of businesses, archives, comparison and migration of templates, groups, calls,
//! sign-ups. One call fails by `pywa` itself, which writes the body of templates for codes in bulk as a text inside of
//! JSON.
//!
//! `messaging-api-messenger` sends words, files by address and by id, templates and sender actions, reads profiles, sets
//! what a page offers, makes personas, labels customers, hands threads over and gets the errors of the platform. What the
//! emulator's Messenger does not have: batches, insights. Two calls are refused because the library, which ends at
//! version 6.0 of 2020, says them as they were said then: labels are made with `name` where the platform now takes
//! `page_label_name`, ice breakers are sent without their locale. For the same reason it has no utility templates, no
//! marketing messages, no ids of comments.
//!
//! `bottender` runs a bot as its makers describe it, with its own server for webhooks: it proves who it is, checks the
//! older of the platform's two signatures, hears of messages, taps, echoes and deliveries, knows who writes, and
//! answers with words, files by address, templates and sender actions, labels people and hands threads over. It stands
//! on an older `messaging-api-messenger` and ends where that ends; its last release is years old, and nobody carries it
//! on. Its WhatsApp is Twilio's and not Meta's, and it has no Instagram. Of what it can do, the emulator has no menus of
//! single persons and no templates of airlines. One dependency would fetch a program to open tunnels when it is
//! installed; scripts of installations are not run here.
//!
//! For Instagram there is no such program: the libraries that are cared for speak the private interface of its app, or
//! publish posts.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::process::Command;
use tokio::sync::Mutex;
use transom_emulator::{
    Capability, Clock, Config, DeliveryConfig, Emulator, NumberConfig, PageConfig, Running,
    WhatsAppConfig,
};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

const APP: &str = "880012345678901";
const APP_SECRET: &str = "client-secret";
const PAGE: &str = "104201775530018";
const PAGE_TOKEN: &str = "page-token";
const WABA: &str = "102290129340398";
const NUMBER: &str = "106540352242922";
const SYSTEM_TOKEN: &str = "system-token";

/// A world with a page and a number, to which no app is subscribed yet.
async fn emulator() -> Outcome<Running> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = Config {
        page: PageConfig {
            id: PAGE.to_owned(),
            name: "Atelier Nord".to_owned(),
            username: None,
            country: None,
            access_token: PAGE_TOKEN.into(),
            capabilities: [Capability::OneTimeNotification].into(),
            auto_delivery: true,
            auto_read: false,
            send_limit: None,
        },
        app_id: APP.to_owned(),
        app_secret: APP_SECRET.into(),
        verify_token: "verify-me".into(),
        callback: None,
        delivery: DeliveryConfig::default(),
    };
    let running = Emulator::bind(config, Clock::system(), "127.0.0.1:0".parse()?).await?;
    let number = NumberConfig::new(NUMBER, "33478550107", "Atelier Nord");
    let account = WhatsAppConfig::new(WABA, "Atelier Nord", SYSTEM_TOKEN).number(number);
    running.world().add_whatsapp(account)?;
    Ok(running)
}

/// Where the programs are kept.
fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/clients")
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("clients")
        .join(name)
}

/// Runs a program and gives whether it succeeded, and what it said; nothing where there is no such program.
async fn run(program: &Path, arguments: &[&str], within: Option<&Path>) -> Option<(bool, String)> {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .kill_on_drop(true);
    if let Some(folder) = within {
        command.env("NODE_PATH", folder.join("node_modules"));
        command.current_dir(folder);
    }
    let output = command.output().await.ok()?;
    let said = [output.stdout, output.stderr].concat();
    Some((
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    ))
}

/// Takes what a step of an installation said for good, or says what is missing.
fn installed(what: &str, step: Option<(bool, String)>) -> Result<(), String> {
    match step {
        Some((true, _)) => Ok(()),
        Some((false, said)) => {
            let last = said.trim().lines().last().unwrap_or_default();
            Err(format!(
                "{what} could not be installed into target/clients, which takes the network once: {last}"
            ))
        }
        None => Err(format!(
            "{what} cannot be installed: Python 3 with venv, and Node with npm, must be there"
        )),
    }
}

/// The Python of an environment that has the libraries.
async fn python() -> Outcome<PathBuf> {
    let folder = home().join("python");
    let python = folder.join("bin/python");
    let wanted = script("requirements.txt");
    if !python.exists() {
        let made = ["-m", "venv", text(&folder)?];
        let made = run(Path::new("python3"), &made, None).await;
        installed("a Python environment", made)?;
    }
    let pip = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        text(&wanted)?,
    ];
    installed("pywa", run(&python, &pip, None).await)?;
    Ok(python)
}

/// A folder that has the Node libraries.
async fn node() -> Outcome<PathBuf> {
    let folder = home().join("node");
    std::fs::create_dir_all(&folder)?;
    std::fs::copy(script("package.json"), folder.join("package.json"))?;
    let libraries = ["messaging-api-messenger", "bottender"];
    let modules = folder.join("node_modules");
    if libraries.iter().all(|name| modules.join(name).exists()) {
        return Ok(folder);
    }
    let npm = [
        "install",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ];
    let step = run(Path::new("npm"), &npm, Some(&folder)).await;
    installed(&libraries.join(" and "), step)?;
    Ok(folder)
}

fn text(path: &Path) -> Outcome<&str> {
    Ok(path.to_str().ok_or("the path is text")?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pywa_sends_each_kind_it_knows_and_understands_every_webhook() -> Outcome {
    let python = python().await?;
    let emulator = emulator().await?;
    let address = format!("http://{}", emulator.addr());
    let script = script("whatsapp.py");
    let arguments = [
        // No compiled files beside the sources.
        "-B",
        text(&script)?,
        &address,
        WABA,
        NUMBER,
        SYSTEM_TOKEN,
        APP,
        APP_SECRET,
    ];
    let (succeeded, said) = run(&python, &arguments, None).await.ok_or("Python runs")?;
    assert!(succeeded, "{said}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messaging_api_messenger_sends_and_reads_by_the_paths_of_messenger() -> Outcome {
    on_messenger("messenger.cjs", &[]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bot_of_bottender_hears_and_answers() -> Outcome {
    let bot = home().join("bot");
    on_messenger("bottender.cjs", &[text(&bot)?]).await
}

/// Runs a script of Node with the page of an emulator of its own.
async fn on_messenger(name: &str, more: &[&str]) -> Outcome {
    // Two tests need the same folder; the second finds it ready.
    static INSTALLATION: Mutex<()> = Mutex::const_new(());
    let turn = INSTALLATION.lock().await;
    let folder = node().await?;
    drop(turn);
    let emulator = emulator().await?;
    let address = format!("http://{}", emulator.addr());
    let script = script(name);
    let known = [text(&script)?, &address, PAGE, PAGE_TOKEN, APP, APP_SECRET];
    let arguments = [&known, more].concat();
    let (succeeded, said) = run(Path::new("node"), &arguments, Some(&folder))
        .await
        .ok_or("Node runs")?;
    assert!(succeeded, "{said}");
    Ok(())
}
