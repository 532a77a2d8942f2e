//! A file that is written once what it holds was put on record: when it does not come to be, that is on
//! record too, so that no row tells of a file that never was.

use std::path::Path;

use super::session::Session;
use crate::runtime::boxes;
use crate::words::Trouble;

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
        let part = if may_be_out { ", in part maybe" } else { "" };
        let what = format!("{what}{part}");
        let noted = (session.store).record_unwritten(&what, numbers, session.now());
        let kept = match (noted.is_ok(), may_be_out) {
            (true, false) => say!(
                "没有留下半个文件；审计里已另记：文件没有写成。",
                "No half of a file stays; the trail has it that the file was not written."
            ),
            (true, true) => say!(
                "可能写出去了一部分；审计里已另记：文件没有写成。",
                "Part of it may have gone out; the trail has it that the file was not written."
            ),
            (false, _) => say!(
                "审计里记着已取出，没能另记文件没有写成。",
                "The trail says that it was taken out; that the file was not written could not be added."
            ),
        };
        Trouble::new(trouble.exit, trouble.what.clone(), kept, trouble.next.clone())
    })
}
