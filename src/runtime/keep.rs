//! Keeping a paper as a file: bare cleaned name, written beside, then renamed into place.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::allot::{self, Limits};
use super::boxes::{self, Way};
use crate::words::{Exit, Trouble};

/// The longest name, in bytes.
const NAME: usize = 160;

/// The folder for kept files: in the person's data folder, else beside the store.
#[must_use]
pub fn folder(store: &Path) -> PathBuf {
    if let Ok(Some(folder)) = boxes::folder(Way::Out) {
        return folder;
    }
    super::place("XDG_DATA_HOME", ".local/share")
        .unwrap_or_else(|| store.parent().unwrap_or_else(|| Path::new(".")).to_owned())
        .join("out")
}

/// Writes the file and gives its path. An existing file is never overwritten: the new one gets a number.
///
/// # Errors
/// A [`Trouble`] when the folder cannot be made or the file not written.
pub fn keep(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Trouble> {
    write(folder, &bare(name), bytes).map_err(|error| {
        let (place, why) = (folder.display(), error.kind());
        Trouble::unchanged(
            Exit::Failed,
            say!(
                "文件没有写成（{place}：{why}）。",
                "The file was not written ({place}: {why})."
            ),
            say!(
                "请检查该文件夹的空间和权限，再试一次。",
                "Check the folder's space and permissions, then try again."
            ),
        )
    })
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    if let Some(own) = boxes::folder(Way::Out)?
        && own == folder
    {
        allot::admits(own.parent().unwrap_or(&own), bytes.len(), &Limits::OFFICE)?;
    }
    let beside = folder.join(format!(".{name}.{}.part", std::process::id()));
    let _ = fs::remove_file(&beside);
    let done = fill(&beside, bytes).and_then(|()| settle(&beside, folder, name));
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done
}

fn fill(beside: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(beside)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives the file its name: the first free one of `a.txt`, `a-2.txt`, `a-3.txt` …
fn settle(beside: &Path, folder: &Path, name: &str) -> io::Result<PathBuf> {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    for n in 1..1000 {
        let number = if n == 1 {
            String::new()
        } else {
            format!("-{n}")
        };
        let path = folder.join(format!("{stem}{number}{ending}"));
        if !path.try_exists()? {
            fs::rename(beside, &path)?;
            fs::File::open(folder)?.sync_all()?;
            return Ok(path);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// A name without folders, control characters or leading dots.
#[must_use]
pub fn bare(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .chars()
        .filter(|c| !c.is_control() && !":*?\"<>|".contains(*c))
        .collect();
    let clean = clean.trim().trim_start_matches('.');
    let clean = super::head(clean, NAME);
    if crate::words::has_controls(clean) || clean.is_empty() {
        "zhuoluo.txt".to_owned()
    } else {
        clean.to_owned()
    }
}
