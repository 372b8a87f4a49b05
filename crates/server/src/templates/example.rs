//! Example files of templates. One that was handed over here is named by our id of it, until the platform has it and
//! gives a handle.

use transom_channels::courier::Body;
use transom_channels::messenger::{CallFailed, Class};
use transom_channels::template::NewTemplate;
use transom_domain::id::UploadId;
use transom_domain::template::{Components, Header, HeaderMedia};

use super::TemplateProblem;
use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;
use crate::media::outbound::{Enclosed, attachments};
use crate::media::upload::stored;
use crate::pace::{Asked, Call};

/// How often an upload that broke off goes on where it stopped.
const TRIES: u32 = 4;

/// A file that a header names by our id, with the field that does.
struct Named {
    field: String,
    kind: HeaderMedia,
    id: UploadId,
}

/// Hands over the files that are named by our ids, and puts the platform's handles in their place.
///
/// # Errors
/// [`Error::Invalid`] and [`Error::File`] name a file that is not here or that the platform does not take;
/// [`Error::Template`] tells why the platform did not take one over.
pub(super) async fn hand_over(
    app: &App,
    connected: &Connected,
    new: &NewTemplate,
) -> Result<NewTemplate, Error> {
    let mut new = new.clone();
    let named: Vec<Named> = headers(&mut new.components)
        .filter_map(|(field, header)| named(&field, header))
        .collect();
    if named.is_empty() {
        return Ok(new);
    }
    let app_id = if let Some(id) = &connected.channel.app.id {
        id.clone()
    } else {
        let own = app.courier.own_app(&connected.endpoint).await;
        own.map_err(refused)?
    };
    let mut handles: Vec<(UploadId, String)> = Vec::new();
    for file in named {
        if handles.iter().all(|(id, _)| *id != file.id) {
            // An upload is begun and then carried out.
            let asked = Asked::from(Call::Upload).times(2);
            connected.turn_of_desk(app, asked).await?;
            let handle = one(app, connected, &app_id, &file).await?;
            handles.push((file.id, handle));
        }
    }
    for (_, header) in headers(&mut new.components) {
        if let Header::Media { example, .. } = header
            && let Some(id) = example
                .as_deref()
                .and_then(|id| id.parse::<UploadId>().ok())
            && let Some((_, handle)) = handles.iter().find(|(own, _)| *own == id)
        {
            *example = Some(handle.clone());
        }
    }
    Ok(new)
}

fn headers(components: &mut Components) -> impl Iterator<Item = (String, &mut Header)> {
    let own = components.header.iter_mut();
    let own = own.map(|header| ("header".to_owned(), header));
    let cards = components.cards.iter_mut().enumerate();
    own.chain(cards.map(|(index, card)| (format!("cards[{index}].header"), &mut card.header)))
}

fn named(field: &str, header: &Header) -> Option<Named> {
    let Header::Media { kind, example } = header else {
        return None;
    };
    Some(Named {
        field: format!("{field}.example"),
        kind: *kind,
        id: example.as_deref()?.parse().ok()?,
    })
}

/// Hands over a file; where that breaks off, it goes on from where the platform has it.
async fn one(
    app: &App,
    connected: &Connected,
    app_id: &str,
    file: &Named,
) -> Result<String, Error> {
    let enclosed = Enclosed {
        field: file.field.clone(),
        id: file.id,
        kind: Some(file.kind.attachment_kind()),
        name: None,
        is_voice: false,
    };
    let channel = &connected.channel;
    let fitted = attachments(app, channel.workspace_id, channel.platform, &[enclosed]).await?;
    let attachment = fitted.into_iter().next().ok_or(Error::NotFound("file"))?;
    let endpoint = &connected.endpoint;
    let mut offset = 0;
    let mut sent = stored(app, connected, &attachment, offset).await?;
    let bytes = sent.bytes;
    let name = attachment.title.as_deref().unwrap_or("example");
    let described = (name, sent.media_type.as_str(), bytes);
    let upload = app
        .courier
        .begin_example(endpoint, app_id, described)
        .await
        .map_err(refused)?;
    let mut tries = 0;
    loop {
        let body = Body::wrap_stream(sent.rest);
        let handed = app
            .courier
            .hand_over_example(endpoint, &upload, offset, body)
            .await;
        tries += 1;
        match handed {
            Err(failed) if tries < TRIES && may_go_on(&failed) => {}
            ended => return ended.map_err(refused),
        }
        let has = app.courier.example_offset(endpoint, &upload).await;
        offset = has.map_err(refused)?.min(bytes);
        sent = stored(app, connected, &attachment, offset).await?;
    }
}

fn may_go_on(failed: &CallFailed) -> bool {
    matches!(failed.class, Class::Retry | Class::Reconcile)
}

fn refused(failed: CallFailed) -> Error {
    Error::Template(Box::new(TemplateProblem::Platform(failed.into())))
}
