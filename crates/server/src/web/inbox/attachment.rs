//! The files of messages: how a bubble shows each, and the addresses under which browsers have them.

use std::borrow::Borrow;

use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Path, Query, State as Shared};
use axum::http::HeaderMap;
use serde::Deserialize;
use transom_domain::id::MessageId;
use transom_domain::media::Unfetched;
use transom_domain::message::Attachment;
use transom_store::{AttachmentState, MediaRow, MessageRow};

use super::actions::{Nothing, back, patches};
use super::list::attachment_kind;
use super::message::AttachmentKind;
use crate::app::App;
use crate::error::Error;
use crate::media::kind::{Shown, is_as_claimed, shown};
use crate::media::serve::{self, Wanted};
use crate::media::{Untaken, Why, fetch};
use crate::web::i18n::{Lang, Text};
use crate::web::session::{Answer, Form, Reader};
use crate::web::viewer::Viewer;
use transom_policy::FileFault;

/// The longest edge of a picture in the thread, in pixels.
const EDGE: u32 = 320;

/// A file of a message.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// `/media/<message>/<number>`
    address: String,
    name: Option<String>,
    kind: AttachmentKind,
    state: State,
}

#[derive(Clone, Debug)]
enum State {
    Waiting,
    /// Its width and height as it is shown.
    Picture(u32, u32),
    Film(u64),
    Sound(u64),
    /// Anything else is saved to be seen.
    Saved {
        bytes: u64,
        is_as_said: bool,
    },
    Missing(Unfetched),
    Expired,
}

impl File {
    /// The file at a place among the attachments of a line, where there is one.
    pub(crate) fn find(row: &MessageRow, number: u32) -> Option<Self> {
        let found = row.attachments.iter().find(|file| file.number == number)?;
        let place = usize::try_from(number).ok()?;
        let attachment = row.message.content.attachments.get(place)?;
        Some(Self {
            address: format!("/media/{}/{number}", row.message.id),
            name: attachment.title.clone(),
            kind: attachment_kind(attachment.kind),
            state: State::of(attachment, &found.state),
        })
    }

    /// The fragment, for this viewer.
    pub(crate) fn show<'a>(&'a self, viewer: &'a Viewer) -> FileFragment<'a> {
        FileFragment { viewer, file: self }
    }

    fn name(&self, viewer: &Viewer) -> String {
        match &self.name {
            Some(name) => name.clone(),
            None => viewer.text(self.kind.label()).to_string(),
        }
    }
}

impl State {
    fn of(attachment: &Attachment, state: &AttachmentState) -> Self {
        let file = match state {
            AttachmentState::Waiting => return Self::Waiting,
            AttachmentState::Failed(why) => return Self::Missing(*why),
            AttachmentState::Expired => return Self::Expired,
            AttachmentState::Kept(file) => file,
        };
        let is_as_said = is_as_claimed(&file.mime_type, attachment.kind);
        match shown(&file.mime_type).filter(|_| is_as_said) {
            Some(Shown::Film) => Self::Film(file.bytes),
            Some(Shown::Sound) => Self::Sound(file.bytes),
            Some(Shown::Picture) => Self::picture(file),
            None => Self::Saved {
                bytes: file.bytes,
                is_as_said,
            },
        }
    }

    /// A picture as large as the thread shows it; one that could not be read is only saved.
    fn picture(file: &MediaRow) -> Self {
        let Some((width, height)) = file.size.filter(|_| file.thumbnail.is_some()) else {
            return Self::Saved {
                bytes: file.bytes,
                is_as_said: true,
            };
        };
        let longest = width.max(height).max(1);
        let fit = |edge: u32| {
            let shown = u64::from(edge) * u64::from(EDGE.min(longest)) / u64::from(longest);
            u32::try_from(shown).unwrap_or(EDGE).max(1)
        };
        Self::Picture(fit(width), fit(height))
    }
}

impl Viewer {
    /// Why a file is not here.
    fn reason(&self, why: impl Borrow<Unfetched>) -> Text {
        match *why.borrow() {
            Unfetched::TooLarge { most, .. } => self
                .text("attachment-too-large")
                .arg("most", most / (1024 * 1024)),
            Unfetched::Gone => self.text("attachment-gone"),
            Unfetched::Forbidden => self.text("attachment-forbidden"),
            Unfetched::Empty => self.text("attachment-empty"),
            Unfetched::Unreachable => self.text("attachment-unreachable"),
        }
    }

    /// Why a file is not taken.
    pub(crate) fn untaken(&self, untaken: &Untaken) -> Text {
        let name = || {
            let nameless = || self.text("attachment-file").to_string();
            untaken.name.clone().unwrap_or_else(nameless)
        };
        match &untaken.why {
            Why::Empty => self.text("upload-empty").arg("name", name()),
            Why::TooLarge { most } => self
                .text("upload-too-large")
                .arg("name", name())
                .arg("most", most / (1024 * 1024)),
            Why::TooMany { most } => self.text("upload-too-many").arg("most", most),
            Why::NotThere { wanted } => {
                let wanted = wanted.as_ref();
                let wanted = wanted.map(|wanted| wanted.sentence(self.lang.policy()));
                self.text("upload-not-taken")
                    .arg("name", name())
                    .arg("wanted", wanted.unwrap_or_default())
            }
            Why::NoSticker { fault, size, moves } => {
                let why = match (fault, size) {
                    (FileFault::Edge(edge), Some((width, height))) => self
                        .text("upload-sticker-edge")
                        .arg("width", width)
                        .arg("height", height)
                        .arg("edge", edge),
                    (FileFault::Edge(_) | FileFault::Type, _) => self.text("upload-sticker-unread"),
                    (FileFault::Bytes(most), _) if *moves => self
                        .text("upload-sticker-bytes-moving")
                        .arg("size", self.size(most)),
                    (FileFault::Bytes(most), _) => self
                        .text("upload-sticker-bytes")
                        .arg("size", self.size(most)),
                };
                let advice = self.text(if *moves {
                    "upload-sticker-moving"
                } else {
                    "upload-sticker-still"
                });
                self.text("upload-no-sticker")
                    .arg("name", name())
                    .arg("why", why)
                    .arg("advice", advice)
            }
        }
    }

    /// The size of a file.
    pub(crate) fn size(&self, bytes: impl Borrow<u64>) -> Text {
        const MEGABYTE: u64 = 1_000_000;
        let bytes = *bytes.borrow();
        if bytes < MEGABYTE {
            return self
                .text("size-kilobytes")
                .arg("size", bytes.div_ceil(1000));
        }
        let (whole, tenth) = (bytes / MEGABYTE, bytes % MEGABYTE / (MEGABYTE / 10));
        let mark = if self.lang == Lang::En { '.' } else { ',' };
        let size = match tenth {
            0 => whole.to_string(),
            tenth => format!("{whole}{mark}{tenth}"),
        };
        self.text("size-megabytes").arg("size", size)
    }
}

impl HtmlSafe for FileFragment<'_> {}

/// A file in its bubble.
#[derive(Debug, Template)]
#[template(path = "inbox/attachment.html")]
pub(crate) struct FileFragment<'a> {
    viewer: &'a Viewer,
    file: &'a File,
}

/// The place of a file in an address.
type Place = Path<(String, String)>;

fn place(Path((message, number)): Place) -> Result<(MessageId, u32), Error> {
    let message = message.parse().ok();
    message
        .zip(number.parse().ok())
        .ok_or(Error::NotFound("attachment"))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    /// To be saved, not shown.
    download: Option<String>,
}

/// `GET /media/{message}/{number}`
pub(crate) async fn show(
    Shared(app): Shared<App>,
    path: Place,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    reader: Reader,
) -> Answer {
    let wanted = match asked.download {
        Some(_) => Wanted::Download,
        None => Wanted::Whole,
    };
    hand_out(&app, path, wanted, &headers, &reader).await
}

/// `GET /media/{message}/{number}/thumbnail`
pub(crate) async fn thumbnail(
    Shared(app): Shared<App>,
    path: Place,
    headers: HeaderMap,
    reader: Reader,
) -> Answer {
    hand_out(&app, path, Wanted::Thumbnail, &headers, &reader).await
}

async fn hand_out(
    app: &App,
    path: Place,
    wanted: Wanted,
    headers: &HeaderMap,
    reader: &Reader,
) -> Answer {
    let workspace_id = reader.signed_in.agent.workspace_id;
    let found = async { serve::file(app, workspace_id, place(path)?, wanted, headers).await };
    found.await.map_err(|error: Error| reader.problem(error))
}

/// `POST /media/{message}/{number}/fetch`
pub(crate) async fn fetch_again(
    Shared(app): Shared<App>,
    path: Place,
    headers: HeaderMap,
    Form { reader, .. }: Form<Nothing>,
) -> Answer {
    let done = async {
        let workspace_id = reader.signed_in.agent.workspace_id;
        let (message_id, number) = place(path)?;
        fetch::again(&app, workspace_id, message_id, number).await?;
        if reader.takes_patches {
            return Ok(patches(&[]));
        }
        let mut read = app.db.read().await?;
        let row = read.load_message(workspace_id, message_id).await?;
        Ok(back(&headers, row.message.conversation_id))
    };
    done.await.map_err(|error: Error| reader.problem(error))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use transom_domain::media::Digest;
    use transom_domain::message::AttachmentKind as Kind;

    use super::*;

    fn viewer(lang: Lang) -> Viewer {
        Viewer {
            lang,
            time_zone: jiff::tz::TimeZone::UTC,
            now: Timestamp::UNIX_EPOCH,
            csrf: String::new(),
        }
    }

    fn shown_as(kind: Kind, mime_type: &str, size: Option<(u32, u32)>) -> String {
        let attachment = Attachment {
            kind,
            title: Some("<b>x</b>.jpg".to_owned()),
            ..Attachment::default()
        };
        let state = AttachmentState::Kept(MediaRow {
            digest: Digest::new([7; 32]),
            bytes: 1_450_000,
            mime_type: mime_type.to_owned(),
            size,
            thumbnail: size.map(|_| "image/jpeg".to_owned()),
        });
        let file = File {
            address: "/media/msg_1/0".to_owned(),
            name: attachment.title.clone(),
            kind: attachment_kind(kind),
            state: State::of(&attachment, &state),
        };
        file.show(&viewer(Lang::En)).render().unwrap()
    }

    #[test]
    fn a_picture_is_shown_small_and_in_its_shape() {
        let html = shown_as(Kind::Image, "image/jpeg", Some((4000, 3000)));
        assert!(html.contains("src=\"/media/msg_1/0/thumbnail\""), "{html}");
        assert!(html.contains("width=\"320\" height=\"240\""), "{html}");
        assert!(!html.contains("<b>"), "{html}");
        let small = shown_as(Kind::Sticker, "image/webp", Some((100, 50)));
        assert!(small.contains("width=\"100\" height=\"50\""), "{small}");
    }

    #[test]
    fn films_and_recordings_have_the_browsers_own_player() {
        assert!(shown_as(Kind::Video, "video/mp4", None).contains("<video "));
        assert!(shown_as(Kind::Audio, "audio/ogg", None).contains("<audio "));
    }

    #[test]
    fn what_is_not_what_it_was_said_to_be_is_only_saved() {
        for odd in ["application/zip", "text/html", "video/mp4"] {
            let html = shown_as(Kind::Image, odd, None);
            assert!(html.contains("?download"), "{html}");
            assert!(html.contains("open it with care"), "{html}");
            assert!(!html.contains("<img") && !html.contains("<video"), "{html}");
        }
        // A picture that cannot be read has nothing wrong with it.
        let html = shown_as(Kind::Image, "image/heif", None);
        assert!(
            html.contains("?download") && !html.contains("care"),
            "{html}"
        );
    }

    #[test]
    fn a_size_is_short() {
        let english = |bytes| viewer(Lang::En).size(bytes).to_string();
        assert_eq!(english(1), "1 kB");
        assert_eq!(english(999_000), "999 kB");
        assert_eq!(english(1_450_000), "1.4 MB");
        assert_eq!(english(25_000_000), "25 MB");
        assert_eq!(viewer(Lang::Fr).size(1_450_000).to_string(), "1,4 Mo");
    }
}
