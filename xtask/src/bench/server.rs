//! A server under measurement: the program or a floor, as a process of its own with its own data, ended with its owner.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::floor::Floor;
use super::wire::{Connection, request};
use super::{Bench, webhook};
use crate::Outcome;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Product,
    Floor(Floor),
}

/// The owner of the workspace that is measured.
pub(super) const EMAIL: &str = "owner@bench.example";
/// Their password.
pub(super) const PASSWORD: &str = "a long enough password";
/// How long a server may take to start, and to catch up.
const PATIENCE: Duration = Duration::from_mins(1);

/// A data directory in which a server can start.
pub(super) struct Place<'a> {
    bench: &'a Bench,
    side: Side,
    data: TempDir,
}

impl<'a> Place<'a> {
    /// A new data directory; for the program, with an owner and a connected page.
    pub(super) fn prepare(bench: &'a Bench, side: Side) -> Outcome<Self> {
        let place = Self {
            bench,
            side,
            data: TempDir::new_in(&bench.scratch)?,
        };
        if side == Side::Product {
            place.set_up()?;
        }
        Ok(place)
    }

    fn set_up(&self) -> Outcome {
        let password_file = self.data.path().join("password");
        std::fs::write(&password_file, PASSWORD)?;
        let mut owner = self.product("owner");
        owner.args([
            "create",
            "--workspace",
            "Bench",
            "--name",
            "Owner",
            "--email",
            EMAIL,
            "--password-file",
        ]);
        quietly(owner.arg(password_file))?;
        self.connect(&["messenger", "--page-id", webhook::PAGE_ID])
    }

    /// The accounts on the other platforms.
    pub(super) fn connect_others(&self) -> Outcome {
        self.connect(&["instagram", "--account-id", webhook::ACCOUNT_ID])?;
        self.connect(&[
            "whatsapp",
            "--phone-number-id",
            webhook::NUMBER_ID,
            "--waba-id",
            webhook::WABA_ID,
        ])
    }

    fn connect(&self, account: &[&str]) -> Outcome {
        let mut channel = self.product("channel");
        channel.arg("add").args(account);
        channel.args(["--name", "Kettle & Co."]);
        channel.args([
            "--access-token",
            "EAAbench",
            "--app-secret",
            webhook::APP_SECRET,
        ]);
        channel.args([
            "--verify-token",
            "a-long-verify-token",
            "--graph-url",
            &self.bench.graph.url(),
        ]);
        quietly(&mut channel)
    }

    /// The program, set to this data directory and to nothing of the caller's environment.
    fn product(&self, command: &str) -> Command {
        let mut product = Command::new(&self.bench.product);
        for (variable, _) in std::env::vars_os() {
            if variable.to_string_lossy().starts_with("TRANSOM_") {
                product.env_remove(variable);
            }
        }
        product.arg(command).current_dir(self.data.path());
        product
            .env("TRANSOM_DATA_DIR", self.data.path().join("data"))
            .env("TRANSOM_LOG_LEVEL", "warn");
        product
    }

    /// Starts the server and does not wait for it.
    pub(super) fn launch(&self) -> Outcome<Server<'_>> {
        let address = free_address()?;
        let mut command = match self.side {
            Side::Product => {
                let mut product = self.product("serve");
                product.env("TRANSOM_LISTEN", address.to_string());
                product
            }
            Side::Floor(floor) => floor.command(address, self.data.path())?,
        };
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
        Ok(Server {
            child,
            address,
            place: self,
        })
    }

    /// Starts the server and waits until it takes connections.
    pub(super) async fn start(&self) -> Outcome<Server<'_>> {
        let mut server = self.launch()?;
        server.wait_until_open(Duration::from_millis(5)).await?;
        Ok(server)
    }
}

fn free_address() -> Outcome<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

fn quietly(command: &mut Command) -> Outcome {
    let output = command.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "{command:?} ended with {}: {}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    )
    .into())
}

/// A running server; ended when it is dropped.
pub(super) struct Server<'a> {
    child: Child,
    pub(super) address: SocketAddr,
    /// Whose data it has.
    place: &'a Place<'a>,
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        // A server that is gone already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a server counted since it started.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Webhooks acknowledged.
    pub(super) accepted: u64,
    /// Of these, what the store has. Each of our webhooks holds one event.
    pub(super) stored: u64,
}

impl Counts {
    /// Webhooks that wait for the store.
    pub(super) fn waiting(self) -> u64 {
        self.accepted.saturating_sub(self.stored)
    }
}

impl Server<'_> {
    pub(super) fn side(&self) -> Side {
        self.place.side
    }

    /// Tries to connect again and again, with this pause between.
    pub(super) async fn wait_until_open(&mut self, pause: Duration) -> Outcome<Connection> {
        let begun = Instant::now();
        loop {
            match Connection::open(self.address).await {
                Ok(connection) => return Ok(connection),
                Err(error) if begun.elapsed() > PATIENCE => {
                    return Err(format!("the server does not start: {error}").into());
                }
                Err(_) => {}
            }
            if let Some(status) = self.child.try_wait()? {
                return Err(format!("the server ended at its start with {status}").into());
            }
            // Finer than the runtime's timers; nothing else runs here meanwhile.
            std::thread::sleep(pause);
        }
    }

    pub(super) async fn counts(&self) -> Outcome<Counts> {
        let mut connection = Connection::open(self.address).await?;
        let request = request("/metrics", self.address, "");
        let metrics = connection.ask(request.as_bytes()).await?.body;
        let count = |name: &str| {
            metrics
                .lines()
                .find_map(|line| {
                    line.strip_prefix(name)?
                        .strip_prefix(' ')?
                        .parse::<u64>()
                        .ok()
                })
                .ok_or_else(|| format!("/metrics does not tell {name}"))
        };
        Ok(Counts {
            accepted: count("transom_webhooks_accepted_total")?,
            stored: count("transom_events_processed_total")?,
        })
    }

    /// Waits until the store has everything that was acknowledged, and tells how long that took; `None` when it has
    /// not after a long while.
    pub(super) async fn catch_up(&self) -> Outcome<Option<Duration>> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if self.counts().await?.waiting() == 0 {
                return Ok(Some(begun.elapsed()));
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(None)
    }

    /// Memory in use now, and the most that was ever in use, in MiB.
    pub(super) fn memory(&self) -> Outcome<(f64, f64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let field = |name: &str| {
            status
                .lines()
                .find_map(|line| {
                    line.strip_prefix(name)?
                        .trim()
                        .strip_suffix(" kB")?
                        .parse::<f64>()
                        .ok()
                })
                .map(|kibibytes| kibibytes / 1024.0)
                .ok_or_else(|| format!("the kernel does not tell {name}"))
        };
        Ok((field("VmRSS:")?, field("VmHWM:")?))
    }
}
