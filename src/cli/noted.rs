//! A file that is written once what it holds was put on record: when it does not come to be, that is on
//! record too, so that no row tells of a file that never was.

use std::path::Path;

use super::out::{Done, talk, unprinted};
use super::session::Session;
use crate::runtime::boxes;
use crate::words::{Sentence, Trouble};

/// Writes what was taken out of the store: where, which list or paper, of which petitions.
///
/// # Errors
/// Why it was not written, with whether the trail has that now.
pub fn written<T>(
    session: &Session,
    path: &Path,
    (what, numbers): (&str, &[&str]),
    write: impl FnOnce() -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    write().map_err(|trouble| {
        // What went into a pipe or a device cannot be taken back, and nobody knows how much of it did.
        let may_be_out = boxes::is_device(path) || path == Path::new("-");
        let noted = note(session, what, numbers, may_be_out);
        let whole = say!("没有留下半个文件；", "No half of a file stays; ");
        let kept = kept(noted, may_be_out, &whole);
        Trouble::new(
            trouble.exit,
            trouble.what.clone(),
            kept,
            trouble.next.clone(),
        )
    })
}

/// Writes to standard output what was taken out of the store: there too it may not all be taken.
///
/// A pipe that is closed behind some of it is no such case. Its reader took what they wanted, nobody knows how
/// much, and the row of what was taken out stands as it is: a row after each `| head` would teach whoever reads
/// the trail to pass over them, and anybody could cast doubt on an export by closing the pipe behind its last
/// line. Only where nothing at all went into the pipe is it certain that nobody got it, and is said.
///
/// # Errors
/// Why it was not written, with whether the trail has that now.
pub fn printed(
    session: &Session,
    (what, numbers): (&str, &[&str]),
    done: Done,
) -> Result<Done, Trouble> {
    let Err(cut) = done.print() else {
        return Ok(done.written());
    };
    if cut.is_enough() && cut.begun {
        return Ok(done.written());
    }
    let noted = note(session, what, numbers, cut.begun);
    let whole = say!("什么也没有写出去；", "Nothing of it went out; ");
    let trouble = unprinted(&cut, kept(noted, cut.begun, &whole));
    if cut.is_enough() {
        talk(&trouble.say(session.lang));
        return Ok(done.written());
    }
    Err(trouble)
}

/// Puts on record that it was not written; true when it is.
fn note(session: &Session, what: &str, numbers: &[&str], may_be_out: bool) -> bool {
    let part = if may_be_out { ", in part maybe" } else { "" };
    let what = format!("{what}{part}");
    let noted = (session.store).record_unwritten(&what, numbers, session.now());
    noted.is_ok()
}

/// What was kept: how much may be out, and what the trail says of it.
fn kept(noted: bool, may_be_out: bool, whole: &Sentence) -> Sentence {
    if !noted {
        return say!(
            "审计里记着已取出，没能另记文件没有写成。",
            "The trail says that it was taken out; that the file was not written could not be added."
        );
    }
    let mut kept = if may_be_out {
        say!("可能写出去了一部分；", "Part of it may have gone out; ")
    } else {
        whole.clone()
    };
    kept.push(&say!(
        "审计里已另记：文件没有写成。",
        "the trail has it that the file was not written."
    ));
    kept
}
