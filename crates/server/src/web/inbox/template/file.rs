//! The files of a template: chosen in the picker, and fitted to their places before anything is sent.

use std::collections::BTreeMap;

use transom_domain::id::UploadId;
use transom_domain::template::{HeaderMedia, Place, Template};

use crate::app::App;
use crate::error::Error;
use crate::media::Untaken;
use crate::media::kind::ending;
use crate::media::outbound::{Enclosed, attachments};
use crate::templates::Values;
use crate::web::i18n::Text;
use crate::web::inbox::open::Opened;
use crate::web::inbox::taken::Taken;
use crate::web::session::Reader;
use crate::web::viewer::Viewer;

/// A field that takes a file.
#[derive(Clone, Debug)]
pub(crate) struct FileField {
    /// What the platform takes there.
    pub(crate) taken: Taken,
    /// What the file is called that was chosen.
    pub(crate) chosen: Option<String>,
}

impl FileField {
    /// The media types that may be chosen.
    pub(crate) fn accept(&self) -> String {
        let Taken { types, drawn, .. } = &self.taken;
        types
            .iter()
            .chain(drawn)
            .cloned()
            .collect::<Vec<_>>()
            .join(",")
    }

    /// What the platform takes, in the fewest words: the endings of names, and the size.
    pub(crate) fn limits(&self, viewer: &Viewer) -> Text {
        let types = self.taken.types.iter();
        let endings: Vec<String> = types.map(|one| ending(one).to_uppercase()).collect();
        viewer
            .text("template-file-limits")
            .arg("types", endings.join(", "))
            .arg("size", viewer.size(self.taken.most))
    }

    /// The same, for the script.
    pub(crate) fn rule(&self) -> String {
        serde_json::to_string(&self.taken).unwrap_or_default()
    }
}

/// What was filled in, with how its files fit, by the names of their places.
#[derive(Debug)]
pub(super) struct Filled {
    pub(super) values: Values,
    pub(super) files: BTreeMap<String, File>,
}

/// A file that was chosen for a place.
#[derive(Debug)]
pub(super) enum File {
    /// It fits; what it is called.
    Fits(Option<String>),
    /// The platform does not take it there.
    Unfit(Box<Untaken>),
    /// It was chosen too long ago.
    Gone,
}

impl File {
    pub(super) const fn fits(&self) -> bool {
        matches!(self, Self::Fits(_))
    }
}

impl Filled {
    /// Looks at the files that were handed over. One that does not fit is no value.
    pub(super) async fn look(
        app: &App,
        reader: &Reader,
        opened: &Opened,
        template: &Template,
        mut values: Values,
    ) -> Result<Self, Error> {
        let workspace_id = reader.signed_in.agent.workspace_id;
        let components = template.made_of().ok_or(Error::NotFound("template"))?;
        let mut files = BTreeMap::new();
        for place in components.places() {
            let (Some(kind), Ok(id)) = (kind(&place), values.get(&place).parse::<UploadId>())
            else {
                continue;
            };
            let place = place.to_string();
            let enclosed = Enclosed {
                field: place.clone(),
                id,
                kind: Some(kind.attachment_kind()),
                name: None,
                is_voice: false,
            };
            let fitted = attachments(app, workspace_id, opened.platform(), &[enclosed]).await;
            let file = match fitted {
                Ok(mut found) => File::Fits(found.pop().and_then(|file| file.title)),
                Err(Error::File(untaken)) => File::Unfit(untaken),
                Err(Error::Invalid { .. }) => File::Gone,
                Err(error) => return Err(error),
            };
            if !file.fits() {
                values.0.remove(&place);
            }
            files.insert(place, file);
        }
        Ok(Self { values, files })
    }

    /// Whether every file may go where it was put.
    pub(super) fn fits(&self) -> bool {
        self.files.values().all(File::fits)
    }
}

/// The kind of file that goes into a place, if one does.
pub(super) fn kind(place: &Place) -> Option<HeaderMedia> {
    match place {
        Place::HeaderMedia(kind) => Some(*kind),
        Place::Card(_, inner) => kind(inner),
        _ => None,
    }
}
