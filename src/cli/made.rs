//! A plain copy on its way to being sealed, and what is found in one that was opened.

use std::path::{Path, PathBuf};

use super::args_keep as args;
use super::out::shown;
use crate::exchange::seal::Recipient;
use crate::store::copy::Copied;
use crate::store::room;
use crate::words::{Exit, Sentence, Trouble};

/// A plain copy that has no name any more, and what is to be told of it.
pub struct Made {
    /// The copy, to be read from its beginning.
    pub file: std::fs::File,
    /// What it is.
    pub copied: Copied,
    /// Where the store lies.
    pub folder: PathBuf,
    /// To whom it is sealed.
    pub to: Vec<Recipient>,
    /// What makes it unfit to take the place of a store.
    pub findings: Vec<Sentence>,
}

impl Made {
    /// Takes its name away: once it is open it needs none, and a kill leaves nothing of it.
    pub fn open(plain: &Path) -> Result<std::fs::File, Trouble> {
        let file = std::fs::File::open(plain);
        let _ = std::fs::remove_file(plain);
        file.map_err(|e| unwritten(plain, &e))
    }
}

/// Where the plain copy of a store lies while it is made.
pub fn plain_beside(store: &Path) -> PathBuf {
    room::folder(store).join(format!(".copy-{}", std::process::id()))
}

/// What is found in a plain copy.
pub struct Found {
    /// What makes it unfit to take the place of a store.
    pub findings: Vec<Sentence>,
    /// What was changed beside the program before it was made, and is on record in it.
    pub past: Vec<Sentence>,
}

/// To whom a copy is sealed: those that are given, else those that the store remembers.
pub fn sealed_to(
    args: &args::Backup,
    kept: impl FnOnce() -> Option<String>,
) -> Result<Vec<Recipient>, Trouble> {
    let given = if args.recipients.is_empty() {
        let kept = kept().unwrap_or_default();
        kept.split_whitespace().map(str::to_owned).collect()
    } else {
        args.recipients.clone()
    };
    let all = keys(&given)?;
    if all.len() < 2 {
        let n = all.len();
        return Err(Trouble::unchanged(
            Exit::Wrong,
            say!(
                "备份要加密给两个人，现在只有{n}把公钥。",
                "A backup is sealed to two persons; there are {n} public keys."
            ),
            say!(
                "两人各做一把：zhuoluo backup --new-key > 甲.key（私钥离线保存）；再 zhuoluo backup --recipient age1… --recipient age1… --remember。",
                "Each makes one: zhuoluo backup --new-key > one.key (kept offline); then zhuoluo backup --recipient age1… --recipient age1… --remember."
            ),
        ));
    }
    Ok(all)
}

/// Public keys as they are typed, each once.
///
/// # Errors
/// Wrong (2), naming what is none.
pub fn keys(given: &[String]) -> Result<Vec<Recipient>, Trouble> {
    let mut all: Vec<Recipient> = Vec::new();
    for text in given {
        let Some(recipient) = Recipient::parse(text) else {
            let text = shown(text);
            return Err(Trouble::unchanged(
                Exit::Wrong,
                say!("“{text}”不是收件人公钥。", "\"{text}\" is no public key."),
                say!(
                    "应为 age1 开头的一行，例：zhuoluo backup --new-key 印出的那行。",
                    "It begins with age1, as the line that `zhuoluo backup --new-key` prints."
                ),
            ));
        };
        if !all.contains(&recipient) {
            all.push(recipient);
        }
    }
    Ok(all)
}

/// What is told of a copy that could not be written.
pub fn unwritten(path: &Path, error: &std::io::Error) -> Trouble {
    let (shown, detail) = (path.display().to_string(), error.to_string());
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "备份没有写成（{shown}：{detail}）。",
            "The backup was not written ({shown}: {detail})."
        ),
        say!("请检查磁盘和管道。", "Check the disk and the pipe."),
    )
}
