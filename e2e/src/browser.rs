//! Chromium, headless, driven over `WebDriver`. Whatever is asked of it and does not happen ends the test.
#![expect(
    clippy::missing_panics_doc,
    reason = "to panic is how a test says that it cannot go on"
)]

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::json;
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How the browser looks.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// The device prefers dark.
    pub dark: bool,
    /// The language the browser asks for.
    pub language: &'static str,
}

impl Look {
    /// A desktop in English, light.
    pub const DESKTOP: Self = Self {
        width: 1440,
        height: 900,
        dark: false,
        language: "en",
    };
    /// A phone in English, light.
    pub const PHONE: Self = Self {
        width: 390,
        height: 844,
        dark: false,
        language: "en",
    };
}

/// A browser. Ends when it is dropped.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    _process: Child,
}

/// Runs before each page's own scripts.
const COLLECT_COMPLAINTS: &str = "
    window.complaints = [];
    addEventListener('error', (event) => window.complaints.push(`error: ${event.message}`));
    addEventListener('unhandledrejection', (event) => window.complaints.push(`rejection: ${event.reason}`));
    document.addEventListener('securitypolicyviolation', (event) =>
        window.complaints.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
";

/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often it is looked for.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

impl Browser {
    /// Starts one; tells and gives nothing where it is not installed.
    pub async fn start(look: Look) -> Option<Self> {
        let (Some(chromedriver), Some(chromium)) = (
            find("CHROMEDRIVER", "chromedriver"),
            find("CHROMIUM", "chromium"),
        ) else {
            say(
                "left out: Chromium or chromedriver is not installed; `cargo xtask test` installs them",
            );
            return None;
        };
        let mut process = Command::new(chromedriver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("chromedriver starts");
        let port = port(&mut process).await;
        let mut capabilities = DesiredCapabilities::chrome();
        capabilities
            .set_binary(&chromium.display().to_string())
            .expect("a path");
        let arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--hide-scrollbars".to_owned(),
            format!("--window-size={},{}", look.width, look.height),
        ];
        for argument in &arguments {
            capabilities.add_arg(argument).expect("an argument");
        }
        let preferences = json!({ "intl.accept_languages": look.language });
        capabilities
            .add_experimental_option("prefs", preferences)
            .expect("preferences");
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities)
            .await
            .expect("Chromium starts");
        let browser = Self {
            driver,
            _process: process,
        };
        browser.resize(look).await;
        let script = json!({ "source": COLLECT_COMPLAINTS });
        browser
            .tell("Page.addScriptToEvaluateOnNewDocument", script)
            .await;
        Some(browser)
    }

    /// Makes the page as large as the look says, smaller than a window may be.
    pub async fn resize(&self, look: Look) {
        let metrics = json!({
            "width": look.width, "height": look.height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.tell("Emulation.setDeviceMetricsOverride", metrics)
            .await;
        let scheme = if look.dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.tell("Emulation.setEmulatedMedia", media).await;
    }

    async fn tell(&self, command: &str, parameters: serde_json::Value) {
        self.driver
            .cdp()
            .send_raw(command, parameters)
            .await
            .expect("Chromium takes the command");
    }

    /// The driver itself.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Opens an address.
    pub async fn open(&self, url: &str) {
        self.driver.goto(url).await.expect("the page opens");
    }

    /// Waits for an element that a selector names and that is shown.
    pub async fn see(&self, selector: &str) -> WebElement {
        self.wait(&format!("{selector} is not shown"), async || {
            let found = self.driver.find(By::Css(selector)).await.ok()?;
            found.is_displayed().await.ok()?.then_some(found)
        })
        .await
    }

    /// Waits until an element holds a text.
    pub async fn read(&self, selector: &str, text: &str) -> WebElement {
        self.wait(&format!("{selector} does not hold {text:?}"), async || {
            for found in self.driver.find_all(By::Css(selector)).await.ok()? {
                if found.text().await.ok()?.contains(text) {
                    return Some(found);
                }
            }
            None
        })
        .await
    }

    /// Waits until no element is shown that a selector names.
    pub async fn miss(&self, selector: &str) {
        self.wait(&format!("{selector} is still shown"), async || {
            match self.driver.find(By::Css(selector)).await {
                Ok(found) => (!found.is_displayed().await.unwrap_or(false)).then_some(()),
                Err(_) => Some(()),
            }
        })
        .await;
    }

    /// Clicks what a selector names.
    pub async fn click(&self, selector: &str) {
        self.wait(&format!("{selector} cannot be clicked"), async || {
            self.driver
                .find(By::Css(selector))
                .await
                .ok()?
                .click()
                .await
                .ok()
        })
        .await;
    }

    /// Types into what a selector names.
    pub async fn write(&self, selector: &str, text: &str) {
        self.see(selector)
            .await
            .send_keys(text)
            .await
            .expect("the keys are taken");
    }

    /// Types into what a selector names, in place of what is there. The page may bring the field anew meanwhile.
    pub async fn rewrite(&self, selector: &str, text: &str) {
        self.wait(&format!("{selector} does not take {text:?}"), async || {
            let field = self.driver.find(By::Css(selector)).await.ok()?;
            field.clear().await.ok()?;
            field.send_keys(text).await.ok()?;
            let field = self.driver.find(By::Css(selector)).await.ok()?;
            (field.value().await.ok()?.as_deref() == Some(text)).then_some(())
        })
        .await;
    }

    /// Presses a key on the page.
    pub async fn press(&self, key: &str) {
        let body = self
            .driver
            .find(By::Css("body"))
            .await
            .expect("a page has a body");
        body.send_keys(key).await.expect("the key is taken");
    }

    /// Types where the focus is.
    pub async fn type_here(&self, text: impl Into<TypingData>) {
        let here = self
            .driver
            .active_element()
            .await
            .expect("something has the focus");
        here.send_keys(text).await.expect("the keys are taken");
    }

    /// Takes the network away, or gives it back.
    pub async fn connect(&self, online: bool) {
        let conditions = json!({
            "offline": !online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.tell("Network.enable", json!({})).await;
        self.tell("Network.emulateNetworkConditions", conditions)
            .await;
    }

    /// Lets pages run scripts, or not.
    pub async fn run_scripts(&self, run: bool) {
        self.tell(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": !run }),
        )
        .await;
    }

    /// Asks the page a question in its own language; gives the answer.
    pub async fn ask(&self, script: &str) -> serde_json::Value {
        let answer = self
            .driver
            .execute(script, Vec::new())
            .await
            .expect("the script runs");
        answer.json().clone()
    }

    /// What the page complained about since it was asked last: errors and violations of its policy.
    pub async fn complaints(&self) -> Vec<String> {
        let script = "return (window.complaints || []).splice(0)";
        let found = self.ask(script).await;
        serde_json::from_value(found).unwrap_or_default()
    }

    /// Ends it.
    pub async fn close(self) {
        let _ = self.driver.quit().await;
    }

    /// Waits until a question has an answer.
    pub async fn wait<T>(&self, problem: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = look().await {
                return found;
            }
            if began.elapsed() > PATIENCE {
                let url = self.driver.current_url().await.map(|url| url.to_string());
                let shot = std::env::temp_dir().join("transom-e2e-failure.png");
                let _ = self.driver.screenshot(&shot).await;
                panic!("{problem} at {url:?}; see {}", shot.display());
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }
}

async fn port(process: &mut Child) -> u16 {
    let out = process.stdout.take().expect("standard output is piped");
    let mut lines = BufReader::new(out).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let number = line
            .rsplit(' ')
            .next()
            .and_then(|word| word.trim_end_matches('.').parse().ok());
        if let (true, Some(port)) = (line.contains("successfully on port"), number) {
            return port;
        }
    }
    panic!("chromedriver tells no port");
}

fn find(variable: &str, name: &str) -> Option<PathBuf> {
    if let Some(path) = std::env::var_os(variable) {
        return Some(path.into());
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file: &PathBuf| Path::exists(file))
}

#[expect(clippy::print_stderr, reason = "a test says what it leaves out")]
fn say(line: &str) {
    eprintln!("{line}");
}
