//! The rules of sudo, seen from outside: root alone can read them, anybody can see that they changed.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Where the rules stand.
const PLACES: [&str; 2] = ["/etc/sudoers", "/etc/sudoers.d"];

/// A file's number, its size, and the instants at which it was written and changed.
type Mark = Option<[i64; 6]>;

/// The files of rules and how they looked.
pub struct Rules(Vec<(PathBuf, Mark)>);

impl Rules {
    /// As they are now: the two places, and what the folder holds where it can be listed.
    #[must_use]
    pub fn now() -> Self {
        Self::of(&PLACES.map(Path::new))
    }

    /// Of other places, for trials.
    #[must_use]
    pub fn of(places: &[&Path]) -> Self {
        let mut all = Vec::new();
        for place in places {
            all.push((*place).to_owned());
            let inside = std::fs::read_dir(place).into_iter().flatten().flatten();
            all.extend(inside.map(|entry| entry.path()));
        }
        let marked = all.into_iter().map(|path| {
            let mark = mark(&path);
            (path, mark)
        });
        Self(marked.collect())
    }

    /// True when one of them is another than it was, or gone.
    #[must_use]
    pub fn are_changed(&self) -> bool {
        self.0.iter().any(|(path, before)| mark(path) != *before)
    }
}

fn mark(path: &Path) -> Mark {
    let m = std::fs::metadata(path).ok()?;
    let number = m.ino().cast_signed();
    let size = m.size().cast_signed();
    Some([
        number,
        size,
        m.mtime(),
        m.mtime_nsec(),
        m.ctime(),
        m.ctime_nsec(),
    ])
}
