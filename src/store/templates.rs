//! The office's own templates of papers, as settings; the shipped ones stand in the program.

use std::sync::Arc;

use rusqlite::params;

use super::{Now, Store, audit, office};
use crate::domain::rights;
use crate::words::{Exit, Trouble};

impl Store {
    /// Lays the office's own template over the shipped one; an empty text takes it away again.
    ///
    /// # Errors
    /// Refused (3) to all but administrators; the store's [`Trouble`].
    pub fn set_template(&mut self, key: &str, text: &str, now: Now) -> Result<(), Trouble> {
        let (now, path) = (self.local(now), self.path.clone());
        let (after, edition) = self.write_or(|tx, office| {
            if let Some(why) = rights::roster_refused(&office.operator) {
                let next = say!("请管理员来做。", "Ask an administrator.");
                return Err(Trouble::unchanged(Exit::Refused, why, next).into());
            }
            tx.execute(
                "INSERT INTO setting (key, value) VALUES ('template:' || ?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
                params![key, text],
            )?;
            let by = office.operator.login.as_str();
            let what = if text.is_empty() { "reset" } else { "own" };
            let entry = audit::Entry {
                at: now,
                by,
                action: "template",
                petition: None,
                what: &format!("{what} {key}"),
                why: "",
            };
            audit::add(tx, &entry)?;
            office::note_change(tx)?;
            Ok((office::load(tx, by, &path)?, office::edition(tx)?))
        })?;
        (self.office, self.edition) = (Arc::new(after), edition);
        Ok(())
    }
}
