//! Handing the terminal to the screen.

use super::out::Done;
use super::session::Session;
use crate::runtime::{DeskOptions, desk};
use crate::words::Trouble;

/// Hands the terminal to the screen.
pub fn show(session: Session) -> Result<Done, Trouble> {
    let options = DeskOptions {
        lang: session.lang,
        frozen_now: session.frozen,
        fence: super::gate::fence(),
    };
    let (path, office) = (session.store.path().to_owned(), session.office());
    drop(session);
    let status = desk(&path, &office, options)?;
    Ok(Done::default().with_status(status))
}
