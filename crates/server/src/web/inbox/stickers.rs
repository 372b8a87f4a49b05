//! The shelf of the platform's stickers: packs, what is in one, what words find. Each sticker is a button that sends it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use serde::Deserialize;
use transom_channels::courier::{Sticker, StickerPack};
use transom_domain::decide::{Command, Reply};
use transom_domain::id::{ChannelId, ConversationId};
use transom_domain::message::{Content, Extra, Structured};

use super::actions;
use super::names::contact;
use super::pages::{conversation_id, html};
use crate::app::App;
use crate::error::Error;
use crate::stickers::{self, Wanted};
use crate::web::i18n::Lang;
use crate::web::person::Person;
use crate::web::session::{Answer, Form, Reader};
use crate::web::shell::{Section, Shell};

/// Nothing in a picture may run, and it changes as seldom as the platform's shelf does.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";
const CACHE: &str = "private, max-age=86400";

/// What is looked for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    pack: Option<String>,
    q: Option<String>,
    /// Of which pack or sticker the picture is wanted.
    #[serde(default)]
    picture: String,
}

impl Asked {
    fn wanted(&self) -> Option<Wanted> {
        let words = self.q.clone().filter(|words| !words.trim().is_empty());
        let pack = self.pack.clone().map(Wanted::Pack);
        words.map(Wanted::Words).or(pack)
    }
}

/// `GET /conversations/{conversation}/stickers`
#[derive(Debug, Template)]
#[template(path = "inbox/stickers.html")]
pub(crate) struct StickersPage {
    shell: Shell,
    conversation: String,
    contact: Person,
    /// What was typed into the search.
    words: String,
    shelf: Shelf,
}

impl StickersPage {
    fn address(&self) -> String {
        format!("/conversations/{}/stickers", self.conversation)
    }
}

/// What of the shelf is shown.
#[derive(Debug)]
enum Shelf {
    Packs(Vec<PackCard>),
    Stickers(Vec<StickerButton>),
    /// Why there is nothing.
    Failed(String),
}

#[derive(Debug)]
struct PackCard {
    pack: StickerPack,
    address: String,
    picture: Option<String>,
}

#[derive(Debug)]
struct StickerButton {
    sticker: Sticker,
    picture: String,
}

/// The platform's name for a language.
const fn locale(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en_US",
        Lang::Fr => "fr_FR",
        Lang::It => "it_IT",
        Lang::PtBr => "pt_BR",
        Lang::Es => "es_ES",
    }
}

fn query(fields: &[(&str, &str)]) -> String {
    serde_html_form::to_string(fields).unwrap_or_default()
}

/// The address of a picture here.
fn picture_of(channel: &str, id: &str, wanted: Option<&Wanted>) -> String {
    let mut fields = vec![("picture", id)];
    fields.extend(wanted.map(|wanted| match wanted {
        Wanted::Pack(pack) => ("pack", pack.as_str()),
        Wanted::Words(words) => ("q", words.as_str()),
    }));
    format!("/stickers/{channel}?{}", query(&fields))
}

async fn shelf(
    app: &App,
    reader: &Reader,
    conversation: ConversationId,
    channel_id: ChannelId,
    wanted: Option<Wanted>,
) -> Result<Shelf, Error> {
    let workspace_id = reader.signed_in.agent.workspace_id;
    let locale = locale(reader.viewer.lang);
    let channel = channel_id.to_string();
    let Some(wanted) = wanted else {
        let packs = stickers::packs(app, workspace_id, channel_id, locale).await?;
        let card = |pack: &StickerPack| PackCard {
            address: format!(
                "/conversations/{conversation}/stickers?{}",
                query(&[("pack", &pack.id)])
            ),
            picture: pack
                .picture_url
                .is_some()
                .then(|| picture_of(&channel, &pack.id, None)),
            pack: pack.clone(),
        };
        return Ok(Shelf::Packs(packs.iter().map(card).collect()));
    };
    let found = stickers::stickers(app, workspace_id, channel_id, locale, wanted.clone()).await?;
    let button = |sticker: &Sticker| StickerButton {
        picture: picture_of(&channel, &sticker.id, Some(&wanted)),
        sticker: sticker.clone(),
    };
    Ok(Shelf::Stickers(found.iter().map(button).collect()))
}

/// Why the shelf is empty, in the reader's language.
fn reason(reader: &Reader, error: Error) -> Result<Shelf, Error> {
    let viewer = &reader.viewer;
    let sentence = match error {
        Error::Conflict(..) => viewer.text("stickers-app-unknown").to_string(),
        Error::NotYet { .. } => viewer.text("stickers-later").to_string(),
        Error::Invalid { .. } => viewer.text("stickers-words").to_string(),
        Error::Platform(words) => viewer
            .text("stickers-failed")
            .arg("words", words)
            .to_string(),
        other => return Err(other),
    };
    Ok(Shelf::Failed(sentence))
}

/// `GET /conversations/{conversation}/stickers`
pub(crate) async fn show(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    reader: Reader,
) -> Answer {
    let shown = async {
        let id = conversation_id(&id)?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let mut read = app.db.read().await?;
        let row = read.load_conversation(workspace_id, id).await?;
        drop(read);
        let identity = &row.thread.identity;
        let shelf = shelf(&app, &reader, id, identity.channel_id, asked.wanted()).await;
        let shelf = match shelf {
            Ok(shelf) => shelf,
            Err(error) => reason(&reader, error)?,
        };
        let name = row.contact_name.as_deref();
        html(&StickersPage {
            shell: reader.shell(&app, Section::Inbox, None).await?,
            conversation: id.to_string(),
            contact: contact(name, &identity.external_id, &reader.viewer),
            words: asked.q.clone().unwrap_or_default(),
            shelf,
        })
    };
    shown.await.map_err(|error: Error| reader.problem(error))
}

/// The sticker that was chosen.
#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    sticker: String,
}

/// `POST /conversations/{conversation}/stickers`
pub(crate) async fn send(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<Chosen>,
) -> Answer {
    let id_of_sticker = fields.sticker;
    let content = Content {
        extra: Some(Extra::Structured(Box::new(Structured::Sticker {
            id: id_of_sticker,
        }))),
        ..Content::default()
    };
    let command = Command::Reply(Reply::new(content));
    actions::carry_out(&app, &reader, &headers, &id, command, None).await
}

/// `GET /stickers/{channel}`
pub(crate) async fn picture(
    State(app): State<App>,
    Path(channel): Path<String>,
    Query(asked): Query<Asked>,
    reader: Reader,
) -> Answer {
    let found = async {
        let channel = channel.parse().map_err(|_| Error::NotFound("channel"))?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let locale = locale(reader.viewer.lang);
        let wanted = (asked.picture.as_str(), asked.wanted());
        let (media_type, bytes) =
            stickers::picture(&app, workspace_id, channel, locale, wanted).await?;
        let headers = [
            (header::CONTENT_TYPE, media_type),
            (header::CACHE_CONTROL, CACHE),
            (header::CONTENT_SECURITY_POLICY, POLICY),
        ];
        Ok((headers, bytes).into_response())
    };
    found.await.map_err(|error: Error| reader.problem(error))
}
