//! Bodies of forms with files, as RFC 7578 has them.

use bytes::Bytes;

/// One part of a form.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) filename: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Bytes,
}

/// The word between the parts of a body of this type; none where it is no such form.
pub(super) fn boundary(content_type: &str) -> Option<&str> {
    let rest = content_type.strip_prefix("multipart/form-data")?;
    let mut parameters = rest.split(';').map(str::trim);
    let boundary = parameters.find_map(|one| one.strip_prefix("boundary="))?;
    Some(boundary.trim_matches('"'))
}

/// The parts of a body; none where it breaks off.
pub(super) fn parts(body: &Bytes, boundary: &str) -> Option<Vec<Part>> {
    let delimiter = format!("--{boundary}").into_bytes();
    let mut parts = Vec::new();
    let mut at = find(body, 0, &delimiter)? + delimiter.len();
    loop {
        if body.get(at..at + 2) == Some(b"--") {
            return Some(parts);
        }
        let head = find(body, at, b"\r\n")? + 2;
        let end = find(body, head, &[b"\r\n", delimiter.as_slice()].concat())?;
        let gap = find(body, head - 2, b"\r\n\r\n")?;
        if gap > end {
            return None;
        }
        let headers = std::str::from_utf8(body.get(head..gap.max(head))?).ok()?;
        parts.push(part(headers, body.slice((gap + 4).min(end)..end))?);
        at = end + 2 + delimiter.len();
    }
}

fn find(body: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let rest = body.get(from..)?;
    let place = rest
        .windows(wanted.len())
        .position(|window| window == wanted)?;
    Some(from + place)
}

fn part(headers: &str, bytes: Bytes) -> Option<Part> {
    let header = |wanted: &str| {
        let mut lines = headers
            .split("\r\n")
            .filter_map(|line| line.split_once(':'));
        lines
            .find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted))
            .map(|(_, value)| value.trim())
    };
    let disposition = header("content-disposition")?;
    let parameter = |wanted: &str| {
        let mut given = disposition
            .split(';')
            .filter_map(|one| one.trim().split_once('='));
        let (_, value) = given.find(|(name, _)| *name == wanted)?;
        Some(value.trim_matches('"').to_owned())
    };
    Some(Part {
        name: parameter("name")?,
        filename: parameter("filename"),
        content_type: header("content-type").map(str::to_owned),
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{boundary, parts};

    #[test]
    fn fields_and_files_come_apart_byte_by_byte() {
        let body = Bytes::from_static(
            b"--x\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nimage/png\r\n\
              --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a b.png\"\r\n\
              Content-Type: image/png\r\n\r\n\x00\r\n\r\n\xff--x\r\n--x--\r\n",
        );
        let parts = parts(
            &body,
            boundary("multipart/form-data; boundary=\"x\"").unwrap(),
        )
        .unwrap();
        assert_eq!(
            (parts[0].name.as_str(), &parts[0].bytes[..]),
            ("type", &b"image/png"[..])
        );
        assert_eq!(parts[1].filename.as_deref(), Some("a b.png"));
        assert_eq!(parts[1].content_type.as_deref(), Some("image/png"));
        assert_eq!(&parts[1].bytes[..], b"\x00\r\n\r\n\xff--x");
    }

    #[test]
    fn a_body_that_breaks_off_is_refused() {
        let whole = b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--";
        for length in 0..whole.len() - 2 {
            assert!(
                parts(&Bytes::copy_from_slice(&whole[..length]), "x").is_none(),
                "{length}"
            );
        }
        assert_eq!(parts(&Bytes::from_static(whole), "x").unwrap().len(), 1);
    }
}
