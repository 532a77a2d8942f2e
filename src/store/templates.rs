//! The office's own templates of papers, as settings; the shipped ones stand in the program.

use std::sync::Arc;

use rusqlite::params;

use super::{Now, Store, audit, office};
use crate::domain::rights::Deed;
use crate::words::Trouble;

impl Store {
    /// Lays the office's own template over the shipped one; an empty text takes it away again.
    ///
    /// # Errors
    /// Refused (3) to all but administrators; the store's [`Trouble`].
    pub fn set_template(&mut self, key: &str, text: &str, now: Now) -> Result<(), Trouble> {
        let (now, path) = (self.local(now), self.path.clone());
        let done = self.write_or(Deed::Office, |tx, office| {
            tx.execute(
                "INSERT INTO setting (key, value) VALUES ('template:' || ?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
                params![key, text],
            )?;
            let what = if text.is_empty() { "reset" } else { "own" };
            let what = format!("{what} {key}");
            office::note_change(tx)?;
            audit::add(tx, office, &audit::Entry::plain(now, "template", &what))?;
            Ok((office::again(tx, office, &path)?, office::edition(tx)?))
        });
        let (after, edition) = self.on_record(Deed::Office, now, done)?;
        (self.office, self.edition) = (Arc::new(after), edition);
        Ok(())
    }
}
