//! The office's own templates of papers, as settings; the shipped ones stand in the program.

use std::sync::Arc;

use super::{Now, Store, audit, office, was};
use crate::domain::instead::By;
use crate::domain::rights::Deed;
use crate::words::Trouble;

/// The office's own template that another was laid over.
#[derive(Clone, Debug)]
pub struct Replaced {
    /// The number under which it is kept, see [`Store::replaced_template`].
    pub number: i64,
    /// Who had laid it, and when.
    pub by: Option<By>,
}

fn setting(key: &str) -> String {
    format!("template:{key}")
}

impl Store {
    /// Lays the office's own template over the shipped one; an empty text takes it away again. Gives where the own
    /// one is kept that stood there.
    ///
    /// # Errors
    /// Refused (3) to all but administrators; the store's [`Trouble`].
    pub fn set_template(
        &mut self,
        key: &str,
        text: &str,
        now: Now,
    ) -> Result<Option<Replaced>, Trouble> {
        let (now, path) = (self.local(now), self.path.clone());
        let done = self.write_or(Deed::Office, |tx, office| {
            let replaced = match was::keep(tx, &setting(key), text)? {
                None => None,
                Some(number) => {
                    let by = was::by(tx, office, "template", &format!("own {key}"))?;
                    Some(Replaced { number, by })
                }
            };
            office::put_setting(tx, &setting(key), text)?;
            let what = if text.is_empty() { "reset" } else { "own" };
            let mut what = format!("{what} {key}");
            if let Some(Replaced { number, .. }) = &replaced {
                what.extend([" (was no. ", &number.to_string(), ")"]);
            }
            office::note_change(tx)?;
            audit::add(tx, office, &audit::Entry::plain(now, "template", &what))?;
            let after = office::again(tx, office, &path)?;
            Ok((after, office::edition(tx)?, replaced))
        });
        let (after, edition, replaced) = self.on_record(Deed::Office, now, done)?;
        (self.office, self.edition) = (Arc::new(after), edition);
        Ok(replaced)
    }

    /// An own template that another was laid over, by its number.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn replaced_template(&self, key: &str, number: i64) -> Result<Option<String>, Trouble> {
        self.setting(&was::at(&setting(key), number))
    }
}
