//! The lines of a handover, read from its event piece by piece: there may be ten thousand of them, and
//! the desk asks for a screenful.

use std::io::{BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDateTime;
use rusqlite::blob::Blob;
use rusqlite::{Connection, OptionalExtension};
use serde::Deserialize;
use serde::de::{Deserializer as _, IgnoredAny, SeqAccess, Visitor};

use super::petitions::mentioned;
use super::{Sql, Store, row};
use crate::domain::duty::book::Book;
use crate::domain::duty::deed::{Deed, Line};
use crate::domain::duty::handed::Outline;
use crate::flow::duty::HandoverLines;
use crate::flow::{Answer, Reply};
use crate::words::Trouble;

/// The kind under which handovers stand.
pub const KIND: &str = "handover";

/// Bytes read to learn whose handover it is, and of the lines at a time.
const HEAD: usize = 256;
const PIECE: usize = 16 * 1024;

/// What stands between the shift and its lines, as every handover is written.
const LINES: &[u8] = br#","lines":["#;

/// How a handover begins.
#[derive(Deserialize)]
struct Begin {
    deed: Tag,
    from: NaiveDateTime,
    to: NaiveDateTime,
}

/// Nothing else is a handover.
#[derive(Deserialize)]
enum Tag {
    #[serde(rename = "handover")]
    Handover,
}

/// A handover in the store, opened at its lines.
struct Handed<'a> {
    from: NaiveDateTime,
    to: NaiveDateTime,
    lines: BufReader<Blob<'a>>,
}

impl<'a> Handed<'a> {
    /// Opens one; `None` when the event is not written as handovers are.
    fn open(conn: &'a Connection, seq: i64) -> Sql<Option<Self>> {
        let mut blob = conn.blob_open("main", "duty_event", "body", seq, true)?;
        let mut head = Vec::with_capacity(HEAD);
        let read = (&mut blob).take(HEAD as u64).read_to_end(&mut head);
        read.map_err(unread_piece)?;
        let Some(at) = head.windows(LINES.len()).position(|part| part == LINES) else {
            return Ok(None);
        };
        let begin = [&head[..at], b"}"].concat();
        let Ok(Begin {
            deed: Tag::Handover,
            from,
            to,
        }) = serde_json::from_slice(&begin)
        else {
            return Ok(None);
        };
        let lines = (at + LINES.len() - 1) as u64;
        let found = blob.seek(SeekFrom::Start(lines));
        found.map_err(unread_piece)?;
        Ok(Some(Self {
            from,
            to,
            lines: BufReader::with_capacity(PIECE, blob),
        }))
    }

    /// Shows the lines of a range one after the other; gives how many there are in all.
    fn each(self, wanted: Range<usize>, each: &mut dyn FnMut(Line)) -> Sql<usize> {
        let mut json = serde_json::Deserializer::from_reader(self.lines);
        let reading = Reading { wanted, each };
        json.deserialize_seq(reading).map_err(failed)
    }
}

/// Reads lines, and counts those that are not wanted.
struct Reading<'a> {
    wanted: Range<usize>,
    each: &'a mut dyn FnMut(Line),
}

impl<'de> Visitor<'de> for Reading<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the lines of a handover")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut lines: A) -> Result<usize, A::Error> {
        let mut count = 0;
        loop {
            if self.wanted.contains(&count) {
                let Some(line) = lines.next_element()? else {
                    return Ok(count);
                };
                (self.each)(line);
            } else if lines.next_element::<IgnoredAny>()?.is_none() {
                return Ok(count);
            }
            count += 1;
        }
    }
}

/// What makes no sense is an error of the row; what could not be read is the store's own.
fn failed(error: serde_json::Error) -> rusqlite::Error {
    if error.is_io() {
        unread_piece(error.into())
    } else {
        row::unreadable(0, error)
    }
}

/// The store's own error, out of that of a piece.
fn unread_piece(error: std::io::Error) -> rusqlite::Error {
    match error.downcast() {
        Ok(error) => error,
        Err(error) => rusqlite::Error::ToSqlConversionFailure(Box::new(error)),
    }
}

/// A handover without its lines; `None` when the event is not written as handovers are.
pub fn unread(conn: &Connection, seq: i64) -> Sql<Option<Deed>> {
    let handed = Handed::open(conn, seq)?;
    Ok(handed.map(|h| Deed::Handover {
        from: h.from,
        to: h.to,
        lines: Vec::new(),
    }))
}

/// Reads the lines of a range; gives how many there are in all, `None` when there is no such handover.
fn read(
    conn: &Connection,
    of: i64,
    wanted: Range<usize>,
    each: &mut dyn FnMut(Line),
) -> Sql<Option<usize>> {
    let body = conn
        .prepare_cached("SELECT 1 FROM duty_event WHERE seq = ?1 AND kind = ?2")?
        .query_row((of, KIND), |_| Ok(()))
        .optional()?;
    if body.is_none() {
        return Ok(None);
    }
    if let Some(handed) = Handed::open(conn, of)? {
        return handed.each(wanted, each).map(Some);
    }
    let whole = conn
        .prepare_cached("SELECT body FROM duty_event WHERE seq = ?1")?
        .query_row([of], |r| row::json(r, 0))?;
    let Deed::Handover { lines, .. } = whole else {
        return Ok(None);
    };
    let count = lines.len();
    let skipped = lines.into_iter().skip(wanted.start);
    skipped.take(wanted.len()).for_each(each);
    Ok(Some(count))
}

/// Reads the outline of the handover that a deed is about, so that it can be checked against its lines.
pub fn fill(conn: &Connection, book: &mut Book, deed: &Deed) -> Sql<()> {
    let (Deed::Touch { of, .. } | Deed::Sign { of, .. }) = deed else {
        return Ok(());
    };
    let Some(h) = book.handovers.iter_mut().find(|h| h.stamp.seq == *of) else {
        return Ok(());
    };
    if h.outline.is_none() {
        let mut outline = Outline::default();
        let known = read(conn, *of, 0..usize::MAX, &mut |line| outline.take(&line))?;
        h.outline = known.map(|_| Arc::new(outline));
    }
    Ok(())
}

impl Store {
    /// Lines of a handover, those of a range counted from zero; none when there is no such handover.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn handover_lines(&self, of: i64, wanted: Range<usize>) -> Result<HandoverLines, Trouble> {
        let from = wanted.start;
        self.look(|conn, office| {
            let mut lines = Vec::new();
            let count = read(conn, of, wanted, &mut |line| lines.push(line))?;
            for line in &mut lines {
                mentioned::text(conn, &office.operator.login, &mut line.text)?;
            }
            Ok(HandoverLines {
                of,
                count: count.unwrap_or(0),
                from,
                lines,
            })
        })
    }

    /// Answers [`crate::flow::Ask::HandoverLines`].
    pub(super) fn lines_of(&self, of: i64, from: usize, most: usize) -> Answer {
        let wanted = from..from.saturating_add(most);
        let lines = self.handover_lines(of, wanted)?;
        Ok(Reply::HandoverLines(Box::new(lines)))
    }
}
