//! `transom owner` and `transom token`.

use std::path::PathBuf;

use clap::Subcommand;
use transom_domain::agent::{Agent, Role, Scope};

use super::{Failure, Place, say};
use crate::app::App;
use crate::people;
use crate::secret::Secret;
use crate::sign_in::{self, NewAgent};

/// Create the workspace and its people.
#[derive(Debug, Subcommand)]
pub(super) enum Owner {
    /// Create a workspace with its owner.
    Create {
        #[command(flatten)]
        place: Place,
        /// The workspace's name.
        #[arg(long)]
        workspace: String,
        /// The owner's name.
        #[arg(long)]
        name: String,
        /// The owner's e-mail address, for signing in.
        #[arg(long)]
        email: String,
        /// A file whose first line is the password; `-` reads standard input.
        #[arg(long, value_name = "FILE")]
        password_file: PathBuf,
    },
    /// Print a link with which a person chooses a password and signs in, once and within a day.
    Link {
        #[command(flatten)]
        place: Place,
        /// The person's e-mail address.
        #[arg(long)]
        email: String,
    },
}

impl Owner {
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Create {
                place,
                workspace,
                name,
                email,
                password_file,
            } => {
                let password = Some(first_line(&password_file)?);
                let app = place.open().await?;
                let owner = NewAgent {
                    name,
                    email,
                    password,
                    role: Role::Owner,
                };
                let (workspace_id, agent_id) =
                    sign_in::create_workspace(&app, &workspace, owner).await?;
                say(&format!("{workspace_id} {agent_id}"))?;
            }
            Self::Link { place, email } => {
                let app = place.open().await?;
                let agent = found(&app, &email).await?;
                let (link, _) = people::make_invitation(&app, agent.workspace_id, agent.id).await?;
                let base = app
                    .config
                    .public_url
                    .clone()
                    .unwrap_or_else(|| format!("http://{}", app.config.listen));
                say(&format!(
                    "{}/invitations/{}",
                    base.trim_end_matches('/'),
                    link.expose()
                ))?;
            }
        }
        Ok(())
    }
}

/// Make API tokens.
#[derive(Debug, Subcommand)]
pub(super) enum Token {
    /// Print a new token; it is shown only once.
    Create {
        #[command(flatten)]
        place: Place,
        /// The person for whom it acts.
        #[arg(long)]
        email: String,
        /// What it is for.
        #[arg(long)]
        name: String,
        /// What it may do, such as `conversations:read`; `all` for everything. May be repeated.
        #[arg(long = "scope", required = true)]
        scopes: Vec<String>,
    },
}

impl Token {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let Self::Create {
            place,
            email,
            name,
            scopes,
        } = self;
        let scopes = if scopes.iter().any(|scope| scope == "all") {
            Scope::ALL.to_vec()
        } else {
            let parsed: Result<_, _> = scopes.iter().map(|scope| scope.parse()).collect();
            parsed.map_err(|error: transom_domain::agent::UnknownWord| {
                Failure::wrong(error.to_string())
            })?
        };
        let app = place.open().await?;
        let agent = found(&app, &email).await?;
        let (_, token) =
            sign_in::make_token(&app, agent.workspace_id, agent.id, &name, scopes).await?;
        say(token.expose())?;
        Ok(())
    }
}

/// A secret from a file, so that it stands in no list of processes.
pub(super) fn first_line(path: &std::path::Path) -> Result<Secret, Failure> {
    let text = if path.as_os_str() == "-" {
        std::io::read_to_string(std::io::stdin())?
    } else {
        std::fs::read_to_string(path)
            .map_err(|error| Failure::wrong(format!("{}: {error}", path.display())))?
    };
    Ok(Secret::new(text.lines().next().unwrap_or_default()))
}

/// Who signs in with an address; of several workspaces, in the first.
async fn found(app: &App, email: &str) -> Result<Agent, Failure> {
    let mut read = app.db.read().await?;
    let people = read.agents_by_email(&email.to_lowercase()).await?;
    let first = people.into_iter().next();
    first
        .map(|row| row.agent)
        .ok_or_else(|| Failure::wrong(format!("nobody signs in with {email}")))
}
