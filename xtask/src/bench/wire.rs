//! HTTP/1.1 over a kept connection, with as little work as it takes.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;

use memchr::memmem;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A kept connection.
pub(super) struct Connection {
    stream: TcpStream,
    /// What was read and not yet used.
    buffer: Vec<u8>,
}

/// An answer.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
}

/// A request for a path, with further headers, each ended with a line break.
pub(super) fn request(path: &str, address: SocketAddr, headers: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{headers}\r\n")
}

/// Where the parts of an answer lie in the buffer.
struct Frame {
    status: u16,
    head: usize,
    whole: usize,
}

impl Connection {
    pub(super) async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(4096),
        })
    }

    /// Sends a whole request and tells the status of the answer.
    pub(super) async fn status(&mut self, request: &[u8]) -> io::Result<u16> {
        let frame = self.exchange(request).await?;
        self.buffer.drain(..frame.whole);
        Ok(frame.status)
    }

    /// Sends a whole request and gives the whole answer.
    pub(super) async fn ask(&mut self, request: &[u8]) -> io::Result<Reply> {
        let frame = self.exchange(request).await?;
        let reply = Reply {
            status: frame.status,
            head: String::from_utf8_lossy(&self.buffer[..frame.head]).into_owned(),
            body: String::from_utf8_lossy(&self.buffer[frame.head..frame.whole]).into_owned(),
        };
        self.buffer.drain(..frame.whole);
        Ok(reply)
    }

    /// Sends a request whose answer has no end; gives the status, and the connection to read from.
    pub(super) async fn subscribe(mut self, request: &[u8]) -> io::Result<(u16, TcpStream)> {
        self.stream.write_all(request).await?;
        loop {
            if let Some(head) = memmem::find(&self.buffer, b"\r\n\r\n") {
                return Ok((status(&self.buffer[..head])?, self.stream));
            }
            self.read().await?;
        }
    }

    async fn exchange(&mut self, request: &[u8]) -> io::Result<Frame> {
        self.stream.write_all(request).await?;
        loop {
            if let Some(frame) = frame(&self.buffer)? {
                return Ok(frame);
            }
            self.read().await?;
        }
    }

    async fn read(&mut self) -> io::Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            return Err(io::Error::new(
                ErrorKind::UnexpectedEof,
                "the server closed the connection",
            ));
        }
        Ok(())
    }
}

/// The answer at the start of the buffer, once it is there as a whole.
fn frame(buffer: &[u8]) -> io::Result<Option<Frame>> {
    let Some(end) = memmem::find(buffer, b"\r\n\r\n") else {
        return Ok(None);
    };
    let (head, status) = (end + 4, status(&buffer[..end])?);
    let length = header(&buffer[..end], b"content-length")
        .and_then(|length| str::from_utf8(length).ok()?.trim().parse::<usize>().ok());
    let length = match (length, status) {
        (Some(length), _) => length,
        (None, 204 | 304) => 0,
        (None, _) => return Err(invalid("an answer without Content-Length")),
    };
    Ok((buffer.len() >= head + length).then_some(Frame {
        status,
        head,
        whole: head + length,
    }))
}

fn status(head: &[u8]) -> io::Result<u16> {
    head.get(9..12)
        .and_then(|status| str::from_utf8(status).ok()?.parse().ok())
        .ok_or_else(|| invalid("an answer without a status"))
}

/// The value of the first header of this name, in small letters.
fn header<'a>(head: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    head.split(|byte| *byte == b'\n').find_map(|line| {
        let (key, value) = line.split_at_checked(name.len())?;
        key.eq_ignore_ascii_case(name)
            .then_some(value)?
            .strip_prefix(b":")
    })
}

fn invalid(what: &'static str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_once_it_is_whole() {
        let answer =
            b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nContent-Length: 3\r\n\r\nyesHTTP/1.1";
        let whole = answer.len() - 8;
        for end in 0..whole {
            assert!(frame(&answer[..end]).unwrap().is_none());
        }
        let frame = frame(answer).unwrap().unwrap();
        assert_eq!((frame.status, frame.whole), (200, whole));
    }

    #[test]
    fn an_answer_without_a_length_is_refused() {
        assert!(frame(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
        assert!(frame(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap().is_some());
    }
}
