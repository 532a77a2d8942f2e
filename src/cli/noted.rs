//! A file that is written once what it holds was put on record: when it does not come to be, that is on
//! record too, so that no row tells of a file that never was.

use super::session::Session;
use crate::words::Trouble;

/// Writes what was taken out of the store: which list or paper, of which petitions.
///
/// # Errors
/// Why it was not written, with whether the trail has that now.
pub fn written<T>(
    session: &Session,
    what: &str,
    numbers: &[&str],
    write: impl FnOnce() -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    write().map_err(|trouble| {
        let noted = session
            .store
            .record_unwritten(what, numbers, session.now());
        let kept = match noted {
            Ok(()) => say!(
                "没有留下半个文件；审计里已另记：文件没有写成。",
                "No half of a file stays; the trail has it that the file was not written."
            ),
            Err(_) => say!(
                "没有留下半个文件；审计里记着已取出，没能另记文件没有写成。",
                "No half of a file stays; the trail says that it was taken out, and that the file was not written could not be added."
            ),
        };
        Trouble::new(trouble.exit, trouble.what.clone(), kept, trouble.next.clone())
    })
}
