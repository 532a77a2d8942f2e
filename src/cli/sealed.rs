//! A backup file: sealed to its recipients, inside it one line of manifest and then the plain store,
//! so that `age -d FILE | tail -n +2` gives the store back without this program.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat};
use serde::{Deserialize, Serialize};

use super::reason::reason;
use crate::domain::chain::{self, Hash};
use crate::exchange::seal::{Identity, Recipient, Sealer, Unsealer};
use crate::store::copy::{self, Copied, Examined};
use crate::store::room;
use crate::words::{Exit, Outside, Sentence, Trouble, Word};

/// Most bytes of a key that comes by standard input.
const KEY: u64 = 64 << 10;
/// Longest manifest.
const MANIFEST: u64 = 64 * 1024;

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this form.
    pub zhuoluo_backup: u32,
    /// The office.
    pub office: String,
    /// When it was made.
    pub at: String,
    /// The store's version.
    pub schema: i64,
    /// The store's length.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// Entries of the audit trail.
    pub audit_size: i64,
    /// The hash of the last.
    pub audit_hash: String,
    /// Events.
    pub event_size: i64,
    /// The hash of the last.
    pub event_hash: String,
    /// True of a copy of a store that did not hold together: it takes the place of nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub damaged: bool,
    /// So many bytes at its end are those of the log of a store whose head did not read.
    #[serde(default, skip_serializing_if = "is_none")]
    pub log_bytes: u64,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_none(bytes: &u64) -> bool {
    *bytes == 0
}

impl Manifest {
    /// The manifest of a copy.
    pub fn of(copied: &Copied) -> Self {
        let anchor = &copied.anchor;
        Self {
            zhuoluo_backup: 1,
            office: anchor.office.clone(),
            at: anchor.at.clone(),
            schema: copied.version,
            bytes: copied.bytes,
            sha256: chain::hex(&copied.digest),
            audit_size: anchor.audit.size,
            audit_hash: chain::hex(&anchor.audit.hash),
            event_size: anchor.events.size,
            event_hash: chain::hex(&anchor.events.hash),
            damaged: copied.damaged,
            log_bytes: copied.log,
        }
    }
}

impl Manifest {
    /// What it says that the copy behind it is not. Of a damaged one nothing can be held against it.
    pub fn belied(&self, copy: &Examined) -> Vec<Sentence> {
        let (audit, events) = (&copy.anchor.audit, &copy.anchor.events);
        let at = Outside::from(self.at.as_str());
        let made = copy.made.as_ref().is_none_or(|made| *made == at);
        let agrees = [
            (
                (self.audit_size, &self.audit_hash) == (audit.size, &chain::hex(&audit.hash)),
                say!(
                    "审计记录与备份清单不符。",
                    "The audit trail is not the one of the manifest."
                ),
            ),
            (
                (self.event_size, &self.event_hash) == (events.size, &chain::hex(&events.hash)),
                say!(
                    "事件与备份清单不符。",
                    "The events are not those of the manifest."
                ),
            ),
            (
                self.office == copy.anchor.office && self.schema == copy.version && made,
                say!(
                    "单位、时刻或版本与备份清单不符。",
                    "The office, the instant or the version is not the one of the manifest."
                ),
            ),
        ];
        let belied = agrees.into_iter().filter(|(agrees, _)| !agrees);
        belied
            .map(|(_, what)| what)
            .filter(|_| !self.damaged)
            .collect()
    }
}

/// Entropy from the system.
pub fn entropy(into: &mut [u8]) -> io::Result<()> {
    getrandom::fill(into).map_err(|e| io::Error::other(e.to_string()))
}

/// Seals a plain copy.
pub fn seal(
    plain: &mut File,
    manifest: &Manifest,
    to: &[Recipient],
    out: impl Write,
) -> io::Result<()> {
    let mut sealer = Sealer::new(BufWriter::new(out), to, &mut entropy)?;
    let line = serde_json::to_string(manifest)?;
    sealer.write_all(line.as_bytes())?;
    sealer.write_all(b"\n")?;
    io::copy(plain, &mut sealer)?;
    sealer.finish()?.flush()
}

/// A plain copy while it is being made: it has no name until it needs one, so that nothing of it is
/// left when the program is killed, and none once it is dropped.
pub struct Plain {
    file: File,
    path: PathBuf,
    named: bool,
}

impl Plain {
    fn beside(path: &Path) -> io::Result<Self> {
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        let mode = Mode::RUSR | Mode::WUSR;
        let path = path.to_owned();
        if let Ok(file) = rustix::fs::open(room::folder(&path), flags, mode) {
            let file = File::from(file);
            return Ok(Self {
                file,
                path,
                named: false,
            });
        }
        // A file system without nameless files: the next start clears away what a kill leaves.
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true).create_new(true).mode(0o600);
        let file = options.open(&path)?;
        Ok(Self {
            file,
            path,
            named: true,
        })
    }

    /// Gives it its name and says which.
    ///
    /// # Errors
    /// A [`Trouble`] when the folder takes none.
    pub fn name(&mut self) -> Result<&Path, Trouble> {
        if !self.named {
            let own = format!("/proc/self/fd/{}", self.file.as_raw_fd());
            let follow = AtFlags::SYMLINK_FOLLOW;
            linkat(CWD, own, CWD, &self.path, follow)
                .map_err(|e| unreadable(&self.path, &e.into()))?;
            self.named = true;
        }
        Ok(&self.path)
    }

    /// Takes the names away: whoever has it open keeps it, nobody else finds it.
    pub fn hide(&self) {
        for end in ["", "-wal", "-shm", "-queue"] {
            let _ = std::fs::remove_file(room::with_end(&self.path, end));
        }
    }
}

impl Drop for Plain {
    fn drop(&mut self) {
        self.hide();
    }
}

/// Opens a backup into a plain file that only its owner can read, to be named so, and holds it against
/// its manifest.
///
/// # Errors
/// A [`Trouble`]: not a backup or changed (5), the wrong key (3), or no room.
pub fn open(backup: &Path, key: &Path, plain: &Path) -> Result<(Manifest, Plain), Trouble> {
    let read = if key == Path::new("-") {
        let mut text = String::new();
        let stdin = io::stdin().lock();
        stdin.take(KEY).read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(key)
    };
    let text = read.map_err(|e| unreadable(key, &e))?;
    let identities = keys(&text, key)?;
    let file = File::open(backup).map_err(|e| unreadable(backup, &e))?;
    let size = file.metadata().map_or(0, |m| m.len());
    room::for_work(plain, size)?;
    let opened = Unsealer::by_any(BufReader::new(file), &identities)
        .map_err(|e| unsealed(BACKUP, backup, &e))?;
    let mut plain = Plain::beside(plain).map_err(|e| unreadable(plain, &e))?;
    let poured = pour(BufReader::new(opened), &mut plain.file);
    let (manifest, bytes, digest) = poured.map_err(|e| unsealed(BACKUP, backup, &e))?;
    if bytes != manifest.bytes || chain::hex(&digest) != manifest.sha256 {
        let changed = io::ErrorKind::InvalidData.into();
        return Err(unsealed(BACKUP, backup, &changed));
    }
    Ok((manifest, plain))
}

fn pour(mut opened: impl BufRead, plain: &mut File) -> io::Result<(Manifest, u64, Hash)> {
    let mut line = Vec::new();
    (&mut opened).take(MANIFEST).read_until(b'\n', &mut line)?;
    let manifest: Manifest =
        serde_json::from_slice(&line).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    io::copy(&mut opened, plain)?;
    plain.sync_all()?;
    plain.rewind()?;
    let (bytes, digest) = copy::digest_of(plain)?;
    Ok((manifest, bytes, digest))
}

fn unreadable(path: &Path, error: &io::Error) -> Trouble {
    let (shown, (zh, en)) = (path.display().to_string(), reason(error));
    let exit = if error.kind() == io::ErrorKind::NotFound {
        Exit::Missing
    } else {
        Exit::Failed
    };
    let what = say!(
        "打不开“{shown}”：{zh}。",
        "\"{shown}\" cannot be opened: {en}."
    );
    Trouble::unchanged(
        exit,
        what,
        say!("请核对文件名和权限。", "Check the name and the rights."),
    )
}

/// The private keys out of the text of their file: each is tried.
///
/// # Errors
/// Wrong (2) when there is none in it.
pub fn keys(text: &str, path: &Path) -> Result<Vec<Identity>, Trouble> {
    let keys: Vec<Identity> = Identity::all(text).collect();
    if keys.is_empty() {
        return Err(no_key(path));
    }
    Ok(keys)
}

/// What to say of a file of private keys that others may read.
pub fn exposed(path: &Path) -> Option<Sentence> {
    let facts = std::fs::metadata(path)
        .ok()
        .filter(std::fs::Metadata::is_file)?;
    let mode = facts.permissions().mode() & 0o7777;
    (mode & 0o044 != 0).then(|| {
        let shown = path.display().to_string();
        say!(
            "别人也读得到私钥文件“{shown}”（权限{mode:04o}）。这次照用了，文件没有动。请 chmod 600；怕已被人读过的，换一对钥匙，重新备份。",
            "Others may read the file of private keys \"{shown}\" (mode {mode:04o}). It was used as it is and left as it is. Please chmod 600; where somebody may have read it, make another pair and back up anew."
        )
    })
}

fn no_key(path: &Path) -> Trouble {
    let shown = path.display().to_string();
    Trouble::unchanged(
        Exit::Wrong,
        say!(
            "“{shown}”里没有私钥（AGE-SECRET-KEY-1…）。",
            "\"{shown}\" holds no private key (AGE-SECRET-KEY-1…)."
        ),
        say!(
            "例：--identity 甲.key；钥匙由 zhuoluo backup --new-key 生成。",
            "Example: --identity one.key; keys are made by `zhuoluo backup --new-key`."
        ),
    )
}

/// What a sealed file holds.
pub const PACKAGE: Word = Word::new("档案包", "package");
const BACKUP: Word = Word::new("备份", "backup");

/// Why a sealed file did not open.
pub fn unsealed(what: Word, path: &Path, error: &io::Error) -> Trouble {
    let (shown, Word { zh, en }) = (path.display().to_string(), what);
    let (exit, what): (Exit, Sentence) = match error.kind() {
        io::ErrorKind::PermissionDenied => (
            Exit::Refused,
            say!(
                "这把私钥打不开“{shown}”：{zh}不是给它的。",
                "This key does not open \"{shown}\": the {en} is not for it."
            ),
        ),
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => (
            Exit::Damaged,
            say!(
                "“{shown}”不是着落的{zh}，或者不完整、被改过。",
                "\"{shown}\" is no {en} of zhuoluo, or it is incomplete or was changed."
            ),
        ),
        _ => {
            let detail = error.to_string();
            (
                Exit::Failed,
                say!(
                    "“{shown}”没有读完（{detail}）。",
                    "\"{shown}\" could not be read ({detail})."
                ),
            )
        }
    };
    Trouble::unchanged(
        exit,
        what,
        say!(
            "请换另一份{zh}或另一把私钥。",
            "Take another {en}, or the other key."
        ),
    )
}
